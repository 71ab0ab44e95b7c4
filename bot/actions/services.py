"""What actions may use of the outside, wired by bootstrap."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date

from bot.domain.vat import VatRegister
from bot.intents.schema import Understanding
from bot.ports import Catalogue, Clock, EvidenceReader
from shop_client.model import ShopInfo
from shop_client.port import Shop

Understand = Callable[[str, str | None, date], Awaitable[Understanding]]


@dataclass(frozen=True)
class Services:
    """The ports that an action reads through; it writes only to its turn.

    Attributes:
        vat: asks VIES and keeps the answer.
        evidence: what was kept.
        secret: keys the hashes of codes and addresses.
        shop_info: the merchant's name, country and currency, read at the start.
        web_address: where links in mails reach us ("https://orders.example"), or None.
        chat_address: where a chat with us is served for a browser, or None.
    """

    shop: Shop
    catalogue: Catalogue
    vat: VatRegister
    evidence: EvidenceReader
    clock: Clock
    understand: Understand
    secret: bytes
    shop_info: ShopInfo
    time_zone: str = "Europe/Brussels"
    default_language: str = "fr"
    web_address: str | None = None
    chat_address: str | None = None
