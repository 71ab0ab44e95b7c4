"""Whether a process lives and is ready, for whoever starts it and sends it work."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

Check = Callable[[], Awaitable[object]]
"""Returns where a part answers; raises where it does not."""

_log = logging.getLogger(__name__)
_CHECK_SECONDS = 4.0


class Health:
    """`/healthz`: the process answers. `/readyz`: its parts do too, and it is not about to stop.

    Args:
        checks: a check for each part, by its name.
        optional: parts that are told of but do not decide.
    """

    def __init__(self, checks: Mapping[str, Check], optional: Collection[str] = ()) -> None:
        self._checks = checks
        self._optional = optional
        self._failing: frozenset[str] = frozenset()
        self.stopping = False

    @property
    def routes(self) -> list[BaseRoute]:
        """Of both pages."""
        return [Route("/healthz", self._live), Route("/readyz", self._ready)]

    async def _live(self, request: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def _ready(self, request: Request) -> Response:
        found = await asyncio.gather(*(self._passes(check) for check in self._checks.values()))
        parts = dict(zip(self._checks, found, strict=True))
        failing = frozenset(part for part, passes in parts.items() if not passes)
        for part in failing - self._failing:
            _log.warning("a part does not answer", extra={"part": part})
        self._failing = failing
        ready = not self.stopping and failing <= set(self._optional)
        answer = {
            "ready": ready,
            "stopping": self.stopping,
            "parts": {part: "ok" if passes else "failing" for part, passes in parts.items()},
        }
        return JSONResponse(answer, 200 if ready else 503)

    async def _passes(self, check: Check) -> bool:
        try:
            async with asyncio.timeout(_CHECK_SECONDS):
                await check()
        except Exception:  # whatever it is, the part does not answer
            return False
        return True
