"""Files of somebody not recognised yet, kept until we know whom they order for, or for a day."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from bot.actions.registry import on_event
from bot.actions.turn import Turn
from bot.domain.entities import ButtonToken, Owner
from bot.intents.order_list.tables import clean
from bot.messages import Attachment

READ = "file.read"
MOST_FILES = 3
"""Files of a message, and files that are kept for a conversation."""
_LONGEST_NAME = 80
_LARGEST_KEPT = 256 * 1024
"""Bytes of a file that is kept."""
_KEPT_FOR = timedelta(days=1)
_COMMAND = "/read-file "


def name_of(file: Attachment) -> str:
    """What a file is called, to be shown."""
    return clean(file.filename)[:_LONGEST_NAME] or "?"


async def keep_files(turn: Turn, words: str) -> bool:
    """Keeps the files of the message, to be read by themselves once the person is known.

    Args:
        turn: this one.
        words: what is to be handled after the files; empty for nothing.

    Returns:
        Whether any was kept, the words with it.
    """
    files = []
    for file in turn.message.attachments[:MOST_FILES]:
        if not file.reference and len(file.content) > _LARGEST_KEPT:
            turn.say("file-send-again", name=name_of(file))
        else:
            files.append(file)
    if not files:
        return False
    resume = str(turn.conversation.context.get("resume") or "")
    kept = resume.removeprefix(_COMMAND).split() if resume.startswith(_COMMAND) else []
    after = [] if kept or not resume else [resume]
    surplus = max(len(kept) + len(files) - MOST_FILES, 0)
    for token in kept[:surplus]:
        after += await _let_go(turn, token)
    after += [words] if words else []
    tokens = [_keep(turn, file, after if file is files[-1] else []) for file in files]
    turn.remember("resume", _COMMAND + " ".join(kept[surplus:] + tokens))
    return True


def _keep(turn: Turn, file: Attachment, after: Sequence[str]) -> str:
    data = {
        "name": name_of(file),
        "media_type": file.media_type,
        "reference": file.reference,
        "content": base64.b64encode(file.content).decode(),
        "after": list(after),
    }
    card = turn.say("file-kept", name=name_of(file)).button("button-read-file", READ, data)
    return card.tokens[-1].token


async def _let_go(turn: Turn, token: str) -> list[str]:
    """Forgets a file; what was to be handled after it is not forgotten."""
    button = await turn.store.button(token)
    if button is None or button.used_at is not None:
        return []
    name = button.data["name"]
    after: list[str] = button.data["after"]
    button.data = {}
    await turn.close_card(button.group, "file-let-go", most=str(MOST_FILES), name=name)
    turn.say("file-let-go", most=str(MOST_FILES), name=name)
    return after


async def take_back(turn: Turn, button: ButtonToken) -> Attachment | None:
    """The file of a button, which keeps it no longer; None, and told so, when it is too old.

    What was written along comes as a message of its own afterwards.
    """
    data, button.data = button.data, {}
    await turn.close_card(button.group, "chosen", label=button.label)
    for words in data["after"]:
        turn.event("file.words", {"text": words})
    if turn.now - button.created_at > _KEPT_FOR:
        turn.say("file-kept-too-long", name=data["name"])
        return None
    content = base64.b64decode(data["content"])
    return Attachment(data["name"], data["media_type"], content, data["reference"])


@on_event("file.words")
async def handle_words(turn: Turn, data: dict[str, Any]) -> None:
    """Handles what was written along with a file that was kept, now that it was read."""
    if turn.conversation.owner is Owner.ASSISTANT:
        turn.resume = data["text"]
