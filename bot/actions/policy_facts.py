"""Finding out what a policy's conditions look at, and no more than that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.actions.turn import Turn
from bot.domain.calendars import zone_of
from bot.domain.entities import Cart, CompanyLedger
from bot.domain.policy import Ordered, Period, Policy
from bot.domain.policy.facts import Facts, Needed, added_up, cost_centres, needed, rules_for
from bot.domain.policy.periods import first_day, start_of
from shop_client.model import (
    ChargeKind,
    Contact,
    Order,
    OrderDraft,
    OrderState,
    PriceRequest,
    Quotation,
)
from shop_client.money import Money

_MOST_ORDERS = 500
"""Orders that are added up; of more, the sum is not known."""
_MOST_LOOKED_UP = 20
"""Orders that are looked up one by one, to see whether they were cancelled."""
_HISTORY = 200
"""Newest orders of a company in which a product counts as known."""


async def facts_of(
    turn: Turn,
    cart: Cart,
    draft: OrderDraft,
    quotation: Quotation,
    requester: Contact,
    policy: Policy,
) -> Facts:
    """What the rules that the requester is under look at in this order.

    Raises:
        ShopError: the shop has to be asked and gives no answer.
    """
    wanted = needed(rules_for(policy, requester.email), policy)
    currency = (await turn.company()).currency
    sums = await _Sums.read(turn, cart, wanted, policy, quotation.totals.gross.currency)
    largest, last_paid = await _history(turn) if wanted.history else ({}, {})
    known = cost_centres(policy)
    return Facts(
        total=quotation.totals.gross,
        currency=currency,
        lines=quotation.lines,
        po_number=draft.po_number,
        cost_centre=cart.cost_centre if cart.cost_centre in known else None,
        new_address=wanted.addresses and await _is_new_address(turn, draft),
        spent={period: sums.spent_by(requester.email, period) for period in wanted.periods},
        used={b.name: sums.used_of(b.cost_centre, b.period) for b in wanted.budgets},
        categories=await _categories(turn, quotation) if wanted.categories else {},
        discounts=await _discounts(turn, quotation) if wanted.discounts else {},
        largest=largest,
        last_paid=last_paid,
    )


async def _categories(turn: Turn, quotation: Quotation) -> dict[str, str]:
    products = await turn.services.shop.products([line.sku for line in quotation.lines])
    return {product.sku: product.category for product in products}


async def _discounts(turn: Turn, quotation: Quotation) -> dict[str, Decimal]:
    """How many per cent less than on the list each line costs, all discounts taken together."""
    goods = sum((line.net.amount for line in quotation.lines), Decimal(0))
    off = sum(
        (abs(c.net.amount) for c in quotation.charges if c.kind is ChargeKind.DISCOUNT), Decimal(0)
    )
    left = 1 - off / goods if goods else Decimal(1)
    requests = [PriceRequest(line.sku, line.quantity) for line in quotation.lines]
    prices = await turn.services.shop.prices(turn.member.company_id, requests)
    lists = {price.sku: price.list_price.amount for price in prices}
    return {
        line.sku: 100 - 100 * left * line.unit_price.amount / lists[line.sku]
        for line in quotation.lines
        if lists.get(line.sku)
    }


async def _history(turn: Turn) -> tuple[dict[str, Decimal], dict[str, Money]]:
    """The largest quantity and the last unit price of every product that was ordered."""
    orders = await turn.services.shop.orders(turn.member.company_id, limit=_HISTORY)
    largest: dict[str, Decimal] = {}
    last_paid: dict[str, Money] = {}
    for order in orders:
        for line in order.lines:
            largest[line.sku] = max(line.quantity, largest.get(line.sku, line.quantity))
            last_paid.setdefault(line.sku, line.unit_price)
    return largest, last_paid


async def _is_new_address(turn: Turn, draft: OrderDraft) -> bool:
    """The company's usual address, which is not named in a draft, is never new."""
    if draft.delivery_address_id is None:
        return False
    known = await turn.store.addresses_ordered_to(draft.company_id)
    return draft.delivery_address_id not in known


class _Sums:
    """What counts against the requester's spending and the budgets.

    Attributes:
        ours: what came through us and was not cancelled, requests that wait included.
        others: orders that the shop has from elsewhere, since the earliest period.
        complete: whether there are no more than could be read.
    """

    def __init__(
        self,
        ours: Sequence[Ordered],
        others: Sequence[Order],
        complete: bool,
        starts: Mapping[Period, datetime],
        zone: str,
        currency: str,
    ) -> None:
        self._ours = ours
        self._others = others
        self._complete = complete
        self._starts = starts
        self._zone = zone
        self._currency = currency

    @classmethod
    async def read(
        cls, turn: Turn, cart: Cart, wanted: Needed, policy: Policy, currency: str
    ) -> _Sums:
        country = (await turn.company()).country
        zone = policy.times.time_zone or zone_of(country) or turn.services.time_zone
        periods = wanted.periods | {budget.period for budget in wanted.budgets}
        starts = {period: start_of(period, turn.now, zone) for period in periods}
        if not starts:
            return cls((), (), True, starts, zone, currency)
        await _alone(turn, cart.company_id)
        since = min(starts.values())
        made = await turn.store.ordered_since(cart.company_id, since, _MOST_ORDERS)
        # Its date is the shop's own, which may be the day before ours.
        in_shop = await turn.services.shop.orders(
            cart.company_id, since=since.date() - timedelta(days=1), limit=_MOST_ORDERS
        )
        complete = max(len(made), len(in_shop)) < _MOST_ORDERS
        references = {order.client_reference for order in in_shop}
        missing = [one for one in made if one.placed and one.client_reference not in references]
        gone = await _cancelled(turn, missing) if complete else set()
        stands = [one for one in made if one.client_reference not in gone]
        known = {order.client_reference for order in made}
        others = [order for order in in_shop if order.client_reference not in known]
        waiting = await _waiting(turn, cart)
        return cls([*stands, *waiting], others, complete, starts, zone, currency)

    def spent_by(self, email: str, period: Period) -> Money | None:
        """What somebody ordered through us since the period began."""
        since = self._starts[period]
        return self._sum(o.gross for o in self._ours if o.email == email and o.at >= since)

    def used_of(self, cost_centre: str | None, period: Period) -> Money | None:
        """What a cost centre ordered since then; without one, what the company did anywhere."""
        since = self._starts[period]
        amounts = [
            one.gross
            for one in self._ours
            if one.at >= since and cost_centre in (None, one.cost_centre)
        ]
        if cost_centre is None:
            day = first_day(period, since.astimezone(ZoneInfo(self._zone)).date())
            amounts += [one.totals.gross for one in self._others if one.placed_on >= day]
        return self._sum(amounts)

    def _sum(self, amounts: Iterable[Money]) -> Money | None:
        return added_up(amounts, self._currency) if self._complete else None


async def _alone(turn: Turn, company_id: str) -> None:
    """Lets two turns that add up the same orders at once not both go on with what they found."""
    ledger = await turn.store.ledger(company_id)
    if ledger is None:
        turn.store.add(CompanyLedger(company_id, turn.now))
    else:
        turn.store.guard(ledger)


async def _cancelled(turn: Turn, orders: Sequence[Ordered]) -> set[str]:
    """The references of those that were cancelled in the shop since; of too many, of none."""
    gone = set()
    for one in orders if len(orders) <= _MOST_LOOKED_UP else ():
        found = await turn.services.shop.find_order(one.client_reference)
        if found is not None and found.state is OrderState.CANCELLED:
            gone.add(one.client_reference)
    return gone


async def _waiting(turn: Turn, cart: Cart) -> list[Ordered]:
    """The requests of the company that nobody has decided on, but for this cart's own."""
    found = []
    for request in await turn.store.approvals_waiting(cart.company_id):
        if request.cart_id == cart.id:
            continue
        asking = await turn.store.membership(request.requester_membership_id)
        found.append(
            Ordered(
                cart_id=request.cart_id,
                email=asking.email,
                gross=request.quotation.totals.gross,
                at=request.created_at,
                cost_centre=(await turn.store.cart(request.cart_id)).cost_centre,
            )
        )
    return found
