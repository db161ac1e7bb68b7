"""Sessions and the people they belong to."""

import pytest

from tests.practice.orgs import Org
from tui.errors import PracticeOrgError
from tui.practice.sessions import find_session, new_session
from tui.practice.tokens import digest


def alive(org: Org, session_id: str) -> bool:
    with org.store.read() as connection:
        return find_session(connection, session_id, at=org.store.clock()) is not None


def test_a_session_id_looks_like_salesforces(org: Org) -> None:
    session_id = new_session(org.store, "admin")
    assert session_id.startswith("00D")
    assert session_id.index("!") == 15


def test_a_session_lives_two_hours(org: Org) -> None:
    session_id = new_session(org.store, "admin")
    org.now.pass_by(hours=1, minutes=59)
    assert alive(org, session_id)
    org.now.pass_by(minutes=1)
    assert not alive(org, session_id)


def test_only_its_hash_is_stored(org: Org) -> None:
    session_id = new_session(org.store, "admin")
    with org.store.read() as connection:
        rows = connection.execute("SELECT digest FROM sessions").fetchall()
    assert rows == [(digest(session_id),)]


def test_dead_sessions_go_when_a_new_one_comes(org: Org) -> None:
    new_session(org.store, "admin")
    org.now.pass_by(hours=3)
    new_session(org.store, "support")
    assert org.count("sessions") == 1


@pytest.mark.parametrize("name", ["admin", "admin@practice.example"])
def test_a_user_has_two_names(org: Org, name: str) -> None:
    assert alive(org, new_session(org.store, name))


@pytest.mark.parametrize("name", ["root", "", "hana.okafor@practice.example"])
def test_an_unknown_user_is_told_who_there_is(org: Org, name: str) -> None:
    with pytest.raises(PracticeOrgError) as caught:
        new_session(org.store, name)
    assert "admin" in caught.value.hint
    assert "support" in caught.value.hint
