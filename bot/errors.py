"""The tree of errors of the assistant; each has a text key for people and says if a retry helps.

ComptoirError
├── Conflict            what a turn read has changed: run it again
├── LeaseLost           another worker took the work over: leave it alone
├── ParserUnavailable   the parser gave no answer: rules only
├── DeliveryFailed      a channel or mail server could not deliver now
│   └── Undeliverable   … nor ever: unknown, refused
│       └── Unreachable whatever it is: the person blocked us, or never began
└── SetupError          a person must mend the set-up; the message says how
"""

from __future__ import annotations


class ComptoirError(Exception):
    """Any failure of the assistant itself."""

    text_key = "error-unexpected"
    retry_helps = False


class Conflict(ComptoirError):  # noqa: N818 - the domain's word
    """What a turn read was changed by another before it could commit."""

    retry_helps = True


class LeaseLost(ComptoirError):  # noqa: N818
    """The lease ran out and another worker holds the row; nothing of ours may be committed."""


class ParserUnavailable(ComptoirError):  # noqa: N818
    """The parser gave no answer in time, or an error."""

    text_key = "error-parser-down"
    retry_helps = True


class DeliveryFailed(ComptoirError):  # noqa: N818
    """A message could not be delivered now.

    Attributes:
        retry_after: seconds the platform asked to wait, or None.
    """

    retry_helps = True

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class Undeliverable(DeliveryFailed):
    """A message can never be delivered there: the address is refused, its content is."""

    retry_helps = False


class Unreachable(Undeliverable):
    """No message can be delivered to this person until they write to us again."""


class SetupError(ComptoirError):
    """The set-up is wrong; the message says what to do about it."""
