"""Several requests for approval: looked at as a list, decided one by one, together, or in words."""

from __future__ import annotations

from typing import Any

from bot.actions.approval import approve, grant, reject
from bot.actions.approval_card import show_request
from bot.actions.asked import deciders_of, waiting_for_me
from bot.actions.asking import ask_vat_number
from bot.actions.membership import check_membership
from bot.actions.registry import on_button, on_command, on_intent
from bot.actions.turn import Turn
from bot.domain.entities import ApprovalRequest, ApprovalState
from bot.intents.schema import Intent, Understanding
from bot.messages import ButtonStyle

_MOST_SHOWN = 15


@on_command("approvals")
async def approvals(turn: Turn, rest: str) -> None:
    """`/approvals`: what waits for one's decision."""
    if turn.membership is None:
        ask_vat_number(turn)
        return
    waiting = await waiting_for_me(turn)
    if waiting:
        await show_list(turn, waiting)
    else:
        turn.say("nothing-waits")


@on_command("request")
async def open_request(turn: Turn, request_id: str) -> None:
    """`/request ID`, as links in mails have it: one request, for somebody who may decide on it."""
    if turn.membership is None:
        turn.remember("resume", f"/request {request_id}")
        ask_vat_number(turn, "ask-vat-number-first")
        return
    request = await _request(turn, request_id)
    for member in await turn.store.memberships_of(turn.person.id):
        if request and member.company_id == request.company_id:
            deciders = await deciders_of(turn, request)
            if any(decider.id == member.contact_id for decider in deciders):
                await show_request(turn, request, member)
                return
    turn.say("request-not-here")


async def _request(turn: Turn, request_id: str) -> ApprovalRequest | None:
    try:
        request = await turn.store.approval(request_id)
    except LookupError:
        return None
    return request if request.state is ApprovalState.WAITING else None


async def show_list(turn: Turn, waiting: list[ApprovalRequest]) -> None:
    """One card of all requests: a button to look at each, and one to approve them together."""
    card = turn.say("which-request", count=len(waiting))
    for request in waiting[:_MOST_SHOWN]:
        asking = await turn.store.membership(request.requester_membership_id)
        person = await turn.store.person(request.requester_id)
        who = person.display_name or asking.email
        total = card.money(request.quotation.totals.gross)
        detail = " · ".join(
            part
            for part in (
                card.moment(request.created_at),
                request.draft.po_number or "",
                card.text("count-lines", count=len(request.quotation.lines)),
            )
            if part
        )
        card.row(who, detail, total)
        data = {"approval_id": request.id}
        card.button("button-review", "approval.show", data, who=who, total=total)
    if len(waiting) > _MOST_SHOWN:
        card.note("more-requests", count=len(waiting) - _MOST_SHOWN)
    ids = [request.id for request in waiting[:_MOST_SHOWN]]
    shown = {request.id: request.fingerprint for request in waiting[:_MOST_SHOWN]}
    card.button(
        "button-approve-all",
        "approval.all",
        {"approval_ids": ids, "fingerprints": shown},
        style=ButtonStyle.PRIMARY,
        count=len(ids),
    )


@on_button("approval.show")
async def show(turn: Turn, data: dict[str, Any]) -> None:
    """One of the list, with its buttons; the list stays as it is."""
    request = await turn.store.approval(data["approval_id"])
    if request.state is ApprovalState.WAITING:
        await show_request(turn, request, turn.member)
    else:
        await approve(turn, data)


@on_button("approval.all")
async def approve_all(turn: Turn, data: dict[str, Any]) -> None:
    """Approves what was listed; each for itself, so that one that changed holds up no other."""
    await turn.use_button()
    shown = data.get("fingerprints", {})  # a version before this one remembered none
    for approval_id in data["approval_ids"]:
        await grant(turn, {"approval_id": approval_id, "fingerprint": shown.get(approval_id)})


@on_intent(Intent.APPROVE, Intent.REJECT)
async def decide_in_words(turn: Turn, understood: Understanding) -> None:
    """«Approve» or «reject» in words: the only request that waits, else asks which."""
    waiting = await waiting_for_me(turn)
    if not waiting:
        own = [
            request
            for request in await turn.store.approvals_waiting(turn.member.company_id)
            if request.requester_id == turn.person.id
        ]
        turn.say("not-your-own" if own else "nothing-waits")
        return
    await _decide(turn, waiting, understood.intent is Intent.APPROVE)


async def answer_shown(turn: Turn, yes: bool) -> bool:
    """Takes «yes» or «no» for the request that was shown last; False when none was.

    With several that wait, it is asked which one is meant.
    """
    if turn.membership is None:
        return False
    if not await check_membership(turn):
        return True
    waiting = await waiting_for_me(turn)
    if len(waiting) > 1:
        await show_list(turn, waiting)
    elif waiting and waiting[0].id == turn.asked_last():
        await _decide(turn, waiting, yes)
    else:
        return False
    return True


async def _decide(turn: Turn, waiting: list[ApprovalRequest], yes: bool) -> None:
    if len(waiting) > 1:
        await show_list(turn, waiting)
        return
    data = {"approval_id": waiting[0].id}
    if yes:
        await approve(turn, data)
    else:
        await reject(turn, data)
