"""The first words to somebody who was recognised, with what waits for them."""

from __future__ import annotations

from bot.actions.approval_card import show_request
from bot.actions.asked import waiting_for_me
from bot.actions.turn import Turn


async def welcome(turn: Turn) -> None:
    """Greets a member, shows what waits for their decision, and resumes what they had asked."""
    member = turn.member
    card = turn.say("welcome", company=member.company_name)
    if "approver" in member.roles or "administrator" in member.roles:
        card.note("welcome-approver")
    for request in await waiting_for_me(turn):
        await show_request(turn, request, member)
    resume = turn.conversation.context.get("resume")
    turn.remember("resume", None)
    if resume:
        turn.resume = resume
