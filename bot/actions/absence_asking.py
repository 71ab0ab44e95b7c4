"""«I am away until Monday, a colleague decides»: by a command, or question by question."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from bot.actions.absence_changes import set_back
from bot.actions.absence_setting import absence_of, lay_down_absence, may_say
from bot.actions.absences import until
from bot.actions.asking import ask_vat_number
from bot.actions.mandates import with_email
from bot.actions.policies import policy_of
from bot.actions.registry import on_answer, on_button, on_command
from bot.actions.timing import calendar_of
from bot.actions.turn import Turn
from bot.domain.working_time import WorkingTime, next_working
from bot.intents.absences import Away, read_away
from shop_client.model import Contact, Role

_MOST_BUTTONS = 15
_SAID = ("email", "starts", "zone", "stand_in")
"""What a question keeps of what was said before it."""


@on_command("away")
async def away(turn: Turn, rest: str) -> None:
    """`/away until Monday colleague@…`; what is not said is asked.

    An administrator may name two: who is away, and who decides instead.
    """
    if turn.membership is None:
        ask_vat_number(turn)
        return
    calendar = await _calendar(turn)
    said = read_away(rest, turn.language, calendar.date_of(turn.now))
    whose = said.emails[0] if len(said.emails) > 1 else turn.member.email
    data: dict[str, Any] = {"email": whose, "zone": calendar.zone.key}
    data["starts"] = _civil_start(said, calendar, turn.now)
    if said.emails:
        data["stand_in"] = said.emails[-1]
    if said.ends is None:
        await _ask_until(turn, data, calendar)
    else:
        await _take_end(turn, data, said, calendar)


@on_command("back")
async def back(turn: Turn, rest: str) -> None:
    """`/back`: ends one's absences; an administrator may name a colleague."""
    if turn.membership is None:
        ask_vat_number(turn)
        return
    emails = read_away(rest, turn.language, turn.now.date()).emails
    await _end(turn, emails[0] if emails else turn.member.email)


@on_button("away.end")
async def end_pressed(turn: Turn, data: dict[str, Any]) -> None:
    """Takes an absence back."""
    await turn.use_button()
    await _end(turn, data["email"])


async def _end(turn: Turn, email: str) -> None:
    if not await may_say(turn, email):
        return
    mine = [
        absence
        for absence in await turn.store.absences_in(turn.member.company_id)
        if absence.email == email
    ]
    for absence in mine:
        await set_back(turn, absence)
    who = with_email(await turn.contacts(), email)
    name = who.name if who else email
    if email == turn.member.email:
        turn.say("back-again" if mine else "not-away")
    else:
        turn.say("colleague-back" if mine else "colleague-not-away", name=name)


async def _calendar(turn: Turn) -> WorkingTime:
    _, policy = await policy_of(turn.store, turn.member.company_id)
    return await calendar_of(turn, turn.member.company_id, policy.times)


def _civil_start(said: Away, calendar: WorkingTime, now: datetime) -> str:
    """From when: now, or the beginning of a later day."""
    if said.starts is None or said.starts <= calendar.date_of(now):
        return _civil(now, calendar)
    return datetime.combine(said.starts, time()).isoformat(timespec="minutes")


def _civil(instant: datetime, calendar: WorkingTime) -> str:
    return instant.astimezone(calendar.zone).replace(tzinfo=None).isoformat(timespec="minutes")


def _back_at(day: date, calendar: WorkingTime) -> str:
    """When somebody who is away until a day begins to work again."""
    return _civil(next_working(calendar.at(day, calendar.starts), calendar), calendar)


async def _ask_until(turn: Turn, data: dict[str, Any], calendar: WorkingTime) -> None:
    if not await may_say(turn, data["email"]):
        return
    turn.ask("away_until", **data)
    card = turn.say("ask-away-until")
    first = max(calendar.date_of(turn.now), date.fromisoformat(data["starts"][:10]))
    offered: set[date] = set()
    for key, day in (
        ("button-away-tomorrow", first + timedelta(days=1)),
        ("button-away-monday", first + timedelta(days=7 - first.weekday())),
        ("button-away-week", first + timedelta(days=7)),
        ("button-away-two-weeks", first + timedelta(days=14)),
    ):
        if day not in offered and calendar.is_working_day(day):
            offered.add(day)
            chosen = data | {"ends": _back_at(day, calendar)}
            card.button(key, "away.until", chosen, day=card.day(day))
    own = data["email"] == turn.member.email
    if own and Role.ADMINISTRATOR in (await turn.contact()).roles:
        card.button("button-away-colleague", "away.colleague", data)


@on_button("away.colleague")
async def for_a_colleague(turn: Turn, data: dict[str, Any]) -> None:
    """An administrator says it of somebody else."""
    await turn.use_button()
    turn.settle_question()
    card = turn.say("ask-away-colleague")
    when = {name: data[name] for name in ("starts", "zone")}
    for one in _colleagues(await turn.contacts(), turn.member.email):
        card.choice(one.name, "away.whose", {"email": one.email, **when})


@on_button("away.whose")
async def whose(turn: Turn, data: dict[str, Any]) -> None:
    """The colleague who is away."""
    await turn.use_button()
    await _ask_until(turn, data, await _calendar(turn))


@on_button("away.until")
async def until_pressed(turn: Turn, data: dict[str, Any]) -> None:
    """The day was chosen."""
    await turn.use_button()
    turn.settle_question()
    await _ask_stand_in(turn, data)


@on_answer("away_until")
async def answer_until(turn: Turn, text: str) -> bool:
    """Reads the day, and maybe who decides."""
    calendar = await _calendar(turn)
    said = read_away(text, turn.language, calendar.date_of(turn.now))
    if said.ends is None:
        return False
    context = turn.conversation.context
    data: dict[str, Any] = {name: context[name] for name in _SAID if name in context}
    if said.emails:
        data["stand_in"] = said.emails[-1]
    await _take_end(turn, data, said, calendar)
    return True


async def _take_end(turn: Turn, data: dict[str, Any], said: Away, calendar: WorkingTime) -> None:
    if said.ends is None:
        raise AssertionError("only with an end")
    day = said.ends + timedelta(days=1) if said.whole_day else said.ends
    if said.clock is None:
        ends_at = _back_at(day, calendar)
    else:
        ends_at = datetime.combine(said.ends, said.clock).isoformat(timespec="minutes")
    wanted = data | {"ends": ends_at}
    turn.settle_question()
    if "stand_in" in wanted:
        await _lay_down(turn, wanted)
    else:
        await _ask_stand_in(turn, wanted)


async def _ask_stand_in(turn: Turn, data: dict[str, Any]) -> None:
    absence = await absence_of(turn, data)
    if absence is None:
        return
    turn.ask("away_stand_in", **data)
    card = turn.reply()
    card.say("ask-away-stand-in", until=until(card.language, absence))
    for one in _colleagues(await turn.contacts(), data["email"]):
        card.choice(one.name, "away.stand_in", data | {"stand_in": one.email})
    card.button("button-away-nobody", "away.stand_in", data | {"stand_in": ""})


async def _lay_down(turn: Turn, data: dict[str, Any]) -> None:
    if not await lay_down_absence(turn, data):
        await _ask_stand_in(turn, {name: said for name, said in data.items() if name != "stand_in"})


def _colleagues(people: tuple[Contact, ...], but: str) -> list[Contact]:
    """The others, those who decide first."""
    others = [one for one in people if one.active and one.email != but]
    others.sort(key=lambda one: (one.roles <= {Role.REQUESTER}, one.name.casefold()))
    return others[:_MOST_BUTTONS]


@on_button("away.stand_in")
async def stand_in_pressed(turn: Turn, data: dict[str, Any]) -> None:
    """A colleague was chosen, or nobody."""
    await turn.use_button()
    turn.settle_question()
    await _lay_down(turn, data)


@on_answer("away_stand_in")
async def answer_stand_in(turn: Turn, text: str) -> bool:
    """Reads a colleague's address, or the name of just one."""
    context = turn.conversation.context
    emails = read_away(text, turn.language, turn.now.date()).emails
    named = text.strip().casefold()
    if not emails and named:
        people = _colleagues(await turn.contacts(), context["email"])
        emails = tuple(one.email for one in people if named in one.name.casefold())
    if len(emails) != 1:
        return False
    data = {name: context[name] for name in (*_SAID, "ends") if name in context}
    turn.settle_question()
    await _lay_down(turn, data | {"stand_in": emails[0]})
    return True
