import json
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from bot.errors import ParserUnavailable
from bot.intents.rasa import RasaParser
from bot.intents.schema import Intent, LineOp
from bot.intents.understand import Understander, to_contract

TODAY = date(2026, 11, 23)
NOBODY = "http://127.0.0.1:9"  # the discard port: nothing listens


@pytest.fixture
async def alone() -> Any:
    """An understander whose parser is down."""
    async with RasaParser(NOBODY, timeout=0.2) as parser:
        yield Understander(parser)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("oui", Intent.AFFIRM),
        ("No thanks!", Intent.DENY),
        ("panier", Intent.SHOW_CART),
        ("/cart", Intent.SHOW_CART),
        ("/panier@comptoir_bot", Intent.SHOW_CART),
        ("/start", Intent.GREET),
        ("BE 0403.170.701", Intent.IDENTIFY),
        ("our VAT is BE0403170701", Intent.IDENTIFY),
        ("buyer.one@example.com", Intent.IDENTIFY),
        ("482913", Intent.IDENTIFY),
        ("GLV-NIT-L x 4", Intent.ADD_LINES),
        ("5 GLV-NIT-L and 10 PAP-A4-80", Intent.ADD_LINES),
        ("PAP-A4-80\t10\nGLV-NIT-L\t4", Intent.ADD_LINES),
        ("comme la dernière fois", Intent.REORDER),
        ("could we perhaps talk about chairs", Intent.OUT_OF_SCOPE),
        ("", Intent.OUT_OF_SCOPE),
    ],
)
async def test_without_the_parser_the_plain_things_are_understood(
    alone: Understander, text: str, intent: Intent
) -> None:
    understood = await alone.understand(text, language="fr", today=TODAY)
    assert understood.intent is intent


async def test_only_a_guess_without_the_parser_is_degraded(alone: Understander) -> None:
    free = await alone.understand("could we talk about chairs", language="en", today=TODAY)
    plain = await alone.understand("yes", language="en", today=TODAY)
    assert (free.degraded, plain.degraded) == (True, False)


async def test_a_slash_command_may_name_a_language(alone: Understander) -> None:
    understood = await alone.understand("/language nederlands", language="fr", today=TODAY)
    assert (understood.intent, understood.language_wanted) == (Intent.CHANGE_LANGUAGE, "nl")


@pytest.fixture
def answering() -> Iterator[tuple[str, dict[str, Any]]]:
    """A server that answers every parse with what the test puts into the dict."""
    answer: dict[str, Any] = {"status": 200, "body": b"{}", "calls": 0}

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            answer["calls"] += 1
            self.send_response(answer["status"])
            self.send_header("Content-Length", str(len(answer["body"])))
            self.end_headers()
            self.wfile.write(answer["body"])

        def log_message(self, *_args: object) -> None:
            """Quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}", answer
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("status", "body"),
    [(500, b'{"reason": "ParsingError"}'), (200, b"not json"), (200, b"[]"), (200, b"{}")],
)
async def test_an_unusable_answer_is_tried_once_more_then_reported(
    answering: tuple[str, dict[str, Any]], status: int, body: bytes
) -> None:
    url, answer = answering
    answer.update(status=status, body=body)
    async with RasaParser(url) as parser:
        with pytest.raises(ParserUnavailable):
            await parser.parse("bonjour")
    assert answer["calls"] == 2


def parsed(intent: str, confidence: float) -> bytes:
    return json.dumps(
        {"intent": {"name": intent, "confidence": confidence}, "entities": [], "text": ""}
    ).encode()


async def understood_as(
    answering: tuple[str, dict[str, Any]], text: str, intent: str, confidence: float = 0.9
) -> Any:
    url, answer = answering
    answer["body"] = parsed(intent, confidence)
    async with RasaParser(url) as parser:
        return await Understander(parser).understand(text, language=None, today=TODAY)


async def test_an_unlikely_guess_is_out_of_scope(answering: tuple[str, dict[str, Any]]) -> None:
    understood = await understood_as(answering, "what about the weather then", "greet", 0.1)
    assert understood.intent is Intent.OUT_OF_SCOPE


async def test_an_intent_we_do_not_have_is_out_of_scope(
    answering: tuple[str, dict[str, Any]],
) -> None:
    understood = await understood_as(answering, "tell me a joke please", "chitchat")
    assert understood.intent is Intent.OUT_OF_SCOPE


async def test_two_things_said_at_once_are_both_filled(
    answering: tuple[str, dict[str, Any]],
) -> None:
    understood = await understood_as(
        answering, "same again, PO 4711, deliver Friday", "set_delivery"
    )
    assert understood.intent is Intent.REORDER
    assert understood.order_ref == "last"
    assert understood.po_number == "4711"
    assert understood.delivery_date == "2026-11-27"


async def test_taking_some_of_a_line_changes_it(answering: tuple[str, dict[str, Any]]) -> None:
    understood = await understood_as(answering, "take 2 boxes of paper off", "remove_lines")
    assert understood.intent is Intent.CHANGE_LINE
    assert understood.lines[0].op is LineOp.DECREASE


async def test_the_contract_has_its_keys_and_invents_nothing(
    answering: tuple[str, dict[str, Any]],
) -> None:
    text = "comme la dernière fois mais 3 cartons de gants L et sans café"
    contract = to_contract(await understood_as(answering, text, "reorder", 0.97))
    assert contract == {
        "text": text,
        "lang": "fr",
        "intent": "reorder",
        "confidence": 0.97,
        "order_ref": "last",
        "lines": [
            {"op": "set", "quantity": 3, "unit": "carton", "product": "gants L"},
            {"op": "remove", "product": "café"},
        ],
        "po_number": None,
        "delivery_date": None,
        "delivery_address": None,
        "vat_number": None,
    }
