"""Lines of a report in columns: sign and name, how it stands, a figure at the right, below it why.

They are laid out for the width that there is; what goes on goes on below itself. It knows columns, and no targets.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from tui.widgets.wrapping import wrapped

_GAP = 2
_LEAST_WORDS = 24
"""Cells that the words have beside the name; with fewer they stand below it."""
_MOST = 90
"""Cells of a line, however wide the terminal is: the eye finds the figure that belongs to a name."""
_LEAST_NAME, _MUCH_NAME = 18, 26
"""Cells that a name has behind the words, and with which the figure stands beside it."""
_NAME_PART = 3
"""A name is cut to one part in so many of the line where it has words beside it."""


class Line(NamedTuple):
    """One of them, in words.

    Attributes:
        figure: what stands at the right; empty where there is none.
        detail: what stands below; empty where there is nothing to add.
        brief: the words where they have no room; empty where they are cut.
    """

    sign: str
    name: str
    words: str
    figure: str = ""
    detail: str = ""
    brief: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """Cells of the columns that all lines of one report share; the gaps beside sign and figure are in theirs."""

    sign: int
    name: int
    words: int
    figure: int

    @classmethod
    def of(cls, lines: Iterable[Line]) -> "Columns":
        """As wide as what stands in them."""
        widths = [[cell_len(text) for text in each[:4]] for each in lines]
        sign, name, words, figure = map(max, zip(*widths, strict=True)) if widths else (0, 0, 0, 0)
        return cls(sign + 1, name, words, figure + _GAP if figure else 0)


Layout = Callable[[Line, Columns, int], list[Content]]


def on_one_line(line: Line, columns: Columns, width: int) -> list[Content]:
    """One line of `width` cells, for long lists: name and words are cut where they are too long."""
    name = min(
        columns.name,
        max(width // _NAME_PART, width - columns.sign - columns.words - _GAP - columns.figure),
    )
    figure = columns.figure if line.figure else 0
    words = min(columns.words, max(0, width - columns.sign - name - _GAP - figure))
    return [
        Content.assemble(
            line.sign.ljust(columns.sign),
            _cell(line.name, name).stylize("bold"),
            " " * _GAP,
            _cell(line.words, words).stylize("$quiet"),
            line.figure.rjust(figure),
        )
    ]


def name_last(line: Line, columns: Columns, width: int) -> list[Content]:
    """One line of `width` cells: the name behind the words, the figure where there is room for it."""
    beside = columns.sign + columns.words + _GAP
    figure = columns.figure if width - beside - columns.figure >= _MUCH_NAME else 0
    name = max(min(columns.name, _LEAST_NAME), width - beside - figure)
    words = max(0, min(columns.words, width - columns.sign - _GAP - name - figure))
    told = line.brief if line.brief and words < columns.words else line.words
    return [
        Content.assemble(
            line.sign.ljust(columns.sign),
            _cell(told, words),
            " " * _GAP,
            _cell(line.name, name).stylize("bold"),
            (line.figure.rjust(figure) if figure else "", "$quiet"),
        )
    ]


def in_full(line: Line, columns: Columns, width: int) -> list[Content]:
    """Everything, on as many lines as it takes: words beside the name where there is room, else below it."""
    width = min(width, _MOST)
    room = width - columns.sign - columns.name - _GAP - columns.figure
    beside = room >= min(columns.words, _LEAST_WORDS) and columns.name * 2 <= width
    told = wrapped(Content(line.words), room) if beside else []
    below = [] if beside else [line.words]
    name = columns.name if beside else max(1, width - columns.sign - columns.figure)
    head = Content.assemble(
        line.sign.ljust(columns.sign),
        _cell(line.name, name).stylize("bold"),
        " " * _GAP if beside else "",
        _padded(told[0], room) if beside else "",
        line.figure.rjust(columns.figure),
    )
    indent = " " * (columns.sign + columns.name + _GAP)
    lines = [head, *(Content.assemble(indent, each) for each in told[1:])]
    for text, style in [*((each, "") for each in below), (line.detail, "$quiet")]:
        if text:
            under = wrapped(Content(text), max(1, width - columns.sign))
            lines += [Content.assemble(" " * columns.sign, each.stylize(style)) for each in under]
    return lines


def _cell(text: str, width: int) -> Content:
    return _padded(Content(text).truncate(width, ellipsis=True), width)


def _padded(content: Content, width: int) -> Content:
    return content.pad_right(max(0, width - content.cell_length))


@dataclass(frozen=True, slots=True)
class ReportLine(Visual):
    """A line as an entry of a list."""

    line: Line
    columns: Columns
    layout: Layout = in_full

    def __str__(self) -> str:
        """As it reads on a wide terminal."""
        return "\n".join(each.plain.rstrip() for each in self._lines(120))

    def _lines(self, width: int) -> list[Content]:
        return self.layout(self.line, self.columns, width)

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """As Textual asks for it."""
        lines: Sequence[Content] = self._lines(width) if width else ()
        return [
            strip
            for line in lines[:height]
            for strip in line.render_strips(width, 1, style, options)
        ]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002 - as Textual calls it
        """All that there is."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002 - as Textual calls it
        """As many lines as it takes."""
        return len(self._lines(width))
