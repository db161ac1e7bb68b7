"""The scrollbar of lists and texts: a thin line where the view stands in the whole, as the table draws its own.

Nothing is drawn beside it. A filled bar would be the brightest thing on the screen. [seen: Textual 8.2,
`ScrollBar.renderer`]
"""

from rich.color import Color
from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBar, ScrollBarRender

_THUMB = "┃"


class Thumb(ScrollBarRender):
    """Draws vertical bars; there are no others in the console."""

    @classmethod
    def render_bar(  # noqa: PLR0917 - as Textual calls it
        cls,
        size: int = 25,
        virtual_size: float = 50,
        window_size: float = 20,
        position: float = 0,
        thickness: int = 1,
        vertical: bool = True,
        back_color: Color = Color.default(),  # noqa: B008
        bar_color: Color = Color.default(),  # noqa: B008
    ) -> Segments:
        """A cell for each line; a click above or below the thumb goes a page there, and the thumb can be dragged."""
        del vertical
        ground = Style(bgcolor=back_color)
        if not window_size or virtual_size <= window_size:
            return Segments([Segment(" " * thickness, ground)] * size, new_lines=True)
        length = max(1, min(size, round(size * window_size / virtual_size)))
        start = round((size - length) * position / (virtual_size - window_size))
        above, below = ground + _pressed("scroll_up"), ground + _pressed("scroll_down")
        thumb = Style(color=bar_color, bgcolor=back_color) + _pressed("grab")
        cells = [
            *[Segment(" " * thickness, above)] * start,
            *[Segment(_THUMB.rjust(thickness), thumb)] * length,
            *[Segment(" " * thickness, below)] * (size - length - start),
        ]
        return Segments(cells, new_lines=True)


def _pressed(act: str) -> Style:
    return Style(meta={"@mouse.down": act})


def draw_thumbs() -> None:
    """From now on every scrollbar is drawn so. Modules of widgets that scroll ask for it: the first screen does not."""
    ScrollBar.renderer = Thumb
