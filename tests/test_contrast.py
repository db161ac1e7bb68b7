"""What is written can be read in every theme: measured on the cells that are sent, on every screen.

The ratio is that of WCAG 2.2 (1.4.3, 1.4.6, 1.4.11). What lies under a dialog is veiled on purpose and left out.
"""

from collections.abc import Iterator
from functools import lru_cache

import pytest
from rich.color import Color, ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import Color as Mixed
from textual.pilot import Pilot

from tests.consoles import opened, pressed
from tests.walks import WALKS, Walk, production, several
from tui.app import ConsoleApp
from tui.presentation.theme_words import ANSI, CONTRAST, DARK, LIGHT

SIZE, WIDE = (80, 24), (140, 24)
TEXT, HIGH_CONTRAST_TEXT, LINE = 4.5, 7.0, 3.0
LINES = frozenset(map(chr, range(0x2500, 0x25A0)))
"""Borders and bars; they tell where something ends, and are no text."""


def luminance(red: int, green: int, blue: int) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [value / 255 for value in (red, green, blue)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """The contrast of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(*one), luminance(*other)))
    return (lighter + 0.05) / (darker + 0.05)


def drawn(style: Style) -> tuple[Color, Color]:
    """Letter and ground, as they come to the eye."""
    letter, ground = style.color or Color.default(), style.bgcolor or Color.default()
    return (ground, letter) if style.reverse else (letter, ground)


@lru_cache(4096)
def contrast(style: Style) -> float:
    """Of a cell's letter, the worse of all colours and of 256."""
    pairs = [drawn(style), tuple(c.downgrade(ColorSystem.EIGHT_BIT) for c in drawn(style))]
    return min(ratio(letter.get_truecolor(), ground.get_truecolor()) for letter, ground in pairs)


def visible(app: ConsoleApp) -> Iterator[tuple[str, Segment]]:
    """The letters on the topmost screen, each with the segment that it is of."""
    screen = app.screen
    for y, strip in enumerate(screen._compositor.render_strips(app.size)):
        x = 0
        for segment in strip:
            for char in segment.text:
                if char != " " and not (screen.is_modal and is_veiled(app, x, y)):
                    yield char, segment
                x += 1


def is_veiled(app: ConsoleApp, x: int, y: int) -> bool:
    """Whether the dialog itself has nothing there."""
    return app.screen.get_widget_at(x, y)[0] is app.screen


async def worn(pilot: Pilot[None], app: ConsoleApp, name: str, state: str) -> None:
    """Put the theme on, and wait until everything is painted in it."""
    app.theme = name
    for _ in range(3):
        await pilot.pause(0)
    if state == "palette":  # it does not change its clothes while it is open
        await pressed(pilot, "escape")
        await opened(pilot, "ctrl+p")


def unreadable(app: ConsoleApp, theme: str) -> dict[str, float]:
    """Texts whose contrast is too low."""
    least = HIGH_CONTRAST_TEXT if theme == CONTRAST else TEXT
    return {
        segment.text.strip(): round(contrast(segment.style), 2)
        for char, segment in visible(app)
        if segment.style is not None
        and contrast(segment.style) < (LINE if char in LINES else least)
    }


def mixed(app: ConsoleApp) -> set[str]:
    """Colours on the screen that are not the theme's; of another theme, or of two."""
    names = app.current_theme.variables.values()
    own = {Mixed.parse(name).rgb for name in names if name.startswith("#")}
    seen = {
        each.get_truecolor()
        for _, segment in visible(app)
        for each in drawn(segment.style or Style())
    }
    return {str(each) for each in seen if tuple(each) not in own}


def foreign(app: ConsoleApp) -> dict[str, str]:
    """Texts in a colour that is not the terminal's own, or dimmed, or in the colour of their ground."""
    found = {}
    for _, segment in visible(app):
        letter, ground = drawn(segment.style or Style())
        own = all(each.is_system_defined for each in (letter, ground))
        told = letter != ground or letter.is_default
        if not own or not told or (segment.style and segment.style.dim):
            found[segment.text.strip()] = str(segment.style)
    return found


@pytest.mark.parametrize(
    "themes",
    [
        pytest.param((DARK, LIGHT), id="dark and light"),
        pytest.param((CONTRAST, ANSI), marks=pytest.mark.soak, id="the others"),
    ],
)
@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.__name__)
async def test_every_text_can_be_read_in_every_theme(walk: Walk, themes: tuple[str, ...]) -> None:
    faults: dict[str, object] = {}
    async for state, app, pilot in walk(WIDE if walk is several else SIZE):
        for theme in themes:
            await worn(pilot, app, theme, state)
            found = foreign(app) if theme == ANSI else mixed(app) or unreadable(app, theme)
            if found:
                faults[f"{theme}, {state}"] = found
    assert faults == {}


def reversed_texts(app: ConsoleApp) -> str:
    """What stands out without any colour."""
    found = {segment.text for _, segment in visible(app) if (segment.style or Style()).reverse}
    return " ".join(found)


def coloured(app: ConsoleApp) -> list[str]:
    """Texts in any colour."""
    return [
        segment.text
        for _, segment in visible(app)
        if not all(each.is_default for each in drawn(segment.style or Style()))
    ]


TOLD = {
    "production table": "▸ Billing Sync",
    "production app": "PRODUCTION",
    "typed name": "Enter Regenerate",
    "hand over": "y Hand over",
    "rotation report": "spare",
    "marked rows": "▸",
    "report of several": "Fleet Tracking",
}
"""What must stand out in a state of the screen."""


@pytest.mark.parametrize("walk", [production, several], ids=lambda walk: walk.__name__)
async def test_without_colour_what_matters_stands_out(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    faults = {}
    async for state, app, _ in walk(SIZE):
        if coloured(app) or TOLD.get(state, "") not in reversed_texts(app):
            faults[state] = coloured(app), reversed_texts(app)
    assert faults == {}
