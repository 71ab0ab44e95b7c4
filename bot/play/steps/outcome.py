"""What is to stand in the cart, the shop and the mail."""

from __future__ import annotations

import re
from typing import Any

from bot.play.expectations import invoice_problem, lines_problem, order_problem, text_problem
from bot.play.stage import Handler, Stage, hold
from bot.play.values import ExpectationError, fill, number
from shop_client.model import Company, Order

_MOST_ORDERS = 200


async def _cart_of(stage: Stage, value: dict[str, Any], person: str) -> None:
    carts = [c for c in await stage.harness.carts(stage.players[person].key) if c.lines]
    if len(carts) != 1:
        raise ExpectationError(f"{person} has {len(carts)} open carts with something in them")
    (cart,) = carts
    if "po_number" in value and (cart.po_number or "") != value["po_number"]:
        raise ExpectationError(f"its purchase-order number is {cart.po_number}")
    there = {line.sku: line.quantity for line in cart.lines}
    hold(lines_problem(there, value["lines"]) if "lines" in value else None)


async def _empty_cart_of(stage: Stage, value: str, person: str) -> None:
    if any(cart.lines for cart in await stage.harness.carts(stage.players[person].key)):
        raise ExpectationError(f"{person} has something in the cart")


async def _order(stage: Stage, value: dict[str, Any]) -> None:
    orders = await _orders(stage, value)
    if "count" in value and len(orders) != number(value["count"]):
        raise ExpectationError(f"there are {len(orders)}")
    if not orders and "count" not in value:
        raise ExpectationError("there is none")
    if orders:
        hold(order_problem(orders[0][1], value, stage.captured))
        stage.captured["order"] = orders[0][1].number
        stage.note(f"— order {orders[0][1].number} stands in the shop")


async def _no_order(stage: Stage, value: str, company: str) -> None:
    orders = await _orders(stage, {"company": company})
    if orders:
        raise ExpectationError(f"there is {orders[0][1].number}")


async def _invoice(stage: Stage, value: dict[str, Any]) -> None:
    orders = await _orders(stage, value)
    if not orders:
        raise ExpectationError("there is no order to be invoiced")
    company, order = orders[0]
    invoices = await stage.harness.shop.invoices(company.id, order.number)
    problems = [invoice_problem(invoice, value, stage.captured) for invoice in invoices]
    if None not in problems:
        raise ExpectationError("; ".join(filter(None, problems)) or "there is none")


async def _orders(stage: Stage, value: dict[str, Any]) -> list[tuple[Company, Order]]:
    """What came through the assistant, newest first."""
    shop = stage.harness.shop
    vat_number = fill(value["company"], stage.captured)
    companies = await shop.find_companies(vat_number)
    if not companies:
        raise ExpectationError(f"the shop has no company {vat_number}")
    found: list[tuple[Company, Order]] = []
    for company in companies:
        if re.search(value.get("account", ""), company.name):
            orders = (
                [await shop.order(company.id, fill(value["number"], stage.captured))]
                if "number" in value
                else await shop.orders(company.id, limit=_MOST_ORDERS)
            )
            found += [(company, order) for order in orders if order.client_reference]
    return sorted(found, key=lambda pair: pair[1].placed_on, reverse=True)


async def _mail(stage: Stage, value: dict[str, Any]) -> None:
    address = fill(value["to"], stage.captured)
    looked_at = stage.mails_looked_at.get(address.casefold(), 0)
    problems = []
    for position, mail in enumerate(stage.harness.mails(address)[looked_at:], start=1):
        problem = text_problem(mail.text, value, stage.captured) or text_problem(
            mail.subject, {"text": value.get("subject")}, stage.captured
        )
        if problem is None:
            stage.mails_looked_at[address.casefold()] = looked_at + position
            return
        problems.append(problem)
    raise ExpectationError("; ".join(problems) or "there is none")


async def _no_mail(stage: Stage, value: str, address: str) -> None:
    address = fill(address, stage.captured)
    if len(stage.harness.mails(address)) > stage.mails_looked_at.get(address.casefold(), 0):
        raise ExpectationError("there is one")


HANDLERS: dict[str, Handler] = {
    "cart_of": _cart_of,
    "empty_cart_of": _empty_cart_of,
    "order": _order,
    "no_order": _no_order,
    "invoice": _invoice,
    "mail": _mail,
    "no_mail": _no_mail,
}
