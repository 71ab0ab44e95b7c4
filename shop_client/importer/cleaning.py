"""Judges every line of the file: kept, or dropped for a reason that is counted."""

from __future__ import annotations

import fnmatch
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from shop_client.importer.countries import country_key
from shop_client.importer.options import ImportOptions
from shop_client.importer.reading import Oddity, RawLine
from shop_client.importer.survey import Survey


class Reason(StrEnum):
    """Why a line is not imported: the first reason that holds, in the order of `Cleaner.judge`."""

    BLANK = "blank"
    UNREADABLE = "unreadable"
    OTHER_COUNTRY = "other_country"
    CANCELLED = "cancelled"
    NOT_GOODS = "not_goods"
    NOTE = "note"
    NO_CUSTOMER = "no_customer"
    NO_QUANTITY = "no_quantity"
    NO_PRICE = "no_price"


EXPLANATIONS = {
    Reason.BLANK: "blank line",
    Reason.UNREADABLE: "number, date or columns can't be read",
    Reason.OTHER_COUNTRY: "customer of another country",
    Reason.CANCELLED: "cancelled or returned",
    Reason.NOT_GOODS: "postage, fee, voucher or other code that is no goods",
    Reason.NOTE: "a note, or nothing, instead of a description",
    Reason.NO_CUSTOMER: "no customer",
    Reason.NO_QUANTITY: "quantity zero or negative",
    Reason.NO_PRICE: "price zero or negative",
}
"""For people, in English."""


@dataclass(frozen=True, slots=True)
class CleanLine:
    """A line that can be imported.

    Attributes:
        unit_price: exactly as the file has it.
    """

    order: str
    customer: str
    sku: str
    quantity: Decimal
    unit_price: Decimal
    day: date


class Cleaner:
    """Judges the lines of one file, in their order."""

    def __init__(self, options: ImportOptions, survey: Survey) -> None:
        self._survey = survey
        self._wanted = frozenset(map(country_key, options.countries))
        self._customers = survey.customers_of(self._wanted)
        self._home = country_key(options.default_country or "")
        self._cancelled = re.compile(options.cancelled_pattern)
        self._not_goods = re.compile(
            "|".join(map(fnmatch.translate, options.not_goods)) or "(?!)", re.IGNORECASE
        )
        self._bought: set[tuple[str, str]] = set()

    def judge(self, line: RawLine | Oddity) -> CleanLine | Reason:
        """Keeps a line, or says why not."""
        if isinstance(line, Oddity):
            return Reason.BLANK if line.blank else Reason.UNREADABLE
        if self._wanted and not self._is_wanted(line):
            return Reason.OTHER_COUNTRY
        if self._cancelled.fullmatch(line.order):
            return Reason.CANCELLED
        if self._not_goods.match(line.sku):
            return Reason.NOT_GOODS
        formats = self._survey.formats
        quantity, price = formats.number(line.quantity), formats.number(line.price)
        day = formats.day(line.date)
        if quantity is None or price is None or day is None or not line.order or not line.sku:
            return Reason.UNREADABLE
        if reason := self._flaw(line, quantity, price):
            return reason
        self._bought.add((line.customer, line.sku))
        return CleanLine(line.order, line.customer, line.sku, quantity, price, day)

    def _is_wanted(self, line: RawLine) -> bool:
        if line.customer:
            return line.customer in self._customers
        return (country_key(line.country) or self._home) in self._wanted

    def _flaw(self, line: RawLine, quantity: Decimal, price: Decimal) -> Reason | None:
        sold = bool(line.customer) and quantity > 0 and price > 0
        # A sale under a note still is one, as long as other lines tell what was sold.
        if line.sku not in self._survey.names if sold else self._is_note(line):
            return Reason.NOTE
        if not line.customer:
            return Reason.NO_CUSTOMER
        if quantity <= 0:
            returned = quantity < 0 and (line.customer, line.sku) in self._bought
            return Reason.CANCELLED if returned else Reason.NO_QUANTITY
        return None if price > 0 else Reason.NO_PRICE

    def _is_note(self, line: RawLine) -> bool:
        return self._survey.notes.may_be_note(line.description)
