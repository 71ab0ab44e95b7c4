"""Thousands of orders, a shop that fails, and three processes that are killed all the while.

What is counted stands in the shop's own database and in what people were sent.
"""

from __future__ import annotations

import asyncio
import itertools
import random
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from counted import PROPERTY
from failing_shop import COMPANY, Ledger, Sale, ShopOverHttp, serve
from herd import PATIENCE_SECONDS, PROCESSES, Guest, Herd, Readers, forking
from killed_assistant import Book, Hasty, Setup, assistant
from points import OF_DOUBT, Point
from prepared_orders import prepare
from sqlalchemy import func, select

from bot.bootstrap import App
from bot.domain.entities import PlacementState, PurchaseOrder, SettledHow
from bot.domain.placement import Stage, stage_of
from bot.standins.mailbox import MailCatcher
from bot.storage import tables
from shop_client.model import OrderDraft, OrderLineDraft

ROOT = Path(__file__).parents[2]
ORDERS = 2000
CHATS = 15
_AT_ONCE = 6
_MOST_MORE = 3000
_MOST_UNDER_WAY = 150
"""Messages wait behind orders for a worker; people are not to wait for all of them."""
SEED = 20261123


class Run:
    """One run: the shop, the assistant that only asks, and all that was ordered."""

    def __init__(self, app: App, setup: Setup, shop: ShopOverHttp, ledger: Ledger) -> None:
        self.app = app
        self.setup = setup
        self.shop = shop
        self.ledger = ledger
        self.readers = Readers(setup)
        self.prepared: list[str] = []
        self._numbers = itertools.count(100_000)

    async def everything(self, herd: Herd) -> None:
        """Orders, until all of them have come to an end."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.prepare(herd))
            tasks.create_task(self.chat())
        await self.rest()

    async def prepare(self, herd: Herd) -> None:
        """Orders as an approval leaves them: so many, and more while there are points to reach."""
        company = await self.shop.company(COMPANY)
        draft = OrderDraft(COMPANY, (OrderLineDraft("TEA-BLK-100", Decimal(1)),))
        quotation = await self.shop.quote(draft)

        async def some() -> None:
            while len(self.prepared) < ORDERS or not herd.is_done:
                if len(self.prepared) > ORDERS + _MOST_MORE:
                    raise AssertionError(f"never reached: {set(Point) - set(herd.reached())}")
                if len(self.prepared) >= ORDERS:
                    await asyncio.sleep(0.2)
                while await self._under_way() > _MOST_UNDER_WAY:
                    await asyncio.sleep(0.2)
                number = next(self._numbers)
                reference = await prepare(
                    self.app.uow,
                    self.app.services,
                    company,
                    f"p{number}",
                    f"PO-{number}",
                    quotation,
                    channel="book",
                )
                self.prepared.append(reference)

        async with asyncio.TaskGroup() as tasks:
            for _ in range(_AT_ONCE):
                tasks.create_task(some())

    async def chat(self) -> None:
        """Whole conversations, with an approval each."""
        company = await self.shop.company(COMPANY)
        contacts = await self.shop.contacts(COMPANY)

        by_name = {contact.email.partition("@")[0]: contact for contact in contacts}
        approver = Guest(self.app, self.readers, "approver")
        await approver.join(by_name["approver"], company.name, company.vat_number)

        async def ordering(number: int) -> None:
            buyer = Guest(self.app, self.readers, f"buyer-{number}")
            await buyer.join(by_name["buyer"], company.name, company.vat_number)
            po_number = f"PO-{number}"
            await buyer.say("90 PAP-A4-80", "Your cart")
            await buyer.press("Order", then=buyer.chat, hears="purchase order number")
            await buyer.say(po_number, "Send for approval")
            await buyer.press("Send for approval", then=approver.chat, hears=po_number)
            await approver.press("Approve", po_number, then=buyer.chat, hears="approved")

        async with asyncio.TaskGroup() as tasks:
            for number in range(CHATS):
                tasks.create_task(ordering(7000 + number))

    async def orders(self) -> list[PurchaseOrder]:
        async with self.app.uow() as unit:
            return await unit.store.purchase_orders_in(COMPANY, limit=1_000_000)

    async def rest(self) -> None:
        """Returns when every order is placed or with a person, and nothing is due."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            under_way = await self._under_way()
            if not under_way and await self.app.storage.at_rest():
                return
            await asyncio.sleep(0.5)
        raise AssertionError(f"{under_way} orders did not come to an end")

    async def _under_way(self) -> int:
        """How many orders are neither placed nor with a person."""
        columns = tables.purchase_order.c
        sent = columns.state.in_([PlacementState.PREPARED, PlacementState.SENDING])
        looked_up = (columns.state == PlacementState.UNKNOWN) & columns.handed_at.is_(None)
        query = select(func.count()).where(sent | looked_up)
        return int(await self.app.storage.database.fetch_value(query))


@asynccontextmanager
async def running(folder: Path, database_url: str, *, unique: bool) -> AsyncIterator[Run]:
    """The shop and the asking assistant; both end with it."""
    ours, theirs = forking.Pipe()
    file = folder / "shop.sqlite"
    server = forking.Process(target=serve, args=(file, unique, SEED, theirs))
    server.start()
    try:
        async with MailCatcher(port=0) as mail:
            url = f"http://127.0.0.1:{await asyncio.to_thread(ours.recv)}"
            setup = Setup(folder, time.time(), database_url, url, mail.url, unique)
            shop = ShopOverHttp(setup.shop_url, unique=unique)
            app = await assistant(setup, "asking", shop, Book(setup.messages))
            try:
                yield Run(app, setup, shop, Ledger(file, unique=unique))
            finally:
                await app.stop()
    finally:
        server.kill()
        server.join()


async def _while_running(
    endless: Coroutine[Any, Any, None], work: Coroutine[Any, Any, None]
) -> None:
    """Does the work beside something endless; ends that, and fails if it ends by itself."""
    tasks = [asyncio.create_task(endless), asyncio.create_task(work)]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    working = tasks[1].done()
    for task in tasks:
        if not task.done():
            task.cancel()
    await asyncio.wait(tasks)
    tasks[int(working)].result()


@pytest.fixture
def _importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is forked finds what we find."""
    monkeypatch.setenv("PYTHONPATH", ":".join([str(ROOT), *sys.path]))


@pytest.mark.timeout(1800)
@pytest.mark.usefixtures("_importable")
@pytest.mark.parametrize("unique", [True, False], ids=["unique", "shared"])
async def test_no_order_is_lost_or_doubled(
    unique: bool,
    tmp_path: Path,
    postgresql_url: str,
    record_property: Callable[[str, object], None],
) -> None:
    points = set(Point) - (OF_DOUBT if unique else set())
    started = time.monotonic()
    async with running(tmp_path, postgresql_url, unique=unique) as run:
        herd = Herd(run.setup, points, random.Random(SEED))
        await _while_running(herd.run(), run.everything(herd))
        before_release = run.ledger.sales()
        await run.shop.release()
        run.readers.look()
        orders = await run.orders()
        assert herd.reached().keys() == points

        assert len(orders) == len(run.prepared) + CHATS
        assert {order.client_reference for order in orders} >= set(run.prepared)
        shown = [order for order in orders if stage_of(order) is Stage.HANDED]
        placed = [order for order in orders if stage_of(order) is Stage.PLACED]
        assert len(shown) + len(placed) == len(orders)
        sales = run.ledger.sales()
        times = Counter(sale.reference for sale in sales)
        assert times.keys() <= {order.client_reference for order in orders}
        assert not [reference for reference, count in times.items() if count > 1]
        numbers = {sale.reference: sale.number for sale in sales}
        assert all(numbers[order.client_reference] == order.order_number for order in placed)
        late, never = _why_shown(run, shown, before_release)
        if unique:
            assert shown == []
        else:
            assert late
            assert len(never) <= herd.kills * 10
        sendings = _check_messages(run, orders)
        await _settle(run, shown)
        found = sum(order.settled_how is SettledHow.LOOK_UP for order in placed)
        record_property(
            PROPERTY,
            f"{len(orders)} orders on {PROCESSES} processes, {herd.kills} kills at "
            f"{len(points)} points and at random, {time.monotonic() - started:.0f} s: "
            f"{len(placed)} placed ({found} found by a look-up), {len(shown)} shown to a person "
            f"({len(late)} taken later than the window, {len(never)} never heard of by the shop), "
            f"none lost, none doubled; {sendings}",
        )


def _why_shown(
    run: Run, shown: list[PurchaseOrder], before_release: list[Sale]
) -> tuple[list[str], list[str]]:
    """Those taken after the last look-up, and those whose process died before the shop heard."""
    asked_for = run.ledger.asked_for()
    window = timedelta(seconds=run.setup.settings("asking").shop_late_commit_seconds)
    clock = Hasty(run.setup.epoch)
    taken_at = {sale.reference: clock.at(sale.taken_at) for sale in before_release}
    late: list[str] = []
    never: list[str] = []
    for order in shown:
        reference = order.client_reference
        assert order.unknown_since is not None
        assert order.looked_up_at is not None
        assert order.looked_up_at >= order.unknown_since + window
        if reference in taken_at:
            assert taken_at[reference] > order.unknown_since + window
        (late if reference in asked_for else never).append(reference)
    return late, never


def _check_messages(run: Run, orders: list[PurchaseOrder]) -> str:
    """Each was sent at least once; says how often."""
    times = Counter(sent.id for sent in run.readers.sent)
    by_chat: dict[str, set[str]] = {}
    for sent in run.readers.sent:
        by_chat.setdefault(sent.chat, set()).add(sent.text)
    numbered = {order.order_number: order for order in orders if stage_of(order) is Stage.PLACED}
    told = " ".join(text for texts in by_chat.values() for text in texts)
    assert all(number and number in told for number in numbered)
    confirmations = Counter(
        (sent.chat, sent.text)
        for sent in {sent.id: sent for sent in run.readers.sent}.values()
        if "order number is" in sent.text
    )
    assert max(confirmations.values()) == 1
    repeats = sum(times.values()) - len(times)
    return f"{len(times)} messages to people, {repeats} of them sent again"


async def _settle(run: Run, shown: list[PurchaseOrder]) -> None:
    """A person settles what was shown: by then the shop has it, or never had."""
    numbers = {sale.reference: sale.number for sale in run.ledger.sales()}
    for order in shown:
        number = numbers.get(order.client_reference, "")
        settled = await run.app.placements.settle(order.client_reference, "Support", number)
        assert settled.stage == ("placed" if number else "refused")
