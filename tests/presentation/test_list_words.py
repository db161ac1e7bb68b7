"""What is said of the list: how many, and why none and what now."""

from datetime import UTC, datetime

import pytest

from tests.fakes import NOW
from tui.domain.listing import Column, Order
from tui.errors import ConsoleError, StoppedError
from tui.presentation.actions import KEYS, keymap
from tui.presentation.list_words import (
    ListState,
    count_words,
    empty_words,
    loaded_words,
    sorted_words,
)

AWAY = ConsoleError("The org does not answer.", hint="Is the link up?")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (ListState(12345, 12345), "12,345"),
        (ListState(1234, 12345, "b"), "1,234 of 12,345"),
        (ListState(0, 0, is_loading=True), "loading…"),
        (ListState(5, 42, only_due=True), "5 of 42"),
        (ListState(0, 0, failed=AWAY), ""),
        (ListState(2, 2, is_loading=True, loaded=2000, total=42000), "loading 2,000 of 42,000…"),
        (ListState(2, 2, failed=AWAY, total=5), "2 of the first 2 of 5"),
    ],
)
def test_how_many(state: ListState, words: str) -> None:
    assert count_words(state) == words


def test_a_list_that_is_not_the_fresh_one_says_when_it_was_read() -> None:
    state = ListState(3, 3, failed=AWAY, as_of=datetime(2026, 11, 23, 12, 0, 5, tzinfo=UTC))
    assert count_words(state).startswith("3 of 3, as of ")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (ListState(0, 0, failed=AWAY, org_name="acme"), ["Is the link up?", "F5", "doctor --org acme"]),
        (ListState(0, 9, "xyz"), ["“xyz”", "Esc brings back all 9"]),
        (ListState(0, 9, "xyz", ("Xyl",), typing=True), ["“xyz”", "Enter searches for the first:\n  Xyl"]),
        (ListState(0, 9, "xyz", only_due=True), ["“xyz” among those that are due (d)"]),
        (ListState(0, 9, only_due=True), ["No token is due", "d shows all 9"]),
        (ListState(0, 0, is_practice=True), ["practice-org seed", "press F5"]),
        (ListState(0, 0), ["App Manager", "F5 asks again", "o opens another org"]),
        (ListState(0, 0, is_loading=True), ["Asking the org…"]),
    ],
)  # fmt: skip
def test_an_empty_table_says_why_and_what_to_do(state: ListState, words: list[str]) -> None:
    said = empty_words(state, KEYS)
    assert [word for word in words if word not in said] == []


def test_a_list_that_was_stopped_is_no_fault_to_be_looked_for() -> None:
    stopped = StoppedError("Loading was stopped.", hint="F5 loads the list again.")
    said = empty_words(ListState(0, 0, failed=stopped, org_name="acme"), KEYS)
    assert said == "Loading was stopped. F5 loads the list again.\n\no opens another org."


def test_the_keys_are_those_of_the_configuration() -> None:
    keys = keymap({"refresh": ("ctrl+r",)})
    assert "ctrl+r asks again" in empty_words(ListState(0, 0), keys)


def test_a_list_of_an_earlier_session_is_counted_with_its_age_and_how_much_of_the_fresh_one_came() -> (
    None
):
    state = ListState(42, 42, earlier="3 hours ago", is_loading=True)
    assert count_words(state) == "42, as of 3 hours ago"
    assert count_words(state._replace(search="a", hits=7)) == "7 of 42, as of 3 hours ago"
    long = state._replace(loaded=64_000, total=100_000)
    assert count_words(long) == "42, as of 3 hours ago; 64 % read"
    assert count_words(state._replace(is_loading=False, failed=AWAY)) == "42, as of 3 hours ago"


def test_a_load_counts_in_the_singular_too_and_goes_on_to_what_is_next() -> None:
    assert loaded_words(1, None, None) == "1 connected app."
    assert loaded_words(2, NOW, None, next_step="Go on.").endswith(". Go on.")
    assert "Ages and authors are unknown: The org does not answer." in loaded_words(2, NOW, AWAY)


@pytest.mark.parametrize(
    ("order", "words"),
    [
        (Order(Column.TOKEN), "Sorted by token, oldest first."),
        (Order(Column.CHANGED, descending=True), "Sorted by changed, newest first."),
        (Order(Column.NAME, descending=True), "Sorted by name, Z to A."),
    ],
)
def test_a_sort_says_what_stands_first(order: Order, words: str) -> None:
    assert sorted_words(order) == words
