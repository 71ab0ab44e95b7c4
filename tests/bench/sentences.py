"""What buyers write, drawn from the held-out utterances, which the parser was never trained on."""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NLU_DATA = ROOT / "nlu_data"
MIX = {
    "search_products": 15,
    "ask_price": 15,
    "ask_stock": 10,
    "add_lines": 28,
    "change_line": 10,
    "remove_lines": 4,
    "show_cart": 8,
    "reorder": 10,
}
"""How often buyers want what, per cent."""
_MARKUP = re.compile(r"\[([^\]]*)\]\(\w+\)")


def _trained(language: str) -> set[str]:
    return {
        _MARKUP.sub(r"\1", line.strip()[2:]).casefold()
        for path in (NLU_DATA / language).glob("*.yml")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip().startswith("- ")
    }


class Sentences:
    """Sentences of each language and intent, in a random order that is the same at each run.

    Attributes:
        different: how many there are.
    """

    def __init__(self, languages: tuple[str, ...], seed: int = 3) -> None:
        self._random = random.Random(seed)
        self._by_intent: dict[str, dict[str, list[str]]] = {}
        for language in languages:
            known = _trained(language)
            by_intent: dict[str, list[str]] = defaultdict(list)
            written = (NLU_DATA / "tests" / f"{language}.jsonl").read_text(encoding="utf-8")
            for row in map(json.loads, written.splitlines()):
                if row["text"].casefold() in known:
                    raise ValueError(f"the parser was trained on {row['text']!r}")
                if row["expected"]["intent"] in MIX:
                    by_intent[row["expected"]["intent"]].append(row["text"])
            self._by_intent[language] = by_intent
        self.different = sum(len(s) for one in self._by_intent.values() for s in one.values())

    def draw(self, language: str) -> str:
        """One sentence of a buyer who writes this language."""
        by_intent = self._by_intent[language]
        intents = list(by_intent)
        intent = self._random.choices(intents, [MIX[intent] for intent in intents])[0]
        return self._random.choice(by_intent[intent])
