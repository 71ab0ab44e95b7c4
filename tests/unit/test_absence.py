"""Who is away, from when until when by the clocks of their company, and who stands in."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.absence import begins, ends, goes_round, holds, meet, stand_ins
from bot.domain.entities import Absence
from bot.intents.absences import Away, read_away

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
MONDAY, NEXT = date(2026, 11, 23), date(2026, 11, 30)


def away(
    email: str, stand_in: str = "", starts: str = "2026-11-23T09:00", ends: str = "2026-11-30T09:00"
) -> Absence:
    return Absence("c", email, stand_in, starts, ends, "Europe/Brussels", NOW)


def test_monday_nine_in_brussels_stays_so_over_the_change_of_hour() -> None:
    spring = away("a", starts="2027-03-22T09:00", ends="2027-03-29T09:00")
    assert begins(spring) == datetime(2027, 3, 22, 8, tzinfo=UTC)
    assert ends(spring) == datetime(2027, 3, 29, 7, tzinfo=UTC)
    assert holds(spring, ends(spring) - timedelta(seconds=1))
    assert not holds(spring, ends(spring))
    assert not holds(spring, begins(spring) - timedelta(seconds=1))


def test_who_took_an_absence_back_is_here() -> None:
    one = away("a", "b")
    assert stand_ins([one], NOW) == {"a": "b"}
    one.ended_at = NOW
    assert stand_ins([one], NOW) == {}


def test_a_circle_is_one_only_where_the_times_meet() -> None:
    others = [away("b", "c"), away("c", "a")]
    assert goes_round(away("a", "b"), others)
    later = away("c", "a", "2026-12-10T09:00", "2026-12-11T09:00")
    assert not goes_round(away("a", "b"), [away("b", "c"), later])
    assert not goes_round(away("a", ""), others)
    assert goes_round(away("a", "a"), [])


def test_what_touches_does_not_meet() -> None:
    assert not meet(away("a"), away("b", starts="2026-11-30T09:00", ends="2026-12-01T09:00"))
    assert meet(away("a"), away("b", starts="2026-11-30T08:59", ends="2026-12-01T09:00"))


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=12))
def test_whoever_is_accepted_one_after_the_other_never_stands_in_a_circle(
    wishes: list[tuple[str, str]],
) -> None:
    accepted: dict[str, Absence] = {}
    for email, stand_in in wishes:
        wanted = away(email, stand_in)
        if not goes_round(wanted, accepted.values()):
            accepted[email] = wanted
    for email in accepted:
        passed, now = {email}, accepted[email].stand_in
        while now in accepted:
            assert now not in passed
            passed.add(now)
            now = accepted[now].stand_in


@pytest.mark.parametrize(
    ("language", "said", "meant"),
    [
        ("en", "until monday", Away(ends=NEXT)),
        ("en", "until Monday, Boss@x.example", Away(("boss@x.example",), ends=NEXT)),
        ("en", "through friday", Away(ends=date(2026, 11, 27), whole_day=True)),
        ("en", "from tuesday", Away(starts=date(2026, 11, 24))),
        ("en", "in 2 weeks", Away(ends=date(2026, 12, 7))),
        ("en", "nobody", Away()),
        ("fr", "jusqu'au 4/12 14h", Away(ends=date(2026, 12, 4), clock=time(14))),
        ("fr", "du 1er décembre au 8 décembre", Away((), date(2026, 12, 1), date(2026, 12, 8))),
        ("fr", "jusqu'à vendredi inclus", Away(ends=date(2026, 11, 27), whole_day=True)),
        ("fr", "until monday", Away(ends=NEXT)),
        ("nl", "tot en met vrijdag", Away(ends=date(2026, 11, 27), whole_day=True)),
        ("nl", "van dinsdag tot donderdag", Away((), date(2026, 11, 24), date(2026, 11, 26))),
        ("nl", "tot 15/12", Away(ends=date(2026, 12, 15))),
        ("de", "bis 4.12.", Away(ends=date(2026, 12, 4))),
        ("de", "bis 4.12.2026 14:30", Away(ends=date(2026, 12, 4), clock=time(14, 30))),
        ("de", "bis Freitag einschließlich", Away(ends=date(2026, 11, 27), whole_day=True)),
        ("de", "2026-12-04", Away(ends=date(2026, 12, 4))),
    ],
)
def test_an_absence_is_read_in_four_languages(language: str, said: str, meant: Away) -> None:
    assert read_away(said, language, MONDAY) == meant


@given(st.text(max_size=60), st.sampled_from(["en", "fr", "nl", "de"]))
def test_whatever_is_written_is_read_or_not(text: str, language: str) -> None:
    said = read_away(text, language, MONDAY)
    assert said.starts is None or said.ends is None or isinstance(said.ends, date)
