"""A terminal that shows something else than what the console believes: all of it is drawn again."""

from tests.e2e.conftest import Machine
from tests.e2e.terminal import Terminal
from tests.e2e.test_journey import confirm, open_app


def test_a_resumed_console_stands_as_it_was_left(machine: Machine) -> None:
    with machine.console() as terminal:
        terminal.wait("Step 1 of 5")
        terminal.settle()
        before = terminal.text
        terminal.suspend()
        terminal.resume()
        terminal.wait(lambda text: text == before)


def ask_in(terminal: Terminal, name: str) -> None:
    """The question before a regenerate is open, and the screen is still."""
    open_app(terminal, name)
    terminal.wait("A token exists")
    terminal.press("g")
    terminal.wait("no undo")
    terminal.settle()


def test_ctrl_l_draws_a_dialog_and_what_is_behind_it(machine: Machine) -> None:
    with machine.console() as terminal:
        ask_in(terminal, machine.app_with("present")["name"])
        before = terminal.text
        terminal.blank()
        terminal.press("\x0c")
        terminal.wait(lambda text: text == before)


def test_a_token_alone_stands_there_again_when_all_is_drawn_anew(machine: Machine) -> None:
    name = machine.app_with("present")["name"]
    token = machine.reveal(name)
    with machine.console() as terminal:
        open_app(terminal, name)
        terminal.wait("A token exists")
        terminal.press("y")
        terminal.wait("show the token alone")
        confirm(terminal, "a", "Mark it with the mouse")
        terminal.wait(token)
        terminal.settle()
        terminal.blank()
        terminal.press("\x0c")
        terminal.wait(token)
        terminal.resize(100, 30)
        terminal.wait(lambda text: "Mark it" in text.split("\n")[-2] and token in text)
        terminal.settle()
        assert token in terminal.text


def test_a_question_that_was_suspended_takes_no_key_that_was_typed_ahead(machine: Machine) -> None:
    name = machine.app_with("present")["name"]
    before = machine.reveal(name)
    with machine.console() as terminal:
        ask_in(terminal, name)
        terminal.suspend()
        terminal.press("y")
        terminal.resume()
        terminal.wait("no undo")
        terminal.settle()
        assert "no undo" in terminal.text
    assert machine.reveal(name) == before
