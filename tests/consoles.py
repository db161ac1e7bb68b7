"""The app over an org in memory, for tests of screens."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from tests.fakes import FakeClipboard, FakeClock, FakeOrg
from tui.app import ConsoleApp
from tui.services.acts import Acts
from tui.services.browse import Browse
from tui.services.clipboard_watch import ClipboardWatch
from tui.services.token_desk import TokenDesk
from tui.services.workbench import Workbench


def console(
    org: FakeOrg,
    *,
    clock: FakeClock | None = None,
    clipboard: FakeClipboard | None = None,
    read_only: str = "",
    may_reveal: bool = True,
) -> ConsoleApp:
    """A console whose org is `org`."""
    clock = clock or FakeClock()
    board = clipboard or FakeClipboard()

    async def connect() -> Workbench:
        return Workbench(
            browse=Browse(org, clock),
            desk=TokenDesk(org, board, may_reveal=may_reveal),
            acts=Acts(org, org, org.journal, clock, read_only=read_only),
            watch=ClipboardWatch(board, clock, seconds=45),
            clock=clock,
            reveal_seconds=30,
        )

    async def disconnect() -> None:
        org.closed = True

    return ConsoleApp(
        connect=connect,
        disconnect=disconnect,
        clock=clock,
        org_name="practice",
        read_only=read_only,
    )


@asynccontextmanager
async def running(app: ConsoleApp, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    """The app, running without a terminal, its first load done."""
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        yield pilot


async def settled(pilot: Pilot[None]) -> None:
    """Wait until every worker has ended or waits for the clock, and everything is painted."""
    for _ in range(4):
        await pilot.pause()


async def pressed(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one after the other."""
    await pilot.press(*keys)
    await settled(pilot)


async def passed(pilot: Pilot[None], clock: FakeClock, seconds: float) -> None:
    """Let time pass."""
    clock.advance(seconds)
    await settled(pilot)


def shown(app: ConsoleApp) -> str:
    """What stands on the screen, as lines of text."""
    strips = app.screen._compositor.render_strips(app.size)
    below = [
        screen._compositor.render_strips(app.size)
        for screen in app.screen_stack[:-1]
        if app.screen.is_modal
    ]
    lines = [strip.text.rstrip() for layer in (*below, strips) for strip in layer]
    return "\n".join(lines)
