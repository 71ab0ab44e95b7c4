"""Buttons below a message: inline keyboards whose data are our opaque tokens."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import KeyboardButtonStyle

from bot.channels.rendering import harmless_line
from bot.messages import Button, ButtonStyle

_LONGEST_LABEL = 60
"""Characters; apps show hardly more, and Telegram takes 10 kB a keyboard."""
_MOST_BUTTONS = 60
"""A keyboard; Telegram takes 100, as long as they are small."""
_MOST_IN_ROW = 3
_ROW_WIDTH = 34
"""Characters that all labels of a row may have together on a narrow screen."""
_STYLES = {
    ButtonStyle.PRIMARY: KeyboardButtonStyle.PRIMARY,
    ButtonStyle.DANGER: KeyboardButtonStyle.DANGER,
}


def keyboards(buttons: Sequence[Button]) -> list[InlineKeyboardMarkup]:
    """The keyboards that these buttons need: one, as a rule."""
    shown = [
        InlineKeyboardButton(label, callback_data=button.token, style=_STYLES.get(button.style))
        for label, button in zip(_labels(buttons), buttons, strict=True)
    ]
    return [
        InlineKeyboardMarkup(_in_rows(shown[start : start + _MOST_BUTTONS]))
        for start in range(0, len(shown), _MOST_BUTTONS)
    ]


def long_labels(buttons: Sequence[Button]) -> list[str]:
    """For the message's text: the labels that are shortened on their button, whole and numbered."""
    return [
        f"{number}. {harmless_line(button.label)}"
        for number, button in enumerate(buttons, 1)
        if _is_long(button)
    ]


def _labels(buttons: Sequence[Button]) -> list[str]:
    return [
        f"{number}. {harmless_line(button.label)}"[: _LONGEST_LABEL - 1] + "…"
        if _is_long(button)
        else harmless_line(button.label).strip() or "…"
        for number, button in enumerate(buttons, 1)
    ]


def _is_long(button: Button) -> bool:
    return len(button.label) > _LONGEST_LABEL


def _in_rows(buttons: Sequence[InlineKeyboardButton]) -> list[list[InlineKeyboardButton]]:
    """Short ones beside each other, since all buttons of a row get the same width."""
    rows: list[list[InlineKeyboardButton]] = []
    for button in buttons:
        row = rows[-1] if rows else []
        longest = max(len(other.text) for other in (*row, button))
        if row and len(row) < _MOST_IN_ROW and longest * (len(row) + 1) <= _ROW_WIDTH:
            row.append(button)
        else:
            rows.append([button])
    return rows
