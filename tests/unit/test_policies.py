"""The merchant's staff check and lay down policies; what counts against them is found out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from typer.testing import CliRunner, Result

from bot.cli.home import announce, sole_server
from bot.cli.policy import app as command
from bot.cli.server import terminal
from bot.clock import MovableClock
from bot.companies import CompanyError
from bot.play.instance import Instance, temporary_instance
from bot.play.merchants import MemoryMerchant
from bot.policies import PolicyError
from bot.policy_file import PolicyFile, from_json, to_json
from shop_client.memory import MemoryShop

HOTEL = "NL123456782B01"
MANAGER = "manager@hotel-de-gracht.example"
RULES = (
    f"rules: [{{name: Large orders, when: {{total_over: 500}}, ask: [{{people: [{MANAGER}]}}]}}]"
)


@pytest_asyncio.fixture
async def instance() -> AsyncIterator[Instance]:
    shop = MemoryShop.from_sample()
    async with temporary_instance(None, MovableClock(), shop, MemoryMerchant(shop)) as made:
        yield made


def content(text: str) -> str:
    return to_json(PolicyFile(text).policy)


async def test_each_policy_laid_down_is_a_version_in_the_companys_currency(
    instance: Instance,
) -> None:
    policies = instance.app.policies
    before = await policies.show(HOTEL)
    assert (before.number, before.set_by) == (0, "")
    first = await policies.apply(HOTEL, content(RULES), staff="support")
    assert "Hotel manager" in first.sentences[1]
    second = await policies.apply(HOTEL, content("tolerance: {percent: 1}"), staff="support")
    assert second.replaces == ("Large orders",)
    shown = await policies.show(HOTEL, "fr")
    assert (shown.number, shown.set_by, shown.by_staff) == (2, "support", True)
    assert from_json(shown.content).currency == "EUR"
    assert [version.number for version in await policies.history(HOTEL)] == [2, 1]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (RULES.replace(MANAGER, "nobody@hotel-de-gracht.example"), "nobody with the address"),
        (f"currency: USD\n{RULES}", "never converted"),
        (RULES.replace("total_over: 500", "skus: [NO-SUCH]"), "no product NO-SUCH"),
        (RULES.replace("total_over: 500", "categories: [Boats]"), "no product in «Boats»"),
        (RULES.replace("500", "-1"), "not possible"),
    ],
)
async def test_a_policy_with_errors_is_not_laid_down(
    instance: Instance, text: str, problem: str
) -> None:
    policies = instance.app.policies
    checked = await policies.check(HOTEL, content(text))
    assert any(problem in finding.said for finding in checked.findings)
    assert checked.sentences == ()
    with pytest.raises(PolicyError, match=problem):
        await policies.apply(HOTEL, content(text), staff="support")
    assert (await policies.show(HOTEL)).number == 0


async def test_what_is_no_policy_or_no_company_is_refused(instance: Instance) -> None:
    policies = instance.app.policies
    with pytest.raises(PolicyError, match="no policy"):
        await policies.apply(HOTEL, '{"rule": []}', staff="support")
    with pytest.raises(CompanyError, match="several accounts"):
        await policies.show("FR11123456782")


async def test_two_who_lay_down_at_once_make_two_versions(instance: Instance) -> None:
    policies = instance.app.policies
    made = await asyncio.gather(
        *(policies.apply(HOTEL, content(RULES), staff=name) for name in ("one", "two"))
    )
    assert sorted(view.number for view in made) == [1, 2]


async def test_the_command_asks_the_server(
    instance: Instance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = instance.app.settings
    monkeypatch.setenv("COMPTOIR_HOME", str(settings.home))
    file = tmp_path / "hotel.yml"
    file.write_text(RULES, encoding="utf-8")

    async def run(*arguments: str) -> Result:
        return await asyncio.to_thread(CliRunner().invoke, command, list(arguments))

    with sole_server(settings) as announcement:
        announce(announcement, settings)
        async with terminal(settings, instance.app):
            checked = await run("check", str(file), "--company", HOTEL)
            assert (checked.exit_code, "Hotel manager" in checked.stdout) == (0, True)
            applied = await run("apply", str(file), "--company", HOTEL, "--as", "support")
            assert "Version 1 holds for Hotel De Gracht" in applied.stdout
            told = await run("history", HOTEL)
            assert "by support (the merchant's staff)" in told.stdout
            shown = await run("show", HOTEL, "--language", "nl")
            assert "het totaal hoger is dan" in shown.stdout
            exported = await run("show", HOTEL, "--yaml")
            assert PolicyFile(exported.stdout).policy.rules == PolicyFile(RULES).policy.rules
            file.write_text(RULES.replace(MANAGER, "x@y.example"), encoding="utf-8")
            checked = await run("check", str(file), "--company", HOTEL)
            assert (checked.exit_code, "hotel.yml:1: error" in checked.stdout) == (1, True)
