"""The terminal: a channel of our own over a Unix socket, for people and for staff."""

from bot.channels.terminal.connection import Services
from bot.channels.terminal.server import TerminalServer

__all__ = ["Services", "TerminalServer"]
