"""The words around the table: how many apps there are, and what is said in their place where there are none."""

from datetime import datetime
from typing import NamedTuple

from tui.domain.listing import Column, Order
from tui.domain.text import spelt
from tui.errors import ConsoleError, StoppedError
from tui.presentation.app_cells import HEADINGS
from tui.presentation.commands import command
from tui.presentation.error_text import sentence
from tui.presentation.keymap import Keymap
from tui.presentation.times import clock_time


class ListState(NamedTuple):
    """How the list stands: what is shown of it, what is there, and what is still to come."""

    hits: int
    """Apps that are shown."""
    held: int
    """Apps that are there, shown or not."""
    search: str = ""
    near: tuple[str, ...] = ()
    """Names like what was searched for in vain."""
    typing: bool = False
    """The search has the focus."""
    only_due: bool = False
    is_loading: bool = False
    loaded: int = 0
    """Apps that have come of the list that is being loaded."""
    total: int = 0
    """How many that list has; 0 until the org has said it."""
    failed: ConsoleError | None = None
    as_of: datetime | None = None
    """When the list that is shown was read, where it is not the one that was asked for last."""
    earlier: str = ""
    """How long ago the list that is shown was read, where that was in an earlier session."""
    is_practice: bool = False
    org_name: str = ""
    """As the command line names it."""


def count_words(state: ListState) -> str:
    """How many, at the right of the search."""
    held = f"{state.held:,}"
    if state.earlier:
        shown = f"{state.hits:,} of {held}" if state.search else held
        return f"{shown}, as of {state.earlier}{_read_so_far(state)}"
    if state.failed is not None and state.as_of is not None:
        return f"{state.hits:,} of {held}, as of {clock_time(state.as_of)}"
    if state.failed is not None and state.total > state.held:
        return f"{state.hits:,} of the first {held} of {state.total:,}"
    if state.is_loading:
        return f"loading {state.loaded:,} of {state.total:,}…" if state.total else "loading…"
    if state.failed is not None and not state.held:
        return ""
    return f"{state.hits:,} of {held}" if state.search or state.only_due else held


def _read_so_far(state: ListState) -> str:
    """How much of a long list has come."""
    if not state.is_loading or state.loaded >= state.total:
        return ""
    return f"; {state.loaded * 100 // state.total} % read"


def empty_words(state: ListState, keys: Keymap) -> str:
    """Why no app is shown, and what to do about it."""
    again = keys.name("refresh")
    if state.failed is not None:
        why = sentence(state.failed, again=again)
        said = why.endswith(f"then {again}.") or f" {again} " in why
        tries = "" if said else f"{again} tries again. "
        others = f"{why}\n\n{tries}{keys.name('orgs')} opens another org."
        if isinstance(state.failed, StoppedError):
            return others
        doctor = command(["doctor", "--org", state.org_name])
        return f"{others}\nIn a shell, {doctor} says where it fails."
    if state.search and state.held:
        due = f" among those that are due ({keys.name('apps.due')})" if state.only_due else ""
        nothing = f"No connected app matches “{state.search}”{due}."
        if state.near:
            return f"{nothing}{_near_words(state, keys)}"
        return (
            f"{nothing}\n\nThe search looks at names, Ids and people; fewer letters find more."
            f" {keys.name('cancel')} brings back all {state.held:,}."
        )
    if state.is_loading:
        return "Asking the org…"
    if state.only_due and state.held:
        return (
            "No token is due: none is known to be older than max_age allows.\n\n"
            f"{keys.name('apps.due')} shows all {state.held:,} apps again."
        )
    if state.is_practice:
        return (
            "The practice org is empty.\n\n"
            "Fill it, in a shell: connected-apps practice-org seed --apps 40."
            f" Then press {again} here."
        )
    return (
        "This org has no connected apps, or your user may not see them.\n\n"
        f"Connected apps are listed in Setup, App Manager. {again} asks again."
        f" {keys.name('orgs')} opens another org."
    )


def _near_words(state: ListState, keys: Keymap) -> str:
    """Names to search for instead, and the key that does it: the search line's own, or the table's."""
    takes = keys.name("search.leave" if state.typing else "app.open")
    names = "".join(f"\n  {spelt(name, _NEAR_MOST)}" for name in state.near)
    back = f"{keys.name('cancel')} brings back all {state.held:,}."
    return f" {back}\n\nNear it; {takes} searches for the first:{names}"


def loaded_words(
    held: int, read_at: datetime | None, trail_error: ConsoleError | None, *, next_step: str = ""
) -> str:
    """What a load has brought, for the status line, and what to do with it."""
    apps = f"{held:,} connected app{'' if held == 1 else 's'}"
    at = f", read at {clock_time(read_at)}" if read_at else ""
    told = f"Ages and authors are unknown: {sentence(trail_error)}" if trail_error else next_step
    return f"{apps}{at}. {told}".rstrip()


ANOTHERS_LIST = "The list shown until now was of another org or user, and is put away."
"""Said when the org turns out not to be the one whose list was kept."""


def earlier_words(age: str) -> str:
    """What is shown while the org is asked."""
    return f"The list as of {age}; asking the org…"


def sorted_words(order: Order) -> str:
    """By what the table is sorted, and what stands at its top."""
    if order.column in _TIMES:
        first = "newest first" if order.descending else "oldest first"
    else:
        first = "Z to A" if order.descending else "A to Z"
    return f"Sorted by {HEADINGS[order.column].lower()}, {first}."


_TIMES = (Column.TOKEN, Column.CREATED, Column.CHANGED)


def first_step(keys: Keymap) -> str:
    """What to do with a list that was never there before."""
    return f"{keys.name('apps.search')} searches, {keys.name('app.open')} opens an app."


_NEAR_MOST = 56
"""Characters of a name; with others it stands on a line of its own in the narrowest terminal."""
