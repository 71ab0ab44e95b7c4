"""Cards in a terminal: readable, wrapped, and unable to steer it whatever they contain."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from bot.channels.rendering import harmless, terminal_text, whole_text
from bot.messages import Attachment, Button, ButtonStyle, Card, Field, Row

CARD = Card(
    context="Sample Office",
    title="Your cart",
    text="Here is what you chose.",
    rows=(
        Row("Nitrile gloves blue, size L, box of 100", "3 × 6.90 €", "20.70 €"),
        Row("Copy paper A4 80 g white, 500 sheets", "10 × 4.10 €", "1 041.00 €"),
    ),
    fields=(Field("Total", "1 061.70 €"), Field("Net", "877.44 €")),
    note="Prices hold today.",
    buttons=(Button("Order now", "t1", ButtonStyle.PRIMARY), Button("Change", "t2")),
    attachments=(Attachment("terms.pdf", "application/pdf", b"x" * 12_345),),
)

anything = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from("\x1b\x07\x08\r\t\x00\x7f\x9b\x9d\u202e\u2066\u2069\u200f\u061c\u2028"),
    ),
    max_size=40,
)
cards = st.builds(
    Card,
    text=anything,
    title=anything,
    rows=st.lists(st.builds(Row, anything, anything, anything), max_size=3).map(tuple),
    fields=st.lists(st.builds(Field, anything, anything), max_size=3).map(tuple),
    note=anything,
    context=anything,
    buttons=st.lists(st.builds(Button, anything, st.just("t")), max_size=3).map(tuple),
    attachments=st.lists(
        st.builds(Attachment, anything, st.just("x/y"), st.binary(max_size=3)), max_size=2
    ).map(tuple),
)


def steers(c: str) -> bool:
    direction = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    return (unicodedata.category(c) in ("Cc", "Cs") and c != "\n") or c in direction


@given(cards, st.integers(20, 120))
def test_nothing_in_a_card_can_steer_a_terminal(card: Card, width: int) -> None:
    assert not any(steers(c) for c in terminal_text(card, width))
    assert not any(steers(c) for c in whole_text(card))


@given(cards)
def test_colours_are_the_only_escape_sequences(card: Card) -> None:
    without = re.sub(r"\x1b\[[0-9;]*m", "", terminal_text(card, 80, colour=True))
    assert not any(steers(c) for c in without)


@given(anything)
def test_what_was_made_harmless_stays_as_it_is(text: str) -> None:
    assert harmless(harmless(text)) == harmless(text)


@given(cards, st.integers(20, 120))
def test_no_line_is_wider_than_the_terminal(card: Card, width: int) -> None:
    assert all(cell_len(line) <= width for line in terminal_text(card, width).splitlines())


def test_a_card_shows_all_it_has_and_lines_its_amounts_up() -> None:
    text = terminal_text(CARD, 60)
    lines = text.splitlines()
    assert lines[:3] == ["Sample Office", "Your cart", "Here is what you chose."]
    amounts = [line for line in lines if line.endswith("€") and "×" not in line]
    assert len({cell_len(line) for line in amounts[:2]}) == 1
    assert amounts[0].endswith("20.70 €")
    assert "[1]\N{NO-BREAK SPACE}Order\N{NO-BREAK SPACE}now  [2]\N{NO-BREAK SPACE}Change" in text
    assert "terms.pdf (12 kB)" in text
    assert "\x1b" not in text


def test_the_whole_text_is_not_wrapped() -> None:
    assert whole_text(CARD).splitlines() == [
        "Sample Office",
        "Your cart",
        "Here is what you chose.",
        "Nitrile gloves blue, size L, box of 100  3 × 6.90 €  20.70 €",
        "Copy paper A4 80 g white, 500 sheets  10 × 4.10 €  1 041.00 €",
        "Total: 1 061.70 €",
        "Net: 877.44 €",
        "Prices hold today.",
        "[terms.pdf]",
    ]


def test_markup_is_text() -> None:
    assert terminal_text(Card("[bold]no[/bold] :smile: https://a.example")) == (
        "[bold]no[/bold] :smile: https://a.example"
    )
