"""Somebody goes, or is back: what waits for them goes to whoever decides then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.actions.absences import away_in
from bot.actions.asked import company_now, requester_of
from bot.actions.escalating import escalate_at_once
from bot.actions.mandates import with_email
from bot.actions.passing_over import take_cards
from bot.actions.policies import pinned_policy
from bot.actions.registry import on_event
from bot.actions.request import ask
from bot.actions.turn import Turn
from bot.actions.writing_to import card_to_contact
from bot.domain.absence import begins, ends, meet, stand_ins
from bot.domain.approval import asked
from bot.domain.audit import AuditKind
from bot.domain.entities import Absence
from shop_client.model import Contact

_BEGINS, _ENDS = "absence-begins", "absence-ends"


async def set_away(turn: Turn, absence: Absence) -> None:
    """Lays an absence down, in place of those of the same person that it meets."""
    before = await away_in(turn, absence.company_id)
    for other in await turn.store.absences_in(absence.company_id):
        if other.email == absence.email and meet(other, absence):
            _take_back(turn, other)
            if other.stand_in != absence.stand_in:
                await _relieve(turn, other)
    turn.store.add(absence)
    turn.record(
        AuditKind.ABSENCE_SET,
        absence,
        email=absence.email,
        emails=[absence.stand_in],
        starts=absence.starts,
        ends=absence.ends,
        time_zone=absence.time_zone,
    )
    data = {"company_id": absence.company_id, "absence_id": absence.id}
    turn.event(_ENDS, data, due_at=ends(absence), key=f"{_ENDS}:{absence.id}")
    if begins(absence) <= turn.now:
        await _go(turn, absence, before)
    else:
        turn.event(_BEGINS, data, due_at=begins(absence), key=f"{_BEGINS}:{absence.id}")


async def set_back(turn: Turn, absence: Absence) -> None:
    """Ends an absence: they decide again, and their stand-in hears of it."""
    company_id = absence.company_id
    was_away = begins(absence) <= turn.now
    before = await away_in(turn, company_id) | {absence.email: absence.stand_in}
    _take_back(turn, absence)
    turn.record(AuditKind.ABSENCE_ENDED, absence, email=absence.email)
    await _relieve(turn, absence)
    back = with_email(await turn.people(company_id), absence.email)
    if was_away and back is not None:
        await _hand_over(turn, company_id, before, "status-back", back)


def _take_back(turn: Turn, absence: Absence) -> None:
    absence.ended_at = turn.now
    for event in (_BEGINS, _ENDS):
        turn.store.cancel_effect(f"{event}:{absence.id}")


async def _relieve(turn: Turn, absence: Absence) -> None:
    """Tells a stand-in that they are none any more."""
    people = await turn.people(absence.company_id)
    stand_in, away = with_email(people, absence.stand_in), with_email(people, absence.email)
    card = await card_to_contact(turn, stand_in) if stand_in is not None and away else None
    if card is not None and away is not None:
        card.say("stand-in-no-more", name=away.name)


@on_event(_BEGINS)
async def begin(turn: Turn, data: dict[str, Any]) -> None:
    """Somebody goes: whoever stands in for them is shown what waits."""
    absence = await _found(turn, data)
    if absence is not None and begins(absence) <= turn.now < ends(absence):
        others = [one for one in await turn.store.absences_in(absence.company_id) if one != absence]
        await _go(turn, absence, stand_ins(others, turn.now))


@on_event(_ENDS)
async def end(turn: Turn, data: dict[str, Any]) -> None:
    """Somebody is back as they said, and is shown again what waits."""
    absence = await _found(turn, data)
    if absence is None or turn.now < ends(absence):
        return
    await set_back(turn, absence)
    back = with_email(await turn.people(absence.company_id), absence.email)
    card = await card_to_contact(turn, back) if back is not None and back.active else None
    if card is not None:
        card.say("away-over")


async def _found(turn: Turn, data: dict[str, Any]) -> Absence | None:
    absences = await turn.store.absences_in(data["company_id"])
    return next((one for one in absences if one.id == data["absence_id"]), None)


async def _go(turn: Turn, absence: Absence, before: Mapping[str, str]) -> None:
    away = with_email(await turn.people(absence.company_id), absence.email)
    if away is not None:
        await _hand_over(turn, absence.company_id, before, "status-away", away)


async def _hand_over(
    turn: Turn, company_id: str, before: Mapping[str, str], key: str, who: Contact
) -> None:
    """Takes what waits from those who are no longer asked, and shows it to those who are now.

    Args:
        turn: this one.
        company_id: whose requests.
        before: who was away before, and who stood in.
        key: what stands on cards that are taken away.
        who: whose coming or going it is.
    """
    for request in await turn.store.approvals_waiting(company_id):
        requester = await requester_of(turn, request)
        if requester is None:
            continue
        policy = await pinned_policy(turn.store, request)
        now = await company_now(turn, company_id, policy)
        then = type(now)(now.people, before, now.same_person_twice)
        places = {a.contact.email: a.contact for a in asked(request, requester, now)}
        had = {a.contact.email: a.contact for a in asked(request, requester, then)}
        if places.keys() == had.keys():
            continue
        gone = [one for email, one in had.items() if email not in places]
        members = await turn.store.memberships_in(company_id)
        persons = {one.person_id for one in members if one.email in had.keys() - places.keys()}
        await take_cards(turn, request, persons, key, who.name)
        if gone:
            turn.record(
                AuditKind.REQUEST_ABSENT,
                request,
                people=[one.id for one in gone],
                names=[one.email for one in gone],
                why="away",
            )
        added = [one for email, one in places.items() if email not in had]
        if added:
            await ask(turn, request, added)
        elif not places:
            await escalate_at_once(turn, request, policy)
