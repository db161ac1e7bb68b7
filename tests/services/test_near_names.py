"""What is near to a search that found nothing, and what is not."""

import asyncio
from collections.abc import Awaitable
from difflib import SequenceMatcher
from itertools import product

import pytest

from tui.domain.text import fold
from tui.services import near_names as module
from tui.services.near_names import MOST, near_names

NAMES = [
    "Invoice Sync",
    "Billing Export",
    "Payment Gateway",
    "Store Locator",
    "Résumé Inbox",
    "Fleet Tracking",
]


async def near(text: str, names: list[str] = NAMES) -> tuple[str, ...]:
    haystacks = [f"{fold(name)}\0voice invoce\0ana souza" for name in names]
    return await near_names(haystacks, names, fold(text).split())


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("invoce", "Invoice Sync"),
        ("invooice", "Invoice Sync"),
        ("fleet", "Fleet Tracking"),
        ("flete", "Fleet Tracking"),
        ("sotre", "Store Locator"),
        ("paymnet gatway", "Payment Gateway"),
        ("locatr store", "Store Locator"),
        ("RESUMÉE", "Résumé Inbox"),
        ("trackign", "Fleet Tracking"),
    ],
)
async def test_a_typo_finds_what_was_meant(typed: str, name: str) -> None:
    assert await near(typed) == (name,)


@pytest.mark.parametrize("typed", ["xyzzy", "souzza", "invoce warehouse", "q", "", "0H4000000001"])
async def test_what_is_like_no_name_finds_none(typed: str) -> None:
    assert await near(typed) == ()


async def test_the_nearest_come_first_each_once_and_few() -> None:
    names = ["Billing", "Biling", "Billing", *(f"Billing {n}" for n in range(9))]
    found = await near("bilingg", names)
    assert found[:2] == ("Biling", "Billing")
    assert len(found) == len(set(found)) == MOST


async def test_among_many_names_the_one_that_was_meant_is_found() -> None:
    names = [f"Customer Portal {n}" for n in range(9_000)]
    names[8_765] = "Warehouse Sync"
    assert await near("warehuose", names) == ("Warehouse Sync",)


SHORT = ["".join(pair) for pair in product("abcdefgh", repeat=2)]
LONG = ["".join(letters) for letters in product("ab", repeat=8)]
AT_ONCE = 100 * 200
"""Pairs of letters: the longest search with the longest name."""


async def largest_piece(monkeypatch: pytest.MonkeyPatch, search: Awaitable[object]) -> int:
    """How many pairs of letters `difflib` compares at most before others have their turn."""
    pieces = [0]

    class Counting(SequenceMatcher[str]):
        def ratio(self) -> float:
            both = vars(self)  # its stub names neither
            pieces[-1] += len(both["a"]) * len(both["b"])
            # Beyond it the test has failed: no need to wait for the rest.
            return super().ratio() if pieces[-1] <= AT_ONCE else 0.0

    async def others() -> None:
        while True:
            await asyncio.sleep(0)
            pieces.append(0)

    monkeypatch.setattr(module, "SequenceMatcher", Counting)
    task = asyncio.create_task(others())
    await search
    task.cancel()
    return max(pieces)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("abbaabba", "ab" * 5_000),
        ("abbaabba", " ".join(LONG)),
        ("ab" * 5_000, "ab" * 4_000),
        (" ".join(SHORT * 20), " ".join(SHORT[:27])),
        ("invoce paymnet gatway locatr trackign " * 50, "invoice payment gateway locator tracking"),
        ("abbaabbabb " * 9, " ".join(LONG)),
        ("ab" * 50, "ba" * 60),
    ],
    ids=["letters", "words", "both", "short words", "typos", "ten words", "one word"],
)
async def test_whatever_is_searched_for_others_soon_have_their_turn(
    typed: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"{name} {n}" for n in range(250)]
    assert await largest_piece(monkeypatch, near(typed, names)) <= AT_ONCE


async def test_a_search_that_is_too_long_for_a_typo_is_near_to_nothing() -> None:
    assert await near("invoce " * 10) == ("Invoice Sync",)
    assert await near("invoce " * 11) == ()
    assert await near("a" * 100, ["a" * 99]) == ("a" * 99,)
    assert await near("a" * 101, ["a" * 99]) == ()


async def test_of_a_name_that_is_far_too_long_the_beginning_counts() -> None:
    begins, ends = f"Tracking{' x' * 500}", f"{'x ' * 500}Tracking"
    assert await near("trackign", [begins, ends]) == (begins,)
