"""What is wrong with the times of a policy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from decimal import Decimal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain.policy.findings import Finding, error, warning
from bot.domain.policy.model import Times

_MINUTES = 60


def check_times(times: Times) -> Iterator[Finding]:
    """Times that do not exist, or that never come."""
    if times.time_zone is not None and not _is_zone(times.time_zone):
        yield error("times.time_zone", "policy-bad-zone", zone=times.time_zone)
    if times.country is not None and not _is_country(times.country):
        yield error("times.country", "policy-bad-country", country=times.country)
    if not times.days or len(set(times.days)) < len(times.days):
        yield error("times.days", "policy-bad-days")
    clocks = {name: _clock(getattr(times, name)) for name in ("starts", "ends", "digest_at")}
    for name, clock in clocks.items():
        if clock is None:
            yield error(f"times.{name}", "policy-bad-time", time=getattr(times, name))
    starts, ends, digest = clocks["starts"], clocks["ends"], clocks["digest_at"]
    if starts is not None and ends is not None:
        if starts >= ends:
            yield error("times.ends", "policy-day-too-short", starts=times.starts, ends=times.ends)
        elif times.days:
            yield from _reminders(times, starts, ends)
    if digest and starts and ends and times.digest_below and not starts <= digest <= ends:
        yield warning("times.digest_at", "policy-digest-at-night", time=times.digest_at)
    yield from _hours(times)


def _hours(times: Times) -> Iterator[Finding]:
    waits = [*times.remind_after, *([times.escalate_after] if times.escalate_after else [])]
    if any(hours <= 0 for hours in waits) or times.escalate_after == 0:
        yield error("times", "policy-bad-hours")
    if list(times.remind_after) != sorted(set(times.remind_after)):
        yield error("times.remind_after", "policy-reminders-unordered")
    if times.digest_below is not None and times.digest_below < 0:
        yield error("times.digest_below", "policy-negative", amount=str(times.digest_below))


def _reminders(times: Times, starts: time, ends: time) -> Iterator[Finding]:
    """Reminders that would come after the request has ended."""
    minutes = (ends.hour - starts.hour) * _MINUTES + ends.minute - starts.minute
    weeks = Decimal(times.expires_after) / 7
    working = weeks * len(set(times.days)) * minutes / _MINUTES
    if any(hours >= working for hours in times.remind_after):
        days = str(times.expires_after)
        yield warning("times.remind_after", "policy-reminder-too-late", after=days)


def _clock(written: str) -> time | None:
    try:
        return time.fromisoformat(written) if len(written) == len("09:00") else None
    except ValueError:
        return None


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _is_country(code: str) -> bool:
    return len(code) == 2 and code.isascii() and code.isalpha() and code.isupper()
