"""Opens the platforms whose tokens are set; a part of what `bot.bootstrap` wires."""

from __future__ import annotations

from dataclasses import replace

from pydantic import SecretStr

from bot.channels.platform import Platform
from bot.errors import SetupError
from bot.ports import Clock
from bot.settings import Settings
from bot.storage.opening import Storage

_SECONDS = 20
"""How long Slack may take to renew a token."""


def open_platforms(
    settings: Settings, storage: Storage, clock: Clock, secret: bytes, *, unpaced: bool
) -> list[Platform]:
    """Every platform of the settings, not yet started.

    Args:
        settings: with tokens and addresses.
        storage: behind them.
        clock: business time.
        secret: what keys are derived from where none is set.
        unpaced: send as fast as it goes, to servers that stand in for theirs.

    Raises:
        SetupError: something that goes with a token is missing.
    """
    found: list[Platform] = []
    if settings.slack_bot_token or settings.slack_app_token or settings.slack_client_id:
        found.append(_slack(settings, storage, clock, secret, unpaced=unpaced))
    if settings.telegram_token:
        # Both libraries take seconds to import; who does not use them does not wait for them.
        from bot.channels.telegram.platform import TelegramPlatform

        if settings.telegram_webhook and not settings.web_url:
            raise SetupError(
                "Telegram can't call us: set COMPTOIR_WEB_URL, or COMPTOIR_TELEGRAM_WEBHOOK=false"
            )
        telegram = TelegramPlatform(
            settings.telegram_token.get_secret_value(),
            inbox=storage.inbox,
            units=storage.unit_of_work,
            secret=secret,
            api_url=settings.telegram_api_url,
            webhook_url=settings.web_url if settings.telegram_webhook else None,
            paced=not unpaced,
        )
        found.append(telegram)
    return found


def _slack(
    settings: Settings, storage: Storage, clock: Clock, secret: bytes, *, unpaced: bool
) -> Platform:
    if settings.slack_bot_token and settings.slack_client_id:
        raise SetupError(
            "One workspace or many: set COMPTOIR_SLACK_BOT_TOKEN or COMPTOIR_SLACK_CLIENT_ID, "
            "not both"
        )
    from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.channels.slack.config import SlackConfig
    from bot.channels.slack.installations import EncryptedInstallations, cipher_of
    from bot.channels.slack.modals import FormDialogs
    from bot.channels.slack.oauth import OAuthStates, oauth_settings
    from bot.channels.slack.platform import SlackPlatform

    installations, oauth = None, None
    if settings.slack_client_id or settings.slack_client_secret:
        if not (settings.slack_client_id and settings.slack_client_secret and settings.web_url):
            raise SetupError(
                "Workspaces can't install us: COMPTOIR_SLACK_CLIENT_ID, "
                "COMPTOIR_SLACK_CLIENT_SECRET and COMPTOIR_WEB_URL go together"
            )
        client_secret = settings.slack_client_secret.get_secret_value()
        installations = EncryptedInstallations(
            storage.database,
            cipher_of(_plain(settings.encryption_keys), secret),
            AsyncTokenRotator(
                client_id=settings.slack_client_id,
                client_secret=client_secret,
                client=AsyncWebClient(base_url=settings.slack_api_url, timeout=_SECONDS),
            ),
        )
        oauth = oauth_settings(
            client_id=settings.slack_client_id,
            client_secret=client_secret,
            web_url=settings.web_url,
            api_url=settings.slack_api_url,
            installations=installations,
            states=OAuthStates(storage.database, clock),
        )
    config = SlackConfig(
        api_url=settings.slack_api_url,
        bot_token=_plain(settings.slack_bot_token),
        app_token=_plain(settings.slack_app_token),
        signing_secret=_plain(settings.slack_signing_secret),
    )
    if unpaced:
        config = replace(config, seconds_between=0.0)
    return SlackPlatform(
        config,
        inbox=storage.inbox,
        installations=installations,
        oauth=oauth,
        dialogs=FormDialogs(storage.unit_of_work),
    )


def _plain(secret: SecretStr | None) -> str | None:
    return None if secret is None else secret.get_secret_value()
