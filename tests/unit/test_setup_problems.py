from __future__ import annotations

import errno
import io
import os
import shutil
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from scripts.setup import pythons
from scripts.setup.environments import BOT, PARSER, SHOP, Builder
from scripts.setup.problems import SetupError, ToolError, explain, explain_os_error
from scripts.setup.progress import Progress
from scripts.setup.tools import Tools

Usage = namedtuple("Usage", "total used free")


def program(path: Path, body: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def tools(tmp_path: Path) -> Tools:
    return Tools(tmp_path, tmp_path / "var" / "log")


@pytest.fixture
def told() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def builder(tmp_path: Path, tools: Tools, told: io.StringIO) -> Builder:
    """A project whose locks are empty and whose uv only makes the folder that it is asked for."""
    for environment in (BOT, PARSER, SHOP):
        for path in (*environment.locks, *environment.built_from):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text("")
    builder = Builder(tmp_path, tools, Progress(told))
    program(
        builder.uv,
        'echo "$@" >> calls\n'
        'case "$2" in venv) for last; do :; done; mkdir -p "$last/bin"; '
        'printf "#!/bin/sh\\n" > "$last/bin/python"; chmod +x "$last/bin/python";; esac',
    )
    return builder


def calls(root: Path) -> list[str]:
    path = root / "calls"
    return path.read_text().splitlines() if path.exists() else []


@pytest.mark.parametrize(
    ("output", "remedy"),
    [
        ("error: failed to write: No space left on device (os error 28)", "Free some space"),
        ("OSError: [Errno 28] No space left on device", "Free some space"),
        ("error: Failed to fetch: `x`\n  Caused by: dns error", "UV_DEFAULT_INDEX"),
        ("NewConnectionError: [Errno 111] Connection refused", "HTTPS_PROXY"),
        ("error: Hash mismatch for `six==1.17.0`", "uv cache clean"),
        ("Permission denied (os error 13)", "chown"),
    ],
)
def test_a_failure_of_a_tool_becomes_one_sentence_with_the_remedy(
    output: str, remedy: str, tmp_path: Path
) -> None:
    said = explain(ToolError(output, tmp_path / "x.log"), "Installing the shop's packages")
    assert said.startswith("Installing the shop's packages failed.")
    assert remedy in said
    assert "same command again" in said


def test_an_unknown_failure_tells_its_last_line_and_where_the_rest_is(tmp_path: Path) -> None:
    said = explain(ToolError("first\nboom\n\n", tmp_path / "setup-shop.log"), "Installing")
    assert "boom" in said
    assert "setup-shop.log" in said


def test_a_disk_that_fills_up_under_our_own_writing_is_told_as_such() -> None:
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert "The disk is full" in explain_os_error(full, "Setting up")


def test_too_little_room_is_told_before_anything_is_downloaded(
    builder: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**12, 10**12, 10**9))
    with pytest.raises(SetupError, match=r"needs 4\.0 GB.* has 1\.0 GB free.*Free some space"):
        builder.build(PARSER, lambda: Path(sys.executable))
    assert calls(tmp_path) == []


def test_what_stands_is_left_alone_and_a_changed_lock_is_installed(
    builder: Builder, tmp_path: Path
) -> None:
    builder.build(SHOP)
    first = len(calls(tmp_path))
    assert first == 3
    builder.build(SHOP)
    assert len(calls(tmp_path)) == first
    (tmp_path / SHOP.locks[0]).write_text("six==1.17.0")
    assert not builder.stands(SHOP)
    builder.build(SHOP)
    assert builder.stands(SHOP)
    assert [call.split()[1] for call in calls(tmp_path)[first:]] == ["pip", "pip"]


def test_an_interrupted_installation_is_taken_up_again(builder: Builder, tmp_path: Path) -> None:
    ours = builder.uv.read_text()
    program(builder.uv, 'case "$*" in *sync*) exit 2;; esac\n' + ours.removeprefix("#!/bin/sh\n"))
    with pytest.raises(SetupError):
        builder.build(SHOP)
    assert not builder.stands(SHOP)
    program(builder.uv, ours.removeprefix("#!/bin/sh\n"))
    builder.build(SHOP)
    assert builder.stands(SHOP)


def test_a_broken_environment_is_made_anew(builder: Builder, tmp_path: Path) -> None:
    program(tmp_path / SHOP.python, "exit 127")
    builder.build(SHOP)
    assert any("venv --clear" in call for call in calls(tmp_path))


def test_progress_without_a_terminal_is_plain_lines(builder: Builder, told: io.StringIO) -> None:
    builder.build(SHOP)
    assert told.getvalue().splitlines() == [
        "… Installing the shop's packages (Tryton)",
        "✓ Installing the shop's packages (Tryton) (0 s)",
    ]


@pytest.fixture
def no_python310(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with a version manager's shim that fails, and nothing to download."""
    monkeypatch.delenv(pythons.VARIABLE, raising=False)
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    shims = tmp_path / "shims"
    program(shims / "python3.10", "echo 'pyenv: python3.10: command not found' >&2; exit 127")
    monkeypatch.setenv("PATH", f"{shims}:{os.defpath}")
    return program(tmp_path / "uv", "echo 'error: No interpreter found' >&2; exit 2")


def test_no_python310_is_told_with_the_remedy(no_python310: Path, tools: Tools) -> None:
    with pytest.raises(SetupError, match=r"Install Python 3\.10 \(or set COMPTOIR_PYTHON310="):
        pythons.find_python310(tools, no_python310)


def python310(path: Path) -> Path:
    """Passes for a Python 3.10: ends well, as the probe does there."""
    return program(path, "exit 0")


def test_a_python310_of_pyenv_is_found_behind_a_shim_that_fails(
    no_python310: Path, tools: Tools, tmp_path: Path
) -> None:
    real = python310(tmp_path / "pyenv" / "versions" / "3.10.13" / "bin" / "python3.10")
    assert pythons.find_python310(tools, no_python310) == real


def test_a_python310_is_downloaded_when_there_is_none(
    no_python310: Path, tools: Tools, tmp_path: Path
) -> None:
    real = tmp_path / "downloaded"
    program(
        no_python310,
        f'case "$2" in install) touch {tmp_path}/done; printf "#!/bin/sh\\n" > {real}; '
        f"chmod +x {real};; find) test -e {tmp_path}/done && echo {real};; esac",
    )
    assert pythons.find_python310(tools, no_python310) == real


def test_a_wrong_python310_that_was_named_is_not_passed_over_in_silence(
    no_python310: Path, tools: Tools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(pythons.VARIABLE, str(tmp_path / "nowhere"))
    with pytest.raises(SetupError, match="COMPTOIR_PYTHON310 is"):
        pythons.find_python310(tools, no_python310)


def test_a_probe_tells_310_from_others() -> None:
    assert not pythons.works(Path(sys.executable)) or sys.version_info[:2] == (3, 10)


def runs(python: Path) -> bool:
    return (
        python.exists() and not subprocess.run([python, "-c", "0"], capture_output=True).returncode
    )


@pytest.mark.parametrize("old", ["python3.8", "python3.9", "python3.10"])
def test_a_python_that_is_too_old_says_so(old: str, tmp_path: Path) -> None:
    candidates = [Path(shutil.which(old) or "/nowhere")]
    candidates += sorted(Path.home().glob(f".pyenv/versions/{old[6:]}.*/bin/{old}"))
    working = [path for path in candidates if runs(path)]
    if not working:
        pytest.skip(f"no {old} here")
    done = subprocess.run(
        [working[0], "-m", "scripts.setup"],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert "needs Python 3.11 or newer" in done.stderr
    assert "Traceback" not in done.stderr
