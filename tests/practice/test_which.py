"""Telling practice orgs apart, whose Ids are all the same."""

from pathlib import Path

from tests.practice.orgs import FakeNow
from tui.practice.store import Store, reset
from tui.practice.which import which


def test_it_stays_the_same_org_while_it_is_used(database: Path) -> None:
    with Store.open(database) as store:
        before = which(database)
        with store.write() as connection:
            connection.execute("UPDATE org SET name = 'Another'")
        assert before is not None
        assert which(database) == before


def test_after_a_reset_it_is_another(database: Path) -> None:
    now = FakeNow()
    Store.open(database, now=now).close()
    before = which(database)
    now.pass_by(seconds=5)
    reset(database, now=now)
    after = which(database)
    assert before is not None
    assert after is not None
    assert after[0] == before[0]
    assert after != before


def test_another_database_is_another_org(database: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "practice.db"
    for each in (database, other):
        Store.open(each, now=FakeNow()).close()
    assert which(database) != which(other)


def test_what_cannot_be_read_is_not_known(database: Path) -> None:
    assert which(database) is None
    database.parent.mkdir(parents=True)
    database.write_text("no database")
    assert which(database) is None
    database.write_bytes(b"")
    assert which(database) is None
