"""`comptoir policy`: who must agree to what at a customer company, as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.teaching import taught_by

if TYPE_CHECKING:
    from bot.policy_file import PolicyFile

app = typer.Typer(
    help="Approval policies of customer companies: check, lay down, show.", no_args_is_help=True
)

File = Annotated[
    Path,
    typer.Argument(exists=True, dir_okay=False, readable=True, help="The policy, as YAML."),
]
Company = Annotated[
    str,
    typer.Argument(
        metavar="COMPANY", help="VAT number, or the account's id where several share one."
    ),
]
Language = Annotated[str, typer.Option(metavar="CODE", help="Of the sentences: en, fr, nl or de.")]


@app.callback()
def _group() -> None:
    """Approval policies of customer companies: check, lay down, show."""


def check(
    file: File,
    company: Annotated[
        str,
        typer.Option(
            metavar="COMPANY",
            help="VAT number or account's id: holds it against this company's people and the "
            "shop's products, which takes a running server.",
        ),
    ] = "",
    language: Language = "en",
) -> None:
    """Explains a policy in plain sentences, and finds what is wrong with it.

    Contradictions, gaps, approvers out of reach, amounts and times that can't be.

        comptoir policy check atelier-nord.yml
        comptoir policy check atelier-nord.yml --company BE0987654394 --language fr

    Exit code 0: it can be laid down; 1: it has errors.
    """
    from bot.actions.policy_words import PolicyWords
    from bot.domain.policy.check import check as check_alone

    read = _read(file)
    words = PolicyWords(_known(language), "", {})
    findings = [
        {"gravity": one.gravity.value, "place": one.place, "said": words.finding(one)}
        for one in check_alone(read.policy)
    ]
    if company and not _errors(findings):
        about = {"company": company, "content": _content(read), "language": language}
        checked = _ask("policy.check", **about)
        sentences, findings = checked["sentences"], checked["findings"]
    else:
        sentences = [] if _errors(findings) else words.whole(read.policy)
    for sentence in sentences:
        _say(sentence)
    for finding in findings:
        _say(
            f"{file.name}:{read.line_of(finding['place'])}: {finding['gravity']}: {finding['said']}"
        )
    if _errors(findings):
        raise typer.Exit(1)


def apply(
    file: File,
    company: Annotated[
        str, typer.Option(metavar="COMPANY", help="VAT number, or the account's id.")
    ],
    staff: Annotated[
        str, typer.Option("--as", metavar="NAME", help="Your name, kept with the change.")
    ] = "staff",
    language: Language = "en",
) -> None:
    """Lays a policy down for a company, as a new version.

    Requests under way keep the version they were made under. The company's administrator can
    tighten it in the chat, not loosen it.

        comptoir policy apply atelier-nord.yml --company BE0987654394 --as support
    """
    read = _read(file)
    view = _ask(
        "policy.apply",
        company=company,
        content=_content(read),
        staff=staff,
        language=_known(language),
    )
    for finding in view["findings"]:
        _say(
            f"{file.name}:{read.line_of(finding['place'])}: {finding['gravity']}: {finding['said']}"
        )
    _say(f"Version {view['number']} holds for {view['company']} from now on.")
    if view["replaces"]:
        _say(f"Rules of the version before that are no more: {', '.join(view['replaces'])}.")


def show(
    company: Company,
    as_yaml: Annotated[bool, typer.Option("--yaml", help="As a file, to change it.")] = False,
    language: Language = "en",
) -> None:
    """Shows the policy that holds for a company, in plain sentences or as a file.

    comptoir policy show BE0987654394
    comptoir policy show BE0987654394 --yaml > atelier-nord.yml
    """
    view = _ask("policy.show", company=company, language=_known(language))
    title = f"{view['company']} · " + (
        f"version {view['number']}, {_when(view)}" if view["number"] else "no policy of its own"
    )
    if as_yaml:
        from bot.policy_file import from_json, written

        _say(f"# {title}")
        typer.echo(written(from_json(view["content"])), nl=False)
        return
    _say(title)
    for sentence in view["sentences"]:
        _say(sentence)
    for finding in view["findings"]:
        _say(f"{finding['gravity']}: {finding['said']}")


def history(company: Company) -> None:
    """Lists the versions of a company's policy: when, and by whom.

    comptoir policy history BE0987654394
    """
    versions = _ask("policy.history", company=company)
    if not versions:
        _say("No policy was ever laid down for this company.")
    for view in versions:
        _say(f"version {view['number']}, {_when(view)}")


for _command in (check, apply, show, history):
    app.command(_command.__name__, help=taught_by(_command))(_command)


def _when(view: dict[str, Any]) -> str:
    """When a version was laid down, and by whom."""
    by = "the merchant's staff" if view["by_staff"] else "the company's administrator"
    return f"{view['set_at']} by {view['set_by']} ({by})"


def _errors(findings: list[dict[str, Any]]) -> bool:
    return any(finding["gravity"] == "error" for finding in findings)


def _known(language: str) -> str:
    from bot.texts import LANGUAGES

    if language not in LANGUAGES:
        raise typer.BadParameter(f"one of {', '.join(sorted(LANGUAGES))}", param_hint="--language")
    return language


def _read(file: Path) -> PolicyFile:
    from bot.policy_file import PolicyFile, PolicyFileError

    try:
        return PolicyFile(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise PolicyFileError(f"{file.name} is no text in UTF-8") from None
    except PolicyFileError as error:
        raise PolicyFileError(f"{file.name}, {error}") from error


def _content(read: PolicyFile) -> str:
    from bot.policy_file import to_json

    return to_json(read.policy)


def _ask(method: str, **arguments: str) -> Any:
    import asyncio

    from bot.channels.terminal.asking import ask_staff
    from bot.cli.home import terminal_of_server
    from bot.settings import Settings

    return asyncio.run(ask_staff(terminal_of_server(Settings()), method, **arguments))


def _say(line: str) -> None:
    from bot.channels.rendering import harmless_line

    typer.echo(harmless_line(line))
