"""What `comptoir doctor` examines of Slack; it asks Slack, and changes nothing."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.manifest import EVENTS_PATH, OPTIONAL_SCOPES, scopes
from bot.cli.examination import CONNECT_SECONDS, Finding
from bot.settings import Settings

_CLOCK_LIMITED, _CLOCK_BROKEN = 30, 300
"""Seconds; Slack's requests are refused as recordings when they seem five minutes old."""
_BASIC = "api.slack.com/apps → Basic Information"


async def examine_slack(settings: Settings) -> list[Finding]:
    """Examines what is set of Slack: tokens, scopes, clock, secrets."""
    findings = []
    if settings.slack_bot_token is not None:
        findings += await _bot(settings, settings.slack_bot_token.get_secret_value())
    if settings.slack_app_token is not None:
        findings.append(await _app(settings, settings.slack_app_token.get_secret_value()))
    if findings or settings.slack_client_id or settings.slack_signing_secret:
        return [*findings, *await _clock(settings), *_completeness(settings)]
    return [Finding("Slack", "good", "not used: COMPTOIR_SLACK_BOT_TOKEN is not set")]


def _client(settings: Settings) -> AsyncWebClient:
    return AsyncWebClient(
        base_url=settings.slack_api_url, timeout=int(CONNECT_SECONDS), retry_handlers=[]
    )


async def _bot(settings: Settings, token: str) -> list[Finding]:
    try:
        answer = await _client(settings).auth_test(token=token)
    except (SlackClientError, aiohttp.ClientError, TimeoutError) as error:
        return [
            _failed("Slack bot", error, "COMPTOIR_SLACK_BOT_TOKEN", "OAuth & Permissions (xoxb-…)")
        ]
    headers = {name.lower(): value for name, value in answer.headers.items()}
    found = f"{answer.get('user')} in {answer.get('team')}"
    return [Finding("Slack bot", "good", found, reachable=True), _scopes(headers)]


def _scopes(headers: Mapping[str, Any]) -> Finding:
    granted = {scope.strip() for scope in str(headers.get("x-oauth-scopes", "")).split(",")}
    missing = [scope for scope in scopes() if scope not in granted]
    if not missing:
        return Finding("Slack scopes", "good", "all that the manifest asks for")
    if OPTIONAL_SCOPES.issuperset(missing):
        return Finding("Slack scopes", "good", f"all that is needed; not {', '.join(missing)}")
    return Finding(
        "Slack scopes",
        "limited",
        f"missing: {', '.join(missing)}",
        remedy="Update the app from `comptoir slack manifest`, then reinstall it to the workspace.",
    )


async def _clock(settings: Settings) -> list[Finding]:
    """This machine's clock against Slack's, which needs no token; nothing where Slack is silent."""
    try:
        answer = await _client(settings).api_test()
        headers = {name.lower(): value for name, value in answer.headers.items()}
        theirs = parsedate_to_datetime(str(headers.get("date", ""))).timestamp()
    except (SlackClientError, aiohttp.ClientError, TimeoutError, TypeError, ValueError):
        return []
    skew = round(time.time() - theirs)
    found = f"{abs(skew)} s {'ahead of' if skew > 0 else 'behind'} Slack's"
    remedy = "Set this machine's clock; let it follow a time server."
    if abs(skew) > _CLOCK_BROKEN:
        return [Finding("clock", "broken", found, remedy=remedy)]
    if abs(skew) > _CLOCK_LIMITED:
        return [Finding("clock", "limited", found, remedy=remedy)]
    return [Finding("clock", "good", found)]


async def _app(settings: Settings, token: str) -> Finding:
    try:
        await _client(settings).apps_connections_open(app_token=token)
    except (SlackClientError, aiohttp.ClientError, TimeoutError) as error:
        where = f"{_BASIC} → App-Level Tokens (xapp-…, connections:write)"
        return _failed("Slack app", error, "COMPTOIR_SLACK_APP_TOKEN", where)
    return Finding("Slack app", "good", "Socket Mode answers", reachable=True)


def _failed(part: str, error: Exception, setting: str, where: str) -> Finding:
    if isinstance(error, SlackApiError):
        said = error.response.get("error")
        remedy = f"Check {setting}: {where}."
        return Finding(part, "broken", f"Slack refuses the token: {said}", None, True, remedy)
    remedy = "Check the network and COMPTOIR_SLACK_API_URL."
    return Finding(part, "broken", f"no answer: {type(error).__name__}", None, False, remedy)


def _completeness(settings: Settings) -> list[Finding]:
    """What is missing beside what is set."""
    missing = list(_missing(settings))
    if missing:
        return [Finding("Slack", "broken", found, remedy=remedy) for found, remedy in missing]
    how = "by Socket Mode" if settings.slack_app_token else f"at {settings.web_url}{EVENTS_PATH}"
    return [Finding("Slack", "good", f"receives {how}")]


def _missing(settings: Settings) -> Iterator[tuple[str, str]]:
    """What is not there, and the remedy."""
    if settings.slack_app_token is None:
        if settings.slack_signing_secret is None:
            yield (
                "no signing secret",
                f"Set COMPTOIR_SLACK_SIGNING_SECRET: {_BASIC}; or COMPTOIR_SLACK_APP_TOKEN for "
                "Socket Mode.",
            )
        if not (settings.web_url or "").startswith("https://"):
            yield "no https address that Slack could call", "Set COMPTOIR_WEB_URL=https://…"
    credentials = (settings.slack_client_id, settings.slack_client_secret)
    if any(credentials) and not all(credentials):
        yield (
            "half of the client's credentials",
            f"Set COMPTOIR_SLACK_CLIENT_ID and COMPTOIR_SLACK_CLIENT_SECRET both: {_BASIC}.",
        )
    if settings.slack_bot_token is None and not any(credentials):
        yield (
            "no bot token",
            "Set COMPTOIR_SLACK_BOT_TOKEN, or the client's credentials for many workspaces.",
        )
    if settings.slack_bot_token is not None and settings.slack_client_id is not None:
        yield (
            "a bot token and the client's credentials",
            "Remove COMPTOIR_SLACK_BOT_TOKEN for many workspaces; or COMPTOIR_SLACK_CLIENT_ID and "
            "COMPTOIR_SLACK_CLIENT_SECRET for one.",
        )
