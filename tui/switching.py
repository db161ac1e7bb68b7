"""Which org the console is connected to, and how another one takes its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from tui.config.choice import Choice, choose
from tui.config.model import Config, OrgConfig, OrgType
from tui.services.orgs import Offer, Opened, OrgDesk, OrgEntry

if TYPE_CHECKING:
    from tui.domain.login import Login


class Closable(Protocol):
    """The way to one org."""

    choice: Choice

    async def close(self) -> None:
        """End it."""
        ...


Way = TypeVar("Way", bound=Closable)


class Switching(Generic[Way]):
    """Holds the open way to an org.

    Args:
        connection: the way that is open at first.
        connect: makes the way to an org; what it begins is ended by `close`. Raises `ConsoleError`.
        offer: asks `sf` for its logins.
        remember: told the name of an org that was switched to.
    """

    def __init__(
        self,
        connection: Way,
        connect: Callable[[Choice, Login | None], Way],
        *,
        offer: Offer,
        remember: Callable[[str], None],
    ) -> None:
        self.connection = connection
        self._connect = connect
        self._remember = remember
        config = connection.choice.config
        self.desk = OrgDesk(
            entries(config, connection.choice.org),
            connection.choice.org.name,
            offer=offer,
            usernames=[org.username for org in config.orgs.values() if org.username],
        )

    async def switch(self, entry: OrgEntry) -> Opened:
        """Close the open way and open another one. Where that cannot be begun, the open one stays.

        Raises:
            ConsoleError: it cannot be begun.
        """
        before = self.connection
        choice = choose(before.choice.config, entry.name, read_only=before.choice.console_read_only)
        self.connection = self._connect(choice, entry.login)
        await before.close()
        self._remember(choice.org.name)
        return Opened(choice.org.name, read_only_words(choice))

    async def close(self) -> None:
        """End the open way."""
        await self.connection.close()


def read_only_words(choice: Choice) -> str:
    """Why nothing may be changed, as a sentence; empty where it may."""
    return f"Read only: {choice.read_only}" if choice.read_only else ""


def entries(config: Config, current: OrgConfig) -> list[OrgEntry]:
    """The orgs of the configuration, and the open one where it is none of them."""
    listed = {**config.orgs, current.name: current}
    return [OrgEntry(org.name, _kind(org), _where(org)) for org in listed.values()]


def _kind(org: OrgConfig) -> str:
    if org.kind is OrgType.PRACTICE:
        return "practice org"
    return "guided" if org.guided else "Setup page"


def _where(org: OrgConfig) -> str:
    if org.kind is OrgType.PRACTICE:
        return "" if org.user == "admin" else f"as {org.user}"
    return org.username or (org.instance_url or "").partition("://")[2]
