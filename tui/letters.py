"""Which letters a terminal can show, what stands in the place of those it cannot, and which take a cell each.

The one table of the console's own signs and their ASCII forms; the full screen and the command line both use it. What
comes from an org is never spelt anew: a letter that cannot be shown is seen to be one.
"""

import codecs
import os
import unicodedata
from collections.abc import Mapping
from typing import TextIO

SIGNS: Mapping[str, str] = {
    "…": "~",
    "·": ".",
    "●": "*",
    "○": "o",
    "◐": "%",
    "✓": "+",
    "✗": "!",
    "⚠": "!",
    "↻": "@",
    "▪": "#",
    "■": "#",
    "▸": ">",
    "▶": ">",
    "▾": "v",
    "▼": "v",
    "▲": "^",
    "›": ">",
    "‹": "<",
    "→": ">",
    "←": "<",
    "↑": "^",
    "↓": "v",
    "↵": "<",
    "•": "*",
    "×": "x",
    "§": "S",
    "–": "-",
    "—": "-",
    "−": "-",
    "“": '"',
    "”": '"',
    "„": '"',
    "‘": "'",
    "’": "'",
    "«": "<",
    "»": ">",
    "│": "|",
    "┃": "|",
    "║": "|",
    "╎": "|",
    "▏": "|",
    "▎": "|",
    "▌": "|",
    "▐": "|",
    "▕": "|",
    "─": "-",
    "━": "-",
    "═": "=",
    "╸": "-",
    "╺": "-",
    "╴": "-",
    "╶": "-",
    "╌": "-",
    "▔": "-",
    "▁": "_",
    "▂": "_",
    "▃": "_",
    "▄": "_",
    "▀": "-",
    "▅": "#",
    "▆": "#",
    "▇": "#",
    "█": "#",
    "░": ".",
    "▒": ":",
    "▓": "#",
    "🔎": "> ",
}
"""Signs and their ASCII forms, as many cells wide. Whatever else is drawn of lines is a corner or a crossing: `+`."""

_LONGER: Mapping[str, str] = {"…": "...", "→": "->", "←": "<-", "—": "--"}
"""Forms for where no cell is counted."""

_UNKNOWN = "?"
_UTF_8 = "utf-8"
_COERCED = ("C.UTF-8", "C.utf8", "UTF-8")
"""What Python puts into LC_CTYPE where the locale is C (PEP 538)."""
_PLAIN = ("C", "POSIX")


class Letters:
    """The letters of an encoding.

    Args:
        encoding: a name that Python knows.
        typed: the encoding of what is typed, where it is another one.

    Raises:
        LookupError: Python knows no encoding of text by that name.
        ValueError: it is not even a name.
    """

    def __init__(self, encoding: str = _UTF_8, *, typed: str = "") -> None:
        self.encoding = codecs.lookup(encoding).name
        "".encode(self.encoding)  # Python knows encodings of bytes, too
        self.typed = typed or self.encoding
        self.all = self.encoding.startswith("utf")
        """Whether every letter can be shown."""

    def hold(self, text: str) -> bool:
        """Whether the text can be shown as it is."""
        if self.all or text.isascii():
            return True
        try:
            text.encode(self.encoding)
        except UnicodeEncodeError:
            return False
        return True

    def cell(self, text: str, width: int) -> str:
        """What is drawn in a cell, or a pair of cells: a letter, perhaps with marks on it, in as many cells."""
        if self.hold(text):
            return text
        return _sign(text) or self._composed(text) or _UNKNOWN * width

    def cells(self, text: str) -> str:
        """A text in which every letter takes the cells that it took before, as far as Unicode alone tells."""
        if self.hold(text):
            return text
        return "".join(self.cell(char, _width(char)) for char in text)

    def words(self, text: str) -> str:
        """A text where no cell is counted: a letter that cannot be shown is named, as `<U+00E9>`."""
        if self.hold(text):
            return text
        text = unicodedata.normalize("NFC", text)
        return "".join(char if self.hold(char) else _named(char) for char in text)

    def _composed(self, text: str) -> str:
        """One letter for a letter and its marks, where the encoding has it."""
        one = unicodedata.normalize("NFC", text) if len(text) > 1 else ""
        return one if one and self.hold(one) else ""


def _sign(char: str) -> str:
    known = SIGNS.get(char)
    if known is None and len(char) == 1 and "\u2500" <= char <= "\u257f":
        return "+"
    return known or ""


def _named(char: str) -> str:
    return _LONGER.get(char) or _sign(char).rstrip() or f"<U+{ord(char):04X}>"


def _width(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def of_terminal(
    environ: Mapping[str, str], stream: str | None, *, ascii_only: bool | None = None
) -> Letters:
    """The letters of the terminal that this process is on.

    The locale decides by what its variables say; where none of them says anything, the stream does. Python does not
    tell: where the locale is C or POSIX, or is not installed, it writes UTF-8 all the same (PEP 538, PEP 540). Where
    locale and stream differ, there is ASCII.

    Args:
        stream: the encoding that Python has given to the stream; None where it has none.
        ascii_only: what the configuration says; None leaves it to the locale.
    """
    written = Letters(stream or "ascii")
    if ascii_only:
        return Letters("ascii", typed=of_terminal(environ, stream).typed)
    if ascii_only is not None:
        return written
    said = None if environ.get("PYTHONIOENCODING") else _of_locale(environ)
    if said is None or said.all or said.encoding == written.encoding:
        return written
    return Letters("ascii")


def of_stream(stream: TextIO | None, ascii_only: bool | None = None) -> Letters:
    """The letters of the terminal behind a stream of this process; see `of_terminal`."""
    encoding = getattr(stream, "encoding", None)
    return of_terminal(os.environ, encoding, ascii_only=ascii_only)


def _of_locale(environ: Mapping[str, str]) -> Letters | None:
    """What the locale's variables say; None where all of them are empty."""
    name = environ.get("LC_ALL") or _own_ctype(environ) or environ.get("LANG")
    if not name:
        return None
    codeset = name.partition(".")[2].partition("@")[0] or (name if name in _COERCED else "")
    if name in _PLAIN:
        return Letters("ascii")
    try:
        return Letters(codeset or _encoding_of_locale())
    except (LookupError, ValueError):
        return Letters("ascii")


def _own_ctype(environ: Mapping[str, str]) -> str:
    """LC_CTYPE, unless it is Python that has set it; the process was then started without it."""
    name = environ.get("LC_CTYPE", "")
    if name in _COERCED and environ is os.environ and environ.get("LANG") in _PLAIN:
        try:
            with open("/proc/self/environ", "rb") as file:  # noqa: PTH123 - paths are slow to import
                begun = file.read()
        except OSError:
            return name
        return name if b"\0LC_CTYPE=" in b"\0" + begun else ""
    return name


def _encoding_of_locale() -> str:
    """Of a locale that does not name it, as `de_DE`; the system knows."""
    import locale

    return locale.getencoding()


_NARROW: set[str] = set()
_OTHERS: set[str] = set()
"""Letters that were seen to take one cell each, and not: a text of such letters alone is looked through at once."""


def are_narrow(text: str) -> bool:
    """Whether every terminal draws each letter of a text in a cell of its own."""
    if text.isascii() or _NARROW.issuperset(text):
        return True
    if _OTHERS.isdisjoint(text):
        for char in set(text) - _NARROW:
            (_NARROW if _is_narrow(char) else _OTHERS).add(char)
    return _OTHERS.isdisjoint(text)


def _is_narrow(char: str) -> bool:
    from rich.cells import get_character_cell_size  # the command line does without

    return get_character_cell_size(char) == 1 and not is_flag(char)


def is_flag(char: str) -> bool:
    """Whether two of it are drawn as one flag, or beside each other."""
    return "\U0001f1e6" <= char <= "\U0001f1ff"
