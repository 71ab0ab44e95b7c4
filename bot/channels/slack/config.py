"""How we are connected to Slack."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SlackConfig:
    """Addresses and secrets.

    Attributes:
        api_url: of the Web API.
        bot_token: of the one workspace we are installed in; None with an installation store.
        app_token: for Socket Mode; None waits for HTTP requests.
        signing_secret: proves that a request is Slack's; needed over HTTP.
        seconds_between: two messages to one person; 0 sends as fast as it goes.
        ping_seconds: between two pings of Socket Mode, and two attempts to connect.
        timeout_seconds: of one call of the Web API.
    """

    api_url: str = "https://slack.com/api/"
    bot_token: str | None = field(default=None, repr=False)
    app_token: str | None = field(default=None, repr=False)
    signing_secret: str | None = field(default=None, repr=False)
    seconds_between: float = 1.0
    ping_seconds: float = 10.0
    timeout_seconds: float = 20.0
