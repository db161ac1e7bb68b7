"""Record ids and their check characters."""

import random

import pytest

from tui.practice.ids import IdSource, normal_id, with_checksum


@pytest.mark.parametrize(
    ("short", "full"),
    [
        # Ids as they stand in Salesforce's own documentation and public answers.
        ("001D000000IRFma", "001D000000IRFmaIAH"),
        ("00530000003xqAa", "00530000003xqAaAAI"),
        ("000000000000000", "000000000000000AAA"),
    ],
)
def test_the_checksum_is_salesforces(short: str, full: str) -> None:
    assert with_checksum(short) == full


def test_both_lengths_are_one_id() -> None:
    assert normal_id("001D000000IRFma") == normal_id("001D000000IRFmaIAH")


@pytest.mark.parametrize(
    "text", ["", "001D000000IRFmaIAA", "001D000000IRFm", "001D000000IRFm'", "٠" * 15]
)
def test_what_is_no_id_is_none(text: str) -> None:
    assert normal_id(text) is None


def test_a_seeded_source_repeats_itself() -> None:
    first, second = (IdSource(random.Random(7)).new("0H4") for _ in range(2))
    assert first == second
    assert len(first) == 18
    assert first.startswith("0H4")
