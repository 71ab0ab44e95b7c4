"""A story holds exactly when everything it expects is so; each sentence can fail."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from textwrap import dedent, indent

import pytest
from play_echo import VAT_NUMBER, Echo

from bot.play.grammar import SENTENCES
from bot.play.report import Report
from bot.play.runner import play
from bot.play.steps import HANDLERS

HEAD = """\
story: A test
people:
  buyer: {name: Buyer One}
  approver:
staff: [desk]
steps:
"""


@pytest.fixture
def echo() -> Echo:
    return Echo()


async def run(echo: Echo, folder: Path, steps: str) -> Report:
    path = folder / "story.yml"
    path.write_text(HEAD + indent(dedent(steps), "  "), encoding="utf-8")
    return await play(path, echo)


GOOD = {
    "an answer": """
        - buyer says: Hello
        - bot answers buyer: "(?i)you SAID hello"
        - expect nothing to buyer
        - expect nothing to approver
        """,
    "a scalar that YAML would make a boolean": """
        - buyer says: /ask Yes No
        - bot answers buyer: {buttons: [Yes, No], no buttons: Maybe, not: Thanks}
        - buyer presses: Yes
        - bot answers buyer: You chose Yes
        """,
    "an order with what was shown": f"""
        - buyer says: /order PAP-A4-80 10
        - bot answers buyer:
            text: 'Order (?P<number>\\S+)'
            fields: {{Total: '\\d+,\\d\\d €'}}
            file: order
        - expect order:
            company: {VAT_NUMBER}
            number: ${{number}}
            state: confirmed
            po_number: PO-1234
            lines: {{PAP-A4-80: 10}}
            count: 1
        """,
    "a captured total": f"""
        - buyer says: /order PAP-A4-80 10
        - bot answers buyer: 'Total: (?P<total>[\\d,]+)'
        - expect order: {{company: {VAT_NUMBER}, total: '${{total}}'}}
        """,
    "mail and a code": """
        - expect no mail to a@b.example
        - buyer says: /mail a@b.example your code is 123456, call 0123456789
        - buyer reads code from mail to: a@b.example
        - bot answers buyer: You said 123456
        - expect no mail to a@b.example
        - buyer says: /mail a@b.example bye
        - expect mail: {to: a@b.example, text: bye, subject: For}
        """,
    "a double press": """
        - buyer says: /ask Confirm
        - buyer presses twice: confirm
        - bot answers buyer: You chose
        - bot answers buyer: was used
        """,
    "a stale button": """
        - buyer says: /ask Go
        - buyer presses: Go
        - buyer presses stale: Go
        - bot answers buyer: was used
        """,
    "somebody else is told": """
        - buyer says: /tell approver please decide
        - buyer says: something else
        - bot answers approver: decide
        """,
    "the same answer": """
        - buyer says: Hello
        - approver says: Hello
        - expect same answer: [buyer, approver]
        """,
    "a hand-off": """
        - expect no case of buyer
        - buyer says: /human
        - desk sees case of buyer: {kind: handoff, text: human}
        - desk takes case of: buyer
        - desk says to buyer: I am here
        - bot answers buyer: I am here
        - desk hands back: buyer
        - expect no case of buyer
        """,
    "a cart": """
        - expect empty cart of buyer
        - buyer says: /put GLV-NIT-L 3
        - expect cart of buyer: {lines: {GLV-NIT-L: 3}, po_number: PO-7}
        """,
    "no order": f"""
        - expect no order of {VAT_NUMBER}
        """,
}


@pytest.mark.parametrize("steps", GOOD.values(), ids=GOOD)
async def test_a_story_that_holds(echo: Echo, tmp_path: Path, steps: str) -> None:
    report = await run(echo, tmp_path, steps)
    assert report.ok, report


BAD = {
    "another answer": (
        "- buyer says: Hello\n- bot answers buyer: Goodbye", "no “Goodbye”",
    ),
    "no answer": ("- bot answers buyer: x", "got no answer"),
    "a forbidden text": (
        "- buyer says: Hello\n- bot answers buyer: {not: Hello}", "“Hello” is there",
    ),
    "an answer that was there before": (
        "- buyer says: one\n- buyer says: two\n- bot answers buyer: one", "no “one”",
    ),
    "an answer looked at already": (
        "- buyer says: one\n- bot answers buyer: one\n- bot answers buyer: one", "no answer",
    ),
    "a missing button": (
        "- buyer says: /ask Yes\n- bot answers buyer: {buttons: No}", "no button “No”",
    ),
    "a forbidden button": (
        "- buyer says: /ask Yes\n- bot answers buyer: {no buttons: '.*'}", "a button “.*” is there",
    ),
    "pressing what is not there": (
        "- buyer says: /ask Yes\n- buyer presses: No", "no button “No”, only “Yes”",
    ),
    "pressing what was replaced": (
        "- buyer says: /ask Yes\n- buyer presses: Yes\n- buyer presses: Yes", "no buttons at all",
    ),
    "a stale button that is alive": (
        "- buyer says: /ask Yes\n- buyer presses stale: Yes", "no replaced button",
    ),
    "a missing field": (
        "- buyer says: Hello\n- bot answers buyer: {fields: {Total: 1}}", "no field “Total”",
    ),
    "a missing file": ("- buyer says: Hello\n- bot answers buyer: {file: pdf}", "no file “pdf”"),
    "something unexpected": ("- buyer says: Hello\n- expect nothing to buyer", "got 1"),
    "no order": (f"- expect order: {{company: {VAT_NUMBER}}}", "there is none"),
    "an unknown company": ("- expect order: {company: BE0417497106}", "no company BE0417497106"),
    "an order": (
        f"- buyer says: /order PAP-A4-80 10\n- expect no order of {VAT_NUMBER}", "there is",
    ),
    "two orders": (
        f"- buyer says: /order PAP-A4-80 10\n- expect order: {{company: {VAT_NUMBER}, count: 2}}",
        "there are 1",
    ),
    "other lines": (
        "- buyer says: /order PAP-A4-80 10\n"
        f"- expect order: {{company: {VAT_NUMBER}, lines: {{PAP-A4-80: 11}}}}",
        "the lines are {PAP-A4-80: 10}",
    ),
    "another total": (
        f"- buyer says: /order PAP-A4-80 10\n- expect order: {{company: {VAT_NUMBER}, total: 1}}",
        "its total is",
    ),
    "another state": (
        "- buyer says: /order PAP-A4-80 10\n"
        f"- expect order: {{company: {VAT_NUMBER}, state: cancelled}}",
        "its state is confirmed",
    ),
    "another invoice": (
        "- buyer says: /order PAP-A4-80 10\n"
        f"- expect invoice: {{company: {VAT_NUMBER}, total: 1}}",
        "",
    ),
    "a cart with something": (
        "- buyer says: /put GLV-NIT-L 3\n- expect empty cart of buyer", "something in the cart",
    ),
    "another cart": (
        "- buyer says: /put GLV-NIT-L 3\n- expect cart of buyer: {lines: {GLV-NIT-L: 4}}",
        "the lines are",
    ),
    "no mail": ("- expect mail: {to: a@b.example}", "there is none"),
    "a mail": (
        "- buyer says: /mail a@b.example x\n- expect no mail to a@b.example", "there is one",
    ),
    "no code": ("- buyer reads code from mail to: a@b.example", "has a code"),
    "different answers": (
        "- buyer says: Hello\n- approver says: Bye\n- expect same answer: [buyer, approver]",
        "answered otherwise",
    ),
    "nobody was answered": ("- expect same answer: [buyer, approver]", "nobody"),
    "not verified": (
        "- buyer says: /mail a@b.example 123456\n"
        "- buyer is verified: {vat: BE0987654394, email: a@b.example}",
        "was not verified",
    ),
    "no case": ("- desk takes case of: buyer", "nothing of buyer waits"),
    "a case": ("- buyer says: /human\n- expect no case of buyer", "there is one: handoff"),
    "another case": (
        "- buyer says: /human\n- desk sees case of buyer: {kind: held_order}", "its kind is",
    ),
    "a contact that isn't there": ("- contact archived: {email: a@b.example}", "no active contact"),
    "a product that isn't there": ("- product discontinued: NO-SKU", "no product NO-SKU"),
    "a captured name that isn't there": ("- buyer says: ${nothing}", "was never captured"),
    "a duration that is none": ("- wait: a while", "is no duration"),
    "a moment that is none": ("- wait until: next Monday", "is no moment"),
    "a day that never comes": ("- wait until: 31 February 10:00", "is no moment"),
    "a file that isn't there": ("- buyer sends file: missing.csv", "missing.csv"),
}  # fmt: skip


@pytest.mark.parametrize(("steps", "problem"), BAD.values(), ids=BAD)
async def test_a_story_that_does_not_hold_says_where_and_why(
    echo: Echo, tmp_path: Path, steps: str, problem: str
) -> None:
    report = await run(echo, tmp_path, steps)
    assert report.failure is not None
    last = HEAD.count("\n") + steps.count("\n") + 1
    assert report.failure.startswith(f"story.yml:{last}: ")
    assert problem in report.failure


async def test_the_world_is_moved_and_the_transcript_tells_it(echo: Echo, tmp_path: Path) -> None:
    (tmp_path / "order.csv").write_text("a;b", encoding="utf-8")
    steps = """
        - wait: 3 days
        - wait: 2 hours 30 minutes
        - shop: down
        - vies: slow
        - vies: {number: BE0417497106, outcome: invalid}
        - buyer sends file: order.csv
        - bot answers buyer: "order.csv: 3 bytes"
        - buyer says: /ask Go
        - buyer presses: Go
        """
    report = await run(echo, tmp_path, steps)
    assert report.ok, report
    assert echo.passed == timedelta(days=3, hours=2, minutes=30)
    assert echo.modes == ["shop down", "vies slow", "BE0417497106 invalid"]
    transcript = str(report)
    for line in ("# A test", "— 3 days later", "buyer: [file order.csv]", "buyer: [Go]", "ok"):
        assert line in transcript.splitlines()
    assert "    ↻ buyer: You chose Go." in transcript.splitlines()


@pytest.mark.parametrize(
    ("until", "passed"),
    [
        ("Thursday 17:30", timedelta(hours=1, minutes=30)),  # it is Thursday 26 November, 16:00
        ("Thursday 16:00", timedelta(days=7)),
        ("Monday 09:30", timedelta(days=3, hours=17, minutes=30)),
        ("24 December 16:00", timedelta(days=28)),
        ("1 July 16:00", timedelta(days=217, hours=-1)),  # the clocks went forward meanwhile
    ],
)
async def test_a_moment_is_the_next_one_by_the_clock(
    echo: Echo, tmp_path: Path, until: str, passed: timedelta
) -> None:
    report = await run(echo, tmp_path, f"- wait until: {until}")
    assert report.ok, report
    assert echo.passed == passed


def test_every_sentence_of_the_grammar_is_played() -> None:
    assert set(HANDLERS) == {sentence.key for sentence in SENTENCES}
