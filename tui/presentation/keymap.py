"""Which keys each act has, as one value that everything asks that speaks of keys."""

from collections.abc import Mapping
from typing import NamedTuple

from tui.presentation.key_names import key_name, writes_text

_PALETTE = "palette"
_PREFIXES = {"ctrl+a": "screen", "ctrl+b": "tmux"}


class Keymap(NamedTuple):
    """The keys of every act: those of the registry, or what the configuration says instead.

    It is made once (`tui.presentation.actions.keymap`) and passed down.

    Attributes:
        keys: Textual's names of an act's keys by its id, the one that is shown first.
        labels: an act's name in the command palette, for an act without a key.
    """

    keys: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, str]

    def of(self, action_id: str) -> tuple[str, ...]:
        """Textual's names of an act's keys; none where it has no key."""
        return self.keys[action_id]

    def shown(self, action_id: str, *, typing: bool = False) -> str:
        """The key that stands before an act's label, as people write it; empty where it has none.

        Args:
            typing: letters go to a line of text, so only a key that writes none will do.
        """
        keys = [key for key in self.of(action_id) if not (typing and writes_text(key))]
        return key_name(keys[0]) if keys else ""

    def name(self, action_id: str) -> str:
        """What a sentence tells to press; the act's name in the palette where it has no key."""
        shown = self.shown(action_id)
        return shown or f"{self.labels[action_id]} under {self.shown(_PALETTE)}"

    def kept_by_multiplexers(self) -> tuple[str, ...]:
        """Keys that do not reach the console inside screen or tmux as these are by default, a sentence each."""
        return tuple(
            f"{action_id} has {key}, which {_PREFIXES[key]} keeps for itself unless it is told another prefix."
            for action_id, keys in self.keys.items()
            for key in keys
            if key in _PREFIXES
        )
