"""The orgs to choose from, which one is open, and where the admin stood in each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from tui.domain.listing import Order

if TYPE_CHECKING:
    from tui.domain.login import Login


class OrgEntry(NamedTuple):
    """One org that can be opened. Every text is printable."""

    name: str
    """As the configuration has it; a username for a login that only `sf` knows."""
    kind: str = ""
    """What is known of it before it was asked."""
    where: str = ""
    login: Login | None = None
    """What `sf` told of it; None for an org of the configuration."""


class Place(NamedTuple):
    """Where an admin stood in the table of an org."""

    search: str = ""
    order: Order = Order()
    app_id: str | None = None
    """The app of the current row."""


class Opened(NamedTuple):
    """An org that was switched to."""

    name: str
    read_only: str
    """Why nothing may be changed in it, in words; empty where it may."""


Offer: TypeAlias = "Callable[[], Awaitable[list[Login]]]"
"""Asks `sf` for its logins; raises `OrgError`."""


async def _no_logins() -> list[Login]:
    return []


class OrgDesk:
    """What the switch offers.

    Args:
        configured: the orgs of the configuration.
        current: the name of the open one.
        offer: asked for the logins of this machine when somebody looks for one, since it takes seconds.
        usernames: of the configured orgs, which are not offered twice.
    """

    def __init__(
        self,
        configured: Iterable[OrgEntry],
        current: str,
        *,
        offer: Offer = _no_logins,
        usernames: Iterable[str] = (),
    ) -> None:
        self._configured = list(configured)
        self._offer = offer
        self._usernames = frozenset(usernames)
        self._offered: list[OrgEntry] = []
        self._places: dict[str, Place] = {}
        self.current = current
        self.asked = False
        """Whether `sf` has been asked in this session, with whatever success."""

    @property
    def entries(self) -> list[OrgEntry]:
        """Those of the configuration first, then what `sf` has besides."""
        return [*self._configured, *self._offered]

    async def ask(self) -> None:
        """Ask `sf` for its logins.

        Raises:
            OrgError: it could not be asked; what it said before stays.
        """
        self.asked = True
        logins = await self._offer()
        self._offered = [
            OrgEntry(login.username, kind_of(login), where_of(login), login)
            for login in logins
            if login.username not in self._usernames
        ]

    def leave(self, place: Place) -> None:
        """Remember where the admin stood in the open org."""
        self._places[self.current] = place

    def enter(self, name: str) -> Place | None:
        """That org is open from now on; returns where the admin stood in it, if they were there before."""
        self.current = name
        return self._places.get(name)


def kind_of(login: Login) -> str:
    """What `sf` says a login's org is; it does not tell production from developer edition."""
    if login.is_scratch:
        return "scratch org"
    if login.is_sandbox:
        return "sandbox"
    return "Dev Hub" if login.is_dev_hub else ""


def where_of(login: Login) -> str:
    """The host of a login's org, for reading."""
    return login.instance_url.partition("://")[2].strip("/")
