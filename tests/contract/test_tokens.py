"""Reading, generating and regenerating tokens on the practice org's Setup pages."""

import pytest

from tests.contract.orgs import RealClient, RealOrg
from tui.domain.connected_app import TokenState
from tui.domain.secret import Secret
from tui.errors import (
    ConflictError,
    NotFoundError,
    PermissionMissingError,
    SessionError,
    UnexpectedAnswerError,
)


async def test_generate_makes_the_first_token(client: RealClient, org: RealOrg) -> None:
    app_id = org.new_app()
    before = await client.read(app_id)
    made = await client.generate(app_id)
    assert (before.state, before.token) == (TokenState.NONE, None)
    assert made.state is TokenState.PRESENT
    assert made.token is not None
    assert made.token.expose() == org.token(app_id)
    assert (await client.read(app_id)).token == made.token
    assert await client.registers(made.token)


async def test_regenerate_kills_the_old_token(client: RealClient, org: RealOrg) -> None:
    app_id = org.new_app()
    old = (await client.generate(app_id)).token
    assert old is not None
    new = (await client.regenerate(app_id, replacing=old.mark)).token
    assert new is not None
    assert new.expose() == org.token(app_id) != old.expose()
    assert await client.registers(new)
    assert not await client.registers(old)


async def test_each_press_leaves_one_row_in_the_trail(client: RealClient, org: RealOrg) -> None:
    app_id = org.new_app("Leaves a trail")
    first = (await client.generate(app_id)).token
    assert first is not None
    await client.regenerate(app_id, replacing=first.mark)
    rows = [row for row in await client.generations() if row.app_name == "Leaves a trail"]
    assert [row.by for row in rows] == ["Ada Lindqvist"] * 2


async def test_generate_when_a_token_exists_by_now(
    client: RealClient, other: RealClient, org: RealOrg
) -> None:
    app_id = org.new_app()
    assert (await client.read(app_id)).state is TokenState.NONE
    theirs = await other.generate(app_id)
    with pytest.raises(ConflictError, match="has a token already"):
        await client.generate(app_id)
    assert theirs.token == Secret(org.token(app_id) or "")


async def test_regenerate_when_someone_else_was_quicker(
    client: RealClient, other: RealClient, org: RealOrg
) -> None:
    app_id = org.new_app()
    shown = (await client.generate(app_id)).token
    assert shown is not None
    theirs = await other.regenerate(app_id, replacing=shown.mark)
    with pytest.raises(ConflictError, match="not the one that was shown"):
        await client.regenerate(app_id, replacing=shown.mark)
    assert theirs.token == Secret(org.token(app_id) or "")


async def test_regenerate_without_a_token(client: RealClient, org: RealOrg) -> None:
    app_id = org.new_app()
    with pytest.raises(ConflictError, match="no token that could be replaced"):
        await client.regenerate(app_id, replacing=Secret("another").mark)
    assert org.token(app_id) is None


async def test_an_installed_app_has_no_such_section(client: RealClient) -> None:
    (app,) = [a for a in await client.apps() if a.name == "Ledgerline Accounting Sync"]
    assert (await client.read(app.id)).state is TokenState.UNKNOWN
    for press in (
        client.generate(app.id),
        client.regenerate(app.id, replacing=Secret("another").mark),
    ):
        with pytest.raises(UnexpectedAnswerError, match="has no section"):
            await press


@pytest.mark.parametrize("app_id", ["0H4Qy0000000000", "0H4Qy0000000000AAA", "/secur/logout"])
async def test_an_app_that_does_not_exist(client: RealClient, app_id: str) -> None:
    for act in (client.read(app_id), client.generate(app_id)):
        with pytest.raises(NotFoundError):
            await act


async def test_a_user_without_the_permission(support: RealClient, org: RealOrg) -> None:
    app_id = org.new_app()
    for act in (support.read(app_id), support.generate(app_id)):
        with pytest.raises(PermissionMissingError) as refused:
            await act
        assert "Manage Connected Apps" in f"{refused.value.what} {refused.value.hint}"
    assert org.token(app_id) is None


async def test_a_session_that_is_over_is_renewed_once(client: RealClient, org: RealOrg) -> None:
    app_id = org.new_app()
    await client.read(app_id)
    for read in (client.read, client.app):
        org.end_sessions()
        await read(app_id)
    assert len(client.sessions) == 3


async def test_a_press_begins_with_a_session_that_lives(client: RealClient, org: RealOrg) -> None:
    app_id = org.new_app()
    await client.read(app_id)
    org.end_sessions()
    made = await client.generate(app_id)
    assert made.token == Secret(org.token(app_id) or "")
    assert len(client.sessions) == 2


async def test_a_session_that_is_refused_twice_is_said(client: RealClient, org: RealOrg) -> None:
    app_id = org.new_app()
    client.on_new_session = org.end_sessions
    with pytest.raises(SessionError):
        await client.read(app_id)
    assert len(client.sessions) == 2
