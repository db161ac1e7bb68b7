"""Where a text breaks into lines: never inside a number and its unit; long paths and addresses at their joints.

It knows cells, and nothing of what the text is about.
"""

import re
from collections.abc import Iterator

from rich.cells import cell_len
from textual.content import Content

_WORD = re.compile(r"(?:\(?[\d.,]*\d (?=(?:ms|s|min|h|%)(?!\w)))*\S+\s*|\s+")
"""A word with the blanks behind it; a number and its unit are one."""
_PIECES = tuple(
    re.compile(rf"[^{joints}]*[{joints}]+|[^{joints}]+") for joints in (r"/\\:,;?&=", "._-")
)
"""What a word is made of: it may break behind each of them; of the finer ones, where those are too long for a line."""
_HARDLY_BEGUN = 3
"""A line that is filled by less than the third part takes the beginning of a word that it has no room for."""


def wrapped(content: Content, width: int, *, hanging: int = 0) -> list[Content]:
    """The content on lines of at most `width` cells, at least one of them.

    Args:
        hanging: cells by which all lines but the first are indented; also behind a line break in the text.
    """
    lines: list[Content] = []
    for paragraph in content.split(allow_blank=True):
        first = width if not lines else max(1, width - hanging)
        cuts = breaks(paragraph.plain, first, max(1, width - hanging))
        lines += [_indented(each, hanging if lines or at else 0)
                  for at, each in enumerate(paragraph.divide(cuts))]  # fmt: skip
    return lines or [Content("")]


def _indented(line: Content, cells: int) -> Content:
    line = line.rstrip()
    return Content.assemble(" " * cells, line) if cells and line.plain else line


def breaks(text: str, first: int, then: int = 0) -> list[int]:
    """Offsets in a text of one paragraph at which a new line begins.

    Args:
        first: cells of the first line.
        then: cells of the others; 0 stands for `first`.
    """
    then = then or first
    offsets: list[int] = []
    used, room = 0, first
    for start, word in _words(text):
        if used + cell_len(word.rstrip()) <= room:
            used += cell_len(word)
            continue
        at = start
        for piece in _parts(word, room, then, used):
            if used and used + cell_len(piece.rstrip()) > room:
                offsets.append(at)
                used, room = 0, then
            used += cell_len(piece)
            at += len(piece)
    return offsets


def _words(text: str) -> Iterator[tuple[int, str]]:
    for match in _WORD.finditer(text):
        yield match.start(), match[0]


def _parts(word: str, room: int, then: int, used: int) -> list[str]:
    """The word whole, or what may stand on lines of their own: where it is too long, or its line has hardly begun."""
    if cell_len(word.rstrip()) <= then and used * _HARDLY_BEGUN >= room:
        return [word]
    bare = word.rstrip()
    parts = list(_cut(bare, min(room, then), *_PIECES))
    return [*parts[:-1], parts[-1] + word[len(bare) :]]


def _cut(text: str, width: int, *pieces: re.Pattern[str]) -> Iterator[str]:
    """A text at its joints, and where that leaves it longer than a line, anywhere."""
    if not pieces:
        yield from _chopped(text, width)
        return
    for match in pieces[0].finditer(text):
        if cell_len(match[0]) > width:
            yield from _cut(match[0], width, *pieces[1:])
        else:
            yield match[0]


def _chopped(text: str, width: int) -> Iterator[str]:
    begun = ""
    for letter in text:
        if begun and cell_len(begun + letter) > width:
            yield begun
            begun = ""
        begun += letter
    yield begun
