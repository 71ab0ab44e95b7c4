"""Tables, the unit of work, inbox and outbox, on SQLite or PostgreSQL; see `open_storage`."""

from bot.storage.opening import Storage, open_storage

__all__ = ["Storage", "open_storage"]
