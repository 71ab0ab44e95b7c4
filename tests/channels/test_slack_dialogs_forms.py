"""Whatever is asked for in whatever words, the modal is one that Slack opens."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.slack.modals import modal
from bot.messages import Form, Input, InputKind
from bot.texts import LANGUAGES
from channels.slack_server.limits import check_view

WORDS = st.text(max_size=300)
INPUTS = st.builds(
    Input,
    name=st.just("line"),
    label=WORDS,
    kind=st.sampled_from(InputKind),
    value=WORDS,
    required=st.booleans(),
    longest=st.integers(1, 5000),
)
FORMS = st.builds(
    Form, title=WORDS, submit=WORDS, inputs=st.lists(INPUTS, min_size=1, max_size=4).map(tuple)
)


@settings(deadline=None)
@given(FORMS, st.sampled_from(LANGUAGES))
def test_every_form_makes_a_modal_that_slack_takes(form: Form, language: str) -> None:
    named = tuple(replace(field, name=f"line-{n}") for n, field in enumerate(form.inputs))
    view = modal(replace(form, inputs=named), language, {"token": "t" * 22, "thread": ""})

    check_view(view, {"modal"})
    labels = [block["label"]["text"] for block in view["blocks"]]
    assert not any("<" in label or "\n" in label for label in labels)
