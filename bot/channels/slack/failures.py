"""What a refusal or silence of the Web API means for a message that was to be delivered.

Source: the errors of https://docs.slack.dev/reference/methods/chat.postMessage and chat.update.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from bot import metrics
from bot.errors import DeliveryFailed, Undeliverable, Unreachable

_log = logging.getLogger(__name__)
_UNREACHABLE = frozenset(
    {
        "account_inactive",
        "cannot_dm_bot",
        "channel_not_found",
        "is_archived",
        "messages_tab_disabled",
        "not_in_channel",
        "team_not_found",
        "token_revoked",
        "user_disabled",
        "user_not_found",
        "user_not_visible",
    }
)
"""The person is gone, may not be written to, or their workspace removed us."""
_REFUSED = frozenset(
    {
        "invalid_arguments",
        "invalid_blocks",
        "invalid_blocks_format",
        "metadata_too_large",
        "msg_blocks_too_long",
        "msg_too_long",
        "no_text",
        "not_enabled",
        "view_too_large",
    }
)
GONE = frozenset(
    {
        "cant_update_message",
        "edit_window_closed",
        "is_inactive",
        "message_not_found",
        "thread_not_found",
    }
)
"""The message that was to be changed, or the thread to write in, is there no more."""
GONE_BELOW = GONE | {"channel_not_found"}
"""The same for what is named by its channel: that may be gone while the person is there."""
FILE_GONE = frozenset({"access_denied", "file_deleted", "file_not_found"})
"""A file that somebody sent is there no more, or not for us."""
_SCOPES = "the app's scopes: update it from `comptoir slack manifest`, then reinstall it"
_TOKEN = "COMPTOIR_SLACK_BOT_TOKEN"  # noqa: S105 - the name of a setting
_TO_MEND = {
    "invalid_auth": _TOKEN,
    "missing_scope": _SCOPES,
    "no_permission": _SCOPES,
    "not_allowed_token_type": _TOKEN,
    "not_authed": _TOKEN,
    "restricted_action": "who may post, in the settings of the workspace",
}
"""What only a person can mend, and where; until then nothing waits for it."""
_LEAST_PAUSE_SECONDS = 1.0


@contextlib.contextmanager
def told(never: frozenset[str] = frozenset()) -> Iterator[None]:
    """Turns what the SDK raises into `DeliveryFailed` and its kinds, and counts it.

    Args:
        never: errors of Slack's that no retry helps here, beside those of `_meaning`.
    """
    try:
        yield
    except SlackApiError as error:
        failure, reason = _meaning(error, never)
        metrics.UNDELIVERED.labels("slack", reason).inc()
        raise failure from error
    except (SlackClientError, aiohttp.ClientError, TimeoutError) as error:
        metrics.UNDELIVERED.labels("slack", "unavailable").inc()
        raise DeliveryFailed(type(error).__name__) from error


def error_code(error: SlackApiError) -> str:
    """Slack's own name of an error; empty when its answer has none."""
    data = getattr(error.response, "data", None)
    return str(data.get("error") or "") if isinstance(data, dict) else ""


def _meaning(error: SlackApiError, never: frozenset[str]) -> tuple[DeliveryFailed, str]:
    code = error_code(error)
    if code == "ratelimited" or getattr(error.response, "status_code", 0) == 429:
        return DeliveryFailed("ratelimited", _retry_after(error.response)), "limited"
    if code in _UNREACHABLE:
        return Unreachable(code), "unreachable"
    if code in _TO_MEND:
        _log.error("Slack refuses us", extra={"reason": f"{code}: check {_TO_MEND[code]}"})
        return Undeliverable(code), "refused"
    if code in _REFUSED or code in never:
        return Undeliverable(code), "refused"
    return DeliveryFailed(code or "no answer"), "unavailable"


def _retry_after(response: Any) -> float:
    headers = {k.lower(): v for k, v in dict(response.headers).items()}
    try:
        return max(float(headers.get("retry-after", "")), _LEAST_PAUSE_SECONDS)
    except ValueError:
        return _LEAST_PAUSE_SECONDS
