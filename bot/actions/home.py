"""The page that a person has with us where a platform has one: cart, approvals, past orders."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, Self

import msgspec

from bot.actions.approval_card import who_asks
from bot.actions.asked import waiting_for_me
from bot.actions.asking import ask_vat_number
from bot.actions.card import CardBuilder
from bot.actions.forms import decision_buttons
from bot.actions.identify import offer_companies
from bot.actions.membership import check_membership
from bot.actions.readback import cart_on
from bot.actions.registry import on_button, on_event
from bot.actions.turn import Turn
from bot.domain.entities import ApprovalRequest, ButtonToken
from bot.messages import Button, ButtonStyle, Card, Form, Why
from shop_client.errors import ShopUnavailable

_MOST_REQUESTS = 10
_MOST_LINES = 10
_MOST_ORDERS = 5


class HomeCard(CardBuilder):
    """A part of the page, under an id that stays.

    The page is made anew at each look; a button that still does the same keeps its token, so that
    looking makes no rows, and a press on the page as it was a moment ago still counts. It is in no
    message whose content could be read again, so its form is kept with its button.
    """

    def __init__(self, turn: Turn, part: str, earlier: list[ButtonToken]) -> None:
        super().__init__(
            turn.conversation, turn.person, turn.membership, turn.now, turn.services.time_zone
        )
        self.id = part
        self._earlier = earlier

    def choice(
        self,
        label: str,
        action: str,
        data: dict[str, Any] | None = None,
        *,
        style: ButtonStyle = ButtonStyle.DEFAULT,
        form: Form | None = None,
    ) -> Self:
        """See `CardBuilder`."""
        kept = dict(data or {})
        if form is not None:
            kept["form"] = msgspec.to_builtins(form)
        same = self._same(label, action, kept)
        if same is None:
            return super().choice(label, action, kept, style=style, form=form)
        self._buttons.append(Button(label, same.token, style, form))
        return self

    def _same(self, label: str, action: str, data: dict[str, Any]) -> ButtonToken | None:
        member = self.membership.id if self.membership else None
        wanted = (label, action, member, json.dumps(data, sort_keys=True))
        for token in self._earlier:
            known = json.dumps(token.data, sort_keys=True)
            if (token.label, token.action, token.membership_id, known) == wanted:
                return token
        return None

    def build(self, why: Why | None) -> Card:
        """The finished card; the page says at its top for which company it is.

        Earlier buttons that it lacks are used up.
        """
        shown = {button.token for button in self._buttons}
        for token in self._earlier:
            if token.token not in shown:
                token.used_at = self._now
        return replace(super().build(why), context="")


@on_event("home.opened")
async def opened(turn: Turn, data: dict[str, Any]) -> None:
    """Shows the page as things stand now."""
    turn.conversation.unreachable_since = None
    try:
        if turn.membership is None or not await check_membership(turn):
            cards = [await _beginning(turn)]
        else:
            cards = [await _greeting(turn), await _cart(turn)]
            cards += await _requests(turn)
            cards += await _orders(turn)
    except ShopUnavailable:
        cards = [await _greeting(turn)]
        cards[0].say("shop-down")
    turn.show_home(cards)


async def _part(turn: Turn, name: str) -> HomeCard:
    part = f"home:{turn.conversation.id}:{name}"
    return HomeCard(turn, part, await turn.store.unused_buttons(part))


async def _beginning(turn: Turn) -> HomeCard:
    card = await _part(turn, "begin")
    card.title("home-title", merchant=turn.services.shop_info.merchant_name)
    card.say("home-stranger", merchant=turn.services.shop_info.merchant_name)
    card.button("button-begin", "home.begin", style=ButtonStyle.PRIMARY)
    return card


@on_button("home.begin")
async def begin(turn: Turn, data: dict[str, Any]) -> None:
    """Asks in the conversation for which company somebody orders."""
    memberships = await turn.store.memberships_of(turn.person.id)
    if memberships:
        offer_companies(turn, memberships)
    else:
        ask_vat_number(turn)


async def _greeting(turn: Turn) -> HomeCard:
    card = await _part(turn, "greeting")
    card.title("home-title", merchant=turn.services.shop_info.merchant_name)
    if turn.membership is not None:
        card.say("home-acting-for", company=turn.membership.company_name)
        if len(await turn.store.memberships_of(turn.person.id)) > 1:
            card.button("button-other-company", "home.begin")
    return card


async def _cart(turn: Turn) -> HomeCard:
    cart = await turn.store.open_cart(turn.person.id, turn.member.company_id)
    card = await _part(turn, f"cart:{cart.id if cart else turn.member.id}")
    card.title("cart-title")
    if cart is None or not cart.lines:
        card.say("home-cart-empty")
    else:
        await cart_on(turn, card, cart)
    return card


async def _requests(turn: Turn) -> list[HomeCard]:
    waiting = await waiting_for_me(turn)
    cards = [await _request(turn, request) for request in waiting[:_MOST_REQUESTS]]
    if cards:
        cards[0].title("home-requests")
    if len(waiting) > _MOST_REQUESTS:
        cards[-1].note("more-requests", count=len(waiting) - _MOST_REQUESTS)
    return cards


async def _request(turn: Turn, request: ApprovalRequest) -> HomeCard:
    card = await _part(turn, f"request:{request.id}")
    asking = await turn.store.membership(request.requester_membership_id)
    card.say("approval-from", who=await who_asks(turn.store, request), email=asking.email)
    quotation = request.quotation
    for line in quotation.lines[:_MOST_LINES]:
        card.row(line.name, card.quantity(line.quantity, line.unit), card.money(line.net))
    if len(quotation.lines) > _MOST_LINES:
        card.note("home-more-lines", count=len(quotation.lines) - _MOST_LINES)
    card.field("total-gross", card.money(quotation.totals.gross))
    if request.draft.po_number:
        card.field("po-number", request.draft.po_number)
    decision_buttons(card, request)
    card.button("button-details", "approval.show", {"approval_id": request.id})
    return card


async def _orders(turn: Turn) -> list[HomeCard]:
    """The newest orders, a card for each, so that a press leaves the others' buttons alone."""
    cards = []
    orders = await turn.services.shop.orders(turn.member.company_id, limit=_MOST_ORDERS)
    for order in orders:
        card = await _part(turn, f"order:{turn.member.company_id}:{order.number}")
        card.row(
            f"{order.number} · {card.day(order.placed_on)}",
            card.text(f"order-{order.state.value}"),
            card.money(order.totals.gross),
        )
        data = {"number": order.number}
        card.button("button-reorder", "reorder.order", data)
        card.button("button-details", "order.show", data)
        cards.append(card)
    if cards:
        cards[0].title("home-orders")
    return cards
