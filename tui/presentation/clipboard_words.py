"""The words around a copy: where it went, what is not known of it, what became of it."""

from math import ceil
from shlex import quote

from tui.domain.clipboard import Arrival, Clearing, Delivery, Outlook
from tui.presentation.keymap import Keymap

_CLEARED = {
    Clearing.CLEARED: "Clipboard cleared.",
    Clearing.SENT: "Clipboard overwritten with a space; nothing confirms it.",
    Clearing.CHANGED: "The clipboard holds something else by now; it was left alone.",
    Clearing.FAILED: (
        "The clipboard cannot be reached, and the token may still be on it. Clear it by hand."
    ),
}

_SETTINGS = "docs/clipboard.md has what terminals, tmux and screen have to be told."

ARRIVALS = {
    Arrival.ARRIVED: "It arrived: what you copy here can be pasted there.",
    Arrival.NOTHING: f"Nothing was pasted: the copy did not arrive. {_SETTINGS}",
    Arrival.PART: f"Not the same: only a part arrived, or more than was copied. {_SETTINGS}",
    Arrival.OTHER: f"Something else was pasted: the copy did not arrive. {_SETTINGS}",
}
"""What a test of the clipboard has shown."""

NOTHING_TO_CLEAR = "No copied token is waiting to be cleared."
NOTHING_TO_KEEP = "No copied token is about to be cleared."


def cleared(clearing: Clearing | None) -> str:
    """What became of an attempt to clear; None where there was nothing of ours."""
    return NOTHING_TO_CLEAR if clearing is None else _CLEARED[clearing]


def delivered(what: str, delivery: Delivery, *, test: str = "") -> str:
    """Where a copy went. "Copied" is said only of what was seen to have arrived.

    Args:
        test: the key that tests the clipboard, where there is one.
    """
    if delivery.confirmed:
        return f"{what} copied to the {delivery.way} and read back."
    tests = f" ({test} tests it)" if test else ""
    sent = f"{what} sent to the {delivery.way}; nothing confirms it{tests}."
    return " ".join(filter(None, (sent, delivery.caveat, delivery.warning)))


def countdown(seconds: float, keys: Keymap) -> str:
    """How long a copy stays, and what can be done about it."""
    clear, keep = keys.name("clipboard.clear"), keys.name("clipboard.keep")
    return f"Cleared in {ceil(seconds)} s ({clear} now, {keep} keeps)."


def kept(keys: Keymap) -> str:
    """The countdown was stopped."""
    clear = keys.name("clipboard.clear")
    return f"The copy stays on the clipboard until {clear} clears it or the console ends."


def outlook_lines(outlook: Outlook) -> list[str]:
    """What is known before anything is copied."""
    if outlook.blocked:
        return [f"Copying does not work here ({outlook.way}).", outlook.blocked]
    return [f"Copies go to the {outlook.way}.", *outlook.caveats]


def registration_command(url: str) -> str:
    """A command for bash and zsh that registers a client with a token from a prompt.

    The token is in a variable of the shell and goes to curl through a pipe: it stands in no argument, no history and no
    environment. `read` and `printf` are the shell's own, so no process gets it as an argument either.
    """
    body = '{"client_name": "My client", "redirect_uris": ["https://client.example/callback"]}'
    return (
        "printf 'Token: '; read -rs TOKEN; echo; "
        "printf 'Authorization: Bearer %s\\n' \"$TOKEN\" | "
        f"curl -sS -H @- -H 'Content-Type: application/json' -d {quote(body)} {quote(url)}; "
        "unset TOKEN"
    )
