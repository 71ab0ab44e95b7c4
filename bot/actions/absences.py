"""Who is away, and who decides instead."""

from __future__ import annotations

from bot import texts
from bot.actions.turn import Turn
from bot.domain.absence import ends, stand_ins
from bot.domain.entities import Absence


async def away_in(turn: Turn, company_id: str) -> dict[str, str]:
    """E-mail address of who is away now to that of their stand-in, or to ""."""
    return stand_ins(await turn.store.absences_in(company_id), turn.now)


def until(language: str, absence: Absence) -> str:
    """When somebody is back, on the clocks of their company."""
    return texts.moment(language, ends(absence), absence.time_zone)
