"""`comptoir chat` and `comptoir desk`: the two ends of a conversation in the terminal."""

from __future__ import annotations

from typing import Annotated

import typer

Person = Annotated[
    str, typer.Option("--as", metavar="PERSON", help="Who you are: any short name, kept for you.")
]


def chat(
    person: Person,
    name: Annotated[str, typer.Option(help="The name that others see.")] = "",
    language: Annotated[
        str | None, typer.Option(help="Language of your first answer: en, fr, de or nl.")
    ] = None,
) -> None:
    """Talks to the running assistant as PERSON.

    Several people may do so at once, each in a terminal of their own. Input may come from a pipe:

        comptoir chat --as buyer
        echo "Hello" | comptoir chat --as buyer
    """
    import asyncio

    from bot.channels.terminal.chat import chat as converse
    from bot.cli.home import terminal_of_server
    from bot.settings import Settings

    asyncio.run(converse(terminal_of_server(Settings()), person, name=name, language=language))


def desk(
    name: Annotated[
        str, typer.Option("--as", metavar="NAME", help="Your name, told to the person you answer.")
    ],
) -> None:
    """Serves as the merchant's staff: takes conversations over, answers, hands them back.

    For example: comptoir desk --as support
    """
    import asyncio

    from bot.channels.terminal.desk import desk as serve
    from bot.cli.home import terminal_of_server
    from bot.settings import Settings

    asyncio.run(serve(terminal_of_server(Settings()), name))
