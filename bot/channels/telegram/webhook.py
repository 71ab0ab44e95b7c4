"""The address that Telegram calls with updates."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.telegram import NAME, WEBHOOK_PATH
from bot.channels.telegram.addressing import Us
from bot.channels.telegram.inbound import read_update
from bot.channels.telegram.receiving import Receiver
from bot.metrics import REFUSED

_log = logging.getLogger(__name__)
_HEADER = "x-telegram-bot-api-secret-token"
_LARGEST_BODY = 1_000_000
"""Bytes. An update holds no files, and a few thousand characters at most."""


def secret_token(secret: bytes, token: str) -> str:
    """What Telegram sends along to prove itself: only we and Telegram can know it."""
    return hmac.new(secret, f"telegram webhook {token}".encode(), hashlib.sha256).hexdigest()


class Webhook:
    """Checks the secret before anything else, commits, and only then says that all is well.

    Args:
        receiver: commits.
        secret_token: as given to Telegram.
        us: our account once it is known; until then Telegram is asked to come again.
    """

    def __init__(self, receiver: Receiver, secret_token: str, us: Callable[[], Us | None]) -> None:
        self._receiver = receiver
        self._secret_token = secret_token.encode()
        self._us = us
        self.route = Route(WEBHOOK_PATH, self._called, methods=["POST"])

    async def _called(self, request: Request) -> Response:
        given = request.headers.get(_HEADER, "").encode()
        if not hmac.compare_digest(given, self._secret_token):
            return _refused(403, "secret")
        body = await _body(request)
        if body is None:
            return _refused(413, "size")
        try:
            update = read_update(json.loads(body))
        except (ValueError, RecursionError):
            return _refused(400, "json")
        us = self._us()
        if us is None:
            return Response(status_code=503, headers={"retry-after": "1"})
        try:
            await self._receiver.take(update, us)
        except Exception:  # whatever it is: Telegram sends the update again
            _log.exception("an update could not be committed")
            return Response(status_code=503, headers={"retry-after": "1"})
        return Response()


def _refused(status: int, reason: str) -> Response:
    REFUSED.labels(NAME, reason).inc()
    return Response(status_code=status)


async def _body(request: Request) -> bytes | None:
    """The body; None as soon as it is too long, whatever its announced length."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST_BODY:
            return None
    return bytes(body)
