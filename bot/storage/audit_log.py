"""Reading the evidence, and erasing what is personal in it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select, tuple_, update

from bot.domain.audit import Actor, AuditEntry, AuditKind, recorded
from bot.domain.audit.erasing import Traces
from bot.storage import store_audit
from bot.storage.database import Database, Writing
from bot.storage.tables import (
    approval_request,
    audit_entry,
    cart,
    credit_reservation,
    mandate,
    membership,
    person,
    purchase_order,
)

_PAGE = 1000
_MOST_AT_ONCE = 500
_COLUMNS = [column for column in audit_entry.columns if column.name != "seq"]


@dataclass(frozen=True, slots=True)
class Affair:
    """One cart of a company with all that came of it.

    Attributes:
        subjects: ids of the cart, its requests, its order.
    """

    company_id: str
    company_name: str
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Erasure:
    """What an entry that tells of an erasure is about: the person, by a pseudonym, if any."""

    id: str
    company_id: str


class SqlAuditLog:
    """The logs of all companies."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def entries(
        self, company_id: str | None = None, since: datetime | None = None
    ) -> AsyncIterator[AuditEntry]:
        """Entries by company and number, read in pages.

        Args:
            company_id: of one company only.
            since: not before this instant.
        """
        columns = audit_entry.c
        wanted = [columns.company_id == company_id] if company_id is not None else []
        if since is not None:
            wanted.append(columns.at >= since)
        after: list[ColumnElement[bool]] = []
        while True:
            page = await self._page(*wanted, *after)
            for entry in page:
                yield entry
            if len(page) < _PAGE:
                return
            last = page[-1]
            after = [
                tuple_(columns.company_id, columns.number) > tuple_(last.company_id, last.number)
            ]

    async def about(self, affair: Affair) -> list[AuditEntry]:
        """Entries about something, in the order of the log."""
        columns = audit_entry.c
        return await self._page(
            columns.company_id == affair.company_id, columns.subject.in_(affair.subjects)
        )

    async def _page(self, *wanted: ColumnElement[bool]) -> list[AuditEntry]:
        columns = audit_entry.c
        query = (
            select(*_COLUMNS)
            .where(*wanted)
            .order_by(columns.company_id, columns.number)
            .limit(_PAGE)
        )
        return [AuditEntry(**row._mapping) for row in await self._database.fetch(query)]

    async def affairs(self, called: str) -> list[Affair]:
        """What bears a name: an order number of the shop, a PO number, a reference, an id."""
        orders, requests = purchase_order.c, approval_request.c
        found = (
            select(cart.c.id, cart.c.company_id)
            .outerjoin(purchase_order, orders.cart_id == cart.c.id)
            .outerjoin(approval_request, requests.cart_id == cart.c.id)
            .where(
                or_(
                    cart.c.id == called,
                    cart.c.po_number == called,
                    orders.id == called,
                    orders.order_number == called,
                    orders.client_reference == called,
                    requests.id == called,
                )
            )
            .distinct()
        )
        rows = await self._database.fetch(found)
        return [await self._affair(row.id, row.company_id) for row in rows]

    async def _affair(self, cart_id: str, company_id: str) -> Affair:
        subjects = [cart_id]
        for table in (approval_request, purchase_order, credit_reservation):
            query = select(table.c.id).where(table.c.cart_id == cart_id)
            subjects += [row.id for row in await self._database.fetch(query)]
        return Affair(company_id, await self.company_name(company_id), tuple(subjects))

    async def company_name(self, company_id: str) -> str:
        """What a company is called here; its id where nobody ever was its member."""
        query = select(membership.c.company_name).where(membership.c.company_id == company_id)
        name = await self._database.fetch_value(query.order_by(membership.c.seq.desc()).limit(1))
        return name or company_id

    async def traces_of(self, called: str) -> Traces:
        """What a person or a mailbox is known by.

        Args:
            called: a person's id, any other pseudonym of the log, or an e-mail address.
        """
        email = called.casefold()
        members = select(membership.c.person_id, membership.c.email, person.c.display_name).join(
            person, person.c.id == membership.c.person_id
        )
        known = await self._database.fetch(
            members.where(or_(membership.c.email == email, membership.c.person_id == called))
        )
        ids = {row.person_id for row in known} | ({called} if "@" not in called else set())
        emails = {row.email for row in known} | ({email} if "@" in called else set())
        names = {row.display_name for row in known}
        laid_down = select(mandate.c.name).where(mandate.c.email.in_(emails))
        names |= {row.name for row in await self._database.fetch(laid_down)}
        alone = select(person.c.display_name).where(person.c.id.in_(ids))
        names |= {row.display_name for row in await self._database.fetch(alone)}
        return Traces(frozenset(ids), frozenset(name for name in names | emails if name))

    async def erase(
        self, company_id: str, numbers: Sequence[int], *, about: str, by: Actor, at: datetime
    ) -> None:
        """Removes the personal content of entries, and adds an entry that says so.

        Args:
            company_id: whose log.
            numbers: of the entries.
            about: pseudonym of whom it was about, or "".
            by: who erases.
            at: business time.
        """
        columns = audit_entry.c
        record = recorded(
            AuditKind.CONTENT_ERASED,
            _Erasure(about, company_id),
            at=at,
            by=by,
            numbers=list(numbers),
        )

        async def write(writing: Writing) -> None:
            await writing.queue_for(store_audit.lanes([record]))
            for start in range(0, len(numbers), _MOST_AT_ONCE):
                some = numbers[start : start + _MOST_AT_ONCE]
                await writing.connection.execute(
                    update(audit_entry)
                    .where(and_(columns.company_id == company_id, columns.number.in_(some)))
                    .values(personal=None, salt=None)
                )
            await store_audit.append(writing, [record])

        await self._database.write(write)
