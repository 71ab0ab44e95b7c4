"""Workspaces install us by OAuth; their tokens are ours alone to read, and go when they leave."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
import pytest_asyncio
from cryptography.fernet import Fernet
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import func, select, text
from typer.testing import CliRunner

from bot.channels.slack.installations import EncryptedInstallations, cipher_of
from bot.channels.slack.oauth import OAuthStates, oauth_settings
from bot.cli.slack import app as commands
from bot.clock import MovableClock
from bot.domain.entities import Conversation
from bot.errors import SetupError, Unreachable
from bot.messages import Card
from bot.storage import Storage, open_storage
from bot.storage.database import Writing
from bot.storage.tables import slack_installation, slack_oauth_state
from channels.slack_server import SlackPerson, SmallSlack, payloads
from channels.slack_server.connected import Connected, arrived, connected
from channels.slack_server.oauth import OAuthApp, register
from channels.slack_server.world import Workspace

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")
"""slack_sdk's way to prove itself with aiohttp's newest."""

WEB_URL = "https://orders.example"
REDIRECT_URL = f"{WEB_URL}/slack/oauth_redirect"
SECRET = b"a secret of thirty-two bytes ..."
OTHER_TEAM = "T0000000002"


@dataclass
class Place:
    """All that takes part in an installation."""

    here: Connected
    app: OAuthApp
    storage: Storage
    clock: MovableClock
    installations: EncryptedInstallations
    file: Path

    @property
    def slack(self) -> SmallSlack:
        return self.here.slack

    def browser(self) -> httpx.AsyncClient:
        assert self.slack.events_url is not None
        parts = urlsplit(self.slack.events_url)
        return httpx.AsyncClient(base_url=f"{parts.scheme}://{parts.netloc}")

    async def install(self, team_id: str, name: str = "sample") -> httpx.Response:
        self.app.team_id, self.app.team_name = team_id, name
        async with self.browser() as browser:
            asked = await ask(browser)
            return await come_back(browser, await agree(asked.url), asked.cookie)

    async def bot_token(self, team_id: str) -> str | None:
        found = await self.installations.async_find_bot(enterprise_id=None, team_id=team_id)
        return found.bot_token if found else None


@dataclass
class Asked:
    """The page that leads to Slack: where to, and the cookie that stays behind."""

    url: str
    cookie: str


async def ask(browser: httpx.AsyncClient) -> Asked:
    answer = await browser.get("/slack/install")
    assert answer.status_code == 200
    link = answer.text.partition('<a href="')[2].partition('"')[0].replace("&amp;", "&")
    return Asked(link, answer.headers["set-cookie"].partition(";")[0])


async def agree(url: str) -> str:
    """An administrator agrees at Slack; the path that their browser is sent back to."""
    async with httpx.AsyncClient() as elsewhere:
        answer = await elsewhere.get(url)
    assert answer.status_code == 302, answer.text
    assert answer.headers["location"].startswith(REDIRECT_URL)
    return answer.headers["location"].removeprefix(WEB_URL)


async def come_back(browser: httpx.AsyncClient, path: str, cookie: str) -> httpx.Response:
    return await browser.get(path, headers={"cookie": cookie} if cookie else {})


def person(place: Place, workspace: Workspace, user_id: str) -> SlackPerson:
    user = workspace.user(user_id, "Buyer One (sample)")
    return SlackPerson(place.slack, workspace, user)


def conversation(team_id: str, user_id: str) -> Conversation:
    return Conversation(
        key=f"slack\x1f{team_id}\x1f{user_id}",
        channel="slack",
        workspace=team_id,
        chat_id=user_id,
        person_id="somebody",
        last_message_at=MovableClock().now(),
    )


@asynccontextmanager
async def standing(file: Path, clock: MovableClock) -> AsyncIterator[Place]:
    url = f"sqlite+aiosqlite:///{file}"
    async with await open_storage(url, clock) as storage, SmallSlack() as slack:
        app = register(slack, REDIRECT_URL)
        rotator = AsyncTokenRotator(
            client_id=app.client_id,
            client_secret=app.client_secret,
            client=AsyncWebClient(base_url=slack.api_url),
        )
        cipher = cipher_of(None, SECRET)
        installations = EncryptedInstallations(storage.database, cipher, rotator)
        oauth = oauth_settings(
            client_id=app.client_id,
            client_secret=app.client_secret,
            web_url=WEB_URL,
            api_url=slack.api_url,
            installations=installations,
            states=OAuthStates(storage.database, clock),
        )
        async with connected(
            storage.inbox,
            socket=False,
            slack=slack,
            changes={"bot_token": None},
            installations=installations,
            oauth=oauth,
        ) as here:
            yield Place(here, app, storage, clock, installations, file)


@pytest_asyncio.fixture
async def place(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Place]:
    file = Path(shutil.copy(sqlite_template, tmp_path / "comptoir.sqlite"))
    async with standing(file, MovableClock()) as made:
        yield made


async def test_two_workspaces_install_us_and_each_is_served_with_its_own_token(
    place: Place,
) -> None:
    for team_id in ("T0000000001", OTHER_TEAM):
        answer = await place.install(team_id)
        assert answer.status_code == 200
        assert "Thank you" in answer.text
    first, second = place.slack.home, place.slack.workspaces[OTHER_TEAM]
    assert first.bot_token != second.bot_token

    for workspace in (first, second):
        await person(place, workspace, "UBUYER").write("hello")
        await place.here.platform.channel.send(
            conversation(workspace.team_id, "UBUYER"), Card(text="Welcome"), message_id="m1"
        )

    assert [m.workspace for m in await arrived(place.storage)] == ["T0000000001", OTHER_TEAM]
    for workspace in (first, second):
        assert [p.text for p in workspace.posts("DUBUYER") if p.by_bot] == ["Welcome"]


async def test_installing_again_takes_the_place_of_the_earlier_token(place: Place) -> None:
    await place.install(OTHER_TEAM)
    before = await place.bot_token(OTHER_TEAM)
    await place.install(OTHER_TEAM)

    assert await place.bot_token(OTHER_TEAM) == place.slack.workspaces[OTHER_TEAM].bot_token
    assert await place.bot_token(OTHER_TEAM) != before
    rows = await place.storage.database.fetch_value(
        select(func.count()).select_from(slack_installation)
    )
    assert rows == 1


async def test_no_token_is_in_the_clear_in_the_database(place: Place) -> None:
    place.app.expires_in = 43_200
    await place.install(OTHER_TEAM)
    token = place.slack.workspaces[OTHER_TEAM].bot_token
    (refresh_token,) = place.app.refresh_tokens
    assert await place.bot_token(OTHER_TEAM) == token

    files = list(place.file.parent.glob("comptoir.sqlite*"))
    content = b"".join(file.read_bytes() for file in files)
    assert OTHER_TEAM.encode() in content, "the installation is in these files"
    assert token.encode() not in content
    assert refresh_token.encode() not in content
    assert b"xox" not in content


@pytest.mark.parametrize("forgery", ["forged", "browser", "expired", "used", "none"])
async def test_a_state_that_is_not_ours_now_and_here_installs_nothing(
    place: Place, forgery: str
) -> None:
    place.app.team_id = OTHER_TEAM
    async with place.browser() as browser:
        asked = await ask(browser)
        path, cookie = await agree(asked.url), asked.cookie
        name, _, state = cookie.partition("=")
        match forgery:
            case "forged":
                path, cookie = path.replace(state, "0" * len(state)), f"{name}={'0' * len(state)}"
            case "browser":
                cookie = ""
            case "expired":
                place.clock.advance(timedelta(minutes=10, seconds=1))
            case "used":
                assert (await come_back(browser, path, cookie)).status_code == 200
                place.slack.workspaces.pop(OTHER_TEAM)
                path = await agree(asked.url)
            case "none":
                path = path.partition("&state=")[0]
        answer = await come_back(browser, path, cookie)

    assert answer.status_code in (400, 401)
    assert OTHER_TEAM not in place.slack.workspaces, "no code was exchanged"


async def test_states_that_expired_are_forgotten(place: Place) -> None:
    async with place.browser() as browser:
        await ask(browser)
        place.clock.advance(timedelta(minutes=11))
        await ask(browser)
    rows = await place.storage.database.fetch_value(
        select(func.count()).select_from(slack_oauth_state)
    )
    assert rows == 1


async def test_what_comes_back_in_the_address_is_escaped_on_the_page(place: Place) -> None:
    async with place.browser() as browser:
        answer = await browser.get(
            "/slack/oauth_redirect", params={"error": "<script>alert(1)</script>"}
        )
    assert "<script>" not in answer.text
    assert "alert(1)" in answer.text


async def test_somebody_who_declines_installs_nothing(place: Place) -> None:
    async with place.browser() as browser:
        answer = await browser.get("/slack/oauth_redirect", params={"error": "access_denied"})
    assert answer.status_code == 200
    assert await place.bot_token("T0000000001") is None


@pytest.mark.parametrize(
    "event",
    [
        {"type": "app_uninstalled"},
        {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["UBOT0002"]}},
    ],
    ids=lambda event: str(event["type"]),
)
async def test_a_workspace_that_leaves_is_forgotten_and_the_others_stay(
    place: Place, event: dict[str, object]
) -> None:
    await place.install("T0000000001")
    await place.install(OTHER_TEAM)
    leaving = place.slack.workspaces[OTHER_TEAM]

    answer = await place.slack.deliver("events_api", payloads.event(leaving, event))

    assert answer.acknowledged
    assert await place.bot_token(OTHER_TEAM) is None
    assert await place.bot_token("T0000000001") is not None
    with pytest.raises(Unreachable):
        await place.here.platform.channel.send(
            conversation(OTHER_TEAM, "UBUYER"), Card(text="Welcome"), message_id="m1"
        )


async def test_a_workspace_that_leaves_while_the_database_is_away_is_forgotten_later(
    place: Place,
) -> None:
    await place.install(OTHER_TEAM)
    leaving = payloads.event(place.slack.workspaces[OTHER_TEAM], {"type": "app_uninstalled"})

    async def renamed(old: str, new: str) -> None:
        async def write(writing: Writing) -> None:
            await writing.connection.execute(text(f"ALTER TABLE {old} RENAME TO {new}"))

        await place.storage.database.write(write)

    await renamed("slack_installation", "away")
    assert not (await place.slack.deliver("events_api", leaving)).acknowledged
    await renamed("away", "slack_installation")
    assert await place.bot_token(OTHER_TEAM) is not None

    assert (await place.slack.deliver("events_api", leaving)).acknowledged
    assert await place.bot_token(OTHER_TEAM) is None


async def test_the_token_of_a_person_is_not_kept_and_its_revocation_changes_nothing(
    place: Place,
) -> None:
    await place.install(OTHER_TEAM)
    found = await place.installations.async_find_installation(
        enterprise_id=None, team_id=OTHER_TEAM
    )
    assert found is not None
    found.user_token = "xoxp-of-a-person"
    await place.installations.async_save(found)

    again = await place.installations.async_find_installation(
        enterprise_id=None, team_id=OTHER_TEAM
    )
    assert again is not None
    assert again.user_token is None
    event = {"type": "tokens_revoked", "tokens": {"oauth": ["UADMIN"], "bot": []}}
    await place.slack.deliver(
        "events_api", payloads.event(place.slack.workspaces[OTHER_TEAM], event)
    )
    assert await place.bot_token(OTHER_TEAM) == found.bot_token


async def test_a_token_that_expires_is_renewed_once_for_all_who_need_it(place: Place) -> None:
    place.app.expires_in = 60
    await place.install(OTHER_TEAM)
    first = place.slack.workspaces[OTHER_TEAM].bot_token
    place.app.expires_in = 43_200

    tokens = await asyncio.gather(*(place.bot_token(OTHER_TEAM) for _ in range(5)))

    renewed = place.slack.workspaces[OTHER_TEAM].bot_token
    assert set(tokens) == {renewed} != {first}
    assert place.app.issued == 2


async def test_a_token_that_cannot_be_renewed_now_is_used_as_long_as_it_is_good(
    place: Place,
) -> None:
    place.app.expires_in = 60
    await place.install(OTHER_TEAM)
    place.app.refresh_tokens.clear()

    assert await place.bot_token(OTHER_TEAM) == place.slack.workspaces[OTHER_TEAM].bot_token


async def test_keys_are_rotated_and_the_old_ones_go(place: Place) -> None:
    await place.install("T0000000001")
    await place.install(OTHER_TEAM)
    database = place.storage.database
    old, new = (Fernet.generate_key().decode() for _ in range(2))

    def with_keys(keys: str | None, secret: bytes = b"another secret") -> EncryptedInstallations:
        return EncryptedInstallations(database, cipher_of(keys, secret))

    # Keys set for the first time: what the derived one encrypted stays readable.
    assert await with_keys(old, SECRET).encrypt_anew() == 2
    assert await with_keys(f"{new}, {old}").encrypt_anew() == 2

    found = await with_keys(new).async_find_bot(enterprise_id=None, team_id=OTHER_TEAM)
    assert found is not None
    assert found.bot_token == place.slack.workspaces[OTHER_TEAM].bot_token
    with pytest.raises(SetupError, match="COMPTOIR_ENCRYPTION_KEYS"):
        await with_keys(old).async_find_bot(enterprise_id=None, team_id=OTHER_TEAM)
    with pytest.raises(SetupError, match="COMPTOIR_ENCRYPTION_KEYS"):
        await with_keys(old).encrypt_anew()


def test_something_that_is_no_key_is_told_with_the_remedy() -> None:
    with pytest.raises(SetupError, match="comptoir slack new-key"):
        cipher_of("not a key", SECRET)


def test_the_commands_make_a_key_and_rotate_to_it(
    tmp_path: Path, sqlite_template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = Path(shutil.copy(sqlite_template, tmp_path / "comptoir.sqlite"))

    async def installed() -> str:
        async with standing(file, MovableClock()) as place:
            await place.install(OTHER_TEAM)
            return str(await place.bot_token(OTHER_TEAM))

    async def read(key: str) -> str | None:
        async with await open_storage(f"sqlite+aiosqlite:///{file}", MovableClock()) as storage:
            installations = EncryptedInstallations(storage.database, cipher_of(key, b"other"))
            found = await installations.async_find_bot(enterprise_id=None, team_id=OTHER_TEAM)
            return found.bot_token if found else None

    token = asyncio.run(installed())
    runner = CliRunner()
    key = runner.invoke(commands, ["new-key"]).stdout.strip()
    (tmp_path / "secret.key").write_bytes(SECRET)
    monkeypatch.setenv("COMPTOIR_HOME", str(tmp_path))
    monkeypatch.setenv("COMPTOIR_ENCRYPTION_KEYS", key)

    rotated = runner.invoke(commands, ["rotate-key"])

    assert rotated.exit_code == 0, rotated.output
    assert "1 workspace " in rotated.stdout
    assert asyncio.run(read(key)) == token
