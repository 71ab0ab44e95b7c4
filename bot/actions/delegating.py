"""Passing a request on to a colleague, who decides in one's place."""

from __future__ import annotations

from typing import Any

from bot.actions.approval import close_own, offer_next, open_request, tell_requester
from bot.actions.asked import company_now, deciders_of, requester_of
from bot.actions.by_mail import CHANNEL
from bot.actions.mandates import with_email
from bot.actions.policies import pinned_policy
from bot.actions.registry import on_answer, on_button
from bot.actions.request import ask
from bot.actions.shown_cards import keep_card
from bot.actions.turn import Turn
from bot.domain.approval import Asked, may_take_over, pass_on
from bot.domain.audit import AuditKind
from bot.domain.entities import ApprovalRequest
from bot.domain.spending import may_decide
from bot.intents.identifiers import find_email
from shop_client.model import Contact

_MOST_OFFERED = 10


@on_button("approval.pass_on")
async def pass_on_pressed(turn: Turn, data: dict[str, Any]) -> None:
    """Asks to whom; a few at a time, or by e-mail address."""
    opened = await open_request(turn, data["approval_id"])
    if opened is None:
        return
    request, _ = opened
    people = await _colleagues(turn, request)
    if not people:
        turn.say("nobody-to-pass-on-to")
        return
    start = data.get("from", 0)
    card = turn.say("pass-on-to-whom")
    for one in people[start : start + _MOST_OFFERED]:
        card.row(one.name, one.email)
        taker = {"approval_id": request.id, "email": one.email}
        card.choice(one.name, "approval.pass_on_to", taker)
    left = len(people) - start - _MOST_OFFERED
    if left > 0:
        more = {"approval_id": request.id, "from": start + _MOST_OFFERED}
        card.button("button-more-colleagues", "approval.pass_on", more, count=left)
    keep_card(request, card)
    turn.ask("pass_on_to", approval_id=request.id)


async def _colleagues(turn: Turn, request: ApprovalRequest) -> list[Contact]:
    """Who may take it over; those who may decide on such an amount anyway come first."""
    requester = await requester_of(turn, request)
    if requester is None:
        return []
    policy = await pinned_policy(turn.store, request)
    company = await company_now(turn, request.company_id, policy)
    gross = request.quotation.totals.gross
    return sorted(
        may_take_over(request, requester, company),
        key=lambda one: (not may_decide(one, gross, requester), one.name.casefold()),
    )


@on_button("approval.pass_on_to")
async def pass_on_to(turn: Turn, data: dict[str, Any]) -> None:
    """To the colleague whose button it is, if they still may."""
    opened = await open_request(turn, data["approval_id"])
    if opened is None:
        return
    await turn.use_button()
    await _pass(turn, *opened, data["email"])


@on_answer("pass_on_to")
async def answer_whom(turn: Turn, text: str) -> bool:
    """Reads the e-mail address or the name of a colleague."""
    request_id = turn.conversation.context["approval_id"]
    found = find_email(text)
    said = text.strip().casefold()
    email = found[0].lower() if found else ""
    if not email:
        same = [one for one in await turn.contacts() if one.name.casefold() == said]
        email = same[0].email if len(same) == 1 else ""
    if not email:
        if turn.conversation.channel != CHANNEL and "@" not in text:
            return False
        turn.say("pass-on-unknown")
        return True
    opened = await open_request(turn, request_id)
    if opened is None:
        turn.settle_question()
    else:
        await _pass(turn, *opened, email)
    return True


async def _pass(turn: Turn, request: ApprovalRequest, mine: Asked, email: str) -> None:
    taker = with_email(await _colleagues(turn, request), email)
    if taker is None:
        turn.say("pass-on-unknown")
        return
    if turn.conversation.context.get("approval_id") == request.id:
        turn.settle_question()
    pass_on(request, mine.contact.email, taker.email)
    turn.record(
        AuditKind.REQUEST_DELEGATED, request, people=[taker.id], names=[taker.email], until=None
    )
    await close_own(turn, request, "status-passed-on", name=taker.name)
    await ask(turn, request, [taker])
    request.approver_contact_ids = [one.id for one in await deciders_of(turn, request)]
    await tell_requester(turn, request, "request-passed-on", name=taker.name)
    await offer_next(turn, turn.say("passed-on", name=taker.name))
