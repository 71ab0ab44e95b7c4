"""One message: read, decide, and commit everything that comes of it in one short transaction."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from bot.actions import registry
from bot.actions.asking import ask_vat_number
from bot.actions.edited import answer_edit
from bot.actions.files import take_files
from bot.actions.membership import check_membership
from bot.actions.readback import show_cart
from bot.actions.repeat import repeat_question
from bot.actions.services import Services
from bot.actions.turn import Turn
from bot.domain.entities import (
    Author,
    ButtonToken,
    ChannelAccount,
    Conversation,
    Owner,
    Person,
    TranscriptLine,
    new_id,
)
from bot.intents.commands import command_in, language_named
from bot.intents.fallback import first_language
from bot.intents.language import choose_language
from bot.intents.schema import Intent, Understanding
from bot.messages import InboundKind, InboundMessage, Why, WhyLine
from bot.ports import InboxItem, Store, UnitOfWorkFactory
from bot.texts import LANGUAGES
from shop_client.errors import ShopError, ShopRefused, ShopUnavailable

_log = logging.getLogger(__name__)
_LONGEST_TEXT = 4000
_ORDERING = frozenset(
    {
        Intent.ADD_LINES,
        Intent.CHANGE_LINE,
        Intent.REMOVE_LINES,
        Intent.REORDER,
        Intent.SEARCH_PRODUCTS,
        Intent.ASK_PRODUCT,
        Intent.ASK_PRICE,
        Intent.ASK_STOCK,
        Intent.REQUEST_QUOTE,
        Intent.SHOW_CART,
        Intent.LIST_ORDERS,
        Intent.ORDER_STATUS,
        Intent.GET_INVOICE,
        Intent.GREET,
        Intent.HELP,
    }
)
_EVENT_RETRIES = (5, 15, 60, 300, 900, 1800, 3600, 3600, 3600, 3600)
"""Seconds before an event is tried again that the shop gave no answer to, or that failed."""


class Dialogue:
    """Handles what arrived, one message at a time; many may run beside each other."""

    def __init__(self, units: UnitOfWorkFactory, services: Services) -> None:
        self._units = units
        self._services = services

    async def handle(self, item: InboxItem) -> None:
        """Answers one message and commits.

        Raises:
            Conflict: something was changed meanwhile; call again.
            LeaseLost: another worker has it.
        """
        async with self._units() as unit:
            turn = await self._open(unit.store, item.message)
            if turn is not None:
                try:
                    await self._answer(turn)
                except ShopError as error:
                    async with self._units() as second:
                        await self._shop_failed(second.store, item.message, error)
                        await second.commit(item)
                    return
                turn.finish()
            await unit.commit(item)

    async def apologise(self, item: InboxItem) -> None:
        """Tells the person that their message could not be handled, and sets it aside.

        An event of ours is tried again later: nobody would send it a second time, and an order may
        hang on it.
        """
        async with self._units() as unit:
            turn = await self._open(unit.store, item.message)
            if turn is not None:
                if item.message.kind is InboundKind.EVENT:
                    self._postpone(turn)
                else:
                    turn.say("error-unexpected").button("button-human", "human")
                turn.finish()
            await unit.commit(item)

    async def _open(self, store: Store, message: InboundMessage) -> Turn | None:
        conversation = await store.conversation_by_key(message.conversation_key)
        if conversation is None:
            if message.sender is None:
                return None
            person, conversation = await self._meet(store, message)
        else:
            person = await store.person(conversation.person_id)
            if message.sender is not None and not person.display_name:
                # A platform may not tell the name at once.
                person.display_name = message.sender.name[:100]
        membership = None
        if conversation.membership_id:
            membership = await store.membership(conversation.membership_id)
        if message.kind is not InboundKind.EVENT:
            conversation.last_message_at = self._services.clock.now()
            conversation.unreachable_since = None
        return Turn(message, store, self._services, person, conversation, membership)

    async def _meet(self, store: Store, message: InboundMessage) -> tuple[Person, Conversation]:
        sender = message.sender
        if sender is None:
            raise AssertionError("somebody new has a sender")
        now = self._services.clock.now()
        person = await store.person_of_account(
            message.channel, message.workspace, sender.external_id
        )
        if person is None:
            spoken = (sender.language or "")[:2]
            default = spoken if spoken in LANGUAGES else self._services.default_language
            language = first_language(message.text, default)
            person = Person(sender.name[:100], language, now)
            account = ChannelAccount(
                message.channel, message.workspace, sender.external_id, person.id
            )
            store.add(person, account)
        conversation = Conversation(
            key=message.conversation_key,
            channel=message.channel,
            workspace=message.workspace,
            chat_id=message.chat_id,
            person_id=person.id,
            last_message_at=now,
        )
        store.add(conversation)
        return person, conversation

    async def _answer(self, turn: Turn) -> None:
        match turn.message.kind:
            case InboundKind.EVENT:
                await registry.EVENTS[turn.message.event](turn, turn.message.data)
            case InboundKind.BUTTON:
                await self._press(turn)
            case InboundKind.FILE:
                self._note(turn, ", ".join(a.filename for a in turn.message.attachments))
                if turn.conversation.owner is Owner.ASSISTANT:
                    await take_files(turn)
            case InboundKind.EDIT:
                self._note(turn, f"[✎] {turn.message.text[:_LONGEST_TEXT]}")
                if turn.conversation.owner is Owner.ASSISTANT:
                    answer_edit(turn)
            case InboundKind.TEXT | InboundKind.COMMAND:
                await self._read(turn, turn.message.text[:_LONGEST_TEXT])
        if turn.resume:
            resume, turn.resume = turn.resume, None
            if resume.startswith("/"):
                await self._command(turn, resume)
            else:
                await self._understand(turn, resume)

    def _note(self, turn: Turn, text: str) -> None:
        turn.store.add(
            TranscriptLine(
                turn.conversation.id, Author.PERSON, text, turn.now, turn.person.display_name
            )
        )

    async def _press(self, turn: Turn) -> None:
        """Resolves a button; a used, foreign or unknown one explains itself and does nothing."""
        pressed = await turn.store.button(turn.message.token)
        if pressed is None or pressed.person_id != turn.person.id:
            turn.say("button-unknown")
            return
        self._note(turn, f"[{pressed.label}]")
        if pressed.used_at is not None:
            turn.say("button-used", label=pressed.label)
            if pressed.action.startswith(("line.", "cart.")) and turn.membership:
                await show_cart(turn)
            return
        turn.pressed = pressed
        if pressed.action == "retry":
            if await self._acts_for(turn, pressed.membership_id):
                await turn.use_button()
                await self._read(turn, pressed.data["text"])
            return
        turn.why = Why(pressed.action, 1.0, "button")
        active = turn.conversation.membership_id
        if pressed.membership_id in (None, active):
            if pressed.membership_id is None or await check_membership(turn):
                await registry.BUTTONS[pressed.action](turn, pressed.data)
            return
        await self._press_elsewhere(turn, pressed, active)

    async def _acts_for(self, turn: Turn, membership_id: str | None) -> bool:
        """Makes the company that something was written for the active one; False when it ended."""
        conversation = turn.conversation
        if membership_id in (None, conversation.membership_id):
            return True
        turn.membership = await turn.store.membership(str(membership_id))
        if not await check_membership(turn):
            return False
        conversation.membership_id = turn.membership.id
        turn.settle_question()
        turn.remember("pending", None)
        turn.say("acting-for", company=turn.membership.company_name)
        return True

    async def _press_elsewhere(self, turn: Turn, pressed: ButtonToken, active: str | None) -> None:
        """Acts for the company of the button, not for the active one.

        What was open for the active company stays open; but a question that the button leads to
        is answered for the company it was asked for, so that one becomes the active one.
        """
        conversation = turn.conversation
        kept = conversation.awaiting, conversation.context
        turn.settle_question()
        turn.remember("pending", None)
        turn.membership = await turn.store.membership(str(pressed.membership_id))
        holds = await check_membership(turn)
        if holds:
            await registry.BUTTONS[pressed.action](turn, pressed.data)
        if conversation.membership_id != active:
            return
        if conversation.awaiting is None or not holds:
            conversation.awaiting, conversation.context = kept
        elif turn.membership is not None:
            conversation.membership_id = turn.membership.id
            turn.say("acting-for", company=turn.membership.company_name)

    async def _read(self, turn: Turn, text: str) -> None:
        self._note(turn, text)
        if turn.conversation.owner is Owner.STAFF:
            return
        if not text.strip():
            turn.say("out-of-scope")
            return
        if text.startswith("/"):
            await self._command(turn, text)
            return
        turn.person.language = choose_language(text, turn.person.language)
        awaiting = turn.conversation.awaiting
        answer = registry.ANSWERS.get(awaiting) if awaiting else None
        if answer and turn.membership and not await check_membership(turn):
            return
        turn.why = Why(awaiting or "", 1.0, "rules")
        if answer and await answer(turn, text):
            return
        await self._understand(turn, text)

    async def _command(self, turn: Turn, text: str) -> None:
        name, _, rest = text[1:].partition(" ")
        own = registry.COMMANDS.get(name.lower())
        if own:
            if turn.membership and not await check_membership(turn):
                return
            turn.why = Why(name.lower(), 1.0, "command")
            await own(turn, rest.strip())
            return
        found = command_in(text)
        if found is None:
            turn.say("unknown-command", command=name[:30])
            return
        intent, rest = found
        if intent is Intent.SUBMIT_CART and rest:
            await self._order(turn, rest)
            return
        understood = Understanding(
            text,
            turn.language,
            intent,
            1.0,
            order_ref=rest or None,
            language_wanted=language_named(rest) if intent is Intent.CHANGE_LANGUAGE else None,
        )
        turn.why = Why(intent.value, 1.0, "command")
        await self._act(turn, understood)

    async def _order(self, turn: Turn, text: str) -> None:
        """`/order` with words names things to order or asks about them, whoever wrote the words.

        They may be another person's, handed over by a shortcut: they answer no question that is
        open and decide nothing.
        """
        understood = await self._meant(turn, text)
        if understood.intent in _ORDERING:
            await self._act(turn, understood)
        else:
            turn.say("which-lines")

    async def _understand(self, turn: Turn, text: str) -> None:
        await self._act(turn, await self._meant(turn, text))

    async def _meant(self, turn: Turn, text: str) -> Understanding:
        understood = await self._services.understand(text, turn.language, turn.now.date())
        turn.why = _why(understood)
        return understood

    async def _act(self, turn: Turn, understood: Understanding) -> None:
        intent = understood.intent
        if intent in registry.NEEDS_COMPANY:
            if turn.membership is None:
                turn.remember("resume", understood.text)
                if turn.conversation.awaiting is None:
                    ask_vat_number(turn, "ask-vat-number-first")
                else:
                    repeat_question(turn)
                return
            if not await check_membership(turn):
                return
        if understood.vat_number and intent not in (Intent.IDENTIFY,) and turn.membership is None:
            intent = Intent.IDENTIFY
        await registry.INTENTS[intent](turn, understood)

    async def _shop_failed(self, store: Store, message: InboundMessage, error: ShopError) -> None:
        """Nothing was changed; a person may try again, an event tries again by itself."""
        turn = await self._open(store, message)
        if turn is None:
            return
        _log.warning("shop failed", extra={"error": type(error).__name__})
        if message.kind is InboundKind.EVENT:
            self._postpone(turn)
        else:
            if message.text:
                self._note(turn, message.text[:_LONGEST_TEXT])
            key = "shop-down" if isinstance(error, ShopUnavailable) else "shop-refused"
            card = turn.say(key)
            if message.text and not isinstance(error, ShopRefused):
                card.button("button-retry", "retry", {"text": message.text})
            if isinstance(error, ShopRefused):
                card.button("button-human", "human")
        turn.finish()

    def _postpone(self, turn: Turn) -> None:
        data: dict[str, Any] = dict(turn.message.data)
        tries = int(data.pop("tries", 0))
        if tries >= len(_EVENT_RETRIES):
            _log.error("event given up", extra={"event_name": turn.message.event})
            return
        turn.later(
            turn.message.event,
            timedelta(seconds=_EVENT_RETRIES[tries]),
            data | {"tries": tries + 1},
            key=f"retry:{new_id()}",
        )


def _why(understood: Understanding) -> Why:
    return Why(
        understood.intent.value,
        understood.confidence,
        "rules" if understood.degraded or understood.confidence == 1.0 else "parser",
        tuple(
            WhyLine(
                line.product,
                line.op.value if line.op else None,
                None if line.quantity is None else str(line.quantity),
                line.unit,
            )
            for line in understood.lines
        ),
    )
