"""Texts of any length become messages that Telegram takes, with nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.telegram.keyboard import keyboards
from bot.channels.telegram.pages import PAGE_LIMIT, Line, Run, length, paged
from bot.channels.telegram.rendering import messages
from bot.messages import Button, ButtonStyle, Card, Field, Row
from channels.telegram_server.markup import MarkupError, plain

_SPELLED = st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(" \n<>&🙂")))
_RUNS = st.builds(Run, _SPELLED.map(lambda text: text.replace("\n", " ")), st.sampled_from("bi "))
_LINES = st.lists(
    st.lists(_RUNS.map(lambda run: Run(run.text, run.tag.strip())), max_size=4).map(tuple),
    max_size=12,
)


def written(lines: list[Line]) -> str:
    """All that can be seen of some lines."""
    return "".join("".join(run.text for run in line) for line in lines)


def visible(text: str) -> str:
    return "".join(c for c in text if c.isprintable() and not c.isspace())


@settings(max_examples=60, deadline=None)
@given(_LINES, st.integers(2, 40))
def test_nothing_is_lost_and_every_page_fits(lines: list[Line], limit: int) -> None:
    pages = [plain(page) for page in paged(lines, limit)]
    assert visible("".join(pages)) == visible(written(lines))
    assert all(1 <= length(page) <= limit for page in pages)
    assert all(visible(page) for page in pages)


@settings(max_examples=30, deadline=None)
@given(_SPELLED, _SPELLED, _SPELLED, st.integers(1, 3000))
def test_a_card_of_any_length_and_wording_is_valid(
    title: str, text: str, name: str, times: int
) -> None:
    card = Card(
        title=title,
        text=text * times,
        rows=(Row(name, name, name),) * 3,
        fields=(Field(name, name),),
        note=name,
        context=title,
        buttons=(Button(name, "token"),),
    )
    shown = messages(card)
    assert all(len(plain(page.html).encode("utf-16-le")) <= 2 * PAGE_LIMIT for page in shown)
    assert [page.keyboard is not None for page in shown] == [False] * (len(shown) - 1) + [True]


def test_pages_end_at_lines_while_lines_fit() -> None:
    lines: list[Line] = [(Run(f"line {number}"),) for number in range(1000)]
    pages = paged(lines)
    assert [line for page in pages for line in page.split("\n")] == [r.text for (r,) in lines]
    assert len(pages) == 3


def test_a_long_line_ends_at_a_word() -> None:
    words = " ".join(f"word{number}" for number in range(1500))
    pages = paged([(Run(words, "b"),)])
    assert "".join(plain(page) for page in pages) == words
    assert all(page.startswith("<b>word") and page.endswith("</b>") for page in pages)


def test_pictograms_count_as_telegram_counts_them() -> None:
    pages = paged([(Run("🙂" * 2049),)])
    assert [len(page) for page in pages] == [2048, 1]


def test_nothing_to_see_is_no_message() -> None:
    assert messages(Card()) == []
    assert messages(Card(text="\n \u200b\n")) == []


def test_a_card_reads_from_top_to_bottom() -> None:
    card = Card(
        context="Atelier Nord",
        title="Your cart",
        text="Is this right?",
        rows=(Row("Paper A4", "10 reams × €4.15", "€41.50"), Row("Freight", "", "€9.00")),
        fields=(Field("Total", "€50.22"),),
        note="Prices without VAT.",
    )
    (page,) = messages(card)
    assert page.html == (
        "<i>Atelier Nord</i>\n<b>Your cart</b>\n\nIs this right?\n\n"
        "• Paper A4\n   10 reams × €4.15 — €41.50\n• Freight — €9.00\n\n"
        "Total: <b>€50.22</b>\n\n<i>Prices without VAT.</i>"
    )


def test_what_anyone_wrote_is_shown_and_not_obeyed() -> None:
    card = Card(text="<script>alert(1)</script> <b>&amp;</b> \u202egnp.exe\x00\x1b[31m")
    (page,) = messages(card)
    assert "<script>" not in page.html
    assert plain(page.html) == (
        "<script>alert(1)</script> <b>&amp;</b> \N{REPLACEMENT CHARACTER}gnp.exe"
        "\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}[31m"
    )


def test_short_labels_share_a_row_and_long_ones_do_not() -> None:
    names = ["Yes", "No", "Later", "Approve all of these requests", "Reject"]
    (keyboard,) = keyboards([Button(name, f"t{name[:3]}") for name in names])
    shown = [[button.text for button in row] for row in keyboard.inline_keyboard]
    assert shown == [["Yes", "No", "Later"], ["Approve all of these requests"], ["Reject"]]


def test_a_label_that_does_not_fit_its_button_stands_whole_in_the_text() -> None:
    long = "Nitrile gloves, powder free, blue, size L, box of one hundred, two of them"
    (page,) = messages(Card(text="Which?", buttons=(Button("None", "a"), Button(long, "b"))))
    assert page.html == f"Which?\n\n2. {long}"
    assert page.keyboard is not None
    last = page.keyboard.inline_keyboard[-1][0]
    assert last.text.startswith("2. Nitrile gloves")
    assert last.text.endswith("…")
    assert len(last.text) == 60


def test_a_button_looks_as_it_is_meant() -> None:
    (keyboard,) = keyboards(
        [Button("Approve", "a", ButtonStyle.PRIMARY), Button("Reject", "b", ButtonStyle.DANGER)]
    )
    assert [b.style for row in keyboard.inline_keyboard for b in row] == ["primary", "danger"]


def test_more_buttons_than_a_message_takes_go_on_below_another() -> None:
    card = Card(text="Which?", buttons=tuple(Button(f"{n}", f"token{n}") for n in range(150)))
    shown = messages(card)
    tokens = [
        button.callback_data
        for page in shown
        if page.keyboard
        for row in page.keyboard.inline_keyboard
        for button in row
    ]
    assert tokens == [f"token{n}" for n in range(150)]
    assert [page.html for page in shown] == ["Which?", "…", "…"]


@pytest.mark.parametrize("text", ["<b>open", "a < b", "<b><i>x</b></i>", "<script>x</script>"])
def test_the_small_telegram_reads_html_as_the_real_one_does(text: str) -> None:
    with pytest.raises(MarkupError):
        plain(text)
