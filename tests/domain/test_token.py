"""What the audit trail proves about a token, and what it does not."""

from datetime import UTC, datetime

import pytest

from tui.domain.connected_app import ConnectedApp, TokenState
from tui.domain.secret import Secret
from tui.domain.token import Generation, GenerationIndex, TokenReading


def day(number: int) -> datetime:
    return datetime(2026, 11, number, tzinfo=UTC)


def app(name: str, *, created: int = 1, number: int = 1) -> ConnectedApp:
    when = day(created)
    return ConnectedApp(f"0H4{number:015}", name, when, "Ada", when, "Ada")


def row(name: str | None, on: int) -> Generation:
    return Generation(day(on), "Ada", name)


def index(rows: list[Generation], *apps: ConnectedApp) -> GenerationIndex:
    made = GenerationIndex(rows)
    made.count_bearers(apps)
    return made


def test_a_row_for_the_one_app_of_the_name_proves_a_token() -> None:
    acme = app("Acme")
    made = index([row("Acme", 5)], acme, app("Other"))
    assert made.state(acme) is TokenState.PRESENT
    assert made.latest(acme) == row("Acme", 5)


def test_no_row_proves_nothing() -> None:
    other = app("Other")
    made = index([row("Acme", 5)], app("Acme"), other)
    assert made.state(other) is TokenState.UNKNOWN
    assert made.latest(other) is None


def test_two_apps_of_one_name_are_not_guessed() -> None:
    one, two = app("Acme", number=1), app("Acme", number=2)
    made = index([row("Acme", 5)], one, two)
    for twin in (one, two):
        assert made.history(twin) == []
        assert made.is_ambiguous(twin)
        assert made.state(twin) is TokenState.UNKNOWN


def test_twins_on_different_pages_are_found_out() -> None:
    one, two = app("Acme", number=1), app("Acme", number=2)
    made = index([row("Acme", 5)], one)
    assert made.state(one) is TokenState.PRESENT
    made.count_bearers([two])
    assert made.state(one) is TokenState.UNKNOWN


def test_names_are_compared_to_the_letter() -> None:
    lower = app("acme")
    assert index([row("Acme", 5)], lower).state(lower) is TokenState.UNKNOWN


def test_an_app_that_no_list_held_is_not_guessed() -> None:
    assert index([row("Acme", 5)]).state(app("Acme")) is TokenState.UNKNOWN


def test_rows_from_before_the_app_belong_to_an_earlier_one() -> None:
    young = app("Acme", created=10)
    made = index([row("Acme", 9)], young)
    assert made.history(young) == []
    assert made.state(young) is TokenState.UNKNOWN


def test_a_row_of_the_apps_own_second_is_its_own() -> None:
    young = app("Acme", created=10)
    assert index([row("Acme", 10)], young).history(young) == [row("Acme", 10)]


def test_history_is_newest_first_whatever_order_the_rows_came_in() -> None:
    acme = app("Acme")
    made = index([row("Acme", 5), row("Acme", 9), row("Acme", 7)], acme)
    assert [generation.at.day for generation in made.history(acme)] == [9, 7, 5]
    assert made.latest(acme) == row("Acme", 9)


def test_rows_that_name_no_app_count_for_none() -> None:
    made = index([row(None, 5), row("Acme", 6), row("Acme", 7)], app("Acme"))
    assert len(made) == 2
    assert made.names == {"Acme"}


def test_asking_for_an_unknown_app_does_not_add_it() -> None:
    made = index([row("Acme", 5)], app("Acme"))
    made.history(app("Other"))
    made.state(app("Other"))
    assert made.names == {"Acme"}


def test_an_app_without_rows_is_not_ambiguous() -> None:
    one, two = app("Acme", number=1), app("Acme", number=2)
    assert not index([], one, two).is_ambiguous(one)


@pytest.mark.parametrize(
    ("state", "token"),
    [
        (TokenState.PRESENT, None),
        (TokenState.NONE, Secret("x")),
        (TokenState.UNKNOWN, Secret("x")),
    ],
)
def test_a_reading_has_a_token_exactly_when_it_is_present(
    state: TokenState, token: Secret | None
) -> None:
    with pytest.raises(ValueError, match="exactly when its state is present"):
        TokenReading("0H4000000000001", state, token, day(5))


def test_a_reading_shows_its_token_masked() -> None:
    reading = TokenReading("0H4000000000001", TokenState.PRESENT, Secret("tok.en"), day(5))
    assert "tok.en" not in repr(reading)
