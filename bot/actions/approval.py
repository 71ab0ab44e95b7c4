"""Deciding on a request: one press, by somebody who may, on exactly what was shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.actions.approval_card import show_request
from bot.actions.asked import (
    asked_now,
    company_now,
    deciders_of,
    requester_of,
    waiting_for_me,
)
from bot.actions.by_mail import mail_instead
from bot.actions.card import CardBuilder
from bot.actions.differences_card import in_short, in_words_of, show_differences
from bot.actions.forms import LONGEST_REASON, REASON
from bot.actions.placement import give_up_cart, start_placement
from bot.actions.policies import pinned_policy
from bot.actions.registry import on_answer, on_button
from bot.actions.request import ask
from bot.actions.shown_cards import close_all, keep_requesters_card, take_down
from bot.actions.timing import time_request
from bot.actions.turn import Turn
from bot.domain.approval import Asked, agree, counting
from bot.domain.audit import AuditKind, seen
from bot.domain.differences import Difference, compare, voids
from bot.domain.entities import ApprovalRequest, ApprovalState
from bot.domain.policy import Policy
from shop_client.model import Quotation
from shop_client.money import Money


async def close_left(turn: Turn, request: ApprovalRequest) -> None:
    """Ends a request whose requester may no longer act for the company."""
    await close(turn, request, ApprovalState.CANCELLED, "requester left", "status-requester-left")
    turn.record(
        AuditKind.REQUEST_WITHDRAWN,
        request,
        fingerprint=request.fingerprint,
        total=request.quotation.totals.gross,
        why="requester left",
    )
    await give_up_cart(turn, request.cart_id)


async def open_request(turn: Turn, approval_id: str) -> tuple[ApprovalRequest, Asked] | None:
    """The request and the person's place in it, if they may decide now; else says why not."""
    request = await turn.store.approval(approval_id)
    if request.state is not ApprovalState.WAITING:
        await explain(turn, request)
        return None
    if request.requester_id == turn.person.id:
        turn.say("not-your-own")
        return None
    if request.company_id != turn.member.company_id:
        turn.say("not-yours-to-decide")
        return None
    if await requester_of(turn, request) is None:
        await close_left(turn, request)
        turn.say("requester-left")
        return None
    me = (await turn.contact()).email
    mine = next((a for a in await asked_now(turn, request) if a.contact.email == me), None)
    if mine is None:
        _say_why_not(turn, request, me)
        return None
    return request, mine


def _say_why_not(turn: Turn, request: ApprovalRequest, me: str) -> None:
    own = next((d for d in counting(request) if d.email == me), None)
    if own is None:
        turn.say("not-yours-to-decide")
        return
    card = turn.reply()
    card.say("agreed-already", at=card.moment(own.at))


async def explain(turn: Turn, request: ApprovalRequest) -> None:
    """Says what became of a request that no longer waits."""
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


async def close(
    turn: Turn,
    request: ApprovalRequest,
    state: ApprovalState,
    reason: str,
    key: str | None = None,
) -> None:
    """Notes what became of a request and shows it on all its cards: `key`, or by its state."""
    request.state = state
    request.decided_by = turn.person.id
    request.decided_at = turn.now
    request.decision_reason = reason
    status = f"status-{state.value}" if key is None else key
    await close_all(turn, request, status, who=turn.called())


@on_button("approval.approve")
async def approve(turn: Turn, data: dict[str, Any]) -> None:
    """Yes, to exactly this; then leads on to what else waits."""
    card = await grant(turn, data)
    if card is not None:
        await offer_next(turn, card)


async def grant(turn: Turn, data: dict[str, Any]) -> CardBuilder | None:
    """Agrees to exactly what was asked; what changed meanwhile voids it and is shown.

    Returns:
        The card that says it was approved; None when it was not.
    """
    opened = await open_request(turn, data["approval_id"])
    if opened is None:
        return None
    request, mine = opened
    if (data.get("fingerprint") or request.fingerprint) != request.fingerprint:
        await show_changed(turn, request)
        return None
    today = await turn.services.shop.quote(request.draft, turn.language)
    differences = await _differences(turn, request, today)
    policy = await pinned_policy(turn.store, request)
    then = request.quotation.totals.gross
    if voids(differences, policy.tolerance, then, today.totals.gross):
        await _void(turn, request, today, differences)
        return None
    if turn.conversation.context.get("approval_id") == request.id:
        turn.settle_question()
    requester = await requester_of(turn, request)
    company = await company_now(turn, request.company_id, policy)
    if requester is None:
        raise AssertionError("open_request ends requests of those who left")
    before = request.step
    finished = agree(request, mine, requester, company, person_id=turn.person.id, at=turn.now)
    turn.record(
        AuditKind.REQUEST_APPROVED,
        request,
        fingerprint=request.fingerprint,
        total=today.totals.gross,
        step=before,
        email=mine.instead_of.email if mine.instead_of else None,
    )
    if not finished:
        return await _go_on(turn, request, policy, moved=request.step != before)
    return await _approve(turn, request, today, differences)


async def show_changed(turn: Turn, request: ApprovalRequest) -> None:
    """Shows a request that is not any more what the pressed card says."""
    turn.say("request-changed-since")
    await show_request(turn, request, turn.member)


async def _differences(
    turn: Turn, request: ApprovalRequest, today: Quotation
) -> tuple[Difference, ...]:
    cart = await turn.store.cart(request.cart_id)
    firm = [line.sku for line in cart.lines if not line.backorder]
    stock = await turn.services.shop.stock(firm) if firm else ()
    there = {one.sku: one for one in stock}
    return compare(request.draft, request.quotation, today, there)


async def _go_on(
    turn: Turn, request: ApprovalRequest, policy: Policy, *, moved: bool
) -> CardBuilder:
    """Thanks for a yes that others are still needed for, and asks them when it is their turn."""
    if moved:
        await take_down(turn, request, "status-agreed", who=turn.called())
        await ask(turn, request, await deciders_of(turn, request))
        await time_request(turn, request, policy)
    else:
        await close_own(turn, request, "status-agreed", who=turn.called())
    names = ", ".join(one.name for one in await deciders_of(turn, request))
    await tell_requester(turn, request, "request-agreed", names=names)
    card = turn.reply()
    total = card.money(request.quotation.totals.gross)
    return card.say("agreed", total=total, names=names)


async def close_own(turn: Turn, request: ApprovalRequest, key: str, **values: str) -> None:
    """Takes the buttons off the cards that this person has of a request; others keep theirs."""
    own = {c.id for c in await turn.store.conversations_of(turn.person.id)}
    for shown in request.shown:
        if shown["conversation_id"] in own:
            await turn.close_card(shown["effect_id"], key, **values)
    request.shown = [shown for shown in request.shown if shown["conversation_id"] not in own]


async def _approve(
    turn: Turn, request: ApprovalRequest, today: Quotation, differences: tuple[Difference, ...]
) -> CardBuilder:
    """The last yes: the order goes to the shop, at today's total where that may differ."""
    await close(turn, request, ApprovalState.APPROVED, "")
    card = turn.reply()
    before, total = request.quotation.totals.gross, today.totals.gross
    if before == total:
        card.say("approved", total=card.money(total))
        await tell_requester(turn, request, "request-approved", differences=differences)
    else:
        card.say("approved-today", total=card.money(total), before=card.money(before))
        await tell_requester(
            turn, request, "request-approved-today", differences=differences, today=total
        )
    show_differences(card, await in_words_of(card, turn, differences))
    cart = await turn.store.cart(request.cart_id)
    await start_placement(turn, cart, request.draft, today, request)
    return card


async def offer_next(turn: Turn, card: CardBuilder) -> None:
    """Leads on to what else waits for a decision."""
    others = await waiting_for_me(turn)
    if others:
        data = {"approval_id": others[0].id}
        card.button("button-next-request", "approval.show", data, count=len(others))


async def _void(
    turn: Turn, request: ApprovalRequest, today: Quotation, differences: tuple[Difference, ...]
) -> None:
    await close(turn, request, ApprovalState.VOID, "changed")
    content = seen(request.draft, today)
    turn.record(
        AuditKind.REQUEST_VOID, request, before=request.fingerprint, why="changed", **content
    )
    await give_up_cart(turn, request.cart_id)
    card = turn.say("request-void")
    show_differences(card, await in_words_of(card, turn, differences))
    told = await tell_requester(turn, request, "request-void-requester", differences=differences)
    if told:
        told.button("button-rebuild", "cart.rebuild", {"cart_id": request.cart_id})


async def tell_requester(
    turn: Turn,
    request: ApprovalRequest,
    key: str,
    *,
    quote: str = "",
    differences: Sequence[Difference] = (),
    **values: str | Money,
) -> CardBuilder | None:
    """Tells the requester in their chat, or by mail where that reaches them no more.

    Args:
        turn: this one.
        request: theirs.
        key: of the sentence, which gets `who` does it and the `total`.
        quote: what somebody wrote, for a mail; a chat's card is given to the caller to add it.
        differences: of the order, to be shown.
        **values: of the sentence.
    """
    member = await turn.store.membership(request.requester_membership_id)
    card = await turn.card_to_member(member)
    words = card or turn.words()
    words.language = (await turn.store.person(request.requester_id)).language
    written = {n: words.money(v) if isinstance(v, Money) else v for n, v in values.items()}
    total = words.money(request.quotation.totals.gross)
    told = words.text(key, who=turn.called(), total=total, **written)
    named = await in_words_of(words, turn, differences)
    if card:
        show_differences(card.quote(told), named)
        keep_requesters_card(request, card)
    else:
        parts = (told, quote, in_short(words, named))
        mail_instead(turn, member, words, "\n\n".join(part for part in parts if part))
    return card


@on_button("approval.reject")
async def reject(turn: Turn, data: dict[str, Any]) -> None:
    """No; the reason came with the press where the channel has dialogs, else it is asked for."""
    opened = await open_request(turn, data["approval_id"])
    if opened is None:
        return
    request, _ = opened
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
    opened = await open_request(turn, turn.conversation.context["approval_id"])
    turn.settle_question()
    if opened is None:
        return True
    request, _ = opened
    await _reject(turn, request, text)
    return True


async def _reject(turn: Turn, request: ApprovalRequest, written: str) -> None:
    reason = written.strip()[:LONGEST_REASON]
    await close(turn, request, ApprovalState.REJECTED, reason)
    turn.record(
        AuditKind.REQUEST_REJECTED,
        request,
        fingerprint=request.fingerprint,
        total=request.quotation.totals.gross,
        text=reason,
    )
    await give_up_cart(turn, request.cart_id)
    await offer_next(turn, turn.say("rejected"))
    card = await tell_requester(turn, request, "request-rejected", reason=reason)
    if card:
        card.button("button-rebuild", "cart.rebuild", {"cart_id": request.cart_id})


@on_button("approval.withdraw")
async def withdraw(turn: Turn, data: dict[str, Any]) -> None:
    """The requester takes it back."""
    request = await turn.store.approval(data["approval_id"])
    if request.state is not ApprovalState.WAITING:
        await explain(turn, request)
        return
    await turn.use_button()
    await close(turn, request, ApprovalState.CANCELLED, "withdrawn")
    turn.record(
        AuditKind.REQUEST_WITHDRAWN,
        request,
        fingerprint=request.fingerprint,
        total=request.quotation.totals.gross,
    )
    await give_up_cart(turn, request.cart_id)
    turn.say("withdrawn").button("button-rebuild", "cart.rebuild", {"cart_id": request.cart_id})
