"""Dynamic client registration: RFC 7591, RFC 7592 and the bearer rules of RFC 6750."""

from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.practice.orgs import CLIENT, REGISTER, Org, make_token, press, query, register
from tui.practice.client_metadata import read_metadata
from tui.practice.oauth_errors import OAuthError
from tui.practice.tokens import digest


@pytest.fixture
async def token(org: Org, admin: httpx.AsyncClient) -> str:
    return await make_token(admin, org.new_app("Parent"))


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


async def test_a_registration_answers_as_salesforce_does(
    nobody: httpx.AsyncClient, token: str
) -> None:
    metadata = {
        **CLIENT,
        "contacts": ["a@client.example", "b@client.example"],
        "grant_types": ["authorization_code"],
    }
    response = await register(nobody, token, metadata)
    body = response.json()
    assert response.status_code == 201
    assert body["registration_client_uri"] == f"http://localhost{REGISTER}/{body['client_id']}"
    assert body["scopes"] == ["openid", "refresh_token", "id", "api"]
    assert body["grant_types"] == ["authorization_code", "hybrid_auth_code"]
    assert body["contacts"] == ["a@client.example"]
    assert body["client_secret_expires_at"] == 0
    assert body["client_id_issued_at"] == 1_795_466_700
    assert body["token_endpoint_auth_method"] == "client_secret_post"
    assert body["redirect_uris"] == CLIENT["redirect_uris"]


async def test_its_answer_is_not_kept(nobody: httpx.AsyncClient, token: str) -> None:
    for response in (await register(nobody, token), await register(nobody, "wrong")):
        assert response.headers["content-type"] == "application/json;charset=UTF-8"
        assert response.headers["cache-control"] == "no-store"
        assert response.headers["pragma"] == "no-cache"


async def test_it_makes_a_child_app(org: Org, admin: httpx.AsyncClient, token: str) -> None:
    await register(admin, token, {**CLIENT, "client_name": "Child of Parent"})
    soql = "SELECT Id, CreatedBy.Name FROM ConnectedApplication WHERE Name = 'Child of Parent'"
    (row,) = (await query(admin, soql)).json()["records"]
    with org.store.read() as connection:
        found = connection.execute(
            "SELECT c.origin, p.name FROM apps c JOIN apps p ON p.key = c.parent WHERE c.id = ?",
            (row["Id"],),
        ).fetchone()
    assert found == ("child", "Parent")
    assert row["CreatedBy"]["Name"] == "Ada Lindqvist"


async def test_an_app_without_a_name_gets_one(nobody: httpx.AsyncClient, token: str) -> None:
    response = await register(nobody, token, {"redirect_uris": ["https://a.example/"]})
    assert response.json()["client_name"] == "Dynamically Registered Client"


async def test_its_secrets_are_stored_hashed(
    org: Org, nobody: httpx.AsyncClient, token: str
) -> None:
    body = (await register(nobody, token)).json()
    with org.store.read() as connection:
        row = connection.execute("SELECT * FROM clients").fetchone()
    assert digest(body["client_secret"]) in row
    assert digest(body["registration_access_token"]) in row
    assert body["client_secret"] not in str(row)
    assert body["registration_access_token"] not in str(row)


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER", "BeArEr"])
async def test_the_scheme_is_read_without_case(
    nobody: httpx.AsyncClient, token: str, scheme: str
) -> None:
    response = await nobody.post(
        REGISTER, json=CLIENT, headers={"Authorization": f"{scheme} {token}"}
    )
    assert response.status_code == 201


@pytest.mark.parametrize(
    "header", [{}, {"Authorization": "Basic YTpi"}, {"Authorization": "Bearerx y"}]
)
async def test_without_credentials_the_challenge_has_no_code(
    nobody: httpx.AsyncClient, header: dict[str, str]
) -> None:
    response = await nobody.post(REGISTER, json=CLIENT, headers=header)
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == 'Bearer realm="practice org"'


async def test_a_wrong_token_is_invalid(nobody: httpx.AsyncClient, token: str) -> None:
    response = await register(nobody, token[:-1])
    assert (response.status_code, response.json()["error"]) == (401, "invalid_token")
    assert 'error="invalid_token"' in response.headers["www-authenticate"]


@pytest.mark.parametrize(
    "value",
    ["Bearer", "Bearer ", "Bearer a b", "Bearer ä", 'Bearer "x"', "Bearer a,b", "Bearer =a"],
)
async def test_a_malformed_header_is_an_invalid_request(
    nobody: httpx.AsyncClient, value: str
) -> None:
    headers = [(b"Authorization", value.encode())]
    response = await nobody.post(REGISTER, json=CLIENT, headers=headers)
    assert (response.status_code, response.json()["error"]) == (400, "invalid_request")


async def test_two_headers_are_an_invalid_request(nobody: httpx.AsyncClient, token: str) -> None:
    headers = [("Authorization", f"Bearer {token}")] * 2
    response = await nobody.post(REGISTER, json=CLIENT, headers=headers)
    assert (response.status_code, response.json()["error"]) == (400, "invalid_request")


async def test_the_token_is_judged_before_the_metadata(nobody: httpx.AsyncClient) -> None:
    response = await nobody.post(REGISTER, content=b"not json", headers=bearer("wrong"))
    assert response.status_code == 401


@pytest.mark.parametrize(
    "uri",
    [
        "https://client.example/cb?x=1", "http://localhost:8080/cb", "http://127.0.0.1/cb", "http://[::1]:1/cb",
        "com.example.app:/cb", "myapp://cb",
    ],
)  # fmt: skip
async def test_redirect_uris_that_are_taken(
    nobody: httpx.AsyncClient, token: str, uri: str
) -> None:
    assert (await register(nobody, token, {"redirect_uris": [uri]})).status_code == 201


@pytest.mark.parametrize(
    "uris",
    [
        None, [], "https://a.example/", [1], ["/relative"], ["https://a.example/#part"], ["https://a.example/#"],
        ["http://a.example/"], ["javascript:alert(1)"], ["data:text/html,x"], ["https://"], ["https://a b/"],
        ["https://a.example/\n"], ["https://[::1/"], ["https://a.example:99999/"], [""], ["https://ä.example/"],
        ["https://ok.example/", "ftp://a.example/"], ["myapp:"], ["http://localhost.evil.example/"],
    ],
)  # fmt: skip
async def test_redirect_uris_that_are_not(
    org: Org, nobody: httpx.AsyncClient, token: str, uris: Any
) -> None:
    before = org.count("apps")
    response = await register(nobody, token, {"redirect_uris": uris} if uris is not None else {})
    assert (response.status_code, response.json()["error"]) == (400, "invalid_redirect_uri")
    assert org.count("apps") == before


@pytest.mark.parametrize(
    "changes",
    [
        {"client_name": "x" * 81}, {"client_name": 5}, {"contacts": "a"}, {"grant_types": [1]}, {"response_types": {}},
        {"application_type": []}, {"token_endpoint_auth_method": "private_key_jwt"},
    ],
)  # fmt: skip
async def test_metadata_that_is_refused(
    nobody: httpx.AsyncClient, token: str, changes: dict[str, Any]
) -> None:
    response = await register(nobody, token, {**CLIENT, **changes})
    assert (response.status_code, response.json()["error"]) == (400, "invalid_client_metadata")
    assert response.json()["error_description"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"x",
        b"[]",
        b"\xff",
        b"[" * 60_000,
        b'{"a":' * 9_000,
        b"1" * 5_000,
        rb'{"client_name":"\ud800"}',
    ],
)
async def test_a_body_that_is_no_object_is_refused(
    nobody: httpx.AsyncClient, token: str, body: bytes
) -> None:
    response = await nobody.post(REGISTER, content=body, headers=bearer(token))
    assert (response.status_code, response.json()["error"]) == (400, "invalid_client_metadata")


async def test_a_name_of_eighty_characters_is_taken_as_it_is(
    nobody: httpx.AsyncClient, token: str
) -> None:
    name = "\x1b[31m<b>" + "界" * 72
    response = await register(nobody, token, {**CLIENT, "client_name": name})
    assert response.json()["client_name"] == name


async def test_a_client_reads_its_own_registration(nobody: httpx.AsyncClient, token: str) -> None:
    made = (await register(nobody, token)).json()
    response = await nobody.get(
        made["registration_client_uri"], headers=bearer(made["registration_access_token"])
    )
    secret = made.pop("client_secret")
    assert response.status_code == 200
    assert response.json() == made
    assert secret not in response.text


async def test_a_client_deletes_itself(org: Org, nobody: httpx.AsyncClient, token: str) -> None:
    before = org.count("apps")
    made = (await register(nobody, token)).json()
    headers = bearer(made["registration_access_token"])
    response = await nobody.delete(made["registration_client_uri"], headers=headers)
    assert (response.status_code, response.content) == (204, b"")
    assert org.count("apps") == before
    assert (await nobody.get(made["registration_client_uri"], headers=headers)).status_code == 401


async def test_deleting_an_app_kills_its_tokens(
    org: Org, admin: httpx.AsyncClient, token: str
) -> None:
    made = (await register(admin, token, {**CLIENT, "client_name": "Short-lived"})).json()
    child_token = await make_token(admin, org.named("Short-lived"))
    await admin.delete(
        made["registration_client_uri"], headers=bearer(made["registration_access_token"])
    )
    assert (await register(admin, child_token)).status_code == 401


async def test_a_regenerate_leaves_the_children_as_they_are(
    org: Org, admin: httpx.AsyncClient, token: str
) -> None:
    made = (await register(admin, token)).json()
    await press(admin, org.named("Parent"), "Regenerate")
    headers = bearer(made["registration_access_token"])
    assert (await admin.get(made["registration_client_uri"], headers=headers)).status_code == 200


@pytest.mark.parametrize("method", ["GET", "DELETE"])
async def test_a_wrong_token_and_an_unknown_client_look_alike(
    nobody: httpx.AsyncClient, token: str, method: str
) -> None:
    made = (await register(nobody, token)).json()
    right = bearer(made["registration_access_token"])
    wrong = await nobody.request(method, made["registration_client_uri"], headers=bearer(token))
    unknown = await nobody.request(method, f"{REGISTER}/nobody", headers=right)
    assert (wrong.status_code, wrong.content) == (unknown.status_code, unknown.content)
    assert wrong.status_code == 401


@pytest.mark.parametrize(
    ("method", "path"), [("GET", REGISTER), ("PUT", REGISTER + "/x"), ("POST", REGISTER + "/x")]
)
async def test_other_methods_are_not_allowed(
    nobody: httpx.AsyncClient, method: str, path: str
) -> None:
    assert (await nobody.request(method, path, headers=bearer("x"))).status_code == 405


@given(
    st.binary()
    | st.recursive(st.none() | st.text() | st.integers(), st.lists).map(str).map(str.encode)
)
def test_any_body_is_metadata_or_an_oauth_error(body: bytes) -> None:
    try:
        outcome = read_metadata(body)["client_name"]
    except OAuthError as error:
        outcome = error.code
    assert outcome in {
        "invalid_client_metadata",
        "invalid_redirect_uri",
        "Dynamically Registered Client",
    }
