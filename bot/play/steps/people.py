"""What people of a story do."""

from __future__ import annotations

import asyncio
import mimetypes
import re

from bot.messages import Attachment, InboundKind
from bot.play.stage import Handler, Stage
from bot.play.values import ExpectationError, fill


async def _says(stage: Stage, value: str, person: str) -> None:
    text = fill(value, stage.captured)
    stage.note(f"{person}: {text}")
    player = stage.players[person]
    kind = InboundKind.COMMAND if text.startswith("/") else InboundKind.TEXT
    await stage.send(player, player.message(kind, text=text))


async def _presses(stage: Stage, value: str, person: str) -> None:
    await _press(stage, person, stage.players[person].button(fill(value, stage.captured)).token, 1)


async def _presses_twice(stage: Stage, value: str, person: str) -> None:
    await _press(stage, person, stage.players[person].button(fill(value, stage.captured)).token, 2)


async def _presses_stale(stage: Stage, value: str, person: str) -> None:
    button = stage.players[person].stale_button(fill(value, stage.captured))
    await _press(stage, person, button.token, 1)


async def _press(stage: Stage, person: str, token: str, times: int) -> None:
    player = stage.players[person]
    labels = [b.label for m in player.shown for b in m.card.buttons if b.token == token]
    stage.note(f"{person}: [{labels[-1]}]" + (" twice" if times == 2 else ""))
    presses = [player.message(InboundKind.BUTTON, token=token) for _ in range(times)]
    await stage.send(player, *presses)


async def _sends_file(stage: Stage, value: str, person: str) -> None:
    path = stage.story.path.parent / value
    content = await asyncio.to_thread(path.read_bytes)
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    stage.note(f"{person}: [file {path.name}]")
    player = stage.players[person]
    attachment = Attachment(path.name, media_type, content)
    await stage.send(player, player.message(InboundKind.FILE, attachments=(attachment,)))


async def _reads_code(stage: Stage, value: str, person: str) -> None:
    address = fill(value, stage.captured)
    mails = stage.harness.mails(address)
    codes = re.findall(r"(?<!\d)\d{6}(?!\d)", mails[-1].text) if mails else []
    if not codes:
        raise ExpectationError(f"no mail to {address} has a code")
    stage.mails_looked_at[address.casefold()] = len(mails)
    stage.captured["code"] = codes[0]
    await _says(stage, codes[0], person)


async def _joins(stage: Stage, value: str, person: str) -> None:
    address = fill(value, stage.captured)
    mails = stage.harness.mails(address)
    commands = re.findall(r"/join \S+", mails[-1].text) if mails else []
    if not commands:
        raise ExpectationError(f"the newest mail to {address} is no invitation")
    stage.mails_looked_at[address.casefold()] = len(mails)
    await _says(stage, commands[0], person)


async def _is_verified(stage: Stage, value: dict[str, str], person: str) -> None:
    await _says(stage, value["vat"], person)
    await _says(stage, value["email"], person)
    await _reads_code(stage, value["email"], person)
    if "account" in value:
        await _presses(stage, value["account"], person)
    player = stage.players[person]
    if not await stage.harness.memberships(player.key):
        raise ExpectationError(f"{person} was not verified")
    player.acts()


HANDLERS: dict[str, Handler] = {
    "says": _says,
    "presses": _presses,
    "presses_twice": _presses_twice,
    "presses_stale": _presses_stale,
    "sends_file": _sends_file,
    "reads_code": _reads_code,
    "joins": _joins,
    "is_verified": _is_verified,
}
