"""Adding a rule: who must agree, one step after the other, and what the rule is called."""

from __future__ import annotations

from typing import Any

import msgspec

from bot.actions.card import CardBuilder
from bot.actions.policies import policy_of
from bot.actions.policy_saving import administers, preview, words_of
from bot.actions.registry import on_button
from bot.actions.turn import Turn
from bot.domain.entities import Need
from bot.domain.policy import Tier
from bot.domain.policy.changes import Change
from bot.domain.policy.drafts import RuleDraft
from bot.messages import ButtonStyle
from shop_client.model import Role

_DECIDERS = {Role.APPROVER, Role.ADMINISTRATOR}
_MOST_PEOPLE = 12
_MOST_STEPS = 4
_LONGEST_NAME = 60
_ROLES = {
    "button-an-approver": Tier(role=Role.APPROVER),
    "button-all-approvers": Tier(role=Role.APPROVER, need=Need.ALL),
    "button-an-administrator": Tier(role=Role.ADMINISTRATOR),
}


async def ask_who(turn: Turn, draft: RuleDraft) -> None:
    """Asks who must agree, or who else after those named already."""
    if draft.ask:
        words = await words_of(turn)
        card = turn.say("ask-policy-who-next", who=words.tier(draft.ask[-1]))
        about = {"draft": msgspec.to_builtins(draft)}
        card.button("button-nobody-else", "policy.enough", about, style=ButtonStyle.PRIMARY)
    else:
        card = turn.say("ask-policy-who")
    for key, tier in _ROLES.items():
        card.choice(card.text(key), "policy.tier", _with(draft, tier))
    _, held = await policy_of(turn.store, turn.member.company_id)
    if held.managers:
        card.button("button-the-manager", "policy.tier", _with(draft, Tier(manager=True)))
    await _people(turn, card, draft)
    card.button("button-leave-policy", "policy.leave")


def _with(draft: RuleDraft, tier: Tier) -> dict[str, Any]:
    return {"draft": msgspec.to_builtins(draft), "tier": msgspec.to_builtins(tier)}


async def _people(turn: Turn, card: CardBuilder, draft: RuleDraft) -> None:
    """A button for each colleague who decides and is not named yet."""
    named = {*draft.people, *(email for tier in draft.ask for email in tier.people)}
    able = [c for c in await turn.contacts() if c.active and c.roles & _DECIDERS]
    free = sorted((c for c in able if c.email not in named), key=lambda c: c.name.casefold())
    for contact in free[:_MOST_PEOPLE]:
        about = {"draft": msgspec.to_builtins(draft), "email": contact.email}
        card.choice(contact.name, "policy.person", about)


@on_button("policy.person")
async def person_chosen(turn: Turn, data: dict[str, Any]) -> None:
    """One more person in this step; then asks whether others decide beside them."""
    if not await administers(turn):
        return
    await turn.use_button()
    draft = msgspec.convert(data["draft"], RuleDraft)
    draft = msgspec.structs.replace(draft, people=(*draft.people, data["email"]))
    names = (await words_of(turn)).tier(Tier(people=draft.people, need=Need.ALL))
    card = turn.say("ask-policy-beside", names=names)
    one, every = Tier(people=draft.people), Tier(people=draft.people, need=Need.ALL)
    if len(draft.people) == 1:
        card.button("button-only-this", "policy.tier", _with(draft, one), style=ButtonStyle.PRIMARY)
    else:
        card.button("button-any-of-them", "policy.tier", _with(draft, one))
        card.button("button-all-of-them", "policy.tier", _with(draft, every))
    await _people(turn, card, draft)
    card.button("button-leave-policy", "policy.leave")


@on_button("policy.tier")
async def tier_chosen(turn: Turn, data: dict[str, Any]) -> None:
    """A step is complete; another may follow."""
    if not await administers(turn):
        return
    await turn.use_button()
    draft = msgspec.convert(data["draft"], RuleDraft).asking(msgspec.convert(data["tier"], Tier))
    if len(draft.ask) < _MOST_STEPS:
        await ask_who(turn, draft)
    else:
        await _ask_name(turn, draft)


@on_button("policy.enough")
async def enough(turn: Turn, data: dict[str, Any]) -> None:
    """Nobody else has to agree."""
    if await administers(turn):
        await turn.use_button()
        await _ask_name(turn, msgspec.convert(data["draft"], RuleDraft))


async def _ask_name(turn: Turn, draft: RuleDraft) -> None:
    """Asks what the rule is called, with what it looks at for a proposal."""
    about = msgspec.to_builtins(draft)
    turn.ask("policy", step="name", draft=about)
    card = turn.say("ask-policy-name")
    _, held = await policy_of(turn.store, turn.member.company_id)
    said = (await words_of(turn)).condition(draft.when, held)[:_LONGEST_NAME].strip()
    proposal = said[:1].upper() + said[1:]
    card.choice(proposal, "policy.name", {"draft": about, "name": proposal})
    card.button("button-leave-policy", "policy.leave")


@on_button("policy.name")
async def name_chosen(turn: Turn, data: dict[str, Any]) -> None:
    """The proposed name."""
    if await administers(turn):
        await turn.use_button()
        await named(turn, msgspec.convert(data["draft"], RuleDraft), data["name"])


async def named(turn: Turn, draft: RuleDraft, written: str) -> bool:
    """Shows the finished rule, to be saved or left; a name that is taken is asked for again."""
    name = " ".join(written.split())[:_LONGEST_NAME]
    _, held = await policy_of(turn.store, turn.member.company_id)
    if any(rule.name == name for rule in held.rules):
        turn.ask("policy", step="name", draft=msgspec.to_builtins(draft))
        turn.say("policy-name-taken", name=name)
        return True
    turn.settle_question()
    await preview(turn, Change(add=draft.rule(name), budget=draft.budget))
    return True
