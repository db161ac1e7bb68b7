"""Labels as somebody writes them down."""

import pytest

from tui.domain.setup_labels import ENGLISH, SetupLabels, plain


def test_further_labels_stand_beside_the_english_ones() -> None:
    labels = ENGLISH.and_also(section=["  Erstes\nToken: "], generate=["生成:"])
    assert labels.section > ENGLISH.section
    assert "Erstes Token" in labels.section
    assert labels.generate == {"Generate", "生成"}
    assert labels.regenerate == ENGLISH.regenerate


@pytest.mark.parametrize("label", ["", "  ", ":"])
def test_an_empty_label_is_refused(label: str) -> None:
    with pytest.raises(ValueError, match="empty"):
        ENGLISH.and_also(section=[label])


def test_one_label_for_both_buttons_is_refused() -> None:
    with pytest.raises(ValueError, match="both"):
        ENGLISH.and_also(generate=["Neu"], regenerate=["Neu"])
    with pytest.raises(ValueError, match="both"):
        ENGLISH.and_also(generate=["Regenerate"])


def test_labels_are_kept_as_they_are_compared() -> None:
    assert plain(" a \n b : ") == "a b"
    with pytest.raises(ValueError, match="compared"):
        SetupLabels(frozenset({"a  b"}), frozenset({"x"}), frozenset({"y"}))
