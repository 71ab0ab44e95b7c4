"""`comptoir vat`: VAT numbers, their format and what VIES says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.teaching import taught_by

if TYPE_CHECKING:
    from bot.settings import Settings

app = typer.Typer(
    help="VAT numbers: format, check digits, and what VIES says.", no_args_is_help=True
)


@app.callback()
def _group() -> None:
    """VAT numbers: format, check digits, and what VIES says."""


def check(
    number: Annotated[str, typer.Argument(help="In any usual spelling.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
    offline: Annotated[bool, typer.Option("--offline", help="Ask nobody.")] = False,
) -> None:
    """Checks a VAT number.

    The answer of VIES is valid, invalid or unknown (VIES gave none); the consultation number is
    the proof of having asked. Without COMPTOIR_VIES_URL a stand-in with sample companies answers.

        comptoir vat check "BE 0123.456.749"
        comptoir vat check FR11123456782 --json
        comptoir vat check DE123456788 --offline

    Exit code 0: it may be valid; 1: its format is wrong or VIES says that it is invalid.
    """
    import asyncio
    import json

    report = asyncio.run(_ask(number, offline))
    if as_json:
        typer.echo(json.dumps(report, ensure_ascii=False))
    else:
        for key, value in report.items():
            typer.echo(f"{key.replace('_', ' '):20} {_word(value)}")
    if not report["format_valid"] or report["vies"] == "invalid":
        raise typer.Exit(1)


app.command("check", help=taught_by(check))(check)


def _word(value: str | bool | None) -> str:
    if value is None:
        return "–"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


async def _ask(number: str, offline: bool) -> dict[str, str | bool | None]:
    from bot.vat.check import check as check_number

    if offline:
        return await check_number(number, None)

    from bot.cli.home import reuse
    from bot.clock import SystemClock
    from bot.domain.vat import VatNumber, parse_vat_number
    from bot.embedded import Embedded, Part
    from bot.settings import Settings
    from bot.vat.vies import VIES_ENDPOINT, ViesRegister

    async with Embedded(reuse(Settings()), parts={Part.VIES}) as embedded:
        merchant = parse_vat_number(await _merchant(embedded.settings))
        register = ViesRegister(
            embedded.settings.vies_url or VIES_ENDPOINT,
            merchant if isinstance(merchant, VatNumber) else None,
            SystemClock(),
        )
        try:
            return await check_number(number, register)
        finally:
            await register.aclose()


async def _merchant(settings: Settings) -> str:
    """The number that asks: as set, the shop's, or the sample's while no shop runs."""
    if settings.merchant_vat_number:
        return settings.merchant_vat_number
    if settings.shop_url is None:
        from shop_client.memory import MemoryShop

        return (await MemoryShop.from_sample().info()).merchant_vat_number
    from bot.bootstrap import open_shop

    shop = open_shop(settings)
    try:
        return (await shop.info()).merchant_vat_number
    finally:
        await shop.close()
