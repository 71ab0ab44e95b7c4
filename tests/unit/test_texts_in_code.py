"""What the code says exists in the catalogues, with the values it is given, and nothing more."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from test_texts import variables

import bot
import shop_client
from bot import texts
from bot.domain.entities import ApprovalState, PlacementState
from bot.intents.commands import COMMANDS
from bot.intents.fallback import keyword
from bot.intents.schema import Intent
from shop_client.model import ChargeKind, OrderState, ProductStatus, Role

BOT = Path(bot.__file__).parent
PRODUCTS = Path(shop_client.__file__).parent / "sample" / "products.csv"
KEY = re.compile(r"[a-z]+(-[a-z0-9]+)*")
ELSEWHERE = ("quantity-", "sandbox-")
"""Beginnings of keys that data or the sandbox's page use; tests/browser holds the latter."""
KEY_IN_PAGE = re.compile(r"""["'`]([a-z]+(?:-[a-z0-9]+)*)["'`]""")


@dataclass(frozen=True)
class Says:
    """A function that is given a text key.

    Attributes:
        position: of the key among the arguments.
        adds: values that it gives beside those of its caller.
    """

    position: int = 0
    adds: frozenset[str] = frozenset()


SAYING = {
    **dict.fromkeys(
        ("say", "title", "field", "note", "text", "button", "use_button", "because"), Says()
    ),
    "close_card": Says(1, frozenset({"at"})),
    **dict.fromkeys(("close_own", "close_all", "take_down"), Says(2, frozenset({"at"}))),
    "ask_vat_number": Says(1, frozenset({"merchant"})),
    "tell_of_order": Says(2, frozenset({"total"})),
    "is_not_placed": Says(3, frozenset({"total"})),
    "tell_requester": Says(2, frozenset({"total", "who"})),
}

DECIDED = [state.value for state in ApprovalState if state is not ApprovalState.WAITING]
LIMITED = {role.value for role in Role if role is not Role.ADMINISTRATOR}
DONE = {PlacementState.PLACED, PlacementState.REFUSED}


def sold_in() -> set[str]:
    with PRODUCTS.open(encoding="utf-8", newline="") as file:
        return {row["unit"] for row in csv.DictReader(file)}


def told_of_products() -> set[str]:
    """Attributes of the sample products that customers are shown."""
    with PRODUCTS.open(encoding="utf-8", newline="") as file:
        told = {
            part.partition("=")[0]
            for r in csv.DictReader(file)
            for part in r["attributes"].split(";")
        }
    return {name for name in told if f"attribute-{name.replace('_', '-')}" in texts.keys("en")}


def asked() -> set[str]:
    """The names of all questions that are left open."""
    return {
        node.args[0].value
        for _, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "ask"
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def families() -> dict[str, tuple[set[str], set[str]]]:
    """Keys that are put together while running: prefix to members and the values they get."""
    return {
        "attribute-": (told_of_products(), set()),
        "quantity-": (sold_in() | {"piece", "other"}, {"n", "number"}),
        "charge-": ({kind.value for kind in ChargeKind}, set()),
        "order-": ({state.value for state in OrderState}, set()),
        "placement-": ({s.value for s in PlacementState if s not in DONE}, set()),
        "status-product-": (
            {s.value for s in ProductStatus if s is not ProductStatus.ORDERABLE},
            set(),
        ),
        "status-": (set(DECIDED), {"who", "at"}),
        "already-": (set(DECIDED), {"who", "at"}),
        "decide-": ({"wrong", "away"}, set()),
        "still-waiting-": (asked(), set()),
        "role-": ({role.value for role in Role} | {f"{r.value}-up-to" for r in Role}, {"limit"}),
        "button-role-": ({role.value for role in Role}, set()),
        "ask-limit-": (LIMITED, {"name"}),
        "button-no-limit-": (LIMITED, set()),
    }


@cache
def modules() -> list[tuple[Path, ast.Module]]:
    """Modules that speak to people: the actions, and what builds on them or on the texts."""
    found = []
    for path in sorted(BOT.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        if "bot.actions" in source or "bot.texts" in source or path.parent.name == "actions":
            found.append((path, ast.parse(source)))
    return found


def parts(node: ast.expr, function: ast.AST) -> Iterator[ast.expr]:
    """The expressions a key can be: both sides of a choice, what a name was set to."""
    if isinstance(node, ast.IfExp):
        yield from parts(node.body, function)
        yield from parts(node.orelse, function)
    elif isinstance(node, ast.Name):
        for found in ast.walk(function):
            if isinstance(found, ast.Assign) and any(
                isinstance(target, ast.Name) and target.id == node.id for target in found.targets
            ):
                yield from parts(found.value, function)
    else:
        yield node


def sayings() -> Iterator[tuple[str, ast.expr, set[str] | None]]:
    """Where each key is said: place, key, and the values given (None when they can't be told)."""
    for path, tree in modules():
        functions = [
            n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)
        ]
        for function in functions:
            for call in ast.walk(function):
                if not isinstance(call, ast.Call):
                    continue
                called = call.func
                name = getattr(called, "attr", getattr(called, "id", ""))
                says = SAYING.get(name)
                if isinstance(called, ast.Attribute) and ast.unparse(called) == "texts.text":
                    says = Says(1)
                if says is None or len(call.args) <= says.position:
                    continue
                given: set[str] | None = {k.arg for k in call.keywords if k.arg} | says.adds
                if any(keyword.arg is None for keyword in call.keywords):
                    given = None
                for key in parts(call.args[says.position], function):
                    yield f"{path.relative_to(BOT)}:{call.lineno}", key, given


def literal(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value if KEY.fullmatch(node.value) else None
    return None


def prefix(node: ast.expr) -> str | None:
    """The literal beginning of a key that is put together."""
    first: ast.expr | None = None
    if isinstance(node, ast.JoinedStr):
        first = node.values[0]
    elif isinstance(node, ast.BinOp):
        first = node.left
        while isinstance(first, ast.BinOp):
            first = first.left
    if isinstance(first, ast.Constant) and str(first.value).endswith("-"):
        return str(first.value)
    return None


def test_what_is_said_is_written() -> None:
    written = variables("en")
    missing = [
        (place, key)
        for place, node, _ in sayings()
        if (key := literal(node)) and key not in written
    ]
    assert missing == []


def test_what_is_said_has_its_values() -> None:
    written = variables("en")
    lacking = [
        (place, key, sorted(written[key] - given))
        for place, node, given in sayings()
        if (key := literal(node)) in written and given is not None and written[key] - given
    ]
    assert lacking == []


def test_what_is_put_together_is_a_family_we_know() -> None:
    found = {begun for _, node, _ in sayings() if (begun := prefix(node))}
    assert found == families().keys()


def test_families_are_complete() -> None:
    written = variables("en")
    for begun, (members, given) in families().items():
        for member in members:
            key = begun + member.replace("_", "-")
            assert key in written, key
            assert written[key] <= given, key


def test_nothing_is_written_that_nobody_says() -> None:
    used = {
        node.value
        for path in BOT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    for page in BOT.glob("channels/**/*.html"):
        used |= set(KEY_IN_PAGE.findall(page.read_text(encoding="utf-8")))
    for begun, (members, _) in families().items():
        used |= {begun + member.replace("_", "-") for member in members}
    unsaid = {key for key in variables("en") if key not in used and not key.startswith(ELSEWHERE)}
    assert sorted(unsaid) == []


def test_commands_that_are_offered_exist() -> None:
    own = {
        node.args[0].value
        for _, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "on_command"
        and isinstance(node.args[0], ast.Constant)
    }
    for language in texts.LANGUAGES:
        for key in ("help", "nothing-to-confirm", "button-unknown", "which-language"):
            offered = set(re.findall(r"/([a-z]+)", texts.text(language, key)))
            assert offered, key
            assert offered <= COMMANDS.keys() | own, (language, key)


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_words_we_tell_people_to_write_need_no_parser(language: str) -> None:
    """«human» and the like are understood exactly as they are offered."""
    promised = {
        "code-sent": Intent.TALK_TO_HUMAN,
        "too-many-codes": Intent.TALK_TO_HUMAN,
        "membership-archived": Intent.TALK_TO_HUMAN,
        "order-refused": Intent.TALK_TO_HUMAN,
        "out-of-scope": Intent.HELP,
        "cart-kept": Intent.SUBMIT_CART,
        "welcome": Intent.REORDER,
        "cart-empty": Intent.REORDER,
    }
    for key, intent in promised.items():
        said = texts.text(language, key, email="", minutes=10, company="", total="")
        quoted = re.findall("«([^»]+)»", said)
        assert keyword(quoted[-1], language) is intent, (key, quoted)
