"""Which function answers what. A second one for the same thing fails at import."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from bot.actions.turn import Turn
from bot.intents.schema import Intent, Understanding

IntentAction = Callable[[Turn, Understanding], Awaitable[None]]
Answer = Callable[[Turn, str], Awaitable[bool]]
DataAction = Callable[[Turn, dict[str, Any]], Awaitable[None]]
CommandAction = Callable[[Turn, str], Awaitable[None]]

INTENTS: dict[Intent, IntentAction] = {}
ANSWERS: dict[str, Answer] = {}
BUTTONS: dict[str, DataAction] = {}
EVENTS: dict[str, DataAction] = {}
COMMANDS: dict[str, CommandAction] = {}
NEEDS_COMPANY: set[Intent] = set()

_Key = TypeVar("_Key")
_Action = TypeVar("_Action")


def _entry(table: dict[_Key, _Action], key: _Key) -> Callable[[_Action], _Action]:
    def register(action: _Action) -> _Action:
        if key in table:
            raise RuntimeError(f"two actions for {key}")
        table[key] = action
        return action

    return register


def on_intent(
    *intents: Intent, needs_company: bool = True
) -> Callable[[IntentAction], IntentAction]:
    """Registers what answers these intents; without a company they lead to identification."""

    def register(action: IntentAction) -> IntentAction:
        for intent in intents:
            _entry(INTENTS, intent)(action)
            if needs_company:
                NEEDS_COMPANY.add(intent)
        return action

    return register


def on_answer(question: str) -> Callable[[Answer], Answer]:
    """Registers what reads the answer to an open question; it returns False to pass it on."""
    return _entry(ANSWERS, question)


def on_button(name: str) -> Callable[[DataAction], DataAction]:
    """Registers what a button does."""
    return _entry(BUTTONS, name)


def on_event(name: str) -> Callable[[DataAction], DataAction]:
    """Registers what an event of our own does."""
    return _entry(EVENTS, name)


def on_command(name: str) -> Callable[[CommandAction], CommandAction]:
    """Registers a slash command that stands for no intent; it gets what follows its name."""
    return _entry(COMMANDS, name)
