"""A first reading of the whole file: what no single line can tell."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from shop_client.importer.countries import country_code, country_key
from shop_client.importer.formats import Formats, guess_date_format, guess_decimal_mark
from shop_client.importer.notes import NoteJudge
from shop_client.importer.options import ImportOptions
from shop_client.importer.reading import Oddity, Source


@dataclass(frozen=True, slots=True)
class Survey:
    """What the file as a whole says.

    Attributes:
        lines: rows after the header.
        formats: how dates and numbers are written.
        notes: tells names from notes.
        names: by code, the description that most lines give it and that is no note.
        prices: by code, the unit price most often paid by a customer; the higher one of two.
        countries: by customer, how many lines name which country (`country_key`).
        owners: by order number, the customer of its first line.
    """

    lines: int
    formats: Formats
    notes: NoteJudge
    names: Mapping[str, str]
    prices: Mapping[str, Decimal]
    countries: Mapping[str, Counter[str]]
    owners: Mapping[str, str]

    def customers_of(self, wanted: frozenset[str]) -> frozenset[str]:
        """Customers with at least one line from these countries (`country_key`)."""
        return frozenset(one for one, found in self.countries.items() if wanted & found.keys())

    def country_of(self, customer: str, wanted: frozenset[str]) -> str | None:
        """The ISO code of the country that most of a customer's lines name, wanted ones first."""
        found = self.countries[customer].most_common()
        best = next((key for key, _ in found if key in wanted), found[0][0])
        return country_code(best)


def survey(source: Source, options: ImportOptions, tick: Callable[[], None]) -> Survey:
    """Reads the file once; calls `tick` for each line.

    Raises:
        FileUnreadable: the file is damaged.
        FormatUnclear: dates can't be read, or in two ways.
    """
    lines = 0
    dates: dict[str, None] = {}
    descriptions: dict[str, Counter[str]] = defaultdict(Counter)
    prices: dict[str, Counter[str]] = defaultdict(Counter)
    countries: dict[str, Counter[str]] = defaultdict(Counter)
    owners: dict[str, str] = {}
    home = country_key(options.default_country or "")
    for line in source.lines():
        lines += 1
        tick()
        if isinstance(line, Oddity):
            continue
        dates[line.date] = None
        descriptions[line.sku][line.description] += 1
        if line.customer:
            prices[line.sku][line.price] += 1
            countries[line.customer][country_key(line.country) or home] += 1
            owners.setdefault(line.order, line.customer)
    formats = Formats(
        date_format=options.date_format or guess_date_format(dates),
        decimal_mark=options.decimal_mark
        or guess_decimal_mark(price for found in prices.values() for price in found),
    )
    notes = NoteJudge(
        options.note_words, {text for found in descriptions.values() for text in found}
    )
    return Survey(
        lines=lines,
        formats=formats,
        notes=notes,
        names={sku: name for sku, found in descriptions.items() if (name := _name(found, notes))},
        prices={sku: price for sku, found in prices.items() if (price := _price(found, formats))},
        countries=countries,
        owners=owners,
    )


def _name(found: Counter[str], notes: NoteJudge) -> str | None:
    ranked = [text for text, _ in found.most_common() if not notes.is_note(text)]
    return next((text for text in ranked if not notes.may_be_note(text)), next(iter(ranked), None))


def _price(found: Counter[str], formats: Formats) -> Decimal | None:
    read: Iterable[tuple[int, Decimal]] = (
        (count, price)
        for text, count in found.items()
        if (price := formats.number(text)) is not None and price > 0
    )
    return max(read, default=(0, None))[1]
