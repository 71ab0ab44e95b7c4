"""Turns that the merchant's staff begin, in somebody's conversation."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.actions.services import Services
from bot.actions.turn import Turn
from bot.domain.entities import Conversation
from bot.errors import Conflict
from bot.messages import InboundKind, InboundMessage
from bot.ports import Store, UnitOfWorkFactory

_MOST_TRIES = 5
_Given = TypeVar("_Given")


async def change_as_staff(
    units: UnitOfWorkFactory, change: Callable[[Store], Awaitable[_Given]]
) -> _Given:
    """What a change gives, made in a unit of work; runs again when somebody else was faster."""
    for left in reversed(range(_MOST_TRIES)):
        async with units() as unit:
            given = await change(unit.store)
            try:
                await unit.commit()
            except Conflict:
                if not left:
                    raise
            else:
                return given
    raise AssertionError("the last try returns or raises")


async def staff_turn(store: Store, services: Services, conversation: Conversation) -> Turn:
    """A turn of that conversation; `finish` it before the commit."""
    person = await store.person(conversation.person_id)
    membership = None
    if conversation.membership_id:
        membership = await store.membership(conversation.membership_id)
    message = InboundMessage(
        conversation.channel,
        conversation.workspace,
        "",
        conversation.chat_id,
        InboundKind.EVENT,
    )
    return Turn(message, store, services, person, conversation, membership)
