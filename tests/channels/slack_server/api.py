"""How a method of the Web API is written: a function of a call, registered under its name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from aiohttp import web

from channels.slack_server.world import JSON, Workspace

if TYPE_CHECKING:
    from channels.slack_server.server import SlackServer

Needs = Literal["bot", "app", "nothing"]
Page = Callable[["SlackServer", web.Request], Awaitable[web.StreamResponse]]


class Refused(Exception):  # noqa: N818 - as Slack says it
    """The answer is `{"ok": false, "error": …}`."""

    def __init__(self, error: str, *messages: str) -> None:
        super().__init__(error, *messages)
        self.error = error
        self.messages = messages


@dataclass(frozen=True)
class Call:
    """One call of a method, its token checked."""

    slack: SlackServer
    method: str
    request: web.Request
    fields: JSON
    found: Workspace | None

    @property
    def workspace(self) -> Workspace:
        """Whose token it came with."""
        if self.found is None:
            raise Refused("not_authed")
        return self.found

    def text(self, name: str, default: str | None = None) -> str:
        """A field that is a string. Raises Refused where it is missing without a default."""
        value = self.fields.get(name, default)
        if value is None:
            raise Refused("invalid_arguments", f"[ERROR] missing required field: {name}")
        if not isinstance(value, str):
            raise Refused("invalid_arguments", f"[ERROR] must be a string: {name}")
        return value


Handler = Callable[[Call], Awaitable[JSON]]


@dataclass(frozen=True)
class Method:
    """A method and what a token needs for it."""

    handler: Handler
    needs: Needs
    scope: str


METHODS: dict[str, Method] = {}
PAGES: list[tuple[str, str, Page]] = []
"""Addresses beside the Web API: HTTP method, path, handler."""


def method(name: str, *, needs: Needs = "bot", scope: str = "") -> Callable[[Handler], Handler]:
    """Registers a method of the Web API."""

    def register(handler: Handler) -> Handler:
        METHODS[name] = Method(handler, needs, scope)
        return handler

    return register


def page(verb: str, path: str) -> Callable[[Page], Page]:
    """Registers an address of its own, below the server's root."""

    def register(handler: Page) -> Page:
        PAGES.append((verb, path, handler))
        return handler

    return register


def is_text(value: Any) -> bool:
    """Whether it is a string with something in it."""
    return isinstance(value, str) and bool(value.strip())
