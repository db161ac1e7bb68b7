"""What is found, in which order, and what is said of a token that nobody has looked at."""

import tracemalloc
from datetime import timedelta

import pytest

from tests.fakes import NOW, generation, make_app
from tui.domain.connected_app import TokenState
from tui.domain.listing import Column, Order
from tui.services.catalogue import Catalogue


def make_catalogue(*names: str, **people: str) -> Catalogue:
    catalogue = Catalogue()
    catalogue.add([make_app(number, name, **people) for number, name in enumerate(names)])
    return catalogue


def found(catalogue: Catalogue, text: str, order: Order | None = None) -> list[str]:
    return [catalogue.known(at).app.name for at in catalogue.search(text, order)]


def test_words_match_in_any_order_and_inside_words() -> None:
    catalogue = make_catalogue("Billing Sync", "Synchronous Billing", "Billing")
    assert found(catalogue, "sync bill") == ["Billing Sync", "Synchronous Billing"]


def test_what_has_just_come_is_sorted_when_it_is_wanted() -> None:
    catalogue = make_catalogue("Billing Sync", "Claims")
    assert found(catalogue, "") == ["Billing Sync", "Claims"]
    catalogue.add([make_app(7, "Billing Bridge")])

    def earlier(text: str) -> list[str]:
        positions = catalogue.search(text, anew=False)
        return [catalogue.known(at).app.name for at in positions]

    assert earlier("") == ["Billing Sync", "Claims"]
    assert earlier("bill") == ["Billing Sync"]
    assert found(catalogue, "bill") == earlier("bill") == ["Billing Bridge", "Billing Sync"]


def test_another_order_is_sorted_by_at_once() -> None:
    catalogue = make_catalogue("Billing", "Claims")
    catalogue.add([make_app(7, "Archive")])
    down = Order(Column.NAME, descending=True)
    names = [catalogue.known(at).app.name for at in catalogue.search("", down, anew=False)]
    assert names == ["Claims", "Billing", "Archive"]


@pytest.mark.parametrize("typed", ["ecole", "ÉCOLE", "école", "E\u0301cole"])
def test_case_and_accents_are_ignored(typed: str) -> None:
    assert found(make_catalogue("École Portail", "Other"), typed) == ["École Portail"]


def test_people_and_id_are_searched() -> None:
    catalogue = make_catalogue("One", modified_by="Zoë Ångström")
    assert found(catalogue, "angstrom zoe") == ["One"]
    assert found(catalogue, "0h4000") == ["One"]


def test_short_numbers_are_not_looked_for_in_ids() -> None:
    assert found(make_catalogue("One", "Two 00"), "00") == ["Two 00"]


def test_a_word_that_grows_into_an_id_is_searched_afresh() -> None:
    catalogue = make_catalogue("One", "Two 000")
    assert found(catalogue, "000") == ["Two 000"]
    assert found(catalogue, "0000") == ["One", "Two 000"]


def test_who_generated_the_token_is_searched_wherever_the_trail_arrives() -> None:
    early, late = make_catalogue("One", "Two"), Catalogue()
    early.learn_trail([generation("One", 3, by="Quentin")])
    late.learn_trail([generation("One", 3, by="Quentin")])
    late.add([make_app(0, "One"), make_app(1, "Two")])
    assert found(early, "quentin") == found(late, "quentin") == ["One"]


def test_a_word_does_not_match_across_two_fields() -> None:
    catalogue = make_catalogue("Portal", created_by="Xenia", modified_by="Yves")
    assert found(catalogue, "xeniayves") == []


def test_a_narrower_search_gives_what_a_fresh_one_gives() -> None:
    names = [f"{first}{second}" for first in "abc" for second in "abc"]
    typed, fresh = make_catalogue(*names), make_catalogue(*names)
    for text in ("a", "ab", "a b", "ab b", "b", "", "c"):
        assert found(typed, text) == sorted(found(fresh, text))
        fresh = make_catalogue(*names)


def test_default_order_is_by_folded_name() -> None:
    assert found(make_catalogue("beta", "Álpha", "Gamma"), "") == ["Álpha", "beta", "Gamma"]


def test_order_turns_round() -> None:
    catalogue = make_catalogue("a", "b")
    assert found(catalogue, "", Order(Column.NAME, descending=True)) == ["b", "a"]


def test_tokens_sort_oldest_first_and_missing_ones_last() -> None:
    catalogue = make_catalogue("young", "none", "old", "unknown", "present")
    catalogue.learn_trail([generation("young", 1), generation("old", 90)])
    catalogue.learn_state(make_app(1).id, TokenState.NONE, NOW)
    catalogue.learn_state(make_app(4).id, TokenState.PRESENT, NOW)
    expected = ["old", "young", "present", "unknown", "none"]
    assert found(catalogue, "", Order(Column.TOKEN)) == expected


@pytest.mark.parametrize("column", list(Column))
def test_every_column_sorts(column: Column) -> None:
    catalogue = make_catalogue("a", "b", "c")
    assert sorted(found(catalogue, "", Order(column))) == ["a", "b", "c"]


def test_a_row_in_the_trail_means_a_token() -> None:
    catalogue = make_catalogue("One")
    catalogue.learn_trail([generation("One", 3), generation("One", 30)])
    known = catalogue.known(0)
    assert known.token is TokenState.PRESENT
    assert known.latest is not None
    assert (NOW - known.latest.at).days == 3


def test_no_row_proves_nothing() -> None:
    catalogue = make_catalogue("One")
    catalogue.learn_trail([])
    assert catalogue.known(0).token is TokenState.UNKNOWN


def test_a_name_that_two_apps_bear_is_not_guessed() -> None:
    catalogue = make_catalogue("Twin", "Twin")
    catalogue.learn_trail([generation("Twin", 3)])
    assert catalogue.known(0).token is TokenState.UNKNOWN
    assert catalogue.known(0).ambiguous


def test_a_second_bearer_on_a_later_page_takes_the_claim_back() -> None:
    catalogue = make_catalogue("Twin")
    catalogue.learn_trail([generation("Twin", 3)])
    assert catalogue.known(0).token is TokenState.PRESENT
    catalogue.add([make_app(7, "Twin")])
    assert catalogue.known(0).token is TokenState.UNKNOWN


def test_a_row_older_than_the_app_is_another_apps() -> None:
    catalogue = make_catalogue("Reborn")
    catalogue.learn_trail([generation("Reborn", 2000)])
    assert catalogue.known(0).token is TokenState.UNKNOWN


def test_the_page_outranks_the_trail() -> None:
    catalogue = make_catalogue("One")
    catalogue.learn_trail([generation("One", 3)])
    catalogue.learn_state(make_app(0).id, TokenState.NONE, NOW)
    known = catalogue.known(0)
    assert (known.token, known.latest) == (TokenState.NONE, None)


def test_an_app_that_comes_twice_is_kept_once() -> None:
    catalogue = make_catalogue("One")
    catalogue.add([make_app(0, "One"), make_app(1, "Two")])
    assert len(catalogue) == 2


def test_a_row_newer_than_the_page_outranks_it() -> None:
    catalogue = make_catalogue("One")
    catalogue.learn_state(make_app(0).id, TokenState.NONE, NOW - timedelta(days=4))
    catalogue.learn_trail([generation("One", 3)])
    assert catalogue.known(0).token is TokenState.PRESENT


def test_an_app_costs_less_than_half_a_kilobyte() -> None:
    pages = [[make_app(n, f"Billing Sync {n:06d}") for n in range(at, at + 500)] for at in (0, 500)]
    Catalogue().add(pages[0])  # what is made once is not an app's
    tracemalloc.start()
    catalogue = Catalogue()
    for page in pages:
        catalogue.add(page)
        page.clear()
    catalogue.search("")
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held / len(catalogue) < 512


def test_nobody_is_found_by_a_claim_that_a_second_bearer_took_back() -> None:
    catalogue = make_catalogue("Twin")
    catalogue.learn_trail([generation("Twin", 3, by="Quentin")])
    assert found(catalogue, "quentin") == ["Twin"]
    catalogue.add([make_app(7, "Twin")])
    assert found(catalogue, "quentin") == []
