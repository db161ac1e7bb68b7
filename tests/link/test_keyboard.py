"""Bytes of a terminal become text: what is no letter presses no key, and no paste loses a letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.link.keyboard import Keyboard


@pytest.mark.parametrize(
    ("encoding", "data", "text"),
    [
        ("utf-8", b"a\xffb\xc3\xbc", "abü"),
        ("ascii", b"a\xc3\xbcb", "ab"),
        ("ascii", b"\x1b[200~AB\xc3\xa9C\x1b[201~\xff", "\x1b[200~AB\ufffd\ufffdC\x1b[201~"),
        ("utf-8", b"\x1b[200~AB\xffC\x1b[201~", "\x1b[200~AB\ufffdC\x1b[201~"),
        ("utf-8", b"\x1b[200~ \x1b[?6c \x1b[201~\x1b[?6cj", "\x1b[200~ \x1b[?6c \x1b[201~j"),
        ("utf-8", b"\x1b[201~\xffj", "\x1b[201~j"),
    ],
)
def test_only_outside_a_paste_something_is_dropped(encoding: str, data: bytes, text: str) -> None:
    assert Keyboard(encoding).text(data) == text


@given(st.lists(st.sampled_from([b"\x1b[200~", b"\x1b[201~", b"a", b"\xff"])), st.integers(1, 7))
def test_it_does_not_matter_how_the_bytes_are_cut(parts: list[bytes], size: int) -> None:
    data, keyboard = b"".join(parts), Keyboard("utf-8")
    pieces = (data[at : at + size] for at in range(0, len(data), size))
    assert "".join(map(keyboard.text, pieces)) == Keyboard("utf-8").text(data)
