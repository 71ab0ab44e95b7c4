"""What actions may use of the outside, wired by bootstrap."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date

from bot.domain.vat import VatRegister
from bot.intents.schema import Understanding
from bot.messages import Attachment
from bot.ports import Catalogue, Clock, EvidenceReader
from shop_client.model import ShopInfo
from shop_client.port import Shop

Understand = Callable[[str, str | None, date], Awaitable[Understanding]]
FetchFile = Callable[[str, str, Attachment], Awaitable[Attachment]]


@dataclass(frozen=True)
class Services:
    """The ports that an action reads through; it writes only to its turn.

    Attributes:
        vat: asks VIES and keeps the answer.
        evidence: what was kept.
        fetch_file: channel, workspace and a file that lies with its platform: the file with its
            content; raises what `Channel.fetch` does.
        secret: keys the hashes of codes and addresses.
        shop_info: the merchant's name, country and currency, read at the start.
        web_address: where links in mails reach us ("https://orders.example"), or None.
        chat_address: where a chat with us is served for a browser, or None.
        telegram_address: what opens a chat with us in Telegram ("https://t.me/OrdersBot"), or None.
    """

    shop: Shop
    catalogue: Catalogue
    vat: VatRegister
    evidence: EvidenceReader
    clock: Clock
    understand: Understand
    fetch_file: FetchFile
    secret: bytes
    shop_info: ShopInfo
    time_zone: str = "Europe/Brussels"
    default_language: str = "fr"
    web_address: str | None = None
    chat_address: str | None = None
    telegram_address: str | None = None

    def telegram_link(self, start: str) -> str:
        """Opens a chat in Telegram and hands this over; empty where there is none.

        Args:
            start: 64 letters, digits, `_` and `-` at most (Bot API, "Deep linking").
        """
        return f"{self.telegram_address}?start={start}" if self.telegram_address else ""
