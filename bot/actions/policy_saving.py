"""A change to the policy by the company's administrator: shown first, saved on an explicit yes."""

from __future__ import annotations

from typing import Any

import msgspec

from bot.actions.asking import ask_vat_number
from bot.actions.policies import content_of, lay_down, policy_of, surroundings
from bot.actions.policy_words import PolicyWords
from bot.actions.registry import on_button
from bot.actions.turn import Turn
from bot.domain.audit import AuditKind
from bot.domain.policy import Policy
from bot.domain.policy.bounds import loosens
from bot.domain.policy.changes import Change, changed
from bot.domain.policy.check import check
from bot.domain.policy.check_company import check_company
from bot.domain.policy.findings import Finding, Gravity
from bot.messages import ButtonStyle
from shop_client.model import Role


async def administers(turn: Turn) -> bool:
    """Whether the person may change the policy of the active company; says so when not."""
    if turn.membership is None:
        ask_vat_number(turn)
        return False
    if Role.ADMINISTRATOR in (await turn.contact()).roles:
        return True
    turn.say("policy-not-yours")
    return False


async def words_of(turn: Turn) -> PolicyWords:
    """Says what a policy means, to the person who wrote."""
    names = {contact.email: contact.name for contact in await turn.contacts()}
    return PolicyWords(turn.language, (await turn.company()).currency, names)


async def floor_of(turn: Turn) -> Policy | None:
    """What the merchant's staff laid down last, or None."""
    version = await turn.store.newest_policy_of_staff(turn.member.company_id)
    return content_of(version) if version else None


async def preview(turn: Turn, change: Change) -> None:
    """Shows what a change would mean and what is wrong with it, to be saved or left."""
    new, said = await _made(turn, change)
    if new is None:
        return
    findings = await _findings(turn, new)
    words = await words_of(turn)
    card = turn.reply().title("policy-preview")
    for sentence in said:
        card.quote(sentence)
    for finding in findings:
        card.quote(words.finding(finding))
    if any(finding.gravity is Gravity.ERROR for finding in findings):
        card.say("policy-not-possible")
    else:
        data = {"change": msgspec.to_builtins(change)}
        card.button("button-save-policy", "policy.save", data, style=ButtonStyle.PRIMARY)
    card.button("button-leave-policy", "policy.leave")


async def _made(turn: Turn, change: Change) -> tuple[Policy | None, list[str]]:
    """The policy with the change, and the change in words; None when it may not be made."""
    floor = await floor_of(turn)
    _, policy = await policy_of(turn.store, turn.member.company_id)
    currency = policy.currency or (await turn.company()).currency
    new = msgspec.structs.replace(changed(policy, change, floor), currency=currency)
    if not await _may(turn, policy, new, floor):
        return None, []
    words = await words_of(turn)
    before = words.whole(policy)
    after = words.whole(new)
    gone = [turn.words().text("policy-no-more", sentence=s) for s in before if s not in after]
    return new, [*gone, *(sentence for sentence in after if sentence not in before)]


async def _may(turn: Turn, policy: Policy, new: Policy, floor: Policy | None) -> bool:
    """Whether an administrator may go so far; says why not.

    What staff laid down can only be tightened. Without it, people's own limits, which the shop
    and staff set, hold unless the administrator has none and nobody's was set by staff.
    """
    merchant = turn.services.shop_info.merchant_name
    if floor is not None and loosens(new, floor):
        turn.say("policy-staff-laid-down", merchant=merchant)
        return False
    if floor is None and policy.own_limits and not new.own_limits:
        mandates = await turn.store.mandates_in(turn.member.company_id)
        bound = any(mandate.by_staff and mandate.spending_limit for mandate in mandates)
        if bound or (await turn.contact()).spending_limit is not None:
            turn.say("policy-limits-not-yours", merchant=merchant)
            return False
    return True


async def _findings(turn: Turn, policy: Policy) -> list[Finding]:
    found = list(check(policy))
    if not any(finding.gravity is Gravity.ERROR for finding in found):
        company = await turn.company()
        around = await surroundings(turn.store, turn.services.shop, company, policy)
        found += check_company(policy, around)
    return found


@on_button("policy.save")
async def save(turn: Turn, data: dict[str, Any]) -> None:
    """The explicit yes: a new version, made of what holds at this moment."""
    if not await administers(turn):
        return
    change = msgspec.convert(data["change"], Change)
    new, said = await _made(turn, change)
    if new is None:
        return
    findings = await _findings(turn, new)
    if not said or any(finding.gravity is Gravity.ERROR for finding in findings):
        await turn.use_button("card-outdated")
        turn.say("policy-changed-meanwhile")
        return
    version = await lay_down(
        turn.store, await turn.company(), new, by=turn.called(), by_staff=False, now=turn.now
    )
    turn.record(
        AuditKind.POLICY_CHANGED,
        version,
        policy=version.id,
        number=version.number,
        content=version.content,
    )
    turn.settle_question()
    await turn.use_button()
    turn.say("policy-saved", number=str(version.number))


@on_button("policy.leave")
async def leave(turn: Turn, data: dict[str, Any]) -> None:
    """Changes nothing."""
    if turn.conversation.awaiting == "policy":
        turn.settle_question()
    await turn.use_button()
    turn.say("policy-left")
