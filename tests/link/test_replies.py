"""A terminal's answers press no key; keys, mouse and what Textual waits for go through."""

import pytest

from tui.link.keyboard import without_replies


@pytest.mark.parametrize(
    "reply",
    [
        "\x1b[?62;22;52c",
        "\x1b[>41;354;0c",
        "\x1b[?1u",
        "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
        "\x1b]52;c;c2VjcmV0\x07",
        "\x1bP>|XTerm(370)\x1b\\",
        "\x1bP1+r4d73=5c\x1b\\",
    ],
)
def test_an_answer_is_dropped_and_what_was_typed_around_it_stays(reply: str) -> None:
    assert without_replies(f"j{reply}k") == "jk"


@pytest.mark.parametrize(
    "told",
    [
        "cCq",
        "\x1b",
        "\x1b[A\x1b[15~\x1bOP",
        "\x1b[<0;10;5M",
        "\x1b[?2026;2$y",
        "\x1b[27u\x1b[99;5u",
        "\x1b[I\x1b[12;40R",
        "\x1b[48;24;80;480;800t",
    ],
)
def test_everything_else_goes_through_as_it_is(told: str) -> None:
    assert without_replies(told) == told
