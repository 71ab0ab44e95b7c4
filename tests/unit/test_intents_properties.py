"""Whatever anyone writes: no exception, no invented product, no senseless quantity."""

import json
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.intents.lexicon import LANGUAGES, load
from bot.intents.lines import ASKING, CHANGING, read_lines
from bot.intents.quantities import MAX_QUANTITY
from bot.intents.rasa import Parsed
from bot.intents.schema import Intent
from bot.intents.spans import Mention
from bot.intents.tokens import tokenize
from bot.intents.understand import Understander, to_contract

# fmt: off
WORDS = [
    "3", "12", "x", "×12", "2,5", "1.000", "une", "douzaine", "de",
    "cartons", "boxes", "of", "gants", "L", "sans", "et", "and", ",",
    ";", ":", ".", "-", "PO", "4711", "au", "lieu", "de",
    "instead", "of", "double", "remplace", "par", "not", "but", "more", "less",
    "GLV-NIT-L", "PAP-A4-80", "26X", "80g", "livrez", "à", "vendredi", "le", "31/02",
    "BE0403170701", "a@b.example", "last", "usual", "mars", "?", "!", "\t", "👍",
    "'", "d'", "l'", "\"", "(", ")", "ohne", "zonder", "Stk.",
    "st.", "twee", "fünfundzwanzig", "take", "off", "the", "from", "to", "at",
    "5", "0", "999999999", "->", "=", "rue", "Loi", "\n", "\t",
]
# fmt: on
PROSE = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
ANYTHING = st.one_of(PROSE, st.text(max_size=300))


class Guessing:
    """A parser that says what it is told to."""

    def __init__(self, intent: str, mentions: tuple[Mention, ...]) -> None:
        self._parsed = Parsed(intent, 0.9, (), {"product": mentions, "delivery_address": mentions})

    async def parse(self, text: str) -> Parsed:
        return self._parsed


@settings(max_examples=300, deadline=None)
@given(
    text=ANYTHING,
    intent=st.sampled_from(sorted(CHANGING | ASKING)),
    language=st.sampled_from(LANGUAGES),
)
@example(text="x " * 2000, intent=Intent.ADD_LINES, language="en")
@example(text="deux " * 800, intent=Intent.ADD_LINES, language="fr")
@example(text="\0", intent=Intent.REORDER, language="fr")
def test_lines_are_cut_out_of_the_text_with_sane_quantities(
    text: str, intent: Intent, language: str
) -> None:
    for line in read_lines(text, intent, load(language)):
        assert line.product in text
        assert line.quantity is None or 0 < line.quantity <= MAX_QUANTITY
        assert line.unit is None or line.unit == line.unit.lower()
        assert (line.op is None) == (intent in ASKING)


@settings(max_examples=300, deadline=None)
@given(
    text=ANYTHING,
    intent=st.sampled_from([i.value for i in Intent]),
    places=st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), max_size=3),
    today=st.dates(date(1999, 1, 1), date(2100, 1, 1)),
    language=st.sampled_from([*LANGUAGES, None, "xx"]),
)
@example(text="a" * 50_000, intent="reorder", places=[], today=date(2026, 2, 28), language=None)
async def test_nothing_anyone_writes_raises(
    text: str,
    intent: str,
    places: list[tuple[int, int]],
    today: date,
    language: str | None,
) -> None:
    parser = Guessing(intent, tuple(Mention(*place) for place in places))
    understood = await Understander(parser).understand(text, language=language, today=today)
    assert understood.text == text
    json.dumps(to_contract(understood, language=language))


@given(text=st.text(max_size=200))
def test_tokens_stand_where_they_say(text: str) -> None:
    end = 0
    for token in tokenize(text):
        assert text[token.start : token.end] == token.text
        assert token.start >= end
        end = token.end
