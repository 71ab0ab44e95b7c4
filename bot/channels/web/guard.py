"""Who may ask, and what every answer carries: for pages on this machine and for this machine alone.

Whatever runs in a browser can send requests to the loopback. A name that was made to point here
(DNS rebinding) is told by its Host, another site's page by its Origin; and a page of ours, with the
policy that goes with it, loads and runs nothing that is not ours.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PUBLIC = "/decide/"
"""Pages for people who come by a link in a mail, perhaps through a proxy in front of us."""
PLATFORMS = ("/slack/", "/telegram/")
"""What platforms call: each request there proves by signature or secret whose it is."""
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-cache",
}
_HARMLESS = frozenset({"GET", "HEAD"})
_OURS = "x-comptoir"


class Guard:
    """Passes on what may be asked; for the rest says why not.

    Args:
        app: what it guards.
        port: where it listens.
        public_url: the address under which others reach the public pages, if not by this one.
    """

    def __init__(self, app: ASGIApp, port: int, public_url: str | None = None) -> None:
        self._app = app
        names = ("127.0.0.1", "localhost", "[::1]")
        hosts = {f"{name}:{port}" for name in names} | (set(names) if port == 80 else set())
        self._origins = {f"http://{host}" for host in hosts}
        self._public_origins = set(self._origins)
        if public_url:
            parts = urlsplit(public_url)
            self._public_origins.add(f"{parts.scheme}://{parts.netloc}".lower())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves a request."""
        if scope["type"] != "http":
            return
        platform = scope["path"].startswith(PLATFORMS)
        public = platform or scope["path"].startswith(PUBLIC)

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if scope["path"].startswith("/api/") or public:
                    headers.setdefault("cache-control", "no-store")
                if public:
                    # With "no-referrer" a browser would hide the origin of our own forms as well.
                    headers.setdefault("referrer-policy", "same-origin")
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        problem = self._foreign(scope, public) if platform else self._problem(scope, public)
        if problem is None:
            await self._app(scope, receive, send_guarded)
            return
        status, code, sentence = problem
        answer = JSONResponse({"error": code, "message": sentence}, status_code=status)
        await answer(scope, receive, send_guarded)

    def _foreign(self, scope: Scope, public: bool) -> tuple[int, str, str] | None:
        headers = Headers(scope=scope)
        origins = self._public_origins if public else self._origins
        hosts = {origin.partition("://")[2] for origin in origins}
        if headers.getlist("host")[1:] or headers.get("host", "").lower() not in hosts:
            return 421, "foreign-host", "This address is not ours."
        return None

    def _problem(self, scope: Scope, public: bool) -> tuple[int, str, str] | None:
        if (foreign := self._foreign(scope, public)) is not None:
            return foreign
        headers = Headers(scope=scope)
        origins = self._public_origins if public else self._origins
        if scope["method"] in _HARMLESS:
            return None
        origin = headers.get("origin")
        if (origin is None and headers.get(_OURS) != "1") or (
            origin is not None and origin.lower() not in origins
        ):
            return 403, "foreign-origin", "Only our own pages may do this."
        media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
        if not public and media_type != "application/json":
            return 415, "not-json", "Only JSON is taken here."
        return None
