"""What the merchant's staff do, and see."""

from __future__ import annotations

from typing import Any

import msgspec

from bot.domain.policy import Policy
from bot.play.expectations import text_problem
from bot.play.stage import Handler, Stage, hold
from bot.play.values import ExpectationError, fill
from bot.policy_file import to_json


async def _takes(stage: Stage, value: str, staff: str) -> None:
    await _staff(stage, "take", staff, value, "takes the case of")


async def _hands_back(stage: Stage, value: str, staff: str) -> None:
    await _staff(stage, "hand_back", staff, value, "hands back")


async def _releases(stage: Stage, value: str, staff: str) -> None:
    await _staff(stage, "release", staff, value, "releases the order of")


async def _says_to(stage: Stage, value: str, staff: str, person: str) -> None:
    await _staff(stage, "say", staff, person, "says to", fill(value, stage.captured))


async def _refuses(stage: Stage, value: str, staff: str, person: str) -> None:
    await _staff(stage, "refuse", staff, person, "refuses the order of", value)


async def _staff(
    stage: Stage, action: str, staff: str, person: str, verb: str, text: str = ""
) -> None:
    stage.note(f"{staff} {verb} {person}" + (f": {text}" if text else ""))
    await stage.harness.staff.do(action, staff, person, text)
    await stage.settle()


async def _sees_case(stage: Stage, value: dict[str, Any], staff: str, person: str) -> None:
    case = await stage.harness.staff.sees(person)
    if "kind" in value and case["kind"] != value["kind"]:
        raise ExpectationError(f"its kind is {case['kind']}")
    hold(text_problem(case["text"], value, stage.captured))


async def _gives_role(stage: Stage, value: dict[str, str], staff: str) -> None:
    await _lays_down(stage, "role", staff, value)


async def _removes(stage: Stage, value: dict[str, str], staff: str) -> None:
    await _lays_down(stage, "remove", staff, value)


async def _invites(stage: Stage, value: dict[str, str], staff: str) -> None:
    await _lays_down(stage, "invite", staff, value)


async def _lays_down_policy(stage: Stage, value: Any, staff: str, company: str) -> None:
    try:
        policy = msgspec.convert(value, Policy, strict=False)
    except msgspec.ValidationError as error:
        raise ExpectationError(f"this is no policy: {error}") from error
    about = {"company": fill(company, stage.captured), "content": to_json(policy)}
    stage.note(f"{staff} lays down a policy for {about['company']}")
    await stage.harness.staff.lay_down("policy", staff, **about)
    await stage.settle()


async def _lays_down(stage: Stage, action: str, staff: str, value: dict[str, str]) -> None:
    filled = {name: fill(text, stage.captured) for name, text in value.items()}
    stage.note(f"{staff}, {action}: " + ", ".join(filled.values()))
    await stage.harness.staff.lay_down(action, staff, **filled)
    await stage.settle()


async def _no_case(stage: Stage, value: str, person: str) -> None:
    try:
        case = await stage.harness.staff.sees(person)
    except LookupError:
        return
    raise ExpectationError(f"there is one: {case['kind']}")


HANDLERS: dict[str, Handler] = {
    "takes": _takes,
    "hands_back": _hands_back,
    "releases": _releases,
    "says_to": _says_to,
    "refuses": _refuses,
    "sees_case": _sees_case,
    "gives_role": _gives_role,
    "removes": _removes,
    "invites": _invites,
    "lays_down_policy": _lays_down_policy,
    "no_case": _no_case,
}
