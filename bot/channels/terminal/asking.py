"""One question to the running assistant, by the merchant's staff."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from bot.channels.terminal.link import Link, fresh_id
from bot.channels.terminal.protocol import AskDesk, DeskAnswer, Refused
from bot.errors import ComptoirError

_ANSWER_SECONDS = 60.0


class StaffRefused(ComptoirError):  # noqa: N818 - the assistant's no is not its failure
    """The assistant said no; the message says why."""


async def ask_staff(path: Path, method: str, **arguments: str) -> Any:
    """Asks what the desk of the server at a socket offers under this name.

    Raises:
        SetupError: nobody serves the socket.
        StaffRefused: it said no, or did not answer within a minute.
    """
    link = Link(path)
    async with link.open():
        frame = AskDesk(fresh_id(), method, arguments)
        await link.send(frame)
        try:
            async with asyncio.timeout(_ANSWER_SECONDS):
                while True:
                    answer = await link.received.get()
                    if isinstance(answer, DeskAnswer) and answer.id == frame.id:
                        return answer.result
                    if isinstance(answer, Refused):
                        raise StaffRefused(answer.reason)
        except TimeoutError:
            raise StaffRefused("The assistant does not answer.") from None
