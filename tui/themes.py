"""The console's themes: every colour there is, by what it is for. Which thing wears which is in the stylesheets.

Sheets and widgets name what a colour means (`$quiet`, `$alarm`, `$cursor`…) and never mix one: a mixed colour has a
contrast that nobody has measured, and in the terminal's own 16 colours nothing can be mixed. Of the themes here every
pair that is drawn is measured (`tests/test_contrast.py`).

The dark one's greys are so little coloured that 256 colours have them too: over SSH most terminals get no more.
"""

from collections.abc import Mapping
from typing import NamedTuple

from textual.color import Color
from textual.theme import Theme

from tui.presentation.theme_words import ANSI, CONTRAST, DARK, LIGHT

Variables = Mapping[str, str]


class Palette(NamedTuple):
    """Colours by what they are for.

    Attributes:
        background: of the screen.
        surface: of what lies over it, as a dialog.
        bar: of the first and the last line, and of fields.
        foreground: text.
        quiet: text beside what matters: labels, hosts, what cannot be pressed now.
        accent: what can be pressed, and what a search found.
        good: a token is there, an act went well.
        caution: something is to be heeded: a value in sight, a permission that is missing.
        danger: what cannot be undone, what went wrong.
        line: quiet borders.
        cursor: ground of the row that keys act on, where the keys go there; every colour of text can be read on it.
        cursor_text: what is written on it, in `cursor_style`.
        resting: ground of such a row while the keys go elsewhere.
        alarm: ground of what must not be overlooked: production, the key that kills a token.
        alarm_text: what is written on it.
        veil: what lies between a dialog and the screen below.
        cursor_style: text style of the current row.
    """

    background: str
    surface: str
    bar: str
    foreground: str
    quiet: str
    accent: str
    good: str
    caution: str
    danger: str
    line: str
    cursor: str
    cursor_text: str
    resting: str
    alarm: str
    alarm_text: str
    veil: str
    cursor_style: str = "bold"


_DARK = Palette(
    background="#111315",
    surface="#191c1f",
    bar="#24282c",
    foreground="#dde2e7",
    quiet="#9ba3ab",
    accent="#86c5f6",
    good="#86c98a",
    caution="#e3b55a",
    danger="#f58a84",
    line="#757d86",
    cursor="#112f5a",
    cursor_text="#ffffff",
    resting="#2c3136",
    alarm="#a3262a",
    alarm_text="#ffffff",
    veil="#111315B8",
)

_LIGHT = Palette(
    background="#fafafa",
    surface="#ffffff",
    bar="#e9eaec",
    foreground="#1f2328",
    quiet="#575e66",
    accent="#0a58a6",
    good="#1a6620",
    caution="#6b4900",
    danger="#b3261e",
    line="#7a8189",
    cursor="#cfe3f7",
    cursor_text="#0b2239",
    resting="#e0e2e5",
    alarm="#b3261e",
    alarm_text="#ffffff",
    veil="#fafafaB8",
)

_CONTRAST = Palette(
    background="#000000",
    surface="#000000",
    bar="#1c1c1c",
    foreground="#ffffff",
    quiet="#d0d0d0",
    accent="#ffd75f",
    good="#87ff87",
    caution="#ffaf5f",
    danger="#ffafaf",
    line="#ffffff",
    cursor="#0000af",
    cursor_text="#ffffff",
    resting="#303030",
    alarm="#870000",
    alarm_text="#ffffff",
    veil="#000000D0",
)

_ANSI = Palette(
    background="ansi_default",
    surface="ansi_default",
    bar="ansi_default",
    foreground="ansi_default",
    quiet="ansi_default",
    accent="ansi_magenta",
    good="ansi_green",
    caution="ansi_magenta",
    danger="ansi_red",
    line="ansi_default",
    cursor="ansi_default",
    cursor_text="ansi_default",
    resting="ansi_default",
    alarm="ansi_red",
    alarm_text="ansi_bright_white",
    veil="ansi_default",
    cursor_style="bold reverse",
)
"""No colour of its own but those that can be read on a light and on a dark ground: of what a terminal calls yellow,
cyan, blue or grey one or the other cannot. The current row is reversed, which can be read wherever text can."""


def _variables(colours: Palette) -> dict[str, str]:
    """What the sheets name, and what Textual's own widgets name for the same purposes."""
    own = {name.replace("_", "-"): colour for name, colour in colours._asdict().items()}
    return {
        **own,
        "panel": colours.bar,
        "boost": "transparent",
        "ansi-background": colours.background,
        "ansi-foreground": colours.foreground,
        "border": colours.accent,
        "border-blurred": colours.line,
        "text-muted": colours.quiet,
        "text-disabled": colours.quiet,
        "block-cursor-background": colours.cursor,
        "block-cursor-foreground": colours.cursor_text,
        "block-cursor-text-style": colours.cursor_style,
        "block-cursor-blurred-background": colours.resting,
        "block-cursor-blurred-foreground": colours.foreground,
        "block-cursor-blurred-text-style": "bold",
        "block-hover-background": colours.resting,
        "input-cursor-background": colours.foreground,
        "input-cursor-foreground": colours.background,
        "input-cursor-text-style": "reverse" if colours is _ANSI else "none",
        "input-selection-background": colours.cursor,
        "input-selection-foreground": colours.cursor_text,
        **_scrollbar(colours),
    }


def _scrollbar(colours: Palette) -> dict[str, str]:
    thumb = {f"scrollbar{state}": colours.line for state in ("", "-hover", "-active")}
    ground = {
        f"scrollbar-background{state}": colours.background for state in ("", "-hover", "-active")
    }
    return {**thumb, **ground, "scrollbar-corner-color": colours.background}


def _theme(name: str, colours: Palette, *, dark: bool = True, ansi: bool = False) -> Theme:
    return Theme(
        name=name,
        primary=colours.accent,
        secondary=colours.quiet,
        accent=colours.accent,
        foreground=colours.foreground,
        background=colours.background,
        surface=colours.surface,
        panel=colours.bar,
        success=colours.good,
        warning=colours.caution,
        error=colours.danger,
        dark=dark,
        ansi=ansi,
        variables=_variables(colours),
    )


CONSOLE = _theme(DARK, _DARK)
CONSOLE_ANSI = _theme(ANSI, _ANSI, ansi=True)
THEMES = (
    CONSOLE,
    _theme(LIGHT, _LIGHT, dark=False),
    _theme(CONTRAST, _CONTRAST),
    CONSOLE_ANSI,
)


def defaults(theme: Theme) -> dict[str, str]:
    """What the sheets name, for a theme that does not know it, as Textual's own: made of the colours that it has."""
    if "alarm" in theme.variables:
        return {}
    if theme.ansi:
        return _variables(_ANSI)
    has = theme.to_color_system().generate()
    background, foreground = Color.parse(has["background"]), Color.parse(has["foreground"])

    def mixed(share: float) -> str:
        return background.blend(foreground, share, alpha=1.0).hex

    own = _variables(
        Palette(
            background=has["background"],
            surface=has["surface"],
            bar=has["panel"],
            foreground=has["foreground"],
            quiet=mixed(0.75),
            accent=has["text-accent"],
            good=has["text-success"],
            caution=has["text-warning"],
            danger=has["text-error"],
            line=mixed(0.45),
            cursor=foreground.hex,
            cursor_text=background.hex,
            resting=mixed(0.2),
            alarm=has["error"],
            alarm_text=Color.parse(has["error"]).get_contrast_text(1.0).hex,
            veil=background.with_alpha(0.7).hex,
        )
    )
    return {name: value for name, value in own.items() if name not in has}
