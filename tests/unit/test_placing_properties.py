"""Whatever the shop does, and whenever the process dies: an order once, or a person asked.

The real worker and the real turns, on SQLite, with a shop that fails as the example says.
"""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from prepared_orders import prepare
from pydantic import SecretStr

from bot.bootstrap import App, build_app
from bot.clock import MovableClock
from bot.domain.placement import Stage, stage_of
from bot.ports import EffectKind
from bot.settings import Settings
from shop_client.errors import OutcomeUnknown, ShopUnavailable
from shop_client.faulty import FaultyShop
from shop_client.memory import MemoryShop
from shop_client.model import Capability, Order, OrderDraft, OrderState
from shop_client.money import Money

WINDOW = timedelta(minutes=15)
COMPANY = "atelier-nord"
FATES = ("taken", "answer lost", "late", "lost", "away", "killed before", "killed after")
STEPS = st.lists(
    st.one_of(
        st.sampled_from(FATES),
        st.sampled_from(["commit", "look-up fails"]),
        st.integers(1, 2000).map(lambda seconds: timedelta(seconds=seconds)),
    ),
    max_size=12,
)


class Killed(BaseException):
    """The process died here."""


class Fateful(FaultyShop):
    """The next placement has the fate that was set; then all goes well."""

    fate = "taken"
    look_up_fails = False

    async def place_order(self, draft: OrderDraft, expected_gross: Money) -> Order:
        fate, self.fate = self.fate, "taken"
        match fate:
            case "answer lost":
                self.commit_then_fail = 1
            case "late":
                self.commit_late = 1
            case "lost":
                raise OutcomeUnknown("never heard of")
            case "away":
                raise ShopUnavailable("not there")
            case "killed before":
                raise Killed
        order = await super().place_order(draft, expected_gross)
        if fate == "killed after":
            raise Killed
        return order

    async def find_order(self, client_reference: str) -> Order | None:
        fails, self.look_up_fails = self.look_up_fails, False
        if fails:
            raise ShopUnavailable("not there")
        return await super().find_order(client_reference)


class Rig:
    """An assistant whose workers the test moves by hand, one step at a time."""

    def __init__(self, app: App, shop: Fateful, memory: MemoryShop, clock: MovableClock) -> None:
        self.app = app
        self.shop = shop
        self.memory = memory
        self.clock = clock
        self._numbers = itertools.count(1)

    @property
    def unique(self) -> bool:
        return Capability.UNIQUE_REFERENCE in self.shop.capabilities

    async def prepare(self) -> str:
        number = next(self._numbers)
        company = await self.memory.company(COMPANY)
        return await prepare(
            self.app.uow, self.app.services, company, f"p{number}", f"PO-{number:06}"
        )

    async def work(self) -> None:
        """All that is due, as far as no death comes in between."""
        busy = True
        while busy:
            busy = False
            while (item := await self.app.inbox.claim("w", 0.0)) is not None:
                await self.app._dialogue.handle(item)
                busy = True
            try:
                busy = await self.app._effects.step("w") or busy
            except Killed:
                busy = True

    async def run(self, steps: list[Any], reference: str) -> None:
        await self.act(steps, reference)
        self.shop.fate, self.shop.look_up_fails = "taken", False
        for _ in range(3):
            self.clock.advance(WINDOW)
            await self.work()

    async def act(self, steps: list[Any], reference: str) -> None:
        for step in steps:
            if isinstance(step, timedelta):
                self.clock.advance(step)
                await self.work()
            elif step == "commit":
                await self.shop.commit()
            elif step == "look-up fails":
                self.shop.look_up_fails = True
            else:
                self.shop.fate = step
                await self.work()

    async def stage(self, reference: str) -> Stage:
        async with self.app.uow() as unit:
            (order,) = await unit.store.purchase_orders_called(reference)
        return stage_of(order)

    async def in_shop(self, reference: str) -> int:
        return sum(
            order.client_reference == reference and order.state is not OrderState.CANCELLED
            for order in await self.memory.orders(COMPANY, limit=10_000)
        )


@pytest.fixture(scope="module", params=[True, False], ids=["unique", "not unique"])
def rig(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    sqlite_template: Path,
) -> Iterator[tuple[Rig, asyncio.Runner]]:
    home = tmp_path_factory.mktemp("rig")
    (home / "comptoir.sqlite").write_bytes(sqlite_template.read_bytes())
    clock = MovableClock()
    memory = MemoryShop.from_sample(unique_reference=request.param)
    account = memory.accounts[COMPANY]
    memory.accounts[COMPANY] = replace(account, company=replace(account.company, credit=None))
    shop = Fateful(memory)
    configured = Settings(
        home=home,
        nlu_url="http://127.0.0.1:9",
        vies_url="http://127.0.0.1:9",
        smtp_url=SecretStr("smtp://127.0.0.1:9"),
        lease_seconds=1,
    )
    with asyncio.Runner() as runner:
        app = runner.run(build_app(configured, clock=clock, shop=shop))
        app._effects._lease_seconds = 0.0  # who dies holds nobody up
        try:
            yield Rig(app, shop, memory, clock), runner
        finally:
            runner.run(app.stop())


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(STEPS, st.booleans())
def test_once_or_a_person_is_asked(
    rig: tuple[Rig, asyncio.Runner], steps: list[Any], commits_at_last: bool
) -> None:
    it, runner = rig

    async def example() -> None:
        reference = await it.prepare()
        await it.run(steps, reference)
        stage, there = await it.stage(reference), await it.in_shop(reference)
        if it.unique:
            assert (stage, there) == (Stage.PLACED, 1)
        elif stage is Stage.PLACED:
            assert there == 1
        else:
            assert (stage, there) == (Stage.HANDED, 0)
        if commits_at_last:
            await it.shop.commit()
            assert await it.in_shop(reference) <= 1
        it.shop._late.clear()
        async with it.app.uow() as unit:
            cases = await unit.store.open_cases()
            mine = [c for c in cases if c.data.get("client_reference") == reference]
        assert len(mine) == (stage is Stage.HANDED)

    runner.run(example())


def test_a_result_whose_turns_all_died_is_not_lost(rig: tuple[Rig, asyncio.Runner]) -> None:
    it, runner = rig

    async def example() -> None:
        reference = await it.prepare()
        await it.app._effects.step("w")
        for _ in range(4):
            item = await it.app.inbox.claim("dies", 0.0)
        assert item is not None
        await it.app._dialogue.apologise(item)
        assert await it.stage(reference) is Stage.SENDING
        it.clock.advance(timedelta(minutes=1))
        await it.work()
        assert await it.stage(reference) is Stage.PLACED

    runner.run(example())


def test_the_kinds_of_effects_of_an_order_are_two(rig: tuple[Rig, asyncio.Runner]) -> None:
    """What the version before does not know it leaves alone: it claims the kinds that it knows."""
    it, runner = rig

    async def example() -> None:
        reference = await it.prepare()
        it.shop.fate = "lost"
        await it.work()
        if it.unique:
            return
        assert await it.stage(reference) is Stage.UNKNOWN
        known_before = [EffectKind.CHAT, EffectKind.MAIL, EffectKind.EVENT, EffectKind.ORDER]
        it.clock.advance(WINDOW)
        assert await it.app.outbox.claim("old", 0.0, known_before, it.clock.now()) is None
        await it.work()
        assert await it.stage(reference) is Stage.HANDED

    runner.run(example())
