"""Makes a picture of every screen and dialog of the console, in every size and look, to be looked through.

    .venv/bin/python docs/make_gallery.py [--sizes 80x24,160x50] [--looks console,console-light,no-colour]
                                          [--only WORD …] [--sheets]

The pictures, `index.html` and, with `--sheets`, contact sheets as PNG go to `build/gallery`, which is not committed.
`--every` adds the high-contrast and ANSI themes and the smallest size. Owns the looks and the pages; the scenes are
those of `docs/scenes`.
"""

import argparse
import html
import multiprocessing
import shutil
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from docs.scenes.journeys import Journey, perform
from docs.scenes.programme import JOURNEYS
from docs.scenes.scene import Scene
from docs.scenes.stage import theatre
from docs.sheets import contact_sheets
from tui.screens.palette import ActsPalette

FOLDER = Path(__file__).resolve().parent.parent / "build" / "gallery"
NO_COLOUR = "no-colour"
BASE_LOOKS = ("console", "console-light", NO_COLOUR)
MORE_LOOKS = ("console-contrast", "console-ansi")
BASE_SIZES = ((80, 24), (160, 50))
SMALLEST = (60, 20)
_AT_ONCE = 4
"""Scenes wait more than they compute."""


@dataclass(frozen=True, slots=True)
class GalleryCamera:
    """Takes each scene in every size and every theme; with NO_COLOR there is one look.

    Args:
        words: a scene is taken if its name holds one of them; none takes every scene.
    """

    sizes: tuple[tuple[int, int], ...]
    themes: tuple[str, ...]
    no_colour: bool
    words: tuple[str, ...]

    @property
    def size(self) -> tuple[int, int]:
        """Consoles begin in the first size."""
        return self.sizes[0]

    def wants(self, names: Sequence[str]) -> bool:
        """Whether one of them is asked for."""
        return any(self._takes(name) for name in names)

    def _takes(self, name: str) -> bool:
        return not self.words or any(word in name for word in self.words)

    async def take(self, scene: Scene, name: str) -> None:
        """Take it in every size and theme, and leave the console as it was."""
        if not self._takes(name):
            return
        theme = scene.app.theme
        for width, height in self.sizes:
            await scene.pilot.resize_terminal(width, height)
            for look in self._looks(scene):
                if look != NO_COLOUR:
                    await self._wear(scene, look)
                await scene.pilot.pause(0.02)
                file = FOLDER / f"{width}x{height}" / look / f"{name}.svg"
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(scene.picture(), encoding="utf-8")
        scene.app.theme = theme
        await scene.pilot.resize_terminal(*self.size)
        await scene.pilot.pause(0.02)

    @staticmethod
    async def _wear(scene: Scene, look: str) -> None:
        scene.app.theme = look
        if isinstance(scene.app.screen, ActsPalette):  # it keeps the colours that it was opened in
            await scene.pilot.press("escape", "ctrl+p")

    def _looks(self, scene: Scene) -> list[str]:
        if self.no_colour:
            return [NO_COLOUR]
        return [each for each in self.themes if each in scene.app.available_themes]


def play(name: str, camera: GalleryCamera) -> list[str]:
    """Play one journey in a process of its own; returns what went wrong, in words."""
    (journey,) = (each for each in JOURNEYS if each.name == name)
    try:
        with theatre() as folder:
            perform([journey], folder, camera)
    except Exception as error:  # noqa: BLE001 - one journey that fails takes no other with it
        return [f"{name}{' without colour' if camera.no_colour else ''}: {error!r}"]
    return []


def make(
    sizes: tuple[tuple[int, int], ...], looks: Iterable[str], words: tuple[str, ...]
) -> list[str]:
    """Make the pictures; returns what went wrong."""
    themes = tuple(each for each in looks if each != NO_COLOUR)
    cameras = [GalleryCamera(sizes, themes, False, words)] if themes else []
    if NO_COLOUR in looks:
        cameras.append(GalleryCamera(sizes, (), True, words))
    with ProcessPoolExecutor(_AT_ONCE, mp_context=multiprocessing.get_context("spawn")) as pool:
        runs = [
            pool.submit(play, journey.name, camera)
            for camera in cameras
            for journey in JOURNEYS
            if camera.wants(list(journey.pictures))
        ]
        return [problem for run in runs for problem in run.result()]


def index(journeys: Iterable[Journey]) -> str:
    """A page with every picture, a row for each scene."""
    rows = []
    for journey in journeys:
        for name in journey.pictures:
            made = sorted(FOLDER.glob(f"*/*/{name}.svg"), key=_place)
            cells = "".join(_cell(file) for file in made)
            if cells:
                rows.append(f'<h2 id="{name}">{html.escape(name)}</h2><div>{cells}</div>')
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Gallery</title>'
        "<style>body{font:14px sans-serif;background:#888}div{display:flex;gap:8px;overflow-x:auto}"
        "img{height:420px}figure{margin:0}</style>" + "".join(rows) + "</html>\n"
    )


def _place(file: Path) -> tuple[int, str]:
    return int(file.parts[-3].partition("x")[0]), file.parts[-2]


def _cell(file: Path) -> str:
    path = file.relative_to(FOLDER).as_posix()
    return f'<figure><figcaption>{path}</figcaption><a href="{path}"><img src="{path}" loading="lazy"></a></figure>'


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    return int(width), int(height)


def arguments() -> argparse.Namespace:
    """What is asked for."""
    parser = argparse.ArgumentParser(description="Pictures of every screen and dialog.")
    parser.add_argument("--sizes", type=lambda text: tuple(map(_size, text.split(","))))
    parser.add_argument("--looks", type=lambda text: tuple(text.split(",")))
    parser.add_argument("--only", nargs="+", default=[], metavar="WORD")
    parser.add_argument("--every", action="store_true", help="every theme and the smallest size")
    parser.add_argument("--sheets", action="store_true", help="contact sheets as PNG, by chromium")
    return parser.parse_args()


def main() -> int:
    """Make the gallery; returns how many journeys failed."""
    asked = arguments()
    sizes = asked.sizes or (*BASE_SIZES, *((SMALLEST,) if asked.every else ()))
    looks = asked.looks or (*BASE_LOOKS, *(MORE_LOOKS if asked.every else ()))
    if not asked.only:
        shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    problems = make(sizes, looks, tuple(asked.only))
    (FOLDER / "index.html").write_text(index(JOURNEYS), encoding="utf-8")
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(list(FOLDER.glob('*/*/*.svg')))} pictures in {FOLDER / 'index.html'}")
    if asked.sheets:
        for sheet in contact_sheets(FOLDER):
            print(sheet)
    return min(len(problems), 100)


if __name__ == "__main__":
    sys.exit(main())
