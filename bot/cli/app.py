"""The tree of commands. Only names, options and examples stand here and in the modules it joins."""

from __future__ import annotations

import typer

from bot.cli import (
    audit,
    caught_mail,
    company,
    doctoring,
    meaning,
    orders,
    playing,
    policy,
    running,
    serving,
    shopping,
    slack,
    talking,
    vat,
)
from bot.cli.teaching import keep_examples, taught_by

EXAMPLES = """
The ordering assistant of a merchant, on its own machine.

Start the server, and talk to it from any other terminal:

    comptoir run
    comptoir chat --as buyer

See what the assistant mailed (codes come by mail), answer as the merchant's staff, ask what is
wrong:

    comptoir mail
    comptoir desk --as support
    comptoir doctor
"""

app = typer.Typer(
    help=keep_examples(EXAMPLES),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.command("run", help=taught_by(running.run))(running.run)
app.command("serve", help=taught_by(serving.serve))(serving.serve)
app.command("work", help=taught_by(serving.work))(serving.work)
app.command("migrate", help=taught_by(serving.migrate))(serving.migrate)
app.command("chat", help=taught_by(talking.chat))(talking.chat)
app.command("desk", help=taught_by(talking.desk))(talking.desk)
app.command("mail", help=taught_by(caught_mail.mail))(caught_mail.mail)
app.command("play", help=taught_by(playing.play))(playing.play)
app.command("understand", help=taught_by(meaning.understand))(meaning.understand)
app.add_typer(vat.app, name="vat")
app.add_typer(shopping.app, name="shop")
app.add_typer(company.app, name="company")
app.add_typer(policy.app, name="policy")
app.add_typer(orders.app, name="orders")
app.add_typer(audit.app, name="audit")
app.add_typer(slack.app, name="slack")
app.command("doctor", help=taught_by(doctoring.doctor))(doctoring.doctor)
