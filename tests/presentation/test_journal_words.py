"""Acts of the journal as they are told to people."""

from dataclasses import replace

import pytest

from tests.domain.test_acts import make_intent
from tui.domain.acts import Deed, JournalEntry
from tui.presentation.actions import KEYS
from tui.presentation.journal_words import details, line, offer_line


@pytest.mark.parametrize(
    ("deed", "targets", "word"),
    [
        (Deed.REGENERATE, (), "regenerate"),
        (Deed.REGENERATE, ("gateway",), "rotate"),
        (Deed.HAND_OVER, ("gateway",), "hand over"),
    ],
)
def test_an_act_is_called_what_the_admin_called_it(
    deed: Deed, targets: tuple[str, ...], word: str
) -> None:
    intent = replace(make_intent(), deed=deed, targets=targets)
    entry = JournalEntry(intent, None, running=False)
    assert f"  {word} " in line(entry)
    assert ("Act", word) in details(entry)
    assert offer_line([entry], KEYS).startswith(f"The {word} of App is unfinished.")
