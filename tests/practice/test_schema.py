"""A database of an earlier version is taken forward with what is in it."""

import sqlite3
from pathlib import Path

from tui.practice import schema
from tui.practice.store import Store


def test_the_first_version_gets_a_gateway_and_keeps_its_content(database: Path) -> None:
    database.parent.mkdir(parents=True, mode=0o700)
    connection = sqlite3.connect(database, isolation_level=None)
    schema.migrate(connection, schema.STEPS[:1])
    connection.execute("INSERT INTO org VALUES (1, '00D1', 'Of the first version', 'P1', 0, x'00')")
    connection.close()
    with Store.open(database) as store, store.read() as taken:
        assert taken.execute("SELECT name FROM org").fetchone() == ("Of the first version",)
        assert taken.execute("SELECT count(*) FROM gateway_providers").fetchone() == (0,)
        assert taken.execute("SELECT count(*) FROM gateway_sessions").fetchone() == (0,)
        assert schema.version(taken) == len(schema.STEPS)
