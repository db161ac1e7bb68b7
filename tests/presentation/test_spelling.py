"""Names among words of ours, on a terminal that cannot show every letter: names that differ never look the same."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.fakes import PRACTICE, FakeTarget, make_app
from tui.cli.confirming import check_name
from tui.domain.connected_app import TokenState
from tui.domain.handover import Binding
from tui.domain.listing import Column, Known
from tui.domain.text import named, printable, shortened, spell_for, spelt
from tui.errors import UsageError
from tui.letters import SIGNS, Letters
from tui.link.screen import TerminalScreen
from tui.presentation.app_cells import cells
from tui.presentation.questions import regenerate_question
from tui.presentation.rotation_questions import unbound_question
from tui.widgets.marked import fitted

NOW = datetime(2026, 11, 24, tzinfo=UTC)
NAMES = st.text(st.sampled_from([*SIGNS, *"aü<U+25CB>×–?é\u0301\u202e東森"]), max_size=40)


@pytest.fixture(autouse=True, scope="module")
def _in_ascii() -> Iterator[None]:
    spell_for(Letters("ascii").hold)
    yield
    spell_for(None)


def drawn(text: str) -> str:
    screen = TerminalScreen(can_erase=False, letters=Letters("ascii"))
    return screen.difference(f"\x1b[1;1H{text}", (2000, 2))


def known(number: int, name: str) -> Known:
    return Known(make_app(number, name), TokenState.UNKNOWN, None, ambiguous=False)


@given(NAMES, NAMES)
@example("g○○gle", "google")
@example("g○gle", "g<U+25CB>gle")
@example("Pay–Gateway", "Pay-Gateway")
@example("東京都庁の入口", "東京都庁の出口")
def test_different_names_never_look_the_same(one: str, other: str) -> None:
    one, other = printable(one), printable(other)
    assume(one != other)
    print_as = Letters("ascii").words
    assert print_as(spelt(one)) != print_as(spelt(other))
    assert drawn(spelt(one)) != drawn(spelt(other))
    asked = [regenerate_question(name, "0H4", PRACTICE, "").facts[0] for name in (one, other)]
    assert asked[0] != asked[1]


@given(NAMES, NAMES)
def test_nor_do_they_in_a_narrow_table(one: str, other: str) -> None:
    one, other = printable(one), printable(other)
    assume(one != other and not (one.isascii() and other.isascii()))
    rows = [
        fitted(cells(known(number, name), NOW)[Column.NAME].within(24), 24)
        for number, name in enumerate((one, other))
    ]
    assert drawn(rows[0]) != drawn(rows[1])


def test_an_unbound_target_is_confirmed_by_what_can_be_typed() -> None:
    card = FakeTarget("gateway-ü", binding=Binding()).card
    question = unbound_question(card, "It is bound to no org.")
    assert question.typed == dict(question.facts)["Target"] == "gateway-<U+00FC>"


def test_a_name_is_confirmed_as_it_is_shown_too() -> None:
    app = make_app(1, "Müller")
    check_name("M<U+00FC>ller", app, PRACTICE)
    check_name("Müller", app, PRACTICE)
    with pytest.raises(UsageError):
        check_name("M?ller", app, PRACTICE)


def test_a_latin_terminal_keeps_what_it_has() -> None:
    latin = Letters("iso8859-1").hold
    assert named("café ○ cafe\u0301", latin) == "café <U+25CB> cafe<U+0301>"
    assert named("<U+202E>", latin) == "<U+202E>"


def test_what_is_left_out_is_said_in_words_of_ours() -> None:
    assert spelt("○" * 50, 40) == f"{'<U+25CB>' * 16}… (+34 characters)"


def test_every_text_that_is_cut_for_people_is_spelt() -> None:
    root = Path(__file__).parents[2] / "tui"
    for folder in ("presentation", "screens", "widgets"):
        for path in (root / folder).glob("*.py"):
            cuts = path.read_text().count(f"{shortened.__name__}(")
            assert cuts == (2 if path.name == "app_words.py" else 0), path
