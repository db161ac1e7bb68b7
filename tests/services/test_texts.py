"""Texts in little memory: what goes in comes out, and each is found."""

from hypothesis import given
from hypothesis import strategies as st

from tui.services.texts import DistinctTexts, Texts

PRINTED = st.text(st.characters(exclude_characters="\0"), max_size=8)


@given(st.lists(PRINTED))
def test_texts_come_out_as_they_went_in(texts: list[str]) -> None:
    held = Texts(texts)
    assert list(held) == texts
    assert held[1:] == texts[1:]
    assert [held[at] for at in range(-len(texts), len(texts))] == texts * 2


@given(st.lists(PRINTED))
def test_a_text_is_taken_once_and_found_where_it_stands(texts: list[str]) -> None:
    held = DistinctTexts()
    taken = [held.take(text) for text in texts]
    assert list(held) == list(dict.fromkeys(texts))
    assert sum(taken) == len(held)
    assert [held.find(text) for text in held] == list(range(len(held)))


def test_texts_are_found_after_their_table_has_grown() -> None:
    held = DistinctTexts(f"app {number}" for number in range(5_000))
    assert [held.find(f"app {number}") for number in (0, 511, 512, 4_999)] == [0, 511, 512, 4_999]
    assert held.find("app 5000") is None


def test_a_word_is_looked_for_in_letters_of_either_case() -> None:
    assert Texts(["0H4ABC", "0h4xyz"]).containing("4abc")[:2] == [True, False]


def test_the_positions_of_some_texts() -> None:
    assert Texts(["a", "b", "a"]).among({"a", "c"}) == [0, 2]
