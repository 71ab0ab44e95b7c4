"""A process of the assistant whose ports are watched, so that it can be killed at any of them."""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import zeep.wsdl.bindings.soap
from failing_shop import ShopOverHttp, open_sample
from points import Fate, Point
from pydantic import SecretStr

from bot import logs
from bot.bootstrap import App, build_app
from bot.domain.entities import Conversation, PurchaseOrder
from bot.domain.placement import Stage, stage_of
from bot.messages import Attachment, Card
from bot.ports import EffectKind, OutboxItem
from bot.settings import Settings
from bot.storage.inbox import SqlInbox
from bot.storage.outbox import SqlOutbox
from bot.storage.uow import SqlUnitOfWork
from shop_client.errors import ShopUnavailable
from shop_client.model import Order, OrderDraft
from shop_client.money import Money

# What is there before a process is forked costs it nothing.
assert zeep.wsdl.bindings.soap
for _unique in (True, False):
    open_sample(unique=_unique)

LEASE_SECONDS = 8.0
HASTE = 60.0
"""How much faster business time runs: a quarter of an hour of waiting is over in 15 seconds."""
_TICK_SECONDS = 0.2
WORKERS = 6


class Hasty:
    """Business time that runs faster, the same in all processes.

    Args:
        epoch: when it showed the real time, in seconds as `time.time` has them.
    """

    def __init__(self, epoch: float) -> None:
        self._epoch = epoch

    def now(self) -> datetime:
        return self.at(time.time())

    def at(self, real: float) -> datetime:
        """What it shows at a real time."""
        return datetime.fromtimestamp(self._epoch + (real - self._epoch) * HASTE, UTC)


@dataclass(frozen=True, slots=True)
class Setup:
    """What all processes of one run share.

    Attributes:
        folder: for homes, a book of deaths and a book of messages.
        epoch: of their business time.
    """

    folder: Path
    epoch: float
    database_url: str
    shop_url: str
    smtp_url: str
    unique: bool

    @property
    def deaths(self) -> Path:
        return self.folder / "deaths"

    @property
    def messages(self) -> Path:
        return self.folder / "messages"

    def mark(self, name: str) -> Path:
        """The file that a process makes once it works."""
        return self.folder / f"{name}.works"

    def working(self, name: str) -> bool:
        """Whether this process has begun to work."""
        return self.mark(name).exists()

    def settings(self, name: str) -> Settings:
        home = self.folder / name
        home.mkdir(exist_ok=True)
        return Settings(
            home=home,
            database_url=self.database_url,
            nlu_url="http://127.0.0.1:9",
            vies_url="http://127.0.0.1:9",
            smtp_url=SecretStr(self.smtp_url),
            secret_key=SecretStr("the same for all"),
            lease_seconds=LEASE_SECONDS,
            poll_seconds=1.0,
            workers=WORKERS,
        )


class Book:
    """A channel that writes what it is to send into a file, a line each, whole or not at all."""

    name = "book"

    def __init__(self, file: Path) -> None:
        self._file = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    async def send(
        self,
        conversation: Conversation,
        card: Card,
        *,
        message_id: str,
        edit: str | None = None,
        thread: str = "",
    ) -> str:
        sent = {
            "id": message_id,
            "chat": conversation.chat_id,
            "text": " ".join([card.title, card.text, *(field.value for field in card.fields)]),
            "buttons": {button.label: button.token for button in card.buttons},
        }
        os.write(self._file, json.dumps(sent).encode() + b"\n")
        return message_id

    async def show_home(self, conversation: Conversation, cards: Sequence[Card]) -> None:
        raise NotImplementedError

    async def fetch(self, workspace: str, attachment: Attachment) -> Attachment:
        raise NotImplementedError


async def assistant(setup: Setup, name: str, shop: ShopOverHttp, book: Book) -> App:
    """An assistant over these; the caller starts it, or only asks it."""
    return await build_app(
        setup.settings(name),
        clock=Hasty(setup.epoch),
        shop=shop,
        channels=[book],
        unpaced=True,
    )


class WatchedShop(ShopOverHttp):
    """The shop's client, passing by its points."""

    fate: Fate

    async def place_order(self, draft: OrderDraft, expected_gross: Money) -> Order:
        self.fate.pass_by(Point.BEFORE_CALL)
        try:
            order = await super().place_order(draft, expected_gross)
        except ShopUnavailable:
            self.fate.pass_by(Point.SILENT)
            raise
        self.fate.pass_by(Point.ANSWERED)
        return order

    async def find_order(self, client_reference: str) -> Order | None:
        self.fate.pass_by(Point.BEFORE_LOOK)
        found = await super().find_order(client_reference)
        self.fate.pass_by(Point.LOOKED)
        return found


class WatchedBook(Book):
    """The channel, passing by its points."""

    fate: Fate

    async def send(self, conversation: Conversation, card: Card, **more: Any) -> str:
        self.fate.pass_by(Point.BEFORE_SEND)
        handle = await super().send(conversation, card, **more)
        self.fate.pass_by(Point.SENT)
        return handle


Names = Callable[..., Point | None]


def _watch(fate: Fate, port: type, method: str, before: Names, after: Names) -> None:
    """Lets each call of a port's method pass by what is named from its arguments and result."""
    original = getattr(port, method)

    async def watched(self: Any, *args: Any, **more: Any) -> Any:
        fate.pass_by(before(self, *args, **more))
        result = await original(self, *args, **more)
        fate.pass_by(after(self, result, *args, **more))
        return result

    setattr(port, method, watched)


_CLAIMED = {
    EffectKind.CHAT: Point.MESSAGE_CLAIMED,
    EffectKind.ORDER: Point.ORDER_CLAIMED,
    EffectKind.LOOK_UP: Point.LOOK_UP_CLAIMED,
}
_DONE = {
    EffectKind.CHAT: (Point.BEFORE_MESSAGE_DONE, Point.MESSAGE_DONE),
    EffectKind.ORDER: (Point.BEFORE_ORDER_DONE, Point.ORDER_DONE),
}
_NOTED = {
    Stage.PREPARED: Point.NOTED_NOT_SENT,
    Stage.SENDING: Point.NOTED_SENDING,
}


def _no(*_: Any, **__: Any) -> None:
    return None


def _done(which: int) -> Names:
    def name(_: object, *args: Any, **__: object) -> Point | None:
        item = next(arg for arg in args if isinstance(arg, OutboxItem))
        points = _DONE.get(item.effect.kind)
        return points[which] if points else None

    return name


def _noted(unit: SqlUnitOfWork, *_: object) -> Point | None:
    """What a worker without a turn has committed is the stage of an order."""
    for order in unit.store.identity.of(PurchaseOrder):
        stage = stage_of(order)
        if stage in (Stage.UNKNOWN, Stage.HANDED):
            return Point.NOTED_LOOK if order.looked_up_at else Point.NOTED_DOUBT
        return _NOTED.get(stage)
    return None


def watch_ports(fate: Fate) -> None:
    """From here on this process passes by the points of inbox, outbox and commits."""
    _watch(
        fate,
        SqlInbox,
        "receive",
        lambda *_, **__: Point.BEFORE_RECEIVE,
        lambda *_, **__: Point.RECEIVED,
    )
    _watch(fate, SqlInbox, "claim", _no, lambda _, item, *__: item and Point.TURN_CLAIMED)
    _watch(
        fate,
        SqlOutbox,
        "claim",
        _no,
        lambda _, item, *__: item and _CLAIMED.get(item.effect.kind),
    )
    _watch(fate, SqlOutbox, "done", _done(0), _done(1))
    _watch(
        fate,
        SqlOutbox,
        "retry",
        lambda *_, **__: Point.BEFORE_PUT_OFF,
        lambda *_, **__: Point.PUT_OFF,
    )
    _watch(
        fate,
        SqlUnitOfWork,
        "commit",
        lambda unit, handled=None: Point.BEFORE_COMMIT if handled else Point.BEFORE_NOTE,
        lambda unit, _, handled=None: Point.COMMITTED if handled else _noted(unit),
    )


def run(setup: Setup, home: str, name: str, point: Point | None, passing: int) -> None:
    """The process: works until it dies."""
    logs.configure("WARNING", setup.folder / f"{home}.log")
    asyncio.run(_work(setup, home, name, Fate(point, passing, setup.deaths)))


async def _work(setup: Setup, home: str, name: str, fate: Fate) -> None:
    shop = WatchedShop(setup.shop_url, unique=setup.unique)
    book = WatchedBook(setup.messages)
    shop.fate = book.fate = fate
    app = await assistant(setup, home, shop, book)
    watch_ports(fate)
    await app.start()
    setup.mark(name).touch()
    forked_by = os.getppid()
    while os.getppid() == forked_by:  # a test that was killed itself leaves nobody behind
        await asyncio.sleep(_TICK_SECONDS)
        app.outbox.wake()  # a worker waits for what is due by a clock of usual pace
