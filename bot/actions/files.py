"""Files that people send: order lists are read; what is none is answered kindly."""

from __future__ import annotations

import base64
from typing import Any

from bot.actions.asking import ask_vat_number
from bot.actions.membership import check_membership
from bot.actions.order_list import take_sheets
from bot.actions.registry import on_button, on_command
from bot.actions.repeat import repeat_question
from bot.actions.turn import Turn
from bot.domain.entities import Author, TranscriptLine
from bot.errors import DeliveryFailed, Undeliverable
from bot.intents.language import choose_language
from bot.intents.order_list.isolated import read_apart
from bot.intents.order_list.tables import LARGEST_FILE, Flaw, Unreadable, clean
from bot.intents.schema import Intent
from bot.messages import Attachment
from bot.metrics import REFUSED

_MOST_FILES = 3
_LONGEST_NAME = 80
_LONGEST_TEXT = 4000
_LARGEST_KEPT = 256 * 1024
"""Bytes of a file that is kept for somebody who is not recognised yet."""
_READ = "file.read"


async def take_files(turn: Turn) -> None:
    """Answers the files of a message; what was written along is answered after them."""
    text = turn.message.text[:_LONGEST_TEXT]
    if text.strip():
        turn.person.language = choose_language(text, turn.person.language)
        written_by = turn.person.display_name
        line = TranscriptLine(turn.conversation.id, Author.PERSON, text, turn.now, written_by)
        turn.store.add(line)
    if turn.membership is None:
        _keep(turn)
        _ask_who(turn)
    elif not await check_membership(turn):
        _keep(turn)
    else:
        for file in turn.message.attachments[:_MOST_FILES]:
            await _take(turn, file)
        if len(turn.message.attachments) > _MOST_FILES:
            turn.say("file-too-many", most=str(_MOST_FILES))
    if not turn.message.attachments:
        turn.say("file-how")
    if text.strip() and await _says_something(turn, text):
        turn.resume = text


async def _says_something(turn: Turn, text: str) -> bool:
    """Whether there is more to a text than «here is our order of the week»."""
    understood = await turn.services.understand(text, turn.language, turn.now.date())
    return understood.intent is not Intent.OUT_OF_SCOPE


def _keep(turn: Turn) -> None:
    """Keeps files until we know whom they order for; the last is read by itself then."""
    for file in turn.message.attachments[:_MOST_FILES]:
        if not file.reference and len(file.content) > _LARGEST_KEPT:
            turn.say("file-send-again", name=_name(file))
            continue
        data = {
            "name": _name(file),
            "media_type": file.media_type,
            "reference": file.reference,
            "content": base64.b64encode(file.content).decode(),
        }
        card = turn.say("file-kept", name=_name(file)).button("button-read-file", _READ, data)
        turn.remember("resume", f"/read-file {card.tokens[-1].token}")


def _ask_who(turn: Turn) -> None:
    if turn.conversation.awaiting is None:
        ask_vat_number(turn)
    else:
        repeat_question(turn)


@on_button(_READ)
async def read_pressed(turn: Turn, data: dict[str, Any]) -> None:
    """Reads a file that was kept."""
    if turn.membership is None or not await check_membership(turn):
        _ask_who(turn)
        return
    await turn.use_button()
    await _take(turn, _kept(data))


@on_command("read-file")
async def read_kept(turn: Turn, token: str) -> None:
    """`/read-file TOKEN`: reads a file that was kept, once we know whom it orders for."""
    button = await turn.store.button(token) if token else None
    if (
        button is None
        or button.person_id != turn.person.id
        or button.action != _READ
        or button.used_at is not None
        or turn.membership is None
    ):
        turn.say("file-how")
        return
    await turn.close_card(button.group, "chosen", label=button.label)
    await _take(turn, _kept(button.data))


def _kept(data: dict[str, Any]) -> Attachment:
    content = base64.b64decode(data["content"])
    return Attachment(data["name"], data["media_type"], content, data["reference"])


def _name(file: Attachment) -> str:
    return clean(file.filename)[:_LONGEST_NAME] or "?"


async def _take(turn: Turn, file: Attachment) -> None:
    name = _name(file)
    content = file.content
    if not content and file.reference:
        fetch = turn.services.fetch_file
        try:
            fetched = await fetch(turn.message.channel, turn.message.workspace, file)
        except Undeliverable:
            turn.say("file-not-to-be-had", name=name)
            return
        except DeliveryFailed:
            turn.say("file-not-fetched", name=name)
            return
        content = fetched.content
    if len(content) > LARGEST_FILE:
        turn.say("file-too-large", name=name, megabytes=str(LARGEST_FILE // 1024 // 1024))
        return
    try:
        sheets = await read_apart(content)
    except Unreadable as error:
        REFUSED.labels(turn.message.channel, f"file-{error.flaw}").inc()
        _say_flaw(turn, name, error.flaw)
        return
    await take_sheets(turn, name, sheets)


def _say_flaw(turn: Turn, name: str, flaw: Flaw) -> None:
    match flaw:
        case Flaw.EMPTY:
            turn.say("file-empty", name=name)
        case Flaw.ENCRYPTED:
            turn.say("file-encrypted", name=name)
        case Flaw.DAMAGED:
            turn.say("file-damaged", name=name)
        case Flaw.TOO_LARGE:
            turn.say("file-too-much", name=name)
        case Flaw.OTHER_FORMAT:
            turn.say("file-other-format", name=name)
