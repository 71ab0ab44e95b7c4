"""Which installation a request is for, and who we are there."""

from __future__ import annotations

import aiohttp
from slack_bolt.async_app import AsyncBoltContext
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot import metrics
from bot.channels.slack.clients import Clients
from bot.channels.slack.inbound import CHANNEL
from bot.errors import ComptoirError, Unreachable


class NotNow(ComptoirError):  # noqa: N818 - an answer, not a mistake
    """Slack did not say who we are; what it delivered is not acknowledged, so it comes again."""

    retry_helps = True


class Authorize(AsyncAuthorize):
    """Asks Slack once for each token.

    Bolt's own acknowledges what came while Slack was not to be asked, and so loses it.
    """

    def __init__(self, clients: Clients) -> None:
        self._clients = clients
        self._known: dict[str, AuthorizeResult] = {}

    def know(self, token: str, answer: AsyncSlackResponse) -> None:
        """Keeps what `auth.test` said of a token, in the place of an earlier token's."""
        self._known = {k: v for k, v in self._known.items() if v.team_id != answer["team_id"]}
        self._known[token] = AuthorizeResult.from_auth_test_response(
            bot_token=token, auth_test_response=answer
        )

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        user_id: str | None,
        actor_enterprise_id: str | None = None,
        actor_team_id: str | None = None,
        actor_user_id: str | None = None,
    ) -> AuthorizeResult | None:
        """The installation in a workspace; None where there is none. Raises NotNow."""
        try:
            client = await self._clients.of(team_id or "")
        except Unreachable:
            metrics.REFUSED.labels(CHANNEL, "foreign").inc()
            return None
        token = str(client.token)
        if token not in self._known:
            try:
                answer = await client.auth_test()
            except (SlackClientError, aiohttp.ClientError, TimeoutError) as error:
                raise NotNow(type(error).__name__) from error
            self.know(token, answer)
        return self._known[token]
