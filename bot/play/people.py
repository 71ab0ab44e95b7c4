"""A person of a story: what they were shown, what they can press, what the story looked at."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.channels.rendering import whole_text
from bot.messages import Button, Card, InboundKind, InboundMessage, Sender
from bot.play.story import Cast
from bot.play.values import ExpectationError, is_labelled
from bot.ports import LocalMessage

CHANNEL, WORKSPACE = "terminal", "local"


@dataclass
class Player:
    """One person at their terminal.

    Attributes:
        shown: every message they got, edits too, oldest first.
        looked_at: how many of those the story is done with.
        since_own: how many there were when they last did something.
    """

    word: str
    cast: Cast
    shown: list[LocalMessage] = field(default_factory=list)
    looked_at: int = 0
    since_own: int = 0

    @property
    def key(self) -> str:
        """Their conversation's key."""
        return self.message(InboundKind.TEXT).conversation_key

    @property
    def last_seq(self) -> int:
        """The last message they got."""
        return self.shown[-1].seq if self.shown else 0

    def message(self, kind: InboundKind, **more: Any) -> InboundMessage:
        """Something they send, with an id of its own."""
        sender = Sender(self.word, self.cast.name, self.cast.language)
        fresh = uuid.uuid4().hex
        return InboundMessage(CHANNEL, WORKSPACE, fresh, self.word, kind, sender=sender, **more)

    def acts(self) -> None:
        """Whoever writes or presses has read what was there."""
        self.looked_at = self.since_own = len(self.shown)

    def unread(self) -> list[Card]:
        """The cards that the story has not looked at."""
        return [message.card for message in self.shown[self.looked_at :]]

    def answers(self) -> list[str]:
        """The texts they got since they last did something, their own name left out."""
        return [
            whole_text(message.card).replace(self.cast.name, "…")
            for message in self.shown[self.since_own :]
        ]

    def button(self, label: str) -> Button:
        """The newest button with this label on what is shown now. Raises ExpectationError."""
        for card in self._visible():
            for button in card.buttons:
                if is_labelled(button.label, label):
                    return button
        labels = [button.label for card in self._visible() for button in card.buttons]
        raise ExpectationError(f"{self.word} has no button “{label}”, only {_listed(labels)}")

    def stale_button(self, label: str) -> Button:
        """The newest button with this label that was replaced since. Raises ExpectationError."""
        alive = {button.token for card in self._visible() for button in card.buttons}
        for message in reversed(self.shown):
            for button in message.card.buttons:
                if button.token not in alive and is_labelled(button.label, label):
                    return button
        raise ExpectationError(f"{self.word} has no replaced button “{label}”")

    def _visible(self) -> Iterator[Card]:
        """The cards as they stand on the screen, newest first: an edit replaces its original."""
        latest: dict[str, Card] = {}
        for message in self.shown:
            root = message.edits or message.message_id
            if message.edits is None or root not in latest:
                latest.pop(root, None)
            latest[root] = message.card
        return iter(reversed(latest.values()))


def _listed(labels: list[str]) -> str:
    return ", ".join(f"“{label}”" for label in labels) if labels else "no buttons at all"
