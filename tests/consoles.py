"""The app over an org in memory, for tests of screens."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import cast

from rich.cells import cell_len
from textual import events
from textual.app import App
from textual.pilot import Pilot

from tests.benches import workbench
from tests.fakes import FakeClipboard, FakeClock, FakeOrg, FakeTarget
from tui.app import ConsoleApp
from tui.domain.due import MaxAge
from tui.domain.five_steps import FiveSteps
from tui.ports import ListKeeper
from tui.presentation.actions import KEYS
from tui.presentation.keymap import Keymap
from tui.presentation.theme_words import DARK
from tui.screens.accidents import ALONE_SECONDS, DEAD_SECONDS
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
    keys: Keymap = KEYS,
    steps: FiveSteps | None = None,
    over: list[bool] | None = None,
    theme: str = DARK,
    keep_theme: Callable[[str], str] = lambda _: "",
    keeper: ListKeeper | None = None,
) -> ConsoleApp:
    """A console whose org is `org`.

    Args:
        steps: the rehearsal, where it is offered.
        over: gets what is to be remembered of it.
    """
    clock = clock or FakeClock()
    remembered = over if over is not None else []

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
        keymap=keys,
        read_only=read_only,
        steps=steps,
        remember_walk=remembered.append,
        theme=theme,
        keep_theme=keep_theme,
        keeper=lambda: keeper,
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


def bring(
    app: App[None], kind: type[events.MouseDown | events.MouseUp], place: tuple[int, int]
) -> None:
    """Bring half of a click as the driver does, past nothing; `place` is its column and line."""
    x, y = place
    app.post_message(kind(None, x, y, 0, 0, 1, False, False, False, x, y))


async def clicked(pilot: Pilot[None], words: str, *, dead: bool = False) -> None:
    """Click words of the screen that lies on top, as a person does: after a look.

    Args:
        dead: whether to click at once, while a dialog takes nothing yet.
    """
    lines = shown(cast("ConsoleApp", pilot.app)).splitlines()[-pilot.app.size.height :]
    y = next(y for y, line in enumerate(lines) if words in line)
    x = cell_len(lines[y][: lines[y].index(words)])
    if not dead:
        _let_pass(pilot, DEAD_SECONDS + 0.1)
    for kind in (events.MouseDown, events.MouseUp):
        bring(pilot.app, kind, (x, y))
    await settled(pilot)
    if not dead:
        _let_pass(pilot, ALONE_SECONDS + 0.1)
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
