"""The difference that a frame makes: it draws the same as the frame, and holds nothing that stands there already."""

import re

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.link.screen import TerminalScreen

SIZE = (20, 4)
STYLES = ("0", "1;38;2;1;2;3", "38;2;9;9;9;48;2;4;5;6", "1;4;38;2;1;2;3;48;2;4;5;6", "7", "22;24")
WORDS = st.sampled_from(["a", "token", " ", "      ", " " * 12, "森直子", "é", "●", "👍", "x" * 9])


def move(y: int, x: int) -> str:
    return f"\x1b[{y + 1};{x + 1}H"


def frame(*rows: tuple[int, int, str]) -> str:
    """A frame as Textual writes one: each part at its place, the cursor left in the corner."""
    return "".join(move(y, x) + text for y, x, text in rows) + move(0, 0)


def shown(*data: str) -> list[list[tuple[object, ...]]]:
    """What a terminal shows after all that: every cell with its look; a blank has no colour of its own."""
    screen = pyte.Screen(*SIZE)
    stream = pyte.Stream(screen)
    for each in data:
        stream.feed(each.replace("\n", "\r\n"))
    rows: list[list[tuple[object, ...]]] = []
    for y in range(SIZE[1]):
        cells = [screen.buffer[y][x] for x in range(SIZE[0])]
        rows.append(
            [
                (cell.data, cell.bg, cell.underscore, cell.reverse)
                if cell.data == " "
                else (cell.data, cell.fg, cell.bg, cell.bold, cell.underscore, cell.reverse)
                for cell in cells
            ]
        )
    return rows


@st.composite
def frames(draw: st.DrawFn) -> str:
    """Whole rows and parts of rows, in several styles."""
    parts = []
    for y in sorted(draw(st.sets(st.integers(0, SIZE[1] - 1), min_size=1))):
        text, width = "", 0
        while width < SIZE[0]:
            style, word = draw(st.sampled_from(STYLES)), draw(WORDS)
            cells = sum(2 if char in "森直子👍" else 1 for char in word)
            if width + cells > SIZE[0]:
                word, cells = " " * (SIZE[0] - width), SIZE[0] - width
            text += f"\x1b[{style}m{word}\x1b[0m"
            width += cells
        parts.append((y, 0, text))
    return frame(*parts)


@settings(deadline=None)  # other work on the machine is no failure
@given(st.lists(frames(), min_size=1, max_size=4))
def test_the_difference_draws_what_the_frames_draw(whole: list[str]) -> None:
    for can_erase in (True, False):
        screen = TerminalScreen(can_erase=can_erase)
        sent = [screen.difference(each, SIZE) for each in whole]
        assert shown(*sent) == shown(*whole)


def test_the_same_frame_again_sends_nothing() -> None:
    screen = TerminalScreen(can_erase=True)
    painted = frame((0, 0, "\x1b[1mBilling\x1b[0m"), (1, 0, "森 直子"))
    screen.difference(painted, SIZE)
    assert screen.difference(painted, SIZE) == ""


def test_one_other_letter_is_sent_alone() -> None:
    screen = TerminalScreen(can_erase=True)
    screen.difference(frame((1, 0, "Billing Sync v1")), SIZE)
    assert screen.difference(frame((1, 0, "Billing Sync v2")), SIZE) == "\x1b[2;15H2"


def test_blanks_of_another_colour_of_letters_are_no_difference() -> None:
    screen = TerminalScreen(can_erase=True)
    screen.difference(frame((0, 0, "\x1b[38;2;1;1;1ma   b\x1b[0m")), SIZE)
    again = frame((0, 0, "\x1b[38;2;1;1;1ma\x1b[38;2;2;2;2m   \x1b[38;2;1;1;1mb\x1b[0m"))
    assert screen.difference(again, SIZE) == ""


def test_a_terminal_that_erases_without_colour_gets_blanks() -> None:
    text = frame((0, 0, "\x1b[48;2;4;5;6ma" + " " * 18 + "b\x1b[0m"))
    assert "X" in TerminalScreen(can_erase=True).difference(text, SIZE)
    assert " " * 18 in TerminalScreen(can_erase=False).difference(text, SIZE)


def test_a_row_with_letters_of_disputed_width_is_sent_whole() -> None:
    screen = TerminalScreen(can_erase=True)
    screen.difference(frame((0, 0, "👍 Billing v1")), SIZE)
    assert " Billing v2" in screen.difference(frame((0, 0, "👍 Billing v2")), SIZE)


@pytest.mark.parametrize("odd", ["👍", "🇩🇪", "e\u0301", "น\u0e35"])
def test_behind_a_letter_of_disputed_width_the_column_is_named(odd: str) -> None:
    screen = TerminalScreen(can_erase=True)
    sent = screen.difference(frame((0, 0, f"{odd} Billing")), SIZE)
    at = cell_len(odd)
    assert f"\x1b[1;{at + 1}H" in sent
    assert sent.index(f";{at + 1}H") < sent.index("Billing")


def test_after_another_size_everything_is_sent() -> None:
    screen = TerminalScreen(can_erase=True)
    painted = frame((0, 0, "Billing"))
    screen.difference(painted, SIZE)
    assert "Billing" in screen.difference(painted, (30, 4))


def test_what_was_written_into_the_first_row_is_covered_by_the_first_frame_that_paints_it() -> None:
    """Also where another frame came first, which painted other rows."""
    screen = TerminalScreen(can_erase=True)
    screen.difference(frame((0, 0, "Billing"), (1, 0, "below")), SIZE)
    screen.others("\x1b[1;1Hwritten past the screen")
    covered = []
    for y, text in (1, "below"), (0, "Billing"), (0, "Other"):
        screen.difference(frame((y, 0, text)), SIZE)
        covered.append(screen.has_covered_the_top)
    assert covered == [False, True, False]


def test_what_is_not_understood_goes_through_and_nothing_is_known_after_it() -> None:
    screen = TerminalScreen(can_erase=True)
    painted = frame((0, 0, "Billing"))
    screen.difference(painted, SIZE)
    odd = "\x1b[1;1H\x1b[5Pother\x1b[1;1H"
    assert screen.difference(odd, SIZE) == odd
    assert "Billing" in screen.difference(painted, SIZE)


def test_other_sequences_find_the_terminal_in_its_own_style() -> None:
    screen = TerminalScreen(can_erase=True)
    painted = frame((0, 0, "\x1b[1mBilling\x1b[0m"))
    screen.difference(painted, SIZE)
    assert screen.others("\x1b[?1049l") == "\x1b[m\x1b[?1049l"
    assert "Billing" in screen.difference(painted, SIZE)


def test_a_string_to_the_clipboard_leaves_the_screen_known() -> None:
    screen = TerminalScreen(can_erase=True)
    painted = frame((0, 0, "Billing"))
    screen.difference(painted, SIZE)
    screen.others("\x1b]52;c;eA==\x07")
    assert not re.search("Billing", screen.difference(painted, SIZE))
