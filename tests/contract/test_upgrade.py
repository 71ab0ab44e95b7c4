"""A new version takes over from the one before it, while that is still running.

`upgrade/0005` is what the version before policies wrote and said; see `upgrade.record`.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
from sqlalchemy import make_url

from bot.clock import MovableClock
from bot.domain.entities import ApprovalState, PlacementState
from bot.messages import Card, InboundKind
from bot.play.instance import Instance, temporary_instance
from bot.play.merchants import MemoryMerchant
from bot.play.people import Player
from bot.play.story import Cast
from bot.storage import tables
from bot.storage.migrate import migrate
from bot.storage.real_time import SQLITE_FUNCTION, for_sqlite
from shop_client.memory import MemoryShop

from .upgrade.replay import filled, make_database, recorded

BEFORE = "0005"
HOTEL = "NL123456782B01"
ROWS = recorded(BEFORE, "rows")


class Since(MovableClock):
    """Time goes on from where the recording ended."""

    def __init__(self) -> None:
        super().__init__()
        self._gone = datetime.now(UTC) - datetime.fromisoformat(ROWS["at"])

    def now(self) -> datetime:
        return super().now() - self._gone


class NewVersion:
    """The assistant of today on the database of then."""

    def __init__(self, instance: Instance, shop: MemoryShop) -> None:
        self.instance = instance
        self.shop = shop

    def person(self, word: str) -> Player:
        return Player(word, Cast(word.title(), "en"))

    async def said_to(self, word: str, after: int = 0) -> list[Card]:
        found = await self.instance.messages(self.person(word).key, after)
        return [message.card for message in found]

    async def position(self, word: str) -> int:
        found = await self.instance.messages(self.person(word).key, 0)
        return found[-1].seq if found else 0

    async def says(self, word: str, text: str) -> list[Card]:
        return await self._does(word, InboundKind.TEXT, text=text)

    async def presses(self, word: str, token: str) -> list[Card]:
        return await self._does(word, InboundKind.BUTTON, token=token)

    async def _does(self, word: str, kind: InboundKind, **more: Any) -> list[Card]:
        before = await self.position(word)
        await self.instance.receive(self.person(word).message(kind, **more))
        await self.instance.idle()
        return await self.said_to(word, before)

    async def waits(self, **duration: float) -> None:
        """Hour by hour, as time does."""
        end = self.instance.now() + timedelta(**duration)
        while self.instance.now() < end:
            self.instance.advance(min(timedelta(hours=1), end - self.instance.now()))
            await self.instance.idle()

    async def orders(self) -> dict[str, PlacementState]:
        """The states of all orders, by their number among the company's."""
        rows = await self.instance.app.storage.database.fetch(tables.purchase_order.select())
        return {row.id: row.state for row in rows}

    async def request(self) -> Any:
        """The only one."""
        (row,) = await self.instance.app.storage.database.fetch(tables.approval_request.select())
        return row


@pytest.fixture
async def new_version(database_url: str) -> AsyncIterator[NewVersion]:
    await make_database(database_url, BEFORE, with_rows=True)
    clock = Since()
    shop = MemoryShop.from_sample(clock=lambda: clock.now().date())
    async with temporary_instance(
        None, clock, shop, MemoryMerchant(shop), more={"database_url": database_url}
    ) as instance:
        await instance.idle()
        yield NewVersion(instance, shop)


def orders_then(state: str) -> set[str]:
    return {row["id"] for row in ROWS["purchase_order"] if row["state"] == state}


def token_of(action: str, **about: str) -> str:
    """A button that the version before showed and nobody has pressed."""
    (token,) = {
        row["token"]
        for row in ROWS["button_token"]
        if row["action"] == action
        and row["used_at"] is None
        and all(value in row["data"] for value in about.values())
    }
    return str(token)


def test_the_recording_has_much_under_way() -> None:
    assert {row["state"] for row in ROWS["purchase_order"]} == {
        state.value for state in PlacementState
    }
    assert [row["state"] for row in ROWS["approval_request"]] == ["waiting"]
    timers = [row["key"] for row in ROWS["outbox"] if not row["outcome"] and row["key"]]
    assert {key.partition(":")[0] for key in timers} >= {"approval-reminder", "vat-recheck"}


async def test_what_the_version_before_says_is_understood_by_the_new_schema(
    database_url: str,
) -> None:
    await make_database(database_url, BEFORE, with_rows=False)
    await migrate(database_url)
    statements = recorded(BEFORE, make_url(database_url).get_backend_name())
    assert len(statements) > 50
    refused = {}
    with _connected(database_url) as say:
        for sql, given in statements.items():
            try:
                say(sql, filled(given))
            except (sqlite3.Error, psycopg.Error) as error:
                refused[sql] = str(error)
    assert refused == {}


@contextlib.contextmanager
def _connected(url: str) -> Iterator[Any]:
    """Says a statement, and takes back what came of it."""
    parsed = make_url(url)
    connection: Any
    if parsed.get_backend_name() == "sqlite":
        connection = sqlite3.connect(str(parsed.database), isolation_level=None)
        connection.create_function(SQLITE_FUNCTION, 1, for_sqlite)
    else:
        plain = parsed.set(drivername="postgresql").render_as_string(hide_password=False)
        connection = psycopg.connect(plain, autocommit=True)

    def say(sql: str, given: Any) -> None:
        connection.execute("BEGIN")
        try:
            connection.execute(sql, given or ())
        finally:
            connection.execute("ROLLBACK")

    with contextlib.closing(connection):
        yield say


async def test_a_request_begun_under_the_version_before_is_decided_by_its_own_button(
    new_version: NewVersion,
) -> None:
    said = await new_version.presses("manager", token_of("approval.approve"))
    assert any("pproved" in card.text for card in said)
    request = await new_version.request()
    assert request.state is ApprovalState.APPROVED
    company = (await new_version.shop.find_companies(HOTEL))[0]
    orders = await new_version.shop.orders(company.id)
    assert any(order.totals.gross == request.quotation.totals.gross for order in orders)
    told = await new_version.said_to("housekeeping")
    assert any("Ordered for" in card.text for card in told)


async def test_a_request_begun_under_the_version_before_is_rejected(
    new_version: NewVersion,
) -> None:
    await new_version.presses("manager", token_of("approval.reject"))
    await new_version.says("manager", "too much paper")
    assert (await new_version.request()).state is ApprovalState.REJECTED


async def test_its_reminder_comes_although_the_version_before_set_the_timer(
    new_version: NewVersion,
) -> None:
    before = await new_version.position("manager")
    await new_version.waits(days=5)
    reminded = await new_version.said_to("manager", before)
    assert any("100 reams" in str(card) for card in reminded)
    assert any(button.label == "Approve" for card in reminded for button in card.buttons)
    assert (await new_version.request()).state is ApprovalState.WAITING


async def test_a_cart_of_the_version_before_is_ordered(new_version: NewVersion) -> None:
    shown = await new_version.says("manager", "/cart")
    assert any("20 reams" in str(card) for card in shown)
    (order,) = [b.token for card in shown for b in card.buttons if b.label == "Order"]
    asked = await new_version.presses("manager", order)
    (now,) = [b.token for card in asked for b in card.buttons if b.label == "Order now"]
    said = await new_version.presses("manager", now)
    said += await new_version.said_to("manager", 0)
    assert any("Ordered for" in card.text for card in said)


async def test_orders_go_on_from_where_each_of_them_stood(new_version: NewVersion) -> None:
    await new_version.waits(hours=2)
    now = await new_version.orders()
    assert {now[order] for order in orders_then("prepared")} == {PlacementState.PLACED}
    assert {now[order] for order in orders_then("sending")} == {PlacementState.PLACED}
    assert {now[order] for order in orders_then("held")} == {PlacementState.PLACED}
    assert {now[order] for order in orders_then("placed")} == {PlacementState.PLACED}
    assert {now[order] for order in orders_then("refused")} == {PlacementState.REFUSED}
    assert {now[order] for order in orders_then("unknown")} <= {
        PlacementState.UNKNOWN,
        PlacementState.PLACED,
    }
