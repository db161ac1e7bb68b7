"""Which clipboard is used where, and what is told of it afterwards."""

import pytest

from tests.clipboard.fakes import OTHER, TOKEN, FakeChild, FakeTerminal
from tui.clipboard import choose
from tui.clipboard.child import Act, Verdict
from tui.errors import ClipboardError
from tui.ports import Clipboard

SYSTEM = "system clipboard (checked by reading it back)"


async def test_auto_takes_the_system_clipboard_where_the_person_sits_here() -> None:
    child, terminal = FakeChild(Verdict.HELD), FakeTerminal()
    clipboard = choose("auto", {}, terminal.write, ask=child)
    await clipboard.copy(TOKEN)
    assert (clipboard.way, terminal.written) == (SYSTEM, [])


@pytest.mark.parametrize("verdict", [Verdict.LOST, Verdict.ABSENT, Verdict.UNSAFE, Verdict.SLOW])
async def test_auto_falls_through_to_the_terminal_and_says_so(verdict: Verdict) -> None:
    terminal = FakeTerminal()
    clipboard = choose("auto", {}, terminal.write, ask=FakeChild(verdict))
    await clipboard.copy(TOKEN)
    assert clipboard.way.startswith("terminal clipboard (OSC 52")
    assert len(terminal.written) == 1


@pytest.mark.parametrize("variable", ["SSH_CONNECTION", "SSH_TTY", "TMUX", "STY"])
async def test_auto_never_touches_the_system_clipboard_from_elsewhere(variable: str) -> None:
    child, terminal = FakeChild(), FakeTerminal()
    clipboard = choose("auto", {variable: "set", "DISPLAY": ":0"}, terminal.write, ask=child)
    await clipboard.copy(TOKEN)
    assert await clipboard.clear(TOKEN) is True
    assert (child.asked, len(terminal.written)) == ([], 2)


async def test_auto_without_any_clipboard_is_an_error() -> None:
    clipboard = choose("auto", {}, FakeTerminal(OSError).write, ask=FakeChild(Verdict.ABSENT))
    with pytest.raises(ClipboardError, match="terminal cannot be written to"):
        await clipboard.copy(TOKEN)


async def test_auto_clears_each_value_where_it_was_put() -> None:
    child = FakeChild(Verdict.HELD, Verdict.LOST, Verdict.CLEARED)
    terminal = FakeTerminal()
    clipboard = choose("auto", {}, terminal.write, ask=child)
    await clipboard.copy(TOKEN)
    await clipboard.copy(OTHER)
    assert await clipboard.clear(TOKEN) is True
    assert child.asked[-1] == (Act.CLEAR, TOKEN)
    assert await clipboard.clear(OTHER) is True
    assert len(terminal.written) == 2


async def test_auto_does_not_clear_what_changed_meanwhile() -> None:
    terminal = FakeTerminal()
    child = FakeChild(Verdict.HELD, Verdict.CHANGED)
    clipboard = choose("auto", {}, terminal.write, ask=child)
    await clipboard.copy(TOKEN)
    assert await clipboard.clear(TOKEN) is False
    assert terminal.written == []


async def test_system_alone_does_not_fall_through() -> None:
    terminal = FakeTerminal()
    clipboard = choose("system", {"SSH_TTY": "x"}, terminal.write, ask=FakeChild(Verdict.LOST))
    with pytest.raises(ClipboardError, match="does not hold it"):
        await clipboard.copy(TOKEN)
    assert terminal.written == []


async def test_osc52_alone_asks_no_child() -> None:
    child, terminal = FakeChild(), FakeTerminal()
    await choose("osc52", {}, terminal.write, ask=child).copy(TOKEN)
    assert (child.asked, len(terminal.written)) == ([], 1)


async def test_none_refuses_every_copy_and_says_why() -> None:
    child, terminal = FakeChild(), FakeTerminal()
    clipboard = choose("none", {}, terminal.write, ask=child)
    with pytest.raises(ClipboardError, match="configuration turned the clipboard off"):
        await clipboard.copy(TOKEN)
    assert await clipboard.clear(TOKEN) is False
    assert (child.asked, terminal.written) == ([], [])


@pytest.mark.parametrize("mode", ["auto", "system", "osc52", "none"])
def test_every_way_can_be_named_before_the_first_copy(mode: str) -> None:
    clipboard: Clipboard = choose(mode, {}, FakeTerminal().write, ask=FakeChild())
    assert "clipboard" in clipboard.way


def test_a_mode_that_does_not_exist_is_a_bug() -> None:
    with pytest.raises(ValueError, match="no clipboard mode 'pigeon'"):
        choose("pigeon", {}, FakeTerminal().write)
