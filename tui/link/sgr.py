"""Styles as a terminal knows them (ECMA-48 SGR), and the shortest way from one to another.

Knows the sequences that Rich writes. What it does not know it refuses, and the caller then leaves the text as it is.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_ON = {1: 1, 2: 2, 3: 4, 4: 8, 5: 16, 7: 32, 9: 64}
"""SGR code to bit."""
_OFF = {22: 1 | 2, 23: 4, 24: 8, 25: 16, 27: 32, 29: 64}
_SEEN_ON_BLANKS = 8 | 16 | 32 | 64
"""Underlined, blinking, reversed, struck: on a blank as well as on a letter."""

_FOREGROUND = frozenset({*range(30, 38), *range(90, 98)})
_BACKGROUND = frozenset({*range(40, 48), *range(100, 108)})


class UnreadableError(ValueError):
    """A sequence that is not known here."""


class Style(NamedTuple):
    """How a cell is drawn. Colours are SGR parameters (`38;2;R;G;B`), empty for the terminal's own."""

    bits: int = 0
    foreground: str = ""
    background: str = ""


PLAIN = Style()


def same_ground(one: Style, other: Style) -> bool:
    """Whether a blank looks the same in both."""
    return one.background == other.background and not (one.bits | other.bits) & _SEEN_ON_BLANKS


@lru_cache(4096)
def applied(style: Style, parameters: str) -> Style:
    """The style after `ESC [ parameters m`.

    Raises:
        UnreadableError: a parameter is not known.
    """
    bits, foreground, background = style
    codes = iter(parameters.split(";"))
    for text in codes:
        code = int(text or 0)
        if code == 0:
            bits, foreground, background = PLAIN
        elif code in _ON:
            bits |= _ON[code]
        elif code in _OFF:
            bits &= ~_OFF[code]
        elif code in _FOREGROUND:
            foreground = text
        elif code in _BACKGROUND:
            background = text
        elif code in (38, 39):
            foreground = _extended(text, codes)
        elif code in (48, 49):
            background = _extended(text, codes)
        else:
            raise UnreadableError
    return Style(bits, foreground, background)


def _extended(kind: str, codes: Iterator[str]) -> str:
    """The whole of a colour that `38` or `48` begins; empty for the terminal's own, which `39` and `49` are."""
    if kind in ("39", "49"):
        return ""
    mode = next(codes, "")
    count = {"5": 1, "2": 3}.get(mode)
    if count is None:
        raise UnreadableError
    return ";".join([kind, mode, *(next(codes, "0") for _ in range(count))])


@lru_cache(4096)
def change(before: Style, after: Style) -> str:
    """The shortest sequence that takes a terminal from one style to the other; empty where they are the same."""
    if before == after:
        return ""
    afresh = _sequence(["0", *_added(PLAIN, after)]) if after != PLAIN else "\x1b[m"
    off = [str(code) for code, bits in _OFF.items() if before.bits & ~after.bits & bits]
    # 22 ends bold and dim together, so what stays of the two is set again.
    kept = Style(
        before.bits & ~sum(_OFF[int(code)] for code in off), before.foreground, before.background
    )
    onward = _sequence([*off, *_added(kept, after)])
    return min(afresh, onward, key=len)


def _added(before: Style, after: Style) -> list[str]:
    parts = [str(code) for code, bit in _ON.items() if after.bits & ~before.bits & bit]
    if before.foreground != after.foreground:
        parts.append(after.foreground or "39")
    if before.background != after.background:
        parts.append(after.background or "49")
    return parts


def _sequence(parts: list[str]) -> str:
    return f"\x1b[{';'.join(parts)}m"
