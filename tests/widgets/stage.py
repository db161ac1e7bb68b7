"""A tiny app with one widget on it, and what is drawn of it."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.apps_table import AppsTable
from tui.widgets.key_bar import KeyBar


class Stage(App[None]):
    """Shows the widget on the whole screen and keeps the messages that it posts."""

    CSS: ClassVar[str] = """
    KeyBar, TitleBar { height: 1; }
    AppsTable { height: 1fr; }
    .apps-table--match { color: red; }
    """

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self.widget = widget
        self.messages: list[Message] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours that the console's own themes have beside Textual's."""
        return {"quiet": "#777777"}

    def compose(self) -> ComposeResult:
        """The widget alone."""
        yield self.widget

    def on_key_bar_pressed(self, message: KeyBar.Pressed) -> None:
        """Keep it."""
        self.messages.append(message)

    def on_apps_table_moved(self, message: AppsTable.Moved) -> None:
        """Keep it."""
        self.messages.append(message)

    def on_apps_table_chosen(self, message: AppsTable.Chosen) -> None:
        """Keep it."""
        self.messages.append(message)

    def on_apps_table_heading_clicked(self, message: AppsTable.HeadingClicked) -> None:
        """Keep it."""
        self.messages.append(message)

    @property
    def strips(self) -> list[Strip]:
        """The lines of the screen as they are drawn."""
        return list(self.screen._compositor.render_strips(self.size))

    @property
    def lines(self) -> list[str]:
        """The text of the screen, each line as wide as the screen."""
        return [strip.text for strip in self.strips]
