"""The themes by name and in words; their colours are in `tui.themes`. No Textual: every command can ask.

Textual's own are named here too, so that a theme in the configuration can be judged without loading Textual.
"""

from collections.abc import Mapping

DARK = "console"
LIGHT = "console-light"
CONTRAST = "console-contrast"
ANSI = "console-ansi"

OWN: Mapping[str, str] = {
    DARK: "dark",
    LIGHT: "light",
    CONTRAST: "high contrast",
    ANSI: "the terminal's 16 colours",
}
"""The console's themes, the first one where nothing says otherwise."""

TEXTUALS = (
    "textual-dark", "textual-light", "nord", "gruvbox", "catppuccin-mocha", "dracula", "tokyo-night", "monokai",
    "flexoki", "catppuccin-latte", "catppuccin-frappe", "catppuccin-macchiato", "solarized-light", "solarized-dark",
    "rose-pine", "rose-pine-moon", "rose-pine-dawn", "atom-one-dark", "atom-one-light", "ansi-dark", "ansi-light",
)  # fmt: skip
"""Textual's own, in its order; the dialog offers these and the configuration takes them."""

NAMES = (*OWN, *TEXTUALS)

CONTRAST_WORDS = "The contrast of every text is measured in the console's own themes alone."
NO_COLOUR = "NO_COLOR is set: no theme is seen. Unset it to see colours."


def described(name: str) -> str:
    """What the theme is, where its name does not say it."""
    return OWN.get(name, "")


def chosen(name: str, *, lasts: str = "") -> str:
    """What is said once a theme was chosen.

    Args:
        lasts: why the next start does not begin in it; empty where it does.
    """
    if lasts:
        return f"{name} until you leave the console: {lasts}"
    return f"{name} from now on."


NOT_KEPT = "the state folder cannot be written."
BY_CONFIGURATION = "the configuration sets theme."
BY_TERMINAL = f"where TERM tells of 16 colours it begins in {ANSI}."
