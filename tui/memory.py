"""What stays from one session of the console to the next; a state folder that cannot be written costs nothing."""

from contextlib import suppress
from dataclasses import replace

from tui import paths
from tui.config import remembered
from tui.config.model import Config
from tui.domain.listing import Column, Order


class Memory:
    """The console as it was left, and as it is left."""

    def __init__(self) -> None:
        self._kept = remembered.load(paths.remembered_file())

    def order(self) -> Order:
        """The order of the table as it was left."""
        try:
            column = Column(self._kept.sort_column) if self._kept.sort_column else Column.NAME
        except ValueError:
            return Order()
        return Order(column, self._kept.sort_descending)

    def org(self, config: Config) -> str | None:
        """The org that the console was left in, if it can still be named."""
        name = self._kept.last_org
        known = name is not None and (name in config.orgs or "@" in name)
        return name if known else None

    def remember_org(self, name: str) -> None:
        """The console begins in this org the next time, unless the configuration says where."""
        self._keep(last_org=name)

    def remember_order(self, order: Order) -> None:
        """Keep the order of the table."""
        self._keep(sort_column=order.column.value, sort_descending=order.descending)

    def _keep(self, **values: str | bool) -> None:
        self._kept = replace(self._kept, **values)  # type: ignore[arg-type]
        with suppress(OSError):
            remembered.save(paths.remembered_file(), self._kept)


def first_org(config: Config, named: str | None) -> str | None:
    """The org that the console begins in: the named one, the file's default, else the one it was left in."""
    if named is not None or config.default_is_set:
        return named
    return Memory().org(config)
