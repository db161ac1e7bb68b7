"""The list of connected apps in memory: what is known of each app, searched and sorted.

At 100,000 apps a keystroke must cost milliseconds: a search reads folded texts that lie in the order of the table,
one that narrows the last one looks only at the last one's hits, and what is found is not copied.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import overload

from tui.domain.connected_app import ConnectedApp, TokenState
from tui.domain.kept import AppColumns
from tui.domain.listing import Column, Known, Order
from tui.domain.text import fold
from tui.domain.token import Generation, GenerationIndex
from tui.services.app_store import AppStore

_NEVER = datetime.min.replace(tzinfo=UTC)
_AGELESS = 1e12
"""Later than any time: where tokens of unknown age, possible ones and missing ones are sorted."""

_MOST_KEPT = 300_000
"""Hits of earlier searches that are kept; four bytes each."""


class Hits(Sequence[int]):
    """Positions of the apps that were found, in order: ranks in the sorted list, looked up when they are wanted."""

    __slots__ = ("_positions", "ranks")

    def __init__(self, positions: Sequence[int], ranks: Sequence[int]) -> None:
        self._positions = positions
        self.ranks = ranks

    def __len__(self) -> int:
        return len(self.ranks)

    @overload
    def __getitem__(self, at: int) -> int: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[int]: ...
    def __getitem__(self, at: int | slice) -> int | Sequence[int]:
        if isinstance(at, slice):
            return Hits(self._positions, self.ranks[at])
        return self._positions[self.ranks[at]]

    def __iter__(self) -> Iterator[int]:
        return map(self._positions.__getitem__, self.ranks)

    def index(self, value: int, start: int = 0, stop: int | None = None) -> int:
        """Where a position stands among the hits.

        Raises:
            ValueError: it is not among them.
        """
        rank = self._positions.index(value)
        found = bisect_left(self.ranks, rank, start, len(self.ranks) if stop is None else stop)
        if found == len(self.ranks) or self.ranks[found] != rank:
            raise ValueError
        return found


class Catalogue:
    """Every connected app the console has been told of.

    Attributes:
        revision: another one as soon as more is known of any app.
    """

    def __init__(self) -> None:
        self.revision = 0
        self._store = AppStore()
        self._trail = GenerationIndex()
        self._readings: dict[str, tuple[TokenState, datetime]] = {}
        self._latest: dict[int, Generation] = {}
        self._by_name = array("I")
        self._by_name_is_fresh = True
        self._order = Order()
        self._sorted = array("I")
        self._is_sorted = True
        self._sorted_haystacks: list[str] | None = None
        self._ranks: Sequence[int] = range(0)
        self._found: dict[tuple[str, ...], Sequence[int]] = {}

    def __len__(self) -> int:
        return len(self._store)

    @classmethod
    def of(cls, apps: AppColumns, trail: Iterable[Generation]) -> "Catalogue":
        """A list that was kept."""
        made = cls()
        made._store = AppStore.of(apps)
        made._by_name.extend(range(len(made)))
        made._by_name_is_fresh = False
        made.learn_trail(trail)
        return made

    @property
    def columns(self) -> AppColumns:
        """Every app, to be kept."""
        return self._store.columns()

    @property
    def trail(self) -> list[Generation]:
        """What of the audit trail names an app."""
        return self._trail.rows

    def add(self, apps: Sequence[ConnectedApp]) -> None:
        """Take up a page. An app that is there already (the list moved between pages) is taken once."""
        fresh = self._store.add(apps)
        names = self._trail.names
        told = {at: app for at, app in fresh.items() if app.name in names}
        self._trail.count_bearers(told.values())
        self._take_back(app.name for app in told.values() if self._trail.is_ambiguous(app))
        self._learn_latest(told)
        self._by_name.extend(fresh)
        self._changed(names=True)

    def learn_trail(self, generations: Iterable[Generation]) -> None:
        """Take up the audit trail: who generated which token when."""
        before, self._trail = self._trail, GenerationIndex(generations)
        names = before.names | self._trail.names
        told = self._bearers(names) if names else {}
        self._trail.count_bearers(told.values())
        self._latest.clear()
        self._learn_latest(told)
        self._changed(names=bool(told))

    def _bearers(self, names: Iterable[str]) -> dict[int, ConnectedApp]:
        """The apps that bear one of these names, by their positions."""
        return {at: self._store.app(at) for at in self._store.names.among(names)}

    def _learn_latest(self, apps: dict[int, ConnectedApp]) -> None:
        """Who generated the tokens of these apps, and when; an app is found by that name too."""
        for position, app in apps.items():
            latest = self._trail.latest(app)
            if latest is not None:
                self._latest[position] = latest
            self._store.learn_author(position, latest.by if latest else "")

    def _take_back(self, names: Iterable[str]) -> None:
        """A second app bears these names: what the trail says of them is nobody's."""
        shared = set(names)
        if shared:
            for position in [at for at, row in self._latest.items() if row.app_name in shared]:
                del self._latest[position]
                self._store.learn_author(position, "")

    def _changed(self, *, names: bool) -> None:
        self.revision += 1
        self._by_name_is_fresh = self._by_name_is_fresh and not names
        self._is_sorted = False

    def learn_state(self, app_id: str, state: TokenState, read_at: datetime) -> None:
        """Take up what the app's Setup page said in this session: it outranks older rows of the trail."""
        self._readings[app_id] = state, read_at
        self._readings_changed()

    def readings_of(self, other: "Catalogue") -> None:
        """Take over what Setup pages said while `other` was the list."""
        self._readings = dict(other._readings)
        self._readings_changed()

    def _readings_changed(self) -> None:
        self.revision += 1
        if self._order.column is Column.TOKEN:
            self._is_sorted = False

    def known(self, position: int) -> Known:
        """The app at `position`, with what is known of its token."""
        return self._known(self._store.app(position))

    def _known(self, app: ConnectedApp) -> Known:
        latest = self._trail.latest(app)
        state, read_at = self._readings.get(app.id, (TokenState.UNKNOWN, _NEVER))
        if state is TokenState.UNKNOWN or (latest is not None and latest.at > read_at):
            state = TokenState.PRESENT if latest else TokenState.UNKNOWN
        if state is not TokenState.PRESENT:
            latest = None
        return Known(app, state, latest, self._trail.is_ambiguous(app))

    def find(self, app_id: str) -> Known | None:
        """The app of that Id, if the list holds it."""
        position = self._store.position(app_id)
        return None if position is None else self.known(position)

    def position(self, app_id: str) -> int | None:
        """Where `known` finds the app."""
        return self._store.position(app_id)

    def named(self, name: str) -> list[ConnectedApp]:
        """The apps that bear exactly this name."""
        return list(self._bearers({name}).values())

    async def near(self, text: str) -> tuple[str, ...]:
        """Names that are like what was searched for in vain, the nearest first; other work has its turn meanwhile."""
        from tui.services.near_names import near_names

        return await near_names(self._store.haystacks, self._store.names, needles(text))

    # -- searching -------------------------------------------------------------------------------

    def search(self, text: str, order: Order | None = None, *, anew: bool = True) -> Sequence[int]:
        """Positions of the apps that match, in order.

        Every word of `text` must occur in name or people, or be a part of the Id; case and accents do not
        matter. All Ids are alike at the beginning, so only words of four characters with a digit are looked for
        there.

        Args:
            anew: whether what came since the last search is wanted too; it has to be sorted first.
        """
        positions = self._sort(order or self._order, anew=anew)
        words = needles(text)
        if not words:
            return positions
        ranks = self._found.pop(words, None)
        if ranks is None:
            ranks = self._narrowest(words)
            for word in words:
                ranks = self._hits(word, ranks)
        self._keep(words, ranks)
        return Hits(positions, ranks)

    def make_ready(self) -> None:
        """Somebody is about to search: the first letter shall not wait for the texts to be put in order."""
        self._sort(self._order)
        self._texts_in_order()

    def _texts_in_order(self) -> list[str]:
        if self._sorted_haystacks is None:
            haystacks = self._store.haystacks
            self._sorted_haystacks = [haystacks[position] for position in self._sorted]
        return self._sorted_haystacks

    def _hits(self, word: str, ranks: Sequence[int]) -> Sequence[int]:
        hay = self._texts_in_order()
        if _may_be_id(word):
            positions, holds = self._sorted, self._store.ids.containing(word)
            return array(
                "I", [rank for rank in ranks if holds[positions[rank]] or word in hay[rank]]
            )
        if ranks is self._ranks:
            return array("I", [rank for rank, text in enumerate(hay) if word in text])
        return array("I", [rank for rank in ranks if word in hay[rank]])

    def _narrowest(self, words: tuple[str, ...]) -> Sequence[int]:
        """Where `words` can match: among the fewest hits of an earlier search that was a wider one, else everywhere."""
        wider = [
            ranks
            for earlier, ranks in self._found.items()
            if all(any(_narrows(old, new) for new in words) for old in earlier)
        ]
        return min(wider, key=len, default=self._ranks)

    def _keep(self, words: tuple[str, ...], ranks: Sequence[int]) -> None:
        """Remember what was found, for the next letter and for taking this one back."""
        self._found[words] = ranks
        while len(self._found) > 1 and sum(map(len, self._found.values())) > _MOST_KEPT:
            del self._found[next(iter(self._found))]

    # -- sorting ---------------------------------------------------------------------------------

    def _sort(self, order: Order, *, anew: bool = True) -> Sequence[int]:
        if order == self._order and (self._is_sorted or not anew):
            return self._sorted
        self._order = order
        if not self._by_name_is_fresh:
            # The org's pages come in order of name, so that what arrives is nearly sorted already.
            self._by_name = array("I", sorted(self._by_name, key=self._store.haystacks.__getitem__))
            self._by_name_is_fresh = True
        if order.column is Column.NAME:
            found = self._by_name[::-1] if order.descending else self._by_name[:]
        else:  # stable: equal cells stay in order of name
            keys = self._keys(order.column)
            found = array(
                "I", sorted(self._by_name, key=keys.__getitem__, reverse=order.descending)
            )
        self._sorted_haystacks = None
        self._ranks = range(len(found))
        self._sorted, self._is_sorted = found, True
        self._found.clear()
        return found

    def _keys(self, column: Column) -> Sequence[float] | Sequence[str]:
        """What each position is sorted by; numbers wherever they do, for they compare fastest."""
        store = self._store
        match column:
            case Column.TOKEN:
                return self._token_ages()
            case Column.GENERATED_BY:
                return self._authors()
            case Column.CREATED:
                return store.created
            case Column.CHANGED:
                return store.changed
            case Column.CHANGED_BY:
                folded = [fold(person) for person in store.people]
                return [folded[person] for person in store.changed_by]
            case Column.ID:
                return list(store.ids)
            case Column.NAME:
                return store.haystacks

    def _token_ages(self) -> list[float]:
        """Tokens by age, oldest first; then those of unknown age, those that may be there, and apps without one."""
        rank = {TokenState.PRESENT: 1, TokenState.UNKNOWN: 2, TokenState.NONE: 3}
        keys = [_AGELESS * rank[TokenState.UNKNOWN]] * len(self._store)
        for position, latest in self._latest.items():
            keys[position] = latest.at.timestamp()
        for app_id in self._readings:
            read = self._store.position(app_id)
            if read is not None:
                known = self.known(read)
                keys[read] = (
                    known.latest.at.timestamp() if known.latest else _AGELESS * rank[known.token]
                )
        return keys

    def _authors(self) -> list[str]:
        keys = ["\U0010ffff"] * len(self._store)  # behind every name
        for position, latest in self._latest.items():
            keys[position] = fold(latest.by)
        return keys


def needles(text: str) -> tuple[str, ...]:
    """The words of a search, folded as the haystacks are."""
    return tuple(fold(text).split())


def _may_be_id(word: str) -> bool:
    return len(word) >= 4 and word.isalnum() and any(map(str.isdigit, word))


def _narrows(old: str, new: str) -> bool:
    """Whether whatever matches `new` matches `old` too."""
    return old in new and (_may_be_id(old) or not _may_be_id(new))
