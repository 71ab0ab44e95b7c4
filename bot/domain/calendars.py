"""Whose clocks and whose public holidays count for a company."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, time
from functools import cache
from zoneinfo import ZoneInfo

from bot.domain.policy import Times
from bot.domain.working_time import WorkingTime

_PRIMARY = {
    "CL": "America/Santiago",
    "CN": "Asia/Shanghai",
    "DE": "Europe/Berlin",
    "EC": "America/Guayaquil",
    "ES": "Europe/Madrid",
    "MH": "Pacific/Majuro",
    "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland",
    "PT": "Europe/Lisbon",
    "UA": "Europe/Kiev",
    "UZ": "Asia/Tashkent",
}
"""Where nearly everybody lives by one of several time zones (CLDR, `primaryZones`)."""


def working_time(times: Times, country: str, zone: str) -> WorkingTime:
    """When a company works, by its policy.

    The first call for a country takes a second or two: the rules of its holidays are read.

    Args:
        times: of the policy; what it leaves open is the company's country's.
        country: the company's, ISO 3166-1 alpha-2.
        zone: IANA name, for a country that lives by several.

    Raises:
        ValueError: a time or the time zone is none, or nobody would ever work.
    """
    try:
        clocks = ZoneInfo(times.time_zone or zone_of(country) or zone)
    except KeyError as error:
        raise ValueError(f"no such time zone: {times.time_zone or zone}") from error
    return WorkingTime(
        clocks,
        frozenset(times.days),
        time.fromisoformat(times.starts),
        time.fromisoformat(times.ends),
        public_holidays(times.country or country, times.subdivision),
    )


@cache
def zone_of(country: str) -> str | None:
    """The time zone of a country; None where one can't tell by the country alone."""
    # Loaded only where time is counted: Babel's data takes a while.
    from babel.core import get_global

    if country in _PRIMARY:
        return _PRIMARY[country]
    zones = [zone for zone, found in get_global("zone_territories").items() if found == country]
    return zones[0] if len(zones) == 1 else None


@cache
def public_holidays(country: str, subdivision: str | None) -> Container[date]:
    """The public holidays of a country, with those of a part of it where that is known.

    Holidays in a country that the library does not have are none.
    """
    # Loaded only here: it takes a second and 40 MB.
    import holidays

    for part in (subdivision, None):
        try:
            return holidays.country_holidays(country, subdiv=part)
        except NotImplementedError:
            continue
    return frozenset()
