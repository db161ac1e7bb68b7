"""The lines that frame a screen: what is dropped, what is dimmed, what a click does."""

from dataclasses import replace

import pytest
from rich.cells import cell_len

from tests.fakes import PRACTICE, PRODUCTION
from tests.widgets.stage import Stage
from tui.domain.org import Org, OrgKind
from tui.presentation.actions import Action, Scope, Situation, in_scope, key_name, label
from tui.widgets.bars import KeyBar, Mood, StatusLine, TitleBar

ACTS = [action for action in in_scope(Scope.APPS) if action.prominent]
NOW = Situation(Scope.APPS)


def words(action: Action) -> str:
    return f"{key_name(action.keys[0])} {label(action, NOW)}"


def shown(line: str) -> list[str]:
    return [action.id for action in ACTS if words(action) in line]


async def line_at(width: int) -> str:
    bar = KeyBar()
    app = Stage(bar)
    async with app.run_test(size=(width, 3)) as pilot:
        bar.show(ACTS, NOW)
        await pilot.pause()
        return app.lines[0]


async def test_a_wide_terminal_shows_every_act() -> None:
    assert shown(await line_at(160)) == [action.id for action in ACTS]


@pytest.mark.parametrize("width", [30, 45, 60, 75])
async def test_a_narrow_one_drops_from_the_end_but_help_and_quit(width: int) -> None:
    kept = shown(await line_at(width))
    others = [action.id for action in ACTS if action.id not in ("help", "quit")]
    assert kept[-2:] == ["help", "quit"]
    assert kept[:-2] == others[: len(kept) - 2]
    assert len(kept) < len(ACTS)


async def test_no_act_is_shown_in_part() -> None:
    for width in range(10, 100, 9):
        line = (await line_at(width)).strip()
        assert "  ".join(words(a) for a in ACTS if a.id in shown(line)) == line


@pytest.mark.parametrize("action", ACTS, ids=lambda action: action.id)
async def test_a_click_on_the_words_is_the_key(action: Action) -> None:
    bar = KeyBar()
    app = Stage(bar)
    async with app.run_test(size=(160, 3)) as pilot:
        bar.show(ACTS, NOW)
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
        bar.show(ACTS, NOW)
        await pilot.pause()
        for x in (0, 155):
            await pilot.click(bar, offset=(x, 0))
        assert app.messages == []


async def test_what_cannot_act_now_stays_and_is_dimmed() -> None:
    bar = KeyBar()
    app = Stage(bar)
    async with app.run_test(size=(160, 3)) as pilot:
        bar.show(ACTS, NOW)
        await pilot.pause()
        colours = {s.text.strip(): s.style.color for s in app.strips[0] if s.style is not None}
    assert colours["Reveal"] == colours["Generate"] == colours["Copy"]
    assert colours["Open"] == colours["Help"] == colours["Quit"] != colours["Reveal"]


async def title_at(width: int, org: Org | None, **parts: str) -> str:
    bar = TitleBar()
    app = Stage(bar)
    async with app.run_test(size=(width, 3)) as pilot:
        bar.show(org, "acme-uat")
        for name, value in parts.items():
            setattr(bar, name, value)
        await pilot.pause()
        return app.lines[0]


async def test_the_title_says_where_one_is() -> None:
    line = await title_at(100, PRODUCTION, place="顧客ポータル", aside="Ana Souza")
    assert line.startswith(
        " Connected Apps   PRODUCTION  Acme  acme.my.salesforce.com › 顧客ポータル "
    )
    assert line.rstrip().endswith("Ana Souza")
    assert cell_len(line) == 100


async def test_until_an_org_has_named_itself_the_title_has_the_name_it_was_opened_by() -> None:
    assert (await title_at(80, None)).startswith(" Connected Apps   acme-uat ")


@pytest.mark.parametrize("kind", OrgKind)
async def test_every_kind_of_org_has_a_word_and_a_host_but_the_practice_org(kind: OrgKind) -> None:
    line = await title_at(80, replace(PRODUCTION, kind=kind))
    assert kind.value in line.lower()
    assert ("acme.my.salesforce.com" in line) is (kind is not OrgKind.PRACTICE)


@pytest.mark.parametrize("width", [20, 40, 60])
async def test_what_may_be_cut_goes_first(width: int) -> None:
    org = replace(PRODUCTION, kind=OrgKind.SANDBOX)
    line = await title_at(width, org, place="長い名前" * 9, aside="Ana Souza")
    assert "Ana Souza" not in line
    assert line.startswith(" sandbox  Acme")
    assert line.rstrip().endswith("…")
    assert cell_len(line) == width


async def test_a_long_name_leaves_room_for_the_host() -> None:
    line = await title_at(120, replace(PRODUCTION, name="長い名前" * 20))
    assert "acme.my.salesforce.com" in line


@pytest.mark.parametrize("name", ["[red]x[/red]", "[/]", "[@click=app.quit]quit[/]"])
async def test_a_name_is_no_markup(name: str) -> None:
    assert f"› {name} " in await title_at(80, PRACTICE, place=name)


@pytest.mark.parametrize(("mood", "sign"), [(Mood.GOOD, "✓ "), (Mood.BAD, "✗ "), (Mood.PLAIN, "")])
async def test_the_status_line_has_a_sign_for_what_its_colour_says(mood: Mood, sign: str) -> None:
    status = StatusLine()
    app = Stage(status)
    async with app.run_test(size=(80, 3)) as pilot:
        status.say("[b]Done[/b].", mood)
        await pilot.pause()
        assert app.lines[0].rstrip() == f"{sign}[b]Done[/b]."
