"""The words of SOQL: cutting a query into tokens and reading its literals. Knows no objects and no SQL.

The lexical rules are those of Salesforce's SOQL reference. [documented]
"""

import re
from datetime import UTC, datetime
from enum import Enum, auto
from typing import Final, NamedTuple


class SalesforceError(Exception):
    """A refusal in Salesforce's own form: answered as `[{"message": …, "errorCode": …}]` with `status`."""

    def __init__(self, code: str, message: str, *, status: int = 400) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status


def malformed(message: str) -> SalesforceError:
    """The refusal of a query that is no SOQL, or more of it than this org speaks."""
    return SalesforceError("MALFORMED_QUERY", message)


class Kind(Enum):
    """What a token is."""

    NAME = auto()
    STRING = auto()
    DATETIME = auto()
    DATE = auto()
    NUMBER = auto()
    SYMBOL = auto()
    END = auto()


class Token(NamedTuple):
    """A token: its kind, and its text as the query spells it (a string without its quotes)."""

    kind: Kind
    text: str
    column: int

    def is_word(self, word: str) -> bool:
        """Whether this is the keyword; case is ignored."""
        return self.kind is Kind.NAME and self.text.upper() == word


_TOKEN = re.compile(
    r"""
      (?P<STRING>'(?:[^'\\]|\\.)*')
    | (?P<DATETIME>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:?\d\d)(?![\w.:]))
    | (?P<DATE>\d{4}-\d\d-\d\d(?![\w.:]))
    | (?P<NUMBER>[+-]?\d+(?:\.\d+)?(?![\w.:]))
    | (?P<NAME>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)
    | (?P<SYMBOL><=|>=|!=|<>|[=<>(),])
    """,
    re.VERBOSE | re.ASCII | re.DOTALL,
)
_SPACE = re.compile(r"[ \t\r\n\f]*")
_ESCAPES: Final = {
    "n": "\n", "N": "\n", "r": "\r", "R": "\r", "t": "\t", "T": "\t", "b": "\b", "B": "\b", "f": "\f", "F": "\f",
    '"': '"', "'": "'", "\\": "\\",
}  # fmt: skip
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|.)", re.DOTALL)


def tokenise(text: str) -> list[Token]:
    """Cut a query into tokens, the last of which is `END`.

    Raises:
        SalesforceError: something in it is no token of SOQL.
    """
    tokens: list[Token] = []
    position = _end_of_space(text, 0)
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None or match.lastgroup is None:
            raise malformed(f"unexpected token: '{text[position]}' at column {position + 1}")
        kind = Kind[match.lastgroup]
        found = match.group()
        tokens.append(Token(kind, found[1:-1] if kind is Kind.STRING else found, position + 1))
        position = _end_of_space(text, match.end())
    tokens.append(Token(Kind.END, "<EOF>", len(text) + 1))
    return tokens


def string_value(raw: str) -> str:
    """Return what a string literal means.

    Raises:
        SalesforceError: an escape that SOQL does not have, or that only LIKE has.
    """
    return _whole(_ESCAPE.sub(lambda match: _escaped(match.group(1)), raw))


def like_pattern(raw: str) -> str:
    r"""Return a LIKE literal as a pattern of SQLite's `LIKE … ESCAPE '\'`; `\%` and `\_` mean themselves."""
    out: list[str] = []
    position = 0
    while position < len(raw):
        match = _ESCAPE.match(raw, position)
        if match is None:
            out.append(raw[position])
            position += 1
            continue
        escape = match.group(1)
        literal = escape if escape in {"%", "_"} else _escaped(escape)
        out.append(f"\\{literal}" if literal in {"%", "_", "\\"} else literal)
        position = match.end()
    return _whole("".join(out))


def datetime_value(text: str) -> int:
    """Return a datetime literal in seconds since 1970, its fraction dropped.

    Raises:
        SalesforceError: no such day or time.
    """
    try:
        return int(datetime.fromisoformat(text).astimezone(UTC).timestamp())
    except (ValueError, OverflowError):
        raise malformed(f"line 1: invalid date or time: {text}") from None


def number_value(text: str) -> int | float:
    """Return a number literal.

    Raises:
        SalesforceError: it is beyond what a field can hold.
    """
    if len(text) > 18:
        raise malformed(f"number out of range: {text[:18]}…")
    return float(text) if "." in text else int(text)


def _end_of_space(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match else position


def _escaped(escape: str) -> str:
    if len(escape) == 5:
        return chr(int(escape[1:], 16))
    try:
        return _ESCAPES[escape]
    except KeyError:
        raise malformed(f"Illegal escape sequence: '\\{escape}'") from None


def _whole(text: str) -> str:
    # Two \u escapes may spell one character beyond U+FFFF; half of such a pair is no text.
    try:
        return text.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        raise malformed("Illegal escape sequence: half of a surrogate pair") from None
