"""Questions about lines of a cart that must be answered before it can be ordered.

They wait in the conversation's context under "pending", oldest first, as JSON objects with a
`kind`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from bot.actions.turn import Turn
from bot.domain.cart import PackProblem
from shop_client.model import Product

MOST_CANDIDATES = 5
Question = dict[str, Any]


def product_question(
    phrase: str, op: str, quantity: Decimal | None, unit: str | None, skus: list[str]
) -> Question:
    """Which of these is meant?"""
    return {
        "kind": "product",
        "phrase": phrase,
        "op": op,
        "quantity": str(quantity) if quantity is not None else None,
        "unit": unit,
        "skus": skus[:MOST_CANDIDATES],
    }


def pack_question(sku: str, wanted: Decimal, problem: PackProblem) -> Question:
    """Sold in other quantities: which one?"""
    choices = [problem.below, problem.above] if problem.below else [problem.above]
    return {
        "kind": "pack",
        "sku": sku,
        "wanted": str(wanted),
        "choices": [str(choice) for choice in choices],
    }


def quantity_question(sku: str, op: str) -> Question:
    """How many?"""
    return {"kind": "quantity", "sku": sku, "op": op}


def stock_question(sku: str, wanted: Decimal, available: Decimal) -> Question:
    """Short in stock: wait, take fewer, or another product?"""
    return {"kind": "stock", "sku": sku, "wanted": str(wanted), "available": str(available)}


def gone_question(sku: str, successor: str | None, quantity: Decimal) -> Question:
    """No longer sold: take its successor, or leave it?"""
    return {"kind": "gone", "sku": sku, "successor": successor, "quantity": str(quantity)}


def pending(turn: Turn) -> list[Question]:
    """Questions still open, oldest first."""
    return list(turn.conversation.context.get("pending", []))


def put_off(turn: Turn, questions: list[Question]) -> None:
    """Adds questions to those that are open; a newer one about the same product replaces it."""
    skus = {question.get("sku") for question in questions if question.get("sku")}
    kept = [question for question in pending(turn) if question.get("sku") not in skus]
    turn.remember("pending", (kept + questions) or None)


def forget_questions(turn: Turn) -> None:
    """Drops every open question about the cart."""
    turn.remember("pending", None)
    if turn.conversation.awaiting == "line":
        turn.settle_question()


def first_pending(turn: Turn, *kinds: str) -> Question | None:
    """The question that is shown, if it is of one of these kinds."""
    questions = pending(turn)
    return questions[0] if questions and questions[0]["kind"] in kinds else None


def answered(turn: Turn, more: list[Question] | None = None) -> None:
    """Drops the question that is shown; `more` come in its place."""
    rest = pending(turn)[1:]
    turn.remember("pending", ((more or []) + rest) or None)


async def product_of(turn: Turn, sku: str) -> Product:
    """A product from the index, or from the shop when it is newer than that."""
    found = await turn.services.catalogue.product(sku)
    if found is not None:
        return found
    return (await turn.services.shop.products([sku]))[0]


async def short_in_stock(turn: Turn, skus: list[str]) -> list[Question]:
    """A question for each of these lines of the cart that can't ship whole and may not wait."""
    cart = await turn.cart()
    lines = [line for line in cart.lines if line.sku in skus and not line.backorder]
    if not lines:
        return []
    stock = await turn.services.shop.stock([line.sku for line in lines])
    return [
        stock_question(line.sku, line.quantity, max(found.available, Decimal(0)))
        for line, found in zip(lines, stock, strict=True)
        if found.available < line.quantity
    ]
