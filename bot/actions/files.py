"""Files that people send: order lists are read; what is none is answered kindly."""

from __future__ import annotations

from typing import Any

from bot.actions.asking import ask_vat_number
from bot.actions.kept_files import MOST_FILES, READ, keep_files, name_of, take_back
from bot.actions.membership import check_membership
from bot.actions.order_list import take_sheets
from bot.actions.registry import on_button, on_command
from bot.actions.repeat import repeat_question
from bot.actions.turn import Turn
from bot.domain.entities import Author, TranscriptLine
from bot.errors import DeliveryFailed, Undeliverable
from bot.intents.language import choose_language
from bot.intents.order_list.isolated import read_apart
from bot.intents.order_list.tables import LARGEST_FILE, Flaw, Unreadable
from bot.intents.schema import Intent
from bot.messages import Attachment
from bot.metrics import REFUSED

_LONGEST_TEXT = 4000


async def take_files(turn: Turn) -> None:
    """Answers the files of a message; what was written along is answered after them."""
    text = turn.message.text[:_LONGEST_TEXT]
    understood = None
    if text.strip():
        turn.person.language = choose_language(text, turn.person.language)
        written_by = turn.person.display_name
        line = TranscriptLine(turn.conversation.id, Author.PERSON, text, turn.now, written_by)
        turn.store.add(line)
        understood = await turn.services.understand(text, turn.language, turn.now.date())
    # There may be no more to a text than «here is our order of the week».
    words = text if understood and understood.intent is not Intent.OUT_OF_SCOPE else ""
    if not turn.message.attachments:
        turn.say("file-how")
    elif turn.membership is None:
        says_who = understood is not None and understood.intent is Intent.IDENTIFY
        if await keep_files(turn, "" if says_who else words) and not says_who:
            words = ""
        if not says_who:
            _ask_who(turn)
    elif not await check_membership(turn):
        if await keep_files(turn, words):
            words = ""
    else:
        for file in turn.message.attachments[:MOST_FILES]:
            await _take(turn, file)
    if len(turn.message.attachments) > MOST_FILES:
        turn.say("file-too-many", most=str(MOST_FILES))
    if words:
        turn.resume = words


def _ask_who(turn: Turn) -> None:
    if turn.conversation.awaiting is None:
        ask_vat_number(turn)
    else:
        repeat_question(turn)


@on_button(READ)
async def read_pressed(turn: Turn, _data: dict[str, Any]) -> None:
    """Reads a file that was kept."""
    if turn.membership is None or not await check_membership(turn):
        _ask_who(turn)
    elif turn.pressed is not None and (file := await take_back(turn, turn.pressed)):
        await _take(turn, file)


@on_command("read-file")
async def read_kept(turn: Turn, tokens: str) -> None:
    """`/read-file TOKEN…`: reads files that were kept, once we know whom they order for."""
    buttons = [await turn.store.button(token) for token in tokens.split()[:MOST_FILES]]
    kept = [
        button
        for button in buttons
        if button is not None
        and button.person_id == turn.person.id
        and button.action == READ
        and button.used_at is None
    ]
    if not kept or turn.membership is None:
        turn.say("file-how")
        return
    for button in kept:
        if file := await take_back(turn, button):
            await _take(turn, file)


async def _take(turn: Turn, file: Attachment) -> None:
    name = name_of(file)
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
