"""Questions to the requester before deciding, and their answers; both stay with the request."""

from __future__ import annotations

from typing import Any

from bot.actions.approval import explain, open_request, tell_requester
from bot.actions.approval_card import show_to_all
from bot.actions.asked import deciders_of
from bot.actions.forms import LONGEST_REASON
from bot.actions.registry import on_answer, on_button
from bot.actions.shown_cards import take_down
from bot.actions.turn import Turn
from bot.domain.audit import AuditKind
from bot.domain.entities import ApprovalRequest, ApprovalState


@on_button("approval.ask")
async def ask_back(turn: Turn, data: dict[str, Any]) -> None:
    """A question to the requester before deciding."""
    opened = await open_request(turn, data["approval_id"])
    if opened is None:
        return
    request, _ = opened
    turn.ask("approval_question", approval_id=request.id)
    turn.say("ask-question")


@on_answer("approval_question")
async def answer_question(turn: Turn, text: str) -> bool:
    """Passes the question on; the request goes on waiting."""
    opened = await open_request(turn, turn.conversation.context["approval_id"])
    turn.settle_question()
    if opened is None:
        return True
    request, _ = opened
    _note_in_thread(turn, request, text)
    turn.say("question-sent")
    question = text.strip()[:LONGEST_REASON]
    turn.record(AuditKind.REQUEST_ASKED, request, text=question)
    card = await tell_requester(turn, request, "question-from", quote=question)
    if card:
        card.quote(question)
        card.button("button-answer", "approval.answer", {"approval_id": request.id})
    return True


@on_button("approval.answer")
async def answer_pressed(turn: Turn, data: dict[str, Any]) -> None:
    """The requester wants to answer."""
    request = await turn.store.approval(data["approval_id"])
    if request.state is not ApprovalState.WAITING:
        await explain(turn, request)
        return
    turn.ask("approval_answer", approval_id=request.id)
    turn.say("ask-answer")


@on_answer("approval_answer")
async def take_answer(turn: Turn, text: str) -> bool:
    """Passes the answer on and shows the request again to those who decide."""
    request = await turn.store.approval(turn.conversation.context["approval_id"])
    turn.settle_question()
    if request.state is not ApprovalState.WAITING:
        await explain(turn, request)
        return True
    _note_in_thread(turn, request, text)
    await take_down(turn, request, "status-answered")
    turn.record(AuditKind.REQUEST_ANSWERED, request, text=text.strip()[:LONGEST_REASON])
    await show_to_all(turn, request, await deciders_of(turn, request))
    turn.say("answer-sent")
    return True


def _note_in_thread(turn: Turn, request: ApprovalRequest, text: str) -> None:
    request.thread = [
        *request.thread,
        {
            "author": turn.called(),
            "text": text.strip()[:LONGEST_REASON],
            "at": turn.now.isoformat(),
        },
    ]
