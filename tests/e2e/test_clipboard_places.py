"""Copy where admins sit: what reached the outermost terminal, what stayed behind, what was said.

The table in docs/clipboard.md is made of the rows that these tests hold.
"""

import os
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.clipboard_rows import (
    DEAD_X11,
    MOSH,
    MOSH_TMUX,
    MOSH_TMUX_SET,
    NESTED_DEFAULT,
    NESTED_ON,
    NOTHING,
    ROWS,
    SCREEN,
    SCREEN_ALONE,
    SSH,
    TMUX,
    TMUX_ALONE,
    TMUX_VT220,
    X11,
    Row,
)
from tests.e2e.conftest import Machine
from tests.e2e.places import Place, Sshd, copied, need
from tests.e2e.terminal import Terminal

PAGE = Path(__file__).resolve().parents[2] / "docs" / "clipboard.md"
MOSH_LINE = r"set -as terminal-overrides ',*:Ms=\E]52;c%p1%.0s;%p2%s\7'"


@pytest.fixture
def place(machine: Machine) -> Place:
    return Place(machine)


@pytest.fixture(scope="module")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    server = Sshd(tmp_path_factory.mktemp("ssh") / "server")
    yield server
    server.stop()


def check(row: Row, place: Place, terminal: Terminal) -> None:
    """The command said what the row has; the terminal was given the token, and it was taken off again, or neither."""
    terminal.wait(row.says, seconds=30)
    if "sent" not in terminal.text:
        terminal.read_for(0.3)
        assert copied(terminal) == []
        return
    terminal.wait("ctrl+c clears it now")
    terminal.press("\x03")
    terminal.wait("overwritten with a space")
    terminal.read_for(0.3)
    assert copied(terminal) == ([place.token, " "] if row.arrived else [])


def test_the_page_has_every_row() -> None:
    told = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line[:2] == "| "]
    for row in ROWS:
        assert f"| {' | '.join(row.cells)} |" in told


# -- quick ones -------------------------------------------------------------------------------------


def test_tmux_as_it_comes(place: Place) -> None:
    need("tmux")
    with place.tmux_servers("one"), place.terminal(place.tmux("one", place.copying)) as terminal:
        check(TMUX["external", "off"], place, terminal)
        assert place.in_buffers("one") == ""


def test_tmux_with_nobody_attached(place: Place) -> None:
    need("tmux")
    with place.tmux_servers("one"):
        *server, held = place.tmux("one", place.copying)
        subprocess.run([*server, "-d", held], env=place.environ, check=True)
        for _ in range(100):
            said = place.ask_tmux("one", "capture-pane", "-p")
            if TMUX_ALONE.says in said:
                return
            subprocess.run(["sleep", "0.1"], check=True)
    raise AssertionError(said)


def test_nothing_at_all(place: Place) -> None:
    with place.terminal(place.copying, TERM="linux") as terminal:
        check(NOTHING, place, terminal)
        assert terminal.wait_end() == 11


# -- the others -------------------------------------------------------------------------------------


@pytest.mark.soak
def test_ssh(place: Place, sshd: Sshd) -> None:
    with place.terminal(sshd.ssh(place.remote(*place.copying))) as terminal:
        check(SSH, place, terminal)


@pytest.mark.soak
@pytest.mark.parametrize("settings", TMUX, ids=" ".join)
def test_tmux_over_ssh(place: Place, sshd: Sshd, settings: tuple[str, str]) -> None:
    need("tmux")
    lines = (f"set -s set-clipboard {settings[0]}", f"set -g allow-passthrough {settings[1]}")
    inside = place.remote(*place.tmux("one", place.copying, *lines))
    with place.tmux_servers("one"), place.terminal(sshd.ssh(inside)) as terminal:
        check(TMUX[settings], place, terminal)
        assert place.in_buffers("one") == ""


@pytest.mark.soak
def test_tmux_on_a_terminal_without_a_clipboard(place: Place) -> None:
    need("tmux")
    argv = place.tmux("one", place.copying)
    with place.tmux_servers("one"), place.terminal(argv, TERM="vt220") as terminal:
        check(TMUX_VT220, place, terminal)


@pytest.mark.soak
@pytest.mark.parametrize("row", [NESTED_DEFAULT, NESTED_ON], ids=lambda row: row.place)
def test_tmux_in_tmux(place: Place, sshd: Sshd, row: Row) -> None:
    need("tmux")
    inner = sshd.ssh(place.remote(*place.tmux("inner", place.copying)))
    lines = ['set -g default-terminal "tmux-256color"']
    lines += ["set -s set-clipboard on"] if row is NESTED_ON else []
    outer = place.remote(*place.tmux("outer", inner, *lines))
    with (
        place.tmux_servers("inner", "outer"),
        place.terminal(sshd.ssh(outer)) as terminal,
    ):
        check(row, place, terminal)
        assert place.in_buffers("inner") == ""
        assert (place.token in place.in_buffers("outer")) is (row is NESTED_ON)


@pytest.mark.soak
def test_screen_over_ssh(place: Place, sshd: Sshd) -> None:
    need("screen")
    place.environ.update(place.screen_environ())
    remote = Place(place.machine)
    inside = remote.remote("screen", "-c", "/dev/null", "-S", "one", *remote.copying)
    with remote.terminal(sshd.ssh(inside)) as terminal:
        terminal.wait("ctrl+c clears it now", seconds=30)
        assert SCREEN.says in terminal.text
        terminal.press("\x03")
        terminal.read_for(1)
        assert copied(terminal) == [remote.token, " "]


@pytest.mark.soak
def test_screen_with_nobody_attached(place: Place) -> None:
    need("screen")
    place.environ.update(place.screen_environ())
    said = place.machine.home / "said"
    held = f"{shlex.join(place.copying)} 2> {said}"
    argv = ["screen", "-c", "/dev/null", "-D", "-m", "-S", "one", "sh", "-c", held]
    subprocess.run(argv, env=place.environ, check=True, timeout=30)
    assert SCREEN_ALONE.says in said.read_text()


@pytest.mark.soak
def test_mosh(place: Place, sshd: Sshd) -> None:
    need("mosh", "mosh-server")
    with place.terminal(sshd.mosh(place.remote(*place.copying))) as terminal:
        terminal.wait("ctrl+c clears it now", seconds=30)
        assert MOSH.says in terminal.text
        terminal.press("\x03")
        terminal.read_for(1)
        assert copied(terminal)[:1] == [place.token]


@pytest.mark.soak
@pytest.mark.parametrize("row", [MOSH_TMUX, MOSH_TMUX_SET], ids=lambda row: row.place)
def test_mosh_and_tmux(place: Place, sshd: Sshd, row: Row) -> None:
    need("mosh", "mosh-server", "tmux")
    lines = [MOSH_LINE] if row is MOSH_TMUX_SET else []
    inside = place.remote(*place.tmux("one", place.copying, *lines))
    with place.tmux_servers("one"), place.terminal(sshd.mosh(inside)) as terminal:
        check(row, place, terminal)


@pytest.fixture
def display(tmp_path: Path) -> Iterator[str]:
    need("Xvfb", "xclip")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "64x64x8", "-nolisten", "tcp"],
        pass_fds=[writing], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    with os.fdopen(reading) as answer:
        os.close(writing)
        number = answer.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait(timeout=10)


def held_by(display: str) -> str:
    done = subprocess.run(
        ["xclip", "-selection", "clipboard", "-o"],
        env={"DISPLAY": display, "PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout


@pytest.mark.soak
def test_x11(place: Place, display: str) -> None:
    with place.terminal(place.copying, DISPLAY=display) as terminal:
        terminal.wait(X11.says)
        terminal.wait("ctrl+c clears it now")
        assert held_by(display) == place.token
        terminal.press("\x03")
        terminal.wait("Clipboard cleared.")
        assert place.token not in held_by(display)
        assert copied(terminal) == []


@pytest.mark.soak
def test_a_display_that_is_gone(place: Place) -> None:
    need("xclip")
    with place.terminal(place.copying, DISPLAY=":987") as terminal:
        check(DEAD_X11, place, terminal)
        assert "open display" not in terminal.text
