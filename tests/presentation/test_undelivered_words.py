"""A token that was made here and given to nobody: what is said of it."""

from functools import partial
from pathlib import Path

import pytest

from tui.presentation.actions import KEYS
from tui.presentation.commands import command
from tui.presentation.undelivered_words import by_command, by_key, undelivered_words

told = partial(command, org="acme")
HAND_OVER = ("hand-over", "0H4A", "--to", "kong", "--to", "my vault")
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
            by_command("0H4A", ["kong", "my vault"], told),
            f"{UNDELIVERED} This hands it over:\n{told(HAND_OVER)}",
        ),
        (
            False,
            by_command("0H4A", [], told),
            f"{UNDELIVERED} This copies it for your gateway:\nconnected-apps --org acme token copy 0H4A",
        ),
    ],
)
def test_it_is_not_left_in_silence(replaced: bool, then: str, words: str) -> None:
    assert undelivered_words("Billing", then, replaced=replaced) == words


def test_of_a_pasted_one_nothing_is_said_that_nobody_saw() -> None:
    said = undelivered_words("Billing", "", replaced=False, pasted=True)
    assert said.rstrip() == "The token that was pasted for “Billing” is in no target yet."


def test_a_command_is_for_this_org_and_this_configuration() -> None:
    told = command(HAND_OVER, org="acme", config=Path("/srv/our apps.toml"))
    options = "--config '/srv/our apps.toml' --org acme"
    assert told == f"connected-apps {options} hand-over 0H4A --to kong --to 'my vault'"
