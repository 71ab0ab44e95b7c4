"""Whether a message in a group is meant for us, and what it says to us."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import Message
from telegram.constants import MessageEntityType

from bot.intents.commands import command_in


@dataclass(frozen=True, slots=True)
class Us:
    """Our own account."""

    id: int
    username: str


def address(message: Message, us: Us) -> str | None:
    """What is said to us, without our name; None when nothing is.

    A message is for us when it names us, is a reply to one of ours, or begins with a command that
    bears our name, or with one that we know and that bears nobody's.
    """
    text = message.text or message.caption or ""
    if text.startswith("/"):
        name, at, meant = text.split(maxsplit=1)[0].partition("@")
        if at:
            return text if meant.lower() == us.username.lower() else None
        return text if command_in(name) else None
    named = _named(message, us)
    for name in named:
        text = text.replace(name, "", 1)
    replied = message.reply_to_message
    # In a topic every message counts as a reply to the one that opened it.
    ours = (
        replied is not None
        and replied.forum_topic_created is None
        and replied.from_user is not None
        and replied.from_user.id == us.id
    )
    return text.strip() if named or ours else None


def _named(message: Message, us: Us) -> list[str]:
    kinds: list[str | None] = [MessageEntityType.MENTION, MessageEntityType.TEXT_MENTION]
    parse = message.parse_entities if message.text else message.parse_caption_entities
    return [
        text
        for entity, text in parse(kinds).items()
        if text.lower() == f"@{us.username.lower()}"
        or (entity.user is not None and entity.user.id == us.id)
    ]
