"""Telegram, through the Bot API (https://core.telegram.org/bots/api)."""

import os

# The library's own switch: times to wait come as timedelta instead of with a deprecation warning.
os.environ.setdefault("PTB_TIMEDELTA", "true")

NAME = "telegram"
WEBHOOK_PATH = "/telegram/webhook"
UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
"""What we ask Telegram for."""
