"""Copying and hiding in the console itself: what it costs, what stays behind, what a suspended one shows."""

import os
import signal

import pytest

from tests.e2e.conftest import Machine
from tests.e2e.places import APP, Place, copied, need
from tests.e2e.terminal import COMMAND, Terminal
from tests.e2e.test_journey import confirm, open_app

MOST_COPY, MOST_HIDE = 1500, 2500
"""Bytes on a screen of 80 by 24; a frame of the whole screen has some 6,000."""


def quiet(terminal: Terminal) -> int:
    """Read until nothing comes any more; returns how many bytes there were so far."""
    terminal.settle()
    return len(terminal.raw)


def test_a_copy_and_a_hide_cost_little(machine: Machine) -> None:
    with machine.console(SSH_CONNECTION="1 2 3 4") as terminal:
        open_app(terminal, APP)
        terminal.wait("A token exists")
        terminal.press("r")
        terminal.wait("Revealed.")
        before = quiet(terminal)
        terminal.press("r")
        terminal.wait("Hidden.")
        hidden = quiet(terminal)
        terminal.press("c")
        terminal.wait("Token sent")
        terminal.press("K")  # the countdown would go on sending
        terminal.wait("The copy stays")
        sent = quiet(terminal)
    assert hidden - before < MOST_HIDE
    assert sent - hidden < MOST_COPY


def test_ctrl_z_hides_a_token_before_it_suspends(machine: Machine) -> None:
    token = machine.reveal(APP)
    with machine.console() as terminal:
        open_app(terminal, APP)
        terminal.wait("A token exists")
        terminal.press("r")
        terminal.wait(token)
        terminal.suspend()
        on_first_screen = terminal.raw.rpartition(b"\x1b[?1049l")[2]
        assert token.encode() not in on_first_screen
        shown = len(terminal.raw)
        terminal.resume()
        terminal.wait("Hidden.")
        assert token.encode() not in terminal.raw[shown:]


def test_the_token_alone_is_one_line_and_leaves_nothing_in_the_scrollback(machine: Machine) -> None:
    need("tmux")
    place = Place(machine)
    argv = place.tmux("one", [str(COMMAND)])
    size = (60, 21)
    with (
        place.tmux_servers("one"),
        Terminal(argv, environ=place.environ, size=size, cwd=machine.home) as terminal,
    ):
        open_app(terminal, APP)
        terminal.wait("A token exists")
        terminal.press("y")
        confirm(terminal, "a", "Mark it with the mouse")
        terminal.wait(place.token[:60])
        assert len(place.token) > size[0]
        assert place.ask_tmux("one", "capture-pane", "-pJ").startswith(place.token)
        terminal.press("enter")
        terminal.wait("A token exists")
        terminal.press("q")
        terminal.wait(lambda text: "A token exists" not in text)
        everything = place.ask_tmux("one", "capture-pane", "-pJ", "-S", "-")
        assert place.token[:20] not in everything


@pytest.mark.parametrize(
    "number",
    [signal.SIGTERM, pytest.param(signal.SIGHUP, marks=pytest.mark.soak)],
    ids=["SIGTERM", "SIGHUP"],
)
def test_a_signal_takes_a_copy_off_again(machine: Machine, number: signal.Signals) -> None:
    with machine.console(SSH_CONNECTION="1 2 3 4") as terminal:
        open_app(terminal, APP)
        terminal.wait("A token exists")
        terminal.press("c")
        terminal.wait("Token sent")
        terminal.kill(number)
        assert terminal.wait_end() == 128 + number
        assert copied(terminal)[1:] == [" "]


def test_a_command_leaves_no_core_dump(machine: Machine) -> None:
    import resource

    with machine.console("token", "copy", APP) as terminal:
        terminal.wait("ctrl+c clears it now")
        soft_and_hard = resource.prlimit(terminal.process.pid, resource.RLIMIT_CORE)
    assert soft_and_hard == (0, 0)


def test_the_proof_on_the_command_line(machine: Machine) -> None:
    with machine.console("doctor", "--clipboard", SSH_CONNECTION="1 2 3 4") as terminal:
        terminal.wait("Paste it here")
        (nonce,) = copied(terminal)
        before = len(terminal.raw)
        terminal.press(f"{nonce}\r")
        terminal.wait("It arrived")
        assert terminal.wait_end() == 0
        assert nonce.encode() not in terminal.raw[before:]
        assert copied(terminal) == [nonce, " "]


def test_what_is_not_the_test_value_is_no_proof(machine: Machine) -> None:
    with machine.console("doctor", "--clipboard", SSH_CONNECTION="1 2 3 4") as terminal:
        terminal.wait("Paste it here")
        terminal.press("something else\r")
        terminal.wait("did not arrive")
        assert terminal.wait_end() == 11


def test_odd_paths_act_on_no_terminal(machine: Machine) -> None:
    odd = f"{machine.home}{os.sep}\x1b]0;title\x07.toml"
    done = machine.run_whole("list", CONNECTED_APPS_CONFIG=odd)
    assert "\x1b" not in done.stderr
    assert "<U+001B>" in done.stderr
    assert "\x1b" not in machine.run("config", "path") + done.stdout
    blocked = machine.run_whole("list", XDG_DATA_HOME="/proc/\x1b[2J")
    assert "\x1b" not in blocked.stderr
