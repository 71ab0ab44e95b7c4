"""Adding a rule step by step: what it looks at, who must agree, and what it is called."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec

from bot.actions.policies import categories_of
from bot.actions.policy_numbers import read_money, read_percent
from bot.actions.policy_saving import administers
from bot.actions.policy_who import ask_who, named
from bot.actions.registry import on_button
from bot.actions.turn import Turn
from bot.domain.policy import Budget, Condition, Period, Spending
from bot.domain.policy.drafts import RuleDraft

_KINDS = {
    "total_over": "button-when-total-over",
    "spent_over": "button-when-spent-over",
    "budget": "button-when-budget",
    "categories": "button-when-categories",
    "skus": "button-when-products",
    "unusual_quantity": "button-when-unusual",
    "new_product": "button-when-new-product",
    "new_address": "button-when-new-address",
    "price_over_last": "button-when-price-over-last",
    "without_po_number": "button-when-without-po-number",
    "discount_over": "button-when-discount-over",
}
_ASKS = {
    "total_over": ("amount", "ask-policy-amount"),
    "spent_over": ("amount", "ask-policy-amount"),
    "budget": ("cost_centre", "ask-policy-cost-centre"),
    "categories": ("category", "ask-policy-category"),
    "skus": ("products", "ask-policy-products"),
    "unusual_quantity": ("number", "ask-policy-times"),
    "price_over_last": ("number", "ask-policy-percent"),
    "discount_over": ("number", "ask-policy-percent"),
}
_PERIODS = {
    Period.DAY: "button-period-day",
    Period.WEEK: "button-period-week",
    Period.MONTH: "button-period-month",
    Period.QUARTER: "button-period-quarter",
    Period.YEAR: "button-period-year",
}
_MOST_BUTTONS = 20
_MOST_PRODUCTS = 50
_LONGEST_NAME = 60
_SEPARATOR = re.compile(r"[\s,;]+")


@on_button("policy.add")
async def add(turn: Turn, data: dict[str, Any]) -> None:
    """Asks what the rule looks at."""
    if not await administers(turn):
        return
    card = turn.say("ask-policy-kind")
    for kind, key in _KINDS.items():
        card.choice(card.text(key), "policy.kind", {"kind": kind})
    card.button("button-leave-policy", "policy.leave")


@on_button("policy.kind")
async def kind_chosen(turn: Turn, data: dict[str, Any]) -> None:
    """Asks for the number or the names that go with it, or goes on to who must agree."""
    if not await administers(turn):
        return
    await turn.use_button()
    kind: str = data["kind"]
    draft = RuleDraft(kind)
    if kind not in _ASKS:
        await ask_who(turn, draft.looking_at(msgspec.convert({kind: True}, Condition)))
        return
    step, key = _ASKS[kind]
    await _ask(turn, draft, step, key)


async def _ask(turn: Turn, draft: RuleDraft, step: str, key: str) -> None:
    turn.ask("policy", step=step, draft=msgspec.to_builtins(draft))
    card = turn.say(key)
    if step == "category":
        for category in sorted(await categories_of(turn.services.shop))[:_MOST_BUTTONS]:
            about = {"draft": msgspec.to_builtins(draft), "category": category}
            card.choice(category, "policy.category", about)
    if step == "cost_centre":
        data = {"draft": msgspec.to_builtins(draft)}
        card.button("button-budget-for-all", "policy.for_all", data)
    card.button("button-leave-policy", "policy.leave")


async def take_step(turn: Turn, text: str) -> bool:
    """Reads the answer to the open step; False when it is none."""
    context = turn.conversation.context
    draft = msgspec.convert(context["draft"], RuleDraft)
    return await _STEPS[context["step"]](turn, draft, text)


async def _amount(turn: Turn, draft: RuleDraft, text: str) -> bool:
    amount = read_money(turn.language, text)
    if amount is None or (amount == 0 and draft.kind != "total_over"):
        return False
    turn.settle_question()
    if draft.kind == "total_over":
        await ask_who(turn, draft.looking_at(Condition(total_over=amount)))
        return True
    draft = msgspec.structs.replace(draft, amount=amount)
    card = turn.say("ask-policy-period")
    for period, key in _PERIODS.items():
        about = {"draft": msgspec.to_builtins(draft), "period": period.value}
        card.choice(card.text(key), "policy.period", about)
    card.button("button-leave-policy", "policy.leave")
    return True


@on_button("policy.period")
async def period_chosen(turn: Turn, data: dict[str, Any]) -> None:
    """How long the amount is added up."""
    if not await administers(turn):
        return
    await turn.use_button()
    draft = msgspec.convert(data["draft"], RuleDraft)
    period = Period(data["period"])
    amount = draft.amount
    if amount is None:
        raise AssertionError("the amount is asked for first")
    if draft.kind == "spent_over":
        await ask_who(turn, draft.looking_at(Condition(spent_over=Spending(amount, period))))
        return
    name = draft.cost_centre or turn.member.company_name
    budget = Budget(name, amount, period, draft.cost_centre)
    draft = msgspec.structs.replace(draft, budget=budget)
    await ask_who(turn, draft.looking_at(Condition(budget=name)))


async def _cost_centre(turn: Turn, draft: RuleDraft, text: str) -> bool:
    name = " ".join(text.split())[:_LONGEST_NAME]
    await _ask(
        turn, msgspec.structs.replace(draft, cost_centre=name), "amount", "ask-policy-amount"
    )
    return True


@on_button("policy.for_all")
async def for_all(turn: Turn, data: dict[str, Any]) -> None:
    """A budget of the whole company."""
    if not await administers(turn):
        return
    await turn.use_button()
    draft = msgspec.convert(data["draft"], RuleDraft)
    await _ask(turn, draft, "amount", "ask-policy-amount")


async def _category(turn: Turn, draft: RuleDraft, text: str) -> bool:
    known = {name.casefold(): name for name in await categories_of(turn.services.shop)}
    found = known.get(" ".join(text.split()).casefold())
    if found is None:
        return False
    turn.settle_question()
    await ask_who(turn, draft.looking_at(Condition(categories=(found,))))
    return True


@on_button("policy.category")
async def category_chosen(turn: Turn, data: dict[str, Any]) -> None:
    """One of the shop's categories."""
    if not await administers(turn):
        return
    turn.settle_question()
    await turn.use_button()
    draft = msgspec.convert(data["draft"], RuleDraft)
    await ask_who(turn, draft.looking_at(Condition(categories=(data["category"],))))


async def _products(turn: Turn, draft: RuleDraft, text: str) -> bool:
    written = [part for part in _SEPARATOR.split(text.strip()) if part][:_MOST_PRODUCTS]
    known = await turn.services.shop.products([*written, *(sku.upper() for sku in written)])
    by_sku = {product.sku.casefold(): product.sku for product in known}
    if not by_sku:
        return False
    unknown = [sku for sku in written if sku.casefold() not in by_sku]
    if unknown:
        turn.say("policy-unknown-sku", sku=", ".join(unknown))
        return True
    turn.settle_question()
    skus = tuple(dict.fromkeys(by_sku[sku.casefold()] for sku in written))
    await ask_who(turn, draft.looking_at(Condition(skus=skus)))
    return True


async def _number(turn: Turn, draft: RuleDraft, text: str) -> bool:
    number = read_percent(turn.language, text)
    if number is None:
        return False
    turn.settle_question()
    await ask_who(turn, draft.looking_at(msgspec.convert({draft.kind: number}, Condition)))
    return True


_STEPS: dict[str, Callable[[Turn, RuleDraft, str], Awaitable[bool]]] = {
    "amount": _amount,
    "cost_centre": _cost_centre,
    "category": _category,
    "products": _products,
    "number": _number,
    "name": named,
}
