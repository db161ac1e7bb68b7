"""Which journeys there are: each says which pictures it gives and which screens of the console these show."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from docs.scenes.scene import Camera
from docs.scenes.stage import Stage, stage

Play = Callable[[Stage], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Journey:
    """A way through the console.

    Attributes:
        pictures: name of each picture that it gives, and of the screen's class that is on top in it.
    """

    name: str
    play: Play
    pictures: dict[str, str]


JOURNEYS: list[Journey] = []


def journey(**pictures: str) -> Callable[[Play], Play]:
    """Registers a journey. A picture `no_permission` is called no-permission."""

    def registered(play: Play) -> Play:
        named = {name.replace("_", "-"): screen for name, screen in pictures.items()}
        JOURNEYS.append(Journey(getattr(play, "__name__", ""), play, named))
        return play

    return registered


def perform(journeys: Iterable[Journey], theatre: Path, camera: Camera) -> None:
    """Play those journeys of which the camera wants a picture."""
    for each in journeys:
        if camera.wants(list(each.pictures)):
            with stage(theatre, each.name, camera, each.pictures) as home:
                asyncio.run(each.play(home))  # type: ignore[arg-type]
