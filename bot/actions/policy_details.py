"""What a policy needs to know of a cart: which cost centre or project pays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.actions import registry
from bot.actions.asking import ask_vat_number
from bot.actions.card import CardBuilder
from bot.actions.policies import policy_of
from bot.actions.registry import on_answer, on_button, on_command
from bot.actions.turn import Turn
from bot.domain.entities import Cart
from bot.domain.policy import Policy
from bot.domain.policy.facts import cost_centres

_LONGEST_NAME = 60
_MOST_BUTTONS = 20


async def ask_what_is_missing(turn: Turn, cart: Cart, policy: Policy) -> bool:
    """Asks which cost centre pays, where the policy has budgets of them and none is chosen.

    Returns:
        Whether it was asked; the answer goes on with the order.
    """
    known = cost_centres(policy)
    if not known or cart.cost_centre in known:
        return False
    turn.ask("cost_centre")
    _choices(turn.say("ask-cost-centre"), known, submits=True)
    return True


def _choices(card: CardBuilder, known: Iterable[str], *, submits: bool) -> None:
    for name in list(known)[:_MOST_BUTTONS]:
        card.choice(name, "cart.cost_centre", {"name": name, "submits": submits})


@on_button("cart.cost_centre")
async def cost_centre_pressed(turn: Turn, data: dict[str, Any]) -> None:
    """One of the company's cost centres."""
    cart = await turn.cart()
    if not await _set(turn, cart, data["name"]):
        return
    if turn.conversation.awaiting == "cost_centre":
        turn.settle_question()
    await turn.use_button()
    if data["submits"]:
        await registry.BUTTONS["cart.submit"](turn, {})


@on_answer("cost_centre")
async def answer_cost_centre(turn: Turn, text: str) -> bool:
    """Reads one of the known names, in any case; anything else is no answer."""
    _, policy = await policy_of(turn.store, turn.member.company_id)
    if _known(policy, text) is None or not await _set(turn, await turn.cart(), text):
        return False
    turn.settle_question()
    await registry.BUTTONS["cart.submit"](turn, {})
    return True


@on_command("cost-centre")
async def cost_centre_command(turn: Turn, rest: str) -> None:
    """`/cost-centre NAME`: which cost centre or project pays for this cart."""
    if turn.membership is None:
        ask_vat_number(turn)
        return
    if rest:
        await _set(turn, await turn.cart(), rest)
        return
    _, policy = await policy_of(turn.store, turn.member.company_id)
    known = cost_centres(policy)
    card = turn.say("ask-cost-centre" if known else "cost-centre-how")
    _choices(card, known, submits=False)


@on_command("costcentre")
async def cost_centre_command_plain(turn: Turn, rest: str) -> None:
    """The same for channels whose commands have letters only."""
    await cost_centre_command(turn, rest)


def _known(policy: Policy, written: str) -> str | None:
    """The cost centre as the policy writes it."""
    wanted = " ".join(written.split()).casefold()
    return next((name for name in cost_centres(policy) if name.casefold() == wanted), None)


async def _set(turn: Turn, cart: Cart, written: str) -> bool:
    """Notes it; where budgets name the cost centres, only one of those: no other has a budget."""
    _, policy = await policy_of(turn.store, cart.company_id)
    known = cost_centres(policy)
    name = _known(policy, written)
    if known and name is None:
        card = turn.say("cost-centre-unknown", name=written[:_LONGEST_NAME])
        _choices(card, known, submits=False)
        return False
    cart.cost_centre = name or " ".join(written.split())[:_LONGEST_NAME]
    turn.say("cost-centre-set", name=cart.cost_centre)
    return True
