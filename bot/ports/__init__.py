"""The ports of the assistant: what its core needs of the outside, to be wired in bootstrap."""

from bot.ports.catalogue import Catalogue, Grounding, Match
from bot.ports.clock import Clock
from bot.ports.delivery import Channel
from bot.ports.queues import (
    Effect,
    EffectKind,
    Inbox,
    InboxItem,
    LocalMessage,
    LocalMessages,
    Outbox,
    OutboxItem,
    Unanswered,
)
from bot.ports.store import EvidenceReader, Store, UnitOfWork, UnitOfWorkFactory

__all__ = [
    "Catalogue",
    "Channel",
    "Clock",
    "Effect",
    "EffectKind",
    "EvidenceReader",
    "Grounding",
    "Inbox",
    "InboxItem",
    "LocalMessage",
    "LocalMessages",
    "Match",
    "Outbox",
    "OutboxItem",
    "Store",
    "Unanswered",
    "UnitOfWork",
    "UnitOfWorkFactory",
]
