"""From a yes to an order on its way into the shop: credit, and the hold for the tax's sake."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.actions.order_news import tell_of_order
from bot.actions.registry import on_event
from bot.actions.turn import Turn
from bot.domain.audit import AuditKind, seen
from bot.domain.entities import (
    ApprovalRequest,
    Cart,
    CartState,
    CaseKind,
    CompanyLedger,
    CreditReservation,
    PlacementState,
    PurchaseOrder,
    SettledHow,
    StaffCase,
    new_id,
)
from bot.domain.placement import Stage, advance
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
    reservation = CreditReservation(company.id, cart.id, gross, turn.now)
    turn.store.add(reservation)
    turn.record(AuditKind.CREDIT_RESERVED, reservation, amount=gross, cart=cart.id)
    return True


async def release_credit(turn: Turn, cart_id: str) -> None:
    """Gives back what a cart held."""
    reservation = await turn.store.reservation_of_cart(cart_id)
    if reservation:
        reservation.released_at = turn.now
        held = reservation.amount
        turn.record(AuditKind.CREDIT_RELEASED, reservation, amount=held, cart=cart_id)


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
    turn.record(
        AuditKind.ORDER_PREPARED,
        order,
        reference=order.client_reference,
        request=order.approval_id,
        **seen(draft, quotation),
    )
    company = await turn.services.shop.company(cart.company_id)
    decision = await _decide(turn, company, draft, ask=True)
    if decision.hold is None:
        _record_evidence(turn, order, decision)
        _send(turn, order)
        return
    advance(order, Stage.HELD, turn.now, failure=decision.hold.value)
    turn.record(AuditKind.ORDER_HELD, order, why=decision.hold.value)
    conversation = await conversation_of(turn, order)
    turn.store.add(
        StaffCase(
            CaseKind.HELD_ORDER,
            conversation,
            turn.now,
            company_id=order.company_id,
            data={"purchase_order_id": order.id, "hold": decision.hold.value},
        )
    )
    await tell_of_order(turn, order, "order-held")
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


def _record_evidence(turn: Turn, order: PurchaseOrder, decision: TaxDecision) -> None:
    if decision.evidence is not None:
        turn.record(
            AuditKind.VAT_USED,
            order,
            outcome=decision.evidence.outcome,
            asked_at=decision.evidence.asked_at,
            consultation=decision.evidence.consultation_number,
            why=decision.case.value,
        )


def _send(turn: Turn, order: PurchaseOrder) -> None:
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
        _record_evidence(turn, order, decision)
        await release_held(turn, order)
    elif decision.hold in _WORTH_ASKING_AGAIN:
        _recheck(turn, order, data["attempt"] + 1)
    else:
        order.failure = decision.hold.value


async def release_held(turn: Turn, order: PurchaseOrder, staff: str = "") -> None:
    """Lets a held order go to the shop and closes the case of the staff, who may have said so."""
    for case in await turn.store.open_cases():
        if case.data.get("purchase_order_id") == order.id:
            case.closed_at = turn.now
    advance(order, Stage.PREPARED, turn.now)
    turn.record(AuditKind.ORDER_RELEASED, order, by=staff)
    _send(turn, order)
    await tell_of_order(turn, order, "order-released")


async def refuse_held(turn: Turn, order: PurchaseOrder, reason: str, staff: str) -> None:
    """Gives a held order up, as the staff decided."""
    advance(order, Stage.REFUSED, turn.now, how=SettledHow.STAFF, by=staff, failure="staff")
    turn.record(AuditKind.ORDER_REFUSED, order, by=staff, why="staff", text=reason)
    await give_up_cart(turn, order.cart_id)
    await tell_of_order(turn, order, "order-held-refused", reason=reason)


async def conversation_of(turn: Turn, order: PurchaseOrder) -> str:
    """Id of the conversation that staff find the requester in."""
    if order.person_id == turn.person.id:
        return turn.conversation.id
    conversations = await turn.store.conversations_of(order.person_id)
    return conversations[0].id
