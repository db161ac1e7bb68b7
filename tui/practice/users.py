"""The people of the practice org: two can log in, the others left and are names on old apps."""

import sqlite3
from dataclasses import dataclass
from typing import Final

from tui.errors import PracticeOrgError

LOGINS: Final = ("admin", "support")


@dataclass(frozen=True, slots=True)
class User:
    """Someone who can log in."""

    key: int
    id: str
    """`005…`, 18 characters."""
    login: str
    username: str
    name: str
    email: str
    manages_connected_apps: bool


_COLUMNS = "u.key, u.id, u.login, u.username, u.name, u.email, u.manage_connected_apps"


def from_row(row: tuple[int, str, str, str, str, str, int]) -> User:
    """Make a user of the columns `select` names."""
    key, record_id, login, username, name, email, manages = row
    return User(key, record_id, login, username, name, email, bool(manages))


def select(source: str) -> str:
    """Return the SELECT of a user; `source` is SQL of our own that follows FROM and calls the user `u`."""
    return f"SELECT {_COLUMNS} FROM {source}"  # noqa: S608  # only constants of this package come here


def find_user(connection: sqlite3.Connection, name: str) -> User:
    """Return the user with the login (`admin`) or user name (`admin@practice.example`).

    Raises:
        PracticeOrgError: nobody who can log in is called so.
    """
    row = connection.execute(
        select("users u WHERE u.login IS NOT NULL AND ? IN (u.login, u.username)"), (name,)
    ).fetchone()
    if row is None:
        raise PracticeOrgError(
            f"The practice org has no user {name!r}.",
            hint=f"Its users are {LOGINS[0]}, who may do all, and {LOGINS[1]}, who may not manage connected apps.",
        )
    return from_row(row)
