"""Makes the pictures in `docs/pictures` from the real console over the real practice org.

    .venv/bin/python docs/make_pictures.py

Owns the scenes and what is taken out of an exported picture. The org is filled in a temporary folder and thrown away;
time stands still, and the tokens on the screen are replaced by fixed texts, so that a picture changes only when the
console does.
"""

import asyncio
import contextlib
import os
import re
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path

from textual.pilot import Pilot

from tui import paths, terminal, wiring
from tui.app import ConsoleApp
from tui.config.choice import Choice
from tui.config.model import Config, OrgConfig
from tui.domain.secret import Secret
from tui.practice.store import Store
from tui.presentation.times import day, exact

PICTURES = Path(__file__).resolve().parent / "pictures"
APP = "Partner API Gateway"
SIZE = (100, 28)
THEN = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
"""The time in every picture."""

SHOWN_TOKENS = (
    Secret("EXAMPLE.of.a.practice.token.EXAMPLE.of.a.practice.token.EXAMPLE."),
    Secret("EXAMPLE.of.the.next.token.EXAMPLE.of.the.next.token.EXAMPLE.of.t"),
)
"""What stands in the pictures for the first and the second token of the app; as long as the practice org's are."""

_FONTS = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK JP', monospace"
_PATIENCE = 20.0
_CELL = 12.2
"""Width of a cell in an exported picture."""

_PLACE = re.compile(r'(textLength=")[^"]*("[^>]*>)[^<]*,&#160;process&#160;\d+<')
_SHOWN_PLACE = "ada on bastion.example, process 4711"
"""Who acted from where, in the journal: the machine that makes the pictures is nobody's business."""


class StoppedClock(wiring.SystemClock):
    """The time of day stands still; waiting is real."""

    def now(self) -> datetime:
        """Always `THEN`."""
        return THEN


class Scene:
    """A running console, and what has to be replaced in its pictures."""

    def __init__(self, pilot: Pilot[None], app: ConsoleApp) -> None:
        self._pilot = pilot
        self._app = app
        self._replace: dict[str, str] = {}

    async def press(self, *keys: str, until: str) -> None:
        """Press keys, then wait until the screen shows `until`.

        Raises:
            TimeoutError: it never did.
        """
        await self._pilot.press(*keys)
        await self.wait(lambda: until in self.text)

    async def confirm(self, key: str, *, until: str) -> None:
        """Press a confirming key until the dialog takes it; it takes none in its first moments."""
        await asyncio.sleep(0.6)
        await self.press(key, until=until)

    async def wait(self, fits: Callable[[], bool]) -> None:
        """Wait for a condition."""
        deadline = time.monotonic() + _PATIENCE
        while not fits():
            if time.monotonic() > deadline:
                raise TimeoutError(f"It did not come to that. On the screen:\n{self.text}")
            await self._pilot.pause(0.05)
        await self._pilot.pause(0.1)

    async def note_token(self, shown: Secret) -> None:
        """From now on the app's token stands in pictures as `shown`."""
        workbench = await self._app.workbench()
        (app,) = workbench.browse.catalogue.named(APP)
        token, _ = await workbench.desk.reveal(app.id)
        self._replace[token.expose()] = shown.expose()
        self._replace[token.fingerprint] = shown.fingerprint

    async def note_change(self) -> None:
        """From now on the app's last change, made by the practice org's own clock, stands in pictures as `THEN`."""
        workbench = await self._app.workbench()
        (app,) = workbench.browse.catalogue.named(APP)
        changed = (await workbench.browse.details(app.id)).app.modified_at
        self._replace[_in_svg(exact(changed))] = _in_svg(exact(THEN))
        self._replace[day(changed)] = day(THEN)

    @property
    def text(self) -> str:
        """What stands on the screen, dialogs over the screens below them."""
        layers = [
            screen._compositor.render_strips(self._app.size) for screen in self._app.screen_stack
        ]
        return "\n".join(strip.text for layer in layers for strip in layer)

    def take(self, name: str) -> None:
        """Write the picture.

        Raises:
            ValueError: something is in it that must not be.
        """
        svg = tidied(self._app.export_screenshot(title="Connected Apps Console"))
        for real, shown in self._replace.items():
            svg = svg.replace(real, shown)
        check(svg)
        (PICTURES / f"{name}.svg").write_text(svg, encoding="utf-8")
        print(f"{name}.svg")


def tidied(svg: str) -> str:
    """The picture without fonts from elsewhere, without addresses, without what differs from run to run."""
    svg = re.sub(r"<!--.*?-->\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"@font-face\s*\{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family: (?:Fira Code, monospace|arial)", f"font-family: {_FONTS}", svg)
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    svg = re.sub(r"\b[0-9a-f]{32}\b", "0123456789abcdef" * 2, svg)
    svg = _PLACE.sub(rf"\g<1>{len(_SHOWN_PLACE) * _CELL:g}\g<2>{_in_svg(_SHOWN_PLACE)}<", svg)
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def _in_svg(text: str) -> str:
    return text.replace(" ", "&#160;")


def check(svg: str) -> None:
    """Refuse a picture that would fetch something, or shows where it was made.

    Raises:
        ValueError: it does.
    """
    addresses = set(re.findall(r"https?://([^/\"'&<\s:]+)", svg))
    if (
        {each for each in addresses if not each.endswith(".example")}
        - {"www.w3.org", "127.0.0.1", "localhost"}
        or "@font-face" in svg
        or "url(h" in svg
    ):
        raise ValueError(f"The picture refers to {addresses}.")
    if str(Path.home()) in svg or tempfile.gettempdir() in svg:
        raise ValueError("The picture shows a path of this machine.")


@contextlib.asynccontextmanager
async def console(*, user: str = "admin", read_only: str = "") -> AsyncIterator[Scene]:
    """The console over the embedded practice org, its list loaded."""
    connection = wiring.Connection(
        Choice(Config(), OrgConfig("practice", user=user), read_only), on_retry=lambda _: None
    )
    connection.clock = StoppedClock()
    try:
        app = wiring.make_app(connection)
        async with app.run_test(size=SIZE) as pilot:
            scene = Scene(pilot, app)
            await scene.wait(lambda: "connected apps, read at" in scene.text and "@" in scene.text)
            yield scene
    finally:
        connection.close_embedded()


async def table_and_search() -> None:
    """The list, and the list searched."""
    async with console() as scene:
        scene.take("table")
        await scene.press("slash", *"gateway", until="of 42")
        scene.take("search")


async def one_app() -> None:
    """From the open app to its second token."""
    async with console() as scene:
        await scene.note_token(SHOWN_TOKENS[0])
        await scene.press("slash", *"partner api", until="1 of 42")
        await scene.press("enter", "enter", until="A token exists")
        scene.take("app")
        await scene.press("question_mark", until="Esc closes")
        scene.take("help")
        await scene.confirm("escape", until="Generated")
        await scene.press("r", until="Revealed.")
        scene.take("revealed")
        await scene.press("r", "g", until="no undo")
        scene.take("regenerate")
        await scene.confirm("y", until="the old token is dead")
        await scene.wait(lambda: "just now by" in scene.text)
        await scene.note_token(SHOWN_TOKENS[1])
        await scene.note_change()
        scene.take("regenerated")
        await scene.press("R", until="practice-gateway")
        await scene.confirm("enter", until="Regenerated once")
        scene.take("rotate")
        await scene.confirm("y", until="Lock-out at most")
        await scene.note_token(SHOWN_TOKENS[1])
        scene.take("rotated")
        await scene.confirm("left", until="Generated")
        await scene.press("J", until="process")
        scene.take("journal")


async def no_permission() -> None:
    """As the user who may not manage connected apps."""
    async with console(user="support") as scene:
        await scene.wait(lambda: "lacks the permission" in scene.text)
        scene.take("no-permission")


async def no_colour() -> None:
    """The list where NO_COLOR is set."""
    os.environ["NO_COLOR"] = "1"
    async with console() as scene:
        scene.take("no-colour")
    del os.environ["NO_COLOR"]


def main() -> None:
    """Make every picture, in folders of its own that are removed afterwards."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="pictures-") as home:
        os.environ.update(
            HOME=home,
            XDG_CONFIG_HOME=f"{home}/config",
            XDG_DATA_HOME=f"{home}/data",
            XDG_STATE_HOME=f"{home}/state",
            TZ="UTC",
            COLORTERM="truecolor",
        )
        time.tzset()
        for name in ("NO_COLOR", "SSH_CONNECTION", "SSH_TTY", "CONNECTED_APPS_CONFIG"):
            os.environ.pop(name, None)
        terminal.disarm(os.environ)
        Store.open(paths.practice_database(), now=lambda: THEN).close()
        for scenes in (table_and_search, no_permission, no_colour, one_app):
            asyncio.run(scenes())


if __name__ == "__main__":
    main()
