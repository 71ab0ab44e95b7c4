"""What people are called and which language they read, as Slack knows it."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict

import aiohttp
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.messages import Sender

_log = logging.getLogger(__name__)
_MOST_KEPT = 10_000
_PATIENCE_SECONDS = 0.4
"""An event is to be acknowledged within three seconds, and a name is not worth a repeat."""


class People:
    """Asks Slack once for each person and keeps the answer; does without when Slack is slow."""

    def __init__(self) -> None:
        self._asked: OrderedDict[tuple[str, str], asyncio.Task[Sender]] = OrderedDict()

    async def sender(self, client: AsyncWebClient, workspace: str, user_id: str) -> Sender:
        """Whoever has this id."""
        key = (workspace, user_id)
        task = self._asked.get(key)
        if task is None or (task.done() and not task.result().name):
            task = asyncio.create_task(_ask(client, user_id))
            self._asked[key] = task
            while len(self._asked) > _MOST_KEPT:
                self._asked.popitem(last=False)
        done, _ = await asyncio.wait([task], timeout=_PATIENCE_SECONDS)
        return task.result() if done else Sender(user_id)

    async def close(self) -> None:
        """Asks no more."""
        tasks = list(self._asked.values())
        self._asked.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _ask(client: AsyncWebClient, user_id: str) -> Sender:
    """Never raises; the name stays empty where Slack gave none."""
    try:
        answer = await client.users_info(user=user_id, include_locale=True)
        user = answer["user"]
        profile = user.get("profile") or {}
        name = profile.get("real_name") or user.get("real_name") or user.get("name") or ""
        return Sender(user_id, str(name)[:100], user.get("locale"))
    except (SlackClientError, aiohttp.ClientError, TimeoutError, LookupError, TypeError) as error:
        _log.warning("person unknown to us", extra={"error": type(error).__name__})
        return Sender(user_id)
