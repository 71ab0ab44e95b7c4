"""From a verified request to the inbox, before Slack is told that we have it."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any, Protocol

from slack_bolt.async_app import AsyncApp, AsyncBoltContext, AsyncBoltRequest
from slack_bolt.listener.async_builtins import AsyncTokenRevocationListeners
from slack_bolt.response import BoltResponse
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
    own_direct,
    translate,
    user_of,
)
from bot.channels.slack.people import People
from bot.messages import InboundMessage, Sender
from bot.ports import Inbox
from bot.texts import LANGUAGES

_log = logging.getLogger(__name__)
_DIALOG_SECONDS = 1.8
"""From the receipt of a press; a trigger lives for three, and where it comes to nothing a press is
still to be committed within the three that an acknowledgement may take."""
_LAST_WORDS_SECONDS = 2.0
_REVOKING = ("app_uninstalled", "tokens_revoked")
_RECEIVED_AT = "received_at"
"""Where Bolt's context holds the loop's time of the receipt."""
_MOST_DIRECT = 10_000

Body = Mapping[str, Any]


class Public(Protocol):
    """Says something where others may read along."""

    async def point(self, workspace: str, place: Place, text: str) -> None:
        """In a thread, for everybody."""
        ...

    async def whisper(self, address: str, text: str) -> None:
        """For whoever did something, at the `response_url` that came with it."""
        ...


class GuardedApp(AsyncApp):
    """Bolt, which takes it for granted that a payload has the shape that it should have."""

    def __init__(
        self,
        dialogs: Dialogs | None,
        tell: Callable[[Exception], Awaitable[None]],
        **of_bolt: Any,
    ) -> None:
        """Takes what Bolt is told, and more.

        Args:
            dialogs: know where a button was shown, for many workspaces; None leaves it to Bolt,
                which takes the workspace of whoever pressed it.
            tell: logs what went wrong.
            of_bolt: for `AsyncApp`.
        """
        super().__init__(**of_bolt)
        self._dialogs = dialogs
        self._tell = tell

    async def async_dispatch(self, req: AsyncBoltRequest) -> BoltResponse:
        """Dispatches what has that shape, to the installation that it is for."""
        req.context[_RECEIVED_AT] = asyncio.get_running_loop().time()
        if not is_well_formed(req.body):
            return _refused("malformed")
        if self._dialogs is not None:
            try:
                workspace = await self._dialogs.workspace_of(req.body)
            except Exception as error:  # of the database: without an answer Slack says so
                await self._tell(error)
                return BoltResponse(status=500)
            if workspace is not None:
                req.context["team_id"] = workspace
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
        public: Public,
        leaving: AsyncTokenRevocationListeners | None,
    ) -> None:
        """Takes where to persist and whom to ask.

        Args:
            inbox: commits.
            people: know names and languages.
            dialogs: open modals; None leaves every press to the conversation.
            public: says where it was answered.
            leaving: forgets workspaces; None where there is one for good.
        """
        self._inbox = inbox
        self._people = people
        self._dialogs = dialogs
        self._public = public
        self._leaving = leaving
        self._pointing: set[asyncio.Task[None]] = set()
        self._direct: OrderedDict[str, None] = OrderedDict()

    async def receive(
        self,
        body: Body,
        context: AsyncBoltContext,
        client: AsyncWebClient,
    ) -> BoltResponse:
        """Persists what arrived and acknowledges it."""
        if _event_type(body) in _REVOKING:
            return await self._left(body, context)
        installed = _installed(context)
        if not is_known(body):
            return _refused("unknown")
        if _is_foreign(body, installed):
            return _refused("foreign")
        self._note_direct(body)
        user_id = user_of(body)
        if not user_id:
            return _acknowledged()
        sender = Sender(user_id)
        if body.get("type") == "view_submission":
            return await self._submitted(body, installed, sender)
        if body.get("type") == "block_actions" and await self._opens_dialog(
            body, client, context[_RECEIVED_AT]
        ):
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
        if inbound.is_refused:
            metrics.REFUSED.labels(CHANNEL, "not_of_a_person").inc()
        return self._answered(body, inbound, installed, sender, is_new)

    async def _left(self, body: Body, context: AsyncBoltContext) -> BoltResponse:
        """Forgets a workspace, or nothing where it was a person's token."""
        if self._leaving is not None:
            if _event_type(body) == "app_uninstalled":
                await self._leaving.handle_app_uninstalled_events(context)
            else:
                await self._leaving.handle_tokens_revoked_events(dict(body["event"]), context)
        return _acknowledged()

    def _note_direct(self, body: Body) -> None:
        if channel := own_direct(body):
            self._direct[channel] = None
            self._direct.move_to_end(channel)
            while len(self._direct) > _MOST_DIRECT:
                self._direct.popitem(last=False)

    async def _persist(self, inbound: Inbound) -> bool:
        """Commits each; whether the first was new."""
        found = [await self._take(message) for message in inbound.messages]
        return not found or found[0]

    async def _take(self, message: InboundMessage) -> bool:
        is_new = await self._inbox.receive(message)
        (metrics.RECEIVED if is_new else metrics.REPEATED).labels(CHANNEL).inc()
        return is_new

    def _answered(
        self, body: Body, inbound: Inbound, installed: Installed, sender: Sender, is_new: bool
    ) -> BoltResponse:
        """Others read along in public, where nothing but this is said."""
        place = inbound.public
        if place is None or (place.channel in self._direct and not inbound.is_refused):
            return _acknowledged()
        spoken = (sender.language or "")[:2]
        language = spoken if spoken in LANGUAGES else "en"
        if inbound.is_refused:
            text = texts.text(language, "slack-people-only")
        else:
            text = texts.text(language, "slack-answered-privately")
        if "command" in body:
            return _acknowledged({"response_type": "ephemeral", "text": text})
        if body.get("type") == "message_action":
            self._say(self._public.whisper(str(body.get("response_url")), text))
        elif is_new:
            pointer = f"<@{sender.external_id}> {text}"
            self._say(self._public.point(installed.workspace, place, pointer))
        return _acknowledged()

    def _say(self, words: Coroutine[None, None, None]) -> None:
        """Behind the acknowledgement, which does not wait for it."""
        task = asyncio.create_task(words)
        self._pointing.add(task)
        task.add_done_callback(self._pointing.discard)

    async def _opens_dialog(self, body: Body, client: AsyncWebClient, received_at: float) -> bool:
        """Whether a modal was opened; if it can't be, the press goes the way of others."""
        if self._dialogs is None:
            return False
        try:
            async with asyncio.timeout_at(received_at + _DIALOG_SECONDS):
                return await self._dialogs.pressed(body, client)
        except Exception as error:  # whatever it is, the press itself must not be lost
            _log.warning("modal not opened", extra={"error": type(error).__name__})
            return False

    async def _submitted(self, body: Body, installed: Installed, sender: Sender) -> BoltResponse:
        if self._dialogs is None:
            return _refused("unknown")
        found = await self._dialogs.submitted(body, installed.workspace)
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
