"""One turn: what a person sent, what we know, and what is to come of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import msgspec

from bot import texts
from bot.actions.card import CardBuilder
from bot.actions.mandates import people_in
from bot.actions.services import Services
from bot.domain.audit import ASSISTANT, Actor, AuditKind, Subject, recorded, staff_member
from bot.domain.entities import (
    Author,
    ButtonToken,
    Cart,
    Conversation,
    Membership,
    Person,
    TranscriptLine,
)
from bot.messages import Card, InboundKind, InboundMessage, Why
from bot.ports import Effect, EffectKind, Match, Store
from shop_client.model import Company, Contact

_ASKED = "asked"
"""In a conversation's context: the request for approval that its last card showed."""


class Turn:
    """Reads through `store` and `services`; everything it changes is committed at once.

    Attributes:
        pressed: the button that began this turn, or None.
        resume: what the person had written before they were recognised, to be handled next.
        why: what led to the cards of this turn.
    """

    def __init__(
        self,
        message: InboundMessage,
        store: Store,
        services: Services,
        person: Person,
        conversation: Conversation,
        membership: Membership | None,
    ) -> None:
        self.message = message
        self.store = store
        self.services = services
        self.person = person
        self.conversation = conversation
        self.membership = membership
        self.pressed: ButtonToken | None = None
        self.resume: str | None = None
        self.now: datetime = services.clock.now()
        self.why = Why(message.event, 1.0, message.kind.value)
        self._cards: list[CardBuilder] = []
        self._companies: dict[str, Company] = {}
        self._people: dict[str, tuple[Contact, ...]] = {}

    @property
    def language(self) -> str:
        """Of the person who wrote."""
        return self.person.language

    @property
    def member(self) -> Membership:
        """The active membership; only for what needs a company."""
        if self.membership is None:
            raise AssertionError("no company is active")
        return self.membership

    def called(self) -> str:
        """What the person is called, on one line: nobody fakes a line of a mail by their name."""
        name = " ".join(self.person.display_name.split())
        return name or (self.membership.email if self.membership else self.conversation.chat_id)

    def matched(self, said: str, match: Match) -> None:
        """Notes which product the words of a line were taken for."""
        self.why = replace(
            self.why,
            lines=tuple(
                replace(
                    line,
                    sku=match.sku,
                    product=match.name,
                    ground=match.ground,
                    score=match.score,
                )
                if line.said == said
                else line
                for line in self.why.lines
            ),
        )

    def reply(self) -> CardBuilder:
        """A new card to the person who wrote."""
        return self.card_to(self.conversation, self.person, self.membership)

    def say(self, key: str, **values: Any) -> CardBuilder:
        """A new card to the person who wrote, with one sentence."""
        return self.reply().say(key, **values)

    def card_to(
        self, conversation: Conversation, person: Person, membership: Membership | None
    ) -> CardBuilder:
        """A new card to anybody."""
        card = CardBuilder(conversation, person, membership, self.now, self.services.time_zone)
        self._cards.append(card)
        return card

    def words(self) -> CardBuilder:
        """Writes in the person's language without sending anything: for e-mails."""
        return CardBuilder(self.conversation, self.person, None, self.now, self.services.time_zone)

    async def card_to_member(self, membership: Membership) -> CardBuilder | None:
        """A new card to a member, where they were last active; None when that can't be."""
        for conversation in await self.store.conversations_of(membership.person_id):
            if conversation.unreachable_since is None:
                person = await self.store.person(membership.person_id)
                return self.card_to(conversation, person, membership)
        return None

    async def close_card(self, effect_id: str, key: str, **values: Any) -> None:
        """Takes the buttons off a card that was sent and writes what came of it beneath.

        The text gets the present instant as `at`, beside `values`.
        """
        payload = await self.store.effect_payload(effect_id)
        if payload is None:
            # A card of the home page, which is made anew instead of edited.
            for token in await self.store.buttons_in_group(effect_id):
                token.used_at = token.used_at or self.now
            return
        shown = msgspec.convert(payload["card"], Card)
        conversation = await self.store.conversation(payload["conversation_id"])
        reader = await self.store.person(conversation.person_id)
        at = texts.moment(reader.language, self.now, self.services.time_zone)
        status = texts.text(reader.language, key, at=at, **values)
        for token in await self.store.buttons_in_group(effect_id):
            token.used_at = token.used_at or self.now
        self._send(
            conversation, replace(shown, buttons=(), attachments=(), note=status), edit_of=effect_id
        )

    async def use_button(self, key: str | None = None, **values: Any) -> None:
        """Consumes the pressed button and those beside it; says under them what was chosen."""
        if self.pressed is None:
            return
        if key is None:
            await self.close_card(self.pressed.group, "chosen", label=self.pressed.label)
        else:
            await self.close_card(self.pressed.group, key, **values)

    def ask(self, question: str, **context: Any) -> None:
        """Leaves a question open; the next message may answer it."""
        self.conversation.awaiting = question
        kept = {k: v for k, v in self.conversation.context.items() if k in ("resume", "pending")}
        self.conversation.context = kept | context

    def settle_question(self) -> None:
        """No question is open any more."""
        self.conversation.awaiting = None
        self.conversation.context = {
            k: v for k, v in self.conversation.context.items() if k in ("resume", "pending")
        }

    def remember(self, name: str, value: Any) -> None:
        """Keeps something for later turns of this conversation; None forgets it."""
        context = dict(self.conversation.context)
        context.pop(name, None)
        if value is not None:
            context[name] = value
        self.conversation.context = context

    def asked_last(self) -> str | None:
        """Id of the request for approval that the last card of this conversation showed."""
        asked: str | None = self.conversation.context.get(_ASKED)
        return asked

    async def company(self) -> Company:
        """The active company as the shop has it now."""
        company_id = self.member.company_id
        if company_id not in self._companies:
            self._companies[company_id] = await self.services.shop.company(company_id)
        return self._companies[company_id]

    async def contacts(self) -> tuple[Contact, ...]:
        """Everybody known to belong to the active company, with what holds for them now."""
        return await self.people(self.member.company_id)

    async def people(self, company_id: str) -> tuple[Contact, ...]:
        """Everybody known to belong to a company, with what holds for them now."""
        if company_id not in self._people:
            self._people[company_id] = await people_in(self.store, self.services.shop, company_id)
        return self._people[company_id]

    async def contact(self) -> Contact:
        """The person's own contact at the active company."""
        return next(c for c in await self.contacts() if c.id == self.member.contact_id)

    async def cart(self) -> Cart:
        """The open cart for the active company, made if need be."""
        found = await self.store.open_cart(self.person.id, self.member.company_id)
        if found is None:
            found = Cart(self.person.id, self.member.company_id, self.now)
            self.store.add(found)
        return found

    def later(self, event: str, after: timedelta, data: dict[str, Any], key: str) -> None:
        """Lets an event come into this conversation after a while; `key` makes it single."""
        self.event(event, data, due_at=self.now + after, key=key)

    def event(
        self,
        event: str,
        data: dict[str, Any],
        *,
        due_at: datetime | None = None,
        key: str | None = None,
        conversation: Conversation | None = None,
    ) -> None:
        """Lets an event come into a conversation as a message of its own."""
        target = conversation or self.conversation
        self.store.effect(
            Effect(
                EffectKind.EVENT,
                f"event:{target.id}",
                {"conversation_id": target.id, "event": event, "data": data},
                due_at=due_at,
                key=key,
            )
        )

    def mail(self, to: str, subject: str, body: str) -> None:
        """An e-mail, sent once the turn is committed."""
        self.store.effect(
            Effect(EffectKind.MAIL, f"mail:{to}", {"to": to, "subject": subject, "text": body})
        )

    def record(self, kind: AuditKind, subject: Subject, *, by: str = "", **content: Any) -> None:
        """Keeps what is done as evidence, in the log of the subject's company, with the turn.

        Args:
            kind: says what the content holds.
            subject: the request, order, cart or other entity that it is about.
            by: the member of the merchant's staff who does it. Without one it is whoever wrote,
                or the assistant in a turn that nobody began.
            **content: as the kind has it.
        """
        if by:
            actor = staff_member(by, self.services.secret)
        elif self.message.kind is InboundKind.EVENT:
            actor = ASSISTANT
        else:
            actor = Actor(self.person.id, self.called())
        self.store.record(recorded(kind, subject, at=self.now, by=actor, **content))

    def finish(self) -> None:
        """Turns the cards into effects and transcript lines."""
        for builder in self._cards:
            self.store.add(*builder.tokens)
            _note_asked(builder)
            self._send(
                builder.conversation,
                builder.build(self.why),
                effect_id=builder.id,
                edit_of=builder.edits,
            )
        self._cards.clear()

    def show_home(self, cards: Sequence[CardBuilder]) -> None:
        """Shows cards, which are no messages, on the page that the person has with us."""
        for card in cards:
            self.store.add(*card.tokens)
        conversation = self.conversation
        self.store.effect(
            Effect(
                EffectKind.CHAT,
                f"home:{conversation.id}",
                {
                    "conversation_id": conversation.id,
                    "home": [msgspec.to_builtins(card.build(None)) for card in cards],
                },
            )
        )

    def staff_card(self, name: str, text: str) -> None:
        """What a member of staff wrote, under their name; their own transcript line is apart."""
        card = Card(title=name, text=text)
        self._send(self.conversation, card, spoken=False)

    def _send(
        self,
        conversation: Conversation,
        card: Card,
        *,
        effect_id: str = "",
        edit_of: str | None = None,
        spoken: bool = True,
    ) -> None:
        self.store.effect(
            Effect(
                EffectKind.CHAT,
                f"chat:{conversation.id}",
                {
                    "conversation_id": conversation.id,
                    "card": msgspec.to_builtins(card),
                    "edit_of": edit_of,
                    "thread": self.message.thread if conversation is self.conversation else "",
                },
                id=effect_id,
            )
        )
        if spoken and edit_of is None:
            words = "\n".join(
                part
                for part in (
                    card.title,
                    card.text,
                    *(f"{row.title} {row.detail} {row.amount}".strip() for row in card.rows),
                    *(f"{field.label}: {field.value}" for field in card.fields),
                    card.note,
                )
                if part
            )
            self.store.add(TranscriptLine(conversation.id, Author.ASSISTANT, words, self.now))


def _note_asked(card: CardBuilder) -> None:
    """Lets a plain «yes» mean the request shown last, and nothing after another card."""
    context = card.conversation.context
    if context.get(_ASKED) == card.asks:
        return
    kept = {name: value for name, value in context.items() if name != _ASKED}
    card.conversation.context = kept | ({_ASKED: card.asks} if card.asks else {})
