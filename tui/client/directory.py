"""What an org says through its documented interfaces: `tui.ports.OrgDirectory` on the REST API.

Every field here is documented for the object it is asked of.
"""

import re
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from typing import TypeVar

from tui.client import payloads
from tui.client.audit import ACTION
from tui.client.rest import RestApi
from tui.client.turns import give_way
from tui.domain.connected_app import AppDetails, AppPage
from tui.domain.org import Org, Permissions, User
from tui.domain.token import Generation
from tui.errors import NotFoundError, OrgError, UnexpectedAnswerError

_ORG = "SELECT Id, Name, OrganizationType, IsSandbox FROM Organization LIMIT 1"
_PERMISSIONS = "SELECT PermissionsManageRemoteAccess FROM UserPermissionAccess LIMIT 1"
_APP_FIELDS = "Id, Name, CreatedDate, CreatedBy.Name, LastModifiedDate, LastModifiedBy.Name"
_APPS = f"SELECT {_APP_FIELDS} FROM ConnectedApplication ORDER BY Name"  # noqa: S608 - SOQL of constants
_ONE_APP = (
    f"SELECT {_APP_FIELDS}, StartUrl, RefreshTokenValidityPeriod, OptionsAllowAdminApprovedUsersOnly, "  # noqa: S608
    "OptionsHasSessionLevelPolicy, OptionsRefreshTokenValidityMetric FROM ConnectedApplication "
    "WHERE Id = '{app_id}'"
)
_GENERATIONS = (
    "SELECT CreatedDate, CreatedById, CreatedBy.Name, Display, DelegateUser FROM SetupAuditTrail "  # noqa: S608
    f"WHERE Action = '{ACTION}' ORDER BY CreatedDate DESC"
)

_NO_SUCH_ID = "INVALID_QUERY_FILTER_OPERATOR"
"""[seen] How a query is refused whose Id has the form of one and cannot be one: its last three letters are a check."""
_SLICE = 500
"""Rows that are made and handed on in one go, some 3 ms: between two of them keys are answered."""

_Made = TypeVar("_Made")

_APP_ID = re.compile(r"[A-Za-z0-9]{15}([A-Za-z0-9]{3})?", re.ASCII)


def checked_app_id(app_id: str) -> str:
    """Return the Id if it has the form of one: 15 or 18 letters and digits, nothing that a query or a path could obey.

    Raises:
        NotFoundError: it has not, so no app bears it.
    """
    if not _APP_ID.fullmatch(app_id):
        raise NotFoundError(
            "There is no connected app of that Id: an Id has 15 or 18 letters and digits.",
            hint="Take the Id from the list of connected apps.",
        )
    return app_id


class Directory:
    """Implements `OrgDirectory`."""

    def __init__(
        self, rest: RestApi, *, instance_url: str, practice: bool, scratch: bool = False
    ) -> None:
        self._rest = rest
        self._instance_url = instance_url
        self._practice = practice
        self._scratch = scratch

    async def org(self) -> Org:
        """See `OrgDirectory.org`."""
        row = await self._one(_ORG, act="say which org it is")
        return payloads.org(
            row, instance_url=self._instance_url, practice=self._practice, scratch=self._scratch
        )

    async def user(self) -> User:
        """See `OrgDirectory.user`."""
        return payloads.user(
            await self._rest.read("/services/oauth2/userinfo", act="say whose session this is")
        )

    async def permissions(self) -> Permissions:
        """See `OrgDirectory.permissions`."""
        return payloads.permissions(await self._one(_PERMISSIONS, act="say what the user may do"))

    async def app_pages(self) -> AsyncGenerator[AppPage]:
        """See `OrgDirectory.app_pages`."""
        async with aclosing(self._rest.query(_APPS, act="list connected apps")) as pages:
            async for page in pages:
                async for apps in _parts(page.records, payloads.connected_app):
                    yield AppPage(apps, page.total)

    async def app(self, app_id: str) -> AppDetails:
        """See `OrgDirectory.app`."""
        soql = _ONE_APP.format(app_id=checked_app_id(app_id))
        try:
            rows = await self._rest.rows(soql, act="show the connected app")
        except OrgError as error:
            if error.code != _NO_SUCH_ID:
                raise
            rows = []
        if not rows:
            raise NotFoundError(
                "The org has no connected app of that Id.",
                hint="It may be mistyped, or deleted; the list of connected apps has them all.",
            )
        return payloads.app_details(rows[0])

    async def generations(self) -> list[Generation]:
        """See `OrgDirectory.generations`."""
        found: list[Generation] = []
        async with aclosing(self._rest.query(_GENERATIONS, act="show its audit trail")) as pages:
            async for page in pages:
                async for generations in _parts(page.records, payloads.generation):
                    found += generations
        return found

    async def _one(self, soql: str, *, act: str) -> object:
        rows = await self._rest.rows(soql, act=act)
        if len(rows) != 1:
            raise UnexpectedAnswerError(
                f"The org did not {act}: it answered with {len(rows)} records instead of one.",
                hint=payloads.UNKNOWN_RELEASE,
            )
        return rows[0]


async def _parts(
    rows: list[object], make: Callable[[object], _Made]
) -> AsyncGenerator[list[_Made]]:
    """What is made of the rows of a page, some at a time; a page without any gives one part."""
    for start in range(0, len(rows) or 1, _SLICE):
        part = rows[start : start + _SLICE]
        # Some kB each, and the next page is coming already.
        rows[start : start + _SLICE] = [None] * len(part)
        made = list(map(make, part))
        await give_way()
        yield made
