"""The manifest that creates our app at Slack, with a merchant's own addresses.

Source: https://docs.slack.dev/reference/app-manifest
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

EVENTS_PATH = "/slack/events"
"""Events, presses, dialogs and commands alike."""
INSTALL_PATH = "/slack/install"
REDIRECT_PATH = "/slack/oauth_redirect"

OPTIONAL_SCOPES = frozenset({"users:read.email"})
"""What only saves typing: an app without them does everything else."""

_FILE = Path(__file__).with_name("manifest.yml")


def scopes() -> list[str]:
    """The rights that we ask a workspace for, sorted."""
    return sorted(_manifest()["oauth_config"]["scopes"]["bot"])


def manifest(url: str | None = None) -> str:
    """The manifest, to be pasted.

    Args:
        url: where Slack reaches us ("https://orders.example"); None is Socket Mode, for one
            workspace.
    """
    made = _manifest()
    if url is not None:
        address = f"{url.rstrip('/')}{EVENTS_PATH}"
        made["settings"]["socket_mode_enabled"] = False
        made["settings"]["event_subscriptions"]["request_url"] = address
        made["settings"]["interactivity"]["request_url"] = address
        for command in made["features"]["slash_commands"]:
            command["url"] = address
        made["oauth_config"]["redirect_urls"] = [f"{url.rstrip('/')}{REDIRECT_PATH}"]
    return yaml.safe_dump(made, sort_keys=False, allow_unicode=True, width=100)


def _manifest() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return found
