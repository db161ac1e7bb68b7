"""The key bar: what is dropped, what is dimmed, what a click does."""

import pytest
from rich.cells import cell_len

from tests.situations import standing
from tests.widgets.stage import Stage
from tui.presentation.actions import BY_ID, Action, Scope, Situation, keymap, label
from tui.widgets.key_bar import KeyBar

ACTS = [
    BY_ID[each]
    for each in ("app.open", "apps.search", "apps.sort", "token.reveal", "apps.mark", "quit")
]
NOW = standing(Scope.APPS)
HELP = BY_ID["help"]


def words(action: Action, now: Situation = NOW) -> str:
    return f"{now.keys.shown(action.id)} {label(action, now)}".strip()


def shown(line: str) -> list[str]:
    return [action.id for action in ACTS if words(action) in line]


async def line_at(width: int, now: Situation = NOW) -> str:
    bar = KeyBar()
    app = Stage(bar)
    async with app.run_test(size=(width, 3)) as pilot:
        bar.show(ACTS, now, aside=HELP)
        await pilot.pause()
        return app.lines[0]


async def test_a_wide_terminal_shows_every_act_and_help_at_the_right_end() -> None:
    line = await line_at(160)
    assert shown(line) == [action.id for action in ACTS]
    assert line.endswith("? Help ")
    assert cell_len(line) == 160


@pytest.mark.parametrize("width", [20, 30, 45, 60])
async def test_a_narrow_one_drops_from_the_end_but_help_and_the_way_out(width: int) -> None:
    line = await line_at(width)
    kept = shown(line)
    others = [action.id for action in ACTS[:-1]]
    assert kept == [*others[: len(kept) - 1], "quit"]
    assert line.rstrip().endswith("? Help")
    assert len(kept) < len(ACTS)


async def test_no_act_is_shown_in_part() -> None:
    for width in range(10, 100, 9):
        line = (await line_at(width)).strip()
        whole = [words(action) for action in ACTS if action.id in shown(line)]
        assert line.split() == " ".join([*whole, words(HELP)]).split()


async def test_an_act_without_a_key_is_its_word_alone() -> None:
    now = standing(Scope.APPS, keys=keymap({"apps.sort": ()}))
    assert "/ Search  Sort  r Reveal" in await line_at(160, now)


@pytest.mark.parametrize("action", [*ACTS, HELP], ids=lambda action: action.id)
async def test_a_click_on_the_words_is_the_key(action: Action) -> None:
    bar = KeyBar()
    app = Stage(bar)
    async with app.run_test(size=(160, 3)) as pilot:
        bar.show(ACTS, NOW, aside=HELP)
        await pilot.pause()
        at = app.lines[0].index(words(action))
        for x in (at, at + len(words(action)) - 1):
            await pilot.click(bar, offset=(x, 0))
        pressed = [each.action_id for each in app.messages if isinstance(each, KeyBar.Pressed)]
        assert pressed == [action.id] * 2


async def test_a_click_beside_the_words_does_nothing() -> None:
    bar = KeyBar()
    app = Stage(bar)
    async with app.run_test(size=(160, 3)) as pilot:
        bar.show(ACTS, NOW, aside=HELP)
        await pilot.pause()
        for x in (0, 120, 159):
            await pilot.click(bar, offset=(x, 0))
        assert app.messages == []


async def test_what_cannot_act_now_stays_and_is_dimmed() -> None:
    bar = KeyBar()
    app = Stage(bar)
    async with app.run_test(size=(160, 3)) as pilot:
        bar.show(ACTS, NOW, aside=HELP)
        await pilot.pause()
        colours = {s.text.strip(): s.style.color for s in app.strips[0] if s.style is not None}
    assert colours["Open"] == colours["Help"] == colours["Quit"] != colours["Reveal"]
