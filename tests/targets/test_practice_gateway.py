"""The practice gateway as a target: the whole story, without any configuration."""

from pathlib import Path

import pytest

from tests.faults.orgs import ServedOrg
from tests.targets.errands import FakeWaits, errand
from tui.domain.handover import Held
from tui.domain.secret import Secret
from tui.errors import NotWrittenError, PreflightError, TargetError
from tui.practice import tokens
from tui.practice.embedded import EmbeddedOrg
from tui.practice.seed import add_app
from tui.practice.sessions import new_session
from tui.practice.store import Store
from tui.targets.practice_gateway import NAME, PracticeGateway, make_practice_gateway


def gateway_of(org: ServedOrg, *, user: str = "admin", session: str = "") -> PracticeGateway:
    """The gateway of a served org."""

    async def sessions() -> Secret:
        return Secret(session or org.sessions[0])

    origin = "http://{}:{}".format(*org.address)
    return make_practice_gateway(
        session=sessions, environ={}, clock=FakeWaits(), origin=origin, user=user
    )


async def test_a_token_goes_over_and_the_gateway_registers_a_client(org: ServedOrg) -> None:
    app, gateway = org.new_app(has_token=True), gateway_of(org)
    assert app.token is not None
    way = await gateway.open(errand(app.id))
    assert await way.put(app.token) == ""
    assert await way.held(app.token) is Held.THIS
    assert way.notes == ()
    await way.close()
    made = await gateway.register(app.id)
    assert (made.done, made.client_name) == (True, f"Gateway client of {app.name}")


async def test_without_a_hand_over_the_registration_is_seen_to_fail(org: ServedOrg) -> None:
    app = org.new_app(has_token=True)
    refused = await gateway_of(org).register(app.id)
    assert (refused.status, refused.problem) == (401, "An initial access token is required")


async def test_after_a_regenerate_the_gateways_token_is_dead(org: ServedOrg) -> None:
    app, gateway = org.new_app(has_token=True), gateway_of(org)
    assert app.token is not None
    way = await gateway.open(errand(app.id))
    await way.put(app.token)
    await way.close()
    with org.store.write() as connection:
        key, by = connection.execute(
            "SELECT key, created_by FROM apps WHERE id = ?", (app.id,)
        ).fetchone()
        tokens.put(connection, key, tokens.new_value(), at=org.store.clock(), by=by)
    refused = await gateway.register(app.id)
    assert (refused.status, refused.problem) == (401, "The initial access token is not valid")


async def test_what_else_changes_is_told(org: ServedOrg) -> None:
    app, gateway = org.new_app(has_token=True), gateway_of(org)
    assert app.token is not None
    way = await gateway.open(errand(app.id))
    await way.put(app.token)
    with org.store.write() as connection:
        connection.execute(
            "UPDATE gateway_providers SET changes = json_set(changes, '$.name', 'Another')"
            " WHERE app = (SELECT key FROM apps WHERE id = ?)",
            (app.id,),
        )
    assert await way.held(app.token) is Held.THIS
    assert way.notes == ("Anypoint changed name as well.",)
    await way.close()


async def test_a_login_that_ended_before_the_write_is_renewed(org: ServedOrg) -> None:
    app, gateway = org.new_app(has_token=True), gateway_of(org)
    assert app.token is not None
    way = await gateway.open(errand(app.id))
    with org.store.write() as connection:
        connection.execute("DELETE FROM gateway_sessions")
    with pytest.raises(NotWrittenError, match="has ended"):
        await way.put(app.token)
    await way.put(app.token)
    with org.store.write() as connection:
        connection.execute("DELETE FROM gateway_sessions")
    assert await way.held(app.token) is Held.THIS
    await way.close()


async def test_who_may_not_manage_apps_may_not_use_it(org: ServedOrg) -> None:
    gateway = gateway_of(org, user="support", session=new_session(org.store, "support"))
    with pytest.raises(PreflightError, match="may not read client providers"):
        await gateway.check()


@pytest.mark.parametrize("session", ["no session", "another user's"])
async def test_wrong_credentials_fail_the_preflight(org: ServedOrg, session: str) -> None:
    user, own = ("admin", "wrong") if session == "no session" else ("support", "")
    with pytest.raises(PreflightError, match="does not accept the client's credentials"):
        await gateway_of(org, user=user, session=own).check()


async def test_an_app_that_it_does_not_know_is_said_so(org: ServedOrg) -> None:
    with pytest.raises(PreflightError, match="knows no such connected app"):
        await gateway_of(org).open(errand("0H4Qy00000000001AA"))
    with pytest.raises(TargetError, match="knows no such connected app"):
        await gateway_of(org).register("0H4Qy00000000001AA")


async def test_it_takes_tokens_of_its_org_alone(org: ServedOrg) -> None:
    gateway = gateway_of(org)
    assert (gateway.card.name, gateway.card.kind) == (NAME, "anypoint")
    with pytest.raises(PreflightError, match="takes tokens of practice only"):
        await gateway.open(errand(org_name="acme"))


async def test_it_works_over_the_socket_of_an_embedded_org(tmp_path: Path) -> None:
    database = tmp_path / "data" / "practice.db"
    embedded = EmbeddedOrg.start(database, "admin")

    async def session() -> Secret:
        return Secret(await embedded.session())

    gateway = make_practice_gateway(
        session=session, environ={}, clock=FakeWaits(), uds=embedded.socket_path
    )
    try:
        assert "Logged in at the practice gateway." in await gateway.check()
        with Store.open(database) as store:
            app_id = add_app(store, "Embedded")
        assert (await gateway.register(app_id)).status == 401
    finally:
        embedded.close()
