"""The client of VIES against the stand-in, over real HTTP and SOAP."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from bot.domain.vat import VatNumber, VatOutcome
from bot.errors import SetupError
from bot.standins.vies import SERVICE_PATH, ViesStandin
from bot.standins.vies_soap import ENVELOPE_NAMESPACE
from bot.standins.vies_world import PLAYABLE, TEST_SERVICE, Mode, is_well_formed
from bot.vat.check import check
from bot.vat.faults import BLOCKED, GLOBAL_BUSY, RETRY_HELPS, STATE_BUSY, Fault
from bot.vat.soap import TYPES_NAMESPACE
from bot.vat.vies import ViesRegister

MERCHANT = VatNumber("BE", "0123456749")
CUSTOMER = "BE0987654394"


@dataclass
class Clock:
    time: datetime = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def standin() -> AsyncIterator[ViesStandin]:
    async with ViesStandin() as standin:
        yield standin


@asynccontextmanager
async def opened(
    url: str, clock: Clock, requester: VatNumber | None = MERCHANT, timeout: float = 10
) -> AsyncIterator[ViesRegister]:
    register = ViesRegister(url, requester, clock, timeout=timeout, backoff=0.01)
    try:
        yield register
    finally:
        await register.aclose()


@pytest.fixture
async def register(standin: ViesStandin, clock: Clock) -> AsyncIterator[ViesRegister]:
    async with opened(standin.url, clock) as register:
        yield register


async def test_a_customer_is_valid_with_proof_of_having_asked(
    register: ViesRegister, clock: Clock
) -> None:
    evidence = await register.ask(CUSTOMER)
    assert evidence.outcome is VatOutcome.VALID
    assert evidence.name == "ATELIER NORD SRL (SAMPLE)"
    assert evidence.address == "Rue de la Démonstration 12\n1030 Schaerbeek"
    assert evidence.requester == "BE0123456749"
    assert evidence.consultation_number
    assert evidence.asked_at == clock.now()
    assert evidence.fault is None


async def test_without_a_requester_there_is_an_answer_and_no_proof(
    standin: ViesStandin, clock: Clock
) -> None:
    async with opened(standin.url, clock, requester=None) as register:
        evidence = await register.ask(CUSTOMER)
    assert evidence.outcome is VatOutcome.VALID
    assert evidence.consultation_number is None


async def test_germany_discloses_neither_name_nor_address(register: ViesRegister) -> None:
    evidence = await register.ask("DE123456788")
    assert evidence.outcome is VatOutcome.VALID
    assert (evidence.name, evidence.address) == (None, None)


async def test_a_company_that_the_shop_does_not_know_is_known_to_vies(
    register: ViesRegister,
) -> None:
    evidence = await register.ask("BE0417497106")
    assert evidence.outcome is VatOutcome.VALID
    assert evidence.name is not None
    assert "NOT YET KNOWN" in evidence.name


@pytest.mark.parametrize("digits", TEST_SERVICE)
async def test_the_numbers_of_the_test_service_answer_as_there(
    digits: str, register: ViesRegister
) -> None:
    evidence = await register.ask(f"FR{digits}")
    said = TEST_SERVICE[digits]
    if isinstance(said, bool):
        assert evidence.outcome is (VatOutcome.VALID if said else VatOutcome.INVALID)
        assert evidence.fault is None
    else:
        malformed = said is Fault.INVALID_INPUT
        assert evidence.outcome is (VatOutcome.INVALID if malformed else VatOutcome.UNKNOWN)
        assert evidence.fault == said


@pytest.mark.parametrize("number", PLAYABLE)
async def test_the_playable_numbers_pass_the_check_digits_and_then_play_their_part(
    number: str, register: ViesRegister
) -> None:
    assert is_well_formed(number)
    assert (await register.ask(number)).outcome is not VatOutcome.VALID


@pytest.mark.parametrize(
    "fault", [f for f in Fault if f not in (Fault.UNREACHABLE, Fault.UNREADABLE)]
)
async def test_a_fault_is_asked_about_again_once_where_that_helps(
    fault: Fault, standin: ViesStandin, register: ViesRegister
) -> None:
    standin.world.answers[CUSTOMER] = fault
    assert (await register.ask(CUSTOMER)).fault == fault
    assert standin.world.questions == (2 if fault in RETRY_HELPS else 1)


async def test_a_service_that_comes_back_answers_the_second_try(
    standin: ViesStandin, clock: Clock
) -> None:
    standin.world.mode = Mode.DOWN
    register = ViesRegister(standin.url, MERCHANT, clock, timeout=30, backoff=0.3)
    asking = asyncio.create_task(register.ask(CUSTOMER))
    async with asyncio.timeout(20):
        while standin.world.questions == 0:
            await asyncio.sleep(0.005)
    standin.world.mode = Mode.UP
    assert (await asking).outcome is VatOutcome.VALID
    await register.aclose()


@pytest.mark.parametrize("fault", sorted(BLOCKED))
async def test_who_is_blocked_asks_nobody_for_an_hour(
    fault: Fault, standin: ViesStandin, register: ViesRegister, clock: Clock
) -> None:
    standin.world.answers[CUSTOMER] = fault
    await register.ask(CUSTOMER)
    clock.time += timedelta(minutes=59)
    evidence = await register.ask("FR11123456782")
    assert (evidence.outcome, evidence.fault) == (VatOutcome.UNKNOWN, fault)
    assert standin.world.questions == 1
    clock.time += timedelta(minutes=1)
    assert (await register.ask("FR11123456782")).outcome is VatOutcome.VALID


@pytest.mark.parametrize("fault", sorted(GLOBAL_BUSY | STATE_BUSY))
async def test_a_busy_register_is_left_alone_and_the_others_are_not(
    fault: Fault, standin: ViesStandin, register: ViesRegister, clock: Clock
) -> None:
    standin.world.answers["BE0417497106"] = fault
    await register.ask("BE0417497106")
    assert (await register.ask(CUSTOMER)).fault == fault
    elsewhere = await register.ask("FR11123456782")
    assert elsewhere.outcome is (VatOutcome.VALID if fault in STATE_BUSY else VatOutcome.UNKNOWN)
    clock.time += timedelta(seconds=30)
    assert (await register.ask(CUSTOMER)).outcome is VatOutcome.VALID


async def test_a_slow_service_is_unknown_within_the_time_out(
    standin: ViesStandin, clock: Clock
) -> None:
    standin.world.mode = Mode.SLOW
    async with opened(standin.url, clock, timeout=0.2) as register:
        evidence = await asyncio.wait_for(register.ask(CUSTOMER), 10)
    assert (evidence.outcome, evidence.fault) == (VatOutcome.UNKNOWN, "TIMEOUT")


async def test_a_service_that_is_down_is_unknown_and_never_invalid(
    standin: ViesStandin, register: ViesRegister
) -> None:
    standin.world.mode = Mode.DOWN
    evidence = await register.ask(CUSTOMER)
    assert (evidence.outcome, evidence.fault) == (VatOutcome.UNKNOWN, "UNREACHABLE")


async def test_a_service_that_is_not_there_is_unknown(clock: Clock) -> None:
    async with ViesStandin() as gone:
        url = gone.url
    async with opened(url, clock) as register:
        assert (await register.ask(CUSTOMER)).fault == "UNREACHABLE"


def answer(number: str = "0987654394", valid: str = "true", before: str = "") -> str:
    return (
        f'{before}<e:Envelope xmlns:e="{ENVELOPE_NAMESPACE}"><e:Body>'
        f'<checkVatApproxResponse xmlns="{TYPES_NAMESPACE}"><countryCode>BE</countryCode>'
        f"<vatNumber>{number}</vatNumber><requestDate>2026-11-23+01:00</requestDate>"
        f"<valid>{valid}</valid><traderCompanyType>---</traderCompanyType>"
        "<requestIdentifier>W</requestIdentifier></checkVatApproxResponse></e:Body></e:Envelope>"
    )


@asynccontextmanager
async def saying(body: str, status: str = "200 OK") -> AsyncIterator[str]:
    """A server that says the same to everyone, right or wrong."""

    async def say(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"</soap-env:Envelope>")
        content = body.encode()
        head = f"HTTP/1.1 {status}\r\nContent-Type: text/xml\r\nContent-Length: {len(content)}\r\n"
        writer.write(head.encode() + b"Connection: close\r\n\r\n" + content)
        with suppress(ConnectionError):
            await writer.drain()
        writer.close()

    async with await asyncio.start_server(say, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}{SERVICE_PATH}"


async def test_the_hand_written_answer_is_read_when_it_is_right(clock: Clock) -> None:
    async with saying(answer()) as url, opened(url, clock) as register:
        evidence = await register.ask(CUSTOMER)
    assert (evidence.outcome, evidence.consultation_number) == (VatOutcome.VALID, "W")


@pytest.mark.parametrize(
    "body",
    [
        answer(number="0417497106"),
        answer(valid="perhaps"),
        answer(valid=""),
        answer().replace("<valid>true</valid>", ""),
        answer(before="<!DOCTYPE x>"),
        answer(before='<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/hostname">]>'),
        answer().replace("<requestIdentifier>W", "<requestIdentifier>" + "W" * 100_000),
        answer().replace("2026-11-23", "yesterday"),
        answer()[:-20],
        f'<e:Envelope xmlns:e="{ENVELOPE_NAMESPACE}"><e:Body/></e:Envelope>',
        f'<e:Envelope xmlns:e="{ENVELOPE_NAMESPACE}"/>',
        "<html><body>Welcome</body></html>",
        "",
    ],
    ids=range(13),
)
async def test_an_answer_that_breaks_the_contract_is_unknown(body: str, clock: Clock) -> None:
    async with saying(body) as url, opened(url, clock) as register:
        evidence = await register.ask(CUSTOMER)
    assert evidence.outcome is VatOutcome.UNKNOWN
    assert evidence.fault in ("UNREADABLE", "UNREACHABLE")


async def test_an_error_page_is_unknown(clock: Clock) -> None:
    page = "<html><body>502</body></html>"
    async with saying(page, "502 Bad Gateway") as url, opened(url, clock) as register:
        assert (await register.ask(CUSTOMER)).outcome is VatOutcome.UNKNOWN


async def test_a_wrong_number_of_the_merchant_is_told_and_says_nothing_of_the_customer(
    standin: ViesStandin, clock: Clock
) -> None:
    async with opened(standin.url, clock, VatNumber("BE", "0123456740")) as register:
        evidence = await register.ask(CUSTOMER)
    assert (evidence.outcome, evidence.fault) == (VatOutcome.UNKNOWN, "INVALID_REQUESTER_INFO")


async def test_no_number_comes_into_a_log(
    standin: ViesStandin, register: ViesRegister, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await register.ask(CUSTOMER)
    standin.world.mode = Mode.DOWN
    await register.ask(CUSTOMER)
    assert "UNREACHABLE" in caplog.text
    assert CUSTOMER[2:] not in caplog.text


@pytest.mark.parametrize("number", ["", "BE", "GB980780684", "0417497106"])
async def test_only_a_compact_number_may_be_asked_about(
    number: str, register: ViesRegister
) -> None:
    with pytest.raises(ValueError, match="compact"):
        await register.ask(number)


async def test_the_check_of_the_command_line_shows_the_proof(register: ViesRegister) -> None:
    report = await check("tva be 0987.654.394", register)
    assert report["number"] == CUSTOMER
    assert report["format_valid"] is True
    assert report["vies"] == "valid"
    assert report["consultation_number"]


async def test_the_control_makes_it_fail_and_mends_it(
    standin: ViesStandin, register: ViesRegister
) -> None:
    async with httpx.AsyncClient() as client:
        change = {"mode": "up", "answers": {CUSTOMER.lower(): "invalid"}}
        shown = (await client.put(standin.control_url, json=change)).json()
        assert shown["answers"] == {CUSTOMER: "invalid"}
        assert (await register.ask(CUSTOMER)).outcome is VatOutcome.INVALID
        await client.put(standin.control_url, json={"mode": "down"})
        assert (await register.ask(CUSTOMER)).outcome is VatOutcome.UNKNOWN
        await client.put(standin.control_url, json={"mode": "up", "answers": {}})
        assert (await register.ask(CUSTOMER)).outcome is VatOutcome.VALID


@pytest.mark.parametrize(
    "content", [b"", b"[]", b'{"mode": "odd"}', b'{"answers": {"BE1": "maybe"}}', b'{"mod": "up"}']
)
async def test_the_control_refuses_what_it_does_not_know(
    content: bytes, standin: ViesStandin
) -> None:
    async with httpx.AsyncClient() as client:
        assert (await client.put(standin.control_url, content=content)).status_code == 400
        shown = (await client.get(standin.control_url)).json()
    assert shown == {"mode": "up", "delay": 30.0, "answers": {}, "questions": 0}


async def test_the_control_listens_to_the_loopback_name_alone(standin: ViesStandin) -> None:
    async with httpx.AsyncClient() as client:
        reply = await client.get(standin.control_url, headers={"Host": "evil.example"})
    assert reply.status_code == 400


async def test_a_taken_port_is_a_clear_sentence(standin: ViesStandin) -> None:
    port = httpx.URL(standin.url).port
    assert port is not None
    with pytest.raises(SetupError, match="choose another port"):
        async with ViesStandin(port):
            pass
