"""Rows of connected apps: putting them into the database, finding and deleting them. Knows no HTTP and no tokens."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from tui.practice import audit, ids

Origin = Literal["local", "child", "installed"]


class Policy(NamedTuple):
    """What Salesforce shows of an app's OAuth policies."""

    refresh_token_validity: int | None = None
    refresh_token_by_inactivity: bool = False
    admin_approved_only: bool = False
    high_assurance: bool = False
    token_exchange: bool = False
    uvid_timeout: str | None = None
    mobile_session_timeout: str | None = None
    pin_length: str | None = None


OPEN: Final = Policy()
"""No policy beyond the defaults."""


@dataclass(frozen=True, slots=True)
class NewApp:
    """An app to be put into the org; times in seconds since 1970, people by their `005…` ids."""

    name: str
    created: int
    created_by: str | None
    origin: Origin = "local"
    parent: int | None = None
    modified: int | None = None
    modified_by: str | None = None
    policy: Policy = OPEN
    start_url: str | None = None
    mobile_start_url: str | None = None
    description: str | None = None
    contact_email: str | None = None


@dataclass(frozen=True, slots=True)
class App:
    """An app as Setup shows it."""

    key: int
    id: str
    setup_id: str
    consumer_id: str
    name: str
    description: str
    contact_email: str
    origin: Origin
    start_url: str
    admin_approved_only: int

    @property
    def takes_tokens(self) -> bool:
        """Whether its View page has an initial access token section: a packaged app's has none."""
        return self.origin != "installed"


_INSERT = (
    "INSERT INTO apps (key, id, setup_id, consumer_id, name, name_key, description, contact_email, origin,"
    " parent, created, created_by, modified, modified_by, start_url, mobile_start_url, refresh_token_validity,"
    " refresh_token_by_inactivity, admin_approved_only, high_assurance, token_exchange, uvid_timeout,"
    " mobile_session_timeout, pin_length)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def fold(text: str) -> str:
    """Return `text` as Salesforce compares and sorts names: case ignored."""
    return text.casefold()


def next_key(connection: sqlite3.Connection) -> int:
    """Return the key that the next app gets; a key is never used twice."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'apps'").fetchone()
    return 1 if row is None else int(row[0]) + 1


def insert_apps(
    connection: sqlite3.Connection, source: ids.IdSource, apps: Sequence[NewApp]
) -> list[int]:
    """Put apps into the org and return their keys, in the same order."""
    first = next_key(connection)
    connection.executemany(
        _INSERT, [_values(first + offset, source, app) for offset, app in enumerate(apps)]
    )
    return list(range(first, first + len(apps)))


def _values(key: int, source: ids.IdSource, app: NewApp) -> tuple[object, ...]:
    return (
        key,
        source.new(ids.APP),
        source.new(ids.SETUP),
        source.new(ids.CONSUMER),
        app.name,
        fold(app.name),
        app.description,
        app.contact_email,
        app.origin,
        app.parent,
        app.created,
        app.created_by,
        app.created if app.modified is None else app.modified,
        app.created_by if app.modified_by is None else app.modified_by,
        app.start_url,
        app.mobile_start_url,
        *app.policy,
    )


_SELECT = (
    "SELECT key, id, setup_id, consumer_id, name, ifnull(description, ''), ifnull(contact_email, ''), origin,"
    " ifnull(start_url, ''), admin_approved_only FROM apps WHERE "
)


def app_by_id(connection: sqlite3.Connection, text: str) -> App | None:
    """Return the app of a `0H4…` id of 15 or 18 characters."""
    return _one(connection, "id = ?", text)


def app_by_setup_id(connection: sqlite3.Connection, text: str) -> App | None:
    """Return the app of a `06P…` id of 15 or 18 characters."""
    return _one(connection, "setup_id = ?", text)


def _one(connection: sqlite3.Connection, where: str, text: str) -> App | None:
    row = connection.execute(_SELECT + where, (ids.normal_id(text),)).fetchone()
    return None if row is None else App(*row)


def delete_app(connection: sqlite3.Connection, key: int, *, at: int, by: str | None) -> None:
    """Take an app out of the org, with its token and its client; the audit trail keeps its name."""
    name = connection.execute("SELECT name FROM apps WHERE key = ?", (key,)).fetchone()[0]
    connection.execute("DELETE FROM apps WHERE key = ?", (key,))
    audit.record(connection, ids.LIVE, [audit.deleted(name, at=at, by=by)])
