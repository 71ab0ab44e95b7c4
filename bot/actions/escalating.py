"""Asking others too, when those who were asked do not decide or can't be reached."""

from __future__ import annotations

from bot.actions.approval import tell_requester
from bot.actions.approval_card import who_asks
from bot.actions.asked import company_now, deciders_of, requester_of
from bot.actions.request import ask
from bot.actions.shown_cards import keep_card
from bot.actions.turn import Turn
from bot.actions.writing_to import card_to_contact
from bot.domain.audit import AuditKind
from bot.domain.entities import ApprovalRequest
from bot.domain.escalation import raise_to
from bot.domain.policy import Policy
from shop_client.model import Contact, Role


async def escalate(turn: Turn, request: ApprovalRequest, policy: Policy) -> bool:
    """Asks others too, since it has waited long enough; tells everybody concerned.

    Returns:
        False when there is nobody else.
    """
    before = await deciders_of(turn, request)
    raised = await _raise(turn, request, policy)
    if not raised:
        return False
    names = _names(raised)
    who = await who_asks(turn.store, request)
    for one in before:
        card = await card_to_contact(turn, one)
        if card is not None:
            total = card.money(request.quotation.totals.gross)
            card.say("escalated-approver", who=who, total=total, names=names)
            card.button(
                "button-review", "approval.show", {"approval_id": request.id}, who=who, total=total
            )
            keep_card(request, card)
    card = await tell_requester(turn, request, "escalated", names=names)
    if card is not None:
        card.button("button-withdraw", "approval.withdraw", {"approval_id": request.id})
    return True


async def escalate_at_once(turn: Turn, request: ApprovalRequest, policy: Policy) -> None:
    """Asks others, since nobody who is asked can be reached; the administrators hear of it."""
    raised = await _raise(turn, request, policy)
    await _tell_requester_at_once(turn, request, raised)
    requester = await requester_of(turn, request)
    who = await who_asks(turn.store, request)
    for one in await turn.people(request.company_id):
        if not one.active or Role.ADMINISTRATOR not in one.roles:
            continue
        if one in raised or one == requester:
            continue
        card = await card_to_contact(turn, one)
        if card is None:
            continue
        total = card.money(request.quotation.totals.gross)
        if raised:
            names = _names(raised)
            card.say("escalated-at-once-administrator", who=who, total=total, names=names)
        else:
            card.say("nobody-can-decide", who=who, total=total)


async def _tell_requester_at_once(
    turn: Turn, request: ApprovalRequest, raised: list[Contact]
) -> None:
    if raised:
        card = await tell_requester(turn, request, "escalated-at-once", names=_names(raised))
    else:
        since = turn.words().moment(request.created_at)
        card = await tell_requester(turn, request, "nobody-to-remind", since=since)
    if card is None:
        return
    if not raised:
        card.button("button-human", "human")
    card.button("button-withdraw", "approval.withdraw", {"approval_id": request.id})


async def _raise(turn: Turn, request: ApprovalRequest, policy: Policy) -> list[Contact]:
    requester = await requester_of(turn, request)
    if requester is None:
        return []
    company = await company_now(turn, request.company_id, policy)
    raised = raise_to(request, requester, company, policy.times.escalate_to)
    if raised:
        request.raised_to = [*request.raised_to, *(one.email for one in raised)]
        turn.record(
            AuditKind.REQUEST_ESCALATED,
            request,
            step=request.step,
            people=[one.id for one in raised],
            names=[one.email for one in raised],
        )
        await ask(turn, request, raised)
    return raised


def _names(people: list[Contact]) -> str:
    return ", ".join(one.name for one in people)
