"""`comptoir audit` on a database, while no server runs."""

from __future__ import annotations

import asyncio
import csv
import io
import sqlite3
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from evidence_samples import START
from pydantic import SecretStr
from storage_samples import a_cart, a_membership, a_person, a_purchase_order, an_approval
from typer.testing import CliRunner, Result

from bot.bootstrap import HEADS, audit_seed
from bot.cli.app import app
from bot.clock import SystemClock
from bot.domain.audit import ASSISTANT, Actor, AuditKind, recorded, seen
from bot.errors import SetupError
from bot.settings import Settings
from bot.storage import open_storage
from bot.workers.heads import HeadsOut

Audit = Callable[..., Result]
EMAIL = "buyer@example.com"
BUYER = "Buyer One (sample)"


async def _write(home: Path) -> None:
    """The story of an order, and the head of the day."""
    settings = Settings(home=home)
    clock = SystemClock()
    async with await open_storage(settings.database, clock) as storage:
        async with storage.unit_of_work() as unit:
            person = a_person(BUYER)
            membership = a_membership(person)
            cart = a_cart(person)
            request = an_approval(cart, membership)
            order = a_purchase_order(cart, membership)
            order.order_number = "SO-1"
            unit.store.add(person, membership, cart, request, order)
            by = Actor(person.id, BUYER)
            content = seen(request.draft, request.quotation)
            for kind, subject, actor, more in (
                (AuditKind.REQUEST_MADE, request, by, content),
                (AuditKind.REQUEST_REJECTED, request, by, {"text": f"=ask {EMAIL}"}),
                (AuditKind.ORDER_PLACED, order, ASSISTANT, {"number": "SO-1"}),
            ):
                unit.store.record(recorded(kind, subject, at=START, by=actor, **more))
            await unit.commit()
        seed, folder = audit_seed(settings), home / HEADS
        await HeadsOut(
            storage.heads, clock, seed=seed, folder=folder, mailbox=None, language="en"
        ).step()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home where an order was placed, and nothing runs."""
    home = tmp_path / "var"
    home.mkdir()
    asyncio.run(_write(home))
    return home


@pytest.fixture
def audit(home: Path, monkeypatch: pytest.MonkeyPatch) -> Audit:
    monkeypatch.setenv("COMPTOIR_HOME", str(home))

    def run(*arguments: object) -> Result:
        return CliRunner().invoke(app, ["audit", *map(str, arguments)])

    return run


def tamper(home: Path, statement: str) -> None:
    """Does what only the owner of the database can do."""
    with sqlite3.connect(home / "comptoir.sqlite") as connection:
        connection.execute("DROP TRIGGER audit_entry_no_update")
        connection.execute("DROP TRIGGER audit_entry_no_delete")
        connection.execute(statement)
    connection.close()


def test_an_untouched_log_is_proved(audit: Audit) -> None:
    done = audit("verify")
    assert done.exit_code == 0, done.output
    assert done.output.splitlines() == [
        "3 entries in 1 log; the personal content of 0 was erased.",
        "Compared with 1 head. 0 entries are younger than these, and vouched for by the chain "
        "alone.",
        "Nothing was changed.",
    ]


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE audit_entry SET who = 'x' WHERE number = 2", "entry 2 was altered"),
        ("DELETE FROM audit_entry WHERE number = 3", "ends before entry 3, which head 1 names"),
        ("DELETE FROM audit_entry", "A log that had 3 entries by head 1 is gone"),
        (
            "UPDATE audit_entry SET personal = NULL, salt = NULL WHERE number = 1",
            "no entry says who erased it",
        ),
    ],
)
def test_whatever_was_changed_is_told(audit: Audit, home: Path, statement: str, told: str) -> None:
    tamper(home, statement)
    done = audit("verify")
    assert done.exit_code == 1
    assert told in done.output
    assert "Nothing was changed" not in done.output


def test_heads_come_from_elsewhere_as_files_or_mails(
    audit: Audit, home: Path, tmp_path: Path
) -> None:
    (file,) = (home / HEADS).iterdir()
    mail = EmailMessage()
    mail["Subject"] = "Journal des preuves"
    mail.set_content(f"Voici l'état signé :\n\n{file.read_text()}\n")
    saved = tmp_path / "saved.eml"
    saved.write_bytes(mail.as_bytes())
    for place in (file, saved, home / HEADS):
        assert audit("verify", "--heads", place).exit_code == 0
    tamper(home, "DELETE FROM audit_entry WHERE number = 3")
    assert audit("verify", "--heads", saved).exit_code == 1
    nothing = tmp_path / "nothing.json"
    nothing.write_text("{}")
    assert isinstance(audit("verify", "--heads", nothing).exception, SetupError)


def test_heads_of_another_key_prove_nothing(audit: Audit) -> None:
    own = audit("key").output.strip()
    assert len(bytes.fromhex(own)) == 32
    assert audit("verify", "--key", own).exit_code == 0
    done = audit("verify", "--key", "00" * 32)
    assert done.exit_code == 1
    assert "signed by another key" in done.output


def test_the_story_of_an_order_is_told(audit: Audit) -> None:
    lines = audit("show", "SO-1").output.splitlines()
    assert lines[0] == "Sample BV (times of Europe/Brussels)"
    assert lines[1].startswith("2 Mar 2026 10:00 — Buyer One (sample) asked for approval of 59.41")
    assert lines[-1] == "2 Mar 2026 10:00 — The shop took the order as SO-1."
    assert isinstance(audit("show", "SO-2").exception, SetupError)


def test_it_is_exported_by_company_and_day(audit: Audit) -> None:
    rows = list(csv.DictReader(io.StringIO(audit("export").output)))
    assert [row["number"] for row in rows] == ["1", "2", "3"]
    assert len(rows[0]["salt"]) == 32
    assert len(audit("export", "--company", "7").output.splitlines()) == 4
    assert len(audit("export", "--company", "8").output.splitlines()) == 1
    assert len(audit("export", "--since", "2026-03-03").output.splitlines()) == 1


def test_what_is_personal_is_erased_and_the_proof_holds(audit: Audit, home: Path) -> None:
    assert audit("erase", EMAIL, "--dry-run").output.startswith("2 entries would lose")
    assert BUYER in audit("show", "SO-1").output
    assert audit("erase", EMAIL, "--as", "Staff One").output.startswith("2 entries lost")
    assert audit("erase", EMAIL).output.startswith("0 entries lost")
    with sqlite3.connect(home / "comptoir.sqlite") as connection:
        kept = str(connection.execute("SELECT * FROM audit_entry").fetchall())
    connection.close()
    assert EMAIL not in kept
    assert BUYER not in kept
    done = audit("verify")
    assert done.exit_code == 0, done.output
    assert "the personal content of 2 was erased" in done.output
    told = audit("show", "SO-1").output
    assert "Somebody whose name was erased asked for approval of 59.41 EUR" in told


def test_a_key_of_ones_own_signs(home: Path) -> None:
    def seed(**keys: str) -> bytes:
        secrets = {name: SecretStr(value) for name, value in keys.items()}
        return audit_seed(Settings(home=home, **secrets))  # type: ignore[arg-type]

    assert seed(audit_key="ab" * 32) == b"\xab" * 32
    assert seed(secret_key="one") == seed(secret_key="one") != seed(secret_key="two")
    for wrong in ("ab", "xy" * 32, " " * 64):
        with pytest.raises(SetupError, match="AUDIT_KEY"):
            seed(audit_key=wrong)


def test_there_is_nothing_to_prove_where_nothing_ran(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMPTOIR_HOME", str(tmp_path / "none"))
    done = CliRunner().invoke(app, ["audit", "verify"])
    assert isinstance(done.exception, SetupError)
    assert not (tmp_path / "none").exists()
