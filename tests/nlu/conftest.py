"""The real parser: trained from nlu_data (once, then found again) and served on a free port."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / ".venv-nlu" / "bin" / "python"
TRAINING_SECONDS = 900  # a machine that does other things meanwhile


@pytest.fixture(scope="session")
def parser_url() -> Iterator[str]:
    """Where the parser answers."""
    if not PYTHON.exists():
        pytest.skip("the parser's environment .venv-nlu is not installed (run `make setup`)")
    trained = subprocess.run(
        [PYTHON, ROOT / "nlu_data" / "train.py", "--out", ROOT / "var" / "nlu"],
        capture_output=True,
        text=True,
        timeout=TRAINING_SECONDS,
        check=False,
    )
    assert trained.returncode == 0, trained.stderr
    model = trained.stdout.splitlines()[-1].removeprefix("MODEL ")
    server = subprocess.Popen(
        [PYTHON, ROOT / "nlu_data" / "serve.py", "--model", model, "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert server.stdout is not None
        ready = server.stdout.readline()
        assert ready.startswith("READY "), "the parser did not start"
        yield ready.removeprefix("READY ").strip()
    finally:
        server.terminate()
        server.wait(10)
        if server.stdout is not None:
            server.stdout.close()
