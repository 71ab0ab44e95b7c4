"""The menu of commands that Telegram's apps offer, in each of our languages."""

from __future__ import annotations

from telegram import Bot, BotCommand

from bot import texts

_DEFAULT_LANGUAGE = "en"


def commands(language: str) -> list[BotCommand]:
    """The commands that are worth offering, described in a language."""
    told = {
        "order": texts.text(language, "menu-order"),
        "cart": texts.text(language, "menu-cart"),
        "reorder": texts.text(language, "menu-reorder"),
        "orders": texts.text(language, "menu-orders"),
        "status": texts.text(language, "menu-status"),
        "invoice": texts.text(language, "menu-invoice"),
        "approvals": texts.text(language, "menu-approvals"),
        "away": texts.text(language, "menu-away"),
        "back": texts.text(language, "menu-back"),
        "company": texts.text(language, "menu-company"),
        "members": texts.text(language, "menu-members"),
        "policy": texts.text(language, "menu-policy"),
        "invite": texts.text(language, "menu-invite"),
        "join": texts.text(language, "menu-join"),
        "clear": texts.text(language, "menu-clear"),
        "language": texts.text(language, "menu-language"),
        "human": texts.text(language, "menu-human"),
        "help": texts.text(language, "menu-help"),
    }
    return [BotCommand(name, description) for name, description in told.items()]


async def set_menu(bot: Bot) -> None:
    """Gives Telegram the menus. Raises TelegramError."""
    await bot.set_my_commands(commands(_DEFAULT_LANGUAGE))
    for language in texts.LANGUAGES:
        await bot.set_my_commands(commands(language), language_code=language)
