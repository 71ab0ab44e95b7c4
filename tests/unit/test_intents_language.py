import pytest

from bot.intents.language import choose_language, detected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("comme la dernière fois mais sans café", "fr"),
        ("same again but without the coffee", "en"),
        ("wie letztes Mal aber ohne Kaffee", "de"),
        ("zoals vorige keer maar zonder koffie", "nl"),
    ],
)
@pytest.mark.parametrize("current", ["fr", "en", "de", "nl", None])
def test_a_plain_sentence_decides(text: str, language: str, current: str | None) -> None:
    assert choose_language(text, current) == language


@pytest.mark.parametrize("text", ["hello", "thank you", "oui", "PAP-A4-80 x 12", "42", "", "👍"])
def test_a_message_under_three_words_never_switches(text: str) -> None:
    assert detected(text) is None
    assert choose_language(text, "nl") == "nl"


def test_the_first_words_of_a_stranger_decide() -> None:
    assert choose_language("bonjour", None) == "fr"
    assert choose_language("", None) == "en"
