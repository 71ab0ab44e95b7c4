"""A small Telegram: the Bot API over HTTP, with polling, webhook, groups, topics and files.

It refuses whatever the published description of the Bot API does not allow.
"""

from channels.telegram_server.person import TelegramGroup, TelegramPerson
from channels.telegram_server.server import SmallTelegram
from channels.telegram_server.specification import ABSENT, DESCRIPTION
from channels.telegram_server.world import Fault

__all__ = ["ABSENT", "DESCRIPTION", "Fault", "SmallTelegram", "TelegramGroup", "TelegramPerson"]
