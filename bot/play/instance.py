"""A temporary instance of the assistant, with everything around it within a story's reach."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot.bootstrap import App, build_app
from bot.clock import MovableClock
from bot.companies import Companies
from bot.desk import Desk
from bot.domain.entities import Cart, Membership, StaffCase
from bot.messages import InboundMessage
from bot.play.harness import Merchant, Mode, Staff
from bot.policies import Policies
from bot.ports import LocalMessage, UnitOfWorkFactory
from bot.settings import Settings
from bot.standins.mailbox import CaughtMail, MailCatcher
from bot.standins.vies import ViesStandin
from bot.standins.vies_world import Mode as ViesMode
from bot.vat.faults import Fault
from shop_client.faulty import FaultyShop
from shop_client.port import Shop

_IDLE_SECONDS = 60.0


class DeskStaff:
    """The desk, by the person whose case it is."""

    def __init__(
        self, desk: Desk, companies: Companies, policies: Policies, units: UnitOfWorkFactory
    ) -> None:
        self._desk = desk
        self._companies = companies
        self._policies = policies
        self._units = units

    async def _case(self, chat_id: str) -> StaffCase:
        async with self._units() as unit:
            for case in reversed(await unit.store.open_cases()):
                conversation = await unit.store.conversation(case.conversation_id)
                if conversation.chat_id == chat_id:
                    return case
        raise LookupError(f"nothing of {chat_id} waits for staff")

    async def do(self, action: str, staff: str, chat_id: str, text: str = "") -> None:
        """See `bot.play.harness.Staff`."""
        case = await self._case(chat_id)
        if action == "say":
            await self._desk.say(case.id, staff, text)
        elif action == "refuse":
            await self._desk.refuse(case.id, staff, text)
        else:
            acts = {
                "take": self._desk.take,
                "hand_back": self._desk.hand_back,
                "release": self._desk.release,
            }
            await acts[action](case.id, staff)

    async def lay_down(self, action: str, staff: str, **about: str) -> None:
        """See `bot.play.harness.Staff`."""
        acts: dict[str, Callable[..., Awaitable[object]]] = {
            "role": self._companies.set_role,
            "remove": self._companies.remove,
            "invite": self._companies.invite,
            "policy": self._policies.apply,
        }
        await acts[action](staff=staff, **about)

    async def sees(self, chat_id: str) -> dict[str, Any]:
        """See `bot.play.harness.Staff`."""
        detail = await self._desk.show((await self._case(chat_id)).id)
        view = detail.view
        lines = [f"who: {view.who}", f"company: {view.company}", f"summary: {view.summary}"]
        lines += [f"cart: {line}" for line in detail.cart]
        lines += [f"approval: {line}" for line in detail.approvals]
        lines += [f"{name}: {value}" for name, value in detail.data.items()]
        lines += [f"{said.name or said.author}: {said.text}" for said in detail.transcript]
        return {"kind": view.kind, "text": "\n".join(lines)}


class Instance:
    """Implements `bot.play.harness.Harness`; made by `temporary_instance`."""

    def __init__(
        self,
        app: App,
        clock: MovableClock,
        shop: FaultyShop,
        merchant: Merchant,
        vies: ViesStandin,
        mailbox: MailCatcher,
    ) -> None:
        self.app = app
        self.shop = shop.inner
        self.merchant = merchant
        self.staff: Staff = DeskStaff(app.desk, app.companies, app.policies, app.uow)
        self._clock = clock
        self._faulty = shop
        self._vies = vies
        self._mailbox = mailbox

    async def receive(self, message: InboundMessage) -> bool:
        """See `bot.play.harness.Harness`."""
        return await self.app.receive(message)

    async def idle(self) -> None:
        """See `bot.play.harness.Harness`."""
        await self.app.idle(_IDLE_SECONDS)

    async def messages(self, conversation_key: str, after: int) -> Sequence[LocalMessage]:
        """See `bot.play.harness.Harness`."""
        return await self.app.messages.since(conversation_key, after)

    async def memberships(self, conversation_key: str) -> Sequence[Membership]:
        """See `bot.play.harness.Harness`."""
        async with self.app.uow() as unit:
            conversation = await unit.store.conversation_by_key(conversation_key)
            if conversation is None:
                return []
            return await unit.store.memberships_of(conversation.person_id)

    async def carts(self, conversation_key: str) -> Sequence[Cart]:
        """See `bot.play.harness.Harness`."""
        memberships = await self.memberships(conversation_key)
        async with self.app.uow() as unit:
            carts = [await unit.store.open_cart(m.person_id, m.company_id) for m in memberships]
        return [cart for cart in carts if cart is not None]

    def mails(self, address: str) -> Sequence[CaughtMail]:
        """See `bot.play.harness.Harness`."""
        return self._mailbox.to(address)

    def now(self) -> datetime:
        """See `bot.play.harness.Harness`."""
        return self._clock.now()

    def advance(self, by: timedelta) -> None:
        """See `bot.play.harness.Harness`."""
        self._clock.advance(by)
        self.app.outbox.wake()

    def set_shop(self, mode: Mode) -> None:
        """See `bot.play.harness.Harness`."""
        self._faulty.mode = mode

    def set_vies(self, mode: Mode) -> None:
        """See `bot.play.harness.Harness`."""
        self._vies.world.mode = ViesMode(mode)

    def set_vies_answer(self, number: str, outcome: str) -> None:
        """See `bot.play.harness.Harness`."""
        said: bool | Fault = outcome == "valid"
        if outcome not in ("valid", "invalid"):
            said = Fault(outcome)
        self._vies.world.answers[number] = said

    async def refresh_catalogue(self) -> None:
        """See `bot.play.harness.Harness`."""
        await self.app.services.catalogue.refresh()


@contextlib.asynccontextmanager
async def temporary_instance(
    nlu_url: str | None,
    clock: MovableClock,
    shop: Shop,
    merchant: Merchant,
    web_url: str | None = None,
    more: Mapping[str, object] | None = None,
) -> AsyncIterator[Instance]:
    """An instance in a folder that goes with it.

    Args:
        nlu_url: address of the parser; None does without.
        clock: the story's, which the shop may share.
        shop: the story's own.
        merchant: changes it.
        web_url: what links in mails begin with; None sends none.
        more: settings of platforms that stand in for the real ones, at full speed.
    """
    async with contextlib.AsyncExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="comptoir-")))
        vies = await stack.enter_async_context(ViesStandin())
        mailbox = await stack.enter_async_context(MailCatcher())
        settings = Settings(
            home=home,
            database_url=f"sqlite+aiosqlite:///{home}/comptoir.sqlite",
            nlu_url=nlu_url,
            vies_url=vies.url,
            smtp_url=SecretStr(mailbox.url),
            web_url=web_url,
        ).model_copy(update=dict(more or {}))
        faulty = FaultyShop(shop)
        app = await build_app(settings, clock=clock, shop=faulty, unpaced=True)
        stack.push_async_callback(app.stop)
        await app.start()
        yield Instance(app, clock, faulty, merchant, vies, mailbox)
