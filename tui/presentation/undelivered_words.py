"""What is left to do with a token that was made here and that no target has had from here."""

from collections.abc import Callable, Sequence

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


def by_command(app_id: str, targets: Sequence[str], tell: Callable[[Sequence[str]], str]) -> str:
    """The way from a shell; the command has a line of its own, to be taken from there.

    Args:
        targets: those that take the app's token; without one it is copied.
        tell: makes the command line of the words of a command.
    """
    if not targets:
        return f"This copies it for your gateway:\n{tell(['token', 'copy', app_id])}"
    to = [word for target in targets for word in ("--to", target)]
    return f"This hands it over:\n{tell(['hand-over', app_id, *to])}"


COPY_ENDS = "Its copy goes off the clipboard with the console."
"""Beside it, where it was copied: who has taken it to the gateway by hand has nothing left to do."""
