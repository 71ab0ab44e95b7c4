"""What a whole order leaves behind, from the request to the shop's number."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest_asyncio

from bot.cli.audit_story import story
from bot.clock import MovableClock
from bot.domain.audit import AuditEntry
from bot.domain.audit.verify import verify
from bot.play import load, play
from bot.play.instance import Instance, temporary_instance
from bot.play.merchants import MemoryMerchant
from bot.storage.audit_log import SqlAuditLog
from shop_client.memory import MemoryShop

STORY = """\
story: Every step is kept as evidence
language: en
people:
  buyer: {name: Buyer}
  approver: {name: Approver}
steps:
  - buyer is verified: {vat: BE0987654394, email: buyer@atelier-nord.example}
  - approver is verified: {vat: BE0987654394, email: approver@atelier-nord.example}
  - buyer says: 60 GLV-NIT-L
  - bot answers buyer: {text: "GLV-NIT-L"}
  - buyer says: /order
  - bot answers buyer: {text: "purchase order number"}
  - buyer says: PO-4711
  - bot answers buyer: {buttons: [Send for approval]}
  - buyer presses: Send for approval
  - bot answers approver: {buttons: [Approve]}
  - approver presses: Approve
  - bot answers approver: {text: "^Approved"}
  - expect order: {company: BE0987654394, po_number: PO-4711, count: 1}
"""


@pytest_asyncio.fixture
async def instance() -> AsyncIterator[Instance]:
    shop = MemoryShop.from_sample()
    async with temporary_instance(None, MovableClock(), shop, MemoryMerchant(shop)) as made:
        yield made


async def entries(instance: Instance) -> list[AuditEntry]:
    log = SqlAuditLog(instance.app.storage.database)
    return [entry async for entry in log.entries()]


async def test_each_step_of_an_order_is_kept_and_told(instance: Instance, tmp_path: Path) -> None:
    file = tmp_path / "evidence.yml"
    file.write_text(STORY)
    report = await play(load(file), instance)
    assert report.ok, str(report)
    log = SqlAuditLog(instance.app.storage.database)
    found = await entries(instance)
    assert verify(found).findings == ()
    assert not [entry for entry in found if "@" in entry.facts or "Buyer" in entry.facts]
    (affair,) = await log.affairs("PO-4711")
    about = await log.about(affair)
    kinds = [entry.kind for entry in about]
    for kind in (
        "request.made",
        "request.shown",
        "request.approved",
        "order.prepared",
        "order.sending",
        "order.placed",
    ):
        assert kinds.count(kind) == 1, kinds
    told = "\n".join(story(about, ZoneInfo("Europe/Brussels")))
    for said in ("Buyer asked for approval of", "(GLV-NIT-L)", "Approver approved", "took the"):
        assert said in told
    fingerprints = {line.partition("fingerprint ")[2][:8] for line in told.splitlines()} - {""}
    assert len(fingerprints) == 1


async def test_roles_leave_their_trace_without_a_name_in_what_is_kept(instance: Instance) -> None:
    companies, email = instance.app.companies, "director@atelier-nord.example"
    await companies.set_role("BE0987654394", email, "approver", "500", staff="Staff One")
    await companies.invite("BE0987654394", email, staff="Staff One")
    await companies.remove("BE0987654394", email, staff="Staff One")
    found = await entries(instance)
    assert [entry.kind for entry in found] == ["role.given", "member.invited", "role.taken"]
    assert len({entry.who for entry in found}) == 1
    assert found[0].who.startswith("staff:")
    assert found[0].facts == '{"limit":{"amount":"500.00","currency":"EUR"},"roles":["approver"]}'
    assert not [entry for entry in found if "director" in entry.facts or "Staff" in entry.facts]
