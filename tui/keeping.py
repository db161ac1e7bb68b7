"""Where the list of an org is kept, whether it is, and how org and user are known before the org is asked."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from tui import kept, paths
from tui.config.model import OrgConfig, OrgType

if TYPE_CHECKING:
    from pathlib import Path

    from tui.domain.kept import KeptList
    from tui.domain.login import Login

Sign = Callable[[], Awaitable["tuple[str, ...] | None"]]
"""What is known of org and user before the org is asked; empty where that is not enough to tell them by.

None: what the org will say of itself is not enough either, so nothing is kept and nothing shown.
"""


class FileKeeper:
    """Implements `tui.ports.ListKeeper` on a file.

    Args:
        is_wanted: whether anything is kept; else what was kept is removed.
    """

    def __init__(self, path: Path, sign: Sign, *, is_wanted: bool) -> None:
        self._path = path
        self._sign = sign
        self._is_wanted = is_wanted

    async def read(self) -> KeptList | None:
        """See `ListKeeper.read`."""
        if not self._is_wanted:
            await asyncio.to_thread(kept.remove, self._path)
            return None
        found = await asyncio.to_thread(kept.read, self._path)
        return found if found is not None and found.sign == await self._sign() else None

    async def keep(self, fresh: KeptList) -> None:
        """See `ListKeeper.keep`."""
        sign = await self._sign() if self._is_wanted else None
        if sign is not None:
            await asyncio.to_thread(kept.keep, self._path, fresh._replace(sign=sign))


def keeper(org: OrgConfig, login: Callable[[], Awaitable[Login | None]]) -> FileKeeper:
    """What keeps the list of `org`.

    Args:
        login: of the sf command, for an org that has one; answers as soon as `sf` has.
    """
    if org.kind is OrgType.PRACTICE:
        where = ("practice", str(paths.practice_database().absolute()), org.user)
        sign: Sign = _sign_of_practice
    elif org.username is not None:
        where = ("sf", org.username, "")
        sign = _sign_of_login(login)
    else:
        where = ("address", org.instance_url or "", org.name)
        sign = _unsigned
    return FileKeeper(list_file(*where), sign, is_wanted=org.keep_list)


def list_file(*where: str) -> Path:
    """The file of the list that is known by these; its name tells nobody of which org it is."""
    digest = hashlib.sha256("\0".join(where).encode()).hexdigest()
    return paths.lists_folder() / f"{digest[:32]}.jsonl"


async def _unsigned() -> tuple[str, ...]:
    return ()


async def _sign_of_practice() -> tuple[str, ...] | None:
    from tui.practice.which import which

    return await asyncio.to_thread(which, paths.practice_database())


def _sign_of_login(login: Callable[[], Awaitable[Login | None]]) -> Sign:
    async def sign() -> tuple[str, ...]:
        known = await login()
        if known is None or not (known.username and known.instance_url):
            return ()
        return known.username, known.instance_url, known.org_id

    return sign
