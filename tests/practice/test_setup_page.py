"""The Setup pages: how a client gets there, what the View page shows, what its button does."""

import httpx
import pytest

from tests.practice.orgs import (
    BASE,
    VIEW,
    Org,
    address,
    make_token,
    open_view,
    parameters,
    press,
    query,
    register,
    script_target,
    send,
)
from tui.practice.face_words import ENGLISH

MANAGE = "/_ui/core/application/force/connectedapp/ForceConnectedApplicationPage/d"


@pytest.mark.parametrize("length", [15, 18])
async def test_an_id_leads_by_script_to_manage(
    org: Org, admin: httpx.AsyncClient, length: int
) -> None:
    app = org.named("Partner API Gateway")
    response = await admin.get(f"/{app.id[:length]}")
    assert response.status_code == 200
    assert "window.location.replace('" in response.text
    assert script_target(response) == f"{MANAGE}?applicationId={app.setup_id}"


async def test_manage_shows_the_app_and_no_token(org: Org, admin: httpx.AsyncClient) -> None:
    app = org.named("Partner API Gateway")
    token = (await open_view(admin, app)).token
    response = await admin.get(MANAGE, params={"applicationId": app.setup_id})
    assert "Partner API Gateway" in response.text
    assert token is not None
    assert token not in response.text


async def test_the_first_id_alone_leads_by_script_to_both(
    org: Org, admin: httpx.AsyncClient
) -> None:
    app = org.named("Partner API Gateway")
    response = await admin.get(VIEW, params={"applicationId": app.setup_id})
    assert "window.location.href ='" in response.text
    assert parameters(script_target(response)) == {
        "applicationId": [app.setup_id],
        "id": [app.consumer_id],
    }


@pytest.mark.parametrize(
    "path", ["/0H4Qy0000000000", "/favicon.ico", f"{VIEW}?applicationId=06PQy0000000000", MANAGE]
)
async def test_an_id_that_leads_nowhere_is_gone(admin: httpx.AsyncClient, path: str) -> None:
    response = await admin.get(path)
    assert response.status_code == 404
    assert "URL No Longer Exists" in response.text


async def test_the_two_ids_must_be_of_one_app(org: Org, admin: httpx.AsyncClient) -> None:
    one, other = org.named("Fleet Tracking"), org.named("Returns Kiosk")
    mixed = {"applicationId": one.setup_id, "id": other.consumer_id}
    assert (await admin.get(VIEW, params=mixed)).status_code == 404


async def test_an_app_without_a_token_offers_generate(org: Org, admin: httpx.AsyncClient) -> None:
    page = await open_view(admin, org.new_app())
    assert ENGLISH.section in page.headings
    assert page.button("Generate") is not None
    assert page.button("Regenerate") is None
    assert page.token is None


async def test_an_app_with_a_token_offers_regenerate_and_hides_the_value(
    org: Org, admin: httpx.AsyncClient
) -> None:
    page = await open_view(admin, org.named("Partner API Gateway"))
    value = page.html.css_first("div[id^=ctrDiv_]")
    assert page.button("Generate") is None
    assert page.button("Regenerate") is not None
    assert value is not None
    assert value.attributes["style"] == "display:none"
    assert any("Click to reveal" in link.text() for link in page.html.css("a"))


async def test_a_packaged_app_has_no_such_section(org: Org, admin: httpx.AsyncClient) -> None:
    page = await open_view(admin, org.named("Ledgerline Accounting Sync"))
    assert page.headings == ["Basic Information", "API (Enable OAuth Settings)"]
    assert page.button("Generate") is None


async def test_the_state_stands_after_the_form(org: Org, admin: httpx.AsyncClient) -> None:
    page = await open_view(admin, org.new_app())
    before, _, after = page.text.partition("</form>")
    assert "com.salesforce.visualforce.ViewStateMAC" in after
    assert "com.salesforce.visualforce" not in before
    assert page.action.startswith(VIEW)


async def test_names_of_controls_differ_each_time(org: Org, admin: httpx.AsyncClient) -> None:
    app = org.new_app()
    names = {(await open_view(admin, app)).button("Generate") for _ in range(6)}
    assert len(names) > 1


async def test_setup_answers_are_html_that_is_not_kept(org: Org, admin: httpx.AsyncClient) -> None:
    app = org.new_app()
    for response in (
        await admin.get(f"/{app.id}"),
        await admin.get(VIEW, params=address(app)),
        await admin.get("/"),
    ):
        assert response.headers["cache-control"] == "no-store"
        assert response.headers["content-type"] == "text/html;charset=UTF-8"


async def test_generate_makes_a_token_and_shows_it(org: Org, admin: httpx.AsyncClient) -> None:
    app = org.new_app()
    page = await press(admin, app, "Generate")
    assert page.status == 200
    assert page.token == (await open_view(admin, app)).token
    assert page.button("Regenerate") is not None
    assert (await register(admin, page.token or "")).status_code == 201


async def test_regenerate_kills_the_token_before(org: Org, admin: httpx.AsyncClient) -> None:
    app = org.new_app()
    old = await make_token(admin, app)
    new = (await press(admin, app, "Regenerate")).token
    assert new is not None
    assert new != old
    assert (await register(admin, old)).status_code == 401
    assert (await register(admin, new)).status_code == 201


async def test_a_generation_leaves_a_row_in_the_trail(org: Org, admin: httpx.AsyncClient) -> None:
    await make_token(admin, org.new_app("Trailed"))
    response = await query(
        admin,
        "SELECT Action, Section, Display, CreatedBy.Name, CreatedDate FROM SetupAuditTrail"
        " ORDER BY CreatedDate DESC LIMIT 1",
    )
    (row,) = response.json()["records"]
    assert row["Action"] == "dynamicInitialTokenGeneration"
    assert row["Section"] == "Application"
    assert row["Display"] == "Generated a new initial access token for connected app Trailed"
    assert row["CreatedBy"]["Name"] == "Ada Lindqvist"
    assert row["CreatedDate"] == "2026-11-23T20:45:00.000+0000"


async def test_a_generation_touches_the_app(org: Org, admin: httpx.AsyncClient) -> None:
    app = org.named("Store Locator")
    await make_token(admin, app)
    response = await query(
        admin,
        f"SELECT LastModifiedDate, LastModifiedBy.Name FROM ConnectedApplication WHERE Id = '{app.id}'",
    )
    (row,) = response.json()["records"]
    assert row["LastModifiedDate"] == "2026-11-23T20:45:00.000+0000"
    assert row["LastModifiedBy"]["Name"] == "Ada Lindqvist"


@pytest.mark.parametrize(
    "name",
    ["<script>alert('x')</script>", '"><input type=submit value=Generate>', "&amp;", "x" * 5_000],
)
async def test_a_hostile_name_is_only_text(org: Org, admin: httpx.AsyncClient, name: str) -> None:
    page = await press(admin, org.new_app(name), "Generate")
    assert page.token is not None
    assert page.html.css("script") == []
    assert [node.text() for node in page.html.css("h2.pageDescription")] == [name]
    assert len(page.html.css("input[type=submit]")) == 5


async def test_without_a_session_setup_leads_to_the_login(
    org: Org, nobody: httpx.AsyncClient
) -> None:
    app = org.new_app()
    response = await nobody.get(VIEW, params=address(app))
    assert response.status_code == 302
    target = parameters(response.headers["location"])
    assert target["startURL"] == [f"{VIEW}?applicationId={app.setup_id}&id={app.consumer_id}"]
    login = await nobody.get(response.headers["location"])
    assert (login.status_code, "Log in" in login.text) == (200, True)


async def test_a_press_without_a_living_session_does_nothing(
    org: Org, admin: httpx.AsyncClient
) -> None:
    app = org.new_app()
    form = (await open_view(admin, app)).form("Generate")
    org.now.pass_by(hours=2)
    before = org.count("tokens")
    assert (await send(admin, app, form)).status == 302
    assert org.count("tokens") == before


async def test_the_bearer_header_is_no_session_for_setup(
    org: Org, admin: httpx.AsyncClient
) -> None:
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=org.app), base_url=BASE
    ) as client:
        header = {"Authorization": admin.headers["Authorization"]}
        assert (await client.get("/", headers=header)).status_code == 200
        assert (await client.get(f"/{org.new_app().id}", headers=header)).status_code == 302


async def test_who_may_not_manage_apps_is_told_so(
    org: Org, admin: httpx.AsyncClient, support: httpx.AsyncClient
) -> None:
    app = org.new_app()
    form = (await open_view(admin, app)).form("Generate")
    before = org.count("tokens")
    for page in (await open_view(support, app), await send(support, app, form)):
        assert page.status == 200
        assert "Insufficient Privileges" in page.text
        assert ENGLISH.section not in page.text
    assert org.count("tokens") == before
