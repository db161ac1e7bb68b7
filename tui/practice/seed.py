"""Filling the practice org: to a number of connected apps, or by one app of a given name."""

import random
import sqlite3
from typing import Final

from tui.practice import audit, ids, tokens
from tui.practice.apps import NewApp, insert_apps, next_key
from tui.practice.store import Store
from tui.practice.variety import varied_app

_BATCH: Final = 5_000
"""Apps in one transaction: another process that wants to write waits for one of them, not for all."""

_TOKEN_SHARE: Final = 0.3


def seed(store: Store, *, apps: int) -> int:
    """Bring the org to `apps` connected apps in all and return how many were added; it never takes one away.

    Raises:
        PracticeOrgError: the database cannot be used.
    """
    added = 0
    while True:
        with store.write() as connection:
            there = int(connection.execute("SELECT count(*) FROM apps").fetchone()[0])
            count = min(_BATCH, apps - there)
            if count <= 0:
                return added
            _add_batch(connection, count, store.clock())
        added += count


def add_app(store: Store, name: str) -> str:
    """Put an app of any name at all into the org, as the admin's, and return its `0H4…` id.

    A lone surrogate, which no database text can hold, becomes U+FFFD.
    """
    storable = name.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    with store.write() as connection:
        owner = connection.execute("SELECT id FROM users WHERE login = 'admin'").fetchone()[0]
        (key,) = insert_apps(connection, ids.LIVE, [NewApp(storable, store.clock(), owner)])
        return str(connection.execute("SELECT id FROM apps WHERE key = ?", (key,)).fetchone()[0])


def _add_batch(connection: sqlite3.Connection, count: int, now: int) -> None:
    first = next_key(connection)
    # Not for secrets: apps that are the same on every machine. Keys are never used twice, so
    # neither is a batch's generator.
    generator = random.Random(f"apps from {first}")  # noqa: S311
    people = [row[0] for row in connection.execute("SELECT id FROM users ORDER BY key")]
    source = ids.IdSource(generator)
    new = [varied_app(generator, first + offset, people, now) for offset in range(count)]
    keys = insert_apps(connection, source, new)
    entries = []
    for key, app in zip(keys, new, strict=True):
        if app.origin == "installed" or generator.random() > _TOKEN_SHARE:
            continue
        made = app.created if app.modified is None else app.modified
        by = generator.choice(people)
        tokens.put(connection, key, tokens.new_value(), at=made, by=by)
        if made > now - audit.RETENTION_SECONDS:
            entries.append(audit.generated(app.name, at=made, by=by))
    audit.record(connection, source, sorted(entries, key=lambda entry: entry.at))
