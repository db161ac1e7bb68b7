"""The list of an earlier session, shown until this session's is complete, and the keeping of this session's.

It is there to be looked at. No act is built on it: services ask `Browse`, which never sees it.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tui.domain.kept import KeptList
from tui.services.catalogue import Catalogue

if TYPE_CHECKING:
    from datetime import datetime

    from tui.domain.listing import Order
    from tui.domain.org import Org, User
    from tui.ports import ListKeeper
    from tui.services.browse import Browse, Surroundings


class EarlierList:
    """What was kept of one org.

    Where org and user are not known before the org is asked it is shown only after the org has said them. Where the
    org says others than the list was kept of, it is gone.
    """

    def __init__(self, keeper: ListKeeper) -> None:
        self._keeper = keeper
        self._kept: KeptList | None = None
        self._catalogue: Catalogue | None = None
        self._org: Org | None = None
        self._user: User | None = None
        self._is_over = False

    @property
    def catalogue(self) -> Catalogue | None:
        """The apps to show; None where there is nothing, or nothing yet that is proven to be this org's."""
        return self._catalogue if self._kept is not None and self._may_be_shown else None

    @property
    def read_at(self) -> datetime | None:
        """When the apps to show were read."""
        return self._kept.read_at if self._kept is not None and self.catalogue is not None else None

    @property
    def _may_be_shown(self) -> bool:
        proven = self._org is not None and self._user is not None
        return proven or (self._kept is not None and bool(self._kept.sign))

    async def read(self, order: Order) -> None:
        """Read what was kept, sorted as it will be shown; nothing once this session's list is complete."""
        kept = await self._keeper.read()
        if kept is None or self._is_unwanted(kept):
            return
        catalogue = await asyncio.to_thread(_made, kept, order)
        if not self._is_unwanted(kept):
            self._kept, self._catalogue = kept, catalogue

    def learn_place(self, around: Surroundings) -> None:
        """The org has said which one it is, or whose the session is."""
        self._org, self._user = around.org or self._org, around.user or self._user
        if self._kept is not None and self._is_unwanted(self._kept):
            self._forget()

    def _is_unwanted(self, kept: KeptList) -> bool:
        """Whether there is a better list, or org or user are known to be others than this one was kept of."""
        others = self._org is not None and self._org.org_id != kept.org_id
        another = self._user is not None and self._user.user_id != kept.user_id
        return self._is_over or others or another

    def catch_up(self, browse: Browse) -> None:
        """Take up what this session has learnt of single apps since."""
        if self._catalogue is None:
            return
        self._catalogue.readings_of(browse.catalogue)
        trail = browse.catalogue.trail
        if trail:
            self._catalogue.learn_trail(trail)

    def end(self) -> None:
        """This session's list is complete."""
        self._is_over = True
        self._forget()

    def _forget(self) -> None:
        self._kept = self._catalogue = None

    async def keep(self, browse: Browse, org: Org, user: User) -> None:
        """Keep this session's list, which is complete, for the next one."""
        if browse.loaded_at is not None:
            held = browse.catalogue
            await self._keeper.keep(
                KeptList(org.org_id, user.user_id, browse.loaded_at, held.columns, held.trail)
            )


def _made(kept: KeptList, order: Order) -> Catalogue:
    catalogue = Catalogue.of(kept.apps, kept.trail)
    catalogue.search("", order)  # sorted here and now, and not while the screen waits
    return catalogue
