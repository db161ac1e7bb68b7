"""JSON into domain values."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.client.fakes import app_row, details_row, trail_row
from tests.transport.sweep import assert_clean
from tui.client import payloads
from tui.domain.org import OrgKind
from tui.errors import UnexpectedAnswerError

CANARY = "CANARY-value"
ORG_ROW = {
    "Id": "00D000000000001AAA",
    "Name": "Acme",
    "OrganizationType": "Enterprise Edition",
    "IsSandbox": False,
}


def _org(**changes: Any) -> OrgKind:
    return payloads.org(ORG_ROW | changes, instance_url="https://x", practice=False).kind


@pytest.mark.parametrize(
    ("sandbox", "kind"), [(True, OrgKind.SCRATCH), (False, OrgKind.PRODUCTION)]
)
def test_what_sf_says_of_an_org_never_makes_production_harmless(
    sandbox: bool, kind: OrgKind
) -> None:
    row = ORG_ROW | {"IsSandbox": sandbox}
    assert payloads.org(row, instance_url="https://x", practice=False, scratch=True).kind is kind


def test_a_connected_app_is_read() -> None:
    app = payloads.connected_app(app_row())
    assert (app.id, app.name, app.created_by, app.modified_by) == (
        "0H4000000000001AAA",
        "Partner gateway 1",
        "Ada Admin",
        "Bo Builder",
    )
    assert app.created_at == datetime(2024, 2, 29, 8, 15, 30, tzinfo=UTC)
    assert app.modified_at.tzinfo is UTC


@pytest.mark.parametrize("person", [None, {"Name": None}, {}])
def test_an_app_may_name_nobody(person: object) -> None:
    assert payloads.connected_app(app_row(CreatedBy=person)).created_by == ""


def test_a_date_of_another_zone_is_turned_into_utc() -> None:
    app = payloads.connected_app(app_row(CreatedDate="2026-11-23T20:45:00.000+0230"))
    assert (app.created_at.isoformat(), app.created_at.tzinfo) == ("2026-11-23T18:15:00+00:00", UTC)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("[/]", "[/]"),
        ("\x1b[31mred", "<U+001B>[31mred"),
        ("a\u202eb", "a<U+202E>b"),
        ("a\ud800", "a<U+D800>"),
        ("Größe 日本", "Größe 日本"),
    ],
)
def test_texts_are_made_printable(name: str, shown: str) -> None:
    app = payloads.connected_app(app_row(Name=name, CreatedBy={"Name": name}))
    assert (app.name, app.created_by) == (shown, shown)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("Id", None),
        ("Id", f"{CANARY}!"),
        ("Id", "0H4000000000001"),
        ("Name", None),
        ("Name", 7),
        ("CreatedDate", None),
        ("CreatedDate", CANARY),
        ("CreatedDate", "2026-11-23T20:45:00"),
        ("CreatedDate", "2026-11-23"),
        ("CreatedDate", "0001-01-01T00:00:00.000+1200"),
        ("LastModifiedDate", 20261123),
        ("CreatedBy", CANARY),
        ("LastModifiedBy", {"Name": [CANARY]}),
    ],
)
def test_a_row_that_cannot_be_trusted_is_refused_by_object_and_field(
    field: str, value: object
) -> None:
    with pytest.raises(
        UnexpectedAnswerError, match=f"ConnectedApplication: the field {field}|field Name"
    ) as raised:
        payloads.connected_app(app_row() | {field: value})
    assert CANARY not in f"{raised.value!r}{raised.value.hint}{raised.value.__context__!r}"


def test_policies_are_read() -> None:
    policies = payloads.app_details(details_row()).policies
    assert (policies.start_url, policies.refresh_token_validity) == ("https://start.example", 24)
    assert (policies.admin_approved_only, policies.high_assurance) == (True, False)
    assert policies.refresh_token_by_inactivity


def test_policies_may_be_empty() -> None:
    policies = payloads.app_details(
        details_row(StartUrl=None, RefreshTokenValidityPeriod=None)
    ).policies
    assert (policies.start_url, policies.refresh_token_validity) == ("", None)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("RefreshTokenValidityPeriod", True),
        ("RefreshTokenValidityPeriod", "24"),
        ("OptionsAllowAdminApprovedUsersOnly", None),
        ("OptionsHasSessionLevelPolicy", 1),
        ("OptionsRefreshTokenValidityMetric", "true"),
        ("StartUrl", 1),
    ],
)
def test_a_policy_of_another_type_is_refused(field: str, value: object) -> None:
    with pytest.raises(UnexpectedAnswerError, match=field):
        payloads.app_details(details_row(**{field: value}))


def test_what_is_at_stake_is_taken_from_the_org() -> None:
    assert _org() is OrgKind.PRODUCTION
    assert _org(OrganizationType=None) is OrgKind.PRODUCTION
    assert _org(IsSandbox=True) is OrgKind.SANDBOX
    assert _org(OrganizationType="Developer Edition") is OrgKind.DEVELOPER
    assert payloads.org(ORG_ROW, instance_url="http://x", practice=True).kind is OrgKind.PRACTICE


@pytest.mark.parametrize("value", [None, "false", 0])
def test_an_org_that_does_not_say_whether_it_is_a_sandbox_is_refused(value: object) -> None:
    with pytest.raises(UnexpectedAnswerError, match="IsSandbox"):
        _org(IsSandbox=value)


def test_a_generation_names_the_app_and_who_did_it() -> None:
    row = payloads.generation(trail_row())
    assert (row.app_name, row.by, row.at.day) == ("Partner gateway", "Ada Admin", 20)


def test_an_admin_logged_in_as_somebody_else_is_named_first() -> None:
    assert payloads.generation(trail_row(DelegateUser="root@acme")).by == "root@acme as Ada Admin"
    assert (
        payloads.generation(trail_row(DelegateUser="root@acme", CreatedBy=None)).by == "root@acme"
    )


def test_a_row_says_whose_it_is_by_id_too() -> None:
    row = payloads.generation(trail_row(CreatedById="005000000000001AAA", DelegateUser="root@acme"))
    assert (row.by_id, row.delegate) == ("005000000000001AAA", "root@acme")
    assert payloads.generation(trail_row(CreatedById=None)).by_id == ""


@pytest.mark.parametrize("display", [None, "", "Neues Zugriffstoken generiert"])
def test_a_row_in_other_words_names_no_app(display: str | None) -> None:
    assert payloads.generation(trail_row(Display=display)).app_name is None


def test_versions_are_whole_numbers() -> None:
    assert payloads.api_versions([{"version": "67.0"}, {"version": "31.0"}]) == [67, 31]
    with pytest.raises(UnexpectedAnswerError):
        payloads.api_versions([{"version": "67.5"}])


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"records": None}, "records"),
        ({"totalSize": "1"}, "totalSize"),
        ({"totalSize": -1}, "totalSize"),
        ({"totalSize": True}, "totalSize"),
        ({"done": None}, "done"),
        ({"done": False}, "nextRecordsUrl"),
        ({"done": False, "nextRecordsUrl": 5}, "nextRecordsUrl"),
    ],
)
def test_an_answer_that_is_no_page_is_refused(change: dict[str, Any], field: str) -> None:
    with pytest.raises(UnexpectedAnswerError, match=field):
        payloads.query_page({"records": [], "totalSize": 0, "done": True} | change)


NEXT = "/services/data/v67.0/query/01gCANARY-2000"


def test_an_answer_tells_its_next_page_before_it_is_decoded() -> None:
    body = f'{{ "totalSize" : 3,"done":false, "nextRecordsUrl":"{NEXT}","records":[]}}'
    assert payloads.next_url_ahead(body.encode()) == NEXT


@pytest.mark.parametrize(
    "body",
    [
        '{"totalSize":3,"done":true,"records":[]}',
        f'{{"totalSize":3,"done":true,"nextRecordsUrl":"{NEXT}"}}',
        f'{{"done":false,"totalSize":3,"nextRecordsUrl":"{NEXT}"}}',
        f'{{"totalSize":3,"done":false,"records":[],"nextRecordsUrl":"{NEXT}"}}',
        f'[{{"totalSize":3,"done":false,"nextRecordsUrl":"{NEXT}"}}]',
        '{"totalSize":3,"done":false,"nextRecordsUrl":"\\/services\\/data"}',
        '{"totalSize":3,"done":false,"nextRecordsUrl":"/ü"}',
        '{"totalSize":3,"done":false,"nextRecordsUrl":"/' + "x" * 2000 + '"}',
        "",
    ],
)
def test_what_is_not_told_at_the_beginning_is_not_guessed(body: str) -> None:
    assert payloads.next_url_ahead(body.encode()) is None


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "1" * 5000, "\x00"])
def test_what_is_no_json_is_none(text: str) -> None:
    assert payloads.parse_json(text) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
FIELDS = [
    *details_row(),
    *trail_row(),
    *ORG_ROW,
    "done",
    "records",
    "totalSize",
    "nextRecordsUrl",
    "user_id",
]
PARSERS = [
    payloads.api_versions,
    payloads.query_page,
    payloads.user,
    payloads.permissions,
    payloads.connected_app,
    payloads.app_details,
    payloads.generation,
    lambda data: payloads.org(data, instance_url="https://x", practice=False),
]


@given(JSON | st.dictionaries(st.sampled_from(FIELDS), JSON), st.sampled_from(PARSERS))
def test_no_json_makes_a_parser_raise_anything_but_our_error(data: Any, parse: Any) -> None:
    for shape in (data, details_row() | data if isinstance(data, dict) else data):
        try:
            parse(shape)
        except UnexpectedAnswerError as error:
            assert_clean(error)
