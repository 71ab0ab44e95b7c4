"""A small assistant for testing the runner of stories: it does what its messages say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from bot.domain.entities import Cart, CartLine, Membership
from bot.messages import Attachment, Button, Card, Field, InboundKind, InboundMessage, Row
from bot.play.harness import Mode
from bot.ports import LocalMessage
from shop_client.memory import MemoryShop
from shop_client.model import OrderDraft, OrderLineDraft

VAT_NUMBER = "BE0987654394"


@dataclass(frozen=True)
class Caught:
    subject: str
    text: str


class Refusing:
    """A merchant's hand that finds nothing."""

    async def archive_contact(self, email: str) -> None:
        raise LookupError(f"the shop has no active contact {email}")

    async def discontinue(self, sku: str) -> None:
        raise LookupError(f"the shop has no product {sku}")

    async def set_stock(self, sku: str, quantity: Decimal) -> None:
        raise LookupError(f"the shop has no product {sku}")

    async def set_price(self, sku: str, price: Decimal) -> None:
        raise LookupError(f"the shop has no product {sku}")


class EchoStaff:
    def __init__(self, echo: Echo) -> None:
        self.echo = echo

    async def do(self, action: str, staff: str, chat_id: str, text: str = "") -> None:
        await self.sees(chat_id)
        if action == "hand_back":
            self.echo.cases.pop(chat_id)
        self.echo.show(chat_id, Card(f"{staff} {action} {text}".strip()))

    async def lay_down(self, action: str, staff: str, **about: str) -> None:
        raise LookupError(f"nobody here can {action}")

    async def sees(self, chat_id: str) -> dict[str, Any]:
        if chat_id not in self.echo.cases:
            raise LookupError(f"nothing of {chat_id} waits for staff")
        return {"kind": "handoff", "text": self.echo.cases[chat_id]}


class Echo:
    """Implements `bot.play.harness.Harness`.

    Commands: `/ask LABEL…` shows buttons; `/mail ADDRESS TEXT` sends a mail; `/order SKU N` orders
    for the sample office; `/put SKU N` fills the cart; `/human` opens a case; `/tell PERSON TEXT`.
    Everything else comes back. Pressing a button edits the card it stood on.
    """

    def __init__(self) -> None:
        self.shop = MemoryShop.from_sample()
        self.merchant = Refusing()
        self.staff = EchoStaff(self)
        self.sent: dict[str, list[LocalMessage]] = defaultdict(list)
        self.caught: dict[str, list[Caught]] = defaultdict(list)
        self.cases: dict[str, str] = {}
        self.lines: dict[str, list[CartLine]] = defaultdict(list)
        self.pressed: list[str] = []
        self.passed = timedelta()
        self.modes: list[str] = []

    def show(self, chat_id: str, card: Card, edits: str | None = None) -> None:
        box = self.sent[chat_id]
        seq = len(box) + 1
        box.append(LocalMessage(seq, f"m{chat_id}{seq}", card, edits))

    async def receive(self, message: InboundMessage) -> bool:
        who = message.chat_id
        if message.kind is InboundKind.BUTTON:
            self._press(who, message.token)
        elif message.kind is InboundKind.FILE:
            (file,) = message.attachments
            self.show(who, Card(f"{file.filename}: {len(file.content)} bytes"))
        elif message.kind is InboundKind.COMMAND:
            await self._command(who, *message.text[1:].split(" "))
        else:
            self.show(who, Card(f"You said {message.text}.", note=message.sender.name))  # type: ignore[union-attr]
        return True

    def _press(self, who: str, token: str) -> None:
        seq, label = token.split(":")
        original = self.sent[who][int(seq) - 1]
        if token in self.pressed:
            self.show(who, Card("That button was used."))
            return
        self.pressed.append(token)
        self.show(who, Card(f"You chose {label}."), original.message_id)

    async def _command(self, who: str, name: str, *words: str) -> None:
        if name == "ask":
            seq = len(self.sent[who]) + 1
            buttons = tuple(Button(label, f"{seq}:{label}") for label in words)
            self.show(who, Card("Choose.", buttons=buttons))
        elif name == "mail":
            self.caught[words[0]].append(Caught("For you", " ".join(words[1:])))
        elif name == "order":
            await self._order(who, words[0], Decimal(words[1]))
        elif name == "put":
            self.lines[who].append(CartLine(words[0], Decimal(words[1])))
        elif name == "human":
            self.cases[who] = f"{who}: I want a human"
        elif name == "tell":
            self.show(words[0], Card(" ".join(words[1:])))

    async def _order(self, who: str, sku: str, quantity: Decimal) -> None:
        (company,) = await self.shop.find_companies(VAT_NUMBER)
        draft = OrderDraft(company.id, (OrderLineDraft(sku, quantity),), "ref-1", "PO-1234")
        quotation = await self.shop.quote(draft)
        order = await self.shop.place_order(draft, quotation.totals.gross)
        gross = f"{order.totals.gross.amount:.2f}".replace(".", ",") + "\u202f€"
        self.show(
            who,
            Card(
                f"Order {order.number}",
                rows=(Row(sku, amount=gross),),
                fields=(Field("Total", gross),),
                attachments=(Attachment("order.pdf", "application/pdf", b"%PDF"),),
            ),
        )

    async def idle(self) -> None: ...

    async def messages(self, conversation_key: str, after: int) -> Sequence[LocalMessage]:
        return self.sent[conversation_key.split("\x1f")[2]][after:]

    async def memberships(self, conversation_key: str) -> Sequence[Membership]:
        return []

    async def carts(self, conversation_key: str) -> Sequence[Cart]:
        who = conversation_key.split("\x1f")[2]
        cart = Cart(who, "c", created_at=None, lines=self.lines[who], po_number="PO-7")  # type: ignore[arg-type]
        return [cart]

    def mails(self, address: str) -> Sequence[Caught]:
        return self.caught[address]

    def now(self) -> datetime:
        return datetime(2026, 11, 26, 15, tzinfo=UTC) + self.passed

    def advance(self, by: timedelta) -> None:
        self.passed += by

    def set_shop(self, mode: Mode) -> None:
        self.modes.append(f"shop {mode}")

    def set_vies(self, mode: Mode) -> None:
        self.modes.append(f"vies {mode}")

    def set_vies_answer(self, number: str, outcome: str) -> None:
        self.modes.append(f"{number} {outcome}")

    async def refresh_catalogue(self) -> None: ...
