"""The acts of the current screen by their names, with their keys; what cannot be done now is last, with the reason."""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar, NamedTuple

from textual.command import CommandInput, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from tui.presentation.actions import Action, in_scope, label
from tui.screens.base import ConsoleScreen
from tui.screens.help import HelpScreen
from tui.screens.room import Standing
from tui.stylesheets import stylesheet
from tui.widgets.steady_lists import steady_lists

steady_lists()

_LAST = 1e-6
"""What the score of an act is worth that cannot be done now."""
_SAID = 1e-3
"""The score of an act whose help has the words, and not its name."""


class _Line(NamedTuple):
    screen: ConsoleScreen
    action: Action
    name: str
    key: str
    words: str
    off: bool


class ActsProvider(Provider):
    """Every act of the screen, by its name."""

    _is_chosen = False

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for line in self._lines():
            run = partial(self._run, line)
            yield DiscoveryHit(_shown(line, Content(line.name)), run, line.name, line.words)

    async def search(self, query: str) -> Hits:
        """Those whose name matches, then those of which it is said."""
        matcher = self.matcher(query)
        for line in self._lines():
            said = query.casefold() in line.action.help.casefold()
            score = matcher.match(line.name) or said * _SAID
            if score > 0:
                name = _shown(line, matcher.highlight(line.name))
                score *= _LAST if line.off else 1
                yield Hit(score, name, partial(self._run, line), line.name, line.words)

    def _lines(self) -> list[_Line]:
        return sorted(self._acts(), key=lambda line: line.off)

    def _acts(self) -> Iterator[_Line]:
        screen = self._acting
        if screen is None:
            return
        now = screen.situation()
        for action in in_scope(screen.SCOPE):
            if action.id == "palette":
                continue  # it is open
            why = action.why_not(now)
            words = f"Not now: {why}" if why else action.help
            key = now.keys.shown(action.id)
            yield _Line(screen, action, label(action, now), key, words, bool(why))

    @property
    def _acting(self) -> ConsoleScreen | None:
        """The screen whose acts they are, also where the help lies over it."""
        below = [each for each in self.app.screen_stack if isinstance(each, ConsoleScreen)]
        return below[-1] if below else None

    async def _run(self, line: _Line) -> None:
        """Once, though Enter may have come twice; and not on a screen to which keys behind the choice have led."""
        if self._is_chosen:
            return
        self._is_chosen = True
        if isinstance(self.screen, HelpScreen):
            self.screen.dismiss(line.action.id)
        elif self._acting is line.screen:
            await line.screen.action_act(line.action.id)


class ActsPalette(Standing, CommandPalette):
    """Textual's palette over the acts, without what moves by itself."""

    CSS_PATH: ClassVar = [stylesheet("lists.tcss"), stylesheet("palette.tcss")]

    def __init__(self) -> None:
        super().__init__([ActsProvider], placeholder="Find an act by its name")

    def on_mount(self) -> None:
        """A blinking cursor sends 2.5 kB a second for ever."""
        self.query_one(CommandInput).cursor_blink = False


def _shown(line: _Line, name: Content) -> Content:
    colour = "$quiet" if line.off else ""
    key = (f"  {line.key}", "$quiet" if line.off else "$accent") if line.key else ""
    return Content.assemble(name.stylize(colour) if colour else name, key)
