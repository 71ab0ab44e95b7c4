"""The held-out utterances of nlu_data/tests, understood by the real parser and our rules.

None of them is in the training data (a test sees to that). `-s` prints the scores and each miss.
"""

import json
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.intents.rasa import RasaParser
from bot.intents.understand import Understander, to_contract

NLU_DATA = Path(__file__).resolve().parents[2] / "nlu_data"
MONDAY = date(2026, 11, 23)  # the day that the held-out utterances were written on
FIELDS = ("order_ref", "po_number", "delivery_date", "delivery_address", "vat_number")
MARKUP = re.compile(r"\[([^\]]*)\]\(\w+\)")


@dataclass(frozen=True)
class Score:
    """Shares of utterances understood as expected, 0 to 1."""

    intents: float
    lines: float
    fields: float
    misses: list[str]


def held_out(language: str) -> list[dict[str, Any]]:
    written = (NLU_DATA / "tests" / f"{language}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in written.splitlines()]


async def score(url: str, language: str) -> Score:
    right: Counter[str] = Counter()
    misses = []
    rows = held_out(language)
    async with RasaParser(url, timeout=30) as parser:
        understander = Understander(parser)
        for row in rows:
            understood = await understander.understand(row["text"], language=language, today=MONDAY)
            assert not understood.degraded
            got, expected = to_contract(understood, language=language), row["expected"]
            agrees = {
                "intents": got["intent"] == expected["intent"],
                "lines": got["lines"] == expected["lines"],
                "fields": all(got[field] == expected.get(field) for field in FIELDS),
            }
            right.update(kind for kind, agreed in agrees.items() if agreed)
            if not all(agrees.values()):
                misses.append(f"{row['text']!r}: {got} instead of {expected}")
    shares = {kind: right[kind] / len(rows) for kind in ("intents", "lines", "fields")}
    return Score(misses=misses, **shares)


@pytest.mark.parametrize(
    ("language", "intents", "lines"),
    [("fr", 0.90, 0.85), ("en", 0.90, 0.85), ("de", 0.85, 0.75), ("nl", 0.85, 0.75)],
)
async def test_held_out_utterances_are_understood(
    parser_url: str, language: str, intents: float, lines: float
) -> None:
    result = await score(parser_url, language)
    print(
        f"\n{language}: intents {result.intents:.1%}, exact line sets {result.lines:.1%}, "
        f"other fields {result.fields:.1%}",
        *result.misses,
        sep="\n  ",
    )
    assert result.intents >= intents
    assert result.lines >= lines
    assert result.fields >= lines


@pytest.mark.parametrize("language", ["fr", "en", "de", "nl"])
def test_no_held_out_utterance_is_trained_on(language: str) -> None:
    trained = {
        MARKUP.sub(r"\1", line.strip()[2:]).casefold()
        for path in (NLU_DATA / language).glob("*.yml")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip().startswith("- ")
    }
    assert not trained & {row["text"].casefold() for row in held_out(language)}


def test_the_server_speaks_rasas_protocol(parser_url: str) -> None:
    answer = httpx.post(f"{parser_url}/model/parse", json={"text": "bonjour"}, timeout=30)
    assert answer.status_code == httpx.codes.OK
    assert answer.json()["intent"]["name"] == "greet"
    assert {"text", "intent", "intent_ranking", "entities"} <= answer.json().keys()


@pytest.mark.parametrize("body", [b"", b"[]", b'{"text": 3}', b"\xff"])
def test_a_bad_request_is_refused_and_the_server_goes_on(parser_url: str, body: bytes) -> None:
    answer = httpx.post(f"{parser_url}/model/parse", content=body, timeout=30)
    assert answer.status_code == httpx.codes.BAD_REQUEST
    assert httpx.get(f"{parser_url}/status", timeout=30).status_code == httpx.codes.OK


@pytest.mark.parametrize("text", ["", " ", "👍", "\0", "a" * 4000, "gants " * 600])
def test_odd_texts_are_parsed(parser_url: str, text: str) -> None:
    answer = httpx.post(f"{parser_url}/model/parse", json={"text": text}, timeout=30)
    assert answer.status_code == httpx.codes.OK
