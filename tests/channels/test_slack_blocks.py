"""Cards in Slack: valid whatever they say, complete on as many pages as it takes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.rendering import harmless
from bot.channels.slack import limits
from bot.channels.slack.blocks import Page, home_blocks, pages
from bot.channels.slack.words import pieces, shortened, written
from bot.messages import Attachment, Button, ButtonStyle, Card, Field, Row
from channels.slack_server.limits import check_blocks, check_text
from channels.slack_server.person import displayed
from channels.slack_server.world import JSON

HOSTILE = [
    "<!channel> <@U0001> <#C0001> <https://evil.example|your bank>",
    "<script>alert(1)</script> & &amp; &lt;",
    "*bold* _it_ ~no~ `code` ```block``` :tada: > quote",
    "&gt; quote",
    "right to left \u202e gnp.exe \u2066 \u200f",
    "null \x00 bell \x07 escape \x1b[31m",
    "x" * 10_000,
    "<" * 10_000,
    "word " * 2_000,
    "line\n" * 2_000,
    "\ud800 lonely",
    "   ",
    "\n",
]
words = st.one_of(
    st.text(max_size=40),
    st.builds(
        lambda piece, times: piece * times,
        st.sampled_from(["<!channel>", "*b* _", "&", "word ", "line\n", "\u202e", "x"]),
        st.integers(min_value=1, max_value=1_200),
    ),
)
labels = st.one_of(words, st.just(""))
cards = st.builds(
    Card,
    text=labels,
    title=labels,
    rows=st.lists(st.builds(Row, words, labels, labels), max_size=6).map(tuple),
    fields=st.lists(st.builds(Field, words, labels), max_size=12).map(tuple),
    note=labels,
    context=st.one_of(st.just(""), st.text(max_size=80)),
    buttons=st.lists(
        st.builds(
            Button,
            words,
            st.text("abcDEF0123-_", min_size=22, max_size=22),
            st.sampled_from(ButtonStyle),
        ),
        max_size=30,
    ).map(tuple),
    attachments=st.sampled_from([(), (Attachment("a<b>.pdf", "application/pdf", b"x"),)]),
)


def said(blocks: list[JSON]) -> Iterator[str]:
    """Every text of blocks as it is read, buttons too."""
    for block in blocks:
        texts = [block["text"]] if "text" in block else []
        texts += block.get("fields", [])
        for element in block.get("elements", ()):
            texts.append(element["text"] if block["type"] == "actions" else element)
        yield from (displayed(text) for text in texts)


def raw(blocks: list[JSON]) -> Iterator[JSON]:
    for block in blocks:
        yield from [block["text"]] if "text" in block else []
        yield from block.get("fields", [])
        for element in block.get("elements", ()):
            yield element["text"] if block["type"] == "actions" else element


def visible(text: str) -> str:
    """What can be seen of a text, without the spaces that paging may change."""
    return re.sub(r"\s", "", harmless(text))


def check(page: Page) -> None:
    check_text(page.text)
    assert page.text.strip()
    assert len(page.text) <= 4_000
    check_blocks(page.blocks, "message")
    assert sum(len(text["text"]) for text in raw(page.blocks)) < 11_000


@settings(max_examples=40, deadline=None)
@given(cards)
def test_every_page_is_valid_and_nothing_is_lost(card: Card) -> None:
    made = pages(card)
    for page in made:
        check(page)
    heading = 1 if card.context.strip() or len(made) > 1 else 0
    blocks = [block for page in made for block in page.blocks[heading:]]
    shown = visible(" ".join(said(blocks)))
    cells = [cell for row in card.rows for cell in (row.title, row.detail, row.amount)]
    values = [part for field in card.fields for part in (field.label, field.value)]
    for part in {card.title, card.text, card.note, *cells, *values}:
        assert visible(part) in shown


@settings(max_examples=25, deadline=None)
@given(cards)
def test_every_button_is_there_once_and_says_its_whole_label(card: Card) -> None:
    made = pages(card)
    found = [
        element
        for page in made
        for block in page.blocks
        if block["type"] == "actions"
        for element in block["elements"]
    ]
    assert [element["value"] for element in found] == [b.token for b in card.buttons]
    heading = 1 if card.context.strip() or len(made) > 1 else 0
    shown = visible(" ".join(t for page in made for t in said(page.blocks[heading:])))
    for button in card.buttons:
        assert visible(button.label) in shown


@settings(max_examples=15, deadline=None)
@given(st.lists(cards, max_size=6))
def test_a_home_page_is_valid(shown: list[Card]) -> None:
    check_blocks(home_blocks(shown), "home")


def test_a_home_page_tells_what_does_not_fit() -> None:
    each = Card(title="Request", fields=(Field("Total", "1 €"),), buttons=(Button("Yes", "t"),))
    blocks = home_blocks([each] * 60)
    check_blocks(blocks, "home")
    shown = sum(block["type"] == "header" for block in blocks)
    assert displayed(blocks[-1]["elements"][0]) == f"… +{60 - shown}"


def test_a_long_cart_with_any_signs_is_whole_at_home_with_its_buttons() -> None:
    rows = tuple(
        Row("A_B clip" if n % 2 else "Copy paper", f"{n} boxes", "2 €") for n in range(120)
    )
    cart = Card(title="Your cart", rows=rows, buttons=(Button("Order", "t"),), context="Co")
    blocks = home_blocks([cart])
    check_blocks(blocks, "home")
    shown = " ".join(said(blocks))
    assert [int(number) for number in re.findall(r"(\d+) boxes", shown)] == list(range(120))
    assert pressable(blocks) == ["Order"]


def test_a_home_page_shortens_words_before_it_drops_a_button() -> None:
    texts = "\n\n".join("word " * 550 for _ in range(60))
    large = Card(title="Report", text=texts, buttons=(Button("Read", "r"),))
    small = Card(title="Your cart", text="10 boxes", buttons=(Button("Order", "o"),))
    blocks = home_blocks([large, large, small])
    check_blocks(blocks, "home")
    assert pressable(blocks) == ["Read", "Read", "Order"]
    assert "10 boxes" in " ".join(said(blocks))
    assert "…" in list(said(blocks))


def pressable(blocks: list[JSON]) -> list[str]:
    """Of every button."""
    actions = [block for block in blocks if block["type"] == "actions"]
    return [element["text"]["text"] for block in actions for element in block["elements"]]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_others_wrote_is_no_mark_up(hostile: str) -> None:
    card = Card(
        title=hostile,
        text=hostile,
        rows=(Row(hostile, hostile, hostile),),
        fields=(Field("Total", hostile), Field(hostile, "1")),
        note=hostile,
        context=hostile[:80],
        buttons=(Button(hostile or "x", "t"),),
    )
    for page in pages(card):
        check(page)
        for text in raw(page.blocks):
            assert "<" not in text["text"]
            assert ">" not in text["text"]
            assert not re.search("[\u202e\u2066\u200f\x00\x1b]", text["text"])
            if text["type"] == "mrkdwn":
                bare = re.sub(r"\*[^*\n]+\*", "", text["text"])
                assert not re.search(r"[*_~`]|^&gt;", bare)
        assert "<" not in page.text


def test_a_card_as_it_looks() -> None:
    card = Card(
        context="Sample Buyers SA",
        title="Your cart",
        rows=(Row("Copy paper", "10 boxes × 4,15 €", "41,50 €"), Row("A_B clip", "", "2 €")),
        fields=(Field("Total", "43,50 €"),),
        note="Prices without VAT.",
        buttons=(Button("Order", "yes", ButtonStyle.PRIMARY), Button("Empty", "no")),
    )
    (page,) = pages(card)
    assert list(said(page.blocks)) == [
        "Sample Buyers SA",
        "Your cart",
        "Copy paper\n10 boxes × 4,15 € — 41,50 €\nA_B clip — 2 €",
        "Total: 43,50 €",
        "Prices without VAT.",
        "Order",
        "Empty",
    ]
    assert page.text.startswith("Sample Buyers SA\nYour cart\n")
    assert page.text.endswith("[Order] [Empty]")
    styles = [element.get("style") for element in page.blocks[-1]["elements"]]
    assert styles == ["primary", None]


def test_five_hundred_lines_take_few_pages_and_keep_their_order() -> None:
    rows = tuple(Row(f"Line {n}", f"{n} boxes", f"{n} €") for n in range(500))
    made = pages(Card(title="Cart", rows=rows, buttons=(Button("Order", "t"),), context="Co"))
    assert 2 <= len(made) <= 4
    shown = " ".join(text for page in made for text in said(page.blocks))
    numbers = [int(number) for number in re.findall(r"Line (\d+)", shown)]
    assert numbers == list(range(500))
    assert [any(b["type"] == "actions" for b in p.blocks) for p in made][-1]
    assert not any(b["type"] == "actions" for p in made[:-1] for b in p.blocks)
    assert [list(said(p.blocks))[:2] for p in made] == [
        ["Co", f"{n}/{len(made)}"] for n in range(1, len(made) + 1)
    ]


def test_two_long_labels_with_the_same_beginning_are_told_apart() -> None:
    names = [f"{'Copy paper ' * 12}{colour}" for colour in ("white", "green")]
    (page,) = pages(Card(text="Which?", buttons=tuple(Button(n, n[-5:]) for n in names)))
    shown = list(said(page.blocks))
    assert [label[:12] for label in shown[-2:]] == ["1. Copy pape", "2. Copy pape"]
    assert all(label.endswith("…") and len(label) <= limits.BUTTON for label in shown[-2:])
    assert shown[-3] == f"1. {names[0]}\n2. {names[1]}"


def test_a_message_of_files_alone_names_them() -> None:
    (page,) = pages(Card(attachments=(Attachment("invoice.pdf", "application/pdf", b"x"),)))
    check(page)
    assert page.text == "invoice.pdf"


@given(st.text(max_size=300), st.integers(min_value=10, max_value=80))
def test_pieces_fit_and_lose_nothing(text: str, most: int) -> None:
    made = list(pieces(text, most))
    assert all(0 < len(piece) <= most for piece in made)
    read = "".join(displayed({"type": "plain_text", "text": piece}) for piece in made)
    assert visible(read) == visible(text)


@given(st.text(max_size=300), st.integers(min_value=8, max_value=80))
def test_what_is_shortened_says_so(text: str, most: int) -> None:
    short = shortened(text, most)
    assert len(short) <= most
    whole = shortened(text, 10_000)
    assert short == whole or short.endswith("…")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("<@UBOT> 10 boxes", "10 boxes"),
        ("10 &lt;A4&gt; &amp;amp; more", "10 <A4> &amp; more"),
        ("<mailto:a@b.example|a@b.example>", "a@b.example"),
        ("<mailto:a@b.example>", "a@b.example"),
        ("<tel:+3225550000|+32 2 555 00 00>", "+32 2 555 00 00"),
        ("<http://shop.example|shop.example>", "shop.example"),
        ("<https://shop.example/a?b=1&amp;c=2>", "https://shop.example/a?b=1&c=2"),
        ("ask <@U123|robin> in <#C1|orders> <!here> <!subteam^S1|@team>", None),
        ("null\x00byte", "nullbyte"),
        ("a < b | c > d", "a < b | c > d"),
    ],
)
def test_what_people_write_is_read_as_they_see_it(text: str, seen: str | None) -> None:
    expected = seen if seen is not None else "ask @robin in #orders @here @team"
    assert written(text, "UBOT") == expected
