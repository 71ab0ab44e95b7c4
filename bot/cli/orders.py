"""`comptoir orders`: orders on their way into the shop, and those that a person has to settle."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from bot.cli.teaching import taught_by

app = typer.Typer(
    help="Orders on their way into the shop, and those that nobody can tell about.",
    no_args_is_help=True,
)

Reference = Annotated[
    str,
    typer.Argument(metavar="REFERENCE", help="Our reference (CPT-…), or the shop's order number."),
]
AsJson = Annotated[bool, typer.Option("--json", help="JSON instead of text.")]


@app.callback()
def _group() -> None:
    """Orders on their way into the shop, and those that nobody can tell about."""


def list_(as_json: AsJson = False) -> None:
    """Lists what is not settled: on its way, held, being looked up, or for a person to look up.

    Says, too, what this shop can promise.

        comptoir orders list
    """
    found = _ask("orders.list")
    if as_json:
        _print_json(found)
        return
    typer.echo(f"This shop {found['promise']}.")
    if not found["orders"]:
        typer.echo("Nothing is on its way.")
    for order in found["orders"]:
        total = f"{order['total']} {order['currency']}"
        parts = (order["reference"], order["stage"], order["company"], total, order["number"])
        _line("  ".join(part for part in parts if part))
        if order["search"]:
            _line(f"    look in the shop for {order['search']}")


def show(reference: Reference, as_json: AsJson = False) -> None:
    """Shows one order: its lines, what is known of it, and what to look for in the shop.

    comptoir orders show CPT-4f1c
    """
    found = _ask("orders.show", reference=reference)
    if as_json:
        _print_json(found)
    else:
        _print(found)


def settle(
    reference: Reference,
    placed: Annotated[
        str | None, typer.Option("--placed", metavar="NUMBER", help="The shop has it as NUMBER.")
    ] = None,
    not_placed: Annotated[bool, typer.Option("--not-placed", help="The shop has it not.")] = False,
    staff: Annotated[
        str, typer.Option("--as", metavar="NAME", help="Your name, kept with the order.")
    ] = "staff",
    as_json: AsJson = False,
) -> None:
    """Settles an order in doubt, once you have looked in the shop; its people are told.

    The number is verified in the shop. An order that was not placed gives its credit back, and its
    lines can be ordered again.

        comptoir orders settle CPT-4f1c --placed S00042
        comptoir orders settle CPT-4f1c --not-placed --as Support
    """
    if bool(placed) == not_placed:
        raise typer.BadParameter("say either --placed NUMBER or --not-placed")
    found = _ask("orders.settle", reference=reference, staff=staff, number=placed or "")
    if as_json:
        _print_json(found)
    else:
        _print(found)


app.command("list", help=taught_by(list_))(list_)
app.command("show", help=taught_by(show))(show)
app.command("settle", help=taught_by(settle))(settle)


def _ask(method: str, **arguments: str) -> Any:
    import asyncio

    from bot.channels.terminal.asking import ask_staff
    from bot.cli.home import terminal_of_server
    from bot.settings import Settings

    return asyncio.run(ask_staff(terminal_of_server(Settings()), method, **arguments))


def _print_json(found: Any) -> None:
    import json

    typer.echo(json.dumps(found, ensure_ascii=False))


def _print(order: dict[str, Any]) -> None:
    _line(f"{order['reference']}  {order['stage']}")
    told = (
        ("number", order["number"]),
        ("company", f"{order['company']} (account {order['company_id']})"),
        ("requester", order["requester"]),
        ("total", f"{order['total']} {order['currency']}, tax included"),
        ("PO number", order["po_number"]),
        ("made at", order["created_at"]),
        ("first sent", order["first_sent_at"]),
        ("in doubt", order["unknown_since"]),
        ("looked up", order["looked_up_at"]),
        ("to staff", order["handed_at"]),
        ("", order["settled"]),
        ("look for", order["search"]),
    )
    for label, value in told:
        if value:
            _line(f"  {label:10} {value}")
    for line in order["lines"]:
        _line(f"    {line}")
    for line in order["differs"]:
        _line(f"  ! {line}")


def _line(text: str) -> None:
    from bot.channels.rendering import harmless_line

    typer.echo(harmless_line(text))
