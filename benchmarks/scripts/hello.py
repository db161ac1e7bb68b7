"""The floor of every Textual app: one line of text."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Hello(App[None]):
    """Says one thing."""

    def compose(self) -> ComposeResult:
        """The line."""
        yield Static("hello, world")


Hello().run(mouse=False)
