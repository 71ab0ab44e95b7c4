"""What the Bot API's errors mean for a message that was to be sent."""

from __future__ import annotations

from datetime import timedelta

from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.channels.telegram import NAME
from bot.errors import DeliveryFailed, Undeliverable, Unreachable
from bot.metrics import UNDELIVERED

_NOBODY = ("chat not found", "peer_id_invalid", "user not found", "user_id_invalid")
_TOO_LARGE = "request entity too large"
NOT_MODIFIED = "message is not modified"


def says(error: TelegramError, *sentences: str) -> bool:
    """Whether Telegram's description of an error holds one of these, which are in lower case."""
    told = error.message.lower()
    return any(sentence in told for sentence in sentences)


def pause_of(error: RetryAfter) -> float:
    """How many seconds Telegram asks to wait."""
    pause = error.retry_after
    return pause.total_seconds() if isinstance(pause, timedelta) else float(pause)


def failure(error: TelegramError) -> DeliveryFailed:
    """The error of ours that this one is.

    Its text names no person and quotes no message: it is kept and logged.
    """
    if isinstance(error, RetryAfter):
        return DeliveryFailed("Telegram asks us to wait", pause_of(error))
    if isinstance(error, Forbidden):
        return Unreachable("they blocked us or never began")
    if isinstance(error, BadRequest) and says(error, *_NOBODY):
        return Unreachable("Telegram knows no such chat")
    if isinstance(error, BadRequest | ChatMigrated):
        # What follows the colon may quote the message.
        return Undeliverable(f"Telegram refuses it: {error.message.partition(':')[0][:100]}")
    if says(error, _TOO_LARGE):
        # The library knows no type for it (413); it would be so at every try.
        return Undeliverable("Telegram takes nothing so large")
    # The description of a wrong token holds the token, so the type must do.
    return DeliveryFailed(f"Telegram gave {type(error).__name__}")


def count_undelivered(failed: DeliveryFailed) -> None:
    """Counts a message that Telegram did not take, by its reason."""
    if isinstance(failed, Unreachable):
        reason = "unreachable"
    elif isinstance(failed, Undeliverable):
        reason = "refused"
    else:
        reason = "unavailable" if failed.retry_after is None else "limited"
    UNDELIVERED.labels(NAME, reason).inc()
