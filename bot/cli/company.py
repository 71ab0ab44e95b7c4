"""`comptoir company`: who may act for a customer company, as the merchant's staff see it."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from bot.cli.teaching import taught_by

app = typer.Typer(
    help="Customer companies: who may act for them, and up to how much.", no_args_is_help=True
)

Company = Annotated[
    str,
    typer.Argument(
        metavar="COMPANY", help="VAT number, or the account's id where several share one."
    ),
]
Email = Annotated[str, typer.Argument(help="Work e-mail of the person.")]
Staff = Annotated[
    str, typer.Option("--as", metavar="NAME", help="Your name, kept with the change.")
]
AsJson = Annotated[bool, typer.Option("--json", help="JSON instead of a table.")]


@app.callback()
def _group() -> None:
    """Customer companies: who may act for them, and up to how much."""


def show(company: Company, as_json: AsJson = False) -> None:
    """Shows the people of a company: roles, limits, who is in a chat, who laid it down.

    Roles come from the shop's contacts, unless somebody laid them down here.

        comptoir company show BE0987654394
    """
    import json

    found = _ask("company.show", company=company)
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False))
        return
    for one in found:
        _print(one)


def role(
    company: Company,
    email: Email,
    roles: Annotated[
        list[str], typer.Option("--role", help="requester, approver or administrator; repeatable.")
    ],
    limit: Annotated[
        str,
        typer.Option(
            help="Amount, tax included, that they may spend or approve alone. Without one: nothing "
            "for a requester, no limit for the others."
        ),
    ] = "",
    name: Annotated[str, typer.Option(help="Name of somebody whom the shop does not know.")] = "",
    staff: Staff = "staff",
) -> None:
    """Gives somebody roles and a limit, whatever the shop says.

    They are told so in their chat, and may come in again if they had been removed.

        comptoir company role BE0987654394 office@atelier-nord.example --role approver --limit 2000
        comptoir company role BE0987654394 office@atelier-nord.example --role administrator
    """
    arguments = {"email": email, "roles": ",".join(roles), "limit": limit, "name": name}
    _print(_ask("company.role", company=company, staff=staff, **arguments))


def remove(company: Company, email: Email, staff: Staff = "staff") -> None:
    """Ends what somebody may do for a company.

    They are told so, and stay out until they get a role again.

        comptoir company remove BE0987654394 buyer@atelier-nord.example
    """
    _print(_ask("company.remove", company=company, email=email, staff=staff))


def invite(company: Company, email: Email, staff: Staff = "staff") -> None:
    """Mails an invitation code to somebody who has a role.

    Writing it in the chat proves the mailbox, so that nothing else is asked.

        comptoir company invite BE0987654394 approver2@atelier-nord.example
    """
    _print(_ask("company.invite", company=company, email=email, staff=staff))


for _command in (show, role, remove, invite):
    app.command(_command.__name__, help=taught_by(_command))(_command)


def _ask(method: str, **arguments: str) -> Any:
    import asyncio

    from bot.channels.terminal.asking import ask_staff
    from bot.cli.home import terminal_of_server
    from bot.settings import Settings

    return asyncio.run(ask_staff(terminal_of_server(Settings()), method, **arguments))


def _print(company: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from bot.channels.rendering import harmless_line

    table = Table(box=None, pad_edge=False)
    for heading in ("Name", "E-mail", "Roles", "Limit", "State"):
        table.add_column(heading, overflow="fold")
    for person in company["people"]:
        state = "in a chat" if person["verified_at"] else "invited" if person["invited"] else ""
        state = state if person["active"] else "may not act"
        if person["laid_down_by"]:
            state = f"{state}; " * bool(state) + f"set by {person['laid_down_by']}"
        cells = [
            person["name"],
            person["email"],
            ", ".join(person["roles"]),
            person["limit"] and f"{person['limit']} {company['currency']}",
            state,
        ]
        table.add_row(*(Text(harmless_line(cell)) for cell in cells))
    title = f"{company['name']} · {company['vat_number']} · account {company['id']}"
    console = Console(highlight=False)
    console.print(Text(harmless_line(title), style="bold"))
    console.print(table)
