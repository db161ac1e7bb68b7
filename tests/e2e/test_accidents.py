"""Bytes as terminals and slow links send them: nothing that was not meant confirms anything, or acts at all."""

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


def test_a_burst_changes_nothing(machine: Machine) -> None:
    app = machine.app_with("present")

    def send(burst: str, terminal: Terminal) -> None:
        open_app(terminal, app["name"])
        terminal.wait("A token exists")
        terminal.press(burst)
        terminal.settle()

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
        terminal.settle()
        terminal.press(burst)
        terminal.settle()
        assert "no undo" in terminal.text, burst
        confirm(terminal, "n", "Nothing was changed.")

    bursts = ["xy", "yx", "\x1b[200~y\x1b[201~"]
    at_once([machine.console() for _ in bursts], *(partial(send, burst) for burst in bursts))
    assert machine.json("journal") == []


NO_KEYS = {
    "an answer with r and f": ("\x1b]11;rgb:0000/", "ffff/ffff\x07"),
    "an answer with c": ("\x1b[?62;2", "2c"),
    "a paste with an r": ("\x1b[200~a\x1b[31mr\x1b[201~",),
    "a paste with a q": ("\x1b[200~hello\x1b", "q\x1b[201~"),
}


def test_answers_and_pastes_that_a_link_cuts_press_no_key(machine: Machine) -> None:
    app = machine.app_with("present")
    with machine.console() as terminal:
        open_app(terminal, app["name"])
        terminal.wait("A token exists")
        terminal.settle()
        before = terminal.text
        for what, pieces in NO_KEYS.items():
            for piece in pieces:
                terminal.press(piece)
                terminal.read_for(0.05)
            terminal.settle()
            assert terminal.process.poll() is None, what
            assert terminal.text == before, what
        assert b"\x1b]52;" not in terminal.raw
        terminal.press("r")
        terminal.wait("Revealed.")
