from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from bot.logs import FIELDS, JsonFormatter, scrub

SECRETS = [
    "buyer.one@office.example",
    "BE0987654394",
    "be 0987.654.394",
    "FR 11 123456782",
    "NL123456782B01",
    "DE123456788",
    "ATU12345675",
    "482913",
    "482 913",
    "+32 470 12 34 56",
]


def line(message: str, *arguments: object, **extra: object) -> str:
    record = logging.getLogger("bot.test").makeRecord(
        "bot.test", logging.INFO, "file.py", 1, message, arguments, None, extra=extra
    )
    return JsonFormatter().format(record)


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("key", ["email", "vat_number", "code", "person", "text", "error", "path"])
def test_no_secret_comes_out_whatever_the_extra_is_called(secret: str, key: str) -> None:
    assert secret not in line("something happened", **{key: secret})


@pytest.mark.parametrize("secret", SECRETS)
def test_no_secret_comes_out_of_a_message_or_its_arguments(secret: str) -> None:
    assert secret not in line(f"asked for {secret}.")
    assert secret not in line("asked for %s, again", secret)


@pytest.mark.parametrize("secret", SECRETS)
def test_of_an_exception_only_its_type_and_places_come_out(secret: str) -> None:
    record = logging.LogRecord("bot.test", logging.ERROR, "f.py", 1, "it failed", (), None)
    try:
        raise ValueError(f"{secret} is wrong, Buyer One (sample)")
    except ValueError as error:
        record.exc_info = (ValueError, error, error.__traceback__)
    out = JsonFormatter().format(record)
    assert secret not in out
    assert "Buyer One" not in out
    assert json.loads(out)["exception"] == "ValueError"
    assert json.loads(out)["at"][-1].startswith("test_logs.py:")


def test_a_password_in_an_address_is_blanked() -> None:
    assert scrub("smtp://orders:hunter2@mail.example:25") == "smtp://[removed]@mail.example:25"


def test_what_staff_need_to_find_a_fault_stays_readable() -> None:
    out = json.loads(line("child ended", part="The shop", code="1234567", delay=0.5, attempt=3))
    assert out["event"] == "child ended"
    assert out["part"] == "The shop"
    assert out["delay"] == 0.5
    assert out["attempt"] == 3
    assert "code" not in out
    assert scrub("since 2026-03-02T09:00:00") == "since 2026-03-02T09:00:00"
    assert scrub("listening on http://127.0.0.1:49213/") == "listening on http://127.0.0.1:49213/"


def test_no_field_on_the_list_is_a_personal_one() -> None:
    assert not FIELDS & {"name", "email", "address", "vat_number", "text", "code", "token", "phone"}


def test_logs_go_to_a_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    from bot import logs

    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    root.handlers = []
    try:
        logs.configure("INFO", tmp_path / "log" / "bot.log")
        logging.getLogger("bot.test").info("up", extra={"part": "server"})
        written = (tmp_path / "log" / "bot.log").read_text()
        assert json.loads(written)["part"] == "server"
        assert (tmp_path / "log" / "bot.log").stat().st_mode & 0o077 == 0
    finally:
        for handler in root.handlers:
            handler.close()
        root.handlers = before
        root.setLevel(level)
