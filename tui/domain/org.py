"""The org the console is connected to, and who is connected."""

from enum import StrEnum
from typing import NamedTuple

PRACTICE_PORT = 8765
"""Where the practice org is served unless another port is named."""


class OrgKind(StrEnum):
    """What is at stake in an org; decided by `Organization`, never by its name.

    That a sandbox-like org is a scratch org is known to the sf command alone.
    """

    PRACTICE = "practice"
    DEVELOPER = "developer edition"
    SCRATCH = "scratch org"
    SANDBOX = "sandbox"
    PRODUCTION = "production"


class Org(NamedTuple):
    """An org as it describes itself (the `Organization` object, and `/services/oauth2/userinfo` for the user)."""

    org_id: str
    name: str
    """The company name, printable."""
    kind: OrgKind
    instance_url: str
    """Origin of the org, without a slash at the end."""

    @property
    def is_production(self) -> bool:
        """Whether a regenerate here must be confirmed by typing the app's name."""
        return self.kind is OrgKind.PRODUCTION

    @property
    def registration_url(self) -> str | None:
        """Where OAuth clients register themselves (RFC 7591 client registration endpoint).

        None for the practice org inside a console: nobody else can reach it until it is served.
        """
        if self.kind is OrgKind.PRACTICE:
            return None
        return f"{self.instance_url}/services/oauth2/register"


class User(NamedTuple):
    """Who the session belongs to."""

    user_id: str
    name: str
    username: str


class Permissions(NamedTuple):
    """What `UserPermissionAccess` says of the running user: a hint, the org's refusal stays the truth.

    The Help article names Manage Connected Apps alone (`PermissionsManageRemoteAccess`).
    """

    manage_connected_apps: bool


MANAGE_CONNECTED_APPS = "Manage Connected Apps"
"""The permission as Setup spells it."""
