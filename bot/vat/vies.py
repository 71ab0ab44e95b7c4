"""The register of the European Union: VIES, asked with patience and good manners."""

from __future__ import annotations

import asyncio
import logging

from bot.domain.vat import VAT_PREFIXES, VatEvidence, VatNumber, VatOutcome
from bot.ports import Clock
from bot.vat.faults import RETRY_HELPS, Fault, Pauses, ViesError
from bot.vat.soap import ViesAnswer, ViesSoap

VIES_ENDPOINT = "https://ec.europa.eu/taxation_customs/vies/services/checkVatService"

_TRIES = 2

_log = logging.getLogger(__name__)


class ViesRegister:
    """Asks VIES in the merchant's name, so that each answer carries a consultation number."""

    def __init__(
        self,
        endpoint: str,
        requester: VatNumber | None,
        clock: Clock,
        *,
        timeout: float = 8.0,
        backoff: float = 0.5,
    ) -> None:
        """Makes the client; connects to nobody.

        Args:
            endpoint: address of the SOAP service.
            requester: the merchant's own number; without it VIES gives no proof of having asked.
            clock: dates the answers and ends the pauses.
            timeout: seconds within which `ask` answers, its second try included.
            backoff: seconds between the two tries.
        """
        self._soap = ViesSoap(endpoint, timeout)
        self._requester = requester
        self._clock = clock
        self._timeout = timeout
        self._backoff = backoff
        self._pauses = Pauses()

    async def ask(self, number: str) -> VatEvidence:
        """Asks about a compact number; whatever fails at VIES is UNKNOWN with its fault.

        INVALID_INPUT is VIES's word for a number that no member state could have given out: it is
        INVALID, and the fault is kept beside it.

        Raises:
            ValueError: the number has no prefix that VIES knows.
        """
        subject = VatNumber(number[:2], number[2:])
        if subject.prefix not in VAT_PREFIXES or not subject.body:
            raise ValueError("not a compact VAT number")
        paused = self._pauses.now_for(subject.prefix, self._clock.now())
        if paused is not None:
            return self._evidence(subject, VatOutcome.UNKNOWN, fault=paused)
        try:
            async with asyncio.timeout(self._timeout):
                answer = await self._try(subject)
        except TimeoutError:
            return self._failed(subject, Fault.TIMEOUT)
        except ViesError as error:
            return self._failed(subject, error.fault)
        self._pauses.answered(subject.prefix)
        outcome = VatOutcome.VALID if answer.valid else VatOutcome.INVALID
        return self._evidence(subject, outcome, answer=answer)

    async def aclose(self) -> None:
        """Closes the connections."""
        await self._soap.aclose()

    async def _try(self, subject: VatNumber) -> ViesAnswer:
        for _ in range(_TRIES - 1):
            try:
                return await self._soap.check(subject, self._requester)
            except ViesError as error:
                if error.fault not in RETRY_HELPS:
                    raise
                await asyncio.sleep(self._backoff)
        return await self._soap.check(subject, self._requester)

    def _failed(self, subject: VatNumber, fault: Fault) -> VatEvidence:
        _log.warning("VIES gave no answer for %s: %s", subject.prefix, fault)
        self._pauses.failed(subject.prefix, fault, self._clock.now())
        malformed = fault is Fault.INVALID_INPUT
        outcome = VatOutcome.INVALID if malformed else VatOutcome.UNKNOWN
        return self._evidence(subject, outcome, fault=fault)

    def _evidence(
        self,
        subject: VatNumber,
        outcome: VatOutcome,
        *,
        answer: ViesAnswer | None = None,
        fault: Fault | None = None,
    ) -> VatEvidence:
        return VatEvidence(
            number=str(subject),
            outcome=outcome,
            asked_at=self._clock.now(),
            requester=str(self._requester) if self._requester else None,
            consultation_number=answer.consultation_number if answer else None,
            name=answer.name if answer else None,
            address=answer.address if answer else None,
            fault=fault.value if fault else None,
        )
