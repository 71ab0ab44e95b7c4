"""The manifest asks for what the assistant uses, and the doctor finds what is missing."""

from __future__ import annotations

import re
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from pydantic import SecretStr
from typer.testing import CliRunner

import bot.channels.slack
from bot.channels.slack import inbound, manifest
from bot.cli.examination import Finding
from bot.cli.examination_slack import examine_slack
from bot.cli.slack import app as commands
from bot.errors import SetupError
from bot.settings import Settings
from channels.slack_server import Fault, SmallSlack

ROOT = Path(__file__).resolve().parents[2]
URL = "https://orders.example"
ADDRESS = f"{URL}/slack/events"
SCOPE_OF_EVENT = {"app_mention": "app_mentions:read", "message.im": "im:history"}
SCOPE_OF_METHOD = {
    "chat_postMessage": "chat:write",
    "chat_update": "chat:write",
    "chat_delete": "chat:write",
    "files_upload_v2": "files:write",
    "files_info": "files:read",
    "conversations_open": "im:write",
    "users_info": "users:read",
}
FREE = {"api_call", "auth_test", "views_open", "views_publish", "views_update"}


def made(*arguments: str) -> dict[str, Any]:
    result = CliRunner().invoke(commands, ["manifest", *arguments])
    assert result.exit_code == 0, result.output
    found = yaml.safe_load(result.stdout)
    assert isinstance(found, dict)
    return found


def test_over_http_every_address_is_ours() -> None:
    found = made("--url", f"{URL}/")
    settings = found["settings"]
    assert settings["socket_mode_enabled"] is False
    assert settings["event_subscriptions"]["request_url"] == ADDRESS
    assert settings["interactivity"] == {"is_enabled": True, "request_url": ADDRESS}
    assert [command["url"] for command in found["features"]["slash_commands"]] == [ADDRESS]
    assert found["oauth_config"]["redirect_urls"] == [f"{URL}/slack/oauth_redirect"]


def test_in_socket_mode_there_is_no_address() -> None:
    result = CliRunner().invoke(commands, ["manifest", "--socket-mode"])
    assert "url" not in result.stdout
    assert yaml.safe_load(result.stdout)["settings"]["socket_mode_enabled"] is True


def test_the_address_of_the_settings_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPTOIR_WEB_URL", URL)
    assert made()["settings"]["event_subscriptions"]["request_url"] == ADDRESS


@pytest.mark.parametrize("arguments", [[], ["--url", "http://orders.example"]])
def test_without_an_address_that_slack_could_call_the_remedy_is_told(
    arguments: list[str],
) -> None:
    result = CliRunner().invoke(commands, ["manifest", *arguments])
    assert isinstance(result.exception, SetupError)
    assert "--socket-mode" in str(result.exception)


def test_nothing_is_longer_than_slack_takes() -> None:
    """Source: https://docs.slack.dev/reference/app-manifest"""
    found = yaml.safe_load(manifest.manifest(URL))
    about, features = found["display_information"], found["features"]
    (shortcut,), (command,) = features["shortcuts"], features["slash_commands"]
    for text, least, most in [
        (about["name"], 1, 35),
        (about["description"], 1, 140),
        (about["long_description"], 174, 4000),
        (features["bot_user"]["display_name"], 1, 80),
        (shortcut["name"], 1, 24),
        (shortcut["description"], 1, 150),
        (command["command"], 2, 32),
        (command["usage_hint"], 1, 1000),
    ]:
        assert least <= len(text) <= most, text


def test_what_the_code_listens_to_is_in_the_manifest() -> None:
    found = yaml.safe_load(manifest.manifest())
    (shortcut,) = found["features"]["shortcuts"]
    assert shortcut["callback_id"] == inbound.ORDER_THIS
    assert found["features"]["app_home"]["home_tab_enabled"] is True
    assert found["features"]["app_home"]["messages_tab_read_only_enabled"] is False
    events = set(found["settings"]["event_subscriptions"]["bot_events"])
    assert {"app_home_opened", "app_uninstalled", "tokens_revoked"} <= events
    assert {SCOPE_OF_EVENT[event] for event in events & SCOPE_OF_EVENT.keys()} <= set(
        manifest.scopes()
    )


def test_every_scope_is_needed_and_none_is_missing() -> None:
    """Each call of the Web API in the channel has its scope, and no scope is there for nothing."""
    source = "".join(
        path.read_text(encoding="utf-8")
        for path in Path(bot.channels.slack.__path__[0]).glob("*.py")
    )
    called = set(re.findall(r"\bclient\.([a-z]+_[a-zA-Z_0-9]+)\(", source))
    assert called - FREE <= SCOPE_OF_METHOD.keys()
    needed = {SCOPE_OF_METHOD[name] for name in called - FREE}
    # files_upload_v2 takes the id of a conversation, so that one is opened first.
    always = {"im:write", "commands", *SCOPE_OF_EVENT.values()}
    assert needed | always | manifest.OPTIONAL_SCOPES == set(manifest.scopes())


def test_the_guide_says_why_each_scope_is_needed() -> None:
    guide = (ROOT / "docs" / "how-to" / "slack.md").read_text(encoding="utf-8")
    assert [scope for scope in manifest.scopes() if f"`{scope}`" not in guide] == []


def settings_for(slack: SmallSlack, **changes: Any) -> Settings:
    known = {
        "slack_api_url": slack.api_url,
        "slack_bot_token": SecretStr(slack.bot_token),
        "slack_app_token": SecretStr(slack.app_token),
    }
    return Settings().model_copy(update=known | changes)


def states(findings: list[Finding]) -> dict[str, str]:
    return {finding.part: finding.state for finding in findings}


async def test_the_doctor_has_nothing_to_say_where_slack_is_not_used() -> None:
    (finding,) = await examine_slack(Settings())
    assert "not used" in finding.found


async def test_the_doctor_finds_all_well() -> None:
    async with SmallSlack() as slack:
        findings = await examine_slack(settings_for(slack))
    assert set(states(findings)) == {"Slack bot", "Slack scopes", "Slack app", "Slack", "clock"}
    assert set(states(findings).values()) == {"good"}


async def test_the_doctor_finds_wrong_tokens_and_does_not_tell_them() -> None:
    async with SmallSlack() as slack:
        wrong = settings_for(
            slack,
            slack_bot_token=SecretStr("xoxb-wrong"),
            slack_app_token=SecretStr("xapp-wrong"),
        )
        findings = await examine_slack(wrong)
    assert states(findings) == {
        "Slack bot": "broken",
        "Slack app": "broken",
        "Slack": "good",
        "clock": "good",
    }
    assert "invalid_auth" in findings[0].found
    assert "COMPTOIR_SLACK_BOT_TOKEN" in str(findings[0].remedy)
    assert "wrong" not in str([finding.found for finding in findings])


async def test_the_doctor_names_the_scopes_that_are_missing() -> None:
    async with SmallSlack() as slack:
        slack.home.scopes = slack.home.scopes - {"files:write", "commands"}
        findings = await examine_slack(settings_for(slack))
    (scopes,) = [finding for finding in findings if finding.part == "Slack scopes"]
    assert scopes.state == "limited"
    assert scopes.found == "missing: commands, files:write"


async def test_the_doctor_is_content_without_what_only_saves_typing() -> None:
    async with SmallSlack() as slack:
        slack.home.scopes = slack.home.scopes - {"users:read.email"}
        findings = await examine_slack(settings_for(slack))
    (scopes,) = [finding for finding in findings if finding.part == "Slack scopes"]
    assert (scopes.state, scopes.found) == ("good", "all that is needed; not users:read.email")


async def test_the_doctor_tells_silence_from_refusal() -> None:
    async with SmallSlack() as slack:
        slack.faults.append(Fault("*", status=0, times=10))
        findings = await examine_slack(settings_for(slack))
    assert [finding.reachable for finding in findings[:2]] == [False, False]
    assert "network" in str(findings[0].remedy)


@pytest.mark.parametrize(
    ("seconds", "state"), [(0, "good"), (60, "limited"), (-400, "broken"), (400, "broken")]
)
async def test_the_doctor_compares_the_clocks(
    seconds: float, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = SimpleNamespace(time=lambda: time.time() + seconds)
    async with SmallSlack() as slack:
        monkeypatch.setattr("bot.cli.examination_slack.time", ours)
        findings = await examine_slack(settings_for(slack))
    assert states(findings)["clock"] == state


async def test_over_http_the_doctor_wants_a_secret_and_an_address() -> None:
    async with SmallSlack() as slack:
        lacking = settings_for(slack, slack_app_token=None)
        found = {f.found for f in await examine_slack(lacking) if f.state == "broken"}
        whole = settings_for(
            slack,
            slack_app_token=None,
            slack_signing_secret=SecretStr("secret"),
            web_url=URL,
        )
        well = await examine_slack(whole)
    assert found == {"no signing secret", "no https address that Slack could call"}
    assert set(states(well).values()) == {"good"}


async def test_half_of_the_clients_credentials_is_not_enough() -> None:
    async with SmallSlack() as slack:
        half = settings_for(slack, slack_bot_token=None, slack_client_id="1000.2000")
        findings = await examine_slack(half)
    assert "half of the client's credentials" in [finding.found for finding in findings]


async def test_the_clock_is_compared_without_a_bot_token() -> None:
    async with SmallSlack() as slack:
        many = settings_for(
            slack,
            slack_bot_token=None,
            slack_client_id="1000.2000",
            slack_client_secret=SecretStr("secret"),
        )
        findings = await examine_slack(many)
    assert states(findings) == {"Slack app": "good", "clock": "good", "Slack": "good"}


async def test_a_bot_token_beside_the_clients_credentials_is_broken() -> None:
    async with SmallSlack() as slack:
        both = settings_for(
            slack, slack_client_id="1000.2000", slack_client_secret=SecretStr("secret")
        )
        (broken,) = [f for f in await examine_slack(both) if f.state == "broken"]
    assert "Remove COMPTOIR_SLACK_BOT_TOKEN for many workspaces" in str(broken.remedy)
    assert "secret" not in broken.found
