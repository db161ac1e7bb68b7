"""Makes the pictures in `docs/pictures` from the real console over the real practice org.

    .venv/bin/python docs/make_pictures.py

Owns which scenes are pictures of the docs, and their size. The org is filled in a temporary folder and thrown away;
time stands still, and the tokens on the screen are replaced by fixed texts, so that a picture changes only when the
console does.
"""

from collections.abc import Sequence
from pathlib import Path

from docs.scenes.journeys import perform
from docs.scenes.programme import JOURNEYS
from docs.scenes.scene import Scene
from docs.scenes.stage import theatre

FOLDER = Path(__file__).resolve().parent / "pictures"
PICTURES = (
    "app",
    "help",
    "journal",
    "no-colour",
    "no-permission",
    "regenerate",
    "regenerated",
    "revealed",
    "rotate",
    "rotated",
    "search",
    "table",
)


class DocsCamera:
    """Takes one picture of each scene that the docs show."""

    size = (100, 28)
    no_colour = False

    def wants(self, names: Sequence[str]) -> bool:
        """Whether the docs show one of them."""
        return not set(PICTURES).isdisjoint(names)

    async def take(self, scene: Scene, name: str) -> None:
        """Write it."""
        if name in PICTURES:
            (FOLDER / f"{name}.svg").write_text(scene.picture(), encoding="utf-8")
            print(f"{name}.svg")


def main() -> None:
    """Make every picture, in folders of its own that are removed afterwards."""
    FOLDER.mkdir(exist_ok=True)
    with theatre() as folder:
        perform(JOURNEYS, folder, DocsCamera())


if __name__ == "__main__":
    main()
