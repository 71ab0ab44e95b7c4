"""A stand-in of VIES: the same SOAP over HTTP on the loopback, and a control to make it fail.

`GET /control` shows its state and `PUT /control` changes it, with JSON such as
`{"mode": "down"}`, `{"mode": "slow", "delay": 5}` or
`{"answers": {"BE0417497106": "invalid", "FR11123456782": "MS_UNAVAILABLE"}}`; the answers given
replace those set before.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

import msgspec
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.standins.loopback import LOOPBACK, LoopbackServer
from bot.standins.vies_soap import read_question, write_answer, write_fault
from bot.standins.vies_world import Mode, ViesWorld, is_well_formed, sample_traders
from bot.vat.faults import Fault

SERVICE_PATH = "/taxation_customs/vies/services/checkVatService"

_LARGEST_QUESTION = 64 * 1024


class Control(msgspec.Struct, forbid_unknown_fields=True):
    """A change of the stand-in's state; what is absent stays."""

    mode: Mode | msgspec.UnsetType = msgspec.UNSET
    delay: float | msgspec.UnsetType = msgspec.UNSET
    answers: dict[str, str] | msgspec.UnsetType = msgspec.UNSET


class ViesStandin:
    """VIES on the loopback while its context is open; `world` is its state."""

    def __init__(self, port: int = 0, world: ViesWorld | None = None) -> None:
        """Prepares it.

        Args:
            port: 0 lets the system choose.
            world: what it knows; the sample shop's companies by default.
        """
        self.world = world or ViesWorld(sample_traders())
        self._closing = asyncio.Event()
        app = Starlette(
            routes=[
                Route(SERVICE_PATH, self._serve, methods=["POST"]),
                Route("/control", self._show, methods=["GET"]),
                Route("/control", self._change, methods=["PUT"]),
            ],
            # A page in a browser may not steer it through a name that resolves to the loopback.
            middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=[LOOPBACK, "localhost"])],
        )
        self._server = LoopbackServer(app, port)

    @property
    def url(self) -> str:
        """Address of the SOAP service."""
        return f"http://{LOOPBACK}:{self._server.port}{SERVICE_PATH}"

    @property
    def control_url(self) -> str:
        """Address of the control."""
        return f"http://{LOOPBACK}:{self._server.port}/control"

    async def __aenter__(self) -> Self:
        """Listens. Raises SetupError where the port is taken."""
        await self._server.open()
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Ends; nobody waits for a slow answer any more."""
        self._closing.set()
        await self._server.close()

    async def _serve(self, request: Request) -> Response:
        self.world.questions += 1
        if self.world.mode is Mode.DOWN:
            return Response(status_code=503)
        if self.world.mode is Mode.SLOW:
            await self._dawdle()
        question = read_question((await request.body())[:_LARGEST_QUESTION])
        if question is None:
            return _xml(write_fault(Fault.INVALID_INPUT), 500)
        if question.requester and not is_well_formed(question.requester):
            return _xml(write_fault(Fault.INVALID_REQUESTER_INFO), 500)
        verdict = self.world.verdict(question.prefix, question.body)
        if isinstance(verdict, Fault):
            return _xml(write_fault(verdict), 500)
        return _xml(write_answer(question, verdict, datetime.now(UTC).date()), 200)

    async def _dawdle(self) -> None:
        try:
            await asyncio.wait_for(self._closing.wait(), self.world.delay)
        except TimeoutError:
            return

    async def _show(self, _: Request) -> Response:
        return JSONResponse(
            {
                "mode": self.world.mode,
                "delay": self.world.delay,
                "answers": {number: _word(said) for number, said in self.world.answers.items()},
                "questions": self.world.questions,
            }
        )

    async def _change(self, request: Request) -> Response:
        try:
            control = msgspec.json.decode(await request.body(), type=Control)
            answers = (
                self.world.answers
                if isinstance(control.answers, msgspec.UnsetType)
                else {number.upper(): _said(word) for number, word in control.answers.items()}
            )
        except ValueError as error:
            return JSONResponse({"error": str(error)}, status_code=400)
        if not isinstance(control.mode, msgspec.UnsetType):
            self.world.mode = control.mode
        if not isinstance(control.delay, msgspec.UnsetType):
            self.world.delay = control.delay
        self.world.answers = answers
        return await self._show(request)


def _word(said: bool | Fault) -> str:
    if isinstance(said, Fault):
        return said.value
    return "valid" if said else "invalid"


def _said(word: str) -> bool | Fault:
    return {"valid": True, "invalid": False}[word] if word in ("valid", "invalid") else Fault(word)


def _xml(content: bytes, status: int) -> Response:
    return Response(content, status_code=status, media_type="text/xml; charset=UTF-8")
