"""The worker that makes committed effects happen: messages, mails, orders, timers."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

import msgspec

from bot.domain.entities import Conversation
from bot.errors import DeliveryFailed, LeaseLost, Undeliverable, Unreachable
from bot.mail.port import Mail, Mailer
from bot.messages import Card, InboundKind, InboundMessage
from bot.ports import (
    Channel,
    Clock,
    EffectKind,
    Inbox,
    Outbox,
    OutboxItem,
    UnitOfWorkFactory,
)
from bot.workers.draining import Draining

_log = logging.getLogger(__name__)
_IDLE_SECONDS = 60.0
"""The safety net: whoever adds an effect wakes the workers."""
_LEAST_SECONDS = 0.02
_PAUSE_SECONDS = 1.0
_WAITS = (1, 2, 5, 15, 60, 300, 900)
_MOST_ATTEMPTS = 40
_FOR_EVER = (EffectKind.ORDER, EffectKind.LOOK_UP)
"""An order is never given up for a shop that is away: they say themselves when they are done."""

Perform = Callable[[OutboxItem], Awaitable[str]]


class Effects:
    """Performs effects; what fails for now is tried again with growing pauses."""

    def __init__(
        self,
        *,
        outbox: Outbox,
        inbox: Inbox,
        units: UnitOfWorkFactory,
        clock: Clock,
        channels: Mapping[str, Channel],
        mailer: Mailer,
        place: Perform,
        look_up: Perform,
        lease_seconds: float,
    ) -> None:
        self._outbox = outbox
        self._inbox = inbox
        self._units = units
        self._clock = clock
        self._channels = channels
        self._mailer = mailer
        self._lease_seconds = lease_seconds
        self._perform: dict[EffectKind, Perform] = {
            EffectKind.CHAT: self._chat,
            EffectKind.MAIL: self._mail,
            EffectKind.EVENT: self._event,
            EffectKind.ORDER: place,
            EffectKind.LOOK_UP: look_up,
        }

    async def run(self, name: str, draining: Draining) -> None:
        """Claims and performs until it is told to take no more; `name` tells workers apart."""
        while not draining.begun:
            try:
                with draining.in_hand():
                    did_something = await self.step(name)
                if not did_something:
                    await self._outbox.wait(await self._seconds_to_next())
            except Exception:  # a database that is away for a while must not end the worker
                _log.exception("worker stumbled", extra={"worker": name})
                await asyncio.sleep(_PAUSE_SECONDS)

    async def _seconds_to_next(self) -> float:
        due = await self._outbox.next_due(list(self._perform))
        if due is None:
            return _IDLE_SECONDS
        seconds = (due - self._clock.now()).total_seconds()
        return min(max(seconds, _LEAST_SECONDS), _IDLE_SECONDS)

    async def step(self, name: str) -> bool:
        """Performs the next effect that is due; False when there is none."""
        item = await self._outbox.claim(
            name, self._lease_seconds, list(self._perform), self._clock.now()
        )
        if item is None:
            return False
        try:
            await self._attempt(item)
        except LeaseLost:
            _log.warning("lease lost", extra={"effect_id": item.id})
        return True

    async def _attempt(self, item: OutboxItem) -> None:
        try:
            handle = await self._perform[item.effect.kind](item)
        except Unreachable as error:
            await self._tell_unreachable(item)
            await self._outbox.bury(item, str(error))
        except Undeliverable as error:
            _log.warning(
                "effect given up", extra={"effect_id": item.id, "reason": type(error).__name__}
            )
            await self._outbox.bury(item, str(error))
        except DeliveryFailed as error:
            await self._again(item, str(error), error.retry_after)
        except Exception as error:  # an effect must not stop the worker
            _log.exception("effect failed", extra={"effect_id": item.id})
            await self._again(item, type(error).__name__, None)
        else:
            await self._outbox.done(item, handle)

    async def _again(self, item: OutboxItem, error: str, after: float | None) -> None:
        _log.warning(
            "effect put off",
            extra={"effect_id": item.id, "kind": item.effect.kind.value, "reason": error},
        )
        if item.attempt >= _MOST_ATTEMPTS and item.effect.kind not in _FOR_EVER:
            await self._outbox.bury(item, error)
            return
        pause = after or _WAITS[min(item.attempt - 1, len(_WAITS) - 1)]
        await self._outbox.retry(item, self._clock.now() + timedelta(seconds=pause), error)

    async def _conversation(self, conversation_id: str) -> Conversation:
        async with self._units() as unit:
            return await unit.store.conversation(conversation_id)

    async def _chat(self, item: OutboxItem) -> str:
        payload = item.effect.payload
        conversation = await self._conversation(payload["conversation_id"])
        edit = None
        if payload.get("edit_of"):
            edit = await self._outbox.handle_of(payload["edit_of"])
        channel = self._channels.get(conversation.channel)
        if channel is None:
            raise DeliveryFailed(f"channel {conversation.channel} is not running here")
        if "home" in payload:
            await channel.show_home(conversation, msgspec.convert(payload["home"], list[Card]))
            return ""
        card = msgspec.convert(payload["card"], Card)
        return await channel.send(
            conversation, card, message_id=item.id, edit=edit, thread=payload.get("thread", "")
        )

    async def _mail(self, item: OutboxItem) -> str:
        payload = item.effect.payload
        await self._mailer.send(
            Mail(
                to=payload["to"],
                subject=payload["subject"],
                text=payload["text"],
                message_id=item.id,
            )
        )
        return ""

    async def _event(self, item: OutboxItem) -> str:
        await self._enter(item, item.effect.payload["event"], item.effect.payload["data"])
        return ""

    async def _tell_unreachable(self, item: OutboxItem) -> None:
        """Lets the turn of an event see to those who wait for this person."""
        if item.effect.kind is EffectKind.CHAT and "home" not in item.effect.payload:
            await self._enter(item, "unreachable", {})

    async def _enter(self, item: OutboxItem, event: str, data: dict[str, Any]) -> None:
        """An event comes into the conversation of an effect, once for each effect."""
        conversation = await self._conversation(item.effect.payload["conversation_id"])
        await self._inbox.receive(
            InboundMessage(
                channel=conversation.channel,
                workspace=conversation.workspace,
                external_id=f"effect:{item.id}",
                chat_id=conversation.chat_id,
                kind=InboundKind.EVENT,
                event=event,
                data=data,
            )
        )
