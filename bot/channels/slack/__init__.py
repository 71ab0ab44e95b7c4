"""Slack: receiving by Socket Mode or HTTP, cards as Block Kit, modals, the home page."""
