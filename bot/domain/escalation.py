"""Who else is asked when those who were asked do not decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from bot.domain.approval import Company, asked
from bot.domain.entities import ApprovalRequest
from bot.domain.spending import may_decide
from shop_client.model import Contact, Role


def raise_to(
    request: ApprovalRequest, requester: Contact, company: Company, named: Sequence[str]
) -> list[Contact]:
    """Whom a request is raised to, beside those who are asked already.

    The people whom the policy names for it; else the approver with the lowest limit that is high
    enough; else the administrators who may decide on the amount.

    Args:
        request: waits.
        requester: of it.
        company: its people now.
        named: e-mail addresses, as `Times.escalate_to`.
    """
    gross = request.quotation.totals.gross
    able = [one for one in company.people if may_decide(one, gross, requester)]
    approvers = [one for one in able if Role.APPROVER in one.roles]
    administrators = [one for one in able if Role.ADMINISTRATOR in one.roles]
    by_name = [one for one in map(company.active, named) if one is not None]
    return (
        _new(by_name, request, requester, company)
        or _new(sorted(approvers, key=_reach), request, requester, company)[:1]
        or _new(administrators, request, requester, company)
    )


def _reach(approver: Contact) -> tuple[bool, Decimal, str]:
    limit = approver.spending_limit
    return limit is None, limit.amount if limit else Decimal(0), approver.name


def _new(
    people: Iterable[Contact], request: ApprovalRequest, requester: Contact, company: Company
) -> list[Contact]:
    """Those of them who are here, not asked yet, and could decide if they were."""
    now = {place.contact.email for place in asked(request, requester, company)}
    wanted = [one for one in people if one.email not in now and one.email not in company.away]
    tried = replace(request, raised_to=[*request.raised_to, *(one.email for one in wanted)])
    accepted = {place.contact.email for place in asked(tried, requester, company)}
    return [one for one in wanted if one.email in accepted]
