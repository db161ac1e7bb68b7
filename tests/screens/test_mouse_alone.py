"""By the mouse alone every dialog is closed and every act is done; what is typed by design is said in the docs."""

from typing import Any

import pytest
from textual import events
from textual.geometry import Offset
from textual.widgets import Static

from tests.consoles import bring, clicked, console, passed, running, settled, shown
from tests.fakes import FakeClipboard, FakeClock, FakeOrg, FakeTarget, make_app
from tests.screens.dialogs import APP, KEYS, TOKEN, Bench, dialog, every_dialog
from tests.situations import standing
from tui.domain.listing import Column
from tui.presentation.actions import Scope, in_scope
from tui.presentation.help_sections import sections
from tui.screens.dialog import Dialog
from tui.screens.guided import GuidedScreen
from tui.screens.help import HelpScreen
from tui.screens.sort import SortScreen


def test_every_dialog_has_its_scene() -> None:
    assert set(every_dialog()) == set(KEYS)


@pytest.mark.parametrize("kind", KEYS, ids=lambda kind: kind.__name__)
async def test_a_click_closes_it(kind: type[Dialog[Any]]) -> None:
    async with dialog(kind) as (bench, pilot):
        await clicked(pilot, "Esc ")
        if kind is GuidedScreen:
            await clicked(pilot, "n No")
        assert not isinstance(bench.app.screen, kind)
    assert bench.org.posts == []


@pytest.mark.parametrize("words", ["Esc ", "Token"])
async def test_a_click_at_once_does_nothing(words: str) -> None:
    bench = Bench()
    async with running(bench.app) as pilot:
        await pilot.press("s")
        await settled(pilot)
        await clicked(pilot, words, dead=True)
        assert isinstance(bench.app.screen, SortScreen)


async def test_a_double_click_confirms_nothing() -> None:
    clock = FakeClock()
    org = FakeOrg([APP], tokens={APP.id: TOKEN}, clock=clock)
    async with running(console(org, clock=clock)) as pilot:
        await pilot.press("enter", "g")
        await passed(pilot, clock, 1)
        await clicked(pilot, "y Regenerate", dead=True)
        await clicked(pilot, "y Regenerate", dead=True)
        await passed(pilot, clock, 1)
    assert org.posts == []


async def test_a_column_is_clicked() -> None:
    async with dialog(SortScreen) as (bench, pilot):
        await clicked(pilot, "Changed by")
        assert bench.app.order.column is Column.CHANGED_BY


@pytest.mark.parametrize(
    ("words", "copied"), [("c the token", TOKEN), ("C the token", f"Bearer {TOKEN}")]
)
async def test_reveal_and_copy_are_clicked(words: str, copied: str) -> None:
    bench = Bench()
    async with running(bench.app) as pilot:
        await clicked(pilot, APP.name)
        await clicked(pilot, "r Reveal")
        assert TOKEN in shown(bench.app)
        await clicked(pilot, "r Hide")
        assert TOKEN not in shown(bench.app)
        await clicked(pilot, "y More")
        await clicked(pilot, words)
        assert bench.board.content == copied
        await clicked(pilot, "Back")
        assert "Search" in shown(bench.app)


async def test_a_rotation_is_clicked_from_the_mark_to_the_report() -> None:
    clock, board = FakeClock(), FakeClipboard()
    targets = [FakeTarget("gateway"), FakeTarget("vault")]
    org = FakeOrg([APP], tokens={APP.id: TOKEN}, clock=clock)
    app = console(org, clock=clock, clipboard=board, targets=targets)
    async with running(app) as pilot:
        await clicked(pilot, APP.name)
        await clicked(pilot, "R Rotate")
        await clicked(pilot, "vault")
        assert "[x] vault" in shown(app)
        await clicked(pilot, "Check and go on")
        await clicked(pilot, "y Rotate")
        assert "vault  holds this token" in shown(app)
    assert org.posts == [f"regenerate {APP.id}"]


async def test_rows_are_marked_and_searched_by_clicks() -> None:
    apps = [make_app(1, "Billing Sync"), make_app(2, "Claims Intake")]
    app = console(FakeOrg(apps))
    async with running(app) as pilot:
        await clicked(pilot, "Claims Intake")
        await clicked(pilot, "Mark")
        assert "▪ Claims Intake" in shown(app)
        await clicked(pilot, "Search")
        assert "Clear" in shown(app)


async def test_a_line_of_the_help_is_a_button() -> None:
    async with dialog(HelpScreen, (160, 60)) as (bench, pilot):
        await clicked(pilot, "Choose the column the table")
        assert isinstance(bench.app.screen, SortScreen)
        await clicked(pilot, "Esc ")
        await clicked(pilot, "? Help")
        await clicked(pilot, "Show the token for a short")
        assert "Open the app first" in shown(bench.app)


@pytest.mark.parametrize("scope", [Scope.APPS, Scope.APP, Scope.ROTATION, Scope.SEVERAL])
def test_the_help_is_a_way_to_every_act(scope: Scope) -> None:
    rows = [row for section in sections(standing(scope=scope)) for row in section.rows]
    assert {action.id for action in in_scope(scope)} <= {row.act for row in rows}


async def test_a_click_on_what_was_just_taken_away_does_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = console(FakeOrg([make_app(1)]))
    async with running(app) as pilot:
        gone = Static("gone"), Offset(1, 1)
        monkeypatch.setattr(app.screen, "get_widget_and_offset_at", lambda *_: gone)
        bring(app, events.MouseDown, (3, 3))
        await settled(pilot)
        assert app.is_running
