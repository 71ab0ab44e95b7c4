"""Deciding on a request: one press, by somebody who may, on exactly what was shown."""

from __future__ import annotations

from typing import Any

from bot.actions.approval_card import show_to_all
from bot.actions.by_mail import mail_instead
from bot.actions.card import CardBuilder
from bot.actions.forms import LONGEST_REASON, REASON
from bot.actions.membership import contact_of
from bot.actions.placement import give_up_cart, start_placement
from bot.actions.registry import on_answer, on_button
from bot.actions.turn import Turn
from bot.domain.cart import fingerprint
from bot.domain.entities import ApprovalRequest, ApprovalState
from bot.domain.spending import deciders, may_decide
from shop_client.model import Contact, Quotation


async def waiting_for_me(turn: Turn) -> list[ApprovalRequest]:
    """The requests that the active member may decide as things stand now, oldest first."""
    me = (await turn.contact()).id
    waiting = []
    for request in await turn.store.approvals_waiting(turn.member.company_id):
        if any(approver.id == me for approver in await deciders_of(turn, request)):
            waiting.append(request)
    return waiting


async def deciders_of(turn: Turn, request: ApprovalRequest) -> list[Contact]:
    """Who may decide on a request as things stand now; nobody when its requester has left."""
    requester = await requester_of(turn, request)
    if requester is None:
        return []
    people = await turn.people(request.company_id)
    return deciders(people, request.quotation.totals.gross, requester)


async def requester_of(turn: Turn, request: ApprovalRequest) -> Contact | None:
    """Who asks; None when they may no longer act for the company."""
    asking = await turn.store.membership(request.requester_membership_id)
    if asking.ended_at is not None:
        return None
    contact = contact_of(asking, await turn.people(request.company_id))
    return contact if contact and contact.active else None


async def close_left(turn: Turn, request: ApprovalRequest) -> None:
    """Ends a request whose requester may no longer act for the company."""
    await _close(turn, request, ApprovalState.CANCELLED, "requester left", "status-requester-left")
    await give_up_cart(turn, request.cart_id)


async def _open_request(turn: Turn, data: dict[str, Any]) -> ApprovalRequest | None:
    """The request, if it still waits and this person may decide; otherwise says why not."""
    request = await turn.store.approval(data["approval_id"])
    if request.state is not ApprovalState.WAITING:
        await _explain(turn, request)
        return None
    if request.requester_id == turn.person.id:
        turn.say("not-your-own")
        return None
    if request.company_id != turn.member.company_id:
        turn.say("not-yours-to-decide")
        return None
    requester = await requester_of(turn, request)
    if requester is None:
        await close_left(turn, request)
        turn.say("requester-left")
        return None
    if not may_decide(await turn.contact(), request.quotation.totals.gross, requester):
        turn.say("not-yours-to-decide")
        return None
    return request


async def _explain(turn: Turn, request: ApprovalRequest) -> None:
    card = turn.reply()
    if request.decided_by and request.decided_at:
        person = await turn.store.person(request.decided_by)
        card.say(
            f"already-{request.state.value}",
            who=person.display_name,
            at=card.moment(request.decided_at),
        )
    else:
        card.say(f"already-{request.state.value}", who="", at="")


async def _close(
    turn: Turn, request: ApprovalRequest, state: ApprovalState, reason: str, key: str = ""
) -> None:
    """Notes the decision and shows it on every card of the request."""
    request.state = state
    request.decided_by = turn.person.id
    request.decided_at = turn.now
    request.decision_reason = reason
    who = turn.called()
    for shown in request.shown:
        if key:
            await turn.close_card(shown["effect_id"], key)
        else:
            await turn.close_card(shown["effect_id"], f"status-{state.value}", who=who)


@on_button("approval.approve")
async def approve(turn: Turn, data: dict[str, Any]) -> None:
    """Yes, to exactly this; then leads on to what else waits."""
    card = await grant(turn, data)
    if card is not None:
        await offer_next(turn, card)


async def grant(turn: Turn, data: dict[str, Any]) -> CardBuilder | None:
    """Approves exactly what was asked; anything that changed meanwhile voids it and is shown.

    Returns:
        The card that says it was approved; None when it was not.
    """
    request = await _open_request(turn, data)
    if request is None:
        return None
    quotation = await turn.services.shop.quote(request.draft, turn.language)
    if fingerprint(request.draft, quotation) != request.fingerprint:
        await _void(turn, request, quotation)
        return None
    cart = await turn.store.cart(request.cart_id)
    await _close(turn, request, ApprovalState.APPROVED, "")
    if turn.conversation.context.get("approval_id") == request.id:
        turn.settle_question()
    card = turn.reply()
    card.say("approved", total=card.money(request.quotation.totals.gross))
    await _tell_requester(turn, request, "request-approved")
    await start_placement(turn, cart, request.draft, request.quotation, request)
    return card


async def offer_next(turn: Turn, card: CardBuilder) -> None:
    """Leads on to what else waits for a decision."""
    others = await waiting_for_me(turn)
    if others:
        data = {"approval_id": others[0].id}
        card.button("button-next-request", "approval.show", data, count=len(others))


async def _void(turn: Turn, request: ApprovalRequest, today: Quotation) -> None:
    await _close(turn, request, ApprovalState.VOID, "changed")
    await give_up_cart(turn, request.cart_id)
    card = turn.say("request-void")
    _differences(card, request.quotation, today)
    told = await _tell_requester(turn, request, "request-void-requester")
    if told:
        _differences(told, request.quotation, today)
        told.button("button-rebuild", "cart.rebuild", {"cart_id": request.cart_id})


def _differences(card: CardBuilder, asked: Quotation, today: Quotation) -> None:
    now = {line.sku: line for line in today.lines}
    for line in asked.lines:
        new = now.get(line.sku)
        if new and new.net != line.net:
            card.row(line.name, f"{card.money(line.net)} → {card.money(new.net)}")
    card.field(
        "total-gross", f"{card.money(asked.totals.gross)} → {card.money(today.totals.gross)}"
    )


async def _tell_requester(
    turn: Turn, request: ApprovalRequest, key: str, *, quote: str = "", **values: str
) -> CardBuilder | None:
    """Tells the requester in their chat, or by mail where that reaches them no more."""
    member = await turn.store.membership(request.requester_membership_id)
    card = await turn.card_to_member(member)
    who = turn.called()
    if card:
        card.say(key, who=who, total=card.money(request.quotation.totals.gross), **values)
    else:
        words = turn.words()
        words.language = (await turn.store.person(request.requester_id)).language
        told = words.text(key, who=who, total=words.money(request.quotation.totals.gross), **values)
        mail_instead(turn, member, words, "\n\n".join(part for part in (told, quote) if part))
    return card


@on_button("approval.reject")
async def reject(turn: Turn, data: dict[str, Any]) -> None:
    """No; the reason came with the press where the channel has dialogs, else it is asked for."""
    request = await _open_request(turn, data)
    if request is None:
        return
    reason = turn.message.data.get(REASON)
    if isinstance(reason, str) and reason.strip():
        if turn.conversation.context.get("approval_id") == request.id:
            turn.settle_question()
        await _reject(turn, request, reason)
        return
    turn.ask("reject_reason", approval_id=request.id)
    turn.say("ask-reject-reason")


@on_answer("reject_reason")
async def answer_reject_reason(turn: Turn, text: str) -> bool:
    """Takes whatever is written as the reason."""
    request = await _open_request(turn, turn.conversation.context)
    turn.settle_question()
    if request is None:
        return True
    await _reject(turn, request, text)
    return True


async def _reject(turn: Turn, request: ApprovalRequest, written: str) -> None:
    reason = written.strip()[:LONGEST_REASON]
    await _close(turn, request, ApprovalState.REJECTED, reason)
    await give_up_cart(turn, request.cart_id)
    await offer_next(turn, turn.say("rejected"))
    card = await _tell_requester(turn, request, "request-rejected", reason=reason)
    if card:
        card.button("button-rebuild", "cart.rebuild", {"cart_id": request.cart_id})


@on_button("approval.ask")
async def ask_back(turn: Turn, data: dict[str, Any]) -> None:
    """A question to the requester before deciding."""
    request = await _open_request(turn, data)
    if request is None:
        return
    turn.ask("approval_question", approval_id=request.id)
    turn.say("ask-question")


@on_answer("approval_question")
async def answer_question(turn: Turn, text: str) -> bool:
    """Passes the question on; the request goes on waiting."""
    request = await _open_request(turn, turn.conversation.context)
    turn.settle_question()
    if request is None:
        return True
    _note_in_thread(turn, request, text)
    turn.say("question-sent")
    question = text.strip()[:LONGEST_REASON]
    card = await _tell_requester(turn, request, "question-from", quote=question)
    if card:
        card.quote(question)
        card.button("button-answer", "approval.answer", {"approval_id": request.id})
    return True


@on_button("approval.answer")
async def answer_pressed(turn: Turn, data: dict[str, Any]) -> None:
    """The requester wants to answer."""
    request = await turn.store.approval(data["approval_id"])
    if request.state is not ApprovalState.WAITING:
        await _explain(turn, request)
        return
    turn.ask("approval_answer", approval_id=request.id)
    turn.say("ask-answer")


@on_answer("approval_answer")
async def take_answer(turn: Turn, text: str) -> bool:
    """Passes the answer on and shows the request again to those who decide."""
    request = await turn.store.approval(turn.conversation.context["approval_id"])
    turn.settle_question()
    if request.state is not ApprovalState.WAITING:
        await _explain(turn, request)
        return True
    _note_in_thread(turn, request, text)
    for shown in request.shown:
        await turn.close_card(shown["effect_id"], "status-answered")
    request.shown = []
    await show_to_all(turn, request, await deciders_of(turn, request))
    turn.say("answer-sent")
    return True


def _note_in_thread(turn: Turn, request: ApprovalRequest, text: str) -> None:
    request.thread = [
        *request.thread,
        {
            "author": turn.called(),
            "text": text.strip()[:LONGEST_REASON],
            "at": turn.now.isoformat(),
        },
    ]


@on_button("approval.withdraw")
async def withdraw(turn: Turn, data: dict[str, Any]) -> None:
    """The requester takes it back."""
    request = await turn.store.approval(data["approval_id"])
    if request.state is not ApprovalState.WAITING:
        await _explain(turn, request)
        return
    await _close(turn, request, ApprovalState.CANCELLED, "withdrawn")
    await give_up_cart(turn, request.cart_id)
    await turn.use_button()
    turn.say("withdrawn").button("button-rebuild", "cart.rebuild", {"cart_id": request.cart_id})
