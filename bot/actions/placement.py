"""From a yes to an order in the shop: credit, tax, and the result that comes back."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from bot.actions.card import CardBuilder
from bot.actions.registry import on_event
from bot.actions.turn import Turn
from bot.domain.entities import (
    ApprovalRequest,
    Cart,
    CartState,
    CaseKind,
    CompanyLedger,
    CreditReservation,
    PlacementState,
    PurchaseOrder,
    StaffCase,
    new_id,
)
from bot.domain.spending import check_credit
from bot.domain.tax import HoldReason, TaxDecision, decide_tax
from bot.ports import Effect, EffectKind
from shop_client.model import Company, OrderDraft, Quotation
from shop_client.money import Money

_RECHECK_AFTER = timedelta(hours=1)
_WORTH_ASKING_AGAIN = {
    HoldReason.NO_EVIDENCE,
    HoldReason.EVIDENCE_UNKNOWN,
    HoldReason.EVIDENCE_OLD,
}


async def reserve_credit(turn: Turn, cart: Cart, gross: Money) -> bool:
    """Holds this much of the company's credit for the cart; says so when there is too little.

    The company's ledger row is touched, so that two turns can't both take the last of it.
    """
    company = await turn.company()
    if company.credit is None or await turn.store.reservation_of_cart(cart.id):
        return True
    ledger = await turn.store.ledger(company.id)
    if ledger is None:
        turn.store.add(CompanyLedger(company.id, turn.now))
    else:
        ledger.touched_at = turn.now
        turn.store.guard(ledger)
    held = [reservation.amount for reservation in await turn.store.reservations(company.id)]
    check = check_credit(company.credit.free, held, gross)
    if not check.fits:
        card = turn.reply()
        card.say(
            "credit-exceeded",
            total=card.money(gross),
            free=card.money(check.free.rounded()),
            missing=card.money(check.missing.rounded()),
        )
        card.button("button-human", "human")
        return False
    turn.store.add(CreditReservation(company.id, cart.id, gross, turn.now))
    return True


async def release_credit(turn: Turn, cart_id: str) -> None:
    """Gives back what a cart held."""
    reservation = await turn.store.reservation_of_cart(cart_id)
    if reservation:
        reservation.released_at = turn.now


async def give_up_cart(turn: Turn, cart_id: str) -> None:
    """Closes a cart that will not be ordered and gives back the credit that it held."""
    cart = await turn.store.cart(cart_id)
    cart.state = CartState.CLOSED
    await release_credit(turn, cart_id)


async def start_placement(
    turn: Turn,
    cart: Cart,
    draft: OrderDraft,
    quotation: Quotation,
    approval: ApprovalRequest | None = None,
) -> None:
    """Prepares the order; it is sent once the turn is committed, or held for the tax's sake."""
    identity = new_id()
    order = PurchaseOrder(
        cart_id=cart.id,
        company_id=cart.company_id,
        person_id=cart.person_id,
        membership_id=approval.requester_membership_id if approval else turn.member.id,
        client_reference=f"CPT-{identity}",
        draft=draft,
        quotation=quotation,
        created_at=turn.now,
        approval_id=approval.id if approval else None,
        id=identity,
    )
    turn.store.add(order)
    cart.state = CartState.ORDERING
    company = await turn.services.shop.company(cart.company_id)
    decision = await _decide(turn, company, draft, ask=True)
    if decision.hold is None:
        _send(turn, order)
        return
    order.state = PlacementState.HELD
    order.failure = decision.hold.value
    conversation = await _conversation_of(turn, order)
    turn.store.add(
        StaffCase(
            CaseKind.HELD_ORDER,
            conversation,
            turn.now,
            company_id=order.company_id,
            data={"purchase_order_id": order.id, "hold": decision.hold.value},
        )
    )
    await _tell(turn, order, "order-held")
    if decision.hold in _WORTH_ASKING_AGAIN:
        _recheck(turn, order, 1)


async def _decide(turn: Turn, company: Company, draft: OrderDraft, *, ask: bool) -> TaxDecision:
    """The tax decision on the delivery address; VIES is asked when its answer is missing."""
    address = next(
        (a for a in company.addresses if a.id == draft.delivery_address_id),
        next((a for a in company.addresses if a.delivery), None),
    )
    services = turn.services
    evidence = await services.evidence.newest_answer(company.vat_number)
    arguments: dict[str, Any] = {
        "merchant_country": services.shop_info.country,
        "delivery_country": address.country if address else company.country,
        "delivery_postal_code": address.postal_code if address else "",
        "vat_number": company.vat_number or None,
        "now": turn.now,
    }
    decision = decide_tax(evidence=evidence, **arguments)
    if ask and decision.hold in _WORTH_ASKING_AGAIN:
        fresh = await services.vat.ask(company.vat_number)
        decision = decide_tax(evidence=fresh, **arguments)
    return decision


def _send(turn: Turn, order: PurchaseOrder) -> None:
    order.state = PlacementState.PREPARED
    turn.store.effect(
        Effect(
            EffectKind.ORDER,
            f"order:{order.id}",
            {"purchase_order_id": order.id},
            key=f"order:{order.id}",
        )
    )


def _recheck(turn: Turn, order: PurchaseOrder, attempt: int) -> None:
    turn.later(
        "vat-recheck",
        _RECHECK_AFTER,
        {"purchase_order_id": order.id, "attempt": attempt},
        key=f"vat-recheck:{order.id}:{attempt}",
    )


@on_event("vat-recheck")
async def recheck(turn: Turn, data: dict[str, Any]) -> None:
    """Asks VIES again for an order that it could not answer for; a valid answer lets it go."""
    order = await turn.store.purchase_order(data["purchase_order_id"])
    if order.state is not PlacementState.HELD:
        return
    company = await turn.services.shop.company(order.company_id)
    decision = await _decide(turn, company, order.draft, ask=True)
    if decision.hold is None:
        await release_held(turn, order)
    elif decision.hold in _WORTH_ASKING_AGAIN:
        _recheck(turn, order, data["attempt"] + 1)
    else:
        order.failure = decision.hold.value


async def release_held(turn: Turn, order: PurchaseOrder) -> None:
    """Lets a held order go to the shop and closes the case of the staff."""
    for case in await turn.store.open_cases():
        if case.data.get("purchase_order_id") == order.id:
            case.closed_at = turn.now
    order.failure = ""
    _send(turn, order)
    await _tell(turn, order, "order-released")


async def refuse_held(turn: Turn, order: PurchaseOrder, reason: str) -> None:
    """Gives a held order up, as the staff decided."""
    order.state = PlacementState.REFUSED
    order.failure = "staff"
    await give_up_cart(turn, order.cart_id)
    await _tell(turn, order, "order-held-refused", reason=reason)


async def _conversation_of(turn: Turn, order: PurchaseOrder) -> str:
    if order.person_id == turn.person.id:
        return turn.conversation.id
    conversations = await turn.store.conversations_of(order.person_id)
    return conversations[0].id


async def _tell(turn: Turn, order: PurchaseOrder, key: str, **values: str | Money) -> None:
    """Tells the requester, and whoever approved."""
    member = await turn.store.membership(order.membership_id)
    card = await turn.card_to_member(member)
    if card:
        _say(card, key, order, values)
        if order.state is PlacementState.REFUSED:
            card.button("button-rebuild", "cart.rebuild", {"cart_id": order.cart_id})
    if order.approval_id is None:
        return
    request = await turn.store.approval(order.approval_id)
    if request.decided_by is None or request.decided_by == order.person_id:
        return
    for approver in await turn.store.memberships_of(request.decided_by):
        if approver.company_id == order.company_id:
            card = await turn.card_to_member(approver)
            if card:
                _say(card, key, order, values)


def _say(card: CardBuilder, key: str, order: PurchaseOrder, values: dict[str, str | Money]) -> None:
    written = {n: card.money(v) if isinstance(v, Money) else v for n, v in values.items()}
    card.say(key, total=card.money(order.quotation.totals.gross), **written)


@on_event("order-placed")
async def placed(turn: Turn, data: dict[str, Any]) -> None:
    """The order stands in the shop."""
    order = await turn.store.purchase_order(data["purchase_order_id"])
    if order.state is PlacementState.PLACED:
        return
    order.state = PlacementState.PLACED
    order.order_number = data["number"]
    cart = await turn.store.cart(order.cart_id)
    cart.state = CartState.ORDERED
    await release_credit(turn, order.cart_id)
    await _tell(turn, order, "order-placed", number=data["number"])


@on_event("order-refused")
async def refused(turn: Turn, data: dict[str, Any]) -> None:
    """The shop said no; nothing was ordered and the lines can be taken up again."""
    order = await turn.store.purchase_order(data["purchase_order_id"])
    if order.state in (PlacementState.PLACED, PlacementState.REFUSED):
        return
    order.state = PlacementState.REFUSED
    order.failure = data["reason"]
    await give_up_cart(turn, order.cart_id)
    if data["reason"] == "total_changed":
        actual = Money(Decimal(data["actual"]), order.quotation.totals.gross.currency)
        await _tell(turn, order, "order-total-changed", actual=actual)
    else:
        await _tell(turn, order, "order-refused")


@on_event("order-delayed")
async def delayed(turn: Turn, data: dict[str, Any]) -> None:
    """The shop gives no answer; the order is kept and goes on by itself."""
    order = await turn.store.purchase_order(data["purchase_order_id"])
    if order.state in (PlacementState.SENDING, PlacementState.PREPARED):
        await _tell(turn, order, "order-delayed")


@on_event("order-unknown")
async def unknown(turn: Turn, data: dict[str, Any]) -> None:
    """Nobody can tell whether the shop took the order; a person has to look."""
    order = await turn.store.purchase_order(data["purchase_order_id"])
    if order.state is not PlacementState.SENDING:
        return
    order.state = PlacementState.UNKNOWN
    turn.store.add(
        StaffCase(
            CaseKind.UNKNOWN_ORDER,
            await _conversation_of(turn, order),
            turn.now,
            company_id=order.company_id,
            data={"purchase_order_id": order.id, "client_reference": order.client_reference},
        )
    )
    await _tell(turn, order, "order-unknown")
