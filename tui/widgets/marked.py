"""Text cut to a number of cells, with the letters that a search matched."""

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style

from tui.domain.text import fold


def fitted(text: str, width: int) -> str:
    """`text` in exactly `width` cells: padded, or cut with an ellipsis. Wide characters count two."""
    # A 5,000 character name is cut once; a cell holds at most a letter and three marks (`tui.domain.text`).
    text = text[: 4 * (width + 1)]
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return f"{set_cell_size(text, width - 1)}…" if width else ""


def marked(text: str, needles: Sequence[str], plain: Style, match: Style) -> list[Segment]:
    """`text` as segments in which every occurrence of a needle bears the style `match`."""
    hits = _hits(text, needles) if needles else set()
    if not hits:
        return [Segment(text, plain)]
    segments: list[Segment] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or (end in hits) != (start in hits):
            segments.append(Segment(text[start:end], match if start in hits else plain))
            start = end
    return segments


def _hits(text: str, needles: Sequence[str]) -> set[int]:
    """Indices of the characters of `text` that a needle covers once both are folded."""
    whole = fold(text)
    if not any(needle in whole for needle in needles):
        return set()
    folded: list[str] = []
    origin: list[int] = []
    for index, char in enumerate(text):
        piece = fold(char)
        folded.append(piece)
        origin.extend([index] * len(piece))
    haystack = "".join(folded)
    hits: set[int] = set()
    for needle in needles:
        at = haystack.find(needle)
        while at >= 0:
            hits.update(origin[at : at + len(needle)])
            at = haystack.find(needle, at + 1)
    return hits
