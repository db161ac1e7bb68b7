"""How things stand on a screen, and why an act cannot be done now.

Each reason is a sentence for whoever pressed the key; it is empty where the act can be done.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple

from tui.domain.connected_app import TokenState
from tui.presentation.app_cells import PANE_FROM
from tui.presentation.keymap import Keymap


class Scope(StrEnum):
    """Where an act lives."""

    APPS = "apps"
    APP = "app"
    ROTATION = "rotation"
    """The progress and report of one app's rotation or hand-over."""
    SEVERAL = "several"
    """The same of several apps."""
    BOTH = "both"
    """Table and open app."""
    INNER = "inner"
    """Every screen that was opened from another."""
    ALL = "all"

    @property
    def screens(self) -> "tuple[Scope, ...]":
        """The screens it stands for."""
        return _SCREENS.get(self, (self,))


_SCREENS: Mapping[Scope, tuple[Scope, ...]] = {
    Scope.BOTH: (Scope.APPS, Scope.APP),
    Scope.INNER: (Scope.APP, Scope.ROTATION, Scope.SEVERAL),
    Scope.ALL: (Scope.APPS, Scope.APP, Scope.ROTATION, Scope.SEVERAL),
}


class Situation(NamedTuple):
    """What decides whether an act can be done now, and which matter."""

    scope: Scope
    keys: Keymap
    current: bool = True
    """There is an app to act on: the current row, or the open app."""
    token: TokenState | None = None
    """Of the open app; None while its Setup page was not read."""
    revealed: bool = False
    searching: bool = False
    """The search line has the focus: letters go to it."""
    searched: bool = False
    """The table shows what a search has left of it."""
    near: bool = False
    """That is nothing, and names are known that are near."""
    loading: bool = False
    """The list is being loaded."""
    earlier: bool = False
    """The list that is shown is of an earlier session: rows to be looked at and opened, not to be acted on."""
    busy: str = ""
    """What is under way, in words; one act at a time."""
    read_only: str = ""
    """Why nothing may be changed."""
    may_reveal: bool = True
    guided: bool = False
    """A person works the org's Setup page, and not the console."""
    marked: int = 0
    """Rows that are marked in the table."""
    dropped: int = 0
    """Marks that were dropped together, and can be brought back."""
    current_marked: bool = False
    """The current row is one of them."""
    has_max_age: bool = False
    """The configuration says when a token of this org is due."""
    gateway: bool = False
    """There is a gateway that can be told to register a client: the practice org's."""
    missing: bool = False
    """A target is without the token of the rotation that is shown."""
    practice: bool = False
    """It is the practice org."""
    wide: bool = False
    """The terminal has room for a pane beside the table."""


Reason = Callable[[Situation], str]
"""Why the act cannot be done now; empty where it can."""


def always(_: Situation) -> str:
    """It can always be done."""
    return ""


def nothing_under_way(now: Situation) -> str:
    """One act at a time."""
    return f"One act at a time. {now.busy}" if now.busy else ""


def needs_row(now: Situation) -> str:
    """It acts on the current row."""
    return "" if now.current else "No app is selected."


def needs_row_or_near(now: Situation) -> str:
    """There is an app to open, or a name to search for."""
    return "" if now.near else needs_row(now)


def needs_something_to_clear(now: Situation) -> str:
    """There is something to stop, to clear or to drop."""
    if now.loading or now.searched or now.marked or now.dropped:
        return ""
    return f"Nothing to stop or to clear. {now.keys.name('quit')} leaves the console."


def _open_first(now: Situation) -> str:
    return f"Open the app first ({now.keys.name('app.open')})."


def _none_yet(now: Situation) -> str:
    return f"The app has no token yet: generate one ({now.keys.name('token.generate')})."


def needs_token(now: Situation) -> str:
    """The open app has a token."""
    if now.scope is Scope.APPS:
        return _open_first(now)
    if now.busy:
        return f"One act at a time. {now.busy}"
    if now.token is TokenState.PRESENT or now.guided:
        return ""  # in guided mode whoever asks is asked to bring it
    if now.token is TokenState.NONE:
        return _none_yet(now)
    if now.token is TokenState.UNKNOWN:
        return "The Setup page shows no token section under a label that this console knows."
    return f"The app's Setup page has not been read. Press {now.keys.name('refresh')} to read it."


def copying(now: Situation) -> str:
    """There is an app, of which at least the name can be copied."""
    return needs_row(now) if now.scope is Scope.APPS else nothing_under_way(now)


def revealing(now: Situation) -> str:
    """A shown value can always be hidden."""
    if not now.may_reveal and now.scope is Scope.APP:
        copy = now.keys.name("token.copy")
        return f"This org is configured never to show a token. Copy it instead ({copy})."
    return "" if now.revealed else needs_token(now)


def generating(now: Situation) -> str:
    """The Setup page offers a button, and nothing forbids to press it."""
    if now.scope is Scope.APPS:
        return _open_first(now)
    if now.read_only:
        return now.read_only
    if now.token is TokenState.NONE and not now.busy:
        return ""
    return needs_token(now)


def _needs_this_list(now: Situation) -> str:
    """Names may have changed since, and an act is confirmed by name."""
    if not now.earlier:
        return ""
    if now.loading:
        return "The list is being read; try again in a moment."
    return f"The list is as it was kept. {now.keys.name('refresh')} asks the org for it."


def handing_over(now: Situation) -> str:
    """There is an app, and nothing forbids to write its token to targets."""
    if now.busy:
        return f"One act at a time. {now.busy}"
    if now.read_only:
        return now.read_only
    if now.scope is Scope.APPS:
        return _needs_this_list(now) or needs_row(now)
    return needs_token(now) if now.scope is Scope.APP else ""


def rotating(now: Situation) -> str:
    """As handing over; marked rows need no current one."""
    if now.scope is Scope.APPS and now.marked:
        return now.read_only or _needs_this_list(now)
    return handing_over(now)


def needs_max_age(now: Situation) -> str:
    """There is a limit to be overdue by."""
    return (
        ""
        if now.has_max_age
        else "No max_age says when a token of this org is due; the configuration file sets it."
    )


def needs_missing(now: Situation) -> str:
    """A target is without the token."""
    return nothing_under_way(now) or ("" if now.missing else "Every target holds the token.")


def needs_gateway(now: Situation) -> str:
    """There is a gateway that can be told to register."""
    if not now.gateway:
        return "Only the practice org's own gateway can be told to register a client."
    return ""


def needs_practice(now: Situation) -> str:
    """It is the practice org."""
    orgs = now.keys.name("orgs")
    return "" if now.practice else f"The rehearsal is walked in the practice org ({orgs} opens it)."


def needs_width(now: Situation) -> str:
    """There is room beside the table."""
    return "" if now.wide else f"The pane needs a terminal of at least {PANE_FROM} columns."


def needs_work(now: Situation) -> str:
    """Something can be stopped."""
    return "" if now.busy else "Nothing is under way."
