"""An app that wears a theme: the one that it begins in, or another that is chosen meanwhile."""

import os
from collections.abc import Callable

from textual.app import App
from textual.driver import Driver
from textual.scrollbar import ScrollBar

from tui import terminal
from tui.domain.text import printable
from tui.errors import ConfigError
from tui.presentation.theme_words import ANSI, NAMES, NO_COLOUR
from tui.themes import THEMES, defaults
from tui.widgets.thumb import Thumb

ScrollBar.renderer = Thumb


class ThemedApp(App[None]):
    """Knows the console's themes beside Textual's.

    Args:
        theme: the one to begin in; where NO_COLOR is set there is nothing to choose.
        keep_theme: called when another one was chosen; answers for how long, in words.
    """

    def __init__(
        self, theme: str, keep_theme: Callable[[str], str], *, driver_class: type[Driver]
    ) -> None:
        colourless = terminal.is_colourless(os.environ)
        # With no colour at all the console is drawn as on a terminal of 16 colours, and Textual leaves them out;
        # it would draw any other theme in greys.
        super().__init__(driver_class=driver_class, ansi_color=True if colourless else None)
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

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """What our sheets name, for a theme that is not ours."""
        return defaults(self.current_theme)

    def refresh_css(self, animate: bool = True) -> None:
        """Parse the sheets for a new theme; for the one of the start they have been parsed, and Textual asks again."""
        colours = self.get_css_variables()
        if colours == self._colours:
            self.stylesheet.update(self, animate=animate)
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
