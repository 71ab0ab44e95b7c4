"""The plan of an import: what the shop is to load, and how it came out of the file."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from shop_client.importer.cleaning import Cleaner, CleanLine, Reason
from shop_client.importer.countries import country_key
from shop_client.importer.errors import NothingToImport
from shop_client.importer.options import ImportOptions
from shop_client.importer.reading import open_source
from shop_client.importer.survey import Survey, survey
from shop_client.importer.vat_numbers import made_up_vat_number

Progress = Callable[[int, int, str], None]
"""Told of each step as (done, of how many, what is being done); a total of 0 is not known yet."""

_EVERY = 20_000
_PLAIN_ID = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class PlannedProduct:
    """An article; `price` is what customers most often paid for one unit."""

    sku: str
    name: str
    price: Decimal


@dataclass(frozen=True, slots=True)
class PlannedContact:
    """A person of a company, named after the part they play.

    Attributes:
        role: "requester" or "approver".
        limit: what they may order alone, tax included; None without limit.
    """

    name: str
    email: str
    role: str
    limit: Decimal | None


@dataclass(frozen=True, slots=True)
class PlannedCompany:
    """A customer.

    Attributes:
        key: its number in the file.
        vat_number: a test number; None outside the EU.
        country: ISO code; None where the file names none that is known.
    """

    key: str
    name: str
    vat_number: str | None
    country: str | None
    contacts: tuple[PlannedContact, ...]


@dataclass(slots=True)
class PlannedOrder:
    """A past order, invoiced on its day.

    Attributes:
        number: as in the file, unique among the orders of a plan.
        reference: the client reference by which the shop knows that it has the order already;
            the same in each import under the same name.
        company: its key.
        lines: as in the file, several of one article kept apart as they may differ in price.
    """

    number: str
    reference: str
    company: str
    day: date
    lines: list[CleanLine] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is to be loaded.

    Attributes:
        name: of the import, part of each reference.
        orders: oldest first, their days already shifted.
        lines_read: rows of the file after its header: the kept and all of the dropped.
        weeks_shifted: by how many weeks days were moved; negative into the past.
    """

    name: str
    products: tuple[PlannedProduct, ...]
    companies: tuple[PlannedCompany, ...]
    orders: tuple[PlannedOrder, ...]
    lines_read: int
    lines_kept: int
    dropped: Mapping[Reason, int]
    weeks_shifted: int


def make_plan(
    options: ImportOptions,
    taken_vat_numbers: Collection[str],
    progress: Progress,
) -> Plan:
    """Reads the file twice: to know it, and to judge each line.

    Args:
        options: what is asked for.
        taken_vat_numbers: of companies that the shop has already.
        progress: told now and then.

    Raises:
        ImportFailed: the file can't be read, or nothing of it is left.
    """
    source = open_source(options.source, options.columns, options.delimiter, options.encoding)
    known = survey(source, options, _ticker(progress, 0, "Looking through the file"))
    cleaner, tick = Cleaner(options, known), _ticker(progress, known.lines, "Reading order lines")
    dropped: Counter[Reason] = Counter()
    orders: dict[tuple[str, str], PlannedOrder] = {}
    for raw in source.lines():
        tick()
        line = cleaner.judge(raw)
        if isinstance(line, Reason):
            dropped[line] += 1
            continue
        key = (line.order, line.customer)
        order = orders.get(key) or orders.setdefault(key, _order(line, known, options.name))
        order.lines.append(line)
    if not orders:
        raise NothingToImport(_why_nothing(options, known, dropped))
    weeks = 0
    if options.shift_to_present:
        weeks = weeks_to_present(max(order.day for order in orders.values()), options.today)
        for order in orders.values():
            order.day += timedelta(weeks=weeks)
    chosen = tuple(sorted(orders.values(), key=lambda order: (order.day, order.reference)))
    return Plan(
        name=options.name,
        products=_products(chosen, known),
        companies=_companies(chosen, known, options, taken_vat_numbers),
        orders=chosen,
        lines_read=known.lines,
        lines_kept=sum(len(order.lines) for order in chosen),
        dropped={reason: dropped[reason] for reason in Reason},
        weeks_shifted=weeks,
    )


def weeks_to_present(newest: date, today: date) -> int:
    """How many whole weeks bring a day into the seven that end today."""
    return (today - newest).days // 7


def _ticker(progress: Progress, total: int, text: str) -> Callable[[], None]:
    done = 0

    def tick() -> None:
        nonlocal done
        if done % _EVERY == 0:
            progress(done, total, text)
        done += 1

    return tick


def _order(line: CleanLine, known: Survey, name: str) -> PlannedOrder:
    # Two customers under one number are two orders; the first in the file has the bare number.
    shared = known.owners[line.order] != line.customer
    number = f"{line.order}~{line.customer}" if shared else line.order
    return PlannedOrder(number, f"{name}-{number}", line.customer, line.day)


def _products(orders: Collection[PlannedOrder], known: Survey) -> tuple[PlannedProduct, ...]:
    skus = sorted({line.sku for order in orders for line in order.lines})
    return tuple(PlannedProduct(sku, known.names[sku], known.prices[sku]) for sku in skus)


def _companies(
    orders: Collection[PlannedOrder],
    known: Survey,
    options: ImportOptions,
    taken_vat_numbers: Collection[str],
) -> tuple[PlannedCompany, ...]:
    wanted = frozenset(map(country_key, options.countries))
    taken = set(taken_vat_numbers)
    companies = []
    for key in sorted({order.company for order in orders}, key=lambda key: (len(key), key)):
        country = known.country_of(key, wanted)
        vat_number = made_up_vat_number(country, key, taken) if country else None
        if vat_number:
            taken.add(vat_number)
        name = f"Customer {key} ({country})" if country else f"Customer {key}"
        contacts = _contacts(key, name, options.requester_limit)
        companies.append(PlannedCompany(key, name, vat_number, country, contacts))
    return tuple(companies)


def _contacts(key: str, company: str, limit: Decimal) -> tuple[PlannedContact, ...]:
    plain = "-".join(_PLAIN_ID.findall(key.casefold()))
    if plain != key:
        # Two keys that differ in signs alone must not share a mailbox.
        plain = f"{plain}-{hashlib.sha256(key.encode()).hexdigest()[:8]}".lstrip("-")
    return (
        PlannedContact(
            f"Requester of {company}", f"customer-{plain}@import.example", "requester", limit
        ),
        PlannedContact(
            f"Approver of {company}", f"approver-{plain}@import.example", "approver", None
        ),
    )


def _why_nothing(options: ImportOptions, known: Survey, dropped: Counter[Reason]) -> str:
    found: Counter[str] = Counter()
    for countries in known.countries.values():
        found.update(countries)
    if options.countries and dropped[Reason.OTHER_COUNTRY] == known.lines:
        present = ", ".join(key for key, _ in found.most_common() if key) or "none"
        return f"No customer is from {' or '.join(options.countries)}. The file has: {present}."
    counts = ", ".join(f"{reason} {count}" for reason, count in dropped.most_common())
    return f"None of {known.lines} lines can be imported ({counts or 'the file has no lines'})."
