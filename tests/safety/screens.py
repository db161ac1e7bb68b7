"""What an admin does at the console, as far as these tests need it."""

from tests.e2e.terminal import Terminal
from tests.faults.orgs import App


def open_app(terminal: Terminal, app: App) -> None:
    """Search the app, and open it."""
    terminal.wait("connected apps, read at")
    terminal.press("/", *app.name)
    terminal.wait(lambda text: f"/ {app.name}" in text)
    terminal.press("enter", "enter")
    terminal.wait("A token exists")


def ask_to_regenerate(terminal: Terminal) -> None:
    """Open the dialog, and wait until it takes a key."""
    terminal.press("g")
    terminal.wait("no undo")
    wait_for_silence(terminal)


def wait_for_silence(terminal: Terminal) -> None:
    """A dialog takes no key in its first moments, nor one that follows others closely: then both are over."""
    while terminal._read(0.6):
        pass


def begin_regenerate(terminal: Terminal, app: App) -> None:
    """Open the app and confirm a regenerate; returns when the console says that it is sending."""
    open_app(terminal, app)
    ask_to_regenerate(terminal)
    terminal.press("y")
    terminal.wait(lambda text: "Sending" in text or "token is dead" in text)


def look_up_unfinished(terminal: Terminal) -> None:
    """Look up the act that a new console offers as unfinished."""
    terminal.wait("Unfinished acts")
    wait_for_silence(terminal)
    terminal.press("l")
    terminal.wait(lambda text: "It happened" in text or "It did not happen" in text)
