"""What a person may choose about an import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from shop_client.importer.columns import Field

NOT_GOODS = (
    "POST",
    "DOT",
    "M",
    "D",
    "S",
    "B",
    "C2",
    "BANK CHARGES",
    "AMAZONFEE",
    "CRUK",
    "GIFT_*",
)
"""Codes that are no goods: postage, carriage, manual entries, discounts, samples, bad debt, fees,
commissions and vouchers. Compared without regard to case; `*` and `?` are wildcards."""

NOTE_WORDS = (
    "adjust",
    "adjustment*",
    "broken",
    "check",
    "counted",
    "cracked",
    "crushed",
    "dagamed",
    "damage",
    "damaged*",
    "damages*",
    "display",
    "faulty",
    "found",
    "found in *",
    "given away",
    "lost",
    "lost in *",
    "mailout",
    "missing",
    "mix up *",
    "mouldy*",
    "returned",
    "sample",
    "samples*",
    "show samples",
    "smashed",
    "sold as *",
    "test",
    "throw away*",
    "thrown away*",
    "to be checked",
    "unsaleable*",
    "water damage*",
    "wet damage*",
    "wrong code*",
    "wrongly *",
)
"""What the people of a warehouse write in place of a description; compared like NOT_GOODS."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """An import, as a person asks for it.

    Attributes:
        source: a CSV file, or one compressed with gzip (".gz").
        today: the merchant's civil date, towards which dates are shifted.
        name: of the import. Under one name each order and customer is loaded once, whatever the
            file is called, so give each other system that numbers its orders anew its own.
        columns: header names of the file, where they can't be guessed.
        delimiter, encoding: as Python names them; None guesses.
        date_format: for `strptime` ("%d/%m/%Y %H:%M"); None guesses, and asks where it can't tell
            day and month apart.
        decimal_mark: "." or ","; None guesses.
        countries: codes or names; a customer with a line from one of them comes with all of its
            invoices. Empty takes every customer.
        default_country: of customers in a file without a country column.
        not_goods, note_words: wildcards, see NOT_GOODS and NOTE_WORDS.
        cancelled_pattern: a regular expression that the number of a cancelled invoice matches
            whole.
        shift_to_present: moves all dates by whole weeks so that the newest invoice falls within
            the last seven days.
        requester_limit: what the requester of each company may order alone, tax included.
    """

    source: Path
    today: date
    name: str = "IMP"
    columns: Mapping[Field, str] = field(default_factory=dict)
    delimiter: str | None = None
    encoding: str | None = None
    date_format: str | None = None
    decimal_mark: str | None = None
    countries: tuple[str, ...] = ()
    default_country: str | None = None
    not_goods: tuple[str, ...] = NOT_GOODS
    note_words: tuple[str, ...] = NOTE_WORDS
    cancelled_pattern: str = r"[Cc]\d+"
    shift_to_present: bool = False
    requester_limit: Decimal = Decimal("250.00")
