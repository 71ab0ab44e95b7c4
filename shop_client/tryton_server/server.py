"""Starts the shop: `python server.py --data DIR --port PORT`, with the shop's Python.

Serves Tryton's JSON-RPC on 127.0.0.1 until it is stopped by SIGTERM or SIGINT.
"""

import argparse
import os
import sys
from pathlib import Path

DATABASE = "shop"
DEFAULT_PORT = 8010

_CONFIGURATION = """\
[web]
listen = 127.0.0.1:{port}
root =

[database]
uri = sqlite://
path = {data}
list = False
language = en

[attachment]
store_prefix = {database}

[session]
max_attempt = 50
"""


def without_assertions():
    """Starts the running script again with `python -O`, unless it runs so.

    In bulk, Tryton spends a third of its time on assertions that walk whole lists of records.
    """
    if not sys.flags.optimize:
        os.execv(sys.executable, [sys.executable, "-O", *sys.argv])  # noqa: S606


def write_configuration(data, port=DEFAULT_PORT):
    """Writes trytond.conf for a data directory; returns its path."""
    path = data / "trytond.conf"
    path.write_text(
        _CONFIGURATION.format(port=port, data=data, database=DATABASE), encoding="utf-8"
    )
    return path


def main(argv=None):
    """Replaces this process by Tryton's server."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="where setup.py made the shop")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT)
    arguments = parser.parse_args(argv)
    data = arguments.data.resolve()
    if not (data / f"{DATABASE}.sqlite").exists():
        print(f"There is no shop in {data}: run setup.py first.", file=sys.stderr)
        return 1
    configuration = write_configuration(data, arguments.port)
    command = [sys.executable, "-m", "trytond.cli", "-c", str(configuration), "-d", DATABASE]
    return os.execv(sys.executable, command)  # noqa: S606 - our own interpreter, no shell


if __name__ == "__main__":
    sys.exit(main())
