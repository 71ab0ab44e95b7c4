"""Settings, from the environment (`COMPTOIR_…`), then from `comptoir.toml`, then defaults.

The defaults run everything embedded: SQLite, a sample shop, a stand-in for VIES, a mail catcher.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from pydantic import DirectoryPath, Field, SecretStr
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SecretsSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)


class Settings(BaseSettings):
    """What the merchant can set.

    Attributes:
        home: where data lives when nothing else is named.
        database_url: SQLAlchemy URL; None is SQLite in `home`.
        shop: engine behind the assistant; "memory" forgets everything at the end.
        shop_url: JSON-RPC address of Tryton; None boots the sample shop as a child process.
        shop_database, shop_user, shop_password: of that Tryton.
        shop_timeout_seconds: how long one call to the shop may take.
        shop_late_commit_seconds: how long after a request that got no answer the shop may still
            take its order; only then is it believed not to have it. For a shop that does not keep
            client references unique.
        nlu_url: address of the parser; None starts it as a child process.
        vies_url: address of the VIES service; None starts the stand-in.
        smtp_url: smtp://user:password@host:port (smtps:// for TLS); None starts the catcher.
        mail_from: sender of codes and notices.
        merchant_vat_number: the requester of VIES checks; None takes the shop's own.
        lease_seconds: how long a worker may be silent before another takes its work over; longer
            than a shop takes to place an order.
        poll_seconds: how often to look for messages that another process took in, should its
            notice have been lost.
        does: what this process does of the whole: "all", "receive" (take in what people and
            platforms send) or "work" (answer, deliver, place orders); processes that divide the
            work share one database and one `secret_key`.
        workers: how many conversations are answered at the same time by one process.
        web_port: of the sandbox and the pages that mails link to, on loopback; 0 takes a free one,
            None 8000, or a free one where that is taken.
        web_url: what links in mails begin with, where a proxy lets others reach those pages; None
            is our own address while mails stay on this machine, and else sends no links.
        web_host: the address that `comptoir serve` and `comptoir work` listen at; 0.0.0.0 in a
            container.
        health_port: where these two tell their health and what they counted; 0 takes a free one.
        stop_seconds: how long these two finish what is under way when they are told to stop.
        secrets_dir: a folder of files that each hold one setting and are named like its variable
            in small letters (comptoir_secret_key); named by the environment alone.
        secret_key: keys hashes of codes and addresses; None makes one in `home`.
        encryption_keys: Fernet keys, newest first, divided by commas; tokens of Slack workspaces
            are encrypted with the first and read with any. None derives one from `secret_key`.
        audit_key: what signs the heads of the evidence: 64 hexadecimal digits; None derives one
            from `secret_key`.
        audit_mail: mailbox that gets these heads once a day, outside of this house at best.
        slack_bot_token: of the one workspace we are installed in (xoxb-…), without OAuth.
        slack_app_token: for Socket Mode (xapp-…); None waits for HTTP requests at `web_url`.
        slack_signing_secret: proves that a request is Slack's; needed over HTTP.
        slack_client_id, slack_client_secret: let workspaces install us by OAuth.
        slack_api_url: where Slack's Web API is.
        telegram_token: of the bot, from BotFather.
        telegram_name: user name of that bot, for links in mails ("OrdersBot").
        telegram_webhook: Telegram calls us at `web_url`; otherwise we ask it for news.
        telegram_api_url: where the Bot API is, our own server of it perhaps.
    """

    model_config = SettingsConfigDict(
        env_prefix="COMPTOIR_", toml_file="comptoir.toml", extra="forbid"
    )

    home: Path = Path("var")
    database_url: str | None = None
    shop: Literal["tryton", "memory"] = "tryton"
    shop_url: str | None = None
    shop_database: str = "comptoir"
    shop_user: str = "comptoir"
    shop_password: SecretStr | None = None
    shop_timeout_seconds: float = Field(default=20.0, gt=0)
    shop_late_commit_seconds: float = Field(default=900.0, gt=0)
    nlu_url: str | None = None
    vies_url: str | None = None
    smtp_url: SecretStr | None = None
    mail_from: str = "orders@comptoir.example"
    merchant_vat_number: str | None = None
    secret_key: SecretStr | None = None
    encryption_keys: SecretStr | None = None
    audit_key: SecretStr | None = None
    audit_mail: str | None = Field(default=None, pattern=r"^[^@\s,]+@[^@\s,]+$")
    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_client_id: str | None = None
    slack_client_secret: SecretStr | None = None
    slack_api_url: str = "https://slack.com/api/"
    telegram_token: SecretStr | None = None
    telegram_name: str | None = Field(default=None, pattern=r"^[A-Za-z]\w{4,31}$")
    telegram_webhook: bool = False
    telegram_api_url: str = "https://api.telegram.org"
    log_level: str = "INFO"
    lease_seconds: float = Field(default=120.0, ge=1.0)
    poll_seconds: float = Field(default=5.0, gt=0)
    does: Literal["all", "receive", "work"] = "all"
    workers: int = Field(default=4, ge=1, le=64)
    web_port: int | None = Field(default=None, ge=0, le=65535)
    web_url: str | None = Field(default=None, pattern=r"^https?://[^/?#\s]+$")
    web_host: str = "127.0.0.1"
    health_port: int = Field(default=8001, ge=0, le=65535)
    stop_seconds: float = Field(default=20.0, ge=0)
    secrets_dir: DirectoryPath | None = None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What is given in code wins, then the environment, then secrets, then the file."""
        named = os.environ.get("COMPTOIR_SECRETS_DIR")
        # One that is not there is told like any other wrong value.
        folder = named if named and Path(named).is_dir() else None
        return (
            init_settings,
            env_settings,
            SecretsSettingsSource(settings_cls, secrets_dir=folder),
            TomlConfigSettingsSource(settings_cls),
        )

    @property
    def database(self) -> str:
        """The database's URL, the embedded one if none was set."""
        return self.database_url or f"sqlite+aiosqlite:///{self.home.resolve()}/comptoir.sqlite"
