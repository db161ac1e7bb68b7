"""A running console, driven as a person drives it, and how its pictures are taken."""

import asyncio
import re
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from textual import events
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import OptionList

from docs.scenes.picture import check, shown_as, tidied
from tui.app import ConsoleApp
from tui.domain.org import OrgKind
from tui.domain.secret import Secret
from tui.screens.app_detail import AppScreen
from tui.screens.base import ConsoleScreen
from tui.services.browse import Surroundings
from tui.widgets.search_box import SearchBox

THEN = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
"""The time in every picture."""

SHOWN_TOKENS = (
    Secret("EXAMPLE.of.a.practice.token.EXAMPLE.of.a.practice.token.EXAMPLE."),
    Secret("EXAMPLE.of.the.next.token.EXAMPLE.of.the.next.token.EXAMPLE.of.t"),
    Secret("EXAMPLE.of.the.third.token.EXAMPLE.of.the.third.token.EXAMPLE.of"),
)
"""What stands in the pictures for the first, the second and the third token of an app;
as long as the practice org's are."""

_PATIENCE = 30.0
_DEAD_SECONDS = 0.6
"""A dialog takes no key in its first moments."""

Until = str | type[Screen[Any]] | Callable[[], bool]
"""What is waited for: a text on the screen, a screen on top, a condition."""


class Scene:
    """The console on the stage, and what has to be replaced in its pictures."""

    def __init__(
        self, pilot: Pilot[None], app: ConsoleApp, camera: "Camera", pictures: Mapping[str, str]
    ) -> None:
        self.pilot = pilot
        self.app = app
        self._camera = camera
        self._pictures = pictures
        self._replace: dict[str, str] = {}

    # -- acting ------------------------------------------------------------------------------------

    async def press(self, *keys: str, until: Until) -> None:
        """Press keys, then wait.

        Raises:
            TimeoutError: it did not come to that.
        """
        await self.pilot.press(*keys)
        await self.wait(until)

    async def do(self, action_id: str, *, until: Until) -> None:
        """Do an act by its id, as the palette does; for one that has no key."""
        screen = self.app.screen
        if not isinstance(screen, ConsoleScreen):
            raise TypeError(f"{screen} has no acts.")
        await screen.action_act(action_id)
        await self.wait(until)

    async def confirm(self, key: str, *, until: Until) -> None:
        """Press a key that a dialog takes only after its first moments, and alone."""
        await asyncio.sleep(_DEAD_SECONDS)
        await self.press(key, until=until)

    async def paste(self, text: str) -> None:
        """As a terminal brings it."""
        await asyncio.sleep(_DEAD_SECONDS)
        self.app.post_message(events.Paste(text))
        await self.pilot.pause(0.1)

    async def back(self, key: str = "left") -> None:
        """Leave the screen on top."""
        top = self.app.screen
        await self.confirm(key, until=lambda: self.app.screen is not top)

    async def open(self, name: str) -> None:
        """Find an app and open it."""
        await self.find(name)
        await self.press("enter", "enter", until=lambda: self.idle(AppScreen))

    async def find(self, name: str) -> None:
        """Search for an app of the table, and for no other than it."""
        await self.press("slash", until=lambda: isinstance(self.app.focused, SearchBox))
        clear = ["backspace"] * len(self.app.screen.query_one(SearchBox).value)
        await self.press(*clear, *name.lower(), until=self._one)

    def _one(self) -> bool:
        return re.search(r"\b1 of \d", self.text) is not None

    async def mark(self, name: str, *, until: "Until | None" = None) -> None:
        """Press Space on the line of a list that begins with a name."""
        options = self.app.screen.query_one(OptionList)
        lines = [str(each.prompt) for each in options.options]
        (at,) = [number for number, line in enumerate(lines) if f" {name} " in line]
        steps = at - (options.highlighted or 0)
        await asyncio.sleep(_DEAD_SECONDS)
        await self.pilot.press(*["down" if steps > 0 else "up"] * abs(steps), "space")
        await self.wait(until or (lambda: str(options.options[at].prompt) != lines[at]))

    # -- waiting -----------------------------------------------------------------------------------

    async def wait(self, until: Until) -> None:
        """Wait until it is so, and painted.

        Raises:
            TimeoutError: it did not come to that.
        """
        deadline = time.monotonic() + _PATIENCE
        while not self._fits(until):
            if time.monotonic() > deadline:
                raise TimeoutError(f"Waited for {until!r}. On the screen:\n{self.text}")
            await self.pilot.pause(0.02)
        await self.pilot.pause(0.1)

    def _fits(self, until: Until) -> bool:
        if isinstance(until, str):
            return until in self.text
        if isinstance(until, type):
            return isinstance(self.app.screen, until)
        return until()

    def idle(self, kind: type[ConsoleScreen]) -> bool:
        """Whether a screen of that kind is on top, and nothing under way on it."""
        screen = self.app.screen
        return isinstance(screen, kind) and screen.is_mounted and not screen.situation().busy

    def lists(self, kind: type[Screen[Any]]) -> bool:
        """Whether a screen of that kind is on top, and its list filled."""
        screen = self.app.screen
        lists = screen.query(OptionList) if isinstance(screen, kind) else ()
        return any(each.option_count for each in lists)

    @property
    def text(self) -> str:
        """What stands on the screen, dialogs over the screens below them."""
        layers = [
            screen._compositor.render_strips(self.app.size) for screen in self.app.screen_stack
        ]
        return "\n".join(strip.text for layer in layers for strip in layer)

    # -- what the org says of itself ---------------------------------------------------------------

    async def as_production(self) -> None:
        """From now on the practice org passes for a production org."""
        around = self.app.surroundings
        if around.org is None:
            raise ValueError("The org has not said yet what it is.")
        org = around.org._replace(
            name="Acme",
            kind=OrgKind.PRODUCTION,
            instance_url="https://acme.my.salesforce.com",
        )
        self.app.surroundings_changed(Surroundings(org))
        await self.pilot.pause(0.1)

    async def note_token(self, name: str, shown: Secret) -> None:
        """From now on the app's token stands in pictures as `shown`."""
        workbench = await self.app.workbench()
        (app,) = workbench.browse.catalogue.named(name)
        token, _ = await workbench.desk.reveal(app.id)
        self._replace[token.expose()] = shown.expose()
        self._replace[token.fingerprint] = shown.fingerprint

    # -- pictures ----------------------------------------------------------------------------------

    async def take(self, name: str) -> None:
        """Have a picture taken of what is on the screen.

        Raises:
            ValueError: it does not show the screen that the journey has promised.
        """
        top = type(self.app.screen).__name__
        if self._pictures[name] != top:
            raise ValueError(f"{name} shows {top}, not {self._pictures[name]}.")
        await self._camera.take(self, name)

    def picture(self) -> str:
        """The screen as SVG.

        Raises:
            ValueError: something is in it that must not be.
        """
        svg = tidied(self.app.export_screenshot(title="Connected Apps Console"))
        theatre = re.escape(str(Path.home().parent))
        svg = shown_as(svg, rf"{theatre}/\w+", "/home/ada")
        for real, shown in self._replace.items():
            svg = shown_as(svg, re.escape(real), shown)
        check(svg)
        return svg


class Camera(Protocol):
    """Takes the pictures of one run."""

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows that a console begins with."""
        ...

    @property
    def no_colour(self) -> bool:
        """Whether the consoles run with NO_COLOR."""
        ...

    def wants(self, names: Sequence[str]) -> bool:
        """Whether it would take one of these pictures; a journey without any is not played."""
        ...

    async def take(self, scene: Scene, name: str) -> None:
        """Take a picture of a scene, or pass it by."""
        ...
