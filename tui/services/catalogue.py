"""The list of connected apps in memory: what is known of each app, searched and sorted.

Plain Python lists over named tuples: at 100,000 apps a keystroke must cost milliseconds, so every text is
folded once, when its row arrives, and a search that narrows the last one looks only at the last one's hits.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from tui.domain.connected_app import ConnectedApp, TokenState
from tui.domain.listing import Column, Known, Order
from tui.domain.text import fold
from tui.domain.token import Generation, GenerationIndex

_NEVER = datetime.min.replace(tzinfo=UTC)


class Catalogue:
    """Every connected app the console has been told of."""

    def __init__(self) -> None:
        self._apps: list[ConnectedApp] = []
        self._position: dict[str, int] = {}
        self._haystacks: list[str] = []
        self._names: list[str] = []
        self._trail = GenerationIndex()
        self._readings: dict[str, tuple[TokenState, datetime]] = {}
        self._order = Order()
        self._sorted: list[int] | None = []
        self._sorted_haystacks: list[str] = []
        self._sorted_ids: list[str] = []
        self._last: tuple[tuple[str, ...], Sequence[int]] | None = None

    def __len__(self) -> int:
        return len(self._apps)

    def add(self, apps: Sequence[ConnectedApp]) -> None:
        """Take up a page. An app that is there already (the list moved between pages) is taken once."""
        fresh = [app for app in apps if app.id not in self._position]
        self._trail.count_bearers(fresh)
        for app in fresh:
            self._position[app.id] = len(self._apps)
            self._apps.append(app)
            self._names.append(fold(app.name))
            self._haystacks.append(self._haystack(len(self._apps) - 1))
        self._sorted = None

    def learn_trail(self, generations: Iterable[Generation]) -> None:
        """Take up the audit trail: who generated which token when."""
        before, self._trail = self._trail, GenerationIndex(generations)
        self._trail.count_bearers(self._apps)
        touched = before.names | self._trail.names
        if touched:
            for position, app in enumerate(self._apps):
                if app.name in touched:
                    self._haystacks[position] = self._haystack(position)
        self._sorted = None

    def _haystack(self, position: int) -> str:
        app = self._apps[position]
        latest = self._trail.latest(app)
        people = f"{app.created_by}\0{app.modified_by}\0{latest.by if latest else ''}"
        return f"{self._names[position]}\0{fold(people)}"

    def learn_state(self, app_id: str, state: TokenState, read_at: datetime) -> None:
        """Take up what the app's Setup page said in this session: it outranks older rows of the trail."""
        self._readings[app_id] = state, read_at
        if self._order.column is Column.TOKEN:
            self._sorted = None

    def readings_of(self, other: "Catalogue") -> None:
        """Take over what Setup pages said while `other` was the list."""
        self._readings = dict(other._readings)

    def known(self, position: int) -> Known:
        """The app at `position`, with what is known of its token."""
        app = self._apps[position]
        latest = self._trail.latest(app)
        state, read_at = self._readings.get(app.id, (TokenState.UNKNOWN, _NEVER))
        if state is TokenState.UNKNOWN or (latest is not None and latest.at > read_at):
            state = TokenState.PRESENT if latest else TokenState.UNKNOWN
        if state is not TokenState.PRESENT:
            latest = None
        return Known(app, state, latest, self._trail.is_ambiguous(app))

    def find(self, app_id: str) -> Known | None:
        """The app of that Id, if the list holds it."""
        position = self._position.get(app_id)
        return None if position is None else self.known(position)

    def position(self, app_id: str) -> int | None:
        """Where `known` finds the app."""
        return self._position.get(app_id)

    def named(self, name: str) -> list[ConnectedApp]:
        """The apps that bear exactly this name."""
        return [app for app in self._apps if app.name == name]

    def search(self, text: str, order: Order | None = None) -> list[int]:
        """Positions of the apps that match, in order.

        Every word of `text` must occur in name or people, or be a part of the Id; case and accents do not
        matter. All Ids are alike at the beginning, so only words of four characters with a digit are looked for
        there.
        """
        positions = self._sort(order or self._order)
        words = needles(text)
        if not words:
            self._last = None
            return positions
        ranks: Sequence[int] = self._narrowed(words)
        for word in words:
            ranks = self._hits(word, ranks)
        self._last = (words, ranks)
        return [positions[rank] for rank in ranks]

    def _hits(self, word: str, ranks: Sequence[int]) -> list[int]:
        hay = self._sorted_haystacks
        if not _may_be_id(word):
            return [rank for rank in ranks if word in hay[rank]]
        ids = self._sorted_ids
        return [rank for rank in ranks if word in hay[rank] or word in ids[rank]]

    def _narrowed(self, words: tuple[str, ...]) -> Sequence[int]:
        """Where `words` can match: among the last search's hits if it was a wider one, else everywhere."""
        if self._last is not None:
            previous, ranks = self._last
            if all(any(_narrows(old, new) for new in words) for old in previous):
                return ranks
        return range(len(self._apps))

    def _sort(self, order: Order) -> list[int]:
        if self._sorted is not None and order == self._order:
            return self._sorted
        self._order = order
        key = self._sort_key(order.column)
        by_name = sorted(range(len(self._apps)), key=self._names.__getitem__)
        if order.column is not Column.NAME:
            by_name.sort(
                key=key, reverse=order.descending
            )  # stable: equal cells stay in order of name
        elif order.descending:
            by_name.reverse()
        self._sorted = by_name
        self._sorted_haystacks = [self._haystacks[position] for position in by_name]
        self._sorted_ids = [self._apps[position].id.lower() for position in by_name]
        self._last = None
        return by_name

    def _sort_key(self, column: Column) -> Callable[[int], Any]:
        apps = self._apps
        match column:
            case Column.TOKEN:
                return self._token_age
            case Column.GENERATED_BY:
                return self._generated_by
            case Column.CREATED:
                return lambda position: apps[position].created_at
            case Column.CHANGED:
                return lambda position: apps[position].modified_at
            case Column.CHANGED_BY:
                return lambda position: fold(apps[position].modified_by)
            case Column.ID:
                return lambda position: apps[position].id
            case Column.NAME:
                return self._names.__getitem__

    def _token_age(self, position: int) -> tuple[int, datetime]:
        """Tokens by age, oldest first; then those of unknown age, those that may be there, and apps without one."""
        known = self.known(position)
        if known.latest is not None:
            return 0, known.latest.at
        rank = {TokenState.PRESENT: 1, TokenState.UNKNOWN: 2, TokenState.NONE: 3}[known.token]
        return rank, _NEVER

    def _generated_by(self, position: int) -> tuple[bool, str]:
        latest = self._trail.latest(self._apps[position])
        return (latest is None, fold(latest.by) if latest else "")


def needles(text: str) -> tuple[str, ...]:
    """The words of a search, folded as the haystacks are."""
    return tuple(fold(text).split())


def _may_be_id(word: str) -> bool:
    return len(word) >= 4 and word.isalnum() and any(map(str.isdigit, word))


def _narrows(old: str, new: str) -> bool:
    """Whether whatever matches `new` matches `old` too."""
    return old in new and (_may_be_id(old) or not _may_be_id(new))
