"""Bytes of a terminal become text: what is no letter presses no key, and no paste loses a letter."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser

from tui.link.keyboard import Keyboard

BEGIN, END = "\x1b[200~", "\x1b[201~"


def cut(data: bytes, size: int) -> Iterator[bytes]:
    """The bytes as a link delivers them."""
    return (data[at : at + size] for at in range(0, len(data), size))


@pytest.mark.parametrize(
    ("encoding", "data", "text"),
    [
        ("utf-8", b"a\xffb\xc3\xbc", "abü"),
        ("ascii", b"a\xc3\xbcb", "ab"),
        ("ascii", b"\x1b[200~AB\xc3\xa9C\x1b[201~\xff", "\x1b[200~AB\ufffd\ufffdC\x1b[201~"),
        ("utf-8", b"\x1b[200~AB\xffC\x1b[201~", "\x1b[200~AB\ufffdC\x1b[201~"),
        ("utf-8", b"\x1b[2\xff00~AB\xffC\x1b[201~", "\x1b[200~AB\ufffdC\x1b[201~"),
        ("utf-8", b"\x1b[200~ \x1b[?6c \x1b[201~\x1b[?6cj", "\x1b[200~ \ufffd[?6c \x1b[201~j"),
        ("utf-8", b"\x1b[201~\xffj", "\x1b[201~j"),
    ],
)
def test_only_outside_a_paste_something_is_dropped(encoding: str, data: bytes, text: str) -> None:
    assert Keyboard(encoding).text(data) == text


@pytest.mark.parametrize(
    "pasted",
    [
        "a\x1b[31mr",
        "hello\x1bq",
        "to\x00ken",
        "a\x1b",
        "a\x1b[20",
        "a\x1b\x1b[201",
        f"a{BEGIN}b",
        "a\x1b[48;24;80;480;800tb",
        "a\x1b]11;rgb:ffff\x07b",
        "a\x9b31m\x9cb\x7f\r\n\x03",
    ],
)
@pytest.mark.parametrize("size", [1, 3, 4096])
def test_a_paste_is_one_and_whole_and_what_textual_would_take_of_it_is_marked(
    pasted: str, size: int
) -> None:
    keyboard, parser = Keyboard("utf-8"), XTermParser()
    told: list[object] = []
    for data in cut(f"{BEGIN}{pasted}{END}j".encode(), size):
        if text := keyboard.text(data):
            told += parser.feed(text)
    paste, key = told
    assert isinstance(paste, events.Paste)
    assert paste.text == pasted.replace("\x1b", "\ufffd").replace("\x00", "\ufffd")
    assert isinstance(key, events.Key)
    assert key.key == "j"


def test_no_silence_takes_anything_from_a_paste() -> None:
    keyboard = Keyboard("utf-8")
    assert keyboard.text(b"\x1b[200~ab\x1b[20") == "\x1b[200~ab"
    assert [keyboard.tick() for _ in range(20)] == [""] * 20
    assert keyboard.text(b"1~j") == "\x1b[201~j"


@pytest.mark.parametrize(
    "pieces", [(b"\x1b[20", b"0~r"), (b"\x1b[", b"200~r"), (b"\x1b[200", b"~r")]
)
def test_a_paste_whose_mark_is_cut_is_none_of_keys(pieces: tuple[bytes, bytes]) -> None:
    keyboard = Keyboard("utf-8")
    assert [*map(keyboard.text, pieces)] == ["", "\x1b[200~r"]


def test_a_mark_whose_escape_has_become_a_key_is_given_another_one() -> None:
    keyboard = Keyboard("utf-8")
    assert [keyboard.text(b"\x1b"), keyboard.text(b"[200~r")] == ["\x1b", "[200~r"]
    keyboard = Keyboard("utf-8")
    told = [keyboard.text(b"\x1b"), keyboard.tick(), keyboard.text(b"[200"), keyboard.text(b"~r")]
    assert told == ["\x1b", "", "", "\x1b[200~r"]


PARTS = [
    b"\x1b[200~",
    b"\x1b[201~",
    b"a",
    b"\xff",
    b"\x1b",
    b"\x1b[2",
    b"\x00",
    b"\x1b[A",
    "ü".encode(),
    b"\x1b[<0;10;5M",
    b"\x1b[?2026;2$y",
]


@given(st.lists(st.sampled_from(PARTS)), st.integers(1, 7))
def test_it_does_not_matter_how_the_bytes_are_cut(parts: list[bytes], size: int) -> None:
    data, keyboard = b"".join([*parts, b"k"]), Keyboard("utf-8")
    pieces = cut(data, size)
    assert "".join(map(keyboard.text, pieces)) == Keyboard("utf-8").text(data)
