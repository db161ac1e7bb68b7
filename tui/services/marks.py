"""The rows of the table that are marked, in the order in which they were marked."""

from collections.abc import Callable


class Marks:
    """Ids of apps. They outlive a search, a sort and a refresh.

    Attributes:
        dropped: those that were taken away together, until others are set: one key too many costs no marks.
    """

    def __init__(self) -> None:
        self._ids: dict[str, None] = {}
        self.dropped: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, app_id: object) -> bool:
        return app_id in self._ids

    @property
    def ids(self) -> tuple[str, ...]:
        """Every marked app."""
        return tuple(self._ids)

    def toggle(self, app_id: str) -> None:
        """Mark it, or take its mark away."""
        self.dropped = ()
        if app_id in self._ids:
            del self._ids[app_id]
        else:
            self._ids[app_id] = None

    def keep(self, is_there: Callable[[str], bool]) -> None:
        """Forget the apps that are gone."""
        self._ids = {each: None for each in self._ids if is_there(each)}
        self.dropped = tuple(each for each in self.dropped if is_there(each))

    def drop(self) -> int:
        """Take all of them away, to be brought back; returns how many they are."""
        self.dropped, self._ids = self.ids, {}
        return len(self.dropped)

    def bring_back(self) -> int:
        """Set those again that were dropped last; returns how many they are."""
        self._ids, self.dropped = dict.fromkeys(self.dropped), ()
        return len(self._ids)

    def clear(self) -> None:
        """Take every mark away for good."""
        self._ids, self.dropped = {}, ()
