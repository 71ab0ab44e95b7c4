"""Which past order is meant, what is usual, and what is no longer as it was."""

from datetime import date
from decimal import Decimal

from bot.domain.reorder import news_of, orders_meant, usual_quantities
from shop_client.model import (
    Order,
    OrderState,
    Price,
    PricedLine,
    Product,
    ProductStatus,
    Relation,
    RelationKind,
    Stock,
    Totals,
)
from shop_client.money import Money

ZERO = Money(Decimal(0), "EUR")


def order(number: str, day: str, **quantities: int) -> Order:
    return Order(
        id=number,
        number=number,
        company_id="1",
        state=OrderState.CONFIRMED,
        placed_on=date.fromisoformat(day),
        lines=tuple(
            PricedLine(sku, sku, Decimal(quantity), "box", ZERO, ZERO)
            for sku, quantity in quantities.items()
        ),
        charges=(),
        totals=Totals(ZERO, ZERO, ZERO),
    )


ORDERS = [
    order("S9", "2026-11-02", A=10, B=1),
    order("S8", "2026-10-01", A=12),
    order("S7", "2026-03-20", C=5, A=10),
    order("S6", "2026-03-02", C=4),
]


def test_same_as_last_time_is_the_newest() -> None:
    assert orders_meant(ORDERS, "last") == [ORDERS[0]]
    assert orders_meant(ORDERS, None) == [ORDERS[0]]


def test_an_order_is_found_by_its_number_in_any_case() -> None:
    assert orders_meant(ORDERS, "s8") == [ORDERS[1]]


def test_the_one_from_march_may_be_two_and_then_both_are_meant() -> None:
    assert orders_meant(ORDERS, "2026-03") == ORDERS[2:]


def test_an_order_that_is_not_there_is_not_replaced_by_another() -> None:
    assert orders_meant(ORDERS, "S5") == []
    assert orders_meant([], "last") == []


def test_the_usual_is_what_half_of_the_orders_hold_in_their_median_quantity() -> None:
    assert usual_quantities(ORDERS) == {"A": Decimal(10), "C": Decimal(4)}


def test_a_discontinued_line_names_its_successor_before_an_alternative() -> None:
    product = Product(
        "A",
        {"en": "A"},
        status=ProductStatus.DISCONTINUED,
        relations=(
            Relation(RelationKind.ALTERNATIVE, "X"),
            Relation(RelationKind.SUCCESSOR, "Y"),
        ),
    )
    news = news_of("A", Decimal(3), product=product, stock=None, price=None, paid={})
    assert not news.orderable
    assert news.successor == "Y"


def test_a_line_tells_what_is_short_and_what_became_dearer() -> None:
    news = news_of(
        "A",
        Decimal(10),
        product=Product("A", {"en": "A"}),
        stock=Stock("A", Decimal(4), 3),
        price=Price("A", Decimal(10), Money(Decimal("2.10"), "EUR"), ZERO),
        paid={"A": Money(Decimal("2.00"), "EUR")},
    )
    assert news.orderable
    assert news.short_by == 6
    assert news.price_changed


def test_a_price_that_reads_the_same_has_not_changed() -> None:
    news = news_of(
        "A",
        Decimal(1),
        product=Product("A", {"en": "A"}),
        stock=Stock("A", Decimal(4), 3),
        price=Price("A", Decimal(1), Money(Decimal("2.0"), "EUR"), ZERO),
        paid={"A": Money(Decimal("2.00"), "EUR")},
    )
    assert not news.price_changed
    assert news.short_by == 0
