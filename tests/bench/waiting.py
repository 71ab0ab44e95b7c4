"""Companies whose buyers wait for an approver: some requests real, any number of copies of them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Boolean, Integer, Table, TextClause, select, text, update

from bot.bootstrap import App
from bot.channels.local import WORKSPACE
from bot.channels.web.channel import NAME, conversation_key
from bot.messages import InboundKind, InboundMessage, Sender
from bot.storage import tables
from bot.storage.engine import create_engine
from bot.storage.types import Instant
from shop_client.memory import MemoryShop
from shop_client.model import Role
from shop_client.money import Money

from .companies import shop_with, verified

_SKU = "PAP-A4-80"
_PLENTY = Decimal(10**9)
_REMINDER = "approval-reminder"
outbox = tables.outbox
_BELONGING: tuple[tuple[Table, str], ...] = (
    (tables.cart, "id = CAST(:cart_id AS TEXT)"),
    (tables.approval_request, "id = CAST(:id AS TEXT)"),
    (tables.button_token, "token = CAST(:token AS TEXT)"),
    (outbox, "outcome = '' AND key LIKE '%:' || CAST(:id AS TEXT) || ':%'"),
)
"""Rows of a request, by what is known of it."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request, and the button by which its approver agrees.

    Attributes:
        id, cart_id: of the request and its cart.
        chat_id: of the approver.
        token: of that button.
    """

    id: str
    cart_id: str
    chat_id: str
    token: str


def shop_of_approvers(companies: int) -> MemoryShop:
    """So many companies of a buyer who may spend nothing alone, and an approver; full shelves."""
    shop = shop_with(companies, people=2)
    for key, account in shop.accounts.items():
        if not key.startswith("company-"):
            continue
        buyer, approver = account.contacts
        contacts = (
            replace(buyer, spending_limit=Money(Decimal(1), "EUR")),
            replace(approver, roles=frozenset({Role.APPROVER}), spending_limit=None),
        )
        # At home nobody waits for VIES.
        addresses = tuple(replace(one, country="BE") for one in account.company.addresses)
        company = replace(
            account.company,
            country="BE",
            vat_number="BE0987654394",
            addresses=addresses,
            credit=None,
            po_required=False,
        )
        shop.accounts[key] = replace(account, contacts=contacts, company=company)
    article = shop.catalogue.articles[_SKU]
    shop.catalogue.put(replace(article, stock=_PLENTY))
    return shop


async def real_requests(app: App, companies: int) -> list[Waiting]:
    """One for each company, made by what its buyer wrote and pressed; the app must work."""
    people = await verified(app, range(companies), people=2)
    found = []
    for buyer, approver in people:
        await _sends(app, buyer.chat_id, InboundKind.TEXT, text=f"10 {_SKU}")
        for action in ("cart.submit", "cart.confirm"):
            await _sends(
                app, buyer.chat_id, InboundKind.BUTTON, token=await _token(app, buyer.key, action)
            )
        found.append((buyer, approver))
    database = app.storage.database
    query = select(tables.approval_request).where(tables.approval_request.c.state == "waiting")
    requests = {row.company_id: row for row in await database.fetch(query)}
    waiting = []
    for _, approver in found:
        company = approver.chat_id.partition("@")[2].removesuffix(".example")
        row = requests[company]
        token = await _token(app, conversation_key(approver.chat_id), "approval.approve")
        waiting.append(Waiting(row.id, row.cart_id, approver.chat_id, token))
    return waiting


async def press(app: App, waiting: Iterable[Waiting]) -> None:
    """Each approver agrees to each."""
    for one in waiting:
        await app.receive(_message(one.chat_id, InboundKind.BUTTON, token=one.token))


async def _sends(app: App, chat_id: str, kind: InboundKind, **more: Any) -> None:
    await app.receive(_message(chat_id, kind, **more))
    await app.idle(60.0)


def _message(chat_id: str, kind: InboundKind, **more: Any) -> InboundMessage:
    sender = Sender(chat_id, chat_id, "en")
    return InboundMessage(NAME, WORKSPACE, uuid.uuid4().hex, chat_id, kind, sender, **more)


async def _token(app: App, key: str, action: str) -> str:
    """Of the newest button of a conversation that does this."""
    token, talk = tables.button_token, tables.conversation
    query = (
        select(token.c.token)
        .join(talk, talk.c.id == token.c.conversation_id)
        .where(talk.c.key == key, token.c.action == action, token.c.used_at.is_(None))
        .order_by(token.c.seq.desc())
        .limit(1)
    )
    found: str | None = await app.storage.database.fetch_value(query)
    if found is None:
        raise RuntimeError(f"nobody offered {action}")
    return found


class Copier:
    """Copies requests with all that belongs to them, within the database."""

    def __init__(self, url: str, patterns: Sequence[Waiting]) -> None:
        self._engine = create_engine(url)
        self._patterns = patterns
        self._made = 0

    async def __aenter__(self) -> Copier:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._engine.dispose()

    async def copy(
        self, many: int, *, companies: int = 0, due: Sequence[datetime] = ()
    ) -> list[Waiting]:
        """Makes so many further requests, rounded up to the same number of each pattern.

        Args:
            many: of all patterns together.
            companies: of so many companies that the shop does not know, with a conversation each;
                0 leaves them with the pattern's.
            due: when the reminders of the first ones are due; those of others as the pattern's.
        """
        each = -(-many // len(self._patterns))
        first, self._made = self._made + 1, self._made + each
        numbers = {"first": first, "last": self._made, "companies": companies}
        made = [
            _numbered(one, number)
            for number in range(first, self._made + 1)
            for one in self._patterns
        ]
        async with self._engine.begin() as connection:
            for one in self._patterns:
                about = {"id": one.id, "cart_id": one.cart_id, "token": one.token} | numbers
                for table, its_own in _BELONGING:
                    await connection.execute(_copying(table, its_own, companies), about)
            for one, at in zip(made, due, strict=False):
                key = outbox.c.key
                timer = key.startswith(f"{_REMINDER}:{one.id}", autoescape=True)
                await connection.execute(update(outbox).where(timer).values(due_at=at))
        return made


def _numbered(one: Waiting, number: int) -> Waiting:
    return Waiting(
        f"{one.id}-{number}-", f"{one.cart_id}-{number}-", one.chat_id, f"{one.token}-{number}-"
    )


def _copying(table: Table, its_own: str, companies: int) -> TextClause:
    """Copies the rows of one request so often, with every mention of it numbered."""
    names, values = [], []
    for column in table.columns:
        if column.name == "seq":
            continue
        names.append(f'"{column.name}"')
        value = f'"{column.name}"'
        if column.name == "company_id" and companies:
            value = "'parked-' || CAST(number % CAST(:companies AS INTEGER) AS TEXT)"
        elif column.name == "used_at":  # deciding a copy uses up the pattern's button as well
            value = "NULLIF(used_at, used_at)"
        elif companies and column.name == "destination":
            value += " || '-' || CAST(number % CAST(:companies AS INTEGER) AS TEXT)"
        elif (table is outbox and column.name == "id") or column.name == "group":
            value += " || '-' || CAST(number AS TEXT)"
        elif not isinstance(column.type, Instant | Integer | Boolean):
            for name in ("id", "cart_id", "token"):
                said = f"CAST(:{name} AS TEXT)"
                value = f"replace({value}, {said}, {said} || '-' || CAST(number AS TEXT) || '-')"
        values.append(value)
    return text(
        f"INSERT INTO {table.name} ({', '.join(names)}) "
        "WITH RECURSIVE numbers(number) AS (SELECT CAST(:first AS INTEGER) UNION ALL "
        "SELECT number + 1 FROM numbers WHERE number < CAST(:last AS INTEGER)) "
        f"SELECT {', '.join(values)} FROM {table.name}, numbers WHERE {its_own}"
    )
