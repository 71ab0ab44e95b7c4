"""What can go wrong while setting up, in sentences that say what to do about it."""

from __future__ import annotations

import errno
import re
from pathlib import Path

AGAIN = "Then give the same command again: it goes on where it stopped."


class SetupError(Exception):
    """The set-up can't go on; the message says why and what to do."""


class ToolError(Exception):
    """A tool that the set-up ran ended with an error.

    Attributes:
        output: everything it printed.
        log: where that was kept.
    """

    def __init__(self, output: str, log: Path) -> None:
        super().__init__(output)
        self.output = output
        self.log = log


DISK_FULL = f"The disk is full. Free some space. {AGAIN}"
INDEX_UNREACHABLE = (
    "The package index can't be reached. Check the network; behind a proxy set HTTPS_PROXY, with "
    f"a mirror set UV_DEFAULT_INDEX and PIP_INDEX_URL to its address. {AGAIN}"
)
WRONG_HASH = (
    "A downloaded package is not the one that was locked (its hash differs), so it was not "
    "installed. A proxy or mirror may have changed it: try another index, or clear the cache with "
    f"`uv cache clean`. {AGAIN}"
)
NOT_ALLOWED = (
    "A file may not be written here. Make the folder yours (chown), or set up in a folder of your "
    f"own. {AGAIN}"
)

_SIGNS = (
    (
        DISK_FULL,
        r"no space left on device|(errno|os error) 28\b|disk quota exceeded|disk is full",
    ),
    (WRONG_HASH, r"hash mismatch|do not match the hashes"),
    (
        INDEX_UNREACHABLE,
        r"error sending request|failed to fetch|dns error|connection (refused|reset|aborted)|"
        r"timed out|name resolution|newconnectionerror|network is unreachable|connecttimeout|"
        r"invalid peer certificate|certificate verify failed|could not connect|"
        r"request failed after|error trying to connect",
    ),
    (NOT_ALLOWED, r"permission denied|errno 13\b|os error 13\b|read-only file system"),
)


def explain(failure: ToolError, doing: str) -> str:
    """Says in one or two sentences why a tool failed while `doing` something."""
    for sentence, signs in _SIGNS:
        if re.search(signs, failure.output, re.IGNORECASE):
            return f"{doing} failed. {sentence}"
    lines = [line.strip() for line in failure.output.splitlines() if line.strip()]
    last = lines[-1] if lines else "it said nothing"
    return f"{doing} failed: {last} (everything it said is in {failure.log}). {AGAIN}"


def explain_os_error(error: OSError, doing: str) -> str:
    """The same for an error of our own file operations."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"{doing} failed. {DISK_FULL}"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{doing} failed. {NOT_ALLOWED}"
    return f"{doing} failed: {error}. {AGAIN}"
