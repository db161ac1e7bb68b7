"""The search line: whoever searches is told at once, of what was typed ahead once; earlier searches come back."""

import pytest
from textual import events

from tests.widgets.stage import Stage
from tui.services.searches import Searches
from tui.widgets.search_box import SearchBox


async def told(*bursts: str) -> list[str]:
    """The values that are told of while bursts of letters are typed, each in one go."""
    seen: list[str] = []
    box = SearchBox(leave_to=lambda: None, typed=lambda: seen.append(box.value))
    app = Stage(box)
    async with app.run_test() as pilot:
        box.focus()
        for burst in bursts:
            for letter in burst:
                box.post_message(events.Key(letter, letter))
            await pilot.pause()
    return seen


async def test_of_a_burst_only_the_last_state_is_told() -> None:
    seen = await told("billing")
    assert seen[-1] == "billing"
    assert set(seen) == {"billing"}


async def test_letters_that_come_alone_are_told_at_once() -> None:
    assert await told("a", "b") == ["a", "ab"]


@pytest.mark.parametrize(
    ("keys", "value", "left"),
    [
        (["up"], "claims", False),
        (["up", "up"], "billing", False),
        (["up", "up", "up"], "billing", False),
        (["up", "up", "down"], "claims", False),
        (["up", "down"], "", False),
        (["up", "down", "down"], "", True),
        (["x", "up"], "x", False),
        (["up", "s", "up"], "claimss", False),
        (["up", "s", "down"], "claimss", True),
        (["up", "enter"], "claims", True),
    ],
    ids=str,
)
async def test_earlier_searches_are_recalled_as_in_a_shell(
    keys: list[str], value: str, left: bool
) -> None:
    searches, leaving = Searches(), []
    for text in ("claims", "billing", "claims "):
        searches.keep(text)
    box = SearchBox(leave_to=lambda: leaving.append(True), searches=searches)
    async with Stage(box).run_test() as pilot:
        box.focus()
        await pilot.press(*keys)
        assert (box.value, bool(leaving)) == (value, left)


async def test_what_was_cleared_can_be_recalled() -> None:
    box = SearchBox(leave_to=lambda: None)
    async with Stage(box).run_test() as pilot:
        box.focus()
        await pilot.press("b", "escape", "up")
        assert box.value == "b"
