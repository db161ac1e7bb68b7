"""The table of connected apps.

A plain widget that draws its visible lines over plain Python data. Textual's DataTable builds every row: at
100,000 apps that is seconds a keystroke, this is milliseconds. After each change the visible lines are drawn anew
and compared with those on the screen; only lines that differ are repainted: over SSH every byte is waited for.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.domain.listing import Column, Order
from tui.presentation.app_cells import GAP, HEADINGS, Cell, shape
from tui.widgets.marked import fitted, marked
from tui.widgets.row_pieces import RowPieces, Runs, row_pieces

Cells = Callable[[int], Mapping[Column, Cell]]
"""The cells of the app at a position of the catalogue."""

_MOST_ROWS = 2000
"""Rows that are kept laid out; some 2 kB each."""
_HEADER = 1
_MARKER = 2
_AIR = 1
"""Between the last column and the scrollbar."""
_SCROLLBAR = 1


class Listing(NamedTuple):
    """What the table shows: positions in order, where their cells come from, and what was searched for.

    While `cells` is the same object it gives the same cells.
    """

    positions: Sequence[int]
    cells: Cells
    needles: Sequence[str] = ()
    order: Order = Order()


class AppsTable(Widget, can_focus=True):
    """Rows with a cursor, columns that give way on narrow terminals, and matches that are marked."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "apps-table--header",
        "apps-table--row",
        "apps-table--cursor",
        "apps-table--match",
        "apps-table--strong",
        "apps-table--good",
        "apps-table--quiet",
        "apps-table--thumb",
    }

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False, priority=True),
        Binding("down,j", "move(1)", "Down", show=False, priority=True),
        Binding("pageup", "page(-1)", "Page up", show=False, priority=True),
        Binding("pagedown", "page(1)", "Page down", show=False, priority=True),
        Binding("home", "first", "First", show=False, priority=True),
        Binding("end", "last", "Last", show=False, priority=True),
    ]

    class Moved(Message):
        """The cursor stands on another app."""

    class Chosen(Message):
        """The current row was clicked once more: open it."""

    class HeadingClicked(Message):
        """A heading was clicked: sort by its column."""

        def __init__(self, column: Column) -> None:
            super().__init__()
            self.column = column

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._listing = Listing((), lambda _: {})
        self._cursor = 0
        self._top = 0
        self._lines: list[Strip] = []
        self._styles: dict[tuple[str, str], Style] = {}
        self._widths: Mapping[Column, int] = {}
        self._rows: dict[int, RowPieces] = {}
        """By position: rows that were drawn, in the widths of now."""

    # -- what is shown ---------------------------------------------------------------------------

    def show(self, listing: Listing, *, keep: int | None) -> None:
        """Show `listing`, with the cursor on the position `keep` if it is still there, else on the first row."""
        if listing.cells is not self._listing.cells:
            self._rows.clear()
        self._listing = listing
        row = _index(listing.positions, keep, hint=self._cursor)
        offset = self._cursor - self._top
        self._cursor = row
        self._top = row - offset
        self._settle()

    @property
    def position(self) -> int | None:
        """The position of the current app in the catalogue."""
        positions = self._listing.positions
        return positions[self._cursor] if self._cursor < len(positions) else None

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self._listing.positions)

    @property
    def row(self) -> int:
        """The current row, counted from 0."""
        return self._cursor

    def redraw(self, only: Iterable[int] | None = None, *, narrow: bool = False) -> None:
        """Draw the visible lines anew, or only some of them, and repaint those that changed.

        Args:
            narrow: repaint no more of a line than changed; worth looking for where most of it stays.
        """
        if not self.is_attached or not self.size:
            return
        size = self.size
        old = self._lines
        if len(old) != size.height:
            self._draw_all(size)
            self.refresh()
            return
        from tui.widgets.changes import changed_cells  # the first frame does without

        changed: list[Region] = []
        lines = range(size.height)
        for y in lines if only is None else (each for each in only if each in lines):
            line = self._draw(y, size)
            if line != old[y]:
                start, end = changed_cells(old[y], line) if narrow else (0, size.width)
                changed.append(Region(start, y, end - start, 1))
                old[y] = line
        if changed:
            self.refresh(*changed)

    # -- moving ----------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Move the cursor by rows."""
        self._go(self._cursor + by)

    def action_page(self, by: int) -> None:
        """Move the cursor and the view by pages."""
        self._go(self._cursor + by * self._page, self._top + by * self._page)

    def action_first(self) -> None:
        """Move to the first row."""
        self._go(0)

    def action_last(self) -> None:
        """Move to the last row."""
        self._go(len(self._listing.positions) - 1)

    @property
    def _page(self) -> int:
        return max(1, self.size.height - _HEADER)

    def _go(self, row: int, new_top: int | None = None) -> None:
        before, top = self._cursor, self._top
        self._cursor, self._top = row, top if new_top is None else new_top
        self._bring_inside()
        if self._top == top:
            self.redraw({_HEADER + each - top for each in (before, self._cursor)})
        else:
            self.redraw()
        if self._cursor != before:
            self.post_message(self.Moved())

    def _settle(self) -> None:
        """Bring cursor and view back inside the rows, then draw."""
        self._bring_inside()
        self.redraw(narrow=True)

    def _bring_inside(self) -> None:
        count = len(self._listing.positions)
        self._cursor = max(0, min(self._cursor, count - 1))
        self._top = max(self._cursor - self._page + 1, min(self._top, self._cursor))
        self._top = max(0, min(self._top, count - self._page))

    # -- mouse -----------------------------------------------------------------------------------

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Three rows down."""
        event.stop()
        self._go(self._cursor + 3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Three rows up."""
        event.stop()
        self._go(self._cursor - 3)

    def on_click(self, event: events.Click) -> None:
        """A heading sorts; a row becomes the current one; the current row opens."""
        event.stop()
        if event.y < _HEADER:
            column = self._column_at(event.x)
            if column is not None:
                self.post_message(self.HeadingClicked(column))
            return
        row = self._top + event.y - _HEADER
        if row >= len(self._listing.positions):
            return
        if row == self._cursor:
            self.post_message(self.Chosen())
        else:
            self._go(row)

    def _column_at(self, x: int) -> Column | None:
        edge = _MARKER
        for column, width in self._widths.items():
            edge += width + GAP
            if x < edge:
                return column
        return None

    # -- drawing ---------------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Keep the cursor's place in a terminal of another size."""
        self._lines = []
        self._settle()

    def _draw_all(self, size: Size) -> None:
        """Every line, in columns for the width that there is now."""
        self._widths = shape(size.width - _MARKER - _AIR - _SCROLLBAR).widths
        self._rows.clear()
        self._lines = [self._draw(y, size) for y in range(size.height)]

    def notify_style_update(self) -> None:
        """The theme changed: every style is another one, as soon as Textual has set those of the parts too."""
        super().notify_style_update()
        self._styles = {}
        self._lines = []
        self.refresh()

    def on_focus(self) -> None:
        """The cursor looks different while the table has the focus."""
        self._styles = {}
        self.redraw()

    def on_blur(self) -> None:
        """As on_focus."""
        self._styles = {}
        self.redraw()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines as `redraw` drew them; the first frame is drawn before the widget is told of its size.

        Textual's own way lays border, padding and tint round each line and filters its colours. There are none of the
        first here, and the filters are in the styles already: it took more time than drawing the lines.
        """
        size = self.size
        if len(self._lines) != size.height:
            self._draw_all(size)
        lines = self._lines[crop.y : crop.bottom]
        if crop.column_span != (0, size.width):
            return [line.crop(*crop.column_span) for line in lines]
        return lines

    def _style(self, name: str, *, on: str = "") -> Style:
        """How a part is drawn, in the colours that the terminal gets.

        Args:
            on: the part that it lies on.
        """
        key = name, on
        if key not in self._styles:
            style = self.get_component_rich_style(f"apps-table--{name}")
            if on:
                style = self.get_component_rich_style(f"apps-table--{on}") + _foreground(style)
            self._styles[key] = self._filtered(style)
        return self._styles[key]

    def _filtered(self, style: Style) -> Style:
        strip = Strip([Segment(" ", style)], 1)
        for each in self.get_line_filters():
            strip = strip.apply_filter(each, self.background_colors[1])
        return next(iter(strip)).style or style

    def _draw(self, y: int, size: Size) -> Strip:
        width = size.width - _SCROLLBAR
        if y < _HEADER:
            return self._draw_header().adjust_cell_length(size.width, self._style("header"))
        row = self._top + y - _HEADER
        line = Runs()
        if row >= len(self._listing.positions):
            line.put(" " * width, self._style("row"))
        else:
            self._draw_row(line, row, width)
        self._draw_thumb(line, y - _HEADER, size.height - _HEADER)
        return Strip(line.segments(), size.width)

    def _draw_header(self) -> Strip:
        style, order = self._style("header"), self._listing.order
        segments = [Segment(" " * _MARKER, style)]
        for column, width in self._widths.items():
            arrow = (" ↓" if order.descending else " ↑") if column is order.column else ""
            segments.append(Segment(fitted(f"{HEADINGS[column]}{arrow}", width), style))
            segments.append(Segment(" " * GAP, style))
        return Strip(segments)

    def _draw_row(self, line: Runs, row: int, width: int) -> None:
        current = row == self._cursor
        needles = self._listing.needles
        pieces, used = self._laid_out(self._listing.positions[row], width - _MARKER)
        style = self._style_of(pieces[0].tone, current=current)
        line.put("▸ " if current else "  ", style)
        for piece in pieces:
            style = self._style_of(piece.tone, current=current)
            if any(needle in piece.folded for needle in needles):
                match = self._style("match", on="cursor" if current else "row")
                for text, own, _ in marked(piece.text, needles, style, match):
                    line.put(text, own or style)
            else:
                line.put(piece.text, style)
        line.fit(width, used + _MARKER, self._style("row"))

    def _laid_out(self, position: int, width: int) -> RowPieces:
        row = self._rows.get(position)
        if row is None:
            if len(self._rows) >= _MOST_ROWS:
                self._rows.clear()
            row = row_pieces(self._listing.cells(position), self._widths, width)
            self._rows[position] = row
        return row

    def _style_of(self, tone: str, *, current: bool) -> Style:
        return self._style("cursor") if current else self._style(tone, on="row")

    def _draw_thumb(self, line: Runs, row: int, height: int) -> None:
        """One cell of the scrollbar: where the view stands in the whole."""
        count = len(self._listing.positions)
        if count > height:
            size = max(1, height * height // count)
            start = round((height - size) * self._top / (count - height))
            if start <= row < start + size:
                line.put("┃", self._style("thumb"))
                return
        line.put(" ", self._style("row"))


def _foreground(style: Style) -> Style:
    """The style without its background: that stays the row's."""
    return Style(color=style.color, bold=style.bold, underline=style.underline)


def _index(positions: Sequence[int], wanted: int | None, *, hint: int) -> int:
    """Where `wanted` stands among `positions`; the old row first, since it seldom moved."""
    if wanted is None:
        return 0
    if hint < len(positions) and positions[hint] == wanted:
        return hint
    try:
        return positions.index(wanted)
    except ValueError:
        return 0
