"""The app over an org in memory, for tests of screens."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import cast

from textual.pilot import Pilot

from tests.benches import workbench
from tests.fakes import FakeClipboard, FakeClock, FakeOrg, FakeTarget
from tui.app import ConsoleApp
from tui.domain.due import MaxAge
from tui.screens.dialog import ALONE_SECONDS, DEAD_SECONDS
from tui.services.workbench import Workbench


def console(
    org: FakeOrg,
    *,
    clock: FakeClock | None = None,
    clipboard: FakeClipboard | None = None,
    read_only: str = "",
    may_reveal: bool = True,
    targets: Sequence[FakeTarget] = (),
    guided: bool = False,
    max_age: MaxAge | None = None,
) -> ConsoleApp:
    """A console whose org is `org`."""
    clock = clock or FakeClock()

    async def connect() -> Workbench:
        return workbench(
            org,
            clock=clock,
            clipboard=clipboard,
            read_only=read_only,
            may_reveal=may_reveal,
            targets=targets,
            guide=app if guided else None,
            max_age=max_age,
        )

    async def disconnect() -> None:
        org.closed = True

    app = ConsoleApp(
        connect=connect,
        disconnect=disconnect,
        clock=clock,
        org_name="practice",
        read_only=read_only,
    )
    return app


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


async def opened(pilot: Pilot[None], *keys: str) -> None:
    """Press the keys that open a dialog, the last of them alone, and wait until it takes one."""
    await pressed(pilot, *keys)
    _let_pass(pilot, DEAD_SECONDS + 0.1)
    await settled(pilot)


async def meant(pilot: Pilot[None], key: str) -> None:
    """Press a key with silence on both sides."""
    _let_pass(pilot, ALONE_SECONDS + 0.1)
    await pressed(pilot, key)
    _let_pass(pilot, ALONE_SECONDS + 0.1)
    await settled(pilot)


def _let_pass(pilot: Pilot[None], seconds: float) -> None:
    clock = cast("ConsoleApp", pilot.app).clock
    assert isinstance(clock, FakeClock)
    clock.advance(seconds)


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
