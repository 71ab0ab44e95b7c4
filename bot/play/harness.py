"""What a story is played against."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Literal, Protocol

from bot.domain.entities import Cart, Membership
from bot.messages import InboundMessage
from bot.ports import LocalMessage
from shop_client.port import Shop

Mode = Literal["up", "slow", "down"]


class Mail(Protocol):
    """A mail that was caught."""

    @property
    def subject(self) -> str:
        """Its subject."""
        ...

    @property
    def text(self) -> str:
        """Its plain text."""
        ...


class Merchant(Protocol):
    """What the merchant changes in the shop, beside the assistant."""

    async def archive_contact(self, email: str) -> None:
        """Ends what this contact may do, at every company. Raises LookupError."""
        ...

    async def discontinue(self, sku: str) -> None:
        """Takes a product off sale. Raises LookupError."""
        ...

    async def set_stock(self, sku: str, quantity: Decimal) -> None:
        """How many units are there from now on. Raises LookupError."""
        ...

    async def set_price(self, sku: str, price: Decimal) -> None:
        """The list price from now on, tax excluded. Raises LookupError."""
        ...


class Staff(Protocol):
    """The merchant's desk, by the person whose case it is."""

    async def do(self, action: str, staff: str, chat_id: str, text: str = "") -> None:
        """Takes, answers, hands back, releases or refuses. Raises LookupError without a case.

        Args:
            action: "take", "say", "hand_back", "release" or "refuse".
            staff: the name of the member of staff.
            chat_id: the person's conversation.
            text: what is said, or why it is refused.
        """
        ...

    async def lay_down(self, action: str, staff: str, **about: str) -> None:
        """Changes who may act for a company, or its approval policy.

        Args:
            action: "role", "remove", "invite" or "policy".
            staff: the name of the member of staff.
            **about: what that method of `bot.companies.Companies` takes, or the one that lays
                down a policy of `bot.policies.Policies`.
        """
        ...

    async def sees(self, chat_id: str) -> dict[str, Any]:
        """The newest open case: kind, text (its transcript and data). Raises LookupError."""
        ...


class Harness(Protocol):
    """A temporary instance of the assistant, with everything around it within reach."""

    @property
    def shop(self) -> Shop:
        """The shop, for reading what stands there, unharmed by `set_shop`."""
        ...

    @property
    def merchant(self) -> Merchant:
        """Changes the shop."""
        ...

    @property
    def staff(self) -> Staff:
        """Works at the desk."""
        ...

    async def receive(self, message: InboundMessage) -> bool:
        """Commits a message; False when it was there before."""
        ...

    async def idle(self) -> None:
        """Returns when nothing is due. Raises TimeoutError when it takes unreasonably long."""
        ...

    async def messages(self, conversation_key: str, after: int) -> Sequence[LocalMessage]:
        """What was sent to a person since message number `after`."""
        ...

    async def carts(self, conversation_key: str) -> Sequence[Cart]:
        """The open carts of a person."""
        ...

    async def memberships(self, conversation_key: str) -> Sequence[Membership]:
        """The companies a person is verified for."""
        ...

    def mails(self, address: str) -> Sequence[Mail]:
        """Mails to an address so far, oldest first."""
        ...

    def now(self) -> datetime:
        """The time on the clock, aware."""
        ...

    def advance(self, by: timedelta) -> None:
        """Moves the clock."""
        ...

    def set_shop(self, mode: Mode) -> None:
        """Makes the shop answer, answer late, or not at all."""
        ...

    def set_vies(self, mode: Mode) -> None:
        """Makes VIES answer, answer late, or not at all."""
        ...

    def set_vies_answer(self, number: str, outcome: str) -> None:
        """What VIES says about a number: valid, invalid or the name of a fault."""
        ...

    async def refresh_catalogue(self) -> None:
        """Takes the shop's changes into the assistant's index at once."""
        ...
