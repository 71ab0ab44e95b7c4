"""In which language a stranger is answered."""

import pytest

from bot.intents.fallback import first_language


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Hello", "en"),
        ("Bonjour", "fr"),
        ("Guten Tag", "de"),
        ("Goedendag", "nl"),
        ("Good morning, I would like to order", "en"),
        ("BE0987654394", "fr"),
        ("10 PAP-A4-80", "fr"),
        ("", "fr"),
    ],
)
def test_a_greeting_tells_the_language_and_a_number_does_not(words: str, language: str) -> None:
    assert first_language(words, "fr") == language
