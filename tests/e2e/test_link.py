"""What a terminal at the end of a slow link is sent: figures that are the same on every machine."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.e2e.conftest import Machine
from tests.e2e.terminal import Terminal

SIZE = (120, 40)
PAUSE = 0.25
"""Seconds after which a frame has come whole."""


@contextmanager
def listing(machine: Machine, apps: int) -> Iterator[Terminal]:
    """The console with that many apps, all painted."""
    machine.run("practice-org", "seed", "--apps", str(apps))
    with machine.console(size=SIZE) as terminal:
        terminal.wait("connected apps, read at")
        terminal.read_for(PAUSE)
        yield terminal


def sent_for(terminal: Terminal, *keys: str) -> int:
    """Bytes that come for keys pressed one after the other."""
    before = len(terminal.raw)
    for key in keys:
        terminal.press(key)
        terminal.read_for(PAUSE)
    return len(terminal.raw) - before


def test_moving_and_searching_send_little(machine: Machine) -> None:
    with listing(machine, 1_000) as terminal:
        assert len(terminal.raw) < 12_000
        assert sent_for(terminal, *["down"] * 4) <= 4 * 300
        assert sent_for(terminal, "/", *"billi") <= 20_000
        assert sent_for(terminal, "n") <= 450  # the same apps, one more letter marked on each


def test_nothing_is_sent_while_nothing_happens(machine: Machine) -> None:
    with listing(machine, 40) as terminal:
        assert sent_for(terminal, "/") > 0
        before = len(terminal.raw)
        terminal.read_for(1.2)
        assert len(terminal.raw) == before
