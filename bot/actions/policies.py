"""The policy of a company, and what it asks of an order."""

from __future__ import annotations

from datetime import datetime

import msgspec

from bot.actions.mandates import people_in
from bot.actions.policy_facts import facts_of
from bot.actions.turn import Turn
from bot.domain.approval import Company
from bot.domain.entities import ApprovalRequest, Cart, CompanyPolicy
from bot.domain.policy import Policy
from bot.domain.policy.check_company import Surroundings
from bot.domain.policy.plan import Plan, plan
from bot.ports import Store
from shop_client.model import Company as ShopCompany
from shop_client.model import Contact, OrderDraft, Quotation
from shop_client.port import Shop

_MOST_PAGES = 100
"""Of the catalogue, read for its categories."""


async def plan_for(
    turn: Turn, cart: Cart, draft: OrderDraft, quotation: Quotation, requester: Contact
) -> Plan:
    """Which tiers an order needs under the policy that holds now.

    Raises:
        ShopError: a rule looks at what only the shop knows, and it gives no answer.
    """
    policy_id, policy = await policy_of(turn.store, cart.company_id)
    facts = await facts_of(turn, cart, draft, quotation, requester, policy)
    people = await turn.people(cart.company_id)
    # Who is away is no matter here: that they are asked at all does not change with it.
    company = Company(people, {}, policy.same_person_twice)
    return Plan(policy_id, policy, plan(policy, facts, requester, company))


async def policy_of(store: Store, company_id: str) -> tuple[str | None, Policy]:
    """The version that holds now and what it says; None and the default without any."""
    newest = await store.newest_policy(company_id)
    return (None, Policy()) if newest is None else (newest.id, content_of(newest))


async def pinned_policy(store: Store, request: ApprovalRequest) -> Policy:
    """The policy that a request was made under, whatever holds since."""
    if request.policy_id is None:
        return Policy()
    return content_of(await store.policy(request.policy_id))


def content_of(version: CompanyPolicy) -> Policy:
    """What a version says."""
    return msgspec.json.decode(version.content, type=Policy)


async def lay_down(
    store: Store, company: ShopCompany, policy: Policy, *, by: str, by_staff: bool, now: datetime
) -> CompanyPolicy:
    """Makes a policy the one that holds from now on; requests under way keep theirs.

    A policy without a currency gets the company's, so that a later change of that one is noticed.
    The commit is a conflict when somebody else laid one down meanwhile.
    """
    newest = await store.newest_policy(company.id)
    currency = policy.currency or company.currency
    version = CompanyPolicy(
        company_id=company.id,
        number=newest.number + 1 if newest else 1,
        content=msgspec.json.encode(msgspec.structs.replace(policy, currency=currency)).decode(),
        set_by=by,
        by_staff=by_staff,
        set_at=now,
    )
    store.add(version)
    return version


async def surroundings(
    store: Store, shop: Shop, company: ShopCompany, policy: Policy
) -> Surroundings:
    """What a policy is checked against for one company.

    Raises:
        ShopError: the shop gives no answer.
    """
    skus = [sku for rule in policy.rules for sku in rule.when.skus]
    categories: set[str] = set()
    if any(rule.when.categories for rule in policy.rules):
        categories = await categories_of(shop)
    return Surroundings(
        currency=company.currency,
        people=await people_in(store, shop, company.id),
        skus=frozenset(product.sku for product in await shop.products(skus))
        if skus
        else frozenset(),
        categories=frozenset(categories),
        po_required=company.po_required,
    )


async def categories_of(shop: Shop) -> set[str]:
    """All categories that the shop's products are in. Raises ShopError."""
    found: set[str] = set()
    cursor, pages = None, 0
    while pages < _MOST_PAGES:
        page = await shop.catalogue_changes(cursor)
        found |= {product.category for product in page.products if product.category}
        if page.complete:
            break
        cursor, pages = page.cursor, pages + 1
    return found
