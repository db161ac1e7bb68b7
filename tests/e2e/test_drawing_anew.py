"""A terminal that shows something else than what the console believes: all of it is drawn again."""

from tests.e2e.conftest import Machine
from tests.e2e.test_accidents import settled
from tests.e2e.test_journey import open_app


def test_a_resumed_console_stands_as_it_was_left(machine: Machine) -> None:
    with machine.console() as terminal:
        terminal.wait("Step 1 of 5")
        settled(terminal)
        before = terminal.text
        terminal.suspend()
        terminal.resume()
        terminal.wait(lambda text: text == before)


def test_ctrl_l_draws_a_dialog_and_what_is_behind_it(machine: Machine) -> None:
    with machine.console() as terminal:
        open_app(terminal, machine.app_with("present")["name"])
        terminal.wait("A token exists")
        terminal.press("g")
        terminal.wait("Cancel")
        settled(terminal)
        before = terminal.text
        terminal.blank()
        terminal.press("\x0c")
        terminal.wait(lambda text: text == before)
