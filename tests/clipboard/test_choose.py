"""Which clipboard is used where: the ladder, rung by rung."""

import sys

import pytest

from tests.clipboard.fakes import OTHER, TOKEN, FakeChild, FakeTerminal
from tui.clipboard import choose
from tui.clipboard.child import Act, Verdict
from tui.domain.clipboard import Clearing
from tui.errors import ClipboardError

MODES = ["auto", "tmux", "system", "osc52", "none"]


async def test_auto_takes_the_system_clipboard_where_the_person_sits_here() -> None:
    child, terminal = FakeChild(Verdict.HELD), FakeTerminal()
    delivery = await choose("auto", {}, terminal.write, ask=child).copy(TOKEN)
    assert (delivery.way, delivery.confirmed) == ("system clipboard", True)
    assert terminal.written == []


@pytest.mark.parametrize("verdict", [Verdict.LOST, Verdict.ABSENT, Verdict.UNSAFE, Verdict.BROKEN])
async def test_auto_falls_through_to_the_terminal_and_says_so(verdict: Verdict) -> None:
    terminal = FakeTerminal()
    clipboard = choose("auto", {}, terminal.write, ask=FakeChild(verdict))
    delivery = await clipboard.copy(TOKEN)
    assert (delivery.way, delivery.confirmed) == ("terminal clipboard by OSC 52", False)
    assert len(terminal.written) == 1


@pytest.mark.parametrize("variable", ["SSH_CONNECTION", "SSH_TTY"])
async def test_auto_never_touches_the_system_clipboard_from_elsewhere(variable: str) -> None:
    child, terminal = FakeChild(), FakeTerminal()
    clipboard = choose("auto", {variable: "set", "DISPLAY": ":0"}, terminal.write, ask=child)
    await clipboard.copy(TOKEN)
    assert await clipboard.clear(TOKEN) is Clearing.SENT
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
    assert await clipboard.clear(TOKEN) is Clearing.CLEARED
    assert child.asked[-1] == (Act.CLEAR, TOKEN)
    assert await clipboard.clear(OTHER) is Clearing.SENT
    assert len(terminal.written) == 2


async def test_auto_takes_nothing_off_that_it_did_not_put_there() -> None:
    child, terminal = FakeChild(), FakeTerminal()
    clipboard = choose("auto", {}, terminal.write, ask=child)
    assert await clipboard.clear(TOKEN) is Clearing.CHANGED
    assert (child.asked, terminal.written) == ([], [])


async def test_auto_does_not_clear_what_changed_meanwhile() -> None:
    terminal = FakeTerminal()
    child = FakeChild(Verdict.HELD, Verdict.CHANGED)
    clipboard = choose("auto", {}, terminal.write, ask=child)
    await clipboard.copy(TOKEN)
    assert await clipboard.clear(TOKEN) is Clearing.CHANGED
    assert terminal.written == []


async def test_a_tmux_or_screen_that_is_gone_is_passed_over() -> None:
    terminal = FakeTerminal()
    environ = {"TMUX": "/nowhere/socket,1,0", "STY": "1.nowhere", "PATH": "/nowhere"}
    delivery = await choose("auto", environ, terminal.write, ask=FakeChild()).copy(TOKEN)
    assert delivery.way == "terminal clipboard by OSC 52"
    assert "tmux drops it" in delivery.warning


async def test_tmux_alone_outside_tmux_asks_no_other_tmux() -> None:
    clipboard = choose("tmux", {"PATH": "/usr/bin:/bin"}, FakeTerminal().write)
    with pytest.raises(ClipboardError, match="does not run inside it"):
        await clipboard.copy(TOKEN)


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
    assert (child.asked, terminal.written) == ([], [])


@pytest.mark.parametrize("mode", MODES)
async def test_every_way_can_be_told_before_the_first_copy(mode: str) -> None:
    outlook = await choose(mode, {}, FakeTerminal().write, ask=FakeChild()).outlook()
    assert "clipboard" in outlook.way
    assert bool(outlook.blocked) is (mode in ("tmux", "none"))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is a clipboard")
@pytest.mark.parametrize(
    ("environ", "way"),
    [({}, "terminal clipboard by OSC 52"), ({"DISPLAY": ":0"}, "system clipboard")],
)
async def test_without_a_display_no_system_clipboard_is_promised(
    environ: dict[str, str], way: str
) -> None:
    assert (await choose("auto", environ, FakeTerminal().write).outlook()).way == way


def test_a_mode_that_does_not_exist_is_a_bug() -> None:
    with pytest.raises(ValueError, match="no clipboard mode 'pigeon'"):
        choose("pigeon", {}, FakeTerminal().write)
