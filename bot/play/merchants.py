"""The merchant's hand in the shop of a story, one for each kind of shop that stories run on."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import httpx

from shop_client.memory import Article, MemoryShop
from shop_client.model import ProductStatus
from shop_client.tryton import wire

_SECONDS = 30.0


class MemoryMerchant:
    """Changes a shop in memory."""

    def __init__(self, shop: MemoryShop) -> None:
        self._shop = shop

    async def archive_contact(self, email: str) -> None:
        """See `bot.play.harness.Merchant`."""
        known = False
        for key, account in self._shop.accounts.items():
            contacts = tuple(
                replace(contact, active=False) if contact.email == email else contact
                for contact in account.contacts
            )
            known = known or contacts != account.contacts
            self._shop.accounts[key] = replace(account, contacts=contacts)
        if not known:
            raise LookupError(f"the shop has no active contact {email}")

    async def discontinue(self, sku: str) -> None:
        """See `bot.play.harness.Merchant`."""
        article = self._article(sku)
        product = replace(article.product, status=ProductStatus.DISCONTINUED)
        self._shop.catalogue.put(replace(article, product=product))

    async def set_stock(self, sku: str, quantity: Decimal) -> None:
        """See `bot.play.harness.Merchant`."""
        self._shop.catalogue.put(replace(self._article(sku), stock=quantity))

    async def set_price(self, sku: str, price: Decimal) -> None:
        """See `bot.play.harness.Merchant`."""
        self._shop.catalogue.put(replace(self._article(sku), list_price=price))

    def _article(self, sku: str) -> Article:
        article = self._shop.catalogue.articles.get(sku)
        if article is None:
            raise LookupError(f"the shop has no product {sku}")
        return article


class TrytonMerchant:
    """Changes a Tryton, as its administrator.

    Args:
        base_url: of the server.
        database: its name there.
        password: the administrator's.
    """

    def __init__(self, base_url: str, database: str, password: str) -> None:
        self._path = f"/{database}/rpc/"
        self._password = password
        self._client = httpx.AsyncClient(base_url=base_url, timeout=_SECONDS)
        self._context: dict[str, Any] = {}

    async def close(self) -> None:
        """Releases connections."""
        await self._client.aclose()

    async def archive_contact(self, email: str) -> None:
        """See `bot.play.harness.Merchant`."""
        ids = await self._ids(
            "party.contact_mechanism", ["type", "=", "email"], ["value", "=", email]
        )
        if not ids:
            raise LookupError(f"the shop has no active contact {email}")
        await self._call("party.contact_mechanism.write", ids, {"active": False})

    async def discontinue(self, sku: str) -> None:
        """See `bot.play.harness.Merchant`."""
        await self._write_template(sku, {"lifecycle": "discontinued"})

    async def set_price(self, sku: str, price: Decimal) -> None:
        """See `bot.play.harness.Merchant`."""
        await self._write_template(sku, {"list_price": price})

    async def set_stock(self, sku: str, quantity: Decimal) -> None:
        """See `bot.play.harness.Merchant`."""
        product = await self._product(sku)
        (storage,) = await self._ids("stock.location", ["code", "=", "STO"])
        line = {"product": product["id"], "quantity": float(quantity)}
        inventory = {
            "location": storage,
            "empty_quantity": "keep",
            "lines": [["create", [line]]],
        }
        made = await self._call("stock.inventory.create", [inventory])
        for button in ("complete_lines", "confirm"):
            await self._call(f"stock.inventory.{button}", made)

    async def _write_template(self, sku: str, values: dict[str, Any]) -> None:
        template = (await self._product(sku))["template"]
        await self._call("product.template.write", [template], values)

    async def _product(self, sku: str) -> dict[str, Any]:
        found: list[dict[str, Any]] = await self._call(
            "product.product.search_read", [["code", "=", sku]], 0, 1, None, ["template"]
        )
        if not found:
            raise LookupError(f"the shop has no product {sku}")
        return found[0]

    async def _ids(self, model: str, *domain: list[Any]) -> list[int]:
        return list(await self._call(f"{model}.search", list(domain)))

    async def _call(self, method: str, *params: object) -> Any:
        """Calls a method of a model for the merchant's company, which prices and stock are of."""
        if not self._context:
            login = ["admin", {"password": self._password}]
            user, key, *_ = await self._send("common.db.login", login)
            token = base64.b64encode(f"admin:{user}:{key}".encode()).decode()
            self._client.headers["Authorization"] = f"Session {token}"
            company = await self._send("model.company.company.search", [[], {}])
            self._context = {"company": company[0]}
        return await self._send(f"model.{method}", [*params, self._context])

    async def _send(self, method: str, params: Sequence[object]) -> Any:
        body = wire.dumps({"id": 0, "method": method, "params": list(params)})
        response = await self._client.post(
            self._path, content=body, headers={"Content-Type": "application/json"}
        )
        response.raise_for_status()
        answer = wire.loads(response.content)
        if answer.get("error"):
            raise LookupError(f"{method}: {answer['error']}")
        return answer["result"]
