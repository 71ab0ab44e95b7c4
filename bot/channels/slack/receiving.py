"""From a verified request to the inbox, before Slack is told that we have it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncApp, AsyncBoltContext, AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot import metrics, texts
from bot.channels.slack.dialogs import Dialogs
from bot.channels.slack.inbound import (
    CHANNEL,
    NOTHING,
    Inbound,
    Installed,
    Place,
    home_opened,
    is_known,
    is_well_formed,
    translate,
    user_of,
)
from bot.channels.slack.people import People
from bot.messages import InboundMessage, Sender
from bot.ports import Inbox
from bot.texts import LANGUAGES

_log = logging.getLogger(__name__)
_DIALOG_SECONDS = 2.5
"""A trigger lives for three."""
_LAST_WORDS_SECONDS = 2.0
_REVOKING = ("app_uninstalled", "tokens_revoked")

Body = Mapping[str, Any]


class GuardedApp(AsyncApp):
    """Bolt, which takes it for granted that a payload has the shape that it should have."""

    async def async_dispatch(self, req: AsyncBoltRequest) -> BoltResponse:
        """Dispatches what has that shape."""
        if not is_well_formed(req.body):
            return _refused("malformed")
        return await super().async_dispatch(req)


class Receiving:
    """Bolt's global middleware of ours, after signature, authorization and our own events.

    Whatever goes wrong while something is persisted is raised: without an acknowledgement Slack
    delivers it again.
    """

    def __init__(
        self,
        inbox: Inbox,
        people: People,
        dialogs: Dialogs | None,
        point: Callable[[str, Place, str], Coroutine[None, None, None]],
    ) -> None:
        """Takes where to persist and whom to ask.

        Args:
            inbox: commits.
            people: know names and languages.
            dialogs: open modals; None leaves every press to the conversation.
            point: says something in public: workspace, place, text.
        """
        self._inbox = inbox
        self._people = people
        self._dialogs = dialogs
        self._point = point
        self._pointing: set[asyncio.Task[None]] = set()

    async def receive(
        self,
        body: Body,
        context: AsyncBoltContext,
        client: AsyncWebClient,
        next: Callable[[], Awaitable[None]],  # noqa: A002 - Bolt injects by name
    ) -> BoltResponse | None:
        """Persists what arrived and acknowledges it."""
        if _event_type(body) in _REVOKING:
            await next()
            return None
        installed = _installed(context)
        if not is_known(body):
            return _refused("unknown")
        if _is_foreign(body, installed):
            return _refused("foreign")
        user_id = user_of(body)
        if not user_id:
            return _acknowledged()
        sender = Sender(user_id)
        if body.get("type") == "view_submission":
            return await self._submitted(body, installed, sender)
        if body.get("type") == "block_actions" and await self._opens_dialog(body, client):
            return _acknowledged()
        try:
            inbound = translate(body, installed, sender)
        except (LookupError, TypeError, AttributeError):
            return _refused("malformed")
        if inbound == NOTHING:
            return _acknowledged()
        # Slack is asked for a name only where there is something to persist.
        sender = await self._people.sender(client, installed.workspace, user_id)
        inbound = translate(body, installed, sender)
        is_new = await self._persist(inbound)
        return self._answered(inbound, installed, sender, is_new, "command" in body)

    async def _persist(self, inbound: Inbound) -> bool:
        """Commits each; whether the first was new."""
        found = [await self._take(message) for message in inbound.messages]
        return found[0]

    async def _take(self, message: InboundMessage) -> bool:
        is_new = await self._inbox.receive(message)
        (metrics.RECEIVED if is_new else metrics.REPEATED).labels(CHANNEL).inc()
        return is_new

    def _answered(
        self, inbound: Inbound, installed: Installed, sender: Sender, is_new: bool, at_once: bool
    ) -> BoltResponse:
        """Others read along in public, where nothing but this is said."""
        if inbound.public is None:
            return _acknowledged()
        spoken = (sender.language or "")[:2]
        language = spoken if spoken in LANGUAGES else "en"
        text = texts.text(language, "slack-answered-privately")
        if at_once:
            return _acknowledged({"response_type": "ephemeral", "text": text})
        if is_new:
            pointer = f"<@{sender.external_id}> {text}"
            task = asyncio.create_task(self._point(installed.workspace, inbound.public, pointer))
            self._pointing.add(task)
            task.add_done_callback(self._pointing.discard)
        return _acknowledged()

    async def _opens_dialog(self, body: Body, client: AsyncWebClient) -> bool:
        """Whether a modal was opened; if it can't be, the press goes the way of others."""
        if self._dialogs is None:
            return False
        try:
            async with asyncio.timeout(_DIALOG_SECONDS):
                return await self._dialogs.pressed(body, client)
        except (SlackClientError, aiohttp.ClientError, TimeoutError) as error:
            _log.warning("modal not opened", extra={"error": type(error).__name__})
            return False

    async def _submitted(self, body: Body, installed: Installed, sender: Sender) -> BoltResponse:
        if self._dialogs is None:
            return _refused("unknown")
        found = await self._dialogs.submitted(body)
        if not isinstance(found, InboundMessage):
            return _acknowledged(found)
        await self._take(found)
        # It may have been opened at the home page, which shows what it changes.
        await self._take(home_opened(installed, sender, found.external_id))
        return _acknowledged()

    async def close(self) -> None:
        """Says what was begun in public, if that goes quickly."""
        if self._pointing:
            _, late = await asyncio.wait(self._pointing, timeout=_LAST_WORDS_SECONDS)
            for task in late:
                task.cancel()


def _installed(context: AsyncBoltContext) -> Installed:
    found = context.authorize_result
    workspace = (found and found.team_id) or context.team_id or context.enterprise_id or ""
    return Installed(workspace, (found and found.bot_user_id) or "")


def _is_foreign(body: Body, installed: Installed) -> bool:
    """Whether an event is for an installation that is not ours.

    Source: `authorizations` names one that the event is for; interactions name the workspace of
    whoever acts, which is another one's with guests.
    """
    if body.get("type") != "event_callback":
        return False
    teams = {entry.get("team_id") for entry in body.get("authorizations") or ()}
    return installed.workspace not in (teams or {body.get("team_id")})


def _event_type(body: Body) -> Any:
    event = body.get("event")
    return event.get("type") if isinstance(event, Mapping) else None


def _acknowledged(answer: Mapping[str, Any] | None = None) -> BoltResponse:
    return BoltResponse(status=200, body=dict(answer) if answer else "")


def _refused(reason: str) -> BoltResponse:
    """Nothing for us, and nothing that a repeat would make better: acknowledged and counted."""
    metrics.REFUSED.labels(CHANNEL, reason).inc()
    return _acknowledged()
