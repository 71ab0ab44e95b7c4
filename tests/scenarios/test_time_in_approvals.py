"""Time in approvals: what a story can't say, such as a timer that comes twice."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest_asyncio

from bot.clock import MovableClock
from bot.domain.entities import ApprovalRequest, ApprovalState, CompanyPolicy
from bot.domain.policy import Policy, Rule, Tier, Times
from bot.messages import InboundKind, InboundMessage
from bot.play.instance import Instance, temporary_instance
from bot.play.merchants import MemoryMerchant
from bot.play.runner import play
from bot.play.story import load
from bot.ports import Effect, EffectKind
from shop_client.memory import MemoryShop

HOTEL = "NL123456782B01"
OFFICE = "office@hotel-de-gracht.example"
PEOPLE = """
story: {title}
language: en
people: {{buyer: {{name: Buyer}}, manager: {{name: Manager}}, office: {{name: Office}}}}
staff: [support]
steps:
"""
MEET = """
  - wait until: Monday 10:00
  - buyer is verified: {vat: NL123456782B01, email: housekeeping@hotel-de-gracht.example}
  - manager is verified: {vat: NL123456782B01, email: manager@hotel-de-gracht.example}
  - office is verified: {vat: NL123456782B01, email: office@hotel-de-gracht.example}
"""
SEND = """
  - buyer says: {amount} PAP-A4-80
  - buyer presses: Order
  - buyer presses: Send for approval
"""


class World:
    """An instance, and the stories that are played on it one after the other."""

    def __init__(self, instance: Instance, folder: Path) -> None:
        self.instance = instance
        self._folder = folder

    async def play(self, *steps: str) -> None:
        path = self._folder / "story.yml"
        path.write_text(PEOPLE.format(title="Time") + "".join(steps), encoding="utf-8")
        report = await play(load(path), self.instance)
        assert report.ok, str(report)

    async def lay_down(self, policy: Policy) -> None:
        (company,) = await self.instance.shop.find_companies(HOTEL)
        content = msgspec.json.encode(policy).decode()
        async with self.instance.app.uow() as unit:
            version = CompanyPolicy(company.id, 1, content, "staff", True, self.instance.now())
            unit.store.add(version)
            await unit.commit()

    async def requests(self) -> list[ApprovalRequest]:
        (company,) = await self.instance.shop.find_companies(HOTEL)
        async with self.instance.app.uow() as unit:
            return await unit.store.approvals_waiting(company.id)

    async def request(self, approval_id: str) -> ApprovalRequest:
        async with self.instance.app.uow() as unit:
            return await unit.store.approval(approval_id)

    async def fire(self, event: str, data: dict[str, object], times: int = 1) -> None:
        """A timer that comes now, into the requester's conversation."""
        (waiting,) = await self.requests()
        async with self.instance.app.uow() as unit:
            (conversation,) = await unit.store.conversations_of(waiting.requester_id)
            for _ in range(times):
                payload = {"conversation_id": conversation.id, "event": event, "data": data}
                unit.store.effect(Effect(EffectKind.EVENT, "event:test", payload))
            await unit.commit()
        await self.instance.idle()

    async def timers(self, request: ApprovalRequest) -> datetime:
        due = await self.instance.app.outbox.next_due([EffectKind.EVENT])
        assert due is not None
        return due

    async def cards(self, person: str) -> int:
        """How many messages somebody got, edits left out."""
        message = InboundMessage("terminal", "local", "", person, InboundKind.TEXT)
        shown = await self.instance.messages(message.conversation_key, 0)
        return sum(one.edits is None and not one.own for one in shown)


@pytest_asyncio.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    clock = MovableClock()
    shop = MemoryShop.from_sample(clock=lambda: clock.now().date())
    async with temporary_instance(None, clock, shop, MemoryMerchant(shop)) as instance:
        yield World(instance, tmp_path)


async def sent(world: World) -> ApprovalRequest:
    await world.play(MEET, SEND.format(amount=100))
    (request,) = await world.requests()
    return request


async def test_a_timer_that_comes_again_changes_nothing(world: World) -> None:
    request = await sent(world)
    await world.play("  - wait until: Tuesday 10:05\n")
    told = await world.cards("manager")
    due = await world.timers(request)
    data = {
        "approval_id": request.id,
        "number": 0,
        "tier": f"0:{request.fingerprint[:16]}",
        "asked_at": request.created_at.isoformat(),
        "since": world.instance.now().isoformat(),
    }
    await world.fire("approval-reminder", data, times=3)
    assert await world.cards("manager") == told
    assert await world.timers(request) == due


async def test_a_timer_of_a_tier_that_is_past_does_nothing(world: World) -> None:
    request = await sent(world)
    await world.play("  - wait until: Tuesday 12:00\n")
    told = await world.cards("manager")
    data = {"approval_id": request.id, "number": 0, "tier": "0:ffffffffffffffff"}
    await world.fire("approval-reminder", data)
    assert await world.cards("manager") == told


async def test_a_timer_at_night_is_put_off_to_the_morning(world: World) -> None:
    request = await sent(world)
    told = await world.cards("manager")
    await world.play("  - wait until: Tuesday 23:00\n")  # it was due in the morning
    assert await world.cards("manager") == told
    morning = world.instance.now() + timedelta(hours=10)
    assert abs(await world.timers(request) - morning) < timedelta(minutes=1)
    await world.play("  - wait until: Wednesday 09:05\n")
    assert await world.cards("manager") == told + 1


async def test_timers_of_older_versions_go_on(world: World) -> None:
    """Requests made before there were policies have no end, and a timer that names no tier."""
    request = await sent(world)
    async with world.instance.app.uow() as unit:
        old = await unit.store.approval(request.id)
        old.steps, old.expires_at, old.policy_id = [], None, None
        await unit.commit()
    await world.play("  - wait until: Tuesday 09:30\n")
    told = await world.cards("manager")
    await world.fire("approval-reminder", {"approval_id": request.id, "number": 1})
    assert await world.cards("manager") == told, "it is too early yet"
    assert (await world.request(request.id)).expires_at is not None
    await world.play(
        "  - wait until: Tuesday 10:05\n",
        '  - bot answers manager: {text: "has waited since", buttons: [Approve]}\n',
    )


async def test_the_end_is_put_off_to_a_working_hour(world: World) -> None:
    request = await sent(world)
    world.instance.advance(timedelta(days=19, hours=12))  # a Saturday night
    await world.instance.idle()
    assert (await world.request(request.id)).state is ApprovalState.WAITING
    await world.play("  - wait until: Monday 09:05\n")
    assert (await world.request(request.id)).state is ApprovalState.EXPIRED
    assert (await world.request(request.id)).decided_by is None


async def test_small_requests_come_together_once_a_day(world: World) -> None:
    await world.lay_down(Policy(times=Times(digest_below=Decimal(500))))
    small = SEND.format(amount=65) + SEND.format(amount=70)
    await world.play(MEET, small, "  - expect nothing to manager\n", SEND.format(amount=150))
    told = await world.cards("manager")  # the large one too
    await world.play("  - wait until: Monday 15:55\n")
    assert await world.cards("manager") == told
    await world.play(
        "  - wait until: Monday 16:05\n",
        '  - bot answers manager: {text: "2 requests wait", buttons: ["Approve all 2"]}\n',
        "  - manager presses: Approve all 2\n",
        "  - expect order: {company: NL123456782B01, count: 2}\n",
        SEND.format(amount=75),
        "  - wait until: Tuesday 15:55\n",
    )
    told = await world.cards("manager")
    await world.play(
        "  - wait until: Tuesday 16:05\n",
        '  - bot answers manager: {text: "75 reams", buttons: [Approve]}\n',
    )
    assert await world.cards("manager") == told + 1


async def test_who_left_is_passed_over(world: World) -> None:
    request = await sent(world)
    await world.play(
        "  - contact archived: {email: manager@hotel-de-gracht.example}\n",
        "  - wait until: Tuesday 10:05\n",
        '  - bot answers office: {text: "Please approve", buttons: [Approve]}\n',
    )
    # Without an approver the administrators decide anyway: nothing had to be raised.
    assert (await world.request(request.id)).raised_to == []


async def test_the_hours_begin_anew_with_each_tier_and_the_end_stays(world: World) -> None:
    asked = (Tier(people=("manager@hotel-de-gracht.example",)), Tier(people=(OFFICE,)))
    await world.lay_down(Policy(rules=(Rule("Both", asked),), own_limits=False))
    request = await sent(world)
    await world.play("  - wait until: Monday 15:00\n  - manager presses: Approve\n")
    assert (await world.request(request.id)).step == 1
    assert (await world.request(request.id)).expires_at == request.expires_at
    told = await world.cards("office")
    await world.play("  - wait until: Tuesday 14:55\n")
    assert await world.cards("office") == told
    await world.play(
        "  - wait until: Tuesday 15:05\n",
        '  - bot answers office: {text: "has waited since", buttons: [Approve]}\n',
        "  - office presses: Approve\n",
        "  - expect order: {company: NL123456782B01, count: 1}\n",
    )


async def test_whom_the_policy_names_is_asked_at_the_hour_it_says(world: World) -> None:
    times = Times(remind_after=(), escalate_after=Decimal(2), escalate_to=(OFFICE,))
    await world.lay_down(Policy(times=times))
    request = await sent(world)
    await world.play("  - wait until: Monday 11:55\n")
    assert (await world.request(request.id)).raised_to == []
    await world.play(
        "  - wait until: Monday 12:05\n",
        '  - bot answers office: {text: "so you are asked too", buttons: [Approve]}\n',
    )
    assert (await world.request(request.id)).raised_to == [OFFICE]
