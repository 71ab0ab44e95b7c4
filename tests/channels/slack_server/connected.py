"""The assistant's Slack half, connected to a small Slack by Socket Mode or HTTP."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Any

from starlette.applications import Starlette

from bot.channels.slack.config import SlackConfig
from bot.channels.slack.platform import SlackPlatform
from bot.messages import InboundMessage
from bot.ports import Inbox
from bot.standins.loopback import LoopbackServer
from bot.storage import Storage
from channels.slack_server.person import SmallSlack


@dataclass(frozen=True)
class Connected:
    """Both ends."""

    slack: SmallSlack
    platform: SlackPlatform


def config_for(slack: SmallSlack, *, socket: bool) -> SlackConfig:
    """How the assistant reaches this Slack, as fast as it goes."""
    return SlackConfig(
        api_url=slack.api_url,
        bot_token=slack.bot_token,
        app_token=slack.app_token if socket else None,
        signing_secret=None if socket else slack.signing_secret,
        seconds_between=0,
    )


@contextlib.asynccontextmanager
async def connected(
    inbox: Inbox,
    *,
    socket: bool,
    slack: SmallSlack | None = None,
    changes: dict[str, Any] | None = None,
    **more: Any,
) -> AsyncIterator[Connected]:
    """Runs until it is left.

    Args:
        inbox: where everything is committed.
        socket: Socket Mode instead of HTTP.
        slack: one that is entered already and outlives this; None makes one.
        changes: to the configuration.
        more: of `SlackPlatform`.
    """
    async with contextlib.AsyncExitStack() as stack:
        if slack is None:
            slack = await stack.enter_async_context(SmallSlack())
        config = replace(config_for(slack, socket=socket), **(changes or {}))
        platform = SlackPlatform(config, inbox=inbox, **more)
        slack.events_url = None
        if not socket:
            server = LoopbackServer(Starlette(routes=platform.routes))
            await server.open()
            stack.push_async_callback(server.close)
            slack.events_url = f"http://127.0.0.1:{server.port}/slack/events"
        await platform.start()
        stack.push_async_callback(platform.stop)
        if socket:
            await slack.sockets.wait_connected()
        yield Connected(slack, platform)


async def arrived(storage: Storage) -> list[InboundMessage]:
    """What was committed and nobody has handled, in the order of its handling."""
    found = []
    while item := await storage.inbox.claim("test", 60):
        found.append(item.message)
        await storage.inbox.bury(item, "read")
    return found
