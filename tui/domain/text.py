"""Text from outside, made printable once, where it enters.

A connected app's name is chosen by whoever registers it, and a terminal obeys what is printed on it. Textual
strips five control codes and lets escape sequences, bidirectional overrides and zero-width characters through,
so this module shows every character that is not plainly visible as `<U+202E>`.
"""

import re
import sys
import unicodedata
from collections.abc import Callable

_MAX_MARKS = 3
"""Combining marks in a row that are drawn; languages need up to three, a longer pile climbs into other rows."""

_INVISIBLE = frozenset(
    "\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5\u180b\u180c\u180d\u180f"
    + "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
)
"""Characters that Python calls printable and a terminal draws as nothing or as a blank."""

_PLAIN: set[str] = set()
"""Letters that were seen to be plainly visible: a name of such letters alone is looked through at once."""

_STROKED = str.maketrans("łøđħŧı", "lodhti")
"""Letters whose stroke or missing dot Unicode does not take for an accent."""


def printable(text: str) -> str:
    """Return `text` with every character that could act on the terminal or deceive the reader made visible.

    Ordinary text of any script comes back unchanged. Control characters, escape, line and paragraph separators,
    bidirectional controls, zero-width and blank fillers, private and unassigned code points, lone surrogates,
    and combining marks without a base or beyond a pile of three become `<U+XXXX>`.
    """
    if text.isprintable() and (text.isascii() or _PLAIN.issuperset(text)):
        return text
    _PLAIN.update(filter(_is_plain, text))
    out: list[str] = []
    marks = _MAX_MARKS  # a mark at the very start has nothing to stand on
    for char in text:
        if _is_mark(char):
            marks += 1
            drawn = marks <= _MAX_MARKS and char not in _INVISIBLE
            out.append(char if drawn else _visible(char))
            if not drawn:
                marks = _MAX_MARKS  # what follows must not climb onto the escape
            continue
        marks = 0
        out.append(char if _is_drawn(char) else _visible(char))
        if char == " " or out[-1] is not char:
            marks = _MAX_MARKS
    return "".join(out)


def shortened(text: str, most: int) -> str:
    """Return `text` if it has at most `most` characters, else its beginning and how much was left out.

    A stand-in of `printable` is kept whole or left out: a part of one names nothing.
    """
    return text if len(text) <= most else "".join(_parted(text, most))


def _parted(text: str, most: int) -> tuple[str, str]:
    kept = _whole(text, max(0, most - 24))
    return text[:kept], f"… (+{len(text) - kept:,} characters)"


def _whole(text: str, kept: int) -> int:
    """So many of the first characters, or fewer where the last of them are a part of a stand-in."""
    begins = text.rfind("<", 0, kept)
    found = _STAND_IN.match(text, begins) if begins >= 0 else None
    ends = found.end(1) + len(">") if found else 0
    return begins if ends > kept else kept


def spelt(text: str, most: int | None = None) -> str:
    """Return text from outside as it stands among words of ours, in letters that the terminal of this process has.

    There a sign of ours has an ASCII form, so a sign in a name is named before: `g○○gle` must not be read as another.

    Args:
        text: printable already.
        most: as of `shortened`; none takes all of it.
    """
    if most is not None and len(text) > most:
        begun, left_out = _parted(text, most)
        return f"{spelt(begun)}{left_out}"
    return text if _letters is None else named(text, _letters)


def named(text: str, holds: Callable[[str], bool]) -> str:
    """Return printable text with every letter that does not hold as `<U+25CB>`.

    Texts that differ stay different: where such a stand-in is itself what somebody wrote, its `<` is named.
    """
    text = _STAND_IN.sub(_told_apart, text)
    if holds(text):
        return text
    return "".join(char if holds(char) else _visible(char) for char in text)


def spell_for(holds: Callable[[str], bool] | None) -> None:
    """Spell text from outside for a terminal from now on.

    Args:
        holds: whether it can show a text; None where it can show every one.
    """
    global _letters  # noqa: PLW0603 - as the locale, it is the process's
    _letters = holds


_letters: Callable[[str], bool] | None = None

_STAND_IN = re.compile(r"<(?=U\+([0-9A-F]{4,6})>)")


def _told_apart(found: re.Match[str]) -> str:
    """A stand-in of `printable`, whose character is never drawn, stays; any other one was written by somebody."""
    code = int(found[1], 16)
    ours = code <= sys.maxunicode and not _is_drawn(chr(code))
    return "<" if ours else _visible("<")


def fold(text: str) -> str:
    """Return `text` for searching and sorting: case and accents ignored."""
    if text.isascii():
        return text.lower()
    return text.translate(_FOLDED)


class _Folded(dict[int, str]):
    """What each letter becomes, found out when it is first met: 100,000 names are folded while they arrive."""

    def __missing__(self, code: int) -> str:
        decomposed = unicodedata.normalize("NFKD", chr(code).casefold())
        # Compatibility forms (ℌ, №) become capitals only by the decomposition, hence once more.
        bare = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
        self[code] = folded = bare.translate(_STROKED)
        return folded


_FOLDED = _Folded()


def _is_plain(char: str) -> bool:
    return _is_drawn(char) and not _is_mark(char)


def _is_drawn(char: str) -> bool:
    return char.isprintable() and char not in _INVISIBLE


def _is_mark(char: str) -> bool:
    return char > "\u02ff" and unicodedata.category(char)[0] == "M"


def _visible(char: str) -> str:
    return f"<U+{ord(char):04X}>"
