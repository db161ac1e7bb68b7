"""An app that wears a theme: the one that it begins in, or another that is chosen meanwhile."""

import os
from collections.abc import Callable

from textual.theme import Theme

from tui import terminal
from tui.at_terminal import TerminalApp
from tui.domain.text import printable
from tui.errors import ConfigError
from tui.presentation.theme_words import ANSI, NAMES, NO_COLOUR
from tui.themes import THEMES, defaults


class ThemedApp(TerminalApp):
    """Knows the console's themes beside Textual's.

    Args:
        theme: the one to begin in; where NO_COLOR is set there is nothing to choose.
        keep_theme: called when another one was chosen; answers for how long, in words.
    """

    _worked_out: tuple[Theme, dict[str, str]] | None = None
    """A theme, and its colours by their names in the sheets."""

    def __init__(self, theme: str, keep_theme: Callable[[str], str]) -> None:
        colourless = terminal.is_colourless(os.environ)
        # With no colour at all the console is drawn as on a terminal of 16 colours, and Textual leaves them out;
        # it would draw any other theme in greys.
        super().__init__(ansi_color=True if colourless else None)
        self._keep_theme = keep_theme
        for each in THEMES:
            self.register_theme(each)
        self.theme = ANSI if colourless else self._known(theme)
        self._colours = self.get_css_variables()
        self.stylesheet.set_variables(self._colours)

    def _known(self, name: str) -> str:
        if name not in self.available_themes:
            raise ConfigError(
                f"There is no theme “{printable(name)}”.",
                hint=f"There are: {', '.join(sorted(self.available_themes))}.",
            )
        return name

    def get_css_variables(self) -> dict[str, str]:
        """As Textual's, which works the same out again whenever it asks: four times at a start."""
        theme = self.current_theme
        if self._worked_out is None or self._worked_out[0] is not theme:
            self._worked_out = theme, super().get_css_variables()
        return dict(self._worked_out[1])

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What our sheets name, for a theme that is not ours."""
        return defaults(self.current_theme)

    def refresh_css(self, animate: bool = True) -> None:
        """Parse the sheets for a new theme. For the one that is worn they are parsed, and widgets have their styles.

        Textual asks again at the start, and for each screen that is opened then.
        """
        colours = self.get_css_variables()
        if colours == self._colours:
            for screen in self.screen_stack:
                screen._css_update_count = self._css_update_count
            return
        self._colours = colours
        super().refresh_css(animate)

    def choose_theme(self) -> None:
        """Try themes on, and keep one."""
        from tui.screens.themes import ThemesScreen

        def chosen(name: str | None) -> None:
            if name is not None:
                self.saying(self._keep_theme(name))

        if self.no_color:
            self.saying(NO_COLOUR)
            return
        names = [name for name in NAMES if name in self.available_themes]
        self.push_screen(ThemesScreen(names, self.theme), chosen)

    def saying(self, words: str) -> None:
        """Say something to the person."""
        raise NotImplementedError
