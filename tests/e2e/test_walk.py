"""The rehearsal in five steps, walked in a terminal by what its strip says and by nothing else."""

import re
import tomllib

from tests.e2e.conftest import Machine
from tests.e2e.terminal import Terminal
from tests.e2e.test_journey import confirm

STATE = "state/connected-apps/remembered.toml"


def told(terminal: Terminal, step: int) -> str:
    """What the strip says to do, once it is at that step."""
    screen = terminal.wait(f"Step {step} of 5")
    return next(line for line in screen.splitlines() if f"Step {step} of 5" in line)


def test_a_newcomer_walks_all_five_steps_by_what_the_strip_says(machine: Machine) -> None:
    with machine.console() as terminal:
        terminal.wait("nothing here reaches anyone")
        key, word = re.findall(r"Press (\S+) and type (\w+)\.", told(terminal, 1))[0]
        terminal.press(key)
        terminal.wait(f"Type {word}.")
        terminal.press(*word)
        assert "Enter goes to the table; there Enter opens." in told(terminal, 2)
        terminal.press("enter", "enter")
        terminal.wait("No token yet")
        key = re.findall(r"Press (\S), read the question, Enter confirms", told(terminal, 3))[0]
        terminal.press(key)
        confirm(terminal, "enter", "A token exists")
        key = re.findall(r"Press (\S) to see the token", told(terminal, 4))[0]
        terminal.press(key)
        terminal.wait("Revealed.")
        key, yes = re.findall(r"Press (\S) again, read the question, (\S)", told(terminal, 5))[0]
        terminal.press(key)
        confirm(terminal, yes, "That was the rehearsal")
        terminal.press("left")
        terminal.wait(lambda text: "rehearsal" not in text and "1 of 42" in text)
        terminal.press("q")
        assert terminal.wait_end() == 0
    assert tomllib.loads((machine.home / STATE).read_text())["walk_is_over"] is True


def test_once_put_away_it_is_not_there_the_next_time(machine: Machine) -> None:
    (machine.home / STATE).parent.mkdir(parents=True)
    (machine.home / STATE).write_text("v = 1\nwalk_is_over = true\n")
    with machine.console() as terminal:
        assert "rehearsal" not in terminal.wait("connected apps, read at")
        terminal.press("w")
        told(terminal, 1)
