"""The numbers that the how-to promises are those of the code."""

from __future__ import annotations

import time
from pathlib import Path

from bot.channels.telegram.pacing import Pacing
from bot.intents.order_list.tables import LARGEST_FILE

HOW_TO = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "telegram.md"


def told() -> str:
    return " ".join(HOW_TO.read_text(encoding="utf-8").split())


def test_the_largest_order_list_is_the_one_that_is_read() -> None:
    assert f"an order list, as a file of up to {LARGEST_FILE // 1024 // 1024} MB." in told()


async def test_three_messages_go_to_a_person_at_once_and_then_one_a_second() -> None:
    assert "Up to three messages at once to a person and one a second after them" in told()
    pacing = Pacing()
    began = time.monotonic()
    for _ in range(3):
        await pacing.message(1001)
    assert time.monotonic() - began < 0.9
    await pacing.message(1001)
    assert time.monotonic() - began >= 0.9
