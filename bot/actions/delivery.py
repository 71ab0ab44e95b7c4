"""Where and when the cart is to be delivered."""

from __future__ import annotations

from datetime import date
from typing import Any

from rapidfuzz import fuzz, utils

from bot.actions.registry import on_button, on_intent
from bot.actions.turn import Turn
from bot.intents.schema import Intent, Understanding
from shop_client.model import Address

_ALIKE = 80


@on_intent(Intent.SET_DELIVERY)
async def set_delivery(turn: Turn, understood: Understanding) -> None:
    """Notes the day, and one of the company's own addresses; a new one is for the staff."""
    cart = await turn.cart()
    said = False
    if understood.delivery_date:
        said = True
        if understood.delivery_date <= turn.now.date().isoformat():
            turn.say("date-in-the-past")
        else:
            cart.delivery_date = understood.delivery_date
            card = turn.reply()
            card.say("delivery-date-set", day=card.day(date.fromisoformat(cart.delivery_date)))
    if understood.delivery_address or not said:
        await _address(turn, understood.delivery_address)


async def _address(turn: Turn, words: str | None) -> None:
    addresses = [a for a in (await turn.company()).addresses if a.delivery]
    if words:
        scored = [
            (fuzz.token_set_ratio(words, _written(a), processor=utils.default_process), a)
            for a in addresses
        ]
        alike = [address for score, address in scored if score >= _ALIKE]
        if len(alike) == 1:
            await _set(turn, alike[0])
            return
        if not alike:
            turn.say("address-unknown", words=words).button("button-human", "human")
    card = turn.say("which-address")
    for address in addresses:
        card.choice(_written(address), "delivery.address", {"address_id": address.id})


def _written(address: Address) -> str:
    return f"{address.name}, {address.street}, {address.postal_code} {address.city}"


async def _set(turn: Turn, address: Address) -> None:
    (await turn.cart()).delivery_address_id = address.id
    turn.say("address-set", address=_written(address))


@on_button("delivery.address")
async def address_chosen(turn: Turn, data: dict[str, Any]) -> None:
    """One of the company's addresses."""
    await turn.use_button()
    for address in (await turn.company()).addresses:
        if address.id == data["address_id"]:
            await _set(turn, address)
