"""Cards as text: for a terminal, and on one line a part for whoever compares them.

Everything in a card may have been written by anyone, so that control characters, escape sequences
and marks that turn the reading direction are made visible instead of obeyed.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.messages import Attachment, ButtonStyle, Card

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LINE_ENDS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\v": "\n", "\f": "\n", "\t": " "})
_STYLES = {
    ButtonStyle.DEFAULT: "bold",
    ButtonStyle.PRIMARY: "bold green",
    ButtonStyle.DANGER: "bold red",
}


def harmless(text: str) -> str:
    """The text with whatever could steer a terminal replaced; line breaks stay."""
    text = text.replace("\r\n", "\n").translate(_LINE_ENDS)
    return "".join(
        REPLACEMENT
        if c != "\n" and (unicodedata.category(c) in ("Cc", "Cs") or c in _DIRECTION)
        else c
        for c in text
    )


def harmless_line(text: str) -> str:
    """As `harmless`, on one line."""
    return " ".join(harmless(text).split("\n"))


def size(attachment: Attachment) -> str:
    """How large a file is, for people: "12 kB"."""
    kilobytes = len(attachment.content) / 1000
    return f"{kilobytes / 1000:.1f} MB" if kilobytes >= 1000 else f"{kilobytes:.0f} kB"


def whole_text(card: Card) -> str:
    """All of a card's text, a line for each part, not wrapped: what a reader can find in it."""
    parts = [harmless(card.context), harmless(card.title), harmless(card.text)]
    for row in card.rows:
        cells = (row.title, row.detail, row.amount)
        parts.append("  ".join(harmless_line(cell) for cell in cells if cell))
    parts += [f"{harmless_line(f.label)}: {harmless_line(f.value)}" for f in card.fields]
    parts.append(harmless(card.note))
    parts += [f"[{harmless_line(a.filename)}]" for a in card.attachments]
    return "\n".join(part for part in parts if part)


def whats_new(card: Card) -> Card:
    """What an edit has to show where the original still stands above: the decision alone."""
    if card.buttons or not card.note:
        return card
    return Card(title=card.title, note=card.note)


def terminal_text(card: Card, width: int = 80, *, colour: bool = False) -> str:
    """A card for a terminal, wrapped, its buttons numbered from one; ends without a line break."""
    console = Console(
        file=io.StringIO(),
        width=max(width, 20),
        force_terminal=colour,
        color_system="standard" if colour else None,
        highlight=False,
        legacy_windows=False,
    )
    with console.capture() as capture:
        console.print(Group(*_parts(card)))
    return "\n".join(line.rstrip() for line in capture.get().splitlines())


def _parts(card: Card) -> Iterator[RenderableType]:
    if card.context:
        yield _text(card.context, "dim")
    if card.title:
        yield _text(card.title, "bold")
    if card.text:
        yield _text(card.text)
    if card.rows:
        yield Padding(_rows(card), (0, 0, 0, 2))
    if card.fields:
        yield Padding(_fields(card), (0, 0, 0, 2))
    if card.note:
        yield _text(card.note, "dim italic")
    for attachment in card.attachments:
        name = harmless_line(attachment.filename)
        yield _text(f"\N{PAPERCLIP} {name} ({size(attachment)})")
    if card.buttons:
        yield _buttons(card)


def _text(text: str, style: str = "") -> Text:
    return Text(harmless(text), style=style)


def _rows(card: Card) -> Table:
    amounts = any(row.amount for row in card.rows)
    table = Table.grid(padding=(0, 2), expand=amounts)
    table.add_column(ratio=1 if amounts else None)
    table.add_column(justify="right", no_wrap=True)
    for row in card.rows:
        what = _text(row.title)
        if row.detail:
            what.append(f"\n{harmless(row.detail)}", style="dim")
        table.add_row(what, Text(harmless_line(row.amount)))
    return table


def _fields(card: Card) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim")
    table.add_column(justify="right")
    for field in card.fields:
        table.add_row(Text(harmless_line(field.label)), Text(harmless_line(field.value)))
    return table


def _buttons(card: Card) -> Text:
    text = Text()
    for number, button in enumerate(card.buttons, start=1):
        # Words of a label stay together when the line of buttons wraps.
        label = harmless_line(button.label).replace(" ", "\N{NO-BREAK SPACE}")
        text.append(f"[{number}]\N{NO-BREAK SPACE}{label}", style=_STYLES[button.style])
        text.append("  ")
    return text
