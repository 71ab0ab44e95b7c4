"""Approving less than was asked for: fewer lines or smaller quantities, shown before it counts."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from bot.actions.approval import (
    grant,
    offer_next,
    open_request,
    show_changed,
    tell_requester,
)
from bot.actions.asked import asked_now, deciders_of
from bot.actions.differences_card import in_short, in_words_of
from bot.actions.forms import cut_buttons, filled_in
from bot.actions.pending import product_of
from bot.actions.policies import pinned_policy
from bot.actions.readback import quotation_on
from bot.actions.registry import on_button
from bot.actions.request import ask
from bot.actions.shown_cards import keep_card, take_down
from bot.actions.timing import time_request
from bot.actions.turn import Turn
from bot.domain.approval import cut
from bot.domain.audit import AuditKind, seen
from bot.domain.cart import fingerprint, pack_problem
from bot.domain.cutting import lines_left, too_much, with_less
from bot.domain.differences import compare
from bot.domain.entities import ApprovalRequest, ApprovalState
from bot.messages import ButtonStyle
from shop_client.model import OrderDraft, Quotation

_MOST_OFFERED = 20
Wanted = dict[str, Decimal]


@on_button("approval.cut")
async def change_lines(turn: Turn, data: dict[str, Any]) -> None:
    """Takes the quantities of the form; without one it is asked which lines are to change."""
    request = await request_as_shown(turn, data)
    if request is None:
        return
    wanted = wanted_in(data)
    if turn.message.data:
        await show_less(turn, request, wanted | filled_in(turn.message.data, data["lines"]))
    else:
        await _offer_lines(turn, request, wanted, data.get("from", 0))


async def request_as_shown(turn: Turn, data: Mapping[str, Any]) -> ApprovalRequest | None:
    """The request, if this person may decide on it and it is still what it was when shown."""
    opened = await open_request(turn, data["approval_id"])
    if opened is None:
        return None
    request, _ = opened
    if request.fingerprint == data["fingerprint"]:
        return request
    await show_changed(turn, request)
    return None


def wanted_in(data: Mapping[str, Any]) -> Wanted:
    """The quantities that were changed so far, as a button or a question remembers them."""
    return {sku: Decimal(quantity) for sku, quantity in data["wanted"].items()}


def remembered(request: ApprovalRequest, wanted: Wanted) -> dict[str, Any]:
    """What a button or a question remembers of a change to a request."""
    return {
        "approval_id": request.id,
        "fingerprint": request.fingerprint,
        "wanted": {sku: str(quantity) for sku, quantity in wanted.items()},
    }


async def _offer_lines(turn: Turn, request: ApprovalRequest, wanted: Wanted, start: int) -> None:
    data = remembered(request, wanted)
    lines = with_less(request.draft, wanted).lines
    card = turn.say("cut-which-line")
    for line in lines[start : start + _MOST_OFFERED]:
        product = await product_of(turn, line.sku)
        quantity = card.quantity(line.quantity, product.unit)
        label = f"{card.name(product.name)} · {quantity}"
        card.choice(label, "approval.cut_line", {**data, "sku": line.sku})
    left = len(lines) - start - _MOST_OFFERED
    if left > 0:
        more = {**data, "lines": [], "from": start + _MOST_OFFERED}
        card.button("button-more-lines", "approval.cut", more, count=left)
    keep_card(request, card)
    turn.ask("cut_lines", **data, cut="")


async def show_less(turn: Turn, request: ApprovalRequest, wanted: Wanted) -> None:
    """Shows what the order comes to with these quantities, to be approved so or left as it was."""
    if await _says_what_is_wrong(turn, request, wanted):
        return
    cart = await turn.store.cart(request.cart_id)
    draft = with_less(request.draft, wanted, {line.sku for line in cart.lines if line.backorder})
    if not draft.lines:
        _nothing_left(turn, request)
        return
    quotation = await turn.services.shop.quote(draft, turn.language)
    total, before = quotation.totals.gross, request.quotation.totals.gross
    card = turn.reply()
    if total > before:
        card.say("cut-not-cheaper", total=card.money(total), before=card.money(before))
        return
    differences = compare(draft, request.quotation, quotation, {}, request.draft)
    card.title("cut-title")
    quotation_on(card, draft, quotation)
    changes = in_short(card, await in_words_of(card, turn, differences))
    card.say("cut-shown", before=card.money(before), changes=changes)
    data = remembered(request, wanted) | {"cut": fingerprint(draft, quotation)}
    card.button("button-approve-cut", "approval.cut_approve", data, style=ButtonStyle.PRIMARY)
    cut_buttons(card, request, wanted, {line.sku: line.name for line in quotation.lines})
    card.button("button-cut-drop", "approval.cut_drop", data)
    keep_card(request, card)
    turn.ask("cut_lines", **data)


async def _says_what_is_wrong(turn: Turn, request: ApprovalRequest, wanted: Wanted) -> bool:
    asked = {line.sku: line.quantity for line in request.draft.lines}
    if all(quantity == asked.get(sku) for sku, quantity in wanted.items()):
        turn.say("lines-unchanged")
        return True
    more = too_much(request.draft, wanted)
    for sku, quantity in wanted.items():
        product = await product_of(turn, sku)
        card = turn.words()
        name = card.name(product.name)
        if sku in more:
            present = card.quantity(asked.get(sku, Decimal(0)), product.unit)
            turn.say("cut-not-more", product=name, quantity=present)
            return True
        if quantity not in (0, asked[sku]) and pack_problem(product, quantity):
            turn.say(
                "cut-in-packs",
                product=name,
                pack=card.quantity(product.pack_size, product.unit),
                least=card.quantity(product.minimum_quantity, product.unit),
            )
            return True
    return False


def _nothing_left(turn: Turn, request: ApprovalRequest) -> None:
    turn.ask("reject_reason", approval_id=request.id)
    card = turn.say("cut-nothing-left")
    card.button("button-cut-drop", "approval.cut_drop", {"approval_id": request.id})
    keep_card(request, card)


@on_button("approval.cut_drop")
async def drop(turn: Turn, data: dict[str, Any]) -> None:
    """Leaves the request as it is."""
    if turn.conversation.context.get("approval_id") == data["approval_id"]:
        turn.settle_question()
    await turn.use_button()
    turn.say("cut-dropped")


@on_button("approval.cut_approve")
async def approve_less(turn: Turn, data: dict[str, Any]) -> None:
    """Yes to exactly the lines that were shown; whoever else has to agree is asked anew."""
    request = await request_as_shown(turn, data)
    if request is None:
        return
    wanted = wanted_in(data)
    cart = await turn.store.cart(request.cart_id)
    draft = with_less(request.draft, wanted, {line.sku for line in cart.lines if line.backorder})
    quotation = await turn.services.shop.quote(draft, turn.language)
    if fingerprint(draft, quotation) != data["cut"]:
        await turn.use_button("card-outdated")
        turn.say("cut-changed-meanwhile")
        await show_less(turn, request, wanted)
        return
    if turn.conversation.context.get("approval_id") == request.id:
        turn.settle_question()
    await _take_over(turn, request, draft, quotation)
    me = (await turn.contact()).email
    if any(place.contact.email == me for place in await asked_now(turn, request)):
        card = await grant(turn, {"approval_id": request.id})
        if card is None:
            return
        if request.state is ApprovalState.WAITING and request.step == 0:
            await ask(turn, request, await deciders_of(turn, request))
        await offer_next(turn, card)
        return
    approvers = await deciders_of(turn, request)
    await ask(turn, request, approvers)
    await time_request(turn, request, await pinned_policy(turn.store, request))
    turn.say("cut-asked-anew", names=", ".join(one.name for one in approvers))


async def _take_over(
    turn: Turn, request: ApprovalRequest, draft: OrderDraft, quotation: Quotation
) -> None:
    """Makes less of the request, its cart and its credit, and tells the requester what."""
    differences = compare(draft, request.quotation, quotation, {}, request.draft)
    before = request.fingerprint
    await take_down(turn, request, "status-cut", who=turn.called())
    cut(request, draft, quotation, fingerprint(draft, quotation))
    cart = await turn.store.cart(request.cart_id)
    cart.lines = lines_left(cart.lines, draft)
    reservation = await turn.store.reservation_of_cart(cart.id)
    if reservation is not None:
        reservation.amount = quotation.totals.gross
    turn.record(AuditKind.REQUEST_CUT, request, before=before, **seen(draft, quotation))
    await tell_requester(turn, request, "request-cut", differences=differences)
