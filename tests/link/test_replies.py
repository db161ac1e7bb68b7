"""A terminal's answers press no key, however they are cut; keys, mouse and what Textual waits for go through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.link.test_keyboard import PARTS, cut
from tui.link.keyboard import Keyboard

REPLIES = [
    "\x1b[?62;22;52c",
    "\x1b[>41;354;0c",
    "\x1b[=1;2c",
    "\x1b[?1u",
    "\x1b[?997;1n",
    "\x1b[?12;40R",
    "\x1b[?1;2S",
    "\x1b]11;rgb:0000/ffff/ffff\x07",
    "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
    "\x1b]52;c;c2VjcmV0\x07",
    "\x1b]lr\x1b\\",
    "\x1bP>|XTerm(370)\x1b\\",
    "\x1bP1+r4d73=5c\x1b\\",
    "\x1b_Gi=31;OK\x1b\\",
]
TOLD = [
    "cCq",
    "\x1b",
    "\x1b\x1b[A",
    "\x1b[A\x1b[15~\x1bOP\x1b[20~\x1b[2~",
    "\x1b[<0;10;5M",
    "\x1b[?2026;2$y",
    "\x1b[?2048;0$y",
    "\x1b[27u\x1b[99;5u\x1b[200;5u",
    "\x1b[I\x1b[12;40R",
    "\x1b[48;24;80;480;800t",
    "\x1b]j\x1bPj\x1b[j",
    "\x1b]\x1bP\x1b_\x1b[j",
    "\x1b]\x07\x1b_\x1b\\",
]
QUIET = 10
"""Ticks after which nothing more is expected."""


def ticks(keyboard: Keyboard, count: int) -> str:
    return "".join(keyboard.tick() for _ in range(count))


@pytest.mark.parametrize("reply", REPLIES)
def test_an_answer_is_dropped_and_what_was_typed_around_it_stays(reply: str) -> None:
    assert Keyboard("utf-8").text(f"j{reply}k".encode()) == "jk"


@pytest.mark.parametrize("reply", REPLIES)
def test_an_answer_in_two_pieces_presses_no_key(reply: str) -> None:
    for at in range(1, len(reply)):
        keyboard = Keyboard("utf-8")
        told = [keyboard.text(reply[:at].encode())]
        if at > 2:  # before, it may be a chord
            told.append(ticks(keyboard, QUIET - 1))
        told.append(keyboard.text(f"{reply[at:]}k".encode()))
        # A lone ESC is passed on at once: it is the key in most cases, and that acts on nothing.
        assert "".join(told) == ("\x1bk" if at == 1 else "k"), at


@pytest.mark.parametrize("reply", REPLIES)
def test_an_answer_that_never_ends_is_dropped_after_a_second(reply: str) -> None:
    for end in range(3, len(reply)):
        keyboard = Keyboard("utf-8")
        assert keyboard.text(reply[:end].encode()) == ""
        assert ticks(keyboard, QUIET) == ""
        assert keyboard.text(b"k") == "k"


@pytest.mark.parametrize("reply", [reply for reply in REPLIES if len(reply) > 6])
def test_an_answer_that_is_broken_off_by_a_key_is_dropped_and_the_key_is_not(reply: str) -> None:
    for end in range(3, len(reply.removesuffix("\x1b\\"))):
        assert Keyboard("utf-8").text(f"{reply[:end]}\x1b[A".encode()) == "\x1b[A"


@pytest.mark.parametrize("end", ["\x07", "\x1b\\"])
def test_a_long_answer_is_dropped_to_its_end_and_not_kept(end: str) -> None:
    keyboard = Keyboard("utf-8")
    answer = f"\x1b]52;c;{'r' * 300_000}{end}".encode()
    assert "".join(map(keyboard.text, cut(answer + b"k", 4096))) == "k"
    keyboard.text(answer[:4096])
    assert len(keyboard._held) < 100


@pytest.mark.parametrize("told", TOLD)
def test_everything_else_goes_through_as_it_is(told: str) -> None:
    assert Keyboard("utf-8").text(told.encode()) == told


@pytest.mark.parametrize("told", TOLD)
def test_it_does_in_two_pieces_too(told: str) -> None:
    for at in range(1, len(told)):
        keyboard = Keyboard("utf-8")
        pieces = (told[:at].encode(), told[at:].encode())
        assert "".join(map(keyboard.text, pieces)) == told, at


@pytest.mark.parametrize("key", ["\x1b]", "\x1bP", "\x1b_", "\x1b["])
def test_a_chord_is_known_after_one_tick(key: str) -> None:
    keyboard = Keyboard("utf-8")
    assert (keyboard.text(b"j" + key.encode()), keyboard.tick()) == ("j", key)
    assert keyboard.text(b"1r") == "1r"


def test_a_lone_escape_is_not_held_back_and_what_is_typed_after_it_is_typed() -> None:
    keyboard = Keyboard("utf-8")
    told = [keyboard.text(b"\x1b"), keyboard.tick(), keyboard.text(b"j"), keyboard.text(b"\x1b")]
    assert told == ["\x1b", "", "j", "\x1b"]
    assert [ticks(keyboard, QUIET), keyboard.text(b"]1")] == ["", "]1"]


@given(st.lists(st.sampled_from([*PARTS, *map(str.encode, REPLIES)])), st.integers(1, 7))
def test_no_cut_presses_another_key_than_escape(parts: list[bytes], size: int) -> None:
    data, keyboard = b"".join([*parts, b"k"]), Keyboard("utf-8")
    told = "".join(map(keyboard.text, cut(data, size)))
    assert told.replace("\x1b", "") == Keyboard("utf-8").text(data).replace("\x1b", "")
