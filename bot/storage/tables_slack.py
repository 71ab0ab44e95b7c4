"""Tables of the workspaces that we are installed in at Slack.

Nothing here is of use without the key that the contents are encrypted with.
"""

from __future__ import annotations

from sqlalchemy import Column, Index

from bot.storage.metadata import table
from bot.storage.types import Instant, Words

slack_installation = table(
    "slack_installation",
    Column("place", Words, nullable=False, unique=True),
    Column("content", Words, nullable=False),
    Column("installed_at", Instant, nullable=False),
)
"""`place` is a team's id, or an organisation's where all of it installed us."""

slack_oauth_state = table(
    "slack_oauth_state",
    Column("state_hash", Words, nullable=False, unique=True),
    Column("expires_at", Instant, nullable=False),
    Index(None, "expires_at"),
)
