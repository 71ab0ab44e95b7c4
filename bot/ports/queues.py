"""What arrived, and what is still to happen: inbox, outbox, and our own post-boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from bot.messages import Card, InboundMessage


class EffectKind(StrEnum):
    """What an outbox row does to the outside."""

    CHAT = "chat"
    MAIL = "mail"
    ORDER = "order"
    LOOK_UP = "look-up"
    """Asks the shop whether it has an order that nobody can tell about."""
    EVENT = "event"
    """Re-enters a conversation as an inbox row once it is due: a timer."""


@dataclass(frozen=True, slots=True)
class Effect:
    """Something to be done to the outside once the turn is committed.

    Attributes:
        destination: effects of one kind and destination happen one after the other, in order;
            one that is not due yet holds nothing up, one that failed and is tried again does.
        payload: JSON; its shape belongs to the kind.
        due_at: not before this business time; None means at once.
        key: effects with the same key exist once; None means no such guard.
    """

    kind: EffectKind
    destination: str
    payload: dict[str, Any]
    due_at: datetime | None = None
    key: str | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class InboxItem:
    """An inbound message on lease.

    Attributes:
        fence: grows with each lease; a commit with an old one is refused.
        attempt: 1 for the first.
    """

    id: int
    message: InboundMessage
    received_at: datetime
    fence: int
    attempt: int


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """An effect on lease. `id` is the effect's id."""

    id: str
    effect: Effect
    fence: int
    attempt: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Unanswered:
    """What of a conversation was received and is not answered yet.

    Attributes:
        external_ids: of what people wrote or pressed, oldest first; events of ours left out.
        working: whether any of it, events too, is being worked on or will be at once; false while
            all of it waits for another try.
    """

    external_ids: tuple[str, ...]
    working: bool


class Inbox(Protocol):
    """What arrived and was committed before its platform was told so."""

    async def receive(self, message: InboundMessage, shown: Card | None = None) -> bool:
        """Stores it in a transaction of its own; False when it was there before.

        Args:
            message: what arrived.
            shown: for channels of our own: how its sender sees it, kept in their post-box by the
                same transaction, under the message's external id.
        """
        ...

    async def unanswered(self, conversation_key: str) -> Unanswered:
        """What of a conversation still waits for its turn to end."""
        ...

    async def claim(self, worker: str, lease_seconds: float) -> InboxItem | None:
        """The oldest message that is due, of a conversation that nobody is working on."""
        ...

    async def retry(self, item: InboxItem, delay_seconds: float, error: str) -> None:
        """Gives it back to be tried again after a delay. Raises LeaseLost."""
        ...

    async def bury(self, item: InboxItem, error: str) -> None:
        """Sets it aside for good, so that the conversation goes on. Raises LeaseLost."""
        ...

    async def wait(self, timeout: float) -> None:
        """Returns when there may be something to claim, after `timeout` real seconds at most."""
        ...


class Outbox(Protocol):
    """Effects that were committed with a turn and are still to happen."""

    async def claim(
        self, worker: str, lease_seconds: float, kinds: Sequence[EffectKind], now: datetime
    ) -> OutboxItem | None:
        """What has been due for longest at `now` and whose destination has none before it."""
        ...

    async def done(self, item: OutboxItem, handle: str = "") -> None:
        """It happened; `handle` is the channel's id of the message. Raises LeaseLost."""
        ...

    async def handle_of(self, effect_id: str) -> str | None:
        """The channel's id of a delivered message; None while it is not delivered."""
        ...

    async def retry(self, item: OutboxItem, due_at: datetime, error: str) -> None:
        """To be tried again at `due_at`. Raises LeaseLost."""
        ...

    async def bury(self, item: OutboxItem, error: str) -> None:
        """It can't happen. Raises LeaseLost."""
        ...

    async def next_due(self, kinds: Sequence[EffectKind] | None = None) -> datetime | None:
        """When the next effect that nobody works on and nothing holds up is due."""
        ...

    async def pending(self) -> int:
        """How many effects are due or on lease (future ones not counted)."""
        ...

    async def wait(self, timeout: float) -> None:
        """Returns when something was added or ended, after `timeout` real seconds at most."""
        ...

    def wake(self) -> None:
        """Lets a waiting worker look again: the business clock was moved."""
        ...


@dataclass(frozen=True, slots=True)
class LocalMessage:
    """A card for a channel of our own (terminal, web), kept until its reader has seen it.

    Attributes:
        seq: grows within a chat and is never given twice; a reader asks for what follows the last
            it saw.
        edits: the `message_id` of an earlier message that this one replaces, or None.
        own: the reader's own words, shown to them again; its `message_id` is their external id.
        at: when it was kept, in business time; None outside a store.
    """

    seq: int
    message_id: str
    card: Card
    edits: str | None = None
    own: bool = False
    at: datetime | None = None


class LocalMessages(Protocol):
    """Durable post-boxes of the channels that have no platform behind them."""

    async def append(
        self, conversation_key: str, message_id: str, card: Card, edits: str | None = None
    ) -> None:
        """Keeps a card; a repeat of `message_id` changes nothing."""
        ...

    async def since(self, conversation_key: str, seq: int) -> list[LocalMessage]:
        """What follows `seq`, oldest first."""
        ...

    async def newest(self, conversation_key: str, limit: int) -> list[LocalMessage]:
        """The newest `limit`, oldest first."""
        ...

    async def message(self, conversation_key: str, message_id: str) -> LocalMessage | None:
        """One message of this chat; None when there is none."""
        ...

    async def knows(self, conversation_key: str, seq: int) -> bool:
        """Whether this chat has a message of that number."""
        ...

    async def wait(self, conversation_key: str, seq: int, timeout: float) -> list[LocalMessage]:
        """What follows `seq`, as soon as there is any; empty after `timeout` real seconds."""
        ...
