"""A token that was made here and given to nobody: what is said of it."""

import pytest

from tui.presentation.actions import KEYS
from tui.presentation.undelivered_words import by_command, by_key, undelivered_words

UNDELIVERED = "No target has had the new token of “Billing” from here."


@pytest.mark.parametrize(
    ("replaced", "then", "words"),
    [
        (
            True,
            by_key(KEYS, can_hand_over=True),
            "No target has had the new token of “Billing” from here, and its old one is dead. h hands it over.",
        ),
        (
            False,
            by_key(KEYS, can_hand_over=False),
            f"{UNDELIVERED} Open the app and copy it (c) to your gateway.",
        ),
        (
            False,
            by_command("0H4A", ["kong", "vault"]),
            f"{UNDELIVERED} connected-apps hand-over 0H4A --to kong --to vault hands it over.",
        ),
        (
            False,
            by_command("0H4A", []),
            f"{UNDELIVERED} connected-apps token copy 0H4A copies it for your gateway.",
        ),
    ],
)
def test_it_is_not_left_in_silence(replaced: bool, then: str, words: str) -> None:
    assert undelivered_words("Billing", then, replaced=replaced) == words


def test_of_a_pasted_one_nothing_is_said_that_nobody_saw() -> None:
    said = undelivered_words("Billing", "", replaced=False, pasted=True)
    assert said.rstrip() == "The token that was pasted for “Billing” is in no target yet."
