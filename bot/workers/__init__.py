"""The processes that handle inbox, outbox and timers."""
