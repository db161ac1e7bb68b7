"""However the console ends, with a token on the screen: the terminal is usable and the token is gone."""

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import Machine
from tests.e2e.terminal import COMMAND, Terminal
from tests.e2e.test_journey import confirm, open_app

CRASHING = Path(__file__).parent / "crashing_console.py"


def reveal(terminal: Terminal, name: str) -> None:
    open_app(terminal, name)
    terminal.wait("A token exists")
    terminal.press("r")
    terminal.wait("hides itself")


@pytest.mark.parametrize(
    "number",
    [pytest.param(signal.SIGTERM, marks=pytest.mark.soak), signal.SIGHUP],
    ids=["SIGTERM", "SIGHUP"],
)
def test_a_signal(machine: Machine, number: signal.Signals) -> None:
    name = machine.app_with("present")["name"]
    token = machine.reveal(name)
    with machine.console() as terminal:
        reveal(terminal, name)
        terminal.kill(number)
        assert terminal.wait_end() == 128 + number
        terminal.check_left(token)


def test_a_crash(machine: Machine) -> None:
    name = machine.app_with("present")["name"]
    token = machine.reveal(name)
    with Terminal(
        [sys.executable, str(CRASHING)], environ=machine.environ, cwd=machine.home
    ) as terminal:
        reveal(terminal, name)
        terminal.press("!")
        assert terminal.wait_end() == 1
        terminal.check_left(token)
        report = terminal.raw.rpartition(b"\x1b[?1049l")[2].decode()
    assert "stopped because of a bug" in report
    assert "crashing_console.py" in report
    assert "a local that must not be shown" not in report
    assert "a text that must not be shown" not in report


def test_what_is_left_to_do_stands_in_the_shell(machine: Machine) -> None:
    app = machine.app_with("none")
    with machine.console() as terminal:
        open_app(terminal, app["name"])
        terminal.wait("No token yet")
        terminal.press("g")
        terminal.wait("Enter Generate")
        confirm(terminal, "enter", "Generated.")
        terminal.press("q")
        assert terminal.wait_end() == 0
        said = terminal.raw.rpartition(b"\x1b[?1049l")[2].decode()
    assert "No target has had the new token" in said
    command = f"connected-apps --org practice hand-over {app['id']} --to practice-gateway"
    assert f"\r\n{command}\r\n" in said


def test_the_embedded_org_dies_with_a_killed_console(machine: Machine) -> None:
    with machine.console() as terminal:
        terminal.wait("connected apps, read at")
        children = child_processes(terminal.process.pid)
        assert children
        terminal.kill(signal.SIGKILL)
        terminal.wait_end()
        for _ in range(200):
            if not any(alive(child) for child in children):
                return
            terminal._read(0.05)
    raise AssertionError("the practice org outlived its console")


def child_processes(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    if not listed.is_file():
        pytest.skip("needs /proc")
    return [int(child) for child in listed.read_text().split()]


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_a_terminal_that_is_gone_without_a_signal(machine: Machine) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [COMMAND],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=machine.environ,
        start_new_session=True,
    ) as console:
        os.close(theirs)
        while b"connected apps, read at" not in os.read(ours, 65536):
            pass
        os.close(ours)
        assert console.wait(timeout=10) == 128 + signal.SIGHUP


def test_a_terminal_that_nobody_reads_does_not_keep_the_console_alive(machine: Machine) -> None:
    with machine.console() as terminal:
        terminal.wait("connected apps, read at")
        for _ in range(400):  # a dead link: the console writes, and nothing is taken from it
            terminal.press("j", "k")
        terminal.kill(signal.SIGHUP)
        assert terminal.process.wait(timeout=15) == 128 + signal.SIGHUP


def test_a_key_that_is_typed_ahead_of_the_first_screen_waits_for_it(machine: Machine) -> None:
    with machine.console() as terminal:
        while terminal.process.poll() is None:  # at every moment of the start
            terminal.press("q")
            terminal.read_for(0.01)
        assert terminal.wait_end() == 0
        assert "bug" not in terminal.text
