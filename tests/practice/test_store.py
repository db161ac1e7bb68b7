"""Opening, sharing, migrating and resetting the database."""

import sqlite3
import stat
import threading
from pathlib import Path

import pytest

from tests.practice.orgs import FakeNow
from tui.errors import PracticeOrgError
from tui.practice import schema
from tui.practice.seed import add_app, seed
from tui.practice.store import Store, reset


def dump(database: Path, columns: str, table: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(database)
    try:
        return connection.execute(f"SELECT {columns} FROM {table} ORDER BY 1").fetchall()
    finally:
        connection.close()


def test_files_and_folder_are_the_users_alone(database: Path) -> None:
    with Store.open(database) as store, store.write() as connection:
        connection.execute("UPDATE org SET name = name")
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in database.parent.iterdir()}
    assert stat.S_IMODE(database.parent.stat().st_mode) == 0o700
    assert {"practice.db", "practice.db-wal"} <= modes.keys()
    assert set(modes.values()) == {0o600}


def test_a_database_that_others_may_read_is_closed_to_them(database: Path) -> None:
    Store.open(database).close()
    database.chmod(0o644)
    Store.open(database).close()
    assert stat.S_IMODE(database.stat().st_mode) == 0o600


def test_it_writes_through_to_the_disk(database: Path) -> None:
    with Store.open(database) as store, store.read() as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_a_second_opening_finds_the_same_org(database: Path) -> None:
    Store.open(database).close()
    before = dump(database, "id, name, signing_key", "org")
    Store.open(database).close()
    assert dump(database, "id, name, signing_key", "org") == before


def test_many_first_uses_at_once_make_one_org(database: Path) -> None:
    threads = [threading.Thread(target=lambda: Store.open(database).close()) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(dump(database, "id", "org")) == 1
    assert len(dump(database, "id", "apps")) == 42


def test_a_newer_format_is_refused_in_words(database: Path) -> None:
    Store.open(database).close()
    connection = sqlite3.connect(database)
    connection.execute(f"PRAGMA user_version = {len(schema.STEPS) + 1}")
    connection.close()
    with pytest.raises(PracticeOrgError, match=f"format {len(schema.STEPS) + 1}"):
        Store.open(database)


def test_migration_runs_only_the_steps_a_file_has_not_seen() -> None:
    seen: list[int] = []
    connection = sqlite3.connect(":memory:")
    try:
        schema.migrate(connection, [lambda _: seen.append(1)])
        schema.migrate(connection, [lambda _: seen.append(1), lambda _: seen.append(2)])
        assert (seen, schema.version(connection)) == ([1, 2], 2)
    finally:
        connection.close()


def test_a_file_that_is_no_database_is_refused_in_words(database: Path) -> None:
    database.parent.mkdir(mode=0o700)
    database.write_bytes(b"not a database, though long enough to look at" * 40)
    with pytest.raises(PracticeOrgError, match="cannot be used"):
        Store.open(database)


def delete_and_fail(store: Store) -> None:
    with store.write() as connection:
        connection.execute("DELETE FROM tokens")
        connection.execute("UPDATE users SET id = 'the same'")


def test_a_change_that_fails_leaves_nothing(database: Path) -> None:
    with Store.open(database) as store:
        with pytest.raises(sqlite3.IntegrityError):
            delete_and_fail(store)
        with store.read() as connection:
            assert connection.execute("SELECT count(*) FROM tokens").fetchone()[0] > 0


def test_reset_refuses_while_the_org_is_open(database: Path) -> None:
    with Store.open(database) as store:
        add_app(store, "Still here")
        with pytest.raises(PracticeOrgError, match="in use"):
            reset(database)
        with store.read() as connection:
            found = connection.execute("SELECT 1 FROM apps WHERE name = 'Still here'").fetchone()
    assert found == (1,)


def test_reset_brings_the_first_use_back(database: Path) -> None:
    now = FakeNow()
    Store.open(database, now=now).close()
    apps, tokens = dump(database, "*", "apps"), dump(database, "value", "tokens")
    with Store.open(database, now=now) as store:
        seed(store, apps=60)
    reset(database, now=now)
    assert dump(database, "*", "apps") == apps
    assert set(dump(database, "value", "tokens")).isdisjoint(tokens)


def test_reset_replaces_a_newer_format(database: Path) -> None:
    database.parent.mkdir(mode=0o700)
    connection = sqlite3.connect(database)
    connection.execute('CREATE TABLE "of the ""future""" (x)')
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    reset(database)
    assert len(dump(database, "id", "apps")) == 42


def test_a_closed_store_may_be_closed_again(database: Path) -> None:
    store = Store.open(database)
    store.close()
    store.close()
    reset(database)
    assert len(dump(database, "id", "org")) == 1
