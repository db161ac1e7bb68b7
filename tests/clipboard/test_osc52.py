"""The terminal's clipboard, byte by byte."""

import pytest

from tests.clipboard.fakes import OTHER, TOKEN, FakeTerminal
from tui.clipboard.osc52 import Osc52Clipboard
from tui.clipboard.ways import MAX_BYTES
from tui.domain.clipboard import Clearing
from tui.domain.secret import Secret
from tui.errors import ClipboardError

BLANK = "\x1b]52;c;IA==\x07"


async def test_copy_writes_one_sequence() -> None:
    terminal = FakeTerminal()
    await Osc52Clipboard(terminal.write, {}).copy(Secret("tökén"))
    assert terminal.written == ["\x1b]52;c;dMO2a8Opbg==\x07"]


async def test_a_copy_and_its_clearing_cost_little_more_than_the_value() -> None:
    terminal, token = FakeTerminal(), "x" * 63
    clipboard = Osc52Clipboard(terminal.write, {})
    await clipboard.copy(Secret(token))
    await clipboard.clear(Secret(token))
    assert [len(sequence) for sequence in terminal.written] == [63 // 3 * 4 + 8, 12]


async def test_the_longest_value_is_sent() -> None:
    terminal = FakeTerminal()
    await Osc52Clipboard(terminal.write, {}).copy(Secret("x" * MAX_BYTES))
    assert len(terminal.written[0]) > MAX_BYTES


async def test_a_longer_value_is_refused_and_nothing_is_written() -> None:
    terminal = FakeTerminal()
    with pytest.raises(ClipboardError, match="4,098 bytes, and 4,096 are sent at most"):
        await Osc52Clipboard(terminal.write, {}).copy(Secret("é" * 2049))
    assert terminal.written == []


async def test_clear_overwrites_with_one_space() -> None:
    terminal = FakeTerminal()
    clipboard = Osc52Clipboard(terminal.write, {})
    await clipboard.copy(TOKEN)
    assert await clipboard.clear(TOKEN) is Clearing.SENT
    assert terminal.written[1:] == [BLANK]


async def test_clear_leaves_a_value_that_was_copied_later() -> None:
    terminal = FakeTerminal()
    clipboard = Osc52Clipboard(terminal.write, {})
    await clipboard.copy(TOKEN)
    await clipboard.copy(OTHER)
    assert await clipboard.clear(TOKEN) is Clearing.CHANGED
    assert await clipboard.clear(OTHER) is Clearing.SENT
    assert terminal.written[2:] == [BLANK]


@pytest.mark.parametrize("gone", [OSError, ValueError, ClipboardError])
async def test_a_terminal_that_is_gone_refuses_a_copy_and_cannot_be_cleared(
    gone: type[Exception],
) -> None:
    clipboard = Osc52Clipboard(FakeTerminal(gone).write, {})
    with pytest.raises(ClipboardError):
        await clipboard.copy(TOKEN)
    assert await clipboard.clear(TOKEN) is Clearing.FAILED


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({}, "recording of the session keeps it"),
        ({"TMUX": "/tmp/tmux-0/default,1,0"}, "tmux drops it unless its set-clipboard is on"),
        ({"STY": "1.pts-0"}, "screen drops it"),
    ],
)
async def test_what_nobody_confirms_is_said_before_and_after(
    environ: dict[str, str], words: str
) -> None:
    clipboard = Osc52Clipboard(FakeTerminal().write, environ)
    assert words in " ".join((await clipboard.outlook()).caveats)
    delivery = await clipboard.copy(TOKEN)
    assert words in delivery.warning
    assert not delivery.confirmed


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({"TERM": "linux"}, "kind linux has no clipboard"),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7006"}, "GNOME Terminal"),
        ({"TERM_PROGRAM": "Apple_Terminal"}, "Apple Terminal"),
    ],
)
async def test_a_terminal_that_is_known_to_refuse_gets_nothing(
    environ: dict[str, str], words: str
) -> None:
    terminal = FakeTerminal()
    clipboard = Osc52Clipboard(terminal.write, environ)
    assert words in (await clipboard.outlook()).blocked
    with pytest.raises(ClipboardError, match=words):
        await clipboard.copy(TOKEN)
    assert terminal.written == []


async def test_over_ssh_the_environment_says_nothing_of_the_terminal() -> None:
    terminal = FakeTerminal()
    environ = {"VTE_VERSION": "7006", "SSH_CONNECTION": "1 2 3 4"}
    await Osc52Clipboard(terminal.write, environ).copy(TOKEN)
    assert len(terminal.written) == 1
