"""A small Slack: Web API, Socket Mode, signed requests, modals, home pages and files.

A method is a function registered with `api.method`, an address beside them with `api.page`; a
module of others needs only to be imported here.
"""

from channels.slack_server.person import SlackPerson, SmallSlack
from channels.slack_server.server import Answer, Fault

__all__ = ["Answer", "Fault", "SlackPerson", "SmallSlack"]
