"""The acts of the current screen in the command palette, with their keys and, where they cannot act now, the reason."""

from collections.abc import Iterator
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from tui.presentation.actions import Action, in_scope, key_name, label
from tui.screens.base import ConsoleScreen


class ActsProvider(Provider):
    """Every act of the screen, by its name."""

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for action, name, words in self._acts():
            yield DiscoveryHit(name, partial(self._run, action), text=name, help=words)

    async def search(self, query: str) -> Hits:
        """Those whose name matches."""
        matcher = self.matcher(query)
        for action, name, words in self._acts():
            score = matcher.match(name)
            if score > 0:
                yield Hit(
                    score,
                    matcher.highlight(name),
                    partial(self._run, action),
                    text=name,
                    help=words,
                )

    def _acts(self) -> Iterator[tuple[Action, str, str]]:
        screen = self.screen
        if not isinstance(screen, ConsoleScreen):
            return
        situation = screen.situation()
        for action in in_scope(screen.SCOPE):
            why = action.why_not(situation)
            words = f"Not now: {why}" if why else action.help
            yield action, f"{label(action, situation)}  ({key_name(action.keys[0])})", words

    async def _run(self, action: Action) -> None:
        if isinstance(self.screen, ConsoleScreen):
            await self.screen.action_act(action.id)
