"""The pages behind links in mails: one shows a request, and its buttons decide.

Mail scanners open every link, so GET changes nothing: a decision is a form that is sent. The pages
need no scripts.
"""

from __future__ import annotations

from collections.abc import Sequence
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
from bot.channels.mail.links import LinkError, Links
from bot.channels.mail.visit import (
    Visit,
    about_the_same,
    as_they_stand,
    inbound,
    tokens_of,
    words_wanted,
)
from bot.channels.web.held import Away, Source
from bot.domain.entities import ButtonToken, new_id
from bot.messages import InboundMessage
from bot.ports import Inbox, LocalMessage, LocalMessages, Store, UnitOfWorkFactory

_ASSETS = Path(__file__).parent / "assets"
_LARGEST_FORM = 20_000
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
                message = inbound(visit, form)
                if message is not None and await assistant.receive(message):
                    key = visit.conversation.key
                    await assistant.messages.wait(key, visit.last_seq, _ANSWER_SECONDS)
        except (LinkError, LookupError):
            return self._problem(request, 404, "wrong")
        except Away:
            return self._problem(request, 503, "away")
        # Seen again by GET, so that going back or reloading sends nothing twice.
        return RedirectResponse(request.url.path, status_code=303)

    def _page(self, visit: Visit, services: Services) -> Response:
        language = visit.language
        page = self._pages.get_template("page.html").render(
            language=language,
            merchant=services.shop_info.merchant_name,
            cards=visit.cards,
            closed=visit.closed,
            asked=visit.asked,
            busy=visit.busy,
            form_id=new_id,
            say=lambda key, **values: texts.text(language, key, **values),
        )
        return HTMLResponse(page, status_code=410 if visit.closed else 200)

    def _problem(self, request: Request, status: int, kind: str) -> Response:
        accepted = request.headers.get("accept-language", "")[:2].lower()
        language = accepted if accepted in texts.LANGUAGES else "en"
        sentence = texts.text(language, f"decide-{kind}")
        page = self._pages.get_template("problem.html").render(language=language, text=sentence)
        return HTMLResponse(page, status_code=status)


async def _visit(assistant: Assistant, token: str) -> Visit:
    """What a token leads to. Raises LinkError, LookupError when its request is gone."""
    link = Links(assistant.services.secret).read(token)
    async with assistant.uow() as unit:
        conversation = await unit.store.conversation_by_key(link.key)
        if conversation is None or conversation.channel != NAME:
            raise LookupError
        person = await unit.store.person(conversation.person_id)
        members = await unit.store.memberships_of(conversation.person_id)
        messages = await assistant.messages.newest(link.key, _SHOWN)
        buttons = await _buttons(unit.store, messages, link.message_id)
    closed = not members or assistant.services.clock.now() >= link.expires_at
    unanswered = await assistant.inbox.unanswered(link.key)
    return Visit(
        link=link,
        conversation=conversation,
        language=person.language,
        cards=() if closed else as_they_stand(messages, link.message_id, buttons),
        last_seq=messages[-1].seq if messages else 0,
        closed=closed,
        asked=not closed and words_wanted(conversation, buttons),
        busy=unanswered.working,
        tokens=tokens_of(buttons),
    )


async def _buttons(store: Store, messages: Sequence[LocalMessage], first: str) -> list[ButtonToken]:
    """All buttons that there ever were about the linked card's request since it was sent."""
    linked = await store.buttons_in_group(first)
    found = list(linked)
    sent = [m.message_id for m in messages if m.edits is None and m.card.buttons]
    for group in sent[sent.index(first) + 1 :] if first in sent else []:
        found += about_the_same(await store.buttons_in_group(group), linked)
    return found


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
