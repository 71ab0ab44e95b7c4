"""The small Telegram refuses what the description of the Bot API does not allow."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from channels.telegram_server import ABSENT, DESCRIPTION, SmallTelegram

pytestmark = pytest.mark.skipif(not DESCRIPTION.exists(), reason=ABSENT)


async def call(method: str, given: dict[str, Any], *, token: str | None = None) -> tuple[int, str]:
    async with SmallTelegram() as telegram, httpx.AsyncClient() as client:
        telegram.chat("1001", "Buyer", "en").room.started = True
        url = f"{telegram.api_url}/bot{token or telegram.token}/{method}"
        answer = await client.post(url, data=given)
        return answer.status_code, answer.json().get("description", "")


def keyboard(**button: Any) -> str:
    return json.dumps({"inline_keyboard": [[{"text": "Yes"} | button]]})


SAID = {"chat_id": "1001", "text": "hello"}


@pytest.mark.parametrize(
    ("method", "given", "told"),
    [
        ("sendNothing", {}, "Not Found"),
        ("sendMessage", {"chat_id": "1001"}, "lacks text"),
        ("sendMessage", SAID | {"colour": "red"}, "has no colour"),
        ("sendMessage", SAID | {"message_thread_id": "five"}, "not JSON"),
        ("sendMessage", SAID | {"disable_notification": '"yes"'}, "no Boolean"),
        ("sendMessage", SAID | {"text": "x" * 4097}, "too long"),
        ("sendMessage", SAID | {"text": "🙂" * 2049}, "too long"),
        ("sendMessage", SAID | {"text": " \n "}, "empty"),
        ("sendMessage", SAID | {"text": "<b>x", "parse_mode": "HTML"}, "end tag"),
        ("sendMessage", SAID | {"text": "<x>x</x>", "parse_mode": "HTML"}, "unsupported"),
        ("sendMessage", SAID | {"reply_markup": keyboard(callback_data="x" * 65)}, "reply_markup"),
        ("sendMessage", SAID | {"reply_markup": keyboard()}, "reply_markup"),
        ("sendMessage", {"chat_id": "77", "text": "x"}, "chat not found"),
        ("editMessageText", SAID | {"message_id": "5"}, "message to edit not found"),
        ("answerCallbackQuery", {"callback_query_id": "5"}, "query is too old"),
        ("answerCallbackQuery", {"callback_query_id": "5", "text": "x" * 201}, "too long"),
        ("setMyCommands", {"commands": '[{"command": "x"}]'}, "lacks description"),
        ("setWebhook", {"url": "https://a.example", "secret_token": "x" * 257}, "too long"),
        ("getFile", {"file_id": "none"}, "wrong file_id"),
    ],
)
async def test_what_is_not_allowed_is_refused(
    method: str, given: dict[str, Any], told: str
) -> None:
    status, description = await call(method, given)
    assert status in (400, 404)
    assert told in description


async def test_a_text_of_the_greatest_length_is_taken_with_its_markup() -> None:
    text = f"<b>{'&lt;' * 4096}</b>"
    assert (await call("sendMessage", SAID | {"text": text, "parse_mode": "HTML"}))[0] == 200


async def test_a_wrong_token_is_not_authorised() -> None:
    assert (await call("getMe", {}, token="1:wrong"))[0] == 401
