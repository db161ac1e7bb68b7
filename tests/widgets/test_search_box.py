"""The search line: whoever searches is told at once, and of what was typed ahead once."""

from textual import events

from tests.widgets.stage import Stage
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
