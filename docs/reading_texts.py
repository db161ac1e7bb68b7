"""The texts in the code that a person meets: messages of errors with what to do about them, labels, sentences, help.

Owns what counts as such a text, and how it is read; runs none of the code. Docstrings, ids, styles, queries and what
goes over the wire are left out. A value that is put in when the program runs stands as its name, {in braces}; where one
of two words is put in, both stand there, as in {is|are}.
"""

import ast
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from docs.text_words import WORD, braced, is_text, named, words_of

ROOT = Path(__file__).resolve().parent.parent

_SILENT = {"link", "countdown", "stylesheets", "ports", "client/labels.py"}
"""These say nothing to a person; the last one holds what the pages of an org say."""

_ERRORS_ALONE = {"practice"}
"""Here only errors are for people; the rest is a protocol."""

_LABELS_IN = {"presentation", "screens", "widgets", "cli"}
"""Here a single word is a label, not a name on the wire."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text, and where it stands.

    Attributes:
        error: the class of the error whose message it is; empty for any other text.
        hint: what an error says to do next; both where there are two to choose from.
    """

    module: str
    scope: str
    words: str
    error: str = ""
    hint: str = ""


_CALLS = {
    *(
        "compile",
        "match",
        "fullmatch",
        "finditer",
        "findall",
        "sub",
        "getattr",
        "setattr",
        "hasattr",
    ),
    *("query_one", "query", "add_class", "remove_class", "toggle_class", "set_class", "has_class"),
    *(
        "get",
        "pop",
        "setdefault",
        "startswith",
        "endswith",
        "split",
        "rsplit",
        "partition",
        "rpartition",
    ),
    *("strip", "lstrip", "rstrip", "encode", "decode", "replace", "removeprefix", "removesuffix"),
    *(
        "find",
        "index",
        "count",
        "import_module",
        "strftime",
        "strptime",
        "execute",
        "executescript",
    ),
    *("executemany", "header", "field", "TypeVar", "maketrans", "open", "which", "xpath", "css"),
    *(
        "cast",
        "Binding",
        "css_first",
        "select",
        "post",
        "patch",
        "put",
        "call_soap",
        "debug",
        "info",
        "getLogger",
    ),
}
"""Calls whose arguments are for the machine."""

_KEYWORDS = {
    *("id", "classes", "run", "dest", "action", "encoding", "errors", "method", "path", "group"),
    *("mode", "metavar", "nargs", "prefix", "event", "act", "key", "kind", "stylesheet"),
}
_NAMES = {"__slots__", "__all__", "CSS", "DEFAULT_CSS", "CSS_PATH", "SCREENS", "MODES"}


@dataclass(slots=True)
class _Reader:
    """Goes through one module."""

    module: str
    errors: frozenset[str]
    labels: bool
    errors_alone: bool
    words_alone: bool
    constants: Mapping[str, ast.expr]
    """What the module calls by a name of its own."""
    found: list[Text] = field(default_factory=list)
    scope: tuple[str, ...] = ()

    def body(self, statements: Iterable[ast.stmt]) -> None:
        for statement in statements:
            self.node(statement)

    def node(self, node: ast.AST) -> None:
        """Go on from here; each kind of node that means something has its own way."""
        kinds: Mapping[type[ast.AST], Callable[..., None]] = {
            ast.FunctionDef: self._definition,
            ast.AsyncFunctionDef: self._definition,
            ast.ClassDef: self._definition,
            ast.Call: self._call,
            ast.Constant: self._words,
            ast.JoinedStr: self._words,
            ast.BinOp: self._words,
            ast.Assign: self._assign,
            ast.AnnAssign: self._assign,
            ast.Dict: self._dict,
            ast.Expr: self._expression,
            ast.Return: self._return,
            ast.IfExp: self._choice,
        }
        silent = (ast.Compare, ast.Subscript, ast.Assert, ast.MatchValue, ast.Import)
        if isinstance(node, silent):
            return
        way = kinds.get(type(node), self._children)
        way(node)

    def _children(self, node: ast.AST) -> None:
        for child in ast.iter_child_nodes(node):
            self.node(child)

    def _definition(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> None:
        outer, self.scope = self.scope, (*self.scope, node.name)
        if not isinstance(node, ast.ClassDef):
            for default in [*node.args.defaults, *node.args.kw_defaults]:
                if default is not None:
                    self.node(default)
        self.body(node.body)
        self.scope = outer

    def _expression(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):  # a docstring, or what explains a field
            self.node(node.value)

    def _assign(self, node: ast.Assign | ast.AnnAssign) -> None:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if node.value is None or any(named(target) in _NAMES for target in targets):
            return
        if any(isinstance(each, ast.Name) and each.id in _NAMES for each in targets):
            return
        self.node(node.value)

    def _return(self, node: ast.Return) -> None:
        if node.value is not None:
            self._spoken(node.value)

    def _choice(self, node: ast.IfExp) -> None:
        self._spoken(node.body)
        self._spoken(node.orelse)

    def _spoken(self, node: ast.expr) -> None:
        """A single word that a function for words gives back is one too, also without a capital."""
        words = node.value if isinstance(node, ast.Constant) else None
        if self.words_alone and isinstance(words, str) and WORD.fullmatch(words):
            self.found.append(self._text(words))
        else:
            self.node(node)

    def _dict(self, node: ast.Dict) -> None:
        for value in node.values:
            self.node(value)

    def _call(self, node: ast.Call) -> None:
        name = _called(node.func)
        if _is_error(node, name, self.errors):
            self._error(node, name)
            return
        if self._told_in_a_row(node):
            return
        if name in _CALLS or (name.endswith("Error") and name != "ValueError"):
            self.node(node.func)
            return
        if not isinstance(node.func, ast.Name):
            self.node(node.func)
        for argument in node.args:
            self.node(argument)
        for keyword in node.keywords:
            if keyword.arg not in _KEYWORDS:
                self.node(keyword.value)

    def _error(self, node: ast.Call, name: str) -> None:
        # About a key of the configuration: its name comes first, what is wrong with it second.
        wanted = node.args if name in self.errors else node.args[1:]
        said = [self._said(argument) for argument in wanted]
        what = next((words for words in said if words and words.strip()), None)
        if what is None:
            what = braced(node.args[-1]) if node.args else "…"
        hint = next((each.value for each in node.keywords if each.arg == "hint"), None)
        kind = name if name in self.errors else "ConfigError"
        told = "" if hint is None else self._hint(hint)
        self.found.append(self._text(what, error=kind, hint=told))

    def _told_in_a_row(self, node: ast.Call) -> bool:
        """Whether it is the row of a table: the class of an error, what it says, what to do."""
        names = [each.id if isinstance(each, ast.Name) else "" for each in node.args]
        kind = next((name for name in names if name in self.errors), "")
        if not kind:
            return False
        said = [self._said(each) for each in node.args[names.index(kind) + 1 :]]
        if not said or said[0] is None:
            return False
        hint = said[1] if len(said) > 1 else ""
        self.found.append(self._text(said[0], error=kind, hint=hint or "{hint}"))
        return True

    def _said(self, node: ast.expr) -> str | None:
        """The words of an expression, also where it is a name for them."""
        if isinstance(node, ast.Name) and node.id in self.constants:
            return words_of(self.constants[node.id])
        return words_of(node)

    def _hint(self, node: ast.expr) -> str:
        """The words of a hint; where there are two to choose from, both."""
        if isinstance(node, ast.IfExp):
            return f"{self._hint(node.body)} | {self._hint(node.orelse)}"
        words = self._said(node)
        return braced(node) if words is None else words

    def _words(self, node: ast.expr) -> None:
        words = words_of(node)
        if words is None:
            self._children(node)
            return
        if not self.errors_alone and is_text(words, labels=self.labels):
            self.found.append(self._text(words))
        elif isinstance(node, ast.JoinedStr):
            self._children(node)

    def _text(self, words: str, *, error: str = "", hint: str = "") -> Text:
        joined = re.sub(r"[ \t]*\n[ \t]{4,}(?=\S)", " ", words.strip())  # lines of a long text
        return Text(self.module, ".".join(self.scope), joined, error, hint)


def _called(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _is_error(node: ast.Call, name: str, errors: frozenset[str]) -> bool:
    about_a_key = name == "error" and len(node.args) >= 2 and not _logs(node.func)
    return name in errors or about_a_key


def _logs(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and "log" in named(node.value)


# -- all of them ------------------------------------------------------------------------------------


@cache
def _trees() -> Mapping[str, ast.Module]:
    """Every module of the console, by its path below the root."""
    paths = sorted((ROOT / "tui").rglob("*.py"))
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in paths
    }


def error_classes() -> frozenset[str]:
    """The names of the classes in `tui/errors.py` that are errors."""
    body = _trees()["tui/errors.py"].body
    classes = (node.name for node in body if isinstance(node, ast.ClassDef))
    return frozenset(name for name in classes if name.endswith("Error"))


def _further_classes(errors: frozenset[str]) -> frozenset[str]:
    """Kinds of them that a module has for itself."""
    return frozenset(
        node.name
        for tree in _trees().values()
        for node in tree.body
        if isinstance(node, ast.ClassDef) and {*map(_called, node.bases)} & errors
    )


def texts() -> Iterator[Text]:
    """Every text, module by module."""
    known = error_classes()
    errors = known | _further_classes(known)
    for module, tree in _trees().items():
        part = part_of(module)
        if part in _SILENT or module.removeprefix("tui/") in _SILENT:
            continue
        reader = _Reader(
            module,
            errors,
            labels=part in _LABELS_IN,
            errors_alone=part in _ERRORS_ALONE,
            words_alone=part == "presentation",
            constants=_constants(tree),
        )
        reader.body(tree.body)
        yield from reader.found


def _constants(tree: ast.Module) -> Mapping[str, ast.expr]:
    return {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def part_of(module: str) -> str:
    """The package or module right below `tui`."""
    return module.removeprefix("tui/").partition("/")[0].removesuffix(".py")
