"""The scenes that pictures are made of: no screen is without one, and the docs show pictures that there are."""

import importlib
import pkgutil
import re
from pathlib import Path
from typing import Any

from textual.screen import Screen

import tui.screens
from docs.make_pictures import PICTURES
from docs.scenes.picture import check, shown_as
from docs.scenes.programme import JOURNEYS

DOCS = Path(__file__).resolve().parent.parent / "docs"
GIVEN = [name for journey in JOURNEYS for name in journey.pictures]


def screens() -> set[str]:
    """The console's own screens; what others are made of is none."""
    for module in pkgutil.iter_modules(tui.screens.__path__, "tui.screens."):
        importlib.import_module(module.name)
    found: set[str] = set()
    pending: list[type[Screen[Any]]] = [Screen]
    for kind in pending:  # grows meanwhile
        pending += kind.__subclasses__()
        if kind.__module__.startswith("tui.screens.") and not kind.__subclasses__():
            found.add(kind.__name__)
    return found


def test_every_screen_has_a_scene() -> None:
    shown = {screen for journey in JOURNEYS for screen in journey.pictures.values()}
    assert not screens() - shown


def test_no_two_scenes_bear_one_name() -> None:
    assert len(GIVEN) == len(set(GIVEN))


def test_the_docs_show_scenes_and_all_that_were_made() -> None:
    assert set(PICTURES) <= set(GIVEN)
    pages = [DOCS.parent / "README.md", *DOCS.glob("*.md")]
    used = set(re.findall(r"pictures/([\w-]+)\.svg", "".join(page.read_text() for page in pages)))
    assert used == set(PICTURES) == {file.stem for file in (DOCS / "pictures").glob("*.svg")}


def test_what_is_shown_instead_takes_the_room_it_needs() -> None:
    svg = '<text textLength="122" x="0">at&#160;/tmp/x/y</text>'
    assert shown_as(svg, r"/tmp/\w+/\w+", "/home/ada") == (
        '<text textLength="134.2" x="0">at&#160;/home/ada</text>'
    )


def test_the_pictures_show_no_place() -> None:
    for file in (DOCS / "pictures").glob("*.svg"):
        check(file.read_text(encoding="utf-8"))
