"""Calls to Tryton: session, time-outs, retries of reads, and its errors as ours."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
from tenacity import (
    AsyncRetrying,
    retry_if_exception_type,
    stop_after_attempt,
    wait_exponential_jitter,
)

from shop_client.errors import OutcomeUnknown, ShopMisconfigured, ShopRefused, ShopUnavailable
from shop_client.tryton import wire

# A shop that is up accepts a connection at once, however busy it is.
_CONNECT_SECONDS = 3.0
# What an asker leaves unsent or unconnected can't have taken effect.
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


class UserError(ShopRefused):
    """Tryton refused; `detail` is its message, in the language of its user."""


class ConsentNeeded(ShopRefused):
    """Tryton warns and did nothing yet; `skip_warning` with this `name` lets the next call pass."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(message)
        self.name = name


class _SessionLost(ShopUnavailable):
    """The session ended; the call was not carried out."""


class Rpc:
    """One user's session on one database, shared by any number of tasks."""

    def __init__(
        self, base_url: str, database: str, user: str, password: str, *, timeout: float
    ) -> None:
        """A session that logs in when it is first used.

        Args:
            base_url: of the server ("http://127.0.0.1:8010").
            database: its name there.
            user: login of the API user.
            password: of the API user.
            timeout: seconds that a call may take, its retries included.
        """
        self._path = f"/{database}/rpc/"
        self._user = user
        self._password = password
        self._timeout = timeout
        self._session: str | None = None
        self._login = asyncio.Lock()
        self._client = httpx.AsyncClient(
            base_url=base_url,
            timeout=httpx.Timeout(timeout, connect=min(timeout, _CONNECT_SECONDS)),
        )

    async def close(self) -> None:
        """Releases connections."""
        await self._client.aclose()

    async def version(self) -> str:
        """The server's series ("8.2"); asked without a session. Raises what `read` raises."""
        method = "common.server.version"
        return str(await self._patiently(method, self._send, "/rpc/", method, [], {}))

    async def read(self, method: str, *params: object, language: str | None = None) -> Any:
        """Calls a method that changes nothing; tries up to three times within the time allowed.

        Raises: ShopUnavailable, ShopMisconfigured, UserError, ConsentNeeded.
        """
        return await self._patiently(method, self._in_session, method, params, language)

    async def _patiently(
        self, method: str, call: Callable[..., Awaitable[Any]], *arguments: object
    ) -> Any:
        attempts = AsyncRetrying(
            stop=stop_after_attempt(3),
            wait=wait_exponential_jitter(multiplier=0.1, max=1.0, jitter=0.1),
            retry=retry_if_exception_type(ShopUnavailable),
            reraise=True,
        )
        try:
            async with asyncio.timeout(self._timeout):
                return await attempts(call, *arguments)
        except TimeoutError:
            raise ShopUnavailable(f"{method}: no answer in {self._timeout} s") from None
        except OutcomeUnknown as error:
            raise ShopUnavailable(str(error)) from error

    async def write(self, method: str, *params: object, language: str | None = None) -> Any:
        """Calls a method that changes something, once.

        Raises: ShopUnavailable when it can't have taken effect, OutcomeUnknown when it may
            have, ShopMisconfigured, UserError, ConsentNeeded.
        """
        try:
            async with asyncio.timeout(self._timeout):
                return await self._in_session(method, params, language)
        except TimeoutError:
            raise OutcomeUnknown(f"{method}: no answer in {self._timeout} s") from None

    async def skip_warning(self, name: str) -> None:
        """Consents to a warning: the next call that would raise it passes."""
        await self.write("model.res.user.warning.skip", name)

    async def _in_session(
        self, method: str, params: tuple[object, ...], language: str | None
    ) -> Any:
        context = {"language": language} if language else {}
        arguments = [*params, context]
        session = self._session or await self._log_in(None)
        try:
            return await self._send(self._path, method, arguments, _authorization(session))
        except _SessionLost:
            session = await self._log_in(session)
        try:
            return await self._send(self._path, method, arguments, _authorization(session))
        except _SessionLost:
            raise ShopMisconfigured("Tryton ends every session of its API user at once") from None

    async def _log_in(self, lost: str | None) -> str:
        """A session other than `lost`; of many tasks that lost one, only the first logs in."""
        async with self._login:
            if self._session is None or self._session == lost:
                try:
                    user_id, key, *_ = await self._send(
                        self._path,
                        "common.db.login",
                        [self._user, {"password": self._password}],
                        {},
                    )
                except _SessionLost:
                    raise ShopMisconfigured("Tryton refuses the API user's password") from None
                except OutcomeUnknown as error:
                    raise ShopUnavailable(str(error)) from error
                self._session = f"{self._user}:{user_id}:{key}"
            return self._session

    async def _send(
        self, path: str, method: str, params: list[object], headers: dict[str, str]
    ) -> Any:
        body = wire.dumps({"id": 0, "method": method, "params": params})
        headers = {"Content-Type": "application/json", **headers}
        try:
            response = await self._client.post(path, content=body, headers=headers)
        except _NOT_SENT as error:
            raise ShopUnavailable(f"Tryton can't be reached: {error}") from error
        except httpx.TransportError as error:
            raise OutcomeUnknown(f"{method}: {type(error).__name__}") from error
        return _result(method, response)


def _authorization(session: str) -> dict[str, str]:
    return {"Authorization": f"Session {base64.b64encode(session.encode()).decode()}"}


def _result(method: str, response: httpx.Response) -> Any:
    match response.status_code:
        case 200:
            pass
        case 401:
            raise _SessionLost
        case 429:
            raise ShopUnavailable("Tryton asks for fewer requests")
        case 404:
            raise ShopMisconfigured("Tryton has no such database")
        case 403:
            raise ShopMisconfigured(f"Tryton does not offer {method}: is its module installed?")
        case status if status >= 500:
            raise OutcomeUnknown(f"{method}: Tryton answered {status}")
        case status:
            raise ShopMisconfigured(f"{method}: Tryton answered {status}")
    try:
        answer = wire.loads(response.content)
    except ValueError:
        raise ShopMisconfigured("what answers there is not Tryton") from None
    if "error" in answer:
        _raise(method, answer["error"])
    return answer["result"]


def _raise(method: str, error: Any) -> None:
    """Tryton rolled the call back. Source: trytond/exceptions.py of Tryton 8.2."""
    match error:
        case ["UserError", [message, *_]]:
            raise UserError(message)
        case ["UserWarning", [name, message, *_]]:
            raise ConsentNeeded(name, message)
        case ["ConcurrencyException", *_]:
            raise ShopUnavailable("somebody else changed the same record")
        case ["LoginException", *_]:
            raise ShopMisconfigured("Tryton asks its API user for more than a password")
        case [message, *_]:
            raise ShopMisconfigured(f"{method} failed in Tryton: {message}")
        case _:
            raise ShopMisconfigured(f"{method} failed in Tryton")
