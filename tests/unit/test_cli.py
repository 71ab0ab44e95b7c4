from __future__ import annotations

import errno
import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.cli import main
from bot.cli.failures import sentence_of
from bot.errors import SetupError
from shop_client.errors import ShopUnavailable

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = [
    "run",
    "serve",
    "work",
    "migrate",
    "chat",
    "desk",
    "mail",
    "play",
    "understand",
    "vat",
    "shop",
    "doctor",
]


@dataclass
class Done:
    returncode: int
    stdout: str
    stderr: str


Comptoir = Callable[..., Done]


@pytest.fixture
def comptoir(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Comptoir:
    """Runs a command in an empty folder, with no settings but those given."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("COMPTOIR_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("COMPTOIR_HOME", str(tmp_path / "var"))
    monkeypatch.setenv("COLUMNS", "100")

    def run(*arguments: str, **settings: str) -> Done:
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "argv", ["comptoir", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return Done(int(ended.value.code or 0), said.out, said.err)

    return run


def test_help_teaches_with_examples(comptoir: Comptoir, tmp_path: Path) -> None:
    done = comptoir("--help")
    assert done.returncode == 0
    assert "\n      comptoir chat --as buyer\n" in done.stdout
    for command in COMMANDS:
        assert f"\n  {command} " in done.stdout


@pytest.mark.parametrize(
    "command", [*COMMANDS[:6], "vat check", "shop info", "shop import", "doctor"]
)
def test_every_command_shows_an_example(command: str, comptoir: Comptoir) -> None:
    done = comptoir(*command.split(), "--help")
    assert done.returncode == 0
    assert f"comptoir {command}" in done.stdout


def test_help_imports_nothing_heavy_and_takes_less_than_half_a_second_of_work() -> None:
    code = (
        "import sys\n"
        "import bot.cli.app\n"
        "heavy = {'sqlalchemy', 'zeep', 'httpx', 'pydantic', 'uvicorn', 'asyncio'}\n"
        "print(sorted(heavy & sys.modules.keys()))"
    )
    before = os.times()
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    after = os.times()
    assert done.stdout.strip() == "[]"
    spent = after.children_user + after.children_system
    assert spent - before.children_user - before.children_system < 0.5


@pytest.mark.parametrize(
    ("number", "valid"), [("be 0123.456.749", True), ("BE0123456748", False), ("nonsense", False)]
)
def test_a_vat_number_is_checked_offline(
    number: str, valid: bool, comptoir: Comptoir, tmp_path: Path
) -> None:
    done = comptoir("vat", "check", number, "--offline", "--json")
    report = json.loads(done.stdout)
    assert report["format_valid"] is valid
    assert report["vies"] == "not_asked"
    assert report["consultation_number"] is None
    assert done.returncode == (0 if valid else 1)
    assert not (tmp_path / "var").exists()


def test_a_vat_number_is_checked_with_the_stand_in(comptoir: Comptoir, tmp_path: Path) -> None:
    done = comptoir("vat", "check", "BE0987654394", "--json")
    report = json.loads(done.stdout)
    assert report["vies"] == "valid"
    assert report["consultation_number"]


def test_an_unreachable_vies_is_unknown_not_invalid(comptoir: Comptoir, tmp_path: Path) -> None:
    done = comptoir(
        *("vat", "check", "BE0987654394", "--json"),
        COMPTOIR_VIES_URL="http://127.0.0.1:9/",
    )
    assert json.loads(done.stdout)["vies"] == "unknown"
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "settings", "code", "sentence"),
    [
        (["chat", "--as", "buyer"], {}, 1, "comptoir run"),
        (["doctor"], {"COMPTOIR_WORKERS": "many"}, 2, "COMPTOIR_WORKERS"),
        (["understand"], {}, 2, "TEXT or a --file"),
        (["play", "nowhere.yml"], {}, 2, "nowhere.yml"),
        (["vat"], {}, 2, "check"),
    ],
)
def test_a_failure_is_a_sentence_and_no_trace_back(
    arguments: list[str], settings: dict[str, str], code: int, sentence: str, comptoir: Comptoir
) -> None:
    done = comptoir(*arguments, **settings)
    assert done.returncode == code
    assert sentence in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_settings_are_never_echoed_when_they_are_wrong(comptoir: Comptoir, tmp_path: Path) -> None:
    done = comptoir("doctor", COMPTOIR_SHOP="hunter2")
    assert done.returncode == 2
    assert "COMPTOIR_SHOP" in done.stderr
    assert "hunter2" not in done.stderr


def test_the_doctor_starts_and_changes_nothing(comptoir: Comptoir, tmp_path: Path) -> None:
    done = comptoir("doctor", "--json", COMPTOIR_SHOP="memory")
    report = json.loads(done.stdout)
    parts = {part["part"]: part for part in report["parts"]}
    assert set(parts) == {
        *("Python", "server", "database", "shop", "parser", "VIES", "mail", "disk"),
        *("Slack", "Telegram", "orders"),
    }
    assert report["healthy"]
    assert done.returncode == 0
    assert not (tmp_path / "var").exists()


def test_the_doctor_names_what_does_not_answer_and_the_remedy(
    comptoir: Comptoir, tmp_path: Path
) -> None:
    done = comptoir(
        *("doctor", "--json"),
        COMPTOIR_SHOP_URL="http://127.0.0.1:9",
        COMPTOIR_SHOP_PASSWORD="hunter2",
        COMPTOIR_SMTP_URL="smtp://orders:hunter2@127.0.0.1:9",
        COMPTOIR_VIES_URL="http://127.0.0.1:9/",
    )
    parts = {part["part"]: part for part in json.loads(done.stdout)["parts"]}
    assert done.returncode == 1
    assert parts["shop"]["state"] == "broken"
    assert parts["shop"]["reachable"] is False
    assert "COMPTOIR_SHOP_URL" in parts["shop"]["remedy"]
    assert parts["mail"]["state"] == "broken"
    assert parts["VIES"]["state"] == "limited"
    assert "hunter2" not in done.stdout + done.stderr


def test_mail_that_was_caught_is_shown_newest_last(comptoir: Comptoir, tmp_path: Path) -> None:
    folder = tmp_path / "var" / "mail"
    folder.mkdir(parents=True)
    for number, subject in enumerate(["First", "Second\x1b[2J", "Third"], start=1):
        text = f"To: buyer@office.example\nSubject: {subject}\n\nYour code\n"
        (folder / f"{number:06d}.eml").write_text(text)
        os.utime(folder / f"{number:06d}.eml", ns=(time.time_ns(), number * 10**9))
    assert "Subject: Third" in comptoir("mail").stdout
    both = comptoir("mail", "--last", "2").stdout
    assert both.index("Second") < both.index("Third")
    assert "\x1b" not in both


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "The disk is full. Free some space"),
        (sqlite3.OperationalError("database or disk is full"), "The disk is full."),
        (SetupError("Port 8010 is taken."), "Port 8010 is taken."),
        (ShopUnavailable("no answer"), "comptoir doctor"),
        (ExceptionGroup("two", [SetupError("first"), SetupError("second")]), "first"),
    ],
)
def test_an_expected_failure_has_a_sentence(error: Exception, sentence: str) -> None:
    told = sentence_of(error)
    assert told is not None
    assert sentence in told[0]


@pytest.mark.parametrize("bug", [KeyError("x"), ExceptionGroup("x", [SetupError("a"), KeyError()])])
def test_a_bug_keeps_its_trace_back(bug: Exception) -> None:
    assert sentence_of(bug) is None


def test_what_a_sentence_means_is_told_by_rules_while_the_parser_is_silent(
    comptoir: Comptoir, tmp_path: Path
) -> None:
    (tmp_path / "said.jsonl").write_text(
        '{"text": "12 PAP-A4-80", "lang": "en"}\n\n{"text": "so what about the thing we had?"}\n'
    )
    silent = "http://127.0.0.1:9"
    as_json = ("understand", "--file", "said.jsonl", "--json")
    done = comptoir(*as_json, COMPTOIR_NLU_URL=silent)
    meant = json.loads(done.stdout.splitlines()[0])
    assert meant["lang"] == "en"
    assert meant["lines"][0]["quantity"] == 12
    assert meant["lines"][0]["product"] == "PAP-A4-80"
    assert "only rules were applied" in done.stderr
    done = comptoir("understand", "--file", "said.jsonl", COMPTOIR_NLU_URL=silent)
    assert "12 PAP-A4-80" in done.stdout


@pytest.mark.parametrize("line", ['{"lang": "en"}', "[1]", "hello"])
def test_a_line_that_is_no_utterance_is_named(
    line: str, comptoir: Comptoir, tmp_path: Path
) -> None:
    (tmp_path / "said.jsonl").write_text(f'{{"text": "hello"}}\n{line}\n')
    done = comptoir("understand", "--file", "said.jsonl", COMPTOIR_NLU_URL="http://127.0.0.1:9")
    assert done.returncode == 2
    assert "line 2" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "settings", "code", "sentence"),
    [
        (["--column", "colour=Red"], {}, 2, "'colour=Red' is not FIELD=HEADER"),
        (["--decimal-mark", ";"], {}, 2, 'is "." or ","'),
        ([], {"COMPTOIR_SHOP_URL": "http://shop.example"}, 1, "into the sample shop only"),
    ],
)
def test_an_import_that_cannot_be_is_refused_before_anything_is_made(
    arguments: list[str],
    settings: dict[str, str],
    code: int,
    sentence: str,
    comptoir: Comptoir,
    tmp_path: Path,
) -> None:
    (tmp_path / "orders.csv").write_text("order,sku\n")
    done = comptoir("shop", "import", "orders.csv", *arguments, **settings)
    assert done.returncode == code
    assert sentence in done.stderr
    assert not (tmp_path / "var").exists()
