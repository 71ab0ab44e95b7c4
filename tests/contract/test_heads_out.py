"""The heads of the evidence go out once a day, whatever else happens that day."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from evidence_samples import SEED, a_record

from bot.cli.audit_heads import read_heads
from bot.clock import MovableClock
from bot.domain.audit.heads import public_key
from bot.domain.audit.verify import check_heads, verify
from bot.ports import EffectKind
from bot.storage import Storage, open_storage
from bot.storage.audit_log import SqlAuditLog
from bot.workers.heads import HeadsOut

MAILBOX = "keeper@example.com"


@pytest.fixture(autouse=True)
def _noon(clock: MovableClock) -> None:
    """No test spans two days unless it wants to."""
    now = clock.now()
    noon = (now + timedelta(days=1)).replace(hour=12, minute=0, second=0)
    clock.advance(noon - now)


async def keep(storage: Storage, number: int) -> None:
    async with storage.unit_of_work() as unit:
        unit.store.record(a_record(number))
        await unit.commit()


def out(storage: Storage, folder: Path) -> HeadsOut:
    return HeadsOut(
        storage.heads,
        storage.clock,
        seed=SEED,
        folder=folder,
        mailbox=MAILBOX,
        language="fr",
    )


async def mails(storage: Storage) -> list[str]:
    """Takes what is to be mailed."""
    found = []
    while item := await storage.outbox.claim("w", 60, [EffectKind.MAIL], storage.clock.now()):
        assert item.effect.payload["to"] == MAILBOX
        found.append(item.effect.payload["text"])
        await storage.outbox.done(item)
    return found


async def test_nothing_goes_out_before_there_is_anything(storage: Storage, tmp_path: Path) -> None:
    folder = tmp_path / "heads"
    heads = out(storage, folder)
    await heads.step()
    assert not folder.exists()
    await keep(storage, 1)
    await heads.step()
    assert len(list(folder.iterdir())) == 1


async def test_each_day_has_its_head_and_they_prove_the_log(
    storage: Storage, clock: MovableClock, tmp_path: Path
) -> None:
    heads = out(storage, tmp_path / "heads")
    for number in range(1, 4):
        await keep(storage, number)
        await heads.step()
        await heads.step()
        clock.advance(timedelta(days=1))
    found = read_heads(tmp_path / "heads")
    assert len(await mails(storage)) == len(found) == 3
    good, findings = check_heads(found, public_key(SEED))
    assert (len(good), findings) == (3, [])
    log = [entry async for entry in SqlAuditLog(storage.database).entries()]
    report = verify(log, good)
    assert (report.findings, report.unproven) == ((), 0)
    assert verify(log[:2], good).findings != ()


async def test_of_several_processes_one_makes_it_and_all_have_the_file(
    storage: Storage, migrated_url: str, tmp_path: Path
) -> None:
    await keep(storage, 1)
    async with await open_storage(migrated_url, storage.clock) as other:
        both = [out(storage, tmp_path / "one"), out(other, tmp_path / "two")]
        await asyncio.gather(*(heads.step() for heads in both for _ in range(3)))
    (one,), (two,) = read_heads(tmp_path / "one"), read_heads(tmp_path / "two")
    assert one == two
    assert len(await mails(storage)) == 1


async def test_a_process_that_starts_anew_makes_no_second_one_and_restores_the_file(
    storage: Storage, tmp_path: Path
) -> None:
    await keep(storage, 1)
    await out(storage, tmp_path).step()
    (file,) = tmp_path.glob("*.json")
    written = file.read_text()
    file.unlink()
    await out(storage, tmp_path).step()
    assert [path.name for path in tmp_path.glob("*.json")] == [file.name]
    assert file.read_text() == written
    assert len(await mails(storage)) == 1


async def test_the_mail_alone_is_a_head(storage: Storage, tmp_path: Path) -> None:
    await keep(storage, 1)
    await out(storage, tmp_path / "heads").step()
    (text,) = await mails(storage)
    assert "preuves" in text
    saved = tmp_path / "saved.txt"
    saved.write_text(text, encoding="utf-8")
    assert read_heads(saved) == read_heads(tmp_path / "heads")


async def test_a_disk_that_is_away_for_a_while_delays_the_file_and_nothing_else(
    storage: Storage, tmp_path: Path
) -> None:
    await keep(storage, 1)
    folder = tmp_path / "heads"
    folder.write_text("in the way")
    heads = out(storage, folder)
    with pytest.raises(OSError, match="heads"):
        await heads.step()
    folder.unlink()
    await heads.step()
    assert len(read_heads(folder)) == len(await mails(storage)) == 1
