"""Somebody blocked us or never began: whoever waits for them is told, and another way is taken."""

from __future__ import annotations

from typing import Any

from bot.actions.asked import deciders_of
from bot.actions.by_mail import mail_instead
from bot.actions.digest import is_small
from bot.actions.escalating import escalate_at_once
from bot.actions.policies import pinned_policy
from bot.actions.registry import on_event
from bot.actions.request import ask
from bot.actions.shown_cards import is_before_anybody, keep_requesters_card
from bot.actions.turn import Turn
from bot.domain.audit import AuditKind
from bot.domain.entities import ApprovalRequest, Author, Membership, Owner, TranscriptLine


@on_event("unreachable")
async def unreachable(turn: Turn, data: dict[str, Any]) -> None:
    """Shows what waits for this person elsewhere, and tells its requesters and the staff."""
    conversation = turn.conversation
    conversation.unreachable_since = conversation.unreachable_since or turn.now
    if conversation.owner is Owner.STAFF:
        words = turn.words().text("chat-unreachable")
        turn.store.add(TranscriptLine(conversation.id, Author.ASSISTANT, words, turn.now))
    for membership in await turn.store.memberships_of(turn.person.id):
        for request in await turn.store.approvals_waiting(membership.company_id):
            if request.requester_id == turn.person.id:
                await _question_by_mail(turn, request, membership)
            here = [s for s in request.shown if s["conversation_id"] == conversation.id]
            if here:
                request.shown = [shown for shown in request.shown if shown not in here]
                await _other_way(turn, request, membership.email)


@on_event("reachable")
async def reachable_again(turn: Turn, data: dict[str, Any]) -> None:
    """They unblocked us."""
    turn.conversation.unreachable_since = None


async def _question_by_mail(turn: Turn, request: ApprovalRequest, asking: Membership) -> None:
    """The approver waits for an answer to what may not have been read here."""
    last = request.thread[-1] if request.thread else None
    if last is None or last["author"] == turn.called():
        return
    words = turn.words()
    total = words.money(request.quotation.totals.gross)
    told = words.text("question-from", who=last["author"], total=total)
    mail_instead(turn, asking, words, f"{told}\n\n{last['text']}")


async def _other_way(turn: Turn, request: ApprovalRequest, email: str) -> None:
    """Asks them by mail, and others at once when nobody has the request before them any more."""
    deciders = await deciders_of(turn, request)
    them = [contact for contact in deciders if contact.email == email]
    if not them:
        return
    turn.record(
        AuditKind.REQUEST_ABSENT,
        request,
        people=[contact.id for contact in them],
        names=[email],
        why="blocked",
    )
    await ask(turn, request, them)
    card = await turn.card_to_member(await turn.store.membership(request.requester_membership_id))
    if card is not None:
        card.say("approver-unreachable", name=them[0].name)
        others = [contact.name for contact in deciders if contact.email != email]
        if others:
            card.say("others-may-decide", names=", ".join(others))
        card.button("button-withdraw", "approval.withdraw", {"approval_id": request.id})
        keep_requesters_card(request, card)
    policy = await pinned_policy(turn.store, request)
    if not is_before_anybody(request) and not is_small(request, policy):
        await escalate_at_once(turn, request, policy)
