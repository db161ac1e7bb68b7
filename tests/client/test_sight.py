"""What a rehearsal tells of a page, and that it tells no value of it."""

import pytest

from tests.client.fakes import ORIGIN, as_html
from tests.client.setup_pages import (
    APP_ID,
    FULL,
    SECTION,
    TOKEN,
    button,
    div_page,
    page,
    reveal,
    table_page,
)
from tui.client.html import Document
from tui.client.sight import Sight
from tui.domain.connected_app import TokenState
from tui.domain.rehearsal import Rehearsal
from tui.domain.setup_labels import ENGLISH
from tui.errors import Obstacle
from tui.transport import Origin


def _seen(text: str) -> Rehearsal:
    document = Document(as_html(text))
    return Sight(document, FULL, Origin.parse(ORIGIN), ENGLISH).rehearsal(APP_ID)


@pytest.mark.parametrize(
    ("text", "state", "layout"),
    [
        (table_page(TOKEN), TokenState.PRESENT, "headings"),
        (div_page(None), TokenState.NONE, "roles"),
    ],
)
def test_a_page_that_is_understood_is_ready(text: str, state: TokenState, layout: str) -> None:
    seen = _seen(text)
    assert (seen.is_ready, seen.state, seen.layout) == (True, state, layout)
    assert seen.hides_value is (state is TokenState.PRESENT)
    assert seen.carries_state
    assert "CANARY" not in repr(seen)


def test_a_page_whose_button_cannot_be_pressed_is_understood_and_not_ready() -> None:
    seen = _seen(table_page(TOKEN, states=""))
    assert (seen.state, seen.button, seen.carries_state) == (
        TokenState.PRESENT,
        "Regenerate",
        False,
    )
    assert (seen.is_ready, seen.obstacle) == (False, Obstacle.FORM)


def test_a_page_without_the_section_tells_its_headings_and_buttons() -> None:
    seen = _seen(page(f"<h2>Eins</h2><h3>Zwei</h3>{button('Drei')}{button('Drei')}"))
    assert (seen.headings, seen.buttons) == (("Eins", "Zwei"), ("Drei",))
    assert (seen.state, seen.obstacle) == (None, Obstacle.NO_SECTION)


def test_a_hidden_value_is_never_told_as_a_label() -> None:
    hidden = reveal(TOKEN)
    seen = _seen(page(f"<h2>Eins {hidden}</h2><h3>Zwei</h3><button>Drei {hidden}</button>"))
    assert "CANARY" not in repr(seen)
    assert seen.headings == ("Zwei",)


def test_labels_are_printable_short_and_few() -> None:
    many = "".join(f"<h3>{number} \u202e{'x' * 500}</h3>" for number in range(300))
    seen = _seen(page(many))
    assert len(seen.headings) == 20
    assert all(text.isprintable() and len(text) < 200 for text in seen.headings)


def test_two_sections_are_two_candidates() -> None:
    twice = f"<h3>{SECTION}</h3>{button('Generate')}" * 2
    assert _seen(page(twice)).obstacle is Obstacle.TWO_CANDIDATES
