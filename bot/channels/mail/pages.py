"""The pages behind links in mails: one shows a request, and its buttons decide.

Mail scanners open every link, so GET changes nothing: a decision is a form that is sent. The pages
need no scripts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol
from urllib.parse import parse_qsl

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot import texts
from bot.actions.services import Services
from bot.channels.mail.channel import NAME, PAGES
from bot.channels.mail.links import Link, LinkError, Links
from bot.channels.web.held import Away, Source
from bot.domain.entities import Conversation, Person, new_id
from bot.messages import Card, InboundKind, InboundMessage
from bot.ports import Inbox, LocalMessage, LocalMessages, UnitOfWorkFactory

_ASSETS = Path(__file__).parent / "assets"
_LARGEST_FORM = 20_000
_LONGEST_TEXT = 4_000
_ID = re.compile(r"[0-9a-f]{32}")
_SHOWN = 200
_ANSWER_SECONDS = 8.0


class Assistant(Protocol):
    """What the pages need of the running assistant."""

    @property
    def messages(self) -> LocalMessages:
        """The post-boxes that `MailChannel` fills."""
        ...

    @property
    def inbox(self) -> Inbox:
        """To see whether an answer is on its way."""
        ...

    @property
    def uow(self) -> UnitOfWorkFactory:
        """To read whose mailbox it is."""
        ...

    @property
    def services(self) -> Services:
        """For the key of links, and the merchant's name."""
        ...

    async def receive(self, message: InboundMessage) -> bool:
        """Commits what arrived; False when it was there before."""
        ...


@dataclass(frozen=True, slots=True)
class _Visit:
    """One request for a page whose link is ours.

    Attributes:
        last_seq: of the newest message in the mailbox.
        asked: whether the assistant waits for words.
        busy: whether it still works on what was sent.
    """

    link: Link
    conversation: Conversation
    person: Person
    cards: tuple[Card, ...]
    last_seq: int
    expired: bool
    asked: bool
    busy: bool


class DecisionPages:
    """The routes of the pages; made anew with each start of the server."""

    def __init__(self, source: Source[Assistant]) -> None:
        self._source = source
        self._pages = Environment(
            loader=FileSystemLoader(_ASSETS), autoescape=True, undefined=StrictUndefined
        )
        self.routes: tuple[BaseRoute, ...] = (
            Route(f"{PAGES}style.css", self._style),
            Route(PAGES + "{token}", self._show, methods=["GET"]),
            Route(PAGES + "{token}", self._decide, methods=["POST"]),
        )

    async def _style(self, request: Request) -> Response:
        return FileResponse(_ASSETS / "style.css", media_type="text/css")

    async def _show(self, request: Request) -> Response:
        try:
            async with self._source.use() as assistant:
                visit = await _visit(assistant, request.path_params["token"])
                return self._page(visit, assistant.services)
        except (LinkError, LookupError):
            return self._problem(request, 404, "wrong")
        except Away:
            return self._problem(request, 503, "away")

    async def _decide(self, request: Request) -> Response:
        form = await _form(request)
        if form is None:
            return self._problem(request, 400, "wrong")
        try:
            async with self._source.use() as assistant:
                visit = await _visit(assistant, request.path_params["token"])
                message = _inbound(visit, form)
                if message is not None and not visit.expired and await assistant.receive(message):
                    key = visit.conversation.key
                    await assistant.messages.wait(key, visit.last_seq, _ANSWER_SECONDS)
        except (LinkError, LookupError):
            return self._problem(request, 404, "wrong")
        except Away:
            return self._problem(request, 503, "away")
        # Seen again by GET, so that going back or reloading sends nothing twice.
        return RedirectResponse(request.url.path, status_code=303)

    def _page(self, visit: _Visit, services: Services) -> Response:
        language = visit.person.language
        page = self._pages.get_template("page.html").render(
            language=language,
            merchant=services.shop_info.merchant_name,
            cards=visit.cards,
            expired=visit.expired,
            asked=visit.asked and not visit.expired,
            busy=visit.busy,
            form_id=new_id,
            say=lambda key, **values: texts.text(language, key, **values),
        )
        return HTMLResponse(page, status_code=410 if visit.expired else 200)

    def _problem(self, request: Request, status: int, kind: str) -> Response:
        accepted = request.headers.get("accept-language", "")[:2].lower()
        language = accepted if accepted in texts.LANGUAGES else "en"
        sentence = texts.text(language, f"decide-{kind}")
        page = self._pages.get_template("problem.html").render(language=language, text=sentence)
        return HTMLResponse(page, status_code=status)


async def _visit(assistant: Assistant, token: str) -> _Visit:
    """What a token leads to. Raises LinkError, LookupError when its request is gone."""
    link = Links(assistant.services.secret).read(token)
    async with assistant.uow() as unit:
        conversation = await unit.store.conversation_by_key(link.key)
        if conversation is None or conversation.channel != NAME:
            raise LookupError
        person = await unit.store.person(conversation.person_id)
    unanswered = await assistant.inbox.unanswered(link.key)
    messages = await assistant.messages.newest(link.key, _SHOWN)
    return _Visit(
        link=link,
        conversation=conversation,
        person=person,
        cards=_as_they_stand(messages, link.message_id),
        last_seq=messages[-1].seq,
        expired=assistant.services.clock.now() >= link.expires_at,
        asked=conversation.awaiting is not None,
        busy=unanswered.working,
    )


def _as_they_stand(messages: list[LocalMessage], first: str) -> tuple[Card, ...]:
    """The linked card and what came after it, each as its newest edit left it."""
    cards: dict[str, Card] = {}
    for message in messages:
        root = message.edits or message.message_id
        if root == first or (first in cards and message.edits is None) or root in cards:
            cards[root] = message.card
    if first not in cards:
        raise LookupError
    newest = next(reversed(cards))
    # Of several requests in one mailbox each has its own link; here only the asked one is decided.
    return tuple(
        card if root in (first, newest) else replace(card, buttons=())
        for root, card in cards.items()
    )


async def _form(request: Request) -> dict[str, str] | None:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST_FORM:
            return None
    try:
        return dict(parse_qsl(body.decode("ascii"), strict_parsing=True, max_num_fields=5))
    except ValueError:
        return None


def _inbound(visit: _Visit, form: dict[str, str]) -> InboundMessage | None:
    """The press or the words of a form; None when it is neither."""
    form_id = form.get("id", "")
    if not _ID.fullmatch(form_id):
        return None
    kind = InboundKind.BUTTON if "token" in form else InboundKind.TEXT
    text = form.get("text", "").strip()[:_LONGEST_TEXT]
    if kind is InboundKind.TEXT and not text:
        return None
    conversation = visit.conversation
    return InboundMessage(
        channel=conversation.channel,
        workspace=conversation.workspace,
        external_id=f"{conversation.chat_id}:{form_id}",
        chat_id=conversation.chat_id,
        kind=kind,
        text=text if kind is InboundKind.TEXT else "",
        token=form.get("token", ""),
    )
