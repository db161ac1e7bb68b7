"""What is left to do with a token that was made here and that no target has had from here."""

from collections.abc import Sequence

from tui.domain.text import spelt
from tui.presentation.keymap import Keymap

_NAME_MOST = 40


def undelivered_words(name: str, then: str, *, replaced: bool, pasted: bool = False) -> str:
    """What the app has, and how it gets to the gateway.

    Args:
        then: `by_key` or `by_command`.
        replaced: the old one is known to be dead.
        pasted: a person brought the new one, and nobody saw it being made.
    """
    app = f"“{spelt(name, _NAME_MOST)}”"
    if pasted:
        return f"The token that was pasted for {app} is in no target yet. {then}"
    dead = ", and its old one is dead" if replaced else ""
    return f"No target has had the new token of {app} from here{dead}. {then}"


def by_key(keys: Keymap, *, can_hand_over: bool) -> str:
    """The way from the table."""
    if can_hand_over:
        return f"{keys.name('hand_over')} hands it over."
    return f"Open the app and copy it ({keys.name('token.copy')}) to your gateway."


def by_command(app_id: str, targets: Sequence[str]) -> str:
    """The way from the shell to which somebody has quit."""
    if targets:
        to = " ".join(f"--to {target}" for target in targets)
        return f"connected-apps hand-over {app_id} {to} hands it over."
    return f"connected-apps token copy {app_id} copies it for your gateway."
