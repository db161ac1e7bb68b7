"""The rows of the table that are marked, in the order in which they were marked."""


class Marks:
    """Ids of apps. They outlive a search, a sort and a refresh."""

    def __init__(self) -> None:
        self._ids: dict[str, None] = {}

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
        if app_id in self._ids:
            del self._ids[app_id]
        else:
            self._ids[app_id] = None

    def clear(self) -> None:
        """Take every mark away."""
        self._ids.clear()
