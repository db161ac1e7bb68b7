"""The rows of the list in columns: a hundred thousand apps in some 22 MB, and few objects for the garbage collector.

What is searched is folded once, when a row arrives.
"""

from array import array
from collections.abc import Iterable
from datetime import UTC, datetime

from tui.domain.connected_app import ConnectedApp
from tui.domain.kept import AppColumns
from tui.domain.text import fold
from tui.services.texts import DistinctTexts, Texts


class AppStore:
    """Connected apps by their position, in the order in which they came.

    Attributes:
        ids, names: as the org says them.
        created, changed: seconds since 1970, in UTC.
        changed_by: who, as an index of `people`.
        haystacks: what is searched: folded name, then folded people, with a NUL between two.
    """

    def __init__(self) -> None:
        self.ids = DistinctTexts()
        self.names = Texts()
        self.created = array("d")
        self.changed = array("d")
        self.changed_by = array("I")
        self.people: list[str] = []
        self.haystacks: list[str] = []
        self._created_by = array("I")
        self._person: dict[str, int] = {}
        self._folded_people: list[str] = []

    def __len__(self) -> int:
        return len(self.ids)

    def add(self, apps: Iterable[ConnectedApp]) -> dict[int, ConnectedApp]:
        """Take up apps; returns those that were not there yet, by their positions."""
        first = len(self)
        taken = [app for app in apps if self.ids.take(app.id)]
        self.names.extend([app.name for app in taken])
        self.created.extend([app.created_at.timestamp() for app in taken])
        self.changed.extend([app.modified_at.timestamp() for app in taken])
        self._created_by.extend([self._index(app.created_by) for app in taken])
        self.changed_by.extend([self._index(app.modified_by) for app in taken])
        self.haystacks += [self._haystack(at, app.name) for at, app in enumerate(taken, first)]
        return dict(enumerate(taken, first))

    def columns(self) -> AppColumns:
        """All of it, to be kept; not a copy."""
        return AppColumns(
            self.ids,
            self.names,
            self.created,
            self._created_by,
            self.changed,
            self.changed_by,
            self.people,
        )

    @classmethod
    def of(cls, apps: AppColumns) -> "AppStore":
        """A store of what was kept; no Id may stand in it twice."""
        store = cls()
        store.ids, store.names = DistinctTexts(apps.ids), Texts(apps.names)
        store.created, store.changed = array("d", apps.created), array("d", apps.changed)
        people = [store._index(person) for person in apps.people]
        store._created_by = array("I", [people[index] for index in apps.created_by])
        store.changed_by = array("I", [people[index] for index in apps.changed_by])
        store.haystacks = [store._haystack(at, name) for at, name in enumerate(store.names)]
        return store

    def _index(self, person: str) -> int:
        index = self._person.get(person)
        if index is None:
            index = self._person[person] = len(self.people)
            self.people.append(person)
            self._folded_people.append(fold(person))
        return index

    def learn_author(self, position: int, generated_by: str) -> None:
        """Let the app be found by who generated its token too; empty where nobody is known."""
        self.haystacks[position] = self._haystack(position, self.names[position], generated_by)

    def _haystack(self, position: int, name: str, generated_by: str = "") -> str:
        by, changed_by = self._created_by[position], self.changed_by[position]
        hay = f"{fold(name)}\0{self._folded_people[by]}"
        if changed_by != by:
            hay = f"{hay}\0{self._folded_people[changed_by]}"
        return f"{hay}\0{fold(generated_by)}" if generated_by else hay

    def position(self, app_id: str) -> int | None:
        """Where the app of that Id is."""
        return self.ids.find(app_id)

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
