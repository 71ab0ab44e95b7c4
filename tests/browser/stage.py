"""The sandbox served for a real browser, and what a visitor does with its page."""

from __future__ import annotations

import contextlib
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]
from playwright.async_api import ConsoleMessage, Locator, Page, expect

from bot.channels.mail.pages import DecisionPages
from bot.channels.web.server import WebServer
from bot.embedded import Embedded, Part
from bot.embedded.ports import reserve
from bot.sandbox.routes import SandboxRoutes
from bot.sandbox.sandbox import Sandbox
from bot.settings import Settings

SCREENSHOTS = Path(__file__).resolve().parents[2] / "var" / "screenshots"
PATIENCE_MS = 20_000
STEPS = ("identify", "ask", "reorder", "send", "approve", "look")
BUYER = ("BE0987654394", "buyer@atelier-nord.example")


class Site:
    """A sandbox on the shop in memory; its web server can be taken away and given back."""

    def __init__(self, sandbox: Sandbox, port: int) -> None:
        self.sandbox = sandbox
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self._serving: contextlib.AsyncExitStack | None = None

    async def up(self) -> None:
        """Serves, on the same port as before."""
        stack = contextlib.AsyncExitStack()
        web = WebServer(
            SandboxRoutes(self.sandbox).routes,
            port=self.port,
            public=DecisionPages(self.sandbox.apps).routes,
        )
        await stack.enter_async_context(web.serving())
        self._serving = stack

    async def down(self) -> None:
        """Cuts every connection; the assistant itself goes on."""
        if self._serving is not None:
            await self._serving.aclose()
            self._serving = None


@contextlib.asynccontextmanager
async def serving(home: Path, nlu_url: str | None) -> AsyncIterator[Site]:
    """A site of its own.

    Args:
        home: for its data.
        nlu_url: address of the parser; None does without.
    """
    port = reserve(0, "")
    url = f"http://127.0.0.1:{port}"
    settings = Settings(home=home, shop="memory", nlu_url=nlu_url, web_url=url)
    async with contextlib.AsyncExitStack() as stack:
        embedded = Embedded(settings, parts={Part.VIES, Part.MAIL})
        sandbox = Sandbox(await stack.enter_async_context(embedded))
        stack.push_async_callback(sandbox.stop)
        await sandbox.start()
        site = Site(sandbox, port)
        stack.push_async_callback(site.down)
        await site.up()
        yield site


@dataclass
class Visitor:
    """Somebody before the page.

    Attributes:
        troubles: what the browser complained about: scripts, styles, policy, missing files.
        unreachable: whether the site is being taken away, so that failed requests are no trouble.
    """

    page: Page
    site: Site
    troubles: list[str] = field(default_factory=list)
    unreachable: bool = False

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        if self.unreachable and "Failed to load resource" in message.text:
            return
        self.troubles.append(message.text)

    async def opens(self, query: str = "") -> None:
        """Loads the page and waits until it can be used."""
        await self.page.goto(f"{self.site.url}/{query}")
        await expect(self.page.locator("body.is-ready")).to_be_visible()

    def place(self, name: str) -> Locator:
        """A column: "buyer", "approver" or "desk"."""
        return self.page.locator(f"#{name}")

    def messages(self, role: str, *, own: bool = False) -> Locator:
        """What was said in a chat, by the assistant or by the person."""
        return self.place(role).locator(".message-own" if own else ".message-theirs")

    async def says(self, role: str, text: str) -> None:
        """Writes and sends."""
        await self.page.locator(f"#{role}-field").fill(text)
        await self.page.locator(f"#{role}-field").press("Enter")

    async def reads(self, role: str, words: str) -> Locator:
        """Waits until the newest message of the assistant has these words."""
        newest = self.messages(role).last
        await expect(newest).to_contain_text(re.compile(words))
        return newest

    async def identifies(self, role: str, vat_number: str, email: str) -> None:
        """Becomes a verified member of a company, in English."""
        await self.says(role, "Hello")
        await self.reads(role, "VAT number")
        await self.says(role, vat_number)
        await self.reads(role, "work e-mail")
        await self.says(role, email)
        await self.reads(role, "six-digit code")
        code = self.place(role).get_by_role("button", name=re.compile(r"^Code \d{6}$"))
        await code.click()
        await self.page.keyboard.press("Enter")
        await self.reads(role, "ordering for")

    def newest_mail(self, address: str) -> str:
        """The text of the newest mail to an address."""
        catcher = self.site.sandbox.embedded.mail
        assert catcher is not None
        return catcher.to(address)[-1].text

    def step(self, name: str) -> Locator:
        """The button of a step of the tour."""
        return self.page.locator(f"[data-step={name}]")

    async def plays(self, name: str) -> None:
        """Plays a step of the tour to its end."""
        await self.step(name).click()
        await expect(self.step(name)).to_have_attribute("data-state", "done", timeout=60_000)

    async def keeps_picture(self, name: str, *, whole: bool = False) -> None:
        """A picture of what is on the screen, for people to look at."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        await self.page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=whole)

    async def is_accessible(self) -> None:
        """Nothing that axe finds serious or critical."""
        results = await Axe().run(self.page)
        grave = [
            f"{found['id']}: {node['target']} {node['failureSummary']}"
            for found in results.response["violations"]
            if found["impact"] in ("serious", "critical")
            for node in found["nodes"]
        ]
        assert not grave, "\n".join(grave)
