"""Slack's requests over HTTP: bounded, verified and read before anything else happens.

Source: https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

from __future__ import annotations

import time

from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response

from bot import metrics
from bot.channels.slack.inbound import CHANNEL
from bot.channels.slack.limits import LARGEST_REQUEST

_OLDEST_SECONDS = 300
"""Older than that it may be somebody's recording."""


class HttpEndpoint:
    """One address for events, interactions and commands."""

    def __init__(self, app: AsyncApp, signing_secret: str) -> None:
        self._app = app
        self._verifier = SignatureVerifier(signing_secret)

    async def answer(self, request: Request) -> Response:
        """Answers a request; 500 where it could not be persisted, so that Slack repeats it."""
        try:
            body = await _read(request)
        except ClientDisconnect:
            return _refused(400, "cut")
        if body is None:
            return _refused(413, "size")
        stamp = request.headers.get("x-slack-request-timestamp", "")
        signature = request.headers.get("x-slack-signature", "")
        if not (stamp.isascii() and stamp.isdecimal() and len(stamp) < 16):
            return _refused(401, "signature")
        if abs(time.time() - int(stamp)) > _OLDEST_SECONDS:
            return _refused(401, "stale")
        try:
            is_ours = self._verifier.is_valid(body, stamp, signature)
        except (UnicodeDecodeError, TypeError):
            is_ours = False
        if not is_ours:
            return _refused(401, "signature")
        bolt_request = _parsed(request, body)
        if bolt_request is None:
            return _refused(400, "json")
        return to_starlette_response(await self._app.async_dispatch(bolt_request))


def _parsed(request: Request, body: bytes) -> AsyncBoltRequest | None:
    """The request as Bolt reads it; None where it can't."""
    try:
        found = to_async_bolt_request(request, body)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    return found if isinstance(found.body, dict) and found.body else None


async def _read(request: Request) -> bytes | None:
    """The body; None where it is larger than anything of Slack's."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_REQUEST:
            return None
    return bytes(body)


def _refused(status: int, reason: str) -> Response:
    metrics.REFUSED.labels(CHANNEL, reason).inc()
    return PlainTextResponse("", status)
