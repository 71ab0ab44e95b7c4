"""A card as the messages that show it in Telegram."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from telegram import InlineKeyboardMarkup

from bot.channels.rendering import harmless, harmless_line
from bot.channels.telegram.keyboard import keyboards, long_labels
from bot.channels.telegram.pages import Line, Run, paged
from bot.messages import Card

_NOTHING_TO_SAY = "…"
"""What buttons hang on that have no text of their own."""


@dataclass(frozen=True, slots=True)
class Page:
    """One message: its text in HTML, and the buttons below it."""

    html: str
    keyboard: InlineKeyboardMarkup | None = None


def messages(card: Card) -> list[Page]:
    """The card's texts and buttons; none when it is nothing but files.

    What people and shops wrote is escaped, and shows control and direction marks instead of obeying
    them. The buttons stand below the last page.
    """
    texts = paged(_lines(card))
    below = keyboards(card.buttons)
    if below and not texts:
        texts = [_NOTHING_TO_SAY]
    bare = [Page(text) for text in texts[: len(texts) - 1 if below else None]]
    last = [texts[-1], *(_NOTHING_TO_SAY for _ in below[1:])] if below else []
    return bare + [Page(text, keyboard) for text, keyboard in zip(last, below, strict=True)]


def _lines(card: Card) -> Iterator[Line]:
    parts = (
        _text(card.context, "i") + _text(card.title, "b"),
        _text(card.text),
        _rows(card),
        _fields(card),
        _text(card.note, "i"),
        [(Run(line),) for line in long_labels(card.buttons)],
    )
    begun = False
    for part in parts:
        if part and begun:
            yield (Run(""),)
        yield from part
        begun = begun or bool(part)


def _text(text: str, tag: str = "") -> list[Line]:
    return [(Run(line, tag),) for line in harmless(text).split("\n")] if text else []


def _rows(card: Card) -> list[Line]:
    lines: list[Line] = []
    for row in card.rows:
        told = " — ".join(harmless_line(part) for part in (row.detail, row.amount) if part)
        title = f"• {harmless_line(row.title)}"
        if row.detail:
            lines += [(Run(title),), (Run(f"   {told}"),)]
        else:
            lines.append((Run(f"{title} — {told}" if told else title),))
    return lines


def _fields(card: Card) -> list[Line]:
    return [
        (Run(f"{harmless_line(field.label)}: "), Run(harmless_line(field.value), "b"))
        for field in card.fields
    ]
