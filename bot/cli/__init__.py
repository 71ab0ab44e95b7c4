"""The `comptoir` command: a module for each group of subcommands, heavy ones imported late."""

from __future__ import annotations

import sys


def main() -> None:
    """Runs the command line; an expected failure is one sentence and exit code 1 or 2."""
    from bot.cli.app import app
    from bot.cli.failures import sentence_of

    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        told = sentence_of(error)
        if told is None:
            raise
        text, code = told
        print(f"comptoir: {text}", file=sys.stderr)
        sys.exit(code)
