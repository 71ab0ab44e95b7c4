"""Expected failures, in one sentence each; anything else is a bug and keeps its trace-back."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

PROBLEM = 1
MISUSE = 2


def sentence_of(error: Exception) -> tuple[str, int] | None:
    """Returns what to tell about an error and the exit code, or None when it is unexpected."""
    # Imported here: only a failure pays for them.
    from pydantic import ValidationError

    from bot.errors import ComptoirError
    from shop_client.errors import ShopError, ShopMisconfigured, ShopUnavailable

    if isinstance(error, BaseExceptionGroup):
        told = [sentence_of(one) for one in error.exceptions if isinstance(one, Exception)]
        return told[0] if told and None not in told else None
    if isinstance(error, ValidationError):
        problems = error.errors(include_input=False, include_url=False)
        return f"{_settings(problems)} Correct the environment or comptoir.toml.", MISUSE
    if isinstance(error, ShopUnavailable):
        return "The shop does not answer. `comptoir doctor` says what is wrong.", PROBLEM
    if isinstance(error, ShopMisconfigured):
        return f"The shop's set-up is wrong: {error}", PROBLEM
    if isinstance(error, ComptoirError | ShopError):
        return str(error) or type(error).__name__, PROBLEM
    if _is_disk_full(error):
        return "The disk is full. Free some space, then start again.", PROBLEM
    if isinstance(error, PermissionError | FileNotFoundError | IsADirectoryError):
        return f"{error.filename}: {error.strerror}.", PROBLEM
    return None


def _is_disk_full(error: Exception) -> bool:
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    # SQLite's SQLITE_FULL, which arrives wrapped by SQLAlchemy and has no number of its own.
    return "database or disk is full" in str(error)


def _settings(problems: list[ErrorDetails]) -> str:
    wrong = [
        f"COMPTOIR_{'_'.join(str(part) for part in problem['loc']).upper()}: {problem['msg']}"
        for problem in problems
    ]
    return "The settings are wrong. " + "; ".join(wrong) + "."
