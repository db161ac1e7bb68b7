"""Bytes as a terminal without bracketed paste sends them: nothing that was not meant confirms anything."""

import pytest

from tests.e2e.conftest import Machine
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


@pytest.mark.parametrize("burst", BURSTS.values(), ids=BURSTS)
def test_a_burst_changes_nothing(machine: Machine, burst: str) -> None:
    app = machine.app_with("present")
    with machine.console() as terminal:
        open_app(terminal, app["name"])
        terminal.wait("A token exists")
        terminal.press(burst)
        settled(terminal)
    assert machine.json("journal") == []


@pytest.mark.parametrize("burst", ["yy", "xy", "yx", "y\r", "\x1b[200~y\x1b[201~"], ids=repr)
def test_a_burst_into_the_open_dialog_changes_nothing(machine: Machine, burst: str) -> None:
    app = machine.app_with("present")
    with machine.console() as terminal:
        open_app(terminal, app["name"])
        terminal.wait("A token exists")
        terminal.press("g")
        terminal.wait("no undo")
        settled(terminal)
        terminal.press(burst)
        settled(terminal)
        assert "no undo" in terminal.text
        confirm(terminal, "n", "Nothing was changed.")
    assert machine.json("journal") == []
