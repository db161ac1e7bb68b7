"""Queries over HTTP: rows, filters, order, pages and refusals."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.practice.orgs import Org, query
from tests.practice.test_soql import WORDS
from tui.practice.plan import make_plan
from tui.practice.query import QueryDesk
from tui.practice.seed import add_app, seed
from tui.practice.sessions import find_session, new_session
from tui.practice.soql import parse
from tui.practice.soql_tokens import SalesforceError
from tui.practice.store import Store

NAMES = "SELECT Name FROM ConnectedApplication"


async def rows(client: httpx.AsyncClient, soql: str) -> list[dict[str, Any]]:
    response = await query(client, soql)
    assert response.status_code == 200, response.text
    found: list[dict[str, Any]] = response.json()["records"]
    return found


async def names(client: httpx.AsyncClient, rest: str) -> list[str]:
    return [row["Name"] for row in await rows(client, f"{NAMES} {rest}")]


async def refusal(client: httpx.AsyncClient, soql: str) -> tuple[int, str]:
    response = await query(client, soql)
    (error,) = response.json()
    assert set(error) == {"message", "errorCode"}
    return response.status_code, error["errorCode"]


async def test_a_row_has_its_attributes_and_its_people(org: Org, admin: httpx.AsyncClient) -> None:
    app = org.named("Invoice Dispatch")
    (row,) = await rows(
        admin,
        f"SELECT Id, CreatedDate, CreatedBy.Name FROM ConnectedApplication WHERE Id = '{app.id}'",
    )
    assert row["attributes"] == {
        "type": "ConnectedApplication",
        "url": f"/services/data/v67.0/sobjects/ConnectedApplication/{app.id}",
    }
    assert row["CreatedBy"]["Name"] == "Ada Lindqvist"
    assert row["CreatedBy"]["attributes"]["type"] == "User"
    assert row["CreatedDate"].endswith(":00.000+0000")


async def test_an_app_without_a_maker_has_a_null_for_it(admin: httpx.AsyncClient) -> None:
    (row,) = await rows(
        admin,
        "SELECT CreatedBy.Name, CreatedBy.Email FROM ConnectedApplication WHERE Name = 'Store Locator'",
    )
    assert row["CreatedBy"] is None


async def test_every_documented_field_can_be_asked_for(admin: httpx.AsyncClient) -> None:
    fields = [
        "Id", "Name", "CreatedDate", "CreatedById", "LastModifiedDate", "LastModifiedById", "SystemModstamp",
        "StartUrl", "MobileStartUrl", "RefreshTokenValidityPeriod", "PinLength", "MobileSessionTimeout",
        "NamedUserUvidTimeout", "UvidTimeout", "OptionsAllowAdminApprovedUsersOnly", "OptionsHasSessionLevelPolicy",
        "OptionsRefreshTokenValidityMetric", "OptionsTokenExchangeManageBitEnabled", "OptionsIsInternal",
        "OptionsFullContentPushNotifications", "OptionsCodeCredentialGuestEnabled",
    ]  # fmt: skip
    (row,) = await rows(
        admin,
        f"SELECT {', '.join(fields)}, LastModifiedBy.Name FROM ConnectedApplication WHERE Name = 'Identity Broker'",
    )
    assert set(row) == {"attributes", "LastModifiedBy", *fields}
    assert row["OptionsHasSessionLevelPolicy"] is True
    assert row["OptionsIsInternal"] is False
    assert row["RefreshTokenValidityPeriod"] == 24


@pytest.mark.parametrize(
    "field", ["DeveloperName", "ConsumerKey", "Origin", "InitialAccessToken", "Key", "name_key"]
)
async def test_a_row_has_nothing_salesforces_lack(admin: httpx.AsyncClient, field: str) -> None:
    assert await refusal(admin, f"SELECT {field} FROM ConnectedApplication") == (
        400,
        "INVALID_FIELD",
    )


async def test_hostile_names_come_back_as_they_are(org: Org, admin: httpx.AsyncClient) -> None:
    name = '\x00\x1b[2J"\\</script>\u2028\x7f\u202e😀'
    app_id = add_app(org.store, name)
    assert await names(admin, f"WHERE Id = '{app_id}'") == [name]


async def test_names_compare_and_sort_without_case(admin: httpx.AsyncClient) -> None:
    assert await names(admin, "WHERE Name = 'FLEET tracking'") == ["Fleet Tracking"]
    assert await names(admin, "WHERE Name = 'ÜBERGABE LOGISTIK'") == ["Übergabe Logistik"]
    listed = await names(admin, "ORDER BY Name")
    assert listed == sorted(listed, key=str.casefold)
    assert await names(admin, "ORDER BY Name DESC") == listed[::-1]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("Name LIKE 'order intake%apac_'", ["Order Intake (APAC)"]),
        (r"Name LIKE '%\%%'", []),
        ("Name IN ('Fleet Tracking', 'Returns Kiosk')", ["Fleet Tracking", "Returns Kiosk"]),
        ("Name > 'Warehouse' AND Name < 'x'", ["Warehouse Gateway"]),
        ("UvidTimeout != null AND OptionsHasSessionLevelPolicy = true AND Name LIKE 'i%'", ["Identity Broker"]),
        ("RefreshTokenValidityPeriod >= 90 AND MobileSessionTimeout = '30'", ["Field Service Mobile", "Returns Kiosk"]),
        ("CreatedBy.Name = 'Tomás Őri'", ["Timesheet Import"]),
        ("CreatedById = null AND Name != 'Store Locator'", ["Legacy Data Loader"]),
        ("CreatedDate > 2026-11-14T00:00:00Z", ["Single Sign-On Test"]),
    ],
)  # fmt: skip
async def test_filters(admin: httpx.AsyncClient, where: str, expected: list[str]) -> None:
    assert await names(admin, f"WHERE {where} ORDER BY Name") == expected


async def test_unequal_takes_in_what_has_no_value(org: Org, admin: httpx.AsyncClient) -> None:
    total = (
        await query(admin, "SELECT COUNT() FROM ConnectedApplication WHERE PinLength != '6'")
    ).json()
    assert total == {"totalSize": org.count("apps") - 2, "done": True, "records": []}


async def test_an_id_is_found_by_both_its_lengths(org: Org, admin: httpx.AsyncClient) -> None:
    app = org.named("顧客ポータル")
    assert await names(admin, f"WHERE Id = '{app.id}'") == ["顧客ポータル"]
    assert await names(admin, f"WHERE Id IN ('{app.id[:15]}')") == ["顧客ポータル"]


@pytest.mark.parametrize(
    ("nulls", "first"), [("", None), (" NULLS FIRST", None), (" NULLS LAST", "4")]
)
async def test_empty_values_come_first_unless_told_otherwise(
    org: Org, admin: httpx.AsyncClient, nulls: str, first: str | None
) -> None:
    seed(org.store, apps=120)
    found = await rows(
        admin, f"SELECT PinLength FROM ConnectedApplication ORDER BY PinLength{nulls}, Name LIMIT 1"
    )
    assert found[0]["PinLength"] == first


async def test_limit_and_offset(admin: httpx.AsyncClient) -> None:
    everything = await names(admin, "ORDER BY Name")
    assert await names(admin, "ORDER BY Name LIMIT 3 OFFSET 2") == everything[2:5]
    assert await names(admin, "ORDER BY Name LIMIT 0") == []


@pytest.mark.parametrize(
    ("soql", "code"),
    [
        ("SELECT Id FROM Account", "INVALID_TYPE"),
        ("SELECT Nope FROM Organization", "INVALID_FIELD"),
        ("SELECT Owner.Name FROM ConnectedApplication", "INVALID_FIELD"),
        ("SELECT CreatedBy.Password FROM ConnectedApplication", "INVALID_FIELD"),
        ("SELECT CreatedBy.Manager.Name FROM ConnectedApplication", "INVALID_FIELD"),
        ("SELECT Id FROM ConnectedApplication WHERE Name = 5", "INVALID_FIELD"),
        ("SELECT Id FROM ConnectedApplication WHERE CreatedDate > '2026'", "INVALID_FIELD"),
        ("SELECT Id FROM ConnectedApplication WHERE CreatedDate > 2026-01-01", "INVALID_FIELD"),
        ("SELECT Id FROM ConnectedApplication WHERE OptionsIsInternal > true", "INVALID_FIELD"),
        ("SELECT Id FROM ConnectedApplication WHERE CreatedDate LIKE 'x'", "INVALID_FIELD"),
        ("SELECT Id FROM ConnectedApplication WHERE Id = 'x'", "INVALID_QUERY_FILTER_OPERATOR"),
        ("SELECT Id FROM ConnectedApplication LIMIT 1 OFFSET 2001", "NUMBER_OUTSIDE_VALID_RANGE"),
        ("SELECT Id FROM SetupAuditTrail WHERE Display LIKE '%x%'", "INVALID_FIELD"),
        ("SELECT Id FROM SetupAuditTrail WHERE Section = 'Application'", "INVALID_FIELD"),
        ("SELECT Id FROM SetupAuditTrail ORDER BY Display", "MALFORMED_QUERY"),
        ("SELECT Id", "MALFORMED_QUERY"),
    ],
)  # fmt: skip
async def test_refusals(admin: httpx.AsyncClient, soql: str, code: str) -> None:
    assert await refusal(admin, soql) == (400, code)


async def test_the_org_is_a_developer_edition(admin: httpx.AsyncClient) -> None:
    (row,) = await rows(
        admin,
        "SELECT Id, Name, OrganizationType, IsSandbox, InstanceName, TrialExpirationDate, NamespacePrefix, CreatedDate"
        " FROM Organization",
    )
    assert row["Id"].startswith("00D")
    assert (row["OrganizationType"], row["IsSandbox"]) == ("Developer Edition", False)
    assert (row["TrialExpirationDate"], row["NamespacePrefix"]) == (None, None)


async def test_permissions_are_the_callers_own(
    admin: httpx.AsyncClient, support: httpx.AsyncClient
) -> None:
    soql = (
        "SELECT PermissionsManageRemoteAccess, PermissionsCustomizeApplication, PermissionsModifyAllData,"
        " PermissionsViewSetup FROM UserPermissionAccess LIMIT 1"
    )
    (may,), (may_not,) = await rows(admin, soql), await rows(support, soql)
    assert [value for name, value in may.items() if name != "attributes"] == [True] * 4
    assert may_not["PermissionsManageRemoteAccess"] is False
    assert may_not["PermissionsViewSetup"] is True


async def test_the_trail_is_read_newest_first(admin: httpx.AsyncClient) -> None:
    found = await rows(
        admin,
        "SELECT Id, Action, Display, Section, CreatedDate, CreatedById, CreatedBy.Name, DelegateUser, CreatedByContext"
        " FROM SetupAuditTrail WHERE Action = 'dynamicInitialTokenGeneration' ORDER BY CreatedDate DESC",
    )
    dates = [row["CreatedDate"] for row in found]
    assert len(dates) > 15
    assert dates == sorted(dates, reverse=True)
    assert found[0]["Display"] == (
        "Generated a new initial access token for connected app Billing Reconciliation"
    )
    assert found[0]["DelegateUser"] is None


def test_a_list_by_name_is_read_off_an_index(module_store: Store) -> None:
    plan = make_plan(
        parse("SELECT Id, CreatedBy.Name FROM ConnectedApplication ORDER BY Name"), caller=""
    )
    with module_store.read() as connection:
        steps = connection.execute(f"EXPLAIN QUERY PLAN {plan.keys_sql}", plan.values).fetchall()
    assert [step[3] for step in steps] == ["SCAN a USING COVERING INDEX apps_by_name"]


async def every_page(client: httpx.AsyncClient, first: httpx.Response) -> list[dict[str, Any]]:
    body = first.json()
    pages = [body]
    while "nextRecordsUrl" in body:
        body = (await client.get(body["nextRecordsUrl"])).json()
        pages.append(body)
    assert all(page["done"] == (page is pages[-1]) for page in pages)
    return pages


async def test_pages_are_two_thousand_rows_and_none_is_lost(
    org: Org, admin: httpx.AsyncClient
) -> None:
    seed(org.store, apps=4_500)
    first = await query(admin, "SELECT Id FROM ConnectedApplication ORDER BY Name")
    pages = await every_page(admin, first)
    assert [len(page["records"]) for page in pages] == [2_000, 2_000, 500]
    assert {page["totalSize"] for page in pages} == {4_500}
    assert len({row["Id"] for page in pages for row in page["records"]}) == 4_500
    assert first.json()["nextRecordsUrl"].startswith("/services/data/v67.0/query/01g")
    assert first.json()["nextRecordsUrl"].endswith("-2000")


@pytest.mark.parametrize(("asked", "given_rows"), [(1, 200), (250, 250), (9_999, 450)])
async def test_the_page_size_is_a_hint_within_bounds(
    org: Org, admin: httpx.AsyncClient, asked: int, given_rows: int
) -> None:
    seed(org.store, apps=450)
    response = await query(admin, NAMES, **{"Sforce-Query-Options": f"batchSize={asked}"})
    assert len(response.json()["records"]) == given_rows


async def test_later_pages_keep_to_the_list_that_the_first_one_saw(
    org: Org, admin: httpx.AsyncClient
) -> None:
    seed(org.store, apps=400)
    first = await query(
        admin, f"{NAMES} ORDER BY Name", **{"Sforce-Query-Options": "batchSize=200"}
    )
    expected = await names(admin, "ORDER BY Name")
    add_app(org.store, "  first of all")
    with org.store.write() as connection:
        connection.execute("DELETE FROM apps WHERE name = ?", (expected[-1],))
    following = await admin.get(
        first.json()["nextRecordsUrl"], headers={"Sforce-Query-Options": "batchSize=200"}
    )
    assert [row["Name"] for row in following.json()["records"]] == expected[200:-1]
    assert following.json()["totalSize"] == 400


@pytest.mark.parametrize("locator", ["01gQy0AAAAAAAAAAAA-2000", "x", "-", "01g-٢"])
async def test_an_unknown_locator_is_refused(admin: httpx.AsyncClient, locator: str) -> None:
    response = await admin.get(f"/services/data/v67.0/query/{locator}")
    assert (response.status_code, response.json()[0]["errorCode"]) == (400, "INVALID_QUERY_LOCATOR")


async def test_a_locator_is_good_for_its_session_and_its_time(
    org: Org, admin: httpx.AsyncClient, support: httpx.AsyncClient
) -> None:
    seed(org.store, apps=300)
    first = await query(admin, NAMES, **{"Sforce-Query-Options": "batchSize=200"})
    url = first.json()["nextRecordsUrl"]
    assert (await support.get(url)).status_code == 400
    assert (await admin.get(url)).status_code == 200
    org.now.pass_by(minutes=15)
    assert (await admin.get(url)).status_code == 400


async def test_kept_lists_are_bounded(org: Org, admin: httpx.AsyncClient) -> None:
    seed(org.store, apps=201)
    urls = [
        (await query(admin, NAMES, **{"Sforce-Query-Options": "batchSize=200"})).json()[
            "nextRecordsUrl"
        ]
        for _ in range(33)
    ]
    assert (await admin.get(urls[0])).status_code == 400
    assert (await admin.get(urls[1])).status_code == 200


@pytest.fixture(scope="module")
def module_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path: Path = tmp_path_factory.mktemp("queries") / "data" / "practice.db"
    with Store.open(path) as store:
        yield store


def ask(store: Store, soql: str) -> str:
    session_id = new_session(store, "admin")
    with store.read() as connection:
        session = find_session(connection, session_id, at=store.clock())
    assert session is not None
    return QueryDesk(store).first(session, soql, version="v67.0", rows=200)


TAILS = st.lists(WORDS, max_size=14).map(" ".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(TAILS)
def test_any_tail_of_a_query_is_answered_or_refused(module_store: Store, tail: str) -> None:
    try:
        body = ask(module_store, f"SELECT Id, Name FROM ConnectedApplication {tail}")
    except SalesforceError as error:
        body = error.code
    assert body.startswith('{"totalSize":') or body.isupper()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_quoted_value_is_only_ever_a_value(module_store: Store, value: str) -> None:
    quoted = value.replace("\\", "\\\\").replace("'", "\\'")
    body = ask(module_store, f"SELECT COUNT() FROM ConnectedApplication WHERE Name = '{quoted}'")
    with module_store.read() as connection:
        same = connection.execute(
            "SELECT count(*) FROM apps WHERE name_key = ?", (value.casefold(),)
        ).fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    assert body.startswith(f'{{"totalSize":{same},')
    assert tables > 8
