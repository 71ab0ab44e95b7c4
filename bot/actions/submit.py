"""Ordering: the checks, the shown total, the explicit yes, and who has to agree."""

from __future__ import annotations

import re
from typing import Any

from bot.actions.approval_list import answer_shown
from bot.actions.asked import company_now
from bot.actions.card import CardBuilder
from bot.actions.lines import take_details
from bot.actions.pending import gone_question, pending, put_off, short_in_stock
from bot.actions.placement import reserve_credit, start_placement
from bot.actions.policies import plan_for
from bot.actions.policy_details import ask_what_is_missing
from bot.actions.questions import go_on
from bot.actions.readback import quotation_on
from bot.actions.reasons import note_why, say_why
from bot.actions.registry import on_answer, on_button, on_intent
from bot.actions.repeat import repeat_question
from bot.actions.request import send_for_approval
from bot.actions.turn import Turn
from bot.domain.approval import first_asked, unfilled
from bot.domain.cart import draft_of, fingerprint
from bot.domain.entities import Cart, CartState
from bot.domain.policy.plan import Plan
from bot.domain.reorder import replacement_of
from bot.intents.schema import Intent, Understanding
from bot.messages import ButtonStyle
from shop_client.model import Contact, ProductStatus
from shop_client.money import Money

_LONGEST_PO_NUMBER = 35
"""Peppol BIS Billing's usual limit of what back offices keep of a buyer's order number."""


@on_intent(Intent.SUBMIT_CART)
async def submit(turn: Turn, understood: Understanding) -> None:
    """Wants to order what is in the cart."""
    take_details(turn, understood, await turn.cart())
    await offer_order(turn)


@on_button("cart.submit")
async def submit_pressed(turn: Turn, data: dict[str, Any]) -> None:
    """Wants to order what is in the cart."""
    await offer_order(turn)


async def offer_order(turn: Turn) -> None:
    """Checks the cart and shows its total for an explicit yes, or asks what is missing."""
    cart = await turn.cart()
    if not cart.lines:
        turn.say("cart-empty")
        return
    if pending(turn):
        await go_on(turn)
        return
    skus = [line.sku for line in cart.lines]
    questions = await _gone(turn, cart) or await short_in_stock(turn, skus)
    if questions:
        put_off(turn, questions)
        await go_on(turn)
        return
    if not await _po_number_is_right(turn, cart):
        return
    draft = draft_of(cart)
    quotation = await turn.services.shop.quote(draft, turn.language)
    contact = await turn.contact()
    plan = await plan_for(turn, cart, draft, quotation, contact)
    if await ask_what_is_missing(turn, cart, plan.policy):
        return
    card = turn.reply().title("confirm-title")
    quotation_on(card, draft, quotation, cart)
    data = {"cart_id": cart.id, "fingerprint": fingerprint(draft, quotation)}
    if not plan.steps:
        _order_button(card, contact, quotation.totals.gross, data)
    elif not await _send_button(turn, card, plan, quotation.totals.gross, data):
        return
    card.button("button-change-cart", "cart.keep")
    turn.ask("confirm", **data)


def _order_button(card: CardBuilder, contact: Contact, gross: Money, data: dict[str, Any]) -> None:
    card.say("confirm-order", total=card.money(gross))
    if contact.spending_limit is None:
        card.because("why-no-limit")
    else:
        card.because("why-within-limit", limit=card.money(contact.spending_limit))
    card.button("button-order", "cart.confirm", data, style=ButtonStyle.PRIMARY)


async def _send_button(
    turn: Turn, card: CardBuilder, plan: Plan, gross: Money, data: dict[str, Any]
) -> bool:
    """Offers to ask those who decide; False when there is nobody who could."""
    contact = await turn.contact()
    company = await company_now(turn, turn.member.company_id, plan.policy)
    if unfilled(plan.steps, contact, gross, company):
        card.say("no-approver", total=card.money(gross))
        card.button("button-human", "human")
        return False
    names = ", ".join(one.name for one in first_asked(plan.steps, contact, gross, company))
    for step in plan.steps:
        say_why(card, step, yours=True)
        note_why(card, step)
    card.say("confirm-approval", names=names)
    card.because("why-deciders", names=names, total=card.money(gross))
    card.button("button-send-approval", "cart.confirm", data, style=ButtonStyle.PRIMARY)
    return True


async def _gone(turn: Turn, cart: Cart) -> list[dict[str, Any]]:
    products = {
        product.sku: product
        for product in await turn.services.shop.products([line.sku for line in cart.lines])
    }
    questions = []
    for line in cart.lines:
        product = products.get(line.sku)
        if product and product.status is ProductStatus.ORDERABLE:
            continue
        successor = replacement_of(product) if product else None
        questions.append(gone_question(line.sku, successor, line.quantity))
    return questions


async def _po_number_is_right(turn: Turn, cart: Cart) -> bool:
    """Asks for a purchase-order number where the company wants one, or for a right one."""
    company = await turn.company()
    if cart.po_number is None:
        if not company.po_required:
            return True
        turn.ask("po_number")
        turn.say("ask-po-number", company=company.name)
        return False
    problem = await _po_problem(turn, cart, cart.po_number)
    if problem is None:
        return True
    turn.say(problem, number=cart.po_number, pattern=company.po_pattern or "")
    cart.po_number = None
    turn.ask("po_number")
    return False


async def _po_problem(turn: Turn, cart: Cart, number: str) -> str | None:
    """The text key of what is wrong with a purchase-order number, or None."""
    company = await turn.company()
    if len(number) > _LONGEST_PO_NUMBER:
        return "po-number-too-long"
    if company.po_pattern and not re.fullmatch(company.po_pattern, number):
        return "po-number-pattern"
    if await turn.store.po_number_used(company.id, number, cart.id):
        return "po-number-used"
    orders = await turn.services.shop.orders(company.id, limit=100)
    if company.po_required and any(order.po_number == number for order in orders):
        return "po-number-used"
    return None


@on_answer("po_number")
async def answer_po_number(turn: Turn, text: str) -> bool:
    """Reads the purchase-order number that was asked for: one word with a digit in it."""
    words = text.strip().split()
    number = words[-1].strip(".,;:") if words else ""
    if not any(character.isdigit() for character in number) or len(words) > 3:
        return False
    cart = await turn.cart()
    cart.po_number = number
    turn.settle_question()
    await offer_order(turn)
    return True


@on_intent(Intent.SET_PO_NUMBER)
async def set_po_number(turn: Turn, understood: Understanding) -> None:
    """Notes the purchase-order number of the cart."""
    if not understood.po_number:
        turn.ask("po_number")
        turn.say("ask-po-number", company=turn.member.company_name)
        return
    cart = await turn.cart()
    problem = await _po_problem(turn, cart, understood.po_number)
    if problem:
        company = await turn.company()
        turn.say(problem, number=understood.po_number, pattern=company.po_pattern or "")
        return
    cart.po_number = understood.po_number
    turn.say("po-number-set", number=understood.po_number)


@on_button("cart.keep")
async def keep(turn: Turn, data: dict[str, Any]) -> None:
    """Goes back to the cart without ordering."""
    turn.settle_question()
    await turn.use_button()
    turn.say("cart-kept")


@on_button("cart.confirm")
async def confirm(turn: Turn, data: dict[str, Any]) -> None:
    """The explicit yes to a shown total: orders, or sends to who may spend."""
    cart = await turn.store.cart(data["cart_id"])
    if (cart.company_id, cart.person_id) != (turn.member.company_id, turn.person.id):
        turn.say("button-stale")
        return
    if cart.state is not CartState.OPEN:
        await turn.use_button("cart-sent-already")
        turn.say("cart-sent-already")
        return
    draft = draft_of(cart)
    quotation = await turn.services.shop.quote(draft, turn.language)
    if fingerprint(draft, quotation) != data["fingerprint"]:
        await turn.use_button("card-outdated")
        turn.say("total-changed-look-again")
        await offer_order(turn)
        return
    contact = await turn.contact()
    gross = quotation.totals.gross
    plan = await plan_for(turn, cart, draft, quotation, contact)
    company = await company_now(turn, cart.company_id, plan.policy)
    if unfilled(plan.steps, contact, gross, company):
        await turn.use_button("card-outdated")
        await offer_order(turn)
        return
    if not await reserve_credit(turn, cart, gross):
        return
    turn.settle_question()
    await turn.use_button()
    if plan.steps:
        await send_for_approval(turn, cart, draft, quotation, contact, plan)
    else:
        await start_placement(turn, cart, draft, quotation)


@on_answer("confirm")
async def answer_confirm(turn: Turn, text: str) -> bool:
    """Leaves words to be understood; a yes or a no comes back through its intent."""
    return False


@on_intent(Intent.AFFIRM, needs_company=False)
async def affirm(turn: Turn, understood: Understanding) -> None:
    """«Yes» answers only the question that is open."""
    if turn.conversation.awaiting != "confirm":
        await _not_that(turn, yes=True)
        return
    if turn.asked_last() is not None:
        turn.say("which-yes")
        return
    context = turn.conversation.context
    await confirm(turn, {"cart_id": context["cart_id"], "fingerprint": context["fingerprint"]})


@on_intent(Intent.DENY, needs_company=False)
async def deny(turn: Turn, understood: Understanding) -> None:
    """«No» leaves the open question, and nothing is done."""
    if turn.conversation.awaiting != "confirm":
        await _not_that(turn, yes=False)
        return
    if turn.asked_last() is not None:
        turn.say("which-yes")
        return
    turn.settle_question()
    turn.say("cart-kept")


async def _not_that(turn: Turn, *, yes: bool) -> None:
    """A yes or no to a request that was shown, to nothing, or to a question of another kind."""
    if pending(turn):
        await go_on(turn)
    elif turn.conversation.awaiting:
        repeat_question(turn)
    elif not await answer_shown(turn, yes):
        turn.say("nothing-to-confirm")
