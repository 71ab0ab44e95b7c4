"""A conversation with a shop in the test's hands: what it takes, when, and what it says of it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from pathlib import Path

from bot.clock import MovableClock
from bot.placements import PlacementView
from bot.play.instance import Instance, temporary_instance
from bot.play.merchants import MemoryMerchant
from bot.play.stage import Stage
from bot.play.steps import HANDLERS
from bot.play.story import load
from shop_client.faulty import FaultyShop
from shop_client.memory import MemoryShop
from shop_client.model import Order

COMPANY = "atelier-nord"
HEAD = """\
story: An order in doubt
language: en
people:
  buyer: {name: Buyer One (sample)}
  approver: {name: Approver One (sample)}
staff: [support]
steps:
"""
VERIFIED = """
- buyer is verified: {vat: BE0987654394, email: buyer@atelier-nord.example}
- approver is verified: {vat: BE0987654394, email: approver@atelier-nord.example}
"""
APPROVED = """
- buyer says: 90 PAP-A4-80
- buyer presses: Order
- buyer says: PO-${number}
- buyer presses: Send for approval
- approver presses: Approve
"""
LATE = timedelta(minutes=16)


class World:
    """A story told step by step, with the shop's behaviour in the test's hands."""

    def __init__(self, instance: Instance, shop: FaultyShop, memory: MemoryShop, file: Path):
        self.instance = instance
        self.shop = shop
        self.memory = memory
        self._file = file
        self._stage: Stage | None = None
        self._number = 7000

    async def tell(self, steps: str) -> None:
        self._file.write_text(HEAD + steps.replace("${number}", str(self._number)))
        story = load(self._file)
        self._stage = stage = self._stage or Stage(story, self.instance)
        for step in story.steps:
            await HANDLERS[step.sentence.key](stage, step.value, **step.words)

    async def order(self) -> None:
        self._number += 1
        await self.tell(APPROVED)

    async def pass_by(self, time: timedelta) -> None:
        self.instance.advance(time)
        assert self._stage is not None
        await self._stage.settle()

    async def waiting(self) -> list[PlacementView]:
        return list((await self.instance.app.placements.waiting()).orders)

    async def in_doubt(self) -> PlacementView:
        (one,) = await self.waiting()
        return one

    async def settle(self, reference: str, number: str = "") -> PlacementView:
        view = await self.instance.app.placements.settle(reference, "Support", number)
        assert self._stage is not None
        await self._stage.settle()
        return view

    async def in_shop(self) -> list[Order]:
        return [o for o in await self.memory.orders(COMPANY) if o.client_reference[:4] == "CPT-"]

    async def is_at_the_desk(self) -> bool:
        return bool(await self.instance.app.desk.cases())


Begin = Callable[..., Awaitable[World]]


@asynccontextmanager
async def beginning(folder: Path) -> AsyncIterator[Begin]:
    """Begins conversations in which two people are verified; they end with it."""
    async with AsyncExitStack() as stack:

        async def start(*, unique: bool) -> World:
            clock = MovableClock()
            memory = MemoryShop.from_sample(
                clock=lambda: clock.now().date(), unique_reference=unique
            )
            shop = FaultyShop(memory)
            playing = temporary_instance(None, clock, shop, MemoryMerchant(memory))
            instance = await stack.enter_async_context(playing)
            world = World(instance, shop, memory, folder / "story.yml")
            await world.tell(VERIFIED)
            return world

        yield start
