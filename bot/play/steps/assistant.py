"""What the assistant is to have said to people."""

from __future__ import annotations

from typing import Any

from bot.play.expectations import card_problem
from bot.play.stage import Handler, Stage
from bot.play.values import ExpectationError


async def _answers(stage: Stage, value: Any, person: str) -> None:
    player = stage.players[person]
    problems = []
    for number_, card in enumerate(player.unread(), start=1):
        problem = card_problem(card, value, stage.captured)
        if problem is None:
            player.looked_at += number_
            return
        problems.append(problem)
    if not problems:
        raise ExpectationError(f"{person} got no answer")
    raise ExpectationError("; ".join(dict.fromkeys(problems)))


async def _nothing_to(stage: Stage, value: str, person: str) -> None:
    unread = stage.players[person].unread()
    if unread:
        raise ExpectationError(f"{person} got {len(unread)}")


async def _same_answer(stage: Stage, value: list[str]) -> None:
    answers = {person: stage.players[person].answers() for person in value}
    first = answers[value[0]]
    different = [person for person in value if answers[person] != first]
    if different or not first:
        raise ExpectationError(f"{different[0]} was answered otherwise" if first else "nobody")


HANDLERS: dict[str, Handler] = {
    "answers": _answers,
    "nothing_to": _nothing_to,
    "same_answer": _same_answer,
}
