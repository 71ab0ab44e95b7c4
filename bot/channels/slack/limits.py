"""How long things may be in Slack, in characters as they are sent, entities included.

The SDK checks most of them, https://docs.slack.dev/reference/block-kit/blocks lists them; that all
blocks of a message together stay below some 12,000 characters ("msg_blocks_too_long"), and a text
below some 4,000 ("msg_too_long"), was found by those who met it.
"""

MESSAGE_BLOCKS = 50
MESSAGE_CHARACTERS = 8_000
FALLBACK_TEXT = 3_900
VIEW_BLOCKS = 100
VIEW_CHARACTERS = 100_000
"""A view may have 250 kB."""

HEADER = 150
SECTION = 3_000
FIELD = 2_000
FIELDS = 10
CONTEXT = 2_000
BUTTON = 75
BUTTONS = 25
ALT_TEXT = 1_000

LARGEST_FILE = 20_000_000
"""Bytes of a file that we take."""
LARGEST_REQUEST = 1_000_000
"""Bytes of a request that we read; Slack's own are far smaller."""
