"""The approval policy as its administrator sees it, and the small changes to it."""

from __future__ import annotations

from typing import Any

import msgspec

from bot.actions.policies import policy_of
from bot.actions.policy_adding import take_step
from bot.actions.policy_numbers import read_percent
from bot.actions.policy_saving import administers, floor_of, preview, words_of
from bot.actions.registry import on_answer, on_button, on_command
from bot.actions.turn import Turn
from bot.domain.policy.changes import Change
from bot.messages import ButtonStyle

_MOST_RULES = 15
"""Rules that get a button to remove them."""


@on_command("policy")
async def policy(turn: Turn, rest: str) -> None:
    """`/policy`: what asks for approvals in the company, with buttons to change it."""
    if not await administers(turn):
        return
    _, held = await policy_of(turn.store, turn.member.company_id)
    card = turn.reply().title("policy-title", company=turn.member.company_name)
    for sentence in (await words_of(turn)).whole(held):
        card.quote(sentence)
    floor = await floor_of(turn)
    if floor is not None:
        card.note("policy-floor", merchant=turn.services.shop_info.merchant_name)
    card.button("button-add-rule", "policy.add", style=ButtonStyle.PRIMARY)
    own = [rule for rule in held.rules if floor is None or rule not in floor.rules]
    for rule in own[:_MOST_RULES]:
        card.button("button-remove-rule", "policy.remove", {"name": rule.name}, name=rule.name)
    card.button("button-tolerance", "policy.tolerance")
    if held.own_limits:
        card.button("button-own-limits-off", "policy.own_limits", {"on": False})
    else:
        card.button("button-own-limits-on", "policy.own_limits", {"on": True})


@on_button("policy.remove")
async def remove(turn: Turn, data: dict[str, Any]) -> None:
    """Takes a rule out, after a yes."""
    if await administers(turn):
        await preview(turn, Change(remove=data["name"]))


@on_button("policy.own_limits")
async def own_limits(turn: Turn, data: dict[str, Any]) -> None:
    """Lets people's own limits count or not, after a yes."""
    if await administers(turn):
        await preview(turn, Change(own_limits=data["on"]))


@on_button("policy.tolerance")
async def tolerance(turn: Turn, data: dict[str, Any]) -> None:
    """Asks how much dearer an order may become after it was approved."""
    if await administers(turn):
        turn.ask("policy", step="tolerance")
        turn.say("ask-policy-tolerance").button("button-leave-policy", "policy.leave")


@on_answer("policy")
async def answer(turn: Turn, text: str) -> bool:
    """Reads what was asked for, as the step that is open has it."""
    if not await administers(turn):
        turn.settle_question()
        return True
    if turn.conversation.context["step"] != "tolerance":
        return await take_step(turn, text)
    percent = read_percent(turn.language, text)
    if percent is None:
        return False
    turn.settle_question()
    _, held = await policy_of(turn.store, turn.member.company_id)
    new = msgspec.structs.replace(held.tolerance, percent=percent)
    await preview(turn, Change(tolerance=new))
    return True
