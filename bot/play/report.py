"""What came of a story."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Report:
    """The transcript of a story, and what did not hold.

    Attributes:
        lines: the transcript, ready to print.
        failure: which expectation did not hold, with its line in the story; None when all did.
    """

    story: str
    lines: list[str] = field(default_factory=list)
    failure: str | None = None

    @property
    def ok(self) -> bool:
        """Whether every expectation held."""
        return self.failure is None

    def __str__(self) -> str:
        end = "ok" if self.ok else f"FAILED: {self.failure}"
        return "\n".join([f"# {self.story}", *self.lines, end])
