"""What `comptoir doctor` finds out about Telegram; asks it, and changes nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import httpx

from bot.channels.telegram import WEBHOOK_PATH
from bot.cli.examination import CONNECT_SECONDS, Finding
from bot.settings import Settings

_PART = "Telegram"
_PORTS = (443, 80, 88, 8443)
"""Where Telegram calls webhooks (https://core.telegram.org/bots/api#setwebhook)."""
_MANY_WAIT = 100
_CLOCK_SECONDS = 30.0


async def examine_telegram(settings: Settings) -> list[Finding]:
    """The token, the bot's name, the way its updates take, and our clock against Telegram's."""
    if settings.telegram_token is None:
        return [Finding(_PART, "good", "not used: COMPTOIR_TELEGRAM_TOKEN is not set")]
    token = settings.telegram_token.get_secret_value()
    base = f"{settings.telegram_api_url.rstrip('/')}/bot{token}"
    try:
        async with httpx.AsyncClient(timeout=CONNECT_SECONDS) as client:
            answer = await client.get(f"{base}/getMe")
            if answer.status_code in (401, 404):
                return [_wrong_token()]
            me = _result(answer)
            webhook = _result(await client.get(f"{base}/getWebhookInfo"))
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        return [_silent(settings, error)]
    return [_bot(settings, me), _way(settings, webhook), *_clock(answer)]


def _result(answer: httpx.Response) -> dict[str, Any]:
    answer.raise_for_status()
    result = answer.json().get("result")
    if not isinstance(result, dict):
        raise ValueError("no answer of the Bot API")
    return result


def _wrong_token() -> Finding:
    return Finding(
        _PART,
        "broken",
        "Telegram does not know the token",
        reachable=True,
        remedy="Copy the token from BotFather (/mybots, API Token) to COMPTOIR_TELEGRAM_TOKEN.",
    )


def _silent(settings: Settings, error: Exception) -> Finding:
    return Finding(
        _PART,
        "broken",
        f"{settings.telegram_api_url} gave {type(error).__name__}",
        reachable=False,
        remedy="Check the network, HTTPS_PROXY and COMPTOIR_TELEGRAM_API_URL.",
    )


def _bot(settings: Settings, me: dict[str, Any]) -> Finding:
    name = str(me.get("username"))
    found = f"@{name} at {settings.telegram_api_url}"
    if settings.telegram_name is None or settings.telegram_name.lower() != name.lower():
        remedy = f"Set COMPTOIR_TELEGRAM_NAME={name}, so that mails hold links to the bot."
        return Finding(_PART, "limited", found, reachable=True, remedy=remedy)
    if me.get("can_read_all_group_messages"):
        found += ", reads all messages of its groups"
        remedy = "In BotFather: /setprivacy, Enable. The assistant needs only what names it."
        return Finding(_PART, "limited", found, reachable=True, remedy=remedy)
    return Finding(_PART, "good", found, reachable=True)


def _way(settings: Settings, webhook: dict[str, Any]) -> Finding:
    part = f"{_PART}: way"
    known = str(webhook.get("url", ""))
    waiting = int(webhook.get("pending_update_count", 0))
    if not settings.telegram_webhook:
        if known:
            remedy = "Nothing, if it was ours: `comptoir run` ends it. Else give each its own bot."
            return Finding(part, "limited", "polling, but a webhook is set", remedy=remedy)
        return Finding(part, "good", f"polling; {waiting} updates wait")
    problem = _address_problem(settings.web_url)
    if problem:
        return Finding(part, "broken", f"webhook, but {problem[0]}", remedy=problem[1])
    expected = f"{settings.web_url}{WEBHOOK_PATH}"
    if known != expected:
        remedy = "`comptoir run` sets it."
        return Finding(part, "limited", f"webhook {expected} is not set yet", remedy=remedy)
    trouble = str(webhook.get("last_error_message", ""))
    if waiting > _MANY_WAIT or (trouble and waiting):
        found = f"webhook; {waiting} updates wait: {trouble or 'we are slower than they come'}"
        remedy = f"Let {expected} reach this machine, and see the log of `comptoir run`."
        return Finding(part, "limited", found, remedy=remedy)
    return Finding(part, "good", f"webhook {expected}; {waiting} updates wait", reachable=True)


def _address_problem(web_url: str | None) -> tuple[str, str] | None:
    """What is wrong with the address that Telegram is to call, and the remedy."""
    if web_url is None:
        return "our address is unknown", "Set COMPTOIR_WEB_URL=https://…, or use polling."
    address = urlsplit(web_url)
    if address.scheme != "https" or (address.port or 443) not in _PORTS:
        ports = ", ".join(map(str, _PORTS))
        return f"{web_url} is not called", f"Telegram calls https:// at the ports {ports} alone."
    return None


def _clock(answer: httpx.Response) -> list[Finding]:
    """Nothing where the answer tells no time."""
    try:
        theirs = parsedate_to_datetime(answer.headers["date"])
    except (KeyError, ValueError):
        return []
    off = (datetime.now(UTC) - theirs).total_seconds()
    part = f"{_PART}: clock"
    if abs(off) <= _CLOCK_SECONDS:
        return [Finding(part, "good", "agrees with Telegram's")]
    remedy = "Let the machine keep its time by NTP: codes and deadlines go by it."
    return [Finding(part, "limited", f"{off:+.0f} s off Telegram's", remedy=remedy)]
