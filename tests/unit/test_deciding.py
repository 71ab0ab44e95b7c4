"""Deciding on a request: several at once, with a form, on less; and what the cards keep."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
import pytest_asyncio

from bot.actions.forms import line_input
from bot.clock import MovableClock
from bot.domain.entities import ApprovalRequest, ButtonToken
from bot.messages import Button, Card, InboundKind
from bot.play.instance import Instance, temporary_instance
from bot.play.merchants import MemoryMerchant
from bot.play.people import Player
from bot.play.runner import play
from bot.play.story import Cast, load
from shop_client.memory import MemoryShop
from shop_client.model import Order

COMPANY = "BE0987654394"
PEOPLE = ("buyer", "approver", "approver2", "office")
STORY = """
story: A request on its way
language: en
people:
  buyer: {name: Buyer}
  approver: {name: Approver}
  approver2: {name: Second}
  office: {name: Office}
staff: [support]
steps:
  - buyer is verified: {vat: BE0987654394, email: buyer@atelier-nord.example}
  - approver is verified: {vat: BE0987654394, email: approver@atelier-nord.example}
  - approver2 is verified: {vat: BE0987654394, email: approver2@atelier-nord.example}
  - office is verified: {vat: BE0987654394, email: office@atelier-nord.example}
"""
SENT = """
  - buyer says: 100 PAP-A4-80, 4 GLV-NIT-L
  - buyer presses: Order
  - buyer says: PO-7901
  - buyer presses: Send for approval
"""
TWO_TIERS = """
  - support lays down policy of BE0987654394:
      own_limits: false
      rules:
        - name: Two pairs of eyes
          ask: [{people: [approver@atelier-nord.example]}, {people: [office@atelier-nord.example]}]
"""


@dataclass
class Office:
    """A company whose people decide at the same time."""

    instance: Instance
    folder: Path

    async def tells(self, steps: str) -> None:
        """Plays the story so far with more steps; only the first time with the first ones."""
        story = self.folder / "story.yml"
        story.write_text(STORY + steps, encoding="utf-8")
        told = await play(load(story), self.instance)
        assert told.ok, str(told)

    def player(self, name: str) -> Player:
        return Player(name, Cast(name, "en"))

    async def cards(self, name: str) -> list[Card]:
        """As they stand on the screen, oldest first."""
        latest: dict[str, Card] = {}
        for message in await self.instance.messages(self.player(name).key, 0):
            latest[message.edits or message.message_id] = message.card
        return list(latest.values())

    async def button(self, name: str, label: str) -> Button:
        cards = await self.cards(name)
        return next(b for card in reversed(cards) for b in card.buttons if b.label == label)

    async def press(self, name: str, label: str, **filled: str) -> None:
        button = await self.button(name, label)
        message = self.player(name).message(InboundKind.BUTTON, token=button.token, data=filled)
        await self.instance.receive(message)

    async def says(self, name: str, text: str) -> None:
        await self.instance.receive(self.player(name).message(InboundKind.TEXT, text=text))
        await self.instance.idle()

    async def orders(self) -> list[Order]:
        (company,) = await self.instance.shop.find_companies(COMPANY)
        found = await self.instance.shop.orders(company.id)
        return [order for order in found if order.client_reference]

    async def request(self) -> ApprovalRequest:
        """The only one there is."""
        for card in await self.live_buttons(about_any=True):
            if "approval_id" in card.data:
                async with self.instance.app.uow() as unit:
                    return await unit.store.approval(card.data["approval_id"])
        raise LookupError

    async def live_buttons(self, *, about_any: bool = False) -> list[ButtonToken]:
        """Buttons about requests, of everybody, that can still be pressed; or all there were."""
        found = []
        async with self.instance.app.uow() as unit:
            for name in PEOPLE:
                for message in await self.instance.messages(self.player(name).key, 0):
                    read = unit.store.buttons_in_group if about_any else unit.store.unused_buttons
                    for button in await read(message.message_id):
                        if button.action.startswith("approval."):
                            found.append(button)
        return found


@pytest_asyncio.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    shop, clock = MemoryShop.from_sample(), MovableClock()
    async with temporary_instance(None, clock, shop, MemoryMerchant(shop)) as instance:
        yield Office(instance, tmp_path)


async def test_two_approvers_who_press_at_the_same_moment_give_one_decision(
    office: Office,
) -> None:
    await office.tells(SENT)
    await asyncio.gather(office.press("approver", "Approve"), office.press("approver2", "Approve"))
    await office.instance.idle()
    assert len(await office.orders()) == 1
    texts = [(await office.cards(name))[-2:] for name in ("approver", "approver2")]
    said = "\n".join(card.text for cards in texts for card in cards)
    assert "already approved this request" in said or "nothing was done twice" in said


async def test_one_approves_and_the_other_rejects_at_the_same_moment(office: Office) -> None:
    await office.tells(SENT)
    await asyncio.gather(
        office.press("approver", "Approve"),
        office.press("approver2", "Reject", reason="Not this month"),
    )
    await office.instance.idle()
    request = await office.request()
    assert len(await office.orders()) == (request.state.value == "approved")
    assert request.state.value in ("approved", "rejected")
    assert await office.live_buttons() == []


@pytest.mark.parametrize("label", ["Approve", "Reject", "Take it back"])
async def test_nothing_can_be_pressed_any_more_once_it_is_decided(
    office: Office, label: str
) -> None:
    """Lists, forms and questions on the way to another decision end with it too."""
    await office.tells(
        SENT
        + """
  - approver presses: Ask a question
  - approver says: What is it for?
  - approver2 presses: Change lines
  - approver2 says: 60 PAP-A4-80
  - approver2 presses: Pass on
"""
    )
    assert await office.live_buttons()
    filled = {"reason": "Not this month"} if label == "Reject" else {}
    await office.press("buyer" if label == "Take it back" else "approver", label, **filled)
    await office.instance.idle()
    assert [button.label for button in await office.live_buttons()] == []


async def test_a_form_changes_several_lines_at_once(office: Office) -> None:
    await office.tells(SENT)
    form = (await office.button("approver", "Change lines")).form
    assert form is not None
    assert [field.value for field in form.inputs] == ["100", "4"]
    filled = {line_input(0): "40", line_input(1): "0"}
    await office.press("approver", "Change lines", **filled)
    await office.instance.idle()
    shown = (await office.cards("approver"))[-1]
    assert len(shown.rows) == 1
    assert "left out, 4 boxes before" in shown.text
    form = (await office.button("approver", "Change lines")).form
    assert form is not None
    assert [field.value for field in form.inputs] == ["40", "0"]
    await office.press("approver", "Approve these")
    await office.instance.idle()
    (order,) = await office.orders()
    assert {line.sku: line.quantity for line in order.lines} == {"PAP-A4-80": Decimal(40)}


@pytest.mark.parametrize(
    ("filled", "said"),
    [
        ({line_input(0): "101"}, "You can only approve less"),
        ({line_input(0): "42"}, "sold in multiples of 5 reams"),
        ({line_input(0): "100"}, "Nothing was changed"),
        ({line_input(0): "0", line_input(1): "0"}, "Why do you reject it"),
    ],
)
async def test_a_form_takes_only_less(office: Office, filled: dict[str, str], said: str) -> None:
    await office.tells(SENT)
    await office.press("approver", "Change lines", **filled)
    await office.instance.idle()
    assert said in (await office.cards("approver"))[-1].text
    assert (await office.request()).state.value == "waiting"


async def test_what_is_cut_is_cut_from_the_cart_and_from_what_is_reserved(
    office: Office,
) -> None:
    await office.tells(TWO_TIERS + SENT)
    await office.press("approver", "Approve")
    await office.instance.idle()
    before = await office.request()
    await office.press("office", "Change lines", **{line_input(0): "50"})
    await office.instance.idle()
    await office.press("office", "Approve these")
    await office.instance.idle()
    after = await office.request()
    assert after.step == 0
    assert after.fingerprint != before.fingerprint
    assert [d.fingerprint for d in after.decisions] == [before.fingerprint]
    async with office.instance.app.uow() as unit:
        cart = await unit.store.cart(after.cart_id)
        reservation = await unit.store.reservation_of_cart(after.cart_id)
    left = {line.sku: line.quantity for line in cart.lines}
    assert left == {"PAP-A4-80": Decimal(50), "GLV-NIT-L": Decimal(4)}
    assert reservation is not None
    assert reservation.amount == after.quotation.totals.gross
    assert await office.orders() == []


async def test_a_long_thread_is_shown_by_its_end(office: Office) -> None:
    await office.tells(SENT)
    for number in range(4):
        await office.press("approver", "Ask a question")
        await office.says("approver", f"Question {number}?")
        await office.press("buyer", "Answer")
        await office.says("buyer", f"Answer {number}.")
    shown = next(c for c in reversed(await office.cards("approver2")) if c.buttons)
    assert "2 earlier messages are not shown" in shown.text
    assert "Question 0" not in shown.text
    assert "Answer 3." in shown.text
