"""The sentences of a story: what each looks like, what goes after its colon, and what it is for.

The schema, the reference and the runner are all held against this table. Scalars are read as
text, so that `Yes` and `3` mean what they say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

Schema = dict[str, Any]

NAME = r"[a-z][a-z0-9_-]*"
RESERVED = ("bot", "expect", "shop", "vies", "wait", "product", "contact", "stock", "price")
"""Words that no person of a story may be called."""

TEXT: Schema = {"type": ["string", "number", "boolean"]}
NOTHING: Schema = {"type": ["null", "string"], "maxLength": 0}
TEXTS: Schema = {"oneOf": [TEXT, {"type": "array", "items": TEXT, "minItems": 1}]}
QUANTITIES: Schema = {"type": "object", "additionalProperties": TEXT}


def _record(properties: dict[str, Schema], required: Sequence[str] = ()) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


CARD = _record(
    {
        "text": TEXTS,
        "not": TEXTS,
        "buttons": TEXTS,
        "no buttons": TEXTS,
        "fields": QUANTITIES,
        "file": TEXT,
    }
)


@dataclass(frozen=True)
class Sentence:
    """One kind of step.

    Attributes:
        key: its name, and the runner's method.
        template: how it is written; PERSON, STAFF, SKU, ADDRESS and COMPANY stand for words.
        value: JSON schema of what goes after the colon.
        help: what it does, for the reference.
    """

    key: str
    template: str
    value: Schema
    help: str

    @cached_property
    def pattern(self) -> str:
        """A regular expression of the whole sentence, its words as named groups."""
        words = {"PERSON": NAME, "STAFF": NAME}
        parts = [
            f"(?P<{part.lower()}>{words.get(part, r'[^ ]+')})" if part.isupper() else part
            for part in self.template.split(" ")
            if part
        ]
        return f"^{' '.join(parts)}$"

    def match(self, text: str) -> dict[str, str] | None:
        """The words that were put in, or None when it is another sentence."""
        found = re.fullmatch(self.pattern, text)
        return found.groupdict() if found else None


SENTENCES = (
    Sentence("says", "PERSON says", TEXT, "Writes a message; `/…` is a command."),
    Sentence(
        "presses",
        "PERSON presses",
        TEXT,
        "Presses the newest button with this label (a regular expression of the whole label will "
        "do).",
    ),
    Sentence(
        "presses_twice",
        "PERSON presses twice",
        TEXT,
        "Presses it twice at the same moment, as an impatient person does.",
    ),
    Sentence(
        "presses_stale",
        "PERSON presses stale",
        TEXT,
        "Presses the newest button of this label that is no longer shown.",
    ),
    Sentence(
        "sends_file", "PERSON sends file", TEXT, "Sends a file; the path starts at the story."
    ),
    Sentence(
        "reads_code",
        "PERSON reads code from mail to",
        TEXT,
        "Takes the six digits from the newest mail to an address and types them.",
    ),
    Sentence(
        "joins",
        "PERSON joins from mail to",
        TEXT,
        "Takes the invitation's code from the newest mail to an address and comes in with it.",
    ),
    Sentence(
        "is_verified",
        "PERSON is verified",
        _record({"vat": TEXT, "email": TEXT, "account": TEXT}, ["vat", "email"]),
        "Has the whole conversation of identification: VAT number, e-mail, code, and the `account` "
        "to press where there are several.",
    ),
    Sentence(
        "answers",
        "bot answers PERSON",
        {"oneOf": [TEXT, CARD]},
        "One of the cards this person got and the story has not yet looked at has this text (a "
        "regular expression), buttons and fields, and `not` that text. Cards before it are passed "
        "over.",
    ),
    Sentence(
        "nothing_to",
        "expect nothing to PERSON",
        NOTHING,
        "They got no card that the story has not looked at.",
    ),
    Sentence(
        "same_answer",
        "expect same answer",
        {"type": "array", "items": TEXT, "minItems": 2},
        "Each of these people got the same cards since they last did something.",
    ),
    Sentence("wait", "wait", TEXT, "Moves the clock: `3 days`, `2 hours 30 minutes`."),
    Sentence(
        "wait_until",
        "wait until",
        TEXT,
        "Moves the clock to the next such moment in Brussels: `Monday 09:30`, `24 December 10:00`.",
    ),
    Sentence(
        "shop",
        "shop",
        {"enum": ["up", "slow", "down"]},
        "From now on the shop answers, answers late, or not at all.",
    ),
    Sentence(
        "vies",
        "vies",
        {
            "oneOf": [
                {"enum": ["up", "slow", "down"]},
                _record({"number": TEXT, "outcome": TEXT}, ["number", "outcome"]),
            ]
        },
        "The same for VIES; or what it says about one number: `valid`, `invalid` or a fault such "
        "as `MS_UNAVAILABLE`.",
    ),
    Sentence(
        "contact_archived",
        "contact archived",
        _record({"email": TEXT}, ["email"]),
        "The merchant archives a contact in the shop.",
    ),
    Sentence("discontinued", "product discontinued", TEXT, "The merchant takes a SKU off sale."),
    Sentence("stock_of", "stock of SKU", TEXT, "The merchant has this many units from now on."),
    Sentence("price_of", "price of SKU", TEXT, "The list price from now on."),
    Sentence(
        "cart_of",
        "expect cart of PERSON",
        _record({"lines": QUANTITIES, "po_number": TEXT}),
        "Exactly these lines (SKU: quantity) are in their open cart.",
    ),
    Sentence("empty_cart_of", "expect empty cart of PERSON", NOTHING, "Nothing is in their cart."),
    Sentence(
        "order",
        "expect order",
        _record(
            {
                "company": TEXT,
                "account": TEXT,
                "number": TEXT,
                "state": TEXT,
                "po_number": TEXT,
                "lines": QUANTITIES,
                "total": TEXT,
                "count": TEXT,
            },
            ["company"],
        ),
        "The newest order that came through the assistant stands in the shop like this. `company` "
        "is a VAT number, `account` a regular expression of the account's name; `total` has the "
        "tax in it; `count` says how many such orders there are in all.",
    ),
    Sentence("no_order", "expect no order of COMPANY", NOTHING, "None came through the assistant."),
    Sentence(
        "invoice",
        "expect invoice",
        _record({"company": TEXT, "account": TEXT, "state": TEXT, "total": TEXT}, ["company"]),
        "The newest order that came through the assistant has such an invoice.",
    ),
    Sentence(
        "mail",
        "expect mail",
        _record({"to": TEXT, "subject": TEXT, "text": TEXT}, ["to"]),
        "A mail to this address, not yet looked at, has this text and subject.",
    ),
    Sentence("no_mail", "expect no mail to ADDRESS", NOTHING, "No mail that was not looked at."),
    Sentence("takes", "STAFF takes case of", TEXT, "A member of staff takes a person's case."),
    Sentence("says_to", "STAFF says to PERSON", TEXT, "Staff write to a person."),
    Sentence("hands_back", "STAFF hands back", TEXT, "Staff give a person back to the assistant."),
    Sentence("releases", "STAFF releases order of", TEXT, "Staff let a held order go."),
    Sentence("refuses", "STAFF refuses order of PERSON", TEXT, "Staff refuse it, and say why."),
    Sentence(
        "sees_case",
        "STAFF sees case of PERSON",
        _record({"kind": TEXT, "text": TEXTS, "not": TEXTS}),
        "The open case is of this kind and its transcript and data have this text.",
    ),
    Sentence(
        "gives_role",
        "STAFF gives role",
        _record(
            {"company": TEXT, "email": TEXT, "roles": TEXT, "limit": TEXT, "name": TEXT},
            ["company", "email", "roles"],
        ),
        "Staff give somebody roles (separated by commas) and a limit, whatever the shop says.",
    ),
    Sentence(
        "removes",
        "STAFF removes",
        _record({"company": TEXT, "email": TEXT}, ["company", "email"]),
        "Staff end what somebody may do for a company.",
    ),
    Sentence(
        "invites",
        "STAFF invites",
        _record({"company": TEXT, "email": TEXT}, ["company", "email"]),
        "Staff mail an invitation code.",
    ),
    Sentence(
        "lays_down_policy",
        "STAFF lays down policy of COMPANY",
        {"type": "object"},
        "Staff lay down an approval policy, written as in its file, for the company with this VAT "
        "number.",
    ),
    Sentence("no_case", "expect no case of PERSON", NOTHING, "Nothing of theirs waits for staff."),
)


def sentence_of(text: str) -> tuple[Sentence, dict[str, str]] | None:
    """The sentence that a step is written as, with its words; None when there is no such one."""
    for sentence in SENTENCES:
        words = sentence.match(text)
        if words is not None:
            return sentence, words
    return None


def schema() -> Schema:
    """The JSON schema of a story."""
    # Named groups are written otherwise in an editor's regular expressions.
    by_pattern = {re.sub(r"\?P<\w+>", "?:", s.pattern): s for s in SENTENCES}
    bare = [pattern for pattern, s in by_pattern.items() if s.value is NOTHING]
    person = _record({"name": TEXT, "language": TEXT, "channel": {"enum": ["terminal"]}})
    person["type"] = ["object", "null", "string"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A story for `comptoir play`",
        "type": "object",
        "required": ["story", "people", "steps"],
        "additionalProperties": False,
        "properties": {
            "story": {**TEXT, "description": "What a person wants, in one sentence."},
            "language": {
                "enum": ["en", "fr", "de", "nl"],
                "description": "What people's channels are set to.",
            },
            "people": {
                "type": "object",
                "minProperties": 1,
                "propertyNames": {"pattern": f"^{NAME}$", "not": {"enum": list(RESERVED)}},
                "additionalProperties": person,
            },
            "staff": {"type": "array", "items": {"type": "string", "pattern": f"^{NAME}$"}},
            "steps": {
                "type": "array",
                "minItems": 1,
                "items": {
                    "oneOf": [
                        {"type": "string", "anyOf": [{"pattern": p} for p in bare]},
                        {
                            "type": "object",
                            "minProperties": 1,
                            "maxProperties": 1,
                            "additionalProperties": False,
                            "patternProperties": {
                                pattern: {**s.value, "description": s.help}
                                for pattern, s in by_pattern.items()
                            },
                        },
                    ]
                },
            },
        },
    }
