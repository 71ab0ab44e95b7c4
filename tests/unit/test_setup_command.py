from __future__ import annotations

import errno
import os
import signal
from pathlib import Path

import pytest

from scripts.setup import command
from scripts.setup.environments import BOT, DEVELOPMENT, PARSER, SHOP, Environment
from scripts.setup.problems import SetupError


class FakeBuilder:
    """Stands for the builder: remembers what it built, and fails where it is told to."""

    def __init__(self, *_: object) -> None:
        self.uv = Path("uv")
        self.built: list[Environment] = []
        self.standing: set[Environment] = set()
        self.failures: dict[Environment, BaseException] = {}

    def install_uv(self) -> None:
        return

    def stands(self, environment: Environment) -> bool:
        return environment in self.standing

    def build(self, environment: Environment, find_python: object = None) -> None:
        if failure := self.failures.get(environment):
            raise failure
        self.built.append(environment)


@pytest.fixture
def builder(monkeypatch: pytest.MonkeyPatch) -> FakeBuilder:
    fake = FakeBuilder()
    monkeypatch.setattr(command, "Builder", lambda *_: fake)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    return fake


def test_every_environment_is_built(builder: FakeBuilder, tmp_path: Path) -> None:
    assert command.main([], tmp_path) == 0
    assert set(builder.built) == {BOT, PARSER, SHOP}


def test_developers_tools_that_stand_are_not_taken_away(
    builder: FakeBuilder, tmp_path: Path
) -> None:
    builder.standing = {DEVELOPMENT, PARSER, SHOP}
    assert command.main([], tmp_path) == 0
    assert builder.built == []


def test_without_the_parser_all_the_rest_is_set_up_and_the_limit_is_told(
    builder: FakeBuilder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    builder.failures[PARSER] = SetupError("No Python 3.10 was found.")
    assert command.main([], tmp_path) == 0
    assert set(builder.built) == {BOT, SHOP}
    said = capsys.readouterr().err
    assert "No Python 3.10 was found. Comptoir works without the parser" in said


def test_without_the_shop_it_ends_with_the_reason(
    builder: FakeBuilder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    builder.failures[SHOP] = SetupError("The disk is full. Free some space.")
    assert command.main([], tmp_path) == 1
    assert "✗ The disk is full. Free some space." in capsys.readouterr().err


def test_a_disk_that_fills_up_is_no_trace_back(
    builder: FakeBuilder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    builder.failures[BOT] = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert command.main([], tmp_path) == 1
    assert "The disk is full" in capsys.readouterr().err


def test_an_interruption_says_how_to_go_on(
    builder: FakeBuilder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    builder.failures[SHOP] = KeyboardInterrupt()
    assert command.main([], tmp_path) == 130
    assert "it goes on where it stopped" in capsys.readouterr().err
