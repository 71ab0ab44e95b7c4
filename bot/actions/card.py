"""Building one message of the assistant, in the language of whom it is for."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Self

from bot import texts
from bot.domain.entities import (
    ButtonToken,
    Conversation,
    Membership,
    Person,
    new_id,
)
from bot.messages import Attachment, Button, ButtonStyle, Card, Field, Form, Row, Why
from shop_client.model import Texts, text_in
from shop_client.money import Money

_TOKEN_BYTES = 16


class CardBuilder:
    """A card under construction; `id` is the effect it will be sent by.

    Attributes:
        tokens: what its buttons do; stored with the turn.
        asks: id of the request for approval that it shows, or None.
    """

    def __init__(
        self,
        conversation: Conversation,
        person: Person,
        membership: Membership | None,
        now: datetime,
        time_zone: str,
    ) -> None:
        self.id = new_id()
        self.conversation = conversation
        self.person = person
        self.membership = membership
        self.language = person.language
        self.tokens: list[ButtonToken] = []
        self.edits: str | None = None
        self.asks: str | None = None
        self._now = now
        self._time_zone = time_zone
        self._title = ""
        self._paragraphs: list[str] = []
        self._rows: list[Row] = []
        self._fields: list[Field] = []
        self._notes: list[str] = []
        self._buttons: list[Button] = []
        self._attachments: list[Attachment] = []
        self._rules: list[str] = []

    def text(self, key: str, **values: str | int | Decimal) -> str:
        """A sentence in the reader's language, to be put into another."""
        return texts.text(self.language, key, **values)

    def money(self, amount: Money) -> str:
        """An amount as the reader writes it."""
        return texts.money(self.language, amount)

    def quantity(self, value: Decimal, unit: str = "") -> str:
        """A number, with its unit when one is named."""
        number = texts.quantity(self.language, value)
        if not unit:
            return number
        key = f"quantity-{unit}"
        if key not in texts.keys("en"):
            return f"{number} {unit}"
        return texts.text(self.language, key, n=value, number=number)

    def day(self, value: date) -> str:
        """A date as the reader writes it."""
        return texts.day(self.language, value)

    def moment(self, value: datetime) -> str:
        """An instant on the merchant's clock."""
        return texts.moment(self.language, value, self._time_zone)

    def name(self, value: Texts) -> str:
        """A shop's text in the reader's language."""
        return text_in(value, self.language)

    def say(self, key: str, **values: str | int | Decimal) -> Self:
        """Adds a paragraph."""
        self._paragraphs.append(self.text(key, **values))
        return self

    def quote(self, written: str) -> Self:
        """Adds a paragraph that somebody else wrote."""
        self._paragraphs.append(written)
        return self

    def title(self, key: str, **values: str | int | Decimal) -> Self:
        """Sets the title."""
        self._title = self.text(key, **values)
        return self

    def row(self, title: str, detail: str = "", amount: str = "") -> Self:
        """Adds a line to the list."""
        self._rows.append(Row(title, detail, amount))
        return self

    def field(self, label_key: str, value: str, **values: str | int | Decimal) -> Self:
        """Adds a labelled value."""
        self._fields.append(Field(self.text(label_key, **values), value))
        return self

    def note(self, key: str, **values: str | int | Decimal) -> Self:
        """Adds something small at the end."""
        self._notes.append(self.text(key, **values))
        return self

    def because(self, key: str, **values: str | int | Decimal) -> Self:
        """Notes a rule that decided this, for those who ask why."""
        self._rules.append(self.text(key, **values))
        return self

    def attach(self, attachment: Attachment) -> Self:
        """Adds a file."""
        self._attachments.append(attachment)
        return self

    def button(
        self,
        label_key: str,
        action: str,
        data: dict[str, Any] | None = None,
        *,
        style: ButtonStyle = ButtonStyle.DEFAULT,
        form: Form | None = None,
        **values: str | int | Decimal,
    ) -> Self:
        """Adds a button with a label of ours; a form is filled in where the channel has dialogs."""
        return self.choice(self.text(label_key, **values), action, data, style=style, form=form)

    def choice(
        self,
        label: str,
        action: str,
        data: dict[str, Any] | None = None,
        *,
        style: ButtonStyle = ButtonStyle.DEFAULT,
        form: Form | None = None,
    ) -> Self:
        """Adds a button whose label is somebody else's, such as a product's name."""
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        self._buttons.append(Button(label, token, style, form))
        self.tokens.append(
            ButtonToken(
                token=token,
                conversation_id=self.conversation.id,
                person_id=self.person.id,
                membership_id=self.membership.id if self.membership else None,
                action=action,
                data=data or {},
                group=self.id,
                created_at=self._now,
                label=label,
            )
        )
        return self

    def replaces(self, effect_id: str) -> Self:
        """Makes this an edit of an earlier card."""
        self.edits = effect_id
        return self

    def build(self, why: Why | None) -> Card:
        """The finished card, the active company on it, with what led to it and what decided it."""
        if why is not None and self._rules:
            why = replace(why, rules=tuple(self._rules))
        return Card(
            title=self._title,
            text="\n\n".join(self._paragraphs),
            rows=tuple(self._rows),
            fields=tuple(self._fields),
            note="\n".join(self._notes),
            context=self.membership.company_name if self.membership else "",
            buttons=tuple(self._buttons),
            attachments=tuple(self._attachments),
            why=why,
        )
