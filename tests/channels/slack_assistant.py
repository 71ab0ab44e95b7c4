"""The whole assistant in a small Slack, with people who are verified already."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from bot.bootstrap import App, build_app
from bot.channels.slack.modals import FormDialogs
from bot.clock import MovableClock
from bot.domain.entities import (
    ApprovalRequest,
    Cart,
    ChannelAccount,
    Conversation,
    Membership,
    Person,
)
from bot.messages import Button, Card, InboundKind, InboundMessage, Sender
from bot.settings import Settings
from bot.standins.mailbox import MailCatcher
from channels.slack_server import SlackPerson, SmallSlack
from channels.slack_server.connected import connected
from shop_client.faulty import FaultyShop
from shop_client.memory import MemoryShop

VAT_NUMBER = "BE0987654394"
BUYER = "buyer@atelier-nord.example"
APPROVER = "approver@atelier-nord.example"
NOWHERE = "127.0.0.1:9"


@dataclass
class SlackAssistant:
    """An assistant that runs, and the Slack around it."""

    app: App
    slack: SmallSlack
    shop: FaultyShop
    clock: MovableClock
    _met: int = 0

    def stranger(self, user_id: str) -> SlackPerson:
        """Somebody who never wrote to us."""
        return self.slack.chat(user_id, f"{user_id.title()} (sample)", "en")

    async def member(self, user_id: str, email: str, language: str = "en") -> SlackPerson:
        """Somebody who was verified for the sample company by this mailbox."""
        self._met += 1
        user_id = f"{user_id}{self._met}"
        chat = self.slack.chat(user_id, f"{user_id.title()} (sample)", language)
        (company,) = await self.shop.find_companies(VAT_NUMBER)
        contacts = await self.shop.contacts(company.id)
        contact = next(contact for contact in contacts if contact.email == email)
        now = self.clock.now()
        person = Person(chat.user.name, language, now)
        membership = Membership(
            person_id=person.id,
            company_id=company.id,
            company_name=company.name,
            vat_number=company.vat_number,
            contact_id=contact.id,
            email=email,
            roles=sorted(contact.roles),
            spending_limit=contact.spending_limit,
            verified_at=now,
        )
        conversation = Conversation(
            key=self.slack.conversation_key(user_id),
            channel="slack",
            workspace=self.slack.team_id,
            chat_id=chat.user.id,
            person_id=person.id,
            last_message_at=now,
            membership_id=membership.id,
        )
        account = ChannelAccount("slack", self.slack.team_id, chat.user.id, person.id)
        async with self.app.uow() as unit:
            unit.store.add(person, account, membership, conversation)
            await unit.commit()
        return chat

    async def forget(self) -> None:
        """Ends every membership, so that the next test's people are the only ones."""
        self.shop.mode = "up"
        async with self.app.uow() as unit:
            for membership in await unit.store.live_memberships():
                membership.ended_at = self.clock.now()
            await unit.commit()

    async def rest(self) -> None:
        """Returns once everything that arrived is answered."""
        await self.app.idle()

    async def says(self, chat: SlackPerson, text: str) -> Card:
        """Somebody writes; the last answer."""
        await chat.write(text)
        await self.rest()
        return last(chat)

    async def presses(self, chat: SlackPerson, label: str) -> Card:
        """Somebody presses the newest button of this label in their messages; the last answer."""
        await chat.press(button(chat, label).token)
        await self.rest()
        return last(chat)

    async def looks(self, chat: SlackPerson) -> Card:
        """Somebody opens their home page; what it shows."""
        await chat.open_home()
        await self.rest()
        return home(chat)

    async def cart(self, chat: SlackPerson) -> Cart | None:
        """The open cart of somebody."""
        async with self.app.uow() as unit:
            conversation = await self._conversation(chat)
            (membership,) = await unit.store.memberships_of(conversation.person_id)
            return await unit.store.open_cart(membership.person_id, membership.company_id)

    async def quantities(self, chat: SlackPerson) -> dict[str, str]:
        """What is in the open cart of somebody, by SKU."""
        cart = await self.cart(chat)
        return {line.sku: f"{line.quantity.normalize():f}" for line in cart.lines} if cart else {}

    async def request(self, approval_id: str) -> ApprovalRequest:
        """A request as it stands now."""
        async with self.app.uow() as unit:
            return await unit.store.approval(approval_id)

    async def asks_for_approval(self, buyer: SlackPerson, said: str) -> str:
        """A buyer orders more than they may; the id of their request."""
        await self.says(buyer, said)
        await self.presses(buyer, "Order")
        await self.says(buyer, f"PO-{5000 + self._met}")
        await self.presses(buyer, "Send for approval")
        (company,) = await self.shop.find_companies(VAT_NUMBER)
        async with self.app.uow() as unit:
            return (await unit.store.approvals_waiting(company.id))[-1].id

    async def message(self, chat: SlackPerson, external_id: str, text: str) -> None:
        """A message that is committed and waits for its turn."""
        workspace, sender = self.slack.team_id, Sender(chat.user.id)
        await self.app.inbox.receive(
            InboundMessage(
                "slack", workspace, external_id, chat.user.id, InboundKind.TEXT, sender, text=text
            )
        )

    async def _conversation(self, chat: SlackPerson) -> Conversation:
        async with self.app.uow() as unit:
            key = self.slack.conversation_key(chat.user.id)
            found = await unit.store.conversation_by_key(key)
        assert found is not None
        return found


def last(chat: SlackPerson) -> Card:
    """The newest message that is no change of an earlier one."""
    return next(seen.card for seen in reversed(chat.seen()) if not seen.edits)


def home(chat: SlackPerson) -> Card:
    """The home page as it shows."""
    found = chat.home()
    assert found is not None, "no home page was published"
    return found


def button(chat: SlackPerson, label: str) -> Button:
    """The newest button of this label in somebody's messages."""
    for seen in reversed(chat.seen()):
        for found in seen.card.buttons:
            if found.label == label:
                return found
    raise AssertionError(f"no button {label}")


def home_button(chat: SlackPerson, label: str) -> Button:
    """The first button of this label on somebody's home page."""
    return next(found for found in home(chat).buttons if found.label == label)


@contextlib.asynccontextmanager
async def slack_assistant(folder: Path, *, workers: int = 2) -> AsyncIterator[SlackAssistant]:
    """An assistant with a shop in memory, connected by Socket Mode."""
    clock = MovableClock()
    shop = FaultyShop(MemoryShop.from_sample(clock=lambda: clock.now().date()))
    async with contextlib.AsyncExitStack() as stack:
        mailbox = await stack.enter_async_context(MailCatcher())
        settings = Settings(
            home=folder,
            database_url=f"sqlite+aiosqlite:///{folder}/comptoir.sqlite",
            vies_url=f"http://{NOWHERE}",
            smtp_url=SecretStr(mailbox.url),
            workers=workers,
        )
        slack = await stack.enter_async_context(SmallSlack())
        app = await build_app(settings, clock=clock, shop=shop)
        stack.push_async_callback(app.stop)
        dialogs = FormDialogs(app.uow)
        here = await stack.enter_async_context(
            connected(app.inbox, socket=True, slack=slack, dialogs=dialogs)
        )
        app.channels["slack"] = here.platform.channel
        await app.start()
        yield SlackAssistant(app, slack, shop, clock)
