"""From an expression of the code to the words it makes, and whether people read them."""

import ast
import re

# -- from an expression to words --------------------------------------------------------------------


def words_of(node: ast.expr) -> str | None:
    """The text that the expression makes, with its placeholders; None where it makes none that can be read."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(_part(part) for part in parts)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            before, after = words_of(left), words_of(right)
            if before is None and after is None:
                return None
            return (braced(left) if before is None else before) + (
                braced(right) if after is None else after
            )
    return None


def _part(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    return braced(node.value) if isinstance(node, ast.FormattedValue) else braced(node)


def braced(node: ast.expr) -> str:
    """What is put in here when the program runs: its name, or both of two words."""
    if isinstance(node, ast.IfExp):
        either = [words_of(node.body), words_of(node.orelse)]
        if None not in either:
            return "{" + "|".join(each or "" for each in either) + "}"
    return "{" + named(node) + "}"


_THROUGH = {"printable", "str", "join", "len", "shown", "quote", "in_shell", "format", "sentence"}
"""What a value is put through before it is shown; its own name says more."""


def named(node: ast.expr) -> str:
    """The name that says most about a value."""
    match node:
        case ast.Name(id=name):
            return name.strip("_").lower()
        case ast.Attribute(attr=name):
            return name.strip("_").lower()
        case ast.Call(func=made, args=[first, *_]) if named(made) in _THROUGH:
            return named(first)
        case ast.Call(func=made):
            return named(made)
        case ast.Subscript(value=value) | ast.Await(value=value) | ast.Starred(value=value):
            return named(value)
        case ast.BoolOp(values=[first, *_]):
            return named(first)
        case ast.IfExp(body=body):
            return named(body)
        case ast.GeneratorExp(elt=each) | ast.ListComp(elt=each):
            return named(each)
        case ast.Constant(value=str(text)):
            return text
    return "…"


# -- what is a text ---------------------------------------------------------------------------------

_WIRE_MARKS = (
    r"\A[./#<&?\\]",  # a path, a selector, markup
    r"\Ahttps?:|\Aurn:|</",
    r"\A--?\w",
    r"\A\w+[:=]\S*\Z",
    r"\A[A-Z][\w-]*: (?:\S+|\{\w+\})\Z",  # a header
    r"\A\s*\w+/\S+(?:;.*)?\Z",
    r"\A[\w{}]+(?:\.[\w{}]*){2,}\Z",
    r"\b(?:SELECT|WHERE|PRAGMA|ORDER BY)\b|CreatedDate",
    r"\x1b|\\x|\(\?",
    r"[;{]\s*\Z",
    r"\$\w+\Z|\Abold\b",  # a colour or a style
    r"CONNECT |HTTP/1|\r\n|Basic \{",
)
_WIRE = re.compile("|".join(_WIRE_MARKS))
_LABEL = re.compile(r"[A-Z][a-z]{2,}[a-z]*[.:…?]?")
WORD = re.compile(r"[a-z]{3,}")
"""A word that stands alone in a place for words."""
_SPOKEN = re.compile(r"[^\W\d_]{2,}[^\n]*\s[^\n]*?[^\W\d_]|[^\W\d_]{2,}[.…?:]\Z")


def is_text(words: str, *, labels: bool) -> bool:
    """Whether people read it: a phrase, or where single words are labels also one that begins with a capital."""
    bare = re.sub(r"\{[^{}]*\}", "", words).strip()
    if _WIRE.search(words.strip()) or not bare:
        return False
    if _SPOKEN.search(bare):
        return True
    return labels and bool(_LABEL.fullmatch(bare))
