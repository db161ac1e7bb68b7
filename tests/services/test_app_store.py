"""Rows in columns: what goes in comes out."""

from tests.fakes import make_app
from tui.services.app_store import AppStore


def test_an_app_comes_out_as_it_went_in() -> None:
    app = make_app(3, "Billing", created_by="Ada", modified_by="Zoë")
    store = AppStore()
    assert list(store.add([app])) == [0]
    assert store.app(0) == app
    assert store.position(app.id) == 0


def test_an_app_that_is_there_is_not_taken_again() -> None:
    store = AppStore()
    store.add([make_app(1), make_app(2)])
    assert list(store.add([make_app(2), make_app(3)])) == [2]
    assert list(store.ids) == [make_app(number).id for number in (1, 2, 3)]


def test_people_are_kept_once_and_folded_once() -> None:
    store = AppStore()
    store.add([make_app(number, f"App {number}", modified_by="Zoë") for number in range(3)])
    assert store.people.count("Zoë") == 1
    assert all("\0zoe" in hay for hay in store.haystacks)
