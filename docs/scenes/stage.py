"""The stage: folders of its own, a practice org as filled on first use, a clock whose time of day stands still."""

import asyncio
import contextlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from docs.scenes.scene import THEN, Camera, Scene
from tui import paths, terminal, wiring
from tui.client.org_client import OrgClient
from tui.config.choice import choose
from tui.config.load import load
from tui.memory import Memory
from tui.practice.store import Store

_SCRUBBED = ("NO_COLOR", "SSH_CONNECTION", "SSH_TTY", "TMUX", "STY", "DISPLAY", "WAYLAND_DISPLAY")
_LOADED = "connected apps, read at"


class StoppedClock(wiring.SystemClock):
    """The time of day stands still; waiting is real."""

    def now(self) -> datetime:
        """Always `THEN`."""
        return THEN


class HurriedClock(StoppedClock):
    """Nobody waits long."""

    async def sleep(self, seconds: float) -> None:
        """A moment, however long it should be."""
        await asyncio.sleep(min(seconds, 0.01))


class HeldConnection(wiring.Connection):
    """An org that does not answer until it is let."""

    async def connect(self) -> OrgClient:
        """Wait for ever: who plays the scene stops waiting."""
        await asyncio.Event().wait()
        return await super().connect()


class Stage:
    """The folders of one journey, and the consoles that are played in them.

    Attributes:
        home: the folder that holds them.
    """

    def __init__(self, home: Path, camera: Camera, pictures: Mapping[str, str]) -> None:
        self.home = home
        self.camera = camera
        self._pictures = pictures

    def configure(self, text: str) -> None:
        """Write the configuration file."""
        file = paths.config_file(os.environ)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def program(self, name: str, script: str) -> None:
        """Put a program of that name in the search path: a shell script."""
        file = self.home / "bin" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        file.chmod(0o700)

    def command(self, *words: str) -> str:
        """What a command of the console prints."""
        argv = [sys.executable, "-m", "tui", *words]
        return subprocess.run(argv, stdout=subprocess.PIPE, text=True, check=True).stdout.strip()

    @contextlib.asynccontextmanager
    async def console(
        self,
        org: str | None = None,
        *,
        read_only: bool = False,
        until: str = _LOADED,
        connection: type[wiring.Connection] = wiring.Connection,
        hurried: bool = False,
        led: bool = False,
    ) -> AsyncIterator[Scene]:
        """The console over an org of the configuration, without one over the embedded practice org.

        Args:
            until: what stands on the screen when the scene begins.
            hurried: whether waits are cut short.
            led: whether the rehearsal in five steps leads through it; else it was put away before.
        """
        Memory().remember_walk(is_over=not led)
        choice = choose(load(None, os.environ), org, read_only=read_only)
        way = connection(choice, on_retry=lambda _: None)
        way.clock = HurriedClock() if hurried else StoppedClock()
        try:
            app = wiring.make_app(way)
            async with app.run_test(size=self.camera.size) as pilot:
                scene = Scene(pilot, app, self.camera, self._pictures)
                await scene.wait(until)
                if until == _LOADED:
                    await scene.wait(lambda: app.surroundings.permissions is not None)
                yield scene
        finally:
            way.close_embedded()

    @contextlib.contextmanager
    def without_colour(self) -> Iterator[None]:
        """Consoles that are begun in it find NO_COLOR set."""
        before = os.environ.get("NO_COLOR")
        os.environ["NO_COLOR"] = "1"
        try:
            yield
        finally:
            if before is None:
                del os.environ["NO_COLOR"]

    @contextlib.contextmanager
    def served(self) -> Iterator[str]:
        """The practice org served on this machine; gives its address."""
        server = subprocess.Popen(
            [sys.executable, "-m", "tui", "practice-org", "serve", "--port", "0"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        try:
            said = b""
            while not (found := re.search(rb"(http://127\.0\.0\.1:\d+) ?(?:on|,|\n)", said)):
                if not (more := os.read(server.stderr.fileno(), 4096)):  # type: ignore[union-attr]
                    raise OSError(f"The practice org was not served: {said!r}")
                said += more
            yield found[1].decode()
        finally:
            server.terminate()
            server.wait()
            server.stderr.close()  # type: ignore[union-attr]


@contextlib.contextmanager
def theatre() -> Iterator[Path]:
    """An environment in which nothing of the machine shows; gives the folder with a practice org as on first use."""
    before = dict(os.environ)
    try:
        with tempfile.TemporaryDirectory(prefix="scenes-") as folder:
            for name in [*_SCRUBBED, "CONNECTED_APPS_CONFIG"]:
                os.environ.pop(name, None)
            os.environ.update(TZ="UTC", COLORTERM="truecolor", TERM="xterm-256color")
            time.tzset()
            terminal.disarm(os.environ)
            first = Path(folder) / "first"
            _move_to(first)
            Store.open(paths.practice_database(), now=lambda: THEN).close()
            _stop_the_time_of(paths.practice_database())
            yield Path(folder)
    finally:
        os.environ.clear()
        os.environ.update(before)
        time.tzset()


@contextlib.contextmanager
def stage(theatre: Path, name: str, camera: Camera, pictures: Mapping[str, str]) -> Iterator[Stage]:
    """Folders for one journey, with a practice org of its own; thrown away with the theatre.

    Args:
        pictures: what the journey gives: names, and the screen that each shows.
    """
    home, path = theatre / name, os.environ["PATH"]
    shutil.copytree(theatre / "first", home)
    _move_to(home)
    os.environ["PATH"] = f"{home}/bin{os.pathsep}{path}"
    if camera.no_colour:
        os.environ["NO_COLOR"] = "1"
    try:
        yield Stage(home, camera, pictures)
    finally:
        os.environ.pop("NO_COLOR", None)
        os.environ["PATH"] = path


def _move_to(home: Path) -> None:
    os.environ.update(
        HOME=str(home),
        XDG_CONFIG_HOME=f"{home}/config",
        XDG_DATA_HOME=f"{home}/data",
        XDG_STATE_HOME=f"{home}/state",
    )


_STOPPED = """
CREATE TRIGGER stopped_trail AFTER INSERT ON audit WHEN NEW.created > {then} BEGIN
    UPDATE audit SET created =
        (SELECT max({then} - 30, max(created) + 1) FROM audit WHERE key <> NEW.key AND created <= {then})
    WHERE key = NEW.key;
END;
CREATE TRIGGER stopped_app AFTER INSERT ON apps WHEN NEW.modified > {then} BEGIN
    UPDATE apps SET created = {then}, modified = {then} WHERE key = NEW.key;
END;
CREATE TRIGGER stopped_change AFTER UPDATE OF modified ON apps WHEN NEW.modified > {then} BEGIN
    UPDATE apps SET modified = {then} WHERE key = NEW.key;
END;
"""
"""What is done in the org is dated by the pictures' time, one act after the other; sessions live by the real one."""


def _stop_the_time_of(database: Path) -> None:
    with contextlib.closing(sqlite3.connect(database)) as connection, connection:
        connection.executescript(_STOPPED.format(then=int(THEN.timestamp())))
