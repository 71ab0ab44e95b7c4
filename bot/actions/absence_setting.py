"""Laying down that somebody is away: by themselves, or by an administrator of their company."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot import texts
from bot.actions.absence_changes import set_away
from bot.actions.absences import until
from bot.actions.mandates import with_email
from bot.actions.turn import Turn
from bot.actions.writing_to import card_to_contact
from bot.domain.absence import begins, ends, goes_round, meet
from bot.domain.entities import Absence
from bot.domain.spending import reaches
from shop_client.model import Contact, Role

_LONGEST = timedelta(days=366)


async def may_say(turn: Turn, email: str) -> bool:
    """Whether this person may say so of that one: of themselves, or as an administrator."""
    if email == turn.member.email:
        return True
    if Role.ADMINISTRATOR not in (await turn.contact()).roles:
        turn.say("away-not-yours")
        return False
    colleague = with_email(await turn.contacts(), email)
    if colleague is None or not colleague.active:
        turn.say("away-no-colleague", email=email)
        return False
    return True


async def absence_of(turn: Turn, data: dict[str, Any], stand_in: str = "") -> Absence | None:
    """What is asked for, if it may be and is possible; otherwise says why not.

    Args:
        turn: this one.
        data: "email" of who is away; "starts", "ends" and "zone" as `Absence` has them.
        stand_in: who decides instead.
    """
    if not await may_say(turn, data["email"]):
        return None
    absence = Absence(
        company_id=turn.member.company_id,
        email=data["email"],
        stand_in=stand_in,
        starts=data["starts"],
        ends=data["ends"],
        time_zone=data["zone"],
        set_at=turn.now,
    )
    if ends(absence) <= max(turn.now, begins(absence)):
        turn.say("away-past", until=until(turn.language, absence))
        return None
    if ends(absence) - turn.now > _LONGEST:
        turn.say("away-too-long")
        return None
    return absence


async def lay_down_absence(turn: Turn, data: dict[str, Any]) -> bool:
    """Takes it as said, and tells everybody concerned.

    Args:
        turn: this one.
        data: as `absence_of` has it, with "stand_in", which may be empty.

    Returns:
        False when somebody else has to stand in; it was said why.
    """
    absence = await absence_of(turn, data, data["stand_in"])
    if absence is None:
        return True
    people = await turn.contacts()
    stand_in = with_email(people, absence.stand_in) if absence.stand_in else None
    who = with_email(people, absence.email)
    if absence.stand_in and not await _can_stand_in(turn, absence, stand_in):
        return False
    if stand_in is not None and who is not None and not await _may_hand_on(turn, who, stand_in):
        return False
    await set_away(turn, absence)
    own = absence.email == turn.member.email
    card = turn.reply()
    back_at = until(card.language, absence)
    name = who.name if who else absence.email
    instead = stand_in.name if stand_in else ""
    if own:
        card.say("away-set", until=back_at, name=instead)
    else:
        card.say("away-set-for", who=name, until=back_at, name=instead)
    card.button("button-away-end", "away.end", {"email": absence.email})
    await _tell(turn, absence, who, stand_in)
    return True


async def _can_stand_in(turn: Turn, absence: Absence, stand_in: Contact | None) -> bool:
    if absence.stand_in == absence.email:
        turn.say("away-not-themselves")
        return False
    if stand_in is None or not stand_in.active:
        turn.say("away-no-colleague", email=absence.stand_in)
        return False
    others = await turn.store.absences_in(absence.company_id)
    if goes_round(absence, others):
        turn.say("away-in-a-circle", name=stand_in.name)
        return False
    theirs = [one for one in others if one.email == stand_in.email and meet(one, absence)]
    if any(not one.stand_in for one in theirs):
        card = turn.reply()
        card.say("away-too", name=stand_in.name, until=until(card.language, theirs[-1]))
        return False
    return True


async def _may_hand_on(turn: Turn, who: Contact, stand_in: Contact) -> bool:
    """Whether this person may hand on what somebody else may decide.

    Only to somebody who may decide as much anyway, unless they may themselves: otherwise an
    administrator with a limit would lift it by sending an approver away.
    """
    me = await turn.contact()
    if who.email == me.email or reaches(stand_in, who) or reaches(me, who):
        return True
    turn.say("away-not-as-much", name=stand_in.name, who=who.name)
    return False


async def _tell(
    turn: Turn, absence: Absence, who: Contact | None, stand_in: Contact | None
) -> None:
    """Lets the stand-in know, and whoever is away when another said so."""
    if who is None:
        return
    if stand_in is not None and stand_in.email != turn.member.email:
        card = await card_to_contact(turn, stand_in)
        if card is not None:
            starts = texts.moment(card.language, begins(absence), absence.time_zone)
            back_at = until(card.language, absence)
            card.say("you-stand-in", name=who.name, starts=starts, until=back_at)
    if who.email != turn.member.email:
        card = await card_to_contact(turn, who)
        if card is not None:
            instead = stand_in.name if stand_in else ""
            back_at = until(card.language, absence)
            card.say("away-set-by", who=turn.called(), until=back_at, name=instead)
            card.button("button-away-end", "away.end", {"email": who.email})
