"""The SOQL parser by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.practice.soql import Condition, Order, parse
from tui.practice.soql_tokens import (
    Kind,
    SalesforceError,
    datetime_value,
    like_pattern,
    string_value,
)

WORDS = st.sampled_from(
    [
        "SELECT", "FROM", "WHERE", "AND", "OR", "IN", "LIKE", "ORDER", "BY", "LIMIT", "OFFSET", "NULLS", "LAST",
        "DESC", "COUNT()", "Id", "Name", "CreatedBy.Name", "ConnectedApplication", "SetupAuditTrail", "Action",
        "CreatedDate", "=", "!=", "<", ">=", "(", ")", ",", "'x'", "'\\''", "'%_\\%'", "'\\u0041'", "null", "true",
        "12", "-1.5", "2026-11-23T20:45:00Z", "2026-11-23", "--", ";", "''", "\\",
    ]
)  # fmt: skip


def test_a_whole_query_is_read() -> None:
    query = parse(
        "select Id, CreatedBy.Name from SetupAuditTrail where Action = 'x' and CreatedDate >= 2026-01-01T00:00:00Z"
        " order by CreatedDate desc nulls last, Id limit 5 offset 3"
    )
    assert query.fields == ("Id", "CreatedBy.Name")
    assert [condition.field for condition in query.conditions] == ["Action", "CreatedDate"]
    assert query.orders == (Order("CreatedDate", True, True), Order("Id"))
    assert (query.limit, query.offset) == (5, 3)


def test_count_has_no_fields() -> None:
    assert parse("SELECT COUNT() FROM Organization").fields == ()


def test_in_takes_a_list() -> None:
    condition = parse("SELECT Id FROM X WHERE Name IN ('a', 'b', null)").conditions[0]
    assert condition.operator == "IN"
    assert [literal.text for literal in condition.literals] == ["a", "b", "null"]


def test_both_spellings_of_unequal_are_one() -> None:
    condition = parse("SELECT Id FROM X WHERE Name <> 'a'").conditions[0]
    assert isinstance(condition, Condition)
    assert condition.operator == "!="
    assert condition.literals[0].kind is Kind.STRING


@pytest.mark.parametrize(
    "text",
    [
        "", "SELECT", "SELECT Id", "SELECT Id FROM", "SELECT FROM X", "SELECT Id, FROM X",
        "SELECT Id FROM X WHERE", "SELECT Id FROM X WHERE Name", "SELECT Id FROM X WHERE Name = ",
        "SELECT Id FROM X WHERE Name = 'open", "SELECT Id FROM X WHERE Name = 'a' OR Name = 'b'",
        "SELECT Id FROM X WHERE NOT Name = 'a'", "SELECT Id FROM X; DROP", "SELECT Id FROM X GROUP BY Id",
        "SELECT Id FROM X LIMIT -1", "SELECT Id FROM X LIMIT 1.5", "SELECT Id, id FROM X", "SELECT * FROM X",
        "SELECT Id FROM X ORDER Name", "SELECT Id FROM X -- c", "DELETE FROM X", "SELECT Id FROM X a",
        "SELECT Id FROM X WHERE Name IN ()", 'SELECT Id FROM X WHERE Name = "a"', "SELECT COUNT(Id) FROM X",
        "SELECT Id FROM X WHERE (Name = 'a')", "SELECT Id FROM X ORDER BY Name NULLS",
        "SELECT Id FROM X LIMIT 99999999999999999999",
    ],
)  # fmt: skip
def test_what_is_no_soql_is_malformed(text: str) -> None:
    with pytest.raises(SalesforceError) as caught:
        parse(text)
    assert caught.value.code == "MALFORMED_QUERY"


def test_a_tower_of_conditions_is_refused() -> None:
    tower = " AND ".join(["Id=null"] * 2_000)
    with pytest.raises(SalesforceError, match="too many"):
        parse(f"SELECT Id FROM X WHERE {tower}")


@pytest.mark.parametrize(
    ("raw", "value"),
    [(r"\'", "'"), (r"\\", "\\"), (r"a\nb\tc", "a\nb\tc"), (r"\u00e9", "é"), (r"\ud83d\ude00", "😀"), ("%_", "%_")],
)  # fmt: skip
def test_escapes_of_a_string(raw: str, value: str) -> None:
    assert string_value(raw) == value


@pytest.mark.parametrize("raw", [r"\x", r"\%", r"\_", r"\ud83d", r"\u12"])
def test_escapes_that_soql_does_not_have(raw: str) -> None:
    with pytest.raises(SalesforceError):
        string_value(raw)


@pytest.mark.parametrize(
    ("raw", "pattern"),
    [("a%", "a%"), (r"100\%", r"100\%"), (r"a\_b", r"a\_b"), (r"\\", r"\\"), (r"\'", "'"), (r"\u0025", r"\%")],
)  # fmt: skip
def test_escapes_of_a_like_pattern(raw: str, pattern: str) -> None:
    assert like_pattern(raw) == pattern


@pytest.mark.parametrize(
    "text", ["2026-11-23T20:45:00Z", "2026-11-23T21:45:00+01:00", "2026-11-23T20:45:00.000+0000"]
)
def test_datetimes_of_one_moment_are_one(text: str) -> None:
    assert datetime_value(text) == 1_795_466_700


@pytest.mark.parametrize(
    "text", ["2026-13-01T00:00:00Z", "0000-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00"]
)
def test_days_that_never_were_are_malformed(text: str) -> None:
    with pytest.raises(SalesforceError):
        datetime_value(text)


@given(st.one_of(st.text(), st.lists(WORDS, max_size=25).map(" ".join)))
def test_any_text_is_a_query_or_a_salesforce_error(text: str) -> None:
    try:
        outcome = parse(text).object
    except SalesforceError as error:
        outcome = error.code
    assert outcome == "MALFORMED_QUERY" or outcome in text
