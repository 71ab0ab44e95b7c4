"""Where a story is played: its people, what was captured, the transcript."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from bot.channels.rendering import terminal_text, whats_new
from bot.messages import InboundMessage
from bot.play.harness import Harness
from bot.play.people import Player
from bot.play.report import Report
from bot.play.story import Story
from bot.play.values import ExpectationError

_WIDTH = 96

Handler = Callable[..., Awaitable[None]]
"""Plays one sentence: called with the stage, the step's value and its words by keyword."""


class Stage:
    """One playing of a story.

    Attributes:
        captured: named groups of patterns that were met, by name.
        mails_looked_at: how many mails to an address the story is done with.
    """

    def __init__(self, story: Story, harness: Harness) -> None:
        self.story = story
        self.harness = harness
        self.report = Report(story.title)
        self.captured: dict[str, str] = {}
        self.players = {word: Player(word, cast) for word, cast in story.people.items()}
        self.mails_looked_at: dict[str, int] = {}

    def note(self, line: str) -> None:
        """Adds a line to the transcript."""
        self.report.lines.append(line)

    async def settle(self) -> None:
        """Lets the assistant finish, and everybody see what it said."""
        await self.harness.idle()
        await self.collect()

    async def collect(self) -> None:
        """Brings everybody what was sent to them."""
        for player in self.players.values():
            for message in await self.harness.messages(player.key, player.last_seq):
                player.shown.append(message)
                mark = "↻" if message.edits else "→"
                card = whats_new(message.card) if message.edits else message.card
                first, *rest = terminal_text(card, _WIDTH).splitlines() or [""]
                self.note(f"    {mark} {player.word}: {first}")
                self.report.lines += [f"        {line}" for line in rest]

    async def send(self, player: Player, *messages: InboundMessage) -> None:
        """Sends messages of one person at the same moment, and waits for what comes of them."""
        player.acts()
        await asyncio.gather(*(self.harness.receive(message) for message in messages))
        await self.settle()


def hold(problem: str | None) -> None:
    """Raises ExpectationError when there is a problem."""
    if problem is not None:
        raise ExpectationError(problem)
