"""Sessions of the practice org: made by whoever may read the database, hashed in it, dead after two hours."""

import secrets
import sqlite3
from dataclasses import dataclass
from typing import Final

from tui.practice import users
from tui.practice.store import Store
from tui.practice.tokens import digest
from tui.practice.users import User

LIFE_SECONDS: Final = 2 * 60 * 60


@dataclass(frozen=True, slots=True)
class Session:
    """A living session."""

    digest: bytes
    user: User


def new_session(store: Store, user: str) -> str:
    """Log in and return the session id, good as a bearer token and as the `sid` cookie.

    Args:
        store: the org.
        user: a login or a user name.

    Raises:
        PracticeOrgError: no such user, or the database cannot be used.
    """
    with store.write() as connection:
        found = users.find_user(connection, user)
        org_id = str(connection.execute("SELECT id FROM org").fetchone()[0])
        session_id = f"{org_id[:15]}!AQ{secrets.token_urlsafe(64)}"
        now = store.clock()
        connection.execute("DELETE FROM sessions WHERE expires <= ?", (now,))
        connection.execute(
            "INSERT INTO sessions (digest, user, expires) VALUES (?, ?, ?)",
            (digest(session_id), found.key, now + LIFE_SECONDS),
        )
    return session_id


def find_session(connection: sqlite3.Connection, session_id: str, *, at: int) -> Session | None:
    """Return the session while it lives, `at` being now."""
    key = digest(session_id)
    row = connection.execute(
        users.select(
            "sessions s JOIN users u ON u.key = s.user WHERE s.digest = ? AND s.expires > ?"
        ),
        (key, at),
    ).fetchone()
    return None if row is None else Session(key, users.from_row(row))
