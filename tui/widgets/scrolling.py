"""A part of a screen that scrolls by the keys of the table."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from tui.widgets.thumb import draw_thumbs

draw_thumbs()


class Body(VerticalScroll, inherit_bindings=False):
    """Scrolls up and down; left and right stay the screen's."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll_up", "Up", show=False),
        Binding("down,j", "scroll_down", "Down", show=False),
        Binding("pageup", "page_up", "Page up", show=False),
        Binding("pagedown,space", "page_down", "Page down", show=False),
        Binding("home", "scroll_home", "Top", show=False),
        Binding("end", "scroll_end", "Bottom", show=False),
    ]

    def __init__(self, place: tuple[float, float] = (0.0, 0.0)) -> None:
        super().__init__()
        self.place = place
        """Where the reader has scrolled to, and how far one could scroll then.

        A larger terminal may show more, and a smaller one goes back there.
        """

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember the place, unless it is only that there is less to scroll by now."""
        super().watch_scroll_y(old_value, new_value)
        if self.max_scroll_y >= self.place[1] or new_value < self.max_scroll_y:
            self.place = (new_value, self.max_scroll_y)

    def on_resize(self) -> None:
        """Go back to the place, as far as it is there."""
        self.call_after_refresh(self.go_to, self.place)

    def go_to(self, place: tuple[float, float]) -> None:
        """Scroll to a place, as far as it is there."""
        self.scroll_to(y=min(place[0], self.max_scroll_y), animate=False, immediate=True)
        self.place = place
