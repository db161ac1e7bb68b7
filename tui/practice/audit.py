"""The setup audit trail: what leaves a row, and in which words.

Actions and texts are as seen in public listings of the trail. [seen]
"""

import sqlite3
from collections.abc import Iterable
from typing import Final, NamedTuple

from tui.practice import ids

GENERATION: Final = "dynamicInitialTokenGeneration"
RETENTION_SECONDS: Final = 180 * 86_400
"""How long Salesforce promises to keep rows. [documented]"""


class Entry(NamedTuple):
    """A row to be written; `at` in seconds since 1970, `by` a `005…` id."""

    action: str
    display: str
    at: int
    by: str | None
    section: str | None = "Application"


def generated(name: str, *, at: int, by: str | None) -> Entry:
    """An initial access token was generated or regenerated: the trail does not say which."""
    return Entry(
        GENERATION, f"Generated a new initial access token for connected app {name}", at, by
    )


def inserted(name: str, *, at: int, by: str | None) -> Entry:
    """A connected app was made."""
    return Entry("insertConnectedApplication", f"Inserted connected app {name}", at, by)


def deleted(name: str, *, at: int, by: str | None) -> Entry:
    """A connected app was deleted."""
    return Entry("deleteConnectedApplication", f"Deleted connected app {name}", at, by)


def record(connection: sqlite3.Connection, source: ids.IdSource, entries: Iterable[Entry]) -> None:
    """Write rows, inside the caller's transaction: a change and its row are there together or not at all."""
    connection.executemany(
        "INSERT INTO audit (id, action, display, created, created_by, section) VALUES (?, ?, ?, ?, ?, ?)",
        [(source.new(ids.AUDIT), *entry) for entry in entries],
    )
