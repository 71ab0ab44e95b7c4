"""What is asked again, and what is kept."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.vat import VatEvidence, VatOutcome
from bot.vat.check import check
from bot.vat.faults import Fault, Pauses, fault_in
from bot.vat.register import CachedRegister

NUMBER = "FR11123456782"


@dataclass
class Clock:
    time: datetime = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time


@dataclass
class Register:
    """Says the same until told otherwise."""

    clock: Clock
    outcome: VatOutcome = VatOutcome.VALID

    async def ask(self, number: str) -> VatEvidence:
        fault = "MS_UNAVAILABLE" if self.outcome is VatOutcome.UNKNOWN else None
        return VatEvidence(number, self.outcome, self.clock.now(), fault=fault)


@dataclass
class Kept:
    """Evidence in memory."""

    all: list[VatEvidence] = field(default_factory=list)

    async def keep(self, evidence: VatEvidence) -> None:
        self.all.append(evidence)

    async def newest(self, number: str) -> VatEvidence | None:
        return next((e for e in reversed(self.all) if e.number == number), None)

    async def newest_answer(self, number: str) -> VatEvidence | None:
        answers = [e for e in self.all if e.outcome is not VatOutcome.UNKNOWN]
        return next((e for e in reversed(answers) if e.number == number), None)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def vies(clock: Clock) -> Register:
    return Register(clock)


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def register(vies: Register, kept: Kept, clock: Clock) -> CachedRegister:
    return CachedRegister(vies, kept, clock)


@pytest.mark.parametrize(
    ("outcome", "fresh"),
    [(VatOutcome.VALID, timedelta(hours=24)), (VatOutcome.INVALID, timedelta(hours=1))],
)
async def test_an_answer_is_taken_again_while_it_is_fresh(
    outcome: VatOutcome,
    fresh: timedelta,
    register: CachedRegister,
    vies: Register,
    clock: Clock,
    kept: Kept,
) -> None:
    vies.outcome = outcome
    first = await register.ask(NUMBER)
    clock.time += fresh - timedelta(seconds=1)
    assert await register.ask(NUMBER) == first
    clock.time += timedelta(seconds=1)
    assert (await register.ask(NUMBER)).asked_at == clock.now()
    assert len(kept.all) == 2


async def test_no_answer_is_kept_as_a_trace_and_asked_again_at_once(
    register: CachedRegister, vies: Register, kept: Kept
) -> None:
    vies.outcome = VatOutcome.UNKNOWN
    assert (await register.ask(NUMBER)).outcome is VatOutcome.UNKNOWN
    vies.outcome = VatOutcome.VALID
    assert (await register.ask(NUMBER)).outcome is VatOutcome.VALID
    assert [e.outcome for e in kept.all] == [VatOutcome.UNKNOWN, VatOutcome.VALID]


async def test_vies_being_down_takes_no_proof_away(
    register: CachedRegister, vies: Register, clock: Clock
) -> None:
    proof = await register.ask(NUMBER)
    vies.outcome = VatOutcome.UNKNOWN
    clock.time += timedelta(days=29)
    assert await register.ask(NUMBER) == proof
    clock.time += timedelta(days=1)
    assert (await register.ask(NUMBER)).outcome is VatOutcome.UNKNOWN


async def test_an_old_refusal_is_not_repeated_while_vies_is_down(
    register: CachedRegister, vies: Register, clock: Clock
) -> None:
    vies.outcome = VatOutcome.INVALID
    await register.ask(NUMBER)
    vies.outcome = VatOutcome.UNKNOWN
    clock.time += timedelta(hours=2)
    assert (await register.ask(NUMBER)).outcome is VatOutcome.UNKNOWN


def test_being_blocked_stops_everything_for_an_hour(clock: Clock) -> None:
    pauses = Pauses()
    pauses.failed("FR", Fault.IP_BLOCKED, clock.now())
    assert pauses.now_for("DE", clock.now() + timedelta(minutes=59)) is Fault.IP_BLOCKED
    assert pauses.now_for("DE", clock.now() + timedelta(hours=1)) is None


def test_a_busy_member_state_alone_is_left_alone_longer_each_time(clock: Clock) -> None:
    pauses = Pauses()
    waits = []
    for _ in range(8):
        pauses.failed("FR", Fault.MS_MAX_CONCURRENT_REQ, clock.now())
        began = clock.now()
        while pauses.now_for("FR", clock.now()):
            assert pauses.now_for("DE", clock.now()) is None
            clock.time += timedelta(seconds=10)
        waits.append((clock.now() - began).total_seconds())
    assert waits == [30, 60, 120, 240, 480, 600, 600, 600]
    pauses.answered("FR")
    pauses.failed("FR", Fault.MS_MAX_CONCURRENT_REQ, clock.now())
    assert pauses.now_for("FR", clock.now() + timedelta(seconds=30)) is None


@pytest.mark.parametrize(
    ("message", "fault"),
    [
        ("MS_UNAVAILABLE", Fault.MS_UNAVAILABLE),
        ("{ 'INVALID_INPUT' }", Fault.INVALID_INPUT),
        ("MS_MAX_CONCURRENT_REQ_TIME", Fault.MS_MAX_CONCURRENT_REQ_TIME),
        ("Unmarshalling Error", Fault.UNREADABLE),
        (None, Fault.UNREADABLE),
    ],
)
def test_a_fault_is_told_by_its_word(message: str | None, fault: Fault) -> None:
    assert fault_in(message) is fault


async def test_a_check_offline_asks_nobody() -> None:
    assert await check("TVA BE 0417.497.106", None) == {
        "number": "BE0417497106",
        "format_valid": True,
        "vies": "not_asked",
        "consultation_number": None,
    }


async def test_a_check_of_a_wrong_number_asks_nobody(vies: Register) -> None:
    report = await check("BE0417497107", vies)
    assert report["format_valid"] is False
    assert report["vies"] == "not_asked"
    assert report["problem"] == "check_digits"


async def test_a_check_tells_a_failure_from_a_refusal(vies: Register) -> None:
    vies.outcome = VatOutcome.UNKNOWN
    report = await check(NUMBER, vies)
    assert report["vies"] == "unknown"
    assert report["fault"] == "MS_UNAVAILABLE"


def test_evidence_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        VatEvidence(NUMBER, VatOutcome.VALID, datetime(2026, 1, 1))  # noqa: DTZ001
