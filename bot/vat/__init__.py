"""Asking VIES, and keeping its answers as evidence."""
