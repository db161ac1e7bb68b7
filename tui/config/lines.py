"""Finds the line on which a key of a TOML file stands, which `tomllib` does not tell.

Owns a scanner for text that `tomllib` has already accepted; it reads keys and skips values. Where it loses its way it
stops: a missing line number is honest, a wrong one is not.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping

_BARE = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_KEY = re.compile(rf"{_BARE}(?:[ \t]*\.[ \t]*{_BARE})*")
_STRING = re.compile(
    r'''"""(?:\\.|[^\\])*?"""+|\'\'\'.*?\'\'\'+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*\'''', re.DOTALL
)
_SCALAR = re.compile(r"[^\s,\]}#\"'\[{][^,\]}#\n]*")
_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")


class _LostError(Exception):
    """The text is not as expected."""


def key_lines(text: str) -> Mapping[tuple[str, ...], int]:
    """The line, from 1, on which each key and table first stands, by its whole path.

    Tables inside arrays have no path of their own; the array's key has.
    """
    found: dict[tuple[str, ...], int] = {}
    scanner = _Scanner(text)
    try:
        for path, line in scanner.statements():
            for length in range(1, len(path) + 1):
                found.setdefault(path[:length], line)
    except (_LostError, tomllib.TOMLDecodeError, RecursionError):
        return found
    return found


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line = 1
        self._counted = 0

    def statements(self) -> Iterator[tuple[tuple[str, ...], int]]:
        table: tuple[str, ...] = ()
        in_array = False
        while self._skip_blank():
            if self._peek() == "[":
                in_array = self._text.startswith("[[", self._at)
                self._take("[[" if in_array else "[")
                line, table = self._key()
                self._take("]]" if in_array else "]")
                yield table, line
            else:
                for path, line in self._assignment():
                    if not in_array:
                        yield table + path, line

    def _assignment(self) -> Iterator[tuple[tuple[str, ...], int]]:
        line, path = self._key()
        yield path, line
        self._take("=")
        self._skip_blank()
        if self._peek() == "{":
            for inner, inner_line in self._inline_table():
                yield path + inner, inner_line
        else:
            self._value()

    def _inline_table(self) -> Iterator[tuple[tuple[str, ...], int]]:
        self._take("{")
        while self._skip_blank() and self._peek() != "}":
            yield from self._assignment()
            self._comma()
        self._take("}")

    def _value(self) -> None:
        if self._peek() == "{":
            for _ in self._inline_table():
                pass
        elif self._peek() == "[":
            self._take("[")
            while self._skip_blank() and self._peek() != "]":
                self._value()
                self._comma()
            self._take("]")
        else:
            match = _STRING.match(self._text, self._at) or _SCALAR.match(self._text, self._at)
            self._jump(match)

    def _comma(self) -> None:
        self._skip_blank()
        if self._peek() == ",":
            self._at += 1

    def _key(self) -> tuple[int, tuple[str, ...]]:
        self._skip_blank()
        start = self._at
        self._jump(_KEY.match(self._text, start))
        self._line += self._text.count("\n", self._counted, start)
        self._counted = start
        return self._line, _path(self._text[start : self._at])

    def _take(self, sign: str) -> None:
        self._skip_blank()
        if not self._text.startswith(sign, self._at):
            raise _LostError
        self._at += len(sign)

    def _skip_blank(self) -> bool:
        self._jump(_BLANK.match(self._text, self._at))
        return self._at < len(self._text)

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]

    def _jump(self, match: re.Match[str] | None) -> None:
        if match is None:
            raise _LostError
        self._at = match.end()


def _path(written: str) -> tuple[str, ...]:
    """The parts of a dotted key, with quotes and escapes as TOML reads them."""
    parts: list[str] = []
    table: object = tomllib.loads(f"{written} = 0")
    while isinstance(table, dict):
        ((name, table),) = table.items()
        parts.append(name)
    return tuple(parts)
