"""The cards of a request for approval, wherever they were sent: none keeps its buttons for ever."""

from __future__ import annotations

from bot.actions.card import CardBuilder
from bot.actions.turn import Turn
from bot.domain.entities import ApprovalRequest

_TO = "to"
"""In what is kept of a card: set for those of the requester, which stay until the end."""


def keep_card(request: ApprovalRequest, card: CardBuilder) -> None:
    """Keeps in mind a card of somebody who may decide."""
    shown = {"conversation_id": card.conversation.id, "effect_id": card.id}
    request.shown = [*request.shown, shown]


def keep_requesters_card(request: ApprovalRequest, card: CardBuilder) -> None:
    """Keeps in mind a card of the requester: what can be pressed there ends with the request."""
    shown = {"conversation_id": card.conversation.id, "effect_id": card.id, _TO: "requester"}
    request.shown = [*request.shown, shown]


def is_requesters(shown: dict[str, str]) -> bool:
    """Whether a card was for the requester."""
    return _TO in shown


def is_before_anybody(request: ApprovalRequest) -> bool:
    """Whether somebody who may decide has it before them."""
    return not all(map(is_requesters, request.shown))


async def take_down(turn: Turn, request: ApprovalRequest, key: str, **values: str) -> None:
    """Closes the cards of those who may decide, which others take the place of."""
    for shown in request.shown:
        if not is_requesters(shown):
            await turn.close_card(shown["effect_id"], key, **values)
    request.shown = [shown for shown in request.shown if is_requesters(shown)]


async def close_all(turn: Turn, request: ApprovalRequest, key: str, **values: str) -> None:
    """Closes every card at the request's end; the requester's where anything can be pressed."""
    for shown in request.shown:
        effect_id = shown["effect_id"]
        if not is_requesters(shown) or await turn.store.unused_buttons(effect_id):
            await turn.close_card(effect_id, key, **values)
