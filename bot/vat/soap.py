"""VIES's SOAP service over zeep: one question, one answer or one fault."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import httpx
from lxml import etree
from zeep import AsyncClient, Plugin, Settings
from zeep import exceptions as zeep_errors
from zeep.proxy import AsyncServiceProxy
from zeep.transports import AsyncTransport

from bot.domain.vat import VatNumber
from bot.vat.faults import Fault, ViesError, fault_in

WSDL = files("bot.vat") / "checkVatService.wsdl"
NAMESPACE = "urn:ec.europa.eu:taxud:vies:services:checkVat"
TYPES_NAMESPACE = f"{NAMESPACE}:types"
BINDING = f"{{{NAMESPACE}}}checkVatBinding"

_LARGEST_ANSWER = 64 * 1024
_UNDISCLOSED = "---"
_BOOLEANS = {"true", "false", "1", "0"}
_UNREADABLE = (
    zeep_errors.Error,
    etree.LxmlError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)
"""What zeep meets XML with that is not what the contract says."""


@dataclass(frozen=True, slots=True)
class ViesAnswer:
    """VIES's answer about one number; name and address are None where not disclosed."""

    valid: bool
    consultation_number: str | None
    name: str | None
    address: str | None


class ViesSoap:
    """A client of one VIES endpoint."""

    def __init__(self, endpoint: str, timeout: float) -> None:
        """Makes the client; connects to nobody.

        Args:
            endpoint: address of the SOAP service, whatever the WSDL says.
            timeout: seconds for each step of one call (connect, write, read).
        """
        trusted = _trusted()
        self._transport = _Transport(  # type: ignore[no-untyped-call]
            client=httpx.AsyncClient(timeout=timeout, verify=trusted),
            wsdl_client=httpx.Client(verify=trusted),
        )
        settings = Settings(strict=True, forbid_dtd=True, forbid_external=True)
        with as_file(WSDL) as path:
            client = AsyncClient(  # type: ignore[no-untyped-call]
                str(path),
                transport=self._transport,
                settings=settings,
                plugins=[_StrictAnswer()],
            )
        binding = client.wsdl.bindings[BINDING]
        self._service = AsyncServiceProxy(  # type: ignore[no-untyped-call]
            client, binding, address=endpoint
        )

    async def check(self, number: VatNumber, requester: VatNumber | None) -> ViesAnswer:
        """Asks `checkVatApprox`, which gives a requester a consultation number.

        Raises:
            ViesError: with the fault that VIES named, or ours.
        """
        question = {"countryCode": number.prefix, "vatNumber": number.body}
        if requester is not None:
            question["requesterCountryCode"] = requester.prefix
            question["requesterVatNumber"] = requester.body
        try:
            reply = await self._service.checkVatApprox(**question)
            return _read(reply, number)
        except zeep_errors.Fault as fault:
            raise ViesError(fault_in(fault.message)) from fault
        except httpx.TimeoutException as error:
            raise ViesError(Fault.TIMEOUT) from error
        except (httpx.HTTPError, zeep_errors.TransportError) as error:
            raise ViesError(Fault.UNREACHABLE) from error
        except _UNREADABLE as error:
            raise ViesError(Fault.UNREADABLE) from error

    async def aclose(self) -> None:
        """Closes the connections."""
        await self._transport.aclose()


@cache
def _trusted() -> ssl.SSLContext:
    """The usual authorities, which take a while to load, once in a process."""
    return httpx.create_ssl_context()


def _read(reply: Any, number: VatNumber) -> ViesAnswer:
    echoed = f"{reply.countryCode}{reply.vatNumber}".upper()
    if echoed != str(number):
        raise ValueError("the answer is about another number")
    if reply.requestDate is None:
        raise ValueError("the answer has no date that can be read")
    return ViesAnswer(
        valid=reply.valid,
        consultation_number=_disclosed(reply.requestIdentifier),
        name=_disclosed(reply.traderName),
        address=_disclosed(reply.traderAddress),
    )


def _disclosed(text: str | None) -> str | None:
    lines = [line.strip() for line in (text or "").splitlines()]
    plain = "\n".join(line for line in lines if line)
    return None if plain in ("", _UNDISCLOSED) else plain


class _StrictAnswer(Plugin):
    """Refuses a `valid` that is no boolean, which zeep would read as False."""

    def ingress(self, envelope: Any, http_headers: Any, operation: Any) -> tuple[Any, Any]:
        for element in envelope.iter(f"{{{TYPES_NAMESPACE}}}valid"):
            if (element.text or "").strip() not in _BOOLEANS:
                raise ValueError("valid is not a boolean")
        return envelope, http_headers


class _Transport(AsyncTransport):
    """Reads no more than an answer can need, and logs no numbers."""

    async def post(self, address: str, message: bytes, headers: dict[str, str]) -> httpx.Response:
        body = bytearray()
        async with self.client.stream(
            "POST", address, content=message, headers=headers
        ) as response:
            async for chunk in response.aiter_bytes():
                body += chunk
                if len(body) > _LARGEST_ANSWER:
                    raise ValueError("the answer is too large")
        content_type = response.headers.get("Content-Type", "text/xml")
        return httpx.Response(
            response.status_code,
            headers={"Content-Type": content_type},
            content=bytes(body),
            request=response.request,
        )

    async def aclose(self) -> None:
        await self.client.aclose()
        self.wsdl_client.close()
