"""A request for approval as its approver sees it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from bot.actions.asked import asked_now
from bot.actions.by_mail import open_mailbox, reachable
from bot.actions.card import CardBuilder
from bot.actions.forms import decision_buttons, more_decision_buttons
from bot.actions.readback import quotation_on
from bot.actions.reasons import note_why, say_why
from bot.actions.shown_cards import keep_card
from bot.actions.turn import Turn
from bot.domain.approval import counting
from bot.domain.audit import AuditKind
from bot.domain.entities import ApprovalRequest, Membership
from bot.ports import Store
from shop_client.model import Contact, Order, Quotation

_MOST_OF_THREAD = 6


async def show_request(
    turn: Turn, request: ApprovalRequest, approver: Membership, *, waits: bool = False
) -> bool:
    """Sends an approver the request with its buttons; False when they can't be written to.

    Args:
        turn: this one.
        request: what is asked for.
        approver: who may decide.
        waits: whether to remind them that it has waited.
    """
    card = await turn.card_to_member(approver)
    if card is None:
        return False
    asking = await turn.store.membership(request.requester_membership_id)
    who = await who_asks(turn.store, request)
    card.asks = request.id
    card.title("approval-title", who=who)
    if waits:
        card.say("request-waits", since=card.moment(request.created_at))
    card.say("approval-from", who=who, email=asking.email)
    _why(card, request, asking)
    await _agreed(turn, card, request, approver)
    quotation = await _in_words_of(card, turn, request.quotation)
    cart = await turn.store.cart(request.cart_id)
    quotation_on(card, request.draft, quotation, cart)
    company = await turn.services.shop.company(request.company_id)
    if company.credit:
        card.field("credit-left", card.money(company.credit.free.rounded()))
    orders = await turn.services.shop.orders(request.company_id, limit=10)
    _changes(card, quotation, most_alike(quotation, orders))
    _thread(card, request)
    decision_buttons(card, request)
    more_decision_buttons(card, request, {line.sku: line.name for line in quotation.lines})
    keep_card(request, card)
    turn.record(
        AuditKind.REQUEST_SHOWN,
        request,
        fingerprint=request.fingerprint,
        step=request.step,
        people=[approver.person_id],
        names=[approver.email],
    )
    return True


def _thread(card: CardBuilder, request: ApprovalRequest) -> None:
    """What was asked and answered, the newest of it where that is long."""
    earlier = len(request.thread) - _MOST_OF_THREAD
    if earlier > 0:
        card.say("earlier-in-thread", count=earlier)
    for entry in request.thread[-_MOST_OF_THREAD:]:
        card.quote(f"{entry['author']}: {entry['text']}")


async def who_asks(store: Store, request: ApprovalRequest) -> str:
    """What a requester is called, on one line: nobody writes lines of their own into a mail."""
    name = (await store.person(request.requester_id)).display_name
    return " ".join(name.split()) or (await store.membership(request.requester_membership_id)).email


async def show_to_all(
    turn: Turn, request: ApprovalRequest, approvers: Iterable[Contact], *, waits: bool = False
) -> list[Contact]:
    """Shows a request to each approver, in a chat or else by mail; gives those it reached.

    Args:
        turn: this one.
        request: what is asked for.
        approvers: who may decide.
        waits: whether to remind them that it has waited.
    """
    members = await reachable(turn.store, request.company_id)
    reached = []
    for approver in approvers:
        member = members.get(approver.email)
        if member and await show_request(turn, request, member, waits=waits):
            reached.append(approver)
            continue
        member = await open_mailbox(turn, approver)
        if member and await show_request(turn, request, member, waits=waits):
            reached.append(approver)
    return reached


async def _in_words_of(card: CardBuilder, turn: Turn, quotation: Quotation) -> Quotation:
    """The quotation with its products named in the reader's language, not the requester's."""
    lines = []
    for line in quotation.lines:
        product = await turn.services.catalogue.product(line.sku)
        lines.append(replace(line, name=card.name(product.name)) if product else line)
    return replace(quotation, lines=tuple(lines))


def _why(card: CardBuilder, request: ApprovalRequest, asking: Membership) -> None:
    if request.steps:
        step = request.steps[request.step]
        say_why(card, step)
        note_why(card, step)
    elif asking.spending_limit is None:
        card.say("reason-no-limit")
    else:
        card.say(request.reason, limit=card.money(asking.spending_limit))


async def _agreed(
    turn: Turn, card: CardBuilder, request: ApprovalRequest, approver: Membership
) -> None:
    """Tells who agreed so far, and why it is the reader who decides."""
    if approver.email in request.raised_to:
        card.say("raised-to-you")
    said = counting(request)
    if said:
        card.say("agreed-so-far", names=", ".join(d.name for d in said))
    for place in await asked_now(turn, request):
        if place.contact.email == approver.email and place.instead_of is not None:
            givers = [one for one, taker in request.delegated.items() if taker == approver.email]
            people = await turn.people(request.company_id)
            named = [one.name for one in people if one.email in givers]
            if named:
                card.say("passed-on-by", name=named[-1])
            else:
                card.say("instead-of", name=place.instead_of.name)


def most_alike(quotation: Quotation, orders: tuple[Order, ...]) -> Order | None:
    """The past order with most products in common, the newest of several; None without any."""
    skus = {line.sku for line in quotation.lines}
    best, common = None, 0
    for order in orders:
        shared = len(skus & {line.sku for line in order.lines})
        if shared > common:
            best, common = order, shared
    return best


def _changes(card: CardBuilder, quotation: Quotation, last: Order | None) -> None:
    """Notes how this differs from the last such order."""
    if last is None:
        card.note("no-such-order-before")
        return
    before = {line.sku: line for line in last.lines}
    now = {line.sku: line for line in quotation.lines}
    notes = []
    for sku, line in now.items():
        old = before.get(sku)
        if old is None:
            notes.append(card.text("change-new", product=line.name))
            continue
        if old.quantity != line.quantity:
            notes.append(
                card.text(
                    "change-quantity",
                    product=line.name,
                    old=card.quantity(old.quantity, old.unit),
                    new=card.quantity(line.quantity, line.unit),
                )
            )
        if old.unit_price != line.unit_price:
            notes.append(
                card.text(
                    "change-price",
                    product=line.name,
                    old=card.money(old.unit_price),
                    new=card.money(line.unit_price),
                )
            )
    notes += [
        card.text("change-gone", product=line.name)
        for sku, line in before.items()
        if sku not in now and line.quantity > Decimal(0)
    ]
    day = card.day(last.placed_on)
    if notes:
        card.note("changes-since", number=last.number, day=day, changes="; ".join(notes))
    else:
        card.note("same-as-order", number=last.number, day=day)
