"""Evidence: who did what, when, and what they saw, in a log for each company that proves itself.

Entries are chained: each one's hash covers the hash of the one before it. What is personal in an
entry (names, addresses, words that people wrote) is covered by a salted commitment alone, so that
it can be erased, salt and all, and the chain still holds. Who did it stays as a pseudonym.
"""

from bot.domain.audit.chain import AuditEntry, Link, chained, origin
from bot.domain.audit.kinds import AuditKind
from bot.domain.audit.record import (
    ASSISTANT,
    Actor,
    AuditRecord,
    Subject,
    recorded,
    seen,
    staff_member,
)

__all__ = [
    "ASSISTANT",
    "Actor",
    "AuditEntry",
    "AuditKind",
    "AuditRecord",
    "Link",
    "Subject",
    "chained",
    "origin",
    "recorded",
    "seen",
    "staff_member",
]
