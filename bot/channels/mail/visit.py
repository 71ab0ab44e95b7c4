"""What a link in a mail shows and allows: one request for approval, and nothing else.

Whoever holds a mail holds its link. So a link opens no conversation: it takes the buttons of its
own request, and words only where a decision on that request asks for them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from bot.channels.mail.links import Link
from bot.domain.entities import ButtonToken, Conversation
from bot.messages import ButtonStyle, Card, InboundKind, InboundMessage
from bot.ports import LocalMessage

_LONGEST_TEXT = 4_000
_ID = re.compile(r"[0-9a-f]{32}")
_DECIDES = "approval."
_IN_WORDS = {"reject_reason", "approval_question", "cut_lines", "cut_quantity", "pass_on_to"}


@dataclass(frozen=True, slots=True)
class Visit:
    """One request for a page whose link is ours.

    Attributes:
        language: of whom the mailbox belongs to.
        cards: the linked one and what was said since; none once the link is closed.
        last_seq: of the newest message in the mailbox.
        closed: the link has expired, or its holder may no longer act for the company.
        asked: whether words are wanted, such as the reason of a rejection.
        busy: whether something that was sent is still being worked on.
        tokens: of the buttons that may be pressed here.
    """

    link: Link
    conversation: Conversation
    language: str
    cards: tuple[Card, ...]
    last_seq: int
    closed: bool
    asked: bool
    busy: bool
    tokens: frozenset[str]


def about_the_same(
    buttons: Iterable[ButtonToken], linked: Iterable[ButtonToken]
) -> Iterator[ButtonToken]:
    """Those of other cards' buttons that are about the request of the linked card."""
    about = {button.data.get("approval_id") for button in linked}
    return (button for button in buttons if button.data.get("approval_id") in about)


def tokens_of(buttons: Iterable[ButtonToken]) -> frozenset[str]:
    """Those of the request's buttons that decide on it, and can still be pressed."""
    return frozenset(
        button.token
        for button in buttons
        if button.action.startswith(_DECIDES) and button.used_at is None
    )


def words_wanted(conversation: Conversation, buttons: Iterable[ButtonToken]) -> bool:
    """Whether the open question is about the request of these buttons."""
    about = conversation.context.get("approval_id")
    asked = conversation.awaiting in _IN_WORDS
    return asked and any(button.data.get("approval_id") == about for button in buttons)


def as_they_stand(
    messages: Iterable[LocalMessage], first: str, buttons: Collection[ButtonToken]
) -> tuple[Card, ...]:
    """The linked card and what was said since, each as its newest edit left it.

    Other requests in the same mailbox have links of their own.

    Args:
        messages: of the mailbox, oldest first.
        first: id of the linked one.
        buttons: all that there ever were about its request.

    Raises:
        LookupError: the linked card is not among the messages.
    """
    own, tokens = {button.token for button in buttons}, tokens_of(buttons)
    cards: dict[str, Card] = {}
    for message in messages:
        if message.message_id == first or message.edits in cards:
            cards[message.edits or first] = message.card
        elif first in cards and message.edits is None and not _is_other(message.card, own):
            cards[message.message_id] = message.card
    if first not in cards:
        raise LookupError(first)
    return tuple(
        replace(card, buttons=tuple(b for b in card.buttons if b.token in tokens))
        for card in cards.values()
    )


def _is_other(card: Card, own: Collection[str]) -> bool:
    """Whether a card shows another request."""
    return any(b.style is ButtonStyle.PRIMARY and b.token not in own for b in card.buttons)


def inbound(visit: Visit, form: Mapping[str, str]) -> InboundMessage | None:
    """The press or the words of a form; None when this link does not allow it."""
    form_id, token = form.get("id", ""), form.get("token", "")
    # A command would reach beyond the request.
    text = form.get("text", "").lstrip("/ \t\r\n").rstrip()[:_LONGEST_TEXT]
    allowed = token in visit.tokens if token else visit.asked and bool(text)
    if visit.closed or not allowed or not _ID.fullmatch(form_id):
        return None
    conversation = visit.conversation
    return InboundMessage(
        channel=conversation.channel,
        workspace=conversation.workspace,
        external_id=f"{conversation.chat_id}:{form_id}",
        chat_id=conversation.chat_id,
        kind=InboundKind.BUTTON if token else InboundKind.TEXT,
        text="" if token else text,
        token=token,
    )
