"""Initial access tokens: one per app, valid from the commit that makes it to the commit that replaces it.

The invariant of the practice org stands here and in the schema: whoever checks a token does so inside the
transaction that acts on it, and a token's row is the app's only one. The value is kept in clear, because the
Setup page shows it, and nowhere else.
"""

import hashlib
import hmac
import secrets
import sqlite3
from enum import StrEnum
from typing import NamedTuple

from tui.practice import audit, ids


class Press(StrEnum):
    """The two buttons of the Setup page's section, by their labels; never both are there."""

    GENERATE = "Generate"
    REGENERATE = "Regenerate"


class Holder(NamedTuple):
    """Whose token it is, and who made it (a `005…` id)."""

    app: int
    made_by: str


def digest(secret: str) -> bytes:
    """Return what is stored of, or looked up by, a secret."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def current(connection: sqlite3.Connection, app: int) -> str | None:
    """Return the app's token, if it has one."""
    row = connection.execute("SELECT value FROM tokens WHERE app = ?", (app,)).fetchone()
    return None if row is None else str(row[0])


def holder(connection: sqlite3.Connection, presented: str) -> Holder | None:
    """Return whose valid token `presented` is; None for a token that is dead or never was.

    The digest finds the row, so that the time it takes says nothing of the value; the whole value decides.
    """
    row = connection.execute(
        "SELECT app, made_by, value FROM tokens WHERE digest = ?", (digest(presented),)
    ).fetchone()
    if row is None or not hmac.compare_digest(row[2].encode(), presented.encode()):
        return None
    return Holder(row[0], row[1])


def press(
    connection: sqlite3.Connection, app: int, button: Press, *, by: str, at: int
) -> str | None:
    """Make the app's first token or replace it, with its audit row, inside the caller's write transaction.

    Returns the new token; None, and nothing is changed, where the page no longer offers that button or the app is gone.
    """
    found = connection.execute(
        "SELECT a.name, t.app IS NOT NULL FROM apps a LEFT JOIN tokens t ON t.app = a.key"
        " WHERE a.key = ? AND a.origin <> 'installed'",
        (app,),
    ).fetchone()
    if found is None or bool(found[1]) != (button is Press.REGENERATE):
        return None
    value = new_value()
    put(connection, app, value, at=at, by=by)
    connection.execute("UPDATE apps SET modified = ?, modified_by = ? WHERE key = ?", (at, by, app))
    audit.record(connection, ids.LIVE, [audit.generated(found[0], at=at, by=by)])
    return value


def new_value() -> str:
    """Return a token nobody can guess. Salesforce documents no shape for one, so this is merely ours."""
    return secrets.token_urlsafe(48)


def put(connection: sqlite3.Connection, app: int, value: str, *, at: int, by: str) -> None:
    """Make `value` the app's token in place of any other, inside the caller's transaction."""
    connection.execute(
        "INSERT OR REPLACE INTO tokens (app, value, digest, made, made_by) VALUES (?, ?, ?, ?, ?)",
        (app, value, digest(value), at, by),
    )
