"""Entries of the evidence as plain sentences, for the merchant's staff."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from bot.channels.rendering import harmless_line
from bot.domain.audit import ASSISTANT, AuditEntry, AuditKind

_SHORT = 8
"""Digits of a fingerprint that tell it from others of one order."""
_INDENT = " " * 4

SENTENCES: dict[AuditKind, str] = {
    AuditKind.REQUEST_MADE: "{who} asked for approval of {total}{print}{rules}:{lines}",
    AuditKind.REQUEST_SHOWN: "It was shown to {names}{print}.",
    AuditKind.REQUEST_REMINDED: "{names} was reminded.",
    AuditKind.REQUEST_ESCALATED: "It was escalated to {names}.",
    AuditKind.REQUEST_DELEGATED: "{who} passed it on to {names}.",
    AuditKind.REQUEST_ABSENT: "{names} was passed over{why}.",
    AuditKind.REQUEST_APPROVED: "{who} approved {total}{print}.",
    AuditKind.REQUEST_REJECTED: "{who} rejected it{text}.",
    AuditKind.REQUEST_CUT: "{who} cut it to {total}{print}:{lines}",
    AuditKind.REQUEST_ASKED: "{who} asked{text}.",
    AuditKind.REQUEST_ANSWERED: "{who} answered{text}.",
    AuditKind.REQUEST_VOID: "It became void{why}; by then it was {total}{print}:{lines}",
    AuditKind.REQUEST_EXPIRED: "It expired undecided.",
    AuditKind.REQUEST_WITHDRAWN: "{who} withdrew it{why}.",
    AuditKind.ORDER_PREPARED: "{who} had the order of {total} prepared as {reference}"
    "{print}:{lines}",
    AuditKind.ORDER_HELD: "The order was held{why}.",
    AuditKind.ORDER_RELEASED: "{who} let the order go.",
    AuditKind.ORDER_SENDING: "The order was being sent to the shop as {reference}.",
    AuditKind.ORDER_PLACED: "The shop took the order as {number}.",
    AuditKind.ORDER_DIFFERENT: "The shop's order {number} differs from what was agreed.",
    AuditKind.ORDER_REFUSED: "The order was refused{why}{text}.",
    AuditKind.ORDER_AGREED: "{who} took the shop's order {number} of {total} as it is.",
    AuditKind.ORDER_CANCELLED: "{who} had {number} cancelled in the shop.",
    AuditKind.ORDER_UNKNOWN: "It was in doubt whether the shop took {reference}.",
    AuditKind.ORDER_HANDED: "The merchant's staff were asked to look for {reference}.",
    AuditKind.ORDER_SETTLED: "{who} settled it: {placed}{text}.",
    AuditKind.POLICY_CHANGED: "{who} laid down version {number} of the policy.",
    AuditKind.ROLE_GIVEN: "{who} gave {email} the roles {roles}{limit}.",
    AuditKind.ROLE_TAKEN: "{who} removed {email}.",
    AuditKind.MEMBER_INVITED: "{who} invited {email}.",
    AuditKind.MAILBOX_PROVED: "{who} proved to read the mail of {email}.",
    AuditKind.ABSENCE_SET: "{who} noted that {email} is away from {starts} to {ends}.",
    AuditKind.ABSENCE_ENDED: "{who} noted that {email} is back.",
    AuditKind.VAT_USED: "The tax rested on VIES: {outcome}, asked {asked_at}, "
    "consultation number {consultation}.",
    AuditKind.CREDIT_RESERVED: "{amount} of credit was reserved.",
    AuditKind.CREDIT_RELEASED: "{amount} of credit was released.",
    AuditKind.CONTENT_ERASED: "{who} erased personal content of the entries {numbers}.",
}


def moment(at: datetime, zone: ZoneInfo) -> str:
    """An instant as it stands before a sentence: "23 Nov 2026 10:04"."""
    return f"{at.astimezone(zone):%-d %b %Y %H:%M}"


def story(entries: Iterable[AuditEntry], zone: ZoneInfo) -> Iterator[str]:
    """A line for each entry, by their time; beneath it the goods, the first time they are seen."""
    seen: set[str] = set()
    for entry in sorted(entries, key=lambda one: (one.at, one.number)):
        first, *goods = sentence(entry).split("\n")
        if goods:
            fingerprint = json.loads(entry.facts).get("fingerprint", "")
            if fingerprint in seen:
                first, goods = f"{first.removesuffix(':')}, as above.", []
            seen.add(fingerprint)
        yield f"{moment(entry.at, zone)} — {first}"
        yield from goods


def sentence(entry: AuditEntry) -> str:
    """What an entry says; an unknown kind, of a later version, is told by its word."""
    try:
        return _sentence(entry)
    except (ValueError, KeyError, TypeError, AttributeError):
        # Nothing that was recorded looks so: somebody changed it, which `verify` will say.
        return f"{harmless_line(entry.kind)}: what it says can't be read."


def _sentence(entry: AuditEntry) -> str:
    facts, personal = json.loads(entry.facts), json.loads(entry.personal or "{}")
    who = _who(entry, personal)
    if entry.kind not in SENTENCES:
        return f"{who}: {harmless_line(entry.kind)}."
    told = {name: _told(value) for name, value in (facts | personal).items()}
    given = _Words(told) | {
        "who": who,
        "names": told.get("names") or "somebody whose name was erased",
        "email": told.get("email") or "somebody whose address was erased",
        "print": f", fingerprint {told['fingerprint'][:_SHORT]}" if "fingerprint" in told else "",
        "why": f" ({told['why']})" if "why" in told else "",
        "text": f": “{told['text']}”" if "text" in told else "",
        "rules": f" ({_spoken(facts['rules'])})" if facts.get("rules") else "",
        "limit": f", up to {told['limit']}" if "limit" in told else "",
        "placed": f"placed as {told['number']}" if "number" in told else "not placed",
        "lines": "".join(_goods(facts.get("quotation"))),
    }
    return SENTENCES[AuditKind(entry.kind)].format_map(_Words(given))


class _Words(dict[str, str]):
    """What a sentence is filled with; content of another version may lack something."""

    def __missing__(self, name: str) -> str:
        return "–"


def _who(entry: AuditEntry, personal: dict[str, Any]) -> str:
    if entry.who == ASSISTANT.id:
        return "The assistant"
    name = harmless_line(str(personal.get("name") or "Somebody whose name was erased"))
    return f"{name} (staff)" if entry.who.startswith("staff:") else name


def _told(value: Any) -> str:
    """A value of a content, on one line."""
    if isinstance(value, dict) and value.keys() == {"amount", "currency"}:
        return _money(value)
    if isinstance(value, list):
        return ", ".join(_told(item) for item in value)
    return harmless_line(str(value))


def _spoken(keys: Iterable[str]) -> str:
    """Keys of sentences, as words: "over limit, new address"."""
    spoken = (key.removeprefix("reason-").replace("-", " ") for key in dict.fromkeys(keys))
    return harmless_line(", ".join(spoken))


def _money(value: dict[str, str]) -> str:
    return harmless_line(f"{value['amount']} {value['currency']}")


def _goods(quotation: Any) -> Iterator[str]:
    if not isinstance(quotation, dict):
        return
    for line in quotation.get("lines", ()):
        quantity = _number(line["quantity"])
        what = f"{line['unit']} × {line['name']} ({line['sku']}), {_money(line['net'])}"
        yield f"\n{_INDENT}{quantity} {harmless_line(what)}"
    for charge in quotation.get("charges", ()):
        yield f"\n{_INDENT}{harmless_line(charge['name'])}, {_money(charge['net'])}"
    tax = quotation.get("totals", {}).get("tax")
    if tax:
        yield f"\n{_INDENT}tax {_money(tax)}"


def _number(written: str) -> str:
    try:
        return f"{Decimal(written).normalize():f}"
    except InvalidOperation:
        return harmless_line(written)
