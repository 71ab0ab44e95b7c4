"""Who is asked about a request at the moment, as the company's people stand now."""

from __future__ import annotations

from bot.actions.absences import away_in
from bot.actions.membership import contact_of
from bot.actions.policies import pinned_policy
from bot.actions.turn import Turn
from bot.domain.approval import Asked, Company, asked
from bot.domain.entities import ApprovalRequest
from bot.domain.policy import Policy
from shop_client.model import Contact


async def company_now(turn: Turn, company_id: str, policy: Policy) -> Company:
    """The people of a company under one of its policies."""
    return Company(
        await turn.people(company_id), await away_in(turn, company_id), policy.same_person_twice
    )


async def asked_now(turn: Turn, request: ApprovalRequest) -> list[Asked]:
    """Who may decide on a request as things stand now; nobody when its requester has left."""
    requester = await requester_of(turn, request)
    if requester is None:
        return []
    policy = await pinned_policy(turn.store, request)
    return asked(request, requester, await company_now(turn, request.company_id, policy))


async def deciders_of(turn: Turn, request: ApprovalRequest) -> list[Contact]:
    """The contacts among `asked_now`."""
    return [place.contact for place in await asked_now(turn, request)]


async def requester_of(turn: Turn, request: ApprovalRequest) -> Contact | None:
    """Who asks; None when they may no longer act for the company."""
    asking = await turn.store.membership(request.requester_membership_id)
    if asking.ended_at is not None:
        return None
    contact = contact_of(asking, await turn.people(request.company_id))
    return contact if contact and contact.active else None


async def waiting_for_me(turn: Turn) -> list[ApprovalRequest]:
    """The requests that the active member may decide as things stand now, oldest first."""
    me = (await turn.contact()).email
    return [
        request
        for request in await turn.store.approvals_waiting(turn.member.company_id)
        if any(contact.email == me for contact in await deciders_of(turn, request))
    ]
