"""Cards as Block Kit: as many messages as it takes, each valid, each with a text of its own.

What people and shops wrote goes into `plain_text`, where Slack looks for no mark-up; bold is used
only around words that hold no sign of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.channels.rendering import harmless, harmless_line
from bot.channels.slack import limits
from bot.channels.slack.words import ELLIPSIS, escaped, escaped_line, pieces, shortened
from bot.messages import Button, ButtonStyle, Card, Field, Row

Block = dict[str, Any]

_MARKUP = re.compile(r"[*_~`]|:[\w+-]+:|^[ ]*&gt;", re.MULTILINE)
"""Signs that Slack's mark-up could read: emphasis, code, emoji and quotes."""
_STYLES = {ButtonStyle.PRIMARY: "primary", ButtonStyle.DANGER: "danger"}


@dataclass(frozen=True, slots=True)
class Page:
    """One message: its blocks, and what is read where blocks are not shown."""

    blocks: list[Block]
    text: str


@dataclass(slots=True)
class _Filling:
    """Blocks that still take more."""

    most_blocks: int
    most_characters: int
    blocks: list[Block] = field(default_factory=list)
    characters: int = 0

    def takes(self, unit: Sequence[Block]) -> bool:
        """Whether these fit in."""
        blocks = len(self.blocks) + len(unit)
        return (
            blocks <= self.most_blocks and self.characters + _length(unit) <= self.most_characters
        )

    def add(self, unit: Sequence[Block]) -> None:
        """Adds them."""
        self.blocks += unit
        self.characters += _length(unit)


def pages(card: Card) -> list[Page]:
    """The messages that show a card; its buttons stand in the last."""
    heading = len(card.context.strip()) and limits.CONTEXT
    filled: list[_Filling] = []
    for unit in list(_units(card, _Numbers())) or _file_names(card):
        if not filled or not filled[-1].takes(unit):
            filled.append(_Filling(limits.MESSAGE_BLOCKS - 1, limits.MESSAGE_CHARACTERS - heading))
        filled[-1].add(unit)
    return [
        _page(card, each.blocks, number, len(filled)) for number, each in enumerate(filled, start=1)
    ]


def home_blocks(cards: Sequence[Card]) -> list[Block]:
    """Cards one beneath the other on a page.

    Where they don't fit, the words of a card end in an ellipsis before any button is left out;
    cards that not even that leaves room for are told by their number.
    """
    page = _Filling(limits.VIEW_BLOCKS - 1, limits.VIEW_CHARACTERS)
    numbers = _Numbers()
    parts = [_HomeCard.of(card, place > 0, numbers) for place, card in enumerate(cards)]
    for place, part in enumerate(parts):
        below = [block for later in parts[place + 1 :] for block in later.least()]
        shown = part.fitting(page, below) or part.fitting(page, [])
        if shown is None:
            return [*page.blocks, _context_block([f"{ELLIPSIS} +{len(cards) - place}"])]
        page.add(shown)
    return page.blocks


@dataclass(frozen=True, slots=True)
class _HomeCard:
    """A card on the home page, in the parts that it may be shortened by."""

    head: list[Block]
    words: list[list[Block]]
    buttons: list[Block]

    @classmethod
    def of(cls, card: Card, is_below: bool, numbers: _Numbers) -> _HomeCard:
        """The parts of a card; `is_below` another one, which a line divides it from."""
        words = list(_content(card))
        buttons = [block for unit in _buttons(card.buttons, numbers) for block in unit]
        head = _context(card.context)
        if is_below and (head or words or buttons):
            head = [{"type": "divider"}, *head]
        return cls(head, words, buttons)

    def whole(self) -> list[Block]:
        """All of it."""
        return [*self.head, *(block for unit in self.words for block in unit), *self.buttons]

    def shortened(self, units: int) -> list[Block]:
        """So many units of its words, and all of its buttons."""
        kept = [block for unit in self.words[:units] for block in unit]
        return [*self.head, *kept, _context_block([ELLIPSIS]), *self.buttons]

    def least(self) -> list[Block]:
        """What is kept free for it: its title and buttons; nothing where it has no buttons."""
        return self.shortened(1) if self.buttons else []

    def fitting(self, page: _Filling, below: list[Block]) -> list[Block] | None:
        """As much of it as leaves room for others below; None where nothing of it does."""
        if page.takes([*self.whole(), *below]):
            return self.whole()
        for units in range(len(self.words) - 1, 0, -1):
            if page.takes([*self.shortened(units), *below]):
                return self.shortened(units)
        return None


class _Numbers:
    """Numbers buttons, since an action's id stands once in a message or view."""

    def __init__(self) -> None:
        self._next = 0

    def next(self) -> int:
        """The next one, from zero."""
        self._next += 1
        return self._next - 1


def _page(card: Card, blocks: list[Block], number: int, of: int) -> Page:
    where = [f"{number}/{of}"] if of > 1 else []
    company = [escaped_line(card.context)] if card.context.strip() else []
    whole = [*_context(card.context, *where), *blocks]
    parts = [*company, *(words for block in blocks for words in _words(block)), *where]
    text = "\n".join(parts)
    if len(text) > limits.FALLBACK_TEXT:
        text = text[: limits.FALLBACK_TEXT - 1] + ELLIPSIS
    return Page(whole, text)


def _file_names(card: Card) -> list[list[Block]]:
    """What a message says that comes with files alone."""
    names = "\n".join(file.filename for file in card.attachments if file.filename.strip())
    return [[_section(part)] for part in pieces(names or ELLIPSIS, limits.SECTION)]


def _units(card: Card, numbers: _Numbers) -> Iterator[list[Block]]:
    """Blocks that stay together, in the order of reading."""
    yield from _content(card)
    yield from _buttons(card.buttons, numbers)


def _content(card: Card) -> Iterator[list[Block]]:
    """The same without the buttons."""
    yield from ([block] for block in _title(card.title))
    yield from ([_section(part)] for part in pieces(card.text, limits.SECTION))
    yield from ([block] for block in _rows(card.rows))
    yield from ([block] for block in _fields(card.fields))
    yield from ([_context_block([part])] for part in pieces(card.note, limits.CONTEXT))


def _title(title: str) -> Iterator[Block]:
    line = escaped_line(title).strip()
    if line and len(line) <= limits.HEADER:
        yield {"type": "header", "text": _plain(line)}
    else:
        yield from (_section(part) for part in pieces(title, limits.SECTION))


def _rows(rows: Sequence[Row]) -> Iterator[Block]:
    """As many rows to a section as fit, so that a long list needs few blocks.

    For the same reason they are bold together or not at all.
    """
    gathered: list[str] = []
    can_be_bold = not any(_MARKUP.search(_row(row)) for row in rows)
    kind = "mrkdwn" if can_be_bold else "plain_text"
    for row in rows:
        text = _row(row, is_bold=can_be_bold)
        if len(text) > limits.SECTION:
            yield from _gathered(gathered, kind)
            gathered = []
            whole = _arranged(
                harmless_line(row.title).strip(),
                harmless(row.detail).strip(),
                harmless_line(row.amount).strip(),
            )
            yield from (_section(part) for part in pieces(whole, limits.SECTION))
            continue
        if gathered and len("\n".join([*gathered, text])) > limits.SECTION:
            yield from _gathered(gathered, kind)
            gathered = []
        gathered.append(text)
    yield from _gathered(gathered, kind)


def _gathered(texts: Sequence[str], kind: str) -> Iterator[Block]:
    if texts:
        yield _section("\n".join(texts), kind)


def _row(row: Row, *, is_bold: bool = False) -> str:
    title, amount = escaped_line(row.title).strip(), escaped_line(row.amount).strip()
    shown = f"*{title}*" if is_bold and title else title
    return _arranged(shown, escaped(row.detail).strip(), amount) or ELLIPSIS


def _arranged(title: str, detail: str, amount: str) -> str:
    """A row in the order of reading; the amount stands at the end of its last line."""
    above = "\n".join(part for part in (title, detail) if part)
    return f"{above} \N{EM DASH} {amount}" if above and amount else above or amount


def _fields(fields: Sequence[Field]) -> Iterator[Block]:
    short: list[Block] = []
    for each in fields:
        label, value = escaped_line(each.label).strip(), escaped_line(each.value).strip()
        text = f"{label}: {value}" if label else value or ELLIPSIS
        if len(text) > limits.FIELD - 2:
            yield from _short_fields(short)
            short = []
            whole = f"{each.label}: {each.value}"
            yield from (_section(part) for part in pieces(whole, limits.SECTION))
        elif label and not _MARKUP.search(f"{label}\n{value}"):
            short.append(_bold_text(f"*{label}:* {value}"))
        else:
            short.append(_plain(text))
    yield from _short_fields(short)


def _short_fields(fields: Sequence[Block]) -> Iterator[Block]:
    for start in range(0, len(fields), limits.FIELDS):
        yield {"type": "section", "fields": list(fields[start : start + limits.FIELDS])}


def _buttons(buttons: Sequence[Button], numbers: _Numbers) -> Iterator[list[Block]]:
    """Buttons with whatever of their labels is too long for them, together where that fits."""
    told: list[str] = []
    elements: list[Block] = []
    for place, button in enumerate(buttons, start=1):
        label = shortened(button.label, limits.BUTTON) or ELLIPSIS
        if label.endswith(ELLIPSIS) and label != escaped_line(button.label).strip():
            told.append(f"{place}. {harmless_line(button.label).strip()}")
            label = shortened(f"{place}. {button.label}", limits.BUTTON)
        elements.append(_button(button, label, numbers.next()))
    above = [_section(part) for part in pieces("\n".join(told), limits.SECTION)]
    below: list[Block] = [
        {"type": "actions", "elements": elements[start : start + limits.BUTTONS]}
        for start in range(0, len(elements), limits.BUTTONS)
    ]
    together = [*above, *below]
    if not _Filling(limits.MESSAGE_BLOCKS - 1, limits.MESSAGE_CHARACTERS // 2).takes(together):
        yield from ([block] for block in together)
    elif together:
        yield together


def _button(button: Button, label: str, number: int) -> Block:
    block: Block = {
        "type": "button",
        "text": _plain(label),
        "action_id": f"press-{number}",
        "value": button.token,
    }
    if button.style in _STYLES:
        block["style"] = _STYLES[button.style]
    return block


def _context(*parts: str) -> list[Block]:
    """A small line of those that say something; none for none."""
    said = [shortened(part, limits.CONTEXT) for part in parts if part.strip()]
    return [_context_block(said)] if said else []


def _context_block(parts: Sequence[str]) -> Block:
    return {"type": "context", "elements": [_plain(part) for part in parts]}


def _section(text: str, kind: str = "plain_text") -> Block:
    is_plain = kind == "plain_text"
    return {"type": "section", "text": _plain(text) if is_plain else _bold_text(text)}


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": text, "emoji": False}


def _bold_text(text: str) -> Block:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _words(block: Block) -> Iterator[str]:
    """What is to be read in a block."""
    if "text" in block:
        yield block["text"]["text"]
    yield from (text["text"] for text in block.get("fields", ()))
    elements = block.get("elements", ())
    if block["type"] == "actions":
        yield " ".join(f"[{element['text']['text']}]" for element in elements)
    else:
        yield from (element["text"] for element in elements)


def _length(blocks: Sequence[Block]) -> int:
    return sum(len(words) for block in blocks for words in _words(block))
