"""Where a text breaks: at blanks, at the joints of a long path, never between a number and its unit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from tui.widgets.wrapping import wrapped

PATH = "✗ /home/ada/config/connected-apps/config.toml, line 23: it is not set."


def lines(text: str, width: int, hanging: int = 0) -> list[str]:
    return [line.plain for line in wrapped(Content(text), width, hanging=hanging)]


def test_a_number_and_its_unit_stay_on_one_line() -> None:
    assert lines("took the token, after 441 ms", 25) == ["took the token, after", "441 ms"]
    assert lines("at most 12.4 s (12,441 ms).", 22) == ["at most 12.4 s", "(12,441 ms)."]


def test_what_goes_on_hangs_below_the_first_words() -> None:
    assert lines("one two three", 8, hanging=2) == ["one two", "  three"]


def test_no_sign_stands_alone_before_a_long_path() -> None:
    assert lines(PATH, 40)[:2] == [
        "✗ /home/ada/config/connected-apps/",
        "config.toml, line 23: it is not set.",
    ]


def test_a_path_that_has_a_line_of_its_own_is_left_whole() -> None:
    assert lines("The file is /home/ada/config.toml", 24) == [
        "The file is",
        "/home/ada/config.toml",
    ]


def test_an_empty_line_stays_and_an_empty_text_is_one_line() -> None:
    assert lines("a\n\nb", 10) == ["a", "", "b"]
    assert lines("", 10) == [""]


@pytest.mark.parametrize("width", [2, 7, 20])
@given(text=st.text("ab /.-_:漢1 ms\n", max_size=80))
def test_no_line_is_too_long_and_no_letter_is_lost(text: str, width: int) -> None:
    made = wrapped(Content(text), width)
    assert all(line.cell_length <= width for line in made)
    assert "".join("".join(line.plain for line in made).split()) == "".join(text.split())
