"""The sending half: every card goes to the mailbox, one with buttons with a link to its page."""

from __future__ import annotations

from collections.abc import Sequence

from bot import texts
from bot.channels.mail.links import LIFETIME, Links
from bot.channels.rendering import whole_text
from bot.domain.entities import Conversation
from bot.errors import Undeliverable
from bot.mail.port import Mail, Mailer
from bot.messages import Attachment, Card
from bot.ports import Clock, LocalMessages, UnitOfWorkFactory

NAME = "mail"
PAGES = "/decide/"


class MailChannel:
    """Implements `bot.ports.Channel`.

    Args:
        messages: the post-boxes that the pages show.
        mailer: sends the mails.
        units: to read who the mailbox belongs to.
        links: makes the addresses.
        clock: business time, for how long a link is good.
        address: what links begin with ("https://orders.example").
    """

    name = NAME

    def __init__(
        self,
        *,
        messages: LocalMessages,
        mailer: Mailer,
        units: UnitOfWorkFactory,
        links: Links,
        clock: Clock,
        address: str,
    ) -> None:
        self._messages = messages
        self._mailer = mailer
        self._units = units
        self._links = links
        self._clock = clock
        self._address = address

    async def send(
        self,
        conversation: Conversation,
        card: Card,
        *,
        message_id: str,
        edit: str | None = None,
        thread: str = "",
    ) -> str:
        """Keeps the card for its page and mails it; an edit changes the page alone.

        Raises:
            MailUnavailable: not now.
            MailRefused: never.
        """
        await self._messages.append(conversation.key, message_id, card, edit)
        if edit is not None:
            return message_id
        async with self._units() as unit:
            language = (await unit.store.person(conversation.person_id)).language
            if conversation.membership_id is None:
                return message_id
            to = (await unit.store.membership(conversation.membership_id)).email
        text = whole_text(card)
        if card.buttons:
            token = self._links.token(conversation.key, message_id, self._clock.now())
            link = f"{self._address}{PAGES}{token}"
            text += "\n\n" + texts.text(language, "decide-mail", link=link, days=LIFETIME.days)
        subject = card.title or card.text.partition("\n")[0]
        await self._mailer.send(Mail(to=to, subject=subject, text=text, message_id=message_id))
        return message_id

    async def show_home(self, conversation: Conversation, cards: Sequence[Card]) -> None:
        """There is no such page. Raises Undeliverable."""
        raise Undeliverable("no home page here")

    async def fetch(self, workspace: str, attachment: Attachment) -> Attachment:
        """Nobody sends us files by mail."""
        return attachment
