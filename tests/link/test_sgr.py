"""Styles: read as they are written, and changed by the shortest sequence."""

import pytest

from tui.link.sgr import PLAIN, Style, UnreadableError, applied, change, same_ground

BOLD_RED = Style(1, "38;2;255;0;0", "48;5;20")


def test_a_sequence_is_read() -> None:
    assert applied(PLAIN, "1;38;2;255;0;0;48;5;20") == BOLD_RED
    assert applied(BOLD_RED, "22;39") == Style(0, "", "48;5;20")
    assert applied(BOLD_RED, "") == PLAIN


@pytest.mark.parametrize("parameters", ["21", "38;7;1", "58;5;1"])
def test_what_is_not_known_is_refused(parameters: str) -> None:
    with pytest.raises(UnreadableError):
        applied(PLAIN, parameters)


@pytest.mark.parametrize(
    ("before", "after", "sequence"),
    [
        (PLAIN, BOLD_RED, "\x1b[1;38;2;255;0;0;48;5;20m"),
        (BOLD_RED, PLAIN, "\x1b[m"),
        (BOLD_RED, Style(0, "38;2;255;0;0", "48;5;20"), "\x1b[22m"),
        (Style(3, "", ""), Style(2, "", ""), "\x1b[0;2m"),
        (BOLD_RED, BOLD_RED, ""),
    ],
)
def test_the_shortest_way_is_taken(before: Style, after: Style, sequence: str) -> None:
    assert change(before, after) == sequence
    if sequence:
        assert applied(before, sequence[2:-1]) == after


def test_a_blank_shows_its_ground_alone() -> None:
    assert same_ground(Style(1, "31", "44"), Style(0, "32", "44"))
    assert not same_ground(Style(0, "", "44"), PLAIN)
    assert not same_ground(Style(8, "", ""), Style(8, "", ""))
