"""`comptoir doctor`: what is there, what answers, and what to do where it does not."""

from __future__ import annotations

from typing import Annotated

import typer


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Examines every part: whether it is found, its version, whether it answers, what to do if not.

    Starts and changes nothing. Exit code 0: the assistant can work; 1: something must be done.

        comptoir doctor
        comptoir doctor --json
    """
    import asyncio
    import json
    from dataclasses import asdict

    from bot.cli.examination import Finding, examine
    from bot.cli.examination_orders import examine_orders
    from bot.cli.examination_slack import examine_slack
    from bot.cli.examination_telegram import examine_telegram
    from bot.settings import Settings

    async def all_parts(settings: Settings) -> list[Finding]:
        found = await examine(settings)
        found += await examine_orders(settings)
        return [*found, *await examine_slack(settings), *await examine_telegram(settings)]

    findings = asyncio.run(all_parts(Settings()))
    healthy = all(finding.state != "broken" for finding in findings)
    if as_json:
        report = {"healthy": healthy, "parts": [asdict(finding) for finding in findings]}
        typer.echo(json.dumps(report, ensure_ascii=False))
    else:
        for finding in findings:
            mark = {"good": "✓", "limited": "!", "broken": "✗"}[finding.state]
            typer.echo(f"{mark} {finding.part:10} {finding.version or '–':12} {finding.found}")
            if finding.remedy:
                typer.echo(f"  {'':10} {'':12} → {finding.remedy}")
    if not healthy:
        raise typer.Exit(1)
