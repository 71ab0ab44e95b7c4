"""The sample shop: Tryton on SQLite, made on first use, served on loopback."""

from __future__ import annotations

import asyncio
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from bot.embedded.child import Program
from bot.embedded.ports import HOST, answers
from bot.embedded.task import Tell, run_to_end
from bot.errors import SetupError
from bot.settings import Settings

PROJECT = Path(__file__).resolve().parents[2]
PYTHON = PROJECT / ".venv-shop" / "bin" / "python"
SERVER = PROJECT / "shop_client" / "tryton_server"
NOT_INSTALLED = (
    "The shop's packages are not installed. Run `make setup`, or set COMPTOIR_SHOP_URL to the "
    "address of a Tryton of yours."
)


@dataclass(frozen=True, slots=True)
class SampleShop:
    """Where one sample shop lives.

    Attributes:
        data: folder of its database and credentials.
        log: folder of its logs.
    """

    data: Path
    log: Path

    @property
    def pristine(self) -> SampleShop:
        """The same shop as it was made, beside it: nobody ever orders there."""
        return SampleShop(self.data.with_name(f"{self.data.name}-pristine"), self.log)

    @property
    def is_made(self) -> bool:
        """Whether its database is there and complete."""
        return (self.data / "shop.sqlite").exists()

    async def prepare(self, tell: Tell) -> None:
        """Makes it on first use, as a copy of a pristine one; brings it up to date.

        Raises:
            SetupError: Tryton is not installed, or could not.
        """
        if self.is_made:
            await self.make(tell)
        else:
            await self.pristine.make(tell)
            await self.restore()

    async def restore(self) -> None:
        """Puts it back as the pristine one is; its server must not run."""
        await asyncio.to_thread(self._copy, self.pristine.data)

    def _copy(self, pristine: Path) -> None:
        """Replaces the data; after a crash on the way there is none, never half of it."""
        fresh = self.data.with_name(f"{self.data.name}.new")
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(pristine, fresh)
        if self.data.exists():
            shutil.rmtree(self.data)
        fresh.replace(self.data)

    async def make(self, tell: Tell) -> None:
        """Makes the database with its sample data unless it is there.

        Raises:
            SetupError: Tryton is not installed, or could not.
        """
        if not PYTHON.exists():
            raise SetupError(NOT_INSTALLED)
        command = (PYTHON, SERVER / "setup.py", "--data", self.data)
        await run_to_end("Making the sample shop", command, self.log / "shop-setup.log", tell)

    def program(self, port: int) -> Program:
        """The server."""
        return Program(
            name="The shop",
            command=[PYTHON, SERVER / "server.py", "--data", self.data, "--port", str(port)],
            log=self.log / "shop.log",
            is_up=lambda: answers(port),
        )

    def connect(self, settings: Settings, port: int) -> Settings:
        """The settings with this shop's address and credentials."""
        address: dict[str, object] = {"shop_url": f"http://{HOST}:{port}"}
        return settings.model_copy(update=address | credentials(self.data))


def credentials(data: Path) -> dict[str, object]:
    """The settings that let the assistant into the sample shop that lives in `data`."""
    made = json.loads((data / "credentials.json").read_text(encoding="utf-8"))
    return {
        "shop_database": made["database"],
        "shop_user": made["user"],
        "shop_password": SecretStr(made["password"]),
    }
