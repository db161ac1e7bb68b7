"""Bytes as a terminal without bracketed paste sends them: nothing that was not meant confirms anything."""

from functools import partial

from tests.e2e.conftest import Machine, at_once
from tests.e2e.terminal import Terminal
from tests.e2e.test_journey import confirm, open_app

BURSTS = {
    "typed ahead": "gy",
    "a held key": "g" + "y" * 30,
    "a pasted text": "ygy\rgy\rgenerate y\ry\r",
    "a cut sequence": "g\x1b[y",
    "a bracketed paste": "g\x1b[200~y\x1b[201~",
}


def settled(terminal: Terminal) -> None:
    """Read until the terminal has been silent for longer than any confirmation takes."""
    while terminal._read(0.6):
        pass


def test_a_burst_changes_nothing(machine: Machine) -> None:
    app = machine.app_with("present")

    def send(burst: str, terminal: Terminal) -> None:
        open_app(terminal, app["name"])
        terminal.wait("A token exists")
        terminal.press(burst)
        settled(terminal)

    consoles = [machine.console() for _ in BURSTS]
    at_once(consoles, *(partial(send, burst) for burst in BURSTS.values()))
    assert machine.json("journal") == []


def test_a_burst_into_the_open_dialog_changes_nothing(machine: Machine) -> None:
    app = machine.app_with("present")

    def send(burst: str, terminal: Terminal) -> None:
        open_app(terminal, app["name"])
        terminal.wait("A token exists")
        terminal.press("g")
        terminal.wait("no undo")
        settled(terminal)
        terminal.press(burst)
        settled(terminal)
        assert "no undo" in terminal.text, burst
        confirm(terminal, "n", "Nothing was changed.")

    bursts = ["yy", "xy", "yx", "y\r", "\x1b[200~y\x1b[201~"]
    at_once([machine.console() for _ in bursts], *(partial(send, burst) for burst in bursts))
    assert machine.json("journal") == []
