"""The rows of the list in columns: a hundred thousand apps in some 45 MB, and few objects for the garbage collector.

What is searched is folded once, when a row arrives.
"""

from array import array
from collections.abc import Iterable
from datetime import UTC, datetime

from tui.domain.connected_app import ConnectedApp
from tui.domain.text import fold


class AppStore:
    """Connected apps by their position, in the order in which they came.

    Attributes:
        ids, names: as the org says them.
        created, changed: seconds since 1970, in UTC.
        changed_by: who, as an index of `people`.
        haystacks: what is searched: folded name, then folded people, with a NUL between two.
    """

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.names: list[str] = []
        self.created = array("d")
        self.changed = array("d")
        self.changed_by = array("I")
        self.people: list[str] = []
        self.haystacks: list[str] = []
        self._created_by = array("I")
        self._person: dict[str, int] = {}
        self._folded_people: list[str] = []
        self._position: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self.ids)

    def add(self, apps: Iterable[ConnectedApp]) -> list[int]:
        """Take up apps; returns the positions of those that were not there yet."""
        known, fresh, taken = self._position, [], []
        for app in apps:
            position = len(known)
            if known.setdefault(app.id, position) == position:
                fresh.append(position)
                taken.append(app)
        self.ids += [app.id for app in taken]
        self.names += [app.name for app in taken]
        self.created.extend([app.created_at.timestamp() for app in taken])
        self.changed.extend([app.modified_at.timestamp() for app in taken])
        self._created_by.extend([self._index(app.created_by) for app in taken])
        self.changed_by.extend([self._index(app.modified_by) for app in taken])
        self.haystacks += [self._haystack(position) for position in fresh]
        return fresh

    def _index(self, person: str) -> int:
        index = self._person.get(person)
        if index is None:
            index = self._person[person] = len(self.people)
            self.people.append(person)
            self._folded_people.append(fold(person))
        return index

    def learn_author(self, position: int, generated_by: str) -> None:
        """Let the app be found by who generated its token too; empty where nobody is known."""
        self.haystacks[position] = self._haystack(position, generated_by)

    def _haystack(self, position: int, generated_by: str = "") -> str:
        by, changed_by = self._created_by[position], self.changed_by[position]
        hay = f"{fold(self.names[position])}\0{self._folded_people[by]}"
        if changed_by != by:
            hay = f"{hay}\0{self._folded_people[changed_by]}"
        return f"{hay}\0{fold(generated_by)}" if generated_by else hay

    def positions(self) -> list[int]:
        """Every position, upwards. The numbers are those that the store holds anyway."""
        return list(self._position.values())

    def position(self, app_id: str) -> int | None:
        """Where the app of that Id is."""
        return self._position.get(app_id)

    def app(self, position: int) -> ConnectedApp:
        """The app at a position."""
        return ConnectedApp(
            self.ids[position],
            self.names[position],
            datetime.fromtimestamp(self.created[position], UTC),
            self.people[self._created_by[position]],
            datetime.fromtimestamp(self.changed[position], UTC),
            self.people[self.changed_by[position]],
        )
