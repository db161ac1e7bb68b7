"""Every dialog of the console, and how it comes up, for tests that hold for all of them."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

from textual.pilot import Pilot

from tests.consoles import console, opened, running
from tests.fakes import PRODUCTION, FakeClipboard, FakeClock, FakeOrg, FakeTarget, generation
from tests.fakes import make_app as connected_app
from tui.app import ConsoleApp
from tui.screens.clipboard_test import ClipboardTestScreen
from tui.screens.confirm import ConfirmScreen
from tui.screens.copy_menu import CopyMenu
from tui.screens.dialog import Dialog
from tui.screens.explanation import ExplanationScreen
from tui.screens.guided import GuidedScreen
from tui.screens.hand_over import TargetsScreen
from tui.screens.help import HelpScreen
from tui.screens.journal import JournalScreen
from tui.screens.orgs import OrgsScreen
from tui.screens.sort import SortScreen
from tui.screens.themes import ThemesScreen

APP = connected_app(1, "Billing Sync")
TOKEN = "tok3n-value-0123456789"

KEYS: dict[type[Dialog[Any]], tuple[str, ...]] = {
    ClipboardTestScreen: ("T",),
    ConfirmScreen: ("enter", "g"),
    CopyMenu: ("enter", "y"),
    ExplanationScreen: ("f1",),
    GuidedScreen: ("enter", "g"),
    HelpScreen: ("question_mark",),
    JournalScreen: ("J",),
    OrgsScreen: ("o",),
    SortScreen: ("s",),
    TargetsScreen: ("R",),
    ThemesScreen: (),
}
"""By what it is opened from the table; a dialog that no key opens is opened as an act."""


class Bench:
    """A console over a production org with one app."""

    def __init__(self, *, guided: bool = False) -> None:
        self.clock = FakeClock()
        self.board = FakeClipboard()
        self.targets = [FakeTarget("gateway"), FakeTarget("vault")]
        self.org = FakeOrg(
            [APP],
            tokens={APP.id: TOKEN},
            trail=[generation(APP.name, 21)],
            org=PRODUCTION,
            clock=self.clock,
        )
        self.app: ConsoleApp = console(
            self.org,
            clock=self.clock,
            clipboard=self.board,
            targets=self.targets,
            guided=guided,
        )


def every_dialog() -> Iterator[type[Dialog[Any]]]:
    """Those that are classes of their own."""
    yield from Dialog.__subclasses__()


@asynccontextmanager
async def dialog(
    kind: type[Dialog[Any]], size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Bench, Pilot[None]]]:
    """The console with that dialog open, taking keys already."""
    bench = Bench(guided=kind is GuidedScreen)
    async with running(bench.app, size) as pilot:
        await opened(pilot, *KEYS[kind])
        if not KEYS[kind]:
            bench.app.choose_theme()
            await opened(pilot)
        assert isinstance(bench.app.screen, kind)
        yield bench, pilot
