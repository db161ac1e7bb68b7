"""What a search found, as a sequence that copies nothing."""

import pytest

from tests.fakes import make_app
from tui.services.catalogue import Catalogue, Hits


def test_positions_are_looked_up_by_rank() -> None:
    hits = Hits([7, 5, 3, 1], [0, 2, 3])
    assert list(hits) == [7, 3, 1]
    assert (hits[1], list(hits[1:]), len(hits)) == (3, [3, 1], 3)
    assert hits.index(1) == 2


@pytest.mark.parametrize("position", [5, 9])
def test_a_position_that_was_not_found_has_no_place(position: int) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - as every sequence does
        Hits([7, 5, 3, 1], [0, 2, 3]).index(position)


def test_a_letter_taken_back_gives_what_was_found_before() -> None:
    catalogue = Catalogue()
    catalogue.add([make_app(number, f"App {number}") for number in range(20)])
    wide, narrow = list(catalogue.search("app 1")), list(catalogue.search("app 12"))
    assert len(narrow) < len(wide)
    assert list(catalogue.search("app 1")) == wide


def test_what_was_found_is_forgotten_when_the_list_grows() -> None:
    catalogue = Catalogue()
    catalogue.add([make_app(1, "Billing")])
    assert len(catalogue.search("bill")) == 1
    catalogue.add([make_app(2, "Billing too")])
    assert len(catalogue.search("bill")) == 2
