"""The practice org's database: opening it, its locks and its transactions. Knows no SQL of the tables in it.

Several processes use the file at once: an embedded child of every console, and a served org. SQLite in WAL mode
keeps them apart; `synchronous=FULL` makes an answered write survive a power cut. Beside the file lies a lock
file: who uses the org holds it shared, a reset takes it alone. The folder itself is locked for the moment of
opening, so that two first uses do not meet.

Connections are pooled: a request runs on whatever worker thread is free and borrows one. Writers of one process
queue on a lock rather than on SQLite's polling, which is unfair; only writers of different processes meet
there.
"""

import fcntl
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Self

from tui.errors import PracticeOrgError
from tui.paths import private_folder
from tui.practice import first_use, schema

Now = Callable[[], datetime]

_BUSY_SECONDS: Final = 10.0


def utc_now() -> datetime:
    """Return the time of day, aware, in UTC."""
    return datetime.now(UTC)


class Store:
    """An open practice org. Safe to use from several threads; close it, or use it in a `with`."""

    def __init__(self, database: Path, lock: int, now: Now) -> None:
        """Take over an open lock file; use `Store.open` instead."""
        self.database = database
        self._lock = lock
        self._now = now
        self._idle: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        self._writing = threading.Lock()
        self._closed = False

    @classmethod
    def open(cls, database: Path, *, now: Now = utc_now) -> Self:
        """Open the org, making and filling it on first use and taking an older file forward.

        Raises:
            PracticeOrgError: the file cannot be used, or is of a newer version.
        """
        with _in_words(database):
            lock = _open_lock(database)
            try:
                fcntl.flock(lock, fcntl.LOCK_SH)
                _prepare(database, now)
                return cls(database, lock, now)
            except BaseException:
                os.close(lock)
                raise

    def clock(self) -> int:
        """Return the time as the database keeps it: whole seconds since 1970, as Salesforce keeps dates."""
        return int(self._now().timestamp())

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection for one consistent view of the org."""
        with self._borrowed() as connection, _transaction(connection, "BEGIN"):
            yield connection

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection for one change: all of it is on disk when the block ends, none of it when it raises."""
        with (
            self._writing,
            self._borrowed() as connection,
            _transaction(connection, "BEGIN IMMEDIATE"),
        ):
            yield connection

    def close(self) -> None:
        """Close every idle connection and let go of the lock; a second call does nothing."""
        with self._guard:
            if self._closed:
                return
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()
        os.close(self._lock)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _borrowed(self) -> Iterator[sqlite3.Connection]:
        with _in_words(self.database):
            with self._guard:
                connection = self._idle.pop() if self._idle else None
            if connection is None:
                connection = _connect(self.database)
            try:
                yield connection
            finally:
                with self._guard:
                    keep = not self._closed
                    if keep:
                        self._idle.append(connection)
                if not keep:
                    connection.close()


def reset(database: Path, *, now: Now = utc_now) -> None:
    """Bring the org back to its first use, at once or not at all.

    Raises:
        PracticeOrgError: another process uses the org, or the file cannot be used.
    """
    with _in_words(database):
        lock = _open_lock(database)
        try:
            _take_alone(lock)
            _prepare(database, now, afresh=True)
        finally:
            os.close(lock)


def _take_alone(lock: int) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise PracticeOrgError(
            "The practice org is in use by another process; nothing was changed.",
            hint="Close every console and `practice-org serve` that use it, then try again.",
        ) from None


def _open_lock(database: Path) -> int:
    private_folder(database.parent)
    return os.open(f"{database}.lock", os.O_RDWR | os.O_CREAT, 0o600)


def _prepare(database: Path, now: Now, *, afresh: bool = False) -> None:
    with _turn(database.parent):
        # SQLite gives its own files the mode of the database, so it must be right before SQLite
        # sees it.
        os.close(os.open(database, os.O_RDWR | os.O_CREAT, 0o600))
        if database.stat().st_mode & 0o077:
            database.chmod(0o600)
        connection = _connect(database)
        try:
            connection.execute("PRAGMA foreign_keys = OFF")
            with _transaction(connection, "BEGIN IMMEDIATE"):
                if afresh:
                    schema.drop_everything(connection)
                new = schema.version(connection) == 0
                schema.migrate(connection)
                if new:
                    first_use.fill(connection, int(now().timestamp()))
            if afresh:
                connection.execute("VACUUM")
        finally:
            connection.close()


@contextmanager
def _turn(folder: Path) -> Iterator[None]:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _connect(database: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        database, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def _transaction(connection: sqlite3.Connection, begin: str) -> Iterator[None]:
    connection.execute(begin)
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def _in_words(database: Path) -> Iterator[None]:
    """Turn what the disk or SQLite cannot do into words; a broken constraint is a bug and stays one."""
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise
    except (sqlite3.DatabaseError, OSError) as error:
        raise PracticeOrgError(
            f"The practice org's database {database} cannot be used: {error}.",
            hint="Check the folder's owner and free space; a damaged file can be removed to start afresh.",
        ) from error
