"""Parts of a widget that are drawn reversed, where a sheet says so: Textual's own way to their style forgets it.

Reversed letters are what tells a chosen row in the terminal's own colours, and where there is no colour at all.
[seen: Textual 8.2, `Widget.get_visual_style`]
"""

from textual.style import Style
from textual.widget import Widget
from textual.widgets import OptionList

from tui.widgets.steady_lists import steady_lists
from tui.widgets.thumb import draw_thumbs

draw_thumbs()
steady_lists()


class Reversing(Widget):
    """A widget whose parts may be reversed."""

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> Style:
        """As Textual does, and reversed where the sheet says so."""
        style = super().get_visual_style(*component_classes, partial=partial)
        return _reversed(self, style, component_classes)


class Rows(OptionList):
    """A list to choose from, whose current row can be told without colour, and stays in sight at any size."""

    def on_resize(self) -> None:
        """Scroll to where one stood."""
        self.call_after_refresh(self.scroll_to_highlight)

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> Style:
        """As `Reversing`; a class with two widgets above it would be no `OptionList` to the sheets."""
        style = super().get_visual_style(*component_classes, partial=partial)
        return _reversed(self, style, component_classes)


def _reversed(widget: Widget, style: Style, parts: tuple[str, ...]) -> Style:
    reverses = any(widget.get_component_styles(part).text_style.reverse for part in parts)
    return style + Style(reverse=True) if reverses else style
