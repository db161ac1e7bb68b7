"""What is asked of the org, and what is made of it."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.client.fakes import (
    ORIGIN,
    VERSIONS,
    FakeTransport,
    app_row,
    as_json,
    client,
    details_row,
    refused,
    rows,
    trail_row,
)
from tui.domain.org import OrgKind
from tui.domain.secret import Secret
from tui.errors import NotFoundError, PermissionMissingError, SessionError, UnexpectedAnswerError
from tui.ports import OrgDirectory, SetupPage

ORG_ROW = {
    "Id": "00D000000000001AAA",
    "Name": "Acme \x1b",
    "OrganizationType": "x",
    "IsSandbox": False,
}


def _soql(transport: FakeTransport) -> str:
    return parse_qs(urlsplit(transport.requests[-1].path).query)["q"][0]


def test_the_client_is_both_ports() -> None:
    directory: OrgDirectory = client(FakeTransport())
    page: SetupPage = client(FakeTransport())
    assert callable(directory.org)
    assert callable(page.read)


async def test_the_org_describes_itself() -> None:
    transport = FakeTransport(VERSIONS, rows(ORG_ROW))
    org = await client(transport).org()
    assert (org.name, org.kind, org.instance_url) == ("Acme <U+001B>", OrgKind.PRODUCTION, ORIGIN)
    assert (
        _soql(transport) == "SELECT Id, Name, OrganizationType, IsSandbox FROM Organization LIMIT 1"
    )


async def test_the_practice_org_is_one_by_how_it_was_made() -> None:
    org = await client(FakeTransport(VERSIONS, rows(ORG_ROW)), practice=True).org()
    assert org.kind is OrgKind.PRACTICE


@pytest.mark.parametrize("answer", [rows(), rows(ORG_ROW, ORG_ROW)])
async def test_an_org_that_is_not_exactly_one_is_refused(answer: object) -> None:
    with pytest.raises(UnexpectedAnswerError, match="records"):
        await client(FakeTransport(VERSIONS, answer)).org()  # type: ignore[arg-type]


async def test_the_user_is_asked_for_without_a_query() -> None:
    transport = FakeTransport(
        as_json({"user_id": "005x", "name": "Ada", "preferred_username": "ada@acme"})
    )
    user = await client(transport).user()
    assert (user.user_id, user.name, user.username) == ("005x", "Ada", "ada@acme")
    assert transport.calls == ["GET /services/oauth2/userinfo"]


async def test_a_user_without_a_session_is_a_session_error() -> None:
    expired = refused(403, "x")
    with pytest.raises(PermissionMissingError):
        await client(FakeTransport(expired)).user()
    bad = as_json("Bad_OAuth_Token", 403)
    with pytest.raises(SessionError):
        await client(FakeTransport(bad, bad)).user()


async def test_the_permission_is_asked_for() -> None:
    transport = FakeTransport(VERSIONS, rows({"PermissionsManageRemoteAccess": True}))
    assert (await client(transport).permissions()).manage_connected_apps
    assert (
        _soql(transport) == "SELECT PermissionsManageRemoteAccess FROM UserPermissionAccess LIMIT 1"
    )


async def test_one_app_is_read_by_its_id() -> None:
    transport = FakeTransport(VERSIONS, rows(details_row()))
    details = await client(transport).app("0H4000000000001AAA")
    assert (details.app.name, details.policies.start_url) == (
        "Partner gateway 1",
        "https://start.example",
    )
    assert _soql(transport).endswith("FROM ConnectedApplication WHERE Id = '0H4000000000001AAA'")


@pytest.mark.parametrize(
    "app_id",
    [
        "",
        "x",
        "0H4' OR Name != '",
        "0H400000000000",
        "../../etc/passwd",
        "0H400000000000١",
        "0H4000000000001AAA\n",
    ],
)
async def test_what_is_no_id_is_not_asked_for(app_id: str) -> None:
    transport = FakeTransport()
    for act in (client(transport).app, client(transport).read, client(transport).generate):
        with pytest.raises(NotFoundError):
            await act(app_id)
    with pytest.raises(NotFoundError):
        await client(transport).regenerate(app_id, replacing=Secret("another").mark)
    assert transport.requests == []


async def test_an_app_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFoundError):
        await client(FakeTransport(VERSIONS, rows())).app("0H4000000000001AAA")


async def test_generations_come_from_the_audit_trail_of_all_pages() -> None:
    following = "/services/data/v67.0/query/01g-2000"
    transport = FakeTransport(
        VERSIONS, rows(trail_row(), total=2, following=following), rows(trail_row(Display=None))
    )
    found = await client(transport).generations()
    assert [row.app_name for row in found] == ["Partner gateway", None]
    soql = parse_qs(urlsplit(transport.requests[1].path).query)["q"][0]
    assert soql.endswith("WHERE Action = 'dynamicInitialTokenGeneration' ORDER BY CreatedDate DESC")


async def test_every_field_of_the_list_is_documented() -> None:
    transport = FakeTransport(VERSIONS, rows(app_row()))
    assert [page async for page in client(transport).app_pages()]
    assert _soql(transport) == (
        "SELECT Id, Name, CreatedDate, CreatedBy.Name, LastModifiedDate, LastModifiedBy.Name "
        "FROM ConnectedApplication ORDER BY Name"
    )
