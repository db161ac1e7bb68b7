"""The database's format: numbered steps, each taking a file one version forward. Knows no rows but those it moves.

`PRAGMA user_version` holds how many steps a file has seen.
"""

import sqlite3
from collections.abc import Callable, Sequence
from typing import Final

from tui.errors import PracticeOrgError

_TABLES = (
    """CREATE TABLE org (
        key INTEGER PRIMARY KEY CHECK (key = 1),
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        instance_name TEXT NOT NULL,
        created INTEGER NOT NULL,
        signing_key BLOB NOT NULL
    )""",
    # A user without a login is someone who left: a name on old apps and audit rows.
    """CREATE TABLE users (
        key INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        login TEXT UNIQUE,
        username TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        email TEXT NOT NULL,
        manage_connected_apps INTEGER NOT NULL,
        customize_application INTEGER NOT NULL,
        modify_all_data INTEGER NOT NULL,
        view_setup INTEGER NOT NULL
    )""",
    # AUTOINCREMENT: a key in a client's paged list never comes to mean another app.
    """CREATE TABLE apps (
        key INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        setup_id TEXT NOT NULL UNIQUE,
        consumer_id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        name_key TEXT NOT NULL,
        description TEXT,
        contact_email TEXT,
        origin TEXT NOT NULL CHECK (origin IN ('local', 'child', 'installed')),
        parent INTEGER REFERENCES apps (key) ON DELETE SET NULL,
        created INTEGER NOT NULL,
        created_by TEXT REFERENCES users (id),
        modified INTEGER NOT NULL,
        modified_by TEXT REFERENCES users (id),
        start_url TEXT,
        mobile_start_url TEXT,
        refresh_token_validity INTEGER,
        refresh_token_by_inactivity INTEGER NOT NULL,
        admin_approved_only INTEGER NOT NULL,
        high_assurance INTEGER NOT NULL,
        token_exchange INTEGER NOT NULL,
        uvid_timeout TEXT,
        mobile_session_timeout TEXT,
        pin_length TEXT
    )""",
    "CREATE INDEX apps_by_name ON apps (name_key, key)",
    "CREATE INDEX apps_by_parent ON apps (parent) WHERE parent IS NOT NULL",
    # The primary key is what makes "one token per app" true whatever the code does.
    """CREATE TABLE tokens (
        app INTEGER PRIMARY KEY REFERENCES apps (key) ON DELETE CASCADE,
        value TEXT NOT NULL,
        digest BLOB NOT NULL UNIQUE,
        made INTEGER NOT NULL,
        made_by TEXT NOT NULL REFERENCES users (id)
    )""",
    """CREATE TABLE clients (
        app INTEGER PRIMARY KEY REFERENCES apps (key) ON DELETE CASCADE,
        client_id TEXT NOT NULL UNIQUE,
        secret_digest BLOB NOT NULL,
        registration_digest BLOB NOT NULL,
        metadata TEXT NOT NULL,
        issued INTEGER NOT NULL
    )""",
    """CREATE TABLE sessions (
        digest BLOB PRIMARY KEY,
        user INTEGER NOT NULL REFERENCES users (key),
        expires INTEGER NOT NULL
    )""",
    "CREATE INDEX sessions_by_expiry ON sessions (expires)",
    """CREATE TABLE audit (
        key INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        action TEXT NOT NULL,
        section TEXT,
        display TEXT NOT NULL,
        created INTEGER NOT NULL,
        created_by TEXT REFERENCES users (id),
        delegate_user TEXT,
        context TEXT
    )""",
    "CREATE INDEX audit_by_action ON audit (action COLLATE NOCASE, created)",
)

_GATEWAY = (
    """CREATE TABLE gateway_sessions (
        digest BLOB PRIMARY KEY,
        user INTEGER NOT NULL REFERENCES users (key),
        expires INTEGER NOT NULL
    )""",
    # What was changed of the client provider that the practice gateway has for an app.
    """CREATE TABLE gateway_providers (
        app INTEGER PRIMARY KEY REFERENCES apps (key) ON DELETE CASCADE,
        changes TEXT NOT NULL,
        changed INTEGER NOT NULL
    )""",
)

Step = Callable[[sqlite3.Connection], None]


def _make_tables(connection: sqlite3.Connection) -> None:
    for statement in _TABLES:
        connection.execute(statement)


def _add_gateway(connection: sqlite3.Connection) -> None:
    for statement in _GATEWAY:
        connection.execute(statement)


STEPS: Final[Sequence[Step]] = (_make_tables, _add_gateway)


def version(connection: sqlite3.Connection) -> int:
    """Return the file's version; 0 is a file without content."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, steps: Sequence[Step] = STEPS) -> None:
    """Take the file forward to the newest version, inside the caller's transaction.

    Raises:
        PracticeOrgError: the file is newer than this program.
    """
    found = version(connection)
    if found > len(steps):
        raise PracticeOrgError(
            f"The practice org's database has format {found}; this version knows formats up to {len(steps)}.",
            hint="Use the newer version of the console, or start afresh with `practice-org reset`.",
        )
    for step in steps[found:]:
        step(connection)
    # A pragma takes no bound parameters; the value is a count of our own.
    connection.execute(f"PRAGMA user_version = {len(steps):d}")


def drop_everything(connection: sqlite3.Connection) -> None:
    """Take every table, whatever version made it, out of the file, inside the caller's transaction."""
    rows = connection.execute(
        "SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view') AND substr(name, 1, 7) <> 'sqlite_'"
    ).fetchall()
    for kind, name in rows:
        quoted = name.replace('"', '""')
        connection.execute(f'DROP {kind} "{quoted}"')
    connection.execute("PRAGMA user_version = 0")
