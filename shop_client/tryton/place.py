"""Placing an order in Tryton: create, quote, confirm, each of which may be the last before a crash.

The sale is found again by its client reference, which Tryton keeps unique, and taken from where it
stands. Nothing here is tried twice on its own, except what Tryton said it did not do.
"""

from __future__ import annotations

import logging
from typing import Any

from shop_client.errors import (
    CreditExceeded,
    NotFound,
    NotOrderable,
    OutcomeUnknown,
    ShopMisconfigured,
    ShopRefused,
    ShopUnavailable,
    TooLittleStock,
    TotalChanged,
    UnknownCompany,
    UnknownSku,
)
from shop_client.model import OrderDraft
from shop_client.money import Money
from shop_client.port import OnStep
from shop_client.tryton.read import Data
from shop_client.tryton.rpc import ConsentNeeded, Rpc, UserError

log = logging.getLogger(__name__)

# The name of Tryton's warning for a line that is short in stock (module sale_stock_quantity).
_STOCK_WARNING = "stock_quantity_warning_"
# State of the sale, the button that takes it on, and what `OnStep` is told then.
_STEPS = (("draft", "quote", "quoted"), ("quotation", "confirm", "confirmed"))


def draft_data(draft: OrderDraft) -> Data:
    """A draft as the module `comptoir` takes it. Raises ShopRefused for an impossible address."""
    address = draft.delivery_address_id
    if address is not None and not (address.isascii() and address.isdecimal()):
        raise ShopRefused("unknown_address")
    return {
        "company_id": draft.company_id,
        "lines": [{"sku": line.sku, "quantity": line.quantity} for line in draft.lines],
        "client_reference": draft.client_reference,
        "po_number": draft.po_number,
        "delivery_address_id": address,
        "delivery_date": draft.delivery_date,
        "note": draft.note,
    }


def check_problems(answer: Data) -> Data:
    """The answer itself, unless the draft can't be ordered.

    Raises: UnknownSku, NotOrderable, UnknownCompany, ShopRefused for an address of somebody else.
    """
    for problem in answer.get("problems", ()):
        match problem["problem"]:
            case "unknown":
                raise UnknownSku(problem["sku"])
            case "not_orderable":
                raise NotOrderable(problem["sku"])
            case "unknown_company":
                raise UnknownCompany
            case other:
                raise ShopRefused(other)
    return answer


class Placement:
    """One order on its way into Tryton."""

    def __init__(self, rpc: Rpc, draft: OrderDraft, expected: Money, on_step: OnStep) -> None:
        """Nothing is sent before `run`.

        Args:
            rpc: the session.
            draft: what is ordered.
            expected: the total that was shown, tax included.
            on_step: told of each step that Tryton has committed.
        """
        self._rpc = rpc
        self._draft = draft
        self._expected = expected
        self._on_step = on_step

    async def run(self) -> Data:
        """The sale as the module gives it. Raises what `Shop.place_order` raises."""
        sale = await self._create()
        try:
            await self._finish(sale)
            if sale["state"] != "cancelled":
                await self._invoice(sale)
            return await self._read(sale)
        except OutcomeUnknown:
            raise
        except ShopUnavailable as error:
            # There is a sale by now, whatever became of the step that failed.
            raise OutcomeUnknown(str(error)) from error

    async def _finish(self, sale: Data) -> None:
        if sale["state"] not in ("draft", "quotation"):
            return
        try:
            self._check_total(sale)
            for state, button, done in _STEPS:
                if sale["state"] == state:
                    sale["state"] = await self._press(button, sale)
                    await self._on_step(done)
        except ShopRefused:
            await self._discard(sale)
            raise

    async def _create(self) -> Data:
        try:
            return await self._create_or_find()
        except UserError:
            # Another request with the same reference was faster: now there is a sale to find.
            return await self._create_or_find()

    async def _create_or_find(self) -> Data:
        draft = draft_data(self._draft)
        answer: Data = await self._rpc.write("model.comptoir.shop.create_order", draft)
        sale = check_problems(answer)
        if sale["created"]:
            await self._on_step("created")
        return sale

    async def _invoice(self, sale: Data) -> None:
        """Has the invoice posted; where it can't be, the order stands and the merchant posts it."""
        try:
            await self._rpc.write("model.comptoir.shop.invoice_order", sale["id"])
        except (ShopRefused, ShopMisconfigured):
            log.warning("sale %s is confirmed and its invoice not posted", sale["id"])

    def _check_total(self, sale: Data) -> None:
        actual = Money(sale["gross"], self._expected.currency)
        if actual != self._expected:
            raise TotalChanged(self._expected, actual)

    async def _press(self, button: str, sale: Data) -> str:
        """Presses a button of the sale and gives its state from then on.

        Consents to what the buyer consented to; each line asks for it once at most. A button
        that is gone because another client of the same order pressed it counts as pressed.
        """
        for _ in range(len(sale["lines"]) + 1):
            try:
                await self._rpc.write(f"model.sale.sale.{button}", [sale["id"]])
            except ConsentNeeded as warning:
                if not warning.name.startswith(_STOCK_WARNING):
                    raise
                if not self._draft.back_order:
                    raise TooLittleStock(warning.detail) from warning
                await self._rpc.skip_warning(warning.name)
            except UserError as error:
                now = await self._read(sale)
                if now["state"] == sale["state"]:
                    raise await self._reason(error) from error
                return str(now["state"])
            else:
                return str((await self._read(sale))["state"])
        raise ShopRefused(f"the shop keeps asking before it would {button}")

    async def _read(self, sale: Data) -> Data:
        current: Data | None = await self._rpc.read(
            "model.comptoir.shop.order_by", "id", sale["id"]
        )
        if current is None:
            raise NotFound(self._draft.client_reference)
        return current

    async def _reason(self, error: UserError) -> ShopRefused:
        """Tryton's refusals differ in their sentence only: the credit tells which one it was."""
        company: Any = await self._rpc.read("model.comptoir.shop.company", self._draft.company_id)
        limit = company["credit_limit"]
        if limit is not None and company["credit_used"] + self._expected.amount > limit:
            return CreditExceeded(error.detail)
        return error

    async def _discard(self, sale: Data) -> None:
        """Frees the reference. Only what is not confirmed can be cancelled, and then deleted."""
        await self._rpc.write("model.sale.sale.cancel", [sale["id"]])
        await self._rpc.write("model.sale.sale.delete", [sale["id"]])
