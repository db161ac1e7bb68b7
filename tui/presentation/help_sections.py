"""Every key of a screen in sections, for the help: what can be pressed, what it does, and why it cannot be done now."""

from collections.abc import Iterator
from dataclasses import dataclass

from tui.presentation.actions import MOVES, Action, Scope, Situation, in_scope
from tui.presentation.key_names import key_name

_TITLES = {
    Scope.APPS: "This table",
    Scope.APP: "This app",
    Scope.ROTATION: "This rotation",
    Scope.SEVERAL: "These apps",
}
_HANDING_OVER = frozenset({"hand_over", "rotate", "gateway"})
_EVERYWHERE = frozenset({"orgs", "journal", "refresh"})


@dataclass(frozen=True, slots=True)
class Row:
    """One act: its keys, what it does, and why not now; the Id of an act of the registry, to be done by a click."""

    keys: str
    words: str
    why_not: str = ""
    act: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Rows that belong together."""

    title: str
    rows: tuple[Row, ...]


def sections(now: Situation) -> tuple[Section, ...]:
    """The help of a screen: what is its own first, what is everywhere last."""
    titles = (_TITLES[now.scope], "Token", "Targets", "Clipboard", "Everywhere")
    rows: dict[str, list[Row]] = {title: [] for title in titles}
    for action in in_scope(now.scope):
        rows[_title(action, now)].append(_row(action, now))
    told = [Section(title, tuple(found)) for title, found in rows.items() if found]
    return (*told[:1], Section("Moving", tuple(_moves(now))), *told[1:])


def columns(now: Situation, count: int) -> tuple[tuple[Section, ...], ...]:
    """The sections in so many columns, in order, the columns as even as whole sections allow."""
    left = list(sections(now))
    made: list[tuple[Section, ...]] = []
    for more in range(count, 0, -1):
        whole = sum(map(_height, left))
        taken: list[Section] = []
        while left and (
            more == 1 or sum(map(_height, taken)) + _height(left[0]) / 2 < whole / more
        ):
            taken.append(left.pop(0))
        made.append(tuple(taken))
    return tuple(column for column in made if column)


def _height(section: Section) -> int:
    return 2 + len(section.rows) + sum(bool(row.why_not) for row in section.rows)


def _title(action: Action, now: Situation) -> str:
    first = action.id.partition(".")[0]
    if first in ("token", "clipboard"):
        return first.capitalize()
    if first in _HANDING_OVER:
        return "Targets"
    everywhere = action.scope is Scope.ALL or action.id in _EVERYWHERE
    return "Everywhere" if everywhere else _TITLES[now.scope]


def _row(action: Action, now: Situation) -> Row:
    keys = " ".join(map(key_name, now.keys.of(action.id)))
    if not keys:  # it is found under its name
        keys, words = now.keys.shown("palette"), f"{action.label}: {action.help}"
        return Row(keys, words, action.why_not(now), action.id)
    return Row(keys, action.help, action.why_not(now), action.id)


def _moves(now: Situation) -> Iterator[Row]:
    for keys, words in MOVES:
        if now.scope is Scope.APPS or "search" not in words:
            yield Row(keys, f"{words}.")
