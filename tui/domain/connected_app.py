"""A connected app, and what can be known of its initial access token without reading a Setup page."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class AppKind(StrEnum):
    """Where an app comes from; `UNKNOWN` until something that proves it was read."""

    LOCAL = "local"
    CHILD = "child"
    INSTALLED = "installed"
    UNKNOWN = "unknown"


class TokenState(StrEnum):
    """Whether an app has an initial access token, as far as this session knows.

    `NONE` is said only after the app's Setup page was read; `UNKNOWN` is the ordinary state of a list.
    """

    NONE = "none"
    PRESENT = "present"
    UNKNOWN = "unknown"


class ConnectedApp(NamedTuple):
    """A row of `ConnectedApplication`. Texts are printable; people are empty where Salesforce names nobody.

    A named tuple rather than a dataclass: an org may have a hundred thousand of them, and they are made a page
    at a time.
    """

    id: str
    """`0H4…`, 18 characters."""
    name: str
    """The label. Not unique, not the API name."""
    created_at: datetime
    created_by: str
    modified_at: datetime
    modified_by: str


class AppPolicies(NamedTuple):
    """What an admin asks of an app before touching its token; from `ConnectedApplication`."""

    start_url: str
    admin_approved_only: bool
    """Permitted users: admin approved users are pre-authorized, instead of all users may self-authorize."""
    high_assurance: bool
    """A high-assurance session is required."""
    refresh_token_validity: int | None
    """Hours, months, … as the org counts them; None where the token lives until it is revoked."""
    refresh_token_by_inactivity: bool


class AppDetails(NamedTuple):
    """One app with its policies."""

    app: ConnectedApp
    policies: AppPolicies


class AppPage(NamedTuple):
    """Some rows of the list, as they arrive."""

    apps: list[ConnectedApp]
    total: int
    """How many rows the whole list has, as the org counted when the list was asked for."""
