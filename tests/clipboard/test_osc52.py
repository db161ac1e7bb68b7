"""The terminal's clipboard, byte by byte."""

import pytest

from tests.clipboard.fakes import OTHER, TOKEN, FakeTerminal
from tui.clipboard.osc52 import MAX_ENCODED, Osc52Clipboard
from tui.domain.secret import Secret
from tui.errors import ClipboardError

BLANK = "\x1b]52;c;IA==\x07"


async def test_copy_writes_one_sequence() -> None:
    terminal = FakeTerminal()
    await Osc52Clipboard(terminal.write, {}).copy(Secret("tökén"))
    assert terminal.written == ["\x1b]52;c;dMO2a8Opbg==\x07"]


async def test_the_longest_value_that_terminals_take_is_sent() -> None:
    terminal = FakeTerminal()
    await Osc52Clipboard(terminal.write, {}).copy(Secret("x" * (MAX_ENCODED // 4 * 3)))
    assert len(terminal.written[0]) == MAX_ENCODED // 4 * 4 + len("\x1b]52;c;\x07")


async def test_a_longer_value_is_refused_and_nothing_is_written() -> None:
    terminal = FakeTerminal()
    with pytest.raises(ClipboardError, match="75000 bytes encoded, and terminals take 74994"):
        await Osc52Clipboard(terminal.write, {}).copy(Secret("x" * 56_250))
    assert terminal.written == []


async def test_clear_overwrites_with_one_space() -> None:
    terminal = FakeTerminal()
    clipboard = Osc52Clipboard(terminal.write, {})
    await clipboard.copy(TOKEN)
    assert await clipboard.clear(TOKEN) is True
    assert terminal.written[1:] == [BLANK]


async def test_clear_works_without_a_copy_before() -> None:
    terminal = FakeTerminal()
    assert await Osc52Clipboard(terminal.write, {}).clear(TOKEN) is True
    assert terminal.written == [BLANK]


async def test_clear_leaves_a_value_that_was_copied_later() -> None:
    terminal = FakeTerminal()
    clipboard = Osc52Clipboard(terminal.write, {})
    await clipboard.copy(TOKEN)
    await clipboard.copy(OTHER)
    assert await clipboard.clear(TOKEN) is False
    assert await clipboard.clear(OTHER) is True
    assert terminal.written[2:] == [BLANK]


@pytest.mark.parametrize("gone", [OSError, ValueError, ClipboardError])
async def test_a_terminal_that_is_gone_refuses_a_copy_and_cannot_be_cleared(
    gone: type[Exception],
) -> None:
    clipboard = Osc52Clipboard(FakeTerminal(gone).write, {})
    with pytest.raises(ClipboardError):
        await clipboard.copy(TOKEN)
    assert await clipboard.clear(TOKEN) is False


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({}, "(OSC 52; nothing confirms it, and a recording of the session keeps it)"),
        ({"TMUX": "/tmp/tmux-0/default,1,0"}, "it arrives only where tmux lets it through"),
        ({"STY": "1.pts-0"}, "it arrives only where screen lets it through"),
    ],
)
def test_the_way_says_what_nobody_confirms(environ: dict[str, str], words: str) -> None:
    assert words in Osc52Clipboard(FakeTerminal().write, environ).way
