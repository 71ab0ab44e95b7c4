"""The parser: Rasa in an environment of its own, trained when its data changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.embedded.child import Program
from bot.embedded.ports import answers
from bot.embedded.shop import PROJECT
from bot.embedded.task import Tell, run_to_end
from bot.errors import SetupError

PYTHON = PROJECT / ".venv-nlu" / "bin" / "python"
NLU_DATA = PROJECT / "nlu_data"
NOT_INSTALLED = (
    "The parser is not installed: it needs Python 3.10. Install one (or set COMPTOIR_PYTHON310 to "
    "its path) and run `make setup`, or set COMPTOIR_NLU_URL to a parser elsewhere."
)
LIMITED = (
    "Until the parser is there, only buttons, commands, product codes with quantities and VAT "
    "numbers are understood, no free sentences."
)


@dataclass(frozen=True, slots=True)
class Parser:
    """Where the parser's model lives.

    Attributes:
        data: folder of its model.
        log: folder of its logs.
    """

    data: Path
    log: Path

    async def make(self, tell: Tell) -> Path:
        """Returns the model of the present training data, trained now if need be.

        Raises:
            SetupError: the parser is not installed, or could not be trained.
        """
        if not PYTHON.exists():
            raise SetupError(NOT_INSTALLED)
        command = (PYTHON, NLU_DATA / "train.py", "--out", self.data)
        said = await run_to_end("Training the parser", command, self.log / "parser-train.log", tell)
        models = [line.removeprefix("MODEL ") for line in said if line.startswith("MODEL ")]
        if not models:
            raise SetupError("Training the parser gave no model; see its log in the log folder.")
        return Path(models[-1])

    def program(self, model: Path, port: int) -> Program:
        """The server."""
        return Program(
            name="The parser",
            command=[PYTHON, NLU_DATA / "serve.py", "--model", model, "--port", str(port)],
            log=self.log / "parser.log",
            is_up=lambda: answers(port, "/status"),
            start_seconds=120.0,
        )
