"""What stays from one session of the console to the next; a state folder that cannot be written costs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tui import paths
from tui.config import remembered
from tui.config.model import Config
from tui.domain.listing import Column, Order
from tui.presentation.theme_words import (
    ANSI,
    BY_CONFIGURATION,
    BY_TERMINAL,
    DARK,
    NAMES,
    NOT_KEPT,
    chosen,
)

if TYPE_CHECKING:
    from tui.domain.five_steps import FiveSteps


class FirstTheme(NamedTuple):
    """The theme that a console begins in; `lasts` says why another one would not outlast the session, or nothing."""

    name: str
    lasts: str = ""


class Memory:
    """The console as it was left, and as it is left."""

    def __init__(self) -> None:
        self._kept = remembered.load(paths.remembered_file())

    def theme(self, config: Config, *, few_colours: bool) -> FirstTheme:
        """The theme that the console begins in: the configuration's, else the terminal's, else the one that was kept.

        Args:
            few_colours: the terminal has no more than 16.
        """
        if config.theme is not None:
            return FirstTheme(config.theme, BY_CONFIGURATION)
        if few_colours:
            return FirstTheme(ANSI, BY_TERMINAL)
        kept = self._kept.theme
        return FirstTheme(kept if kept in NAMES else DARK)

    def keep_theme(self, first: FirstTheme, name: str) -> str:
        """Another theme was chosen; returns for how long, in words."""
        lasts = first.lasts
        if not lasts and not self._keep(theme=name):
            lasts = NOT_KEPT
        return chosen(name, lasts=lasts)

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

    @property
    def hides_pane(self) -> bool:
        """Whether the pane beside the table was hidden by hand."""
        return self._kept.hides_pane

    def remember_pane(self, hidden: bool) -> None:
        """Keep whether the pane beside the table is hidden."""
        self._keep(hides_pane=hidden)

    def steps(self) -> FiveSteps | None:
        """The rehearsal in five steps; None once it was walked or put away."""
        if self._kept.walk_is_over:
            return None
        from tui.domain.five_steps import FiveSteps

        return FiveSteps()

    def remember_walk(self, is_over: bool) -> None:
        """Keep whether the rehearsal is offered again."""
        self._keep(walk_is_over=is_over)

    def _keep(self, **values: str | bool) -> bool:
        """Whether it was kept. What another console has kept meanwhile stays."""
        self._kept = self._kept._replace(**values)  # type: ignore[arg-type]
        path = paths.remembered_file()
        try:
            remembered.save(path, remembered.load(path)._replace(**values))  # type: ignore[arg-type]
        except OSError:
            return False
        return True


def first_org(config: Config, named: str | None) -> str | None:
    """The org that the console begins in: the named one, the file's default, else the one it was left in."""
    if named is not None or config.default_is_set:
        return named
    return Memory().org(config)
