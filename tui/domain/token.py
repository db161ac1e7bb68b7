"""The initial access token of one connected app, and the trail its generations leave."""

from collections import defaultdict
from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from tui.domain.connected_app import ConnectedApp, TokenState
from tui.domain.secret import Secret


class Generation(NamedTuple):
    """A `SetupAuditTrail` row `dynamicInitialTokenGeneration`: someone generated or regenerated a token.

    Salesforce does not say which of the two it was, and names the app by its label.
    """

    at: datetime
    by: str
    app_name: str | None
    """The label in the row's text; None where the text is not in a form this console knows."""
    by_id: str = ""
    """Id of the user (`CreatedById`); empty where the row names none."""
    delegate: str = ""
    """Who acted while logged in as that user (`DelegateUser`); `by` then names both."""


@dataclass(frozen=True, slots=True)
class TokenReading:
    """What an app's Setup page said when it was read.

    `token` is there exactly when `state` is `PRESENT`; `UNKNOWN` means that the page offers no such section.
    """

    app_id: str
    state: TokenState
    token: Secret | None
    read_at: datetime
    pasted: bool = False
    """A person brought the token: it says nothing of what the page holds now."""

    def __post_init__(self) -> None:
        if (self.token is not None) != (self.state is TokenState.PRESENT):
            raise ValueError("a reading has a token exactly when its state is present")


class GenerationIndex:
    """The generations of all apps, found by name.

    A row counts for an app only when exactly one app bears the name: two apps of one name, or a renamed app,
    are not guessed.
    """

    def __init__(self, generations: Iterable[Generation] = ()) -> None:
        self._by_name: dict[str, list[Generation]] = defaultdict(list)
        self._bearers: dict[str, int] = defaultdict(int)
        for generation in generations:
            if generation.app_name is not None:
                self._by_name[generation.app_name].append(generation)
        for rows in self._by_name.values():
            rows.sort(key=lambda row: row.at, reverse=True)

    def __len__(self) -> int:
        return sum(map(len, self._by_name.values()))

    @property
    def rows(self) -> list[Generation]:
        """Every generation that names an app."""
        return [row for rows in self._by_name.values() for row in rows]

    @property
    def names(self) -> Set[str]:
        """The names that occur in the trail; not a copy."""
        return self._by_name.keys()

    def count_bearers(self, apps: Iterable[ConnectedApp]) -> None:
        """Take note of the apps' names; call it once for every page of the list."""
        for app in apps:
            if app.name in self._by_name:
                self._bearers[app.name] += 1

    def history(self, app: ConnectedApp) -> list[Generation]:
        """The app's generations, newest first; empty where the name is not the app's alone.

        Rows older than the app speak of an earlier app of that name, deleted since.
        """
        if self._bearers.get(app.name) != 1:
            return []
        return [row for row in self._by_name[app.name] if row.at >= app.created_at]

    def latest(self, app: ConnectedApp) -> Generation | None:
        """The app's newest generation."""
        history = self.history(app)
        return history[0] if history else None

    def is_ambiguous(self, app: ConnectedApp) -> bool:
        """Whether the trail has rows that could be this app's or another's of the same name."""
        return self._bearers.get(app.name, 0) > 1

    def state(self, app: ConnectedApp) -> TokenState:
        """What the trail alone proves: a generation means that there is a token; no row proves nothing."""
        return TokenState.PRESENT if self.latest(app) else TokenState.UNKNOWN
