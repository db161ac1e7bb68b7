"""tmux: what it says of its terminals decides whether anything is sent, and what is told."""

from collections.abc import Sequence

import pytest

from tests.clipboard.fakes import OTHER, TOKEN
from tui.clipboard.program import Ended
from tui.clipboard.tmux import BUFFER, TmuxClipboard
from tui.clipboard.tmux_facts import FIELDS, clients, under_mosh
from tui.clipboard.ways import ElsewhereError
from tui.domain.clipboard import Clearing
from tui.domain.secret import Secret
from tui.errors import ClipboardError

XTERM_MS = r"\033]52;%p1%s;%p2%s\a"


class FakeTmux:
    """A tmux with terminals attached, which notes what was loaded and to which of them it went."""

    def __init__(self, *terminals: str, ms: str = XTERM_MS, there: bool = True) -> None:
        self.terminals = list(terminals)
        self.ms = ms
        self.there = there
        self.loaded: list[tuple[str, Secret | None]] = []
        self.pane_tty = "/dev/pts/9"

    async def run(self, arguments: Sequence[str], given: Secret | None) -> Ended:
        if not self.there:
            return Ended(1)
        match arguments[0]:
            case "display-message":
                return Ended(0, f"{self.pane_tty}\n")
            case "list-clients":
                return Ended(0, self._said())
        assert list(arguments[:2]) == ["load-buffer", "-w"]
        assert list(arguments[4:]) == ["-b", BUFFER, "-", ";", "delete-buffer", "-b", BUFFER]
        self.loaded.append((arguments[3], given))
        return Ended(0)

    def _said(self) -> str:
        lines = [f"client\t{terminal}\t{self.pane_tty}" for terminal in self.terminals]
        for number, terminal in enumerate(self.terminals):
            name, _, term = terminal.split("\t")[:3]
            lines += [f"Terminal {number}: {term} for {name}, flags=0x20:"]
            lines += [f" 192: Ms: (string) {self.ms}" if self.ms else " 192: Ms: [missing]"]
        return "\n".join(lines)


def terminal(
    name: str = "/dev/pts/1", *, pid: int = 7, term: str = "xterm-256color", active: int = 1,
    control: bool = False, looks_only: bool = False,
) -> str:  # fmt: skip
    """A line of `list-clients`, as far as the terminal goes."""
    return "\t".join([name, str(pid), term, str(+control), str(+looks_only), str(active)])


async def test_the_value_goes_to_the_terminal_that_was_used_last_and_stays_in_no_buffer() -> None:
    tmux = FakeTmux(terminal(active=5), terminal("/dev/pts/2", active=9))
    delivery = await TmuxClipboard(tmux.run, "%1").copy(TOKEN)
    assert tmux.loaded == [("/dev/pts/2", TOKEN)]
    assert not delivery.confirmed
    assert "2 terminals are attached" in delivery.caveat


async def test_one_that_only_looks_on_gets_it_last() -> None:
    tmux = FakeTmux(terminal(active=1), terminal("/dev/pts/2", active=9, looks_only=True))
    await TmuxClipboard(tmux.run, "%1").copy(TOKEN)
    assert tmux.loaded[0][0] == "/dev/pts/1"


@pytest.mark.parametrize("tmux", [FakeTmux(), FakeTmux(terminal(control=True))])
async def test_where_no_terminal_is_attached_it_says_so_and_sends_nothing(tmux: FakeTmux) -> None:
    clipboard = TmuxClipboard(tmux.run, "%1")
    assert "No terminal is attached" in (await clipboard.outlook()).blocked
    with pytest.raises(ClipboardError, match="No terminal is attached"):
        await clipboard.copy(TOKEN)
    assert tmux.loaded == []


async def test_a_terminal_that_tmux_sends_no_clipboard_to_is_named() -> None:
    tmux = FakeTmux(terminal(term="vt220"), ms="")
    with pytest.raises(ClipboardError, match="of the kind vt220") as refused:
        await TmuxClipboard(tmux.run, "%1").copy(TOKEN)
    assert "set -as terminal-features ',vt220:clipboard'" in refused.value.hint
    assert tmux.loaded == []


async def test_mosh_around_tmux_gets_it_only_in_a_form_it_passes_on() -> None:
    tmux = FakeTmux(terminal())
    clipboard = TmuxClipboard(tmux.run, "%1", is_mosh=lambda _: True)
    with pytest.raises(ClipboardError, match="mosh"):
        await clipboard.copy(TOKEN)
    tmux.ms = r"\033]52;c%p1%.0s;%p2%s\a"
    await clipboard.copy(TOKEN)
    assert len(tmux.loaded) == 1


async def test_another_tmux_around_it_is_said_before_and_after() -> None:
    clipboard = TmuxClipboard(FakeTmux(terminal(term="tmux-256color")).run, "%1")
    assert "Around this tmux is another one" in " ".join((await clipboard.outlook()).caveats)
    assert "Around this tmux is another one" in (await clipboard.copy(TOKEN)).warning


async def test_a_tmux_that_does_not_answer_is_none() -> None:
    clipboard = TmuxClipboard(FakeTmux(there=False).run, "%1")
    assert (await clipboard.outlook()).elsewhere
    with pytest.raises(ElsewhereError):
        await clipboard.copy(TOKEN)


async def test_a_pane_that_is_not_the_consoles_is_none_of_its_own() -> None:
    clipboard = TmuxClipboard(FakeTmux(terminal()).run, "%1", own_tty="/dev/pts/12")
    with pytest.raises(ElsewhereError):
        await clipboard.copy(TOKEN)


async def test_clear_overwrites_the_terminal_that_has_it() -> None:
    tmux = FakeTmux(terminal(active=5), terminal("/dev/pts/2", active=9))
    clipboard = TmuxClipboard(tmux.run, "%1")
    await clipboard.copy(TOKEN)
    tmux.terminals = [terminal(active=10), terminal("/dev/pts/2", active=9)]
    assert await clipboard.clear(TOKEN) is Clearing.SENT
    assert tmux.loaded[1:] == [("/dev/pts/2", Secret(" "))]


async def test_a_terminal_that_has_gone_cannot_be_cleared_and_no_other_is() -> None:
    tmux = FakeTmux(terminal())
    clipboard = TmuxClipboard(tmux.run, "%1")
    await clipboard.copy(TOKEN)
    tmux.terminals = [terminal(pid=8)]
    assert await clipboard.clear(TOKEN) is Clearing.FAILED
    assert len(tmux.loaded) == 1


async def test_clear_leaves_a_value_that_was_copied_later() -> None:
    tmux = FakeTmux(terminal())
    clipboard = TmuxClipboard(tmux.run, "%1")
    await clipboard.copy(TOKEN)
    await clipboard.copy(OTHER)
    assert await clipboard.clear(TOKEN) is Clearing.CHANGED
    assert await clipboard.clear(OTHER) is Clearing.SENT


def test_lines_that_are_not_understood_are_no_terminals() -> None:
    assert clients("client\tonly\tfour\tcells\nTerminal 0: x for y\nnonsense") == []
    assert len(FIELDS) == 7


def test_this_process_is_not_below_mosh_nor_is_one_that_is_not_there() -> None:
    import os

    assert not under_mosh(os.getpid())
    assert not under_mosh(2**22 + 1)
