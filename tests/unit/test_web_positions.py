"""How far a reader is in each chat, as a browser sends it back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.web.events import positions_of


@given(st.text(max_size=60))
def test_positions_are_read_from_whatever_a_client_sends(text: str) -> None:
    for person, seq in positions_of(text).items():
        assert person
        assert 0 <= seq < 10**15


def test_positions_of_strange_names() -> None:
    assert positions_of("a%3Ab:7,c:0,:5,d:x,e:-1,f:") == {"a:b": 7, "c": 0}
