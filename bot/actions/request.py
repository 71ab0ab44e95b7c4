"""Sending a cart to whoever may spend."""

from __future__ import annotations

from bot.actions.approval_card import show_to_all, who_asks
from bot.actions.asked import deciders_of
from bot.actions.digest import goes_in_digest
from bot.actions.policies import pinned_policy
from bot.actions.shown_cards import keep_requesters_card
from bot.actions.timing import time_request
from bot.actions.turn import Turn
from bot.domain.audit import AuditKind, seen
from bot.domain.cart import fingerprint
from bot.domain.entities import ApprovalRequest, Cart, CartState
from bot.domain.policy.plan import Plan
from shop_client.model import Contact, OrderDraft, Quotation


async def send_for_approval(
    turn: Turn,
    cart: Cart,
    draft: OrderDraft,
    quotation: Quotation,
    requester: Contact,
    plan: Plan,
) -> None:
    """Makes the request, shows it to its approvers, and writes to those who have no chat."""
    request = ApprovalRequest(
        cart_id=cart.id,
        company_id=cart.company_id,
        requester_id=turn.person.id,
        requester_membership_id=turn.member.id,
        draft=draft,
        quotation=quotation,
        fingerprint=fingerprint(draft, quotation),
        reason="reason-over-limit" if requester.spending_limit else "reason-no-limit",
        approver_contact_ids=[],
        created_at=turn.now,
        policy_id=plan.policy_id,
        steps=list(plan.steps),
    )
    turn.store.add(request)
    cart.state = CartState.WAITING
    approvers = await deciders_of(turn, request)
    turn.record(
        AuditKind.REQUEST_MADE,
        request,
        rules=[because.key for step in plan.steps for because in step.because],
        policy=plan.policy_id,
        **seen(draft, quotation),
    )
    await ask(turn, request, approvers)
    await time_request(turn, request, plan.policy)
    card = turn.say("sent-for-approval", names=", ".join(a.name for a in approvers))
    card.button("button-withdraw", "approval.withdraw", {"approval_id": request.id})
    keep_requesters_card(request, card)


async def ask(turn: Turn, request: ApprovalRequest, approvers: list[Contact]) -> None:
    """Shows a request to each, or mails those it can't be shown to how to see it and decide.

    Small ones wait for the day's digest where the company's policy says so.
    """
    request.approver_contact_ids = [approver.id for approver in approvers]
    if await goes_in_digest(turn, request, await pinned_policy(turn.store, request)):
        return
    reached = await show_to_all(turn, request, approvers)
    for approver in approvers:
        if approver not in reached:
            await _write_to(turn, request, approver)


async def _write_to(turn: Turn, request: ApprovalRequest, approver: Contact) -> None:
    asking = await turn.store.membership(request.requester_membership_id)
    words = turn.words()
    words.language = approver.language or words.language
    merchant = turn.services.shop_info.merchant_name
    turn.mail(
        approver.email,
        words.text("approval-mail-subject", company=asking.company_name),
        words.text(
            "approval-mail-body",
            name=approver.name,
            who=await who_asks(turn.store, request),
            company=asking.company_name,
            total=words.money(request.quotation.totals.gross),
            telegram=turn.services.telegram_link(f"request-{request.id}"),
            number=asking.vat_number,
            merchant=merchant,
        ),
    )
