"""Approval policies of customer companies, as the merchant's staff check and lay them down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import msgspec

from bot.actions.mandates import people_in
from bot.actions.policies import content_of, lay_down, surroundings
from bot.actions.policy_words import PolicyWords
from bot.actions.services import Services
from bot.companies import Companies
from bot.domain.audit import AuditKind, recorded, staff_member
from bot.domain.entities import CompanyPolicy
from bot.domain.policy import Policy
from bot.domain.policy.check import check
from bot.domain.policy.check_company import check_company
from bot.domain.policy.findings import Finding, Gravity
from bot.errors import ComptoirError
from bot.ports import Store, UnitOfWorkFactory
from bot.staff_turn import change_as_staff
from shop_client.model import Company


class PolicyError(ComptoirError):
    """What a member of staff asked for can't be done; the message says why."""


@dataclass(frozen=True, slots=True)
class FindingView:
    """Something to put right.

    Attributes:
        gravity: "error" or "warning".
        place: in the policy, as it stands in the file.
        said: what is wrong and what to do, in a sentence.
    """

    gravity: str
    place: str
    said: str


@dataclass(frozen=True, slots=True)
class CheckView:
    """What a policy would mean for a company; no sentences when it has errors."""

    sentences: tuple[str, ...]
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True)
class PolicyView:
    """A policy of a company.

    Attributes:
        number: of the version; 0: the company has none, and this is what holds without.
        content: JSON of `bot.domain.policy.Policy`.
        sentences: what it means.
        replaces: rules of the version before that are no more, by name; only when laid down.
    """

    company: str
    number: int
    set_by: str
    by_staff: bool
    set_at: datetime | None
    content: str
    sentences: tuple[str, ...]
    findings: tuple[FindingView, ...] = ()
    replaces: tuple[str, ...] = ()


class Policies:
    """Each call is a unit of work of its own.

    Args:
        units: of work.
        services: the shop, above all.
        companies: finds a company by what staff call it.
    """

    def __init__(self, units: UnitOfWorkFactory, services: Services, companies: Companies) -> None:
        self._units = units
        self._services = services
        self._companies = companies

    async def show(self, company: str, language: str = "en") -> PolicyView:
        """The policy that holds.

        Raises:
            CompanyError: there is no such company, or several are meant.
        """
        found = await self._companies.one(company)
        async with self._units() as unit:
            versions = await unit.store.policies(found.id, limit=1)
            return await self._view(unit.store, found, versions[0] if versions else None, language)

    async def history(self, company: str) -> list[PolicyView]:
        """The versions, newest first, without their sentences.

        Raises:
            CompanyError: there is no such company, or several are meant.
        """
        found = await self._companies.one(company)
        async with self._units() as unit:
            return [
                PolicyView(
                    found.name, one.number, one.set_by, one.by_staff, one.set_at, one.content, ()
                )
                for one in await unit.store.policies(found.id)
            ]

    async def check(self, company: str, content: str, language: str = "en") -> CheckView:
        """What a policy would mean for a company, and what is wrong with it.

        Raises:
            CompanyError: there is no such company, or several are meant.
            PolicyError: `content` is no policy.
        """
        found = await self._companies.one(company)
        policy = _read(content)
        async with self._units() as unit:
            words = await self._words(unit.store, found, language)
            findings = await self._findings(unit.store, found, policy)
        wrong = any(finding.gravity is Gravity.ERROR for finding in findings)
        return CheckView(
            () if wrong else tuple(words.whole(policy)),
            tuple(_told(finding, words) for finding in findings),
        )

    async def apply(
        self, company: str, content: str, language: str = "en", *, staff: str
    ) -> PolicyView:
        """Lays a policy down for a company; requests under way keep the one they were made under.

        Raises:
            CompanyError: there is no such company, or several are meant.
            PolicyError: `content` is no policy, or has errors.
        """
        policy = _read(content)
        found = await self._companies.one(company)
        return await change_as_staff(
            self._units, lambda store: self._lay_down(store, found, policy, language, staff)
        )

    async def _lay_down(
        self, store: Store, company: Company, policy: Policy, language: str, staff: str
    ) -> PolicyView:
        findings = await self._findings(store, company, policy)
        words = await self._words(store, company, language)
        wrong = [finding for finding in findings if finding.gravity is Gravity.ERROR]
        if wrong:
            raise PolicyError(" ".join(f"{one.place}: {words.finding(one)}" for one in wrong))
        before = await store.newest_policy(company.id)
        now = self._services.clock.now()
        version = await lay_down(store, company, policy, by=staff, by_staff=True, now=now)
        actor = staff_member(staff, self._services.secret)
        content = {"policy": version.id, "number": version.number, "content": version.content}
        store.record(recorded(AuditKind.POLICY_CHANGED, version, at=now, by=actor, **content))
        gone = []
        if before is not None:
            kept = {rule.name for rule in policy.rules}
            gone = [rule.name for rule in content_of(before).rules if rule.name not in kept]
        return PolicyView(
            company.name,
            version.number,
            staff,
            True,
            now,
            version.content,
            tuple(words.whole(content_of(version))),
            tuple(_told(finding, words) for finding in findings),
            tuple(gone),
        )

    async def _findings(self, store: Store, company: Company, policy: Policy) -> list[Finding]:
        found = list(check(policy))
        if not any(finding.gravity is Gravity.ERROR for finding in found):
            around = await surroundings(store, self._services.shop, company, policy)
            found += check_company(policy, around)
        return found

    async def _words(self, store: Store, company: Company, language: str) -> PolicyWords:
        people = await people_in(store, self._services.shop, company.id)
        names = {contact.email: contact.name for contact in people}
        return PolicyWords(language, company.currency, names)

    async def _view(
        self, store: Store, company: Company, version: CompanyPolicy | None, language: str
    ) -> PolicyView:
        policy = content_of(version) if version else Policy()
        words = await self._words(store, company, language)
        findings = await self._findings(store, company, policy)
        return PolicyView(
            company=company.name,
            number=version.number if version else 0,
            set_by=version.set_by if version else "",
            by_staff=version.by_staff if version else False,
            set_at=version.set_at if version else None,
            content=msgspec.json.encode(policy).decode(),
            sentences=tuple(words.whole(policy)),
            findings=tuple(_told(finding, words) for finding in findings),
        )


def _told(finding: Finding, words: PolicyWords) -> FindingView:
    return FindingView(finding.gravity.value, finding.place, words.finding(finding))


def _read(content: str) -> Policy:
    try:
        return msgspec.json.decode(content, type=Policy)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise PolicyError(f"this is no policy: {error}") from error
