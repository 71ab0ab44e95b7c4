"""The faults of VIES, and when they forbid to ask again.

Source of the words: the documentation element of VIES's WSDL and its test service. Unavailable is
never invalid.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum


class Fault(StrEnum):
    """Why there is no plain answer. The last two are ours, the others VIES's own words."""

    INVALID_INPUT = "INVALID_INPUT"
    INVALID_REQUESTER_INFO = "INVALID_REQUESTER_INFO"
    SERVICE_UNAVAILABLE = "SERVICE_UNAVAILABLE"
    MS_UNAVAILABLE = "MS_UNAVAILABLE"
    TIMEOUT = "TIMEOUT"
    VAT_BLOCKED = "VAT_BLOCKED"
    IP_BLOCKED = "IP_BLOCKED"
    GLOBAL_MAX_CONCURRENT_REQ = "GLOBAL_MAX_CONCURRENT_REQ"
    GLOBAL_MAX_CONCURRENT_REQ_TIME = "GLOBAL_MAX_CONCURRENT_REQ_TIME"
    MS_MAX_CONCURRENT_REQ = "MS_MAX_CONCURRENT_REQ"
    MS_MAX_CONCURRENT_REQ_TIME = "MS_MAX_CONCURRENT_REQ_TIME"
    UNREACHABLE = "UNREACHABLE"
    UNREADABLE = "UNREADABLE"


BLOCKED = frozenset({Fault.VAT_BLOCKED, Fault.IP_BLOCKED})
GLOBAL_BUSY = frozenset({Fault.GLOBAL_MAX_CONCURRENT_REQ, Fault.GLOBAL_MAX_CONCURRENT_REQ_TIME})
STATE_BUSY = frozenset({Fault.MS_MAX_CONCURRENT_REQ, Fault.MS_MAX_CONCURRENT_REQ_TIME})
RETRY_HELPS = (
    GLOBAL_BUSY
    | STATE_BUSY
    | {Fault.SERVICE_UNAVAILABLE, Fault.MS_UNAVAILABLE, Fault.TIMEOUT, Fault.UNREACHABLE}
)

BLOCKED_PAUSE = timedelta(hours=1)
FIRST_BUSY_PAUSE = timedelta(seconds=30)
LONGEST_BUSY_PAUSE = timedelta(minutes=10)

_EVERYONE = ""
_WORDS = {fault.value for fault in Fault}


class ViesError(Exception):
    """VIES gave a fault, or nothing that can be read."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


def fault_in(message: str | None) -> Fault:
    """The fault that a SOAP fault string names, also in its older form "{ 'INVALID_INPUT' }"."""
    for word in re.findall(r"[A-Z_]+", message or ""):
        if word in _WORDS:
            return Fault(word)
    return Fault.UNREADABLE


@dataclass(slots=True)
class _Pause:
    fault: Fault
    until: datetime
    length: timedelta


@dataclass(slots=True)
class Pauses:
    """Whom not to ask for a while: all of VIES, or one member state's register.

    Being blocked stops everything at once; being too many stops for a span that doubles with each
    repetition, and an answer ends it.
    """

    _pauses: dict[str, _Pause] = field(default_factory=dict)

    def now_for(self, state: str, now: datetime) -> Fault | None:
        """The fault because of which this member state may not be asked now; None if it may."""
        for scope in (_EVERYONE, state):
            pause = self._pauses.get(scope)
            if pause is not None and now < pause.until:
                return pause.fault
        return None

    def failed(self, state: str, fault: Fault, now: datetime) -> None:
        """Takes note of a fault."""
        if fault in BLOCKED:
            self._pauses[_EVERYONE] = _Pause(fault, now + BLOCKED_PAUSE, BLOCKED_PAUSE)
        elif fault in GLOBAL_BUSY or fault in STATE_BUSY:
            scope = _EVERYONE if fault in GLOBAL_BUSY else state
            before = self._pauses.get(scope)
            length = min(before.length * 2, LONGEST_BUSY_PAUSE) if before else FIRST_BUSY_PAUSE
            self._pauses[scope] = _Pause(fault, now + length, length)

    def answered(self, state: str) -> None:
        """Takes note of an answer: nobody is too busy any more."""
        self._pauses.pop(_EVERYONE, None)
        self._pauses.pop(state, None)
