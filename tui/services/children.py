"""Child apps that registrations of this session have made. Salesforce lists none, so this is all that is known."""


class KnownChildren:
    """Names of clients by the connected app whose token registered them."""

    def __init__(self) -> None:
        self._names: dict[str, list[str]] = {}

    def add(self, app_id: str, name: str) -> None:
        """A client was registered with the app's token."""
        self._names.setdefault(app_id, []).append(name)

    def of(self, app_id: str) -> tuple[str, ...]:
        """Those of one app, in the order in which they were made."""
        return tuple(self._names.get(app_id, ()))
