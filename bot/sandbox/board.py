"""What the page shows beside the chats, read while somebody looks."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any

import msgspec
from sqlalchemy import func, select

from bot.bootstrap import App
from bot.channels.web.events import Event, Feed
from bot.channels.web.held import Away
from bot.sandbox.orders import OrdersPanel
from bot.sandbox.people import cast
from bot.sandbox.sandbox import Sandbox
from bot.standins.mailbox import CaughtMail
from bot.storage.tables import cart, vat_evidence

_log = logging.getLogger(__name__)
MOST = 20
"""Entries of each panel."""
_POLL_SECONDS = 0.5
_FIRST_PO_NUMBER = 4001
_PO_NUMBERS = 900_000


class Board:
    """The panels: name to what they show."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._orders = OrdersPanel(MOST)
        self._panels: dict[str, tuple[int, Any]] = {}
        self._carts = 0
        self._changed = asyncio.Event()
        self._look = asyncio.Event()
        self._readers = 0
        self._watch: asyncio.Task[None] | None = None

    def state(self) -> dict[str, Any]:
        """The state of the sandbox itself; always at hand."""
        sandbox, known = self._sandbox, cast()
        return {
            "people": [asdict(person) for person in known.people],
            "tour": {
                "buyer": known.buyer.id,
                "approver": known.approver.id,
                "vat_number": known.buyer.vat_number,
                # New with each cart, for a company takes a number only once.
                "po_number": f"PO-{_FIRST_PO_NUMBER + self._carts % _PO_NUMBERS}",
            },
            "merchant": known.merchant,
            "clock": sandbox.now.isoformat(),
            "moved_seconds": round(sandbox.moved.total_seconds()),
            "shop": sandbox.shop_mode,
            "vies": sandbox.vies_mode.value,
            "parser": self._parser(),
            "resetting": sandbox.resetting,
            "problem": sandbox.problem,
            "epoch": sandbox.epoch,
        }

    def _parser(self) -> str:
        embedded = self._sandbox.embedded
        if embedded.parser_is_starting:
            return "starting"
        return "ready" if embedded.has_parser else "none"

    def refresh(self) -> None:
        """Something was changed: look at once."""
        self._look.set()

    async def feed(self) -> Feed:
        """Each panel, and again whenever it changes, for ever."""
        told: dict[str, int] = {}
        self._readers += 1
        if self._watch is None:
            self._panels.clear()
            self._watch = asyncio.create_task(self._watching(), name="board")
        try:
            while True:
                changed = self._changed
                for name, (version, data) in list(self._panels.items()):
                    if told.get(name) != version:
                        told[name] = version
                        yield Event(name, data)
                await changed.wait()
        finally:
            self._readers -= 1
            if not self._readers:
                await self._rest()

    async def _rest(self) -> None:
        watch, self._watch = self._watch, None
        if watch is not None:
            watch.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await watch

    async def _watching(self) -> None:
        while True:
            self._look.clear()
            self._show("sandbox", self.state(), ignoring="clock")
            self._show("mail", [_mail(mail) for mail in self._mails()])
            for name, read in (
                ("evidence", self._evidence),
                ("cases", self._cases),
                ("orders", self._read_orders),
            ):
                await self._read(name, read)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_POLL_SECONDS):
                    await self._look.wait()

    def _show(self, name: str, data: Any, ignoring: str = "") -> None:
        version, before = self._panels.get(name, (0, None))
        if before is not None and _without(before, ignoring) == _without(data, ignoring):
            return
        self._panels[name] = (version + 1, data)
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    async def _read(self, name: str, read: Callable[[App], Awaitable[Any]]) -> None:
        """Reads a panel; one that can't be read now stays as it is."""
        try:
            async with self._sandbox.apps.use() as app:
                data = await read(app)
        except Away:
            return
        except Exception as error:  # one panel must not stop the others, whatever it met
            _log.warning("panel not read", extra={"panel": name, "error": type(error).__name__})
            return
        self._show(name, data)

    def _mails(self) -> list[CaughtMail]:
        catcher = self._sandbox.embedded.mail
        return catcher.messages[: -MOST - 1 : -1] if catcher else []

    async def _evidence(self, app: App) -> list[dict[str, Any]]:
        columns = vat_evidence.c
        query = (
            select(
                columns.number,
                columns.outcome,
                columns.consultation_number,
                columns.asked_at,
                columns.name,
                columns.fault,
            )
            .order_by(columns.seq.desc())
            .limit(MOST)
        )
        self._carts = await app.storage.database.fetch_value(select(func.max(cart.c.seq))) or 0
        rows = await app.storage.database.fetch(query)
        return [msgspec.to_builtins(dict(row._mapping)) for row in rows]

    async def _cases(self, app: App) -> Any:
        return msgspec.to_builtins(await app.desk.cases())

    async def _read_orders(self, app: App) -> list[dict[str, Any]]:
        return await self._orders.read(app.storage.database, self._sandbox.shop)


def _mail(mail: CaughtMail) -> dict[str, Any]:
    date = mail.raw["Date"]
    at = getattr(date, "datetime", None)
    return {
        "id": mail.message_id,
        "to": list(mail.to),
        "from": mail.sender,
        "subject": mail.subject,
        "text": mail.text,
        "at": at.isoformat() if at else None,
    }


def _without(data: Any, key: str) -> Any:
    return {name: data[name] for name in data if name != key} if key else data
