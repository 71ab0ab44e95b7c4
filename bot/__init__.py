"""Comptoir: the assistant between a merchant's professional customers and its shop."""
