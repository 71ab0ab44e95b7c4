"""The address in a person's own profile, offered where their work e-mail is asked for.

Pressing it says it in their name, no more: the code goes to that mailbox, and who can read it there
is what counts. A profile is written by its owner or an administrator and proves nothing.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace

import aiohttp
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot import texts
from bot.channels.slack import limits
from bot.channels.slack.blocks import Block, Page
from bot.channels.slack.inbound import SAYS
from bot.channels.slack.words import shortened
from bot.domain.entities import Conversation
from bot.messages import Card
from bot.texts import LANGUAGES

_log = logging.getLogger(__name__)
_ASKS_FOR_ADDRESS = "email"
"""The open question of a conversation that an address answers."""
_PATIENCE_SECONDS = 2.0
"""A suggestion is worth no more delay."""
_LONGEST_ADDRESS = 254
"""RFC 5321 4.5.3.1.3, less the angle brackets."""


def asks_for_address(conversation: Conversation, card: Card) -> bool:
    """Whether an address is what the card waits for, and nothing else is to be pressed there."""
    return conversation.awaiting == _ASKS_FOR_ADDRESS and not card.buttons


async def with_address(
    client: AsyncWebClient, user_id: str, pages: Sequence[Page]
) -> Sequence[Page]:
    """The pages, with a button that says the address of the person's profile.

    Without one where Slack does not tell it: the workspace gave us no `users:read.email`, or the
    person is another organisation's.
    """
    last = pages[-1]
    if len(last.blocks) >= limits.MESSAGE_BLOCKS:
        return pages
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            answer = await client.users_info(user=user_id, include_locale=True)
        user = answer["user"]
        address = str((user.get("profile") or {}).get("email") or "")
        spoken = str(user.get("locale") or "")[:2]
    except (SlackClientError, aiohttp.ClientError, TimeoutError, LookupError, TypeError) as error:
        _log.warning("no address to suggest", extra={"error": type(error).__name__})
        return pages
    if "@" not in address or len(address) > _LONGEST_ADDRESS or address.split() != [address]:
        return pages
    said = texts.text(spoken if spoken in LANGUAGES else "en", "slack-use-address", address=address)
    block = _button(said, address)
    return [*pages[:-1], replace(last, blocks=[*last.blocks, block], text=f"{last.text}\n[{said}]")]


def _button(label: str, address: str) -> Block:
    return {
        "type": "actions",
        "elements": [
            {
                "type": "button",
                "text": {
                    "type": "plain_text",
                    "text": shortened(label, limits.BUTTON),
                    "emoji": False,
                },
                "action_id": SAYS,
                "value": address,
            }
        ],
    }
