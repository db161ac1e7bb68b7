"""Text cut to a number of cells, with the letters that a search matched."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style

from tui.domain.text import fold


def fitted(text: str, width: int) -> str:
    """`text` in exactly `width` cells: padded, or cut with an ellipsis. Wide characters count two."""
    # A 5,000 character name is cut once; a cell holds at most a letter and three marks (`tui.domain.text`).
    text = text[: 4 * (width + 1)]
    if text.isascii():  # every character is a cell: control codes were made visible
        return text.ljust(width) if len(text) <= width else f"{text[: width - 1]}…" if width else ""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return f"{set_cell_size(text, width - 1)}…" if width else ""


def marked(text: str, needles: Sequence[str], plain: Style, match: Style) -> list[Segment]:
    """`text` as segments in which every occurrence of a needle bears the style `match`."""
    segments: list[Segment] = []
    at = 0
    for start, end in _hits(text, needles) if needles else ():
        if at < start:
            segments.append(Segment(text[at:start], plain))
        segments.append(Segment(text[start:end], match))
        at = end
    if at < len(text) or not segments:
        segments.append(Segment(text[at:], plain))
    return segments


def _hits(text: str, needles: Sequence[str]) -> list[tuple[int, int]]:
    """From where to where needles cover characters of `text` once both are folded, in order, none touching the next."""
    folded = fold(text)
    spans = [span for needle in needles if needle for span in _occurrences(needle, folded)]
    if not spans:
        return []
    if not text.isascii():  # a letter may be folded into several, or into none
        origin = [index for index, char in enumerate(text) for _ in fold(char)]
        spans = [(origin[start], origin[end - 1] + 1) for start, end in spans]
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _occurrences(needle: str, folded: str) -> Iterator[tuple[int, int]]:
    at = folded.find(needle)
    while at >= 0:
        yield at, at + len(needle)
        at = folded.find(needle, at + 1)
