"""Somebody who was asked is asked no more: their cards go, and others get them."""

from __future__ import annotations

from collections.abc import Collection

from bot.actions.asked import deciders_of, requester_of
from bot.actions.escalating import escalate_at_once
from bot.actions.policies import pinned_policy
from bot.actions.request import ask
from bot.actions.shown_cards import is_before_anybody, is_requesters
from bot.actions.turn import Turn
from bot.domain.audit import AuditKind
from bot.domain.entities import ApprovalRequest, Membership


async def pass_over(turn: Turn, member: Membership) -> None:
    """Sees to what was shown to somebody who left, or may decide less than before.

    Whoever decides now and was not asked yet is asked; when nobody does, others are at once.
    """
    for request in await turn.store.approvals_waiting(member.company_id):
        if await requester_of(turn, request) is None:
            continue
        now = await deciders_of(turn, request)
        if any(one.email == member.email for one in now):
            continue
        name = (await turn.store.person(member.person_id)).display_name or member.email
        known = set(request.approver_contact_ids)
        if not await take_cards(turn, request, {member.person_id}, "status-passed-over", name):
            continue
        turn.record(
            AuditKind.REQUEST_ABSENT,
            request,
            people=[member.person_id],
            names=[member.email],
            why="left",
        )
        new = [one for one in now if one.id not in known]
        if not now:
            await escalate_at_once(turn, request, await pinned_policy(turn.store, request))
        elif new and not is_before_anybody(request):
            await ask(turn, request, new)


async def take_cards(
    turn: Turn, request: ApprovalRequest, persons: Collection[str], key: str, who: str
) -> bool:
    """Closes the cards of a request that these persons have; whether there were any.

    Args:
        turn: this one.
        request: what they show.
        persons: ids.
        key: what stands on them then; gets `who`.
        who: whose coming or going it is.
    """
    kept = []
    for shown in request.shown:
        conversation = await turn.store.conversation(shown["conversation_id"])
        if conversation.person_id in persons and not is_requesters(shown):
            await turn.close_card(shown["effect_id"], key, who=who)
        else:
            kept.append(shown)
    taken = len(kept) < len(request.shown)
    request.shown = kept
    return taken
