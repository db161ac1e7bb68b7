"""The terminal's clipboard from inside tmux: `load-buffer -w` into a buffer that is deleted in the same call.

It is the one way that arrives with every setting of `set-clipboard` and `allow-passthrough`, and it leaves no copy in
tmux. It needs tmux 3.2. [measured: tmux 3.3a]
"""

import os
from collections.abc import Awaitable, Callable, Sequence

from tui.clipboard.program import Ended
from tui.clipboard.tmux_facts import FORMAT, Client, clients, under_mosh
from tui.clipboard.ways import BLANK, ElsewhereError, encoded
from tui.domain.clipboard import Clearing, Delivery, Outlook
from tui.domain.secret import Secret
from tui.domain.text import printable
from tui.errors import ClipboardError

WAY = "terminal clipboard through tmux"
BUFFER = f"connected-apps-{os.getpid()}"

_UNCONFIRMED = "Nothing confirms it; tmux keeps no copy, a recording of the session does."
_RECORDED = "tmux keeps no copy, a recording of the session does."
_OTHERWISE = 'Unset TMUX, or begin the console inside a tmux that is there; clipboard = "auto" goes on without.'
_NESTED = "Around this tmux is another one, or screen: it drops it unless its set-clipboard is on."
_MOSH_LINE = r"set -as terminal-overrides ',*:Ms=\E]52;c%p1%.0s;%p2%s\7'"

RunTmux = Callable[[Sequence[str], Secret | None], Awaitable[Ended]]
"""Runs tmux with these arguments, and a value on its standard input."""


class TmuxClipboard:
    """Implements `tui.ports.Clipboard`.

    Args:
        run: runs tmux.
        pane: the pane that the console is in, as `%3`; empty where it is not known.
        own_tty: the terminal of the console, where the pane must be that one; None where nobody doubts it.
        is_mosh: whether the process of a client is below mosh.
    """

    def __init__(
        self,
        run: RunTmux,
        pane: str,
        *,
        own_tty: str | None = None,
        is_mosh: Callable[[int], bool] = under_mosh,
    ) -> None:
        self._run = run
        self._pane = pane
        self._own_tty = own_tty
        self._is_mosh = is_mosh
        self._went_to: dict[str, Client] = {}  # fingerprint of a value: the terminal that has it
        self._last: str | None = None

    async def outlook(self) -> Outlook:
        """Whether a terminal is attached that tmux would send it to."""
        try:
            client, others = await self._client()
        except ElsewhereError as error:
            return Outlook(WAY, blocked=error.what, elsewhere=True)
        except ClipboardError as error:
            return Outlook(WAY, blocked=f"{error.what} {error.hint}")
        return Outlook(WAY, caveats=_caveats(client, others))

    async def copy(self, value: Secret) -> Delivery:
        """Have tmux send `value` to the terminal that was used last.

        Raises:
            ElsewhereError: there is no such tmux.
            ClipboardError: nobody is attached, tmux would not send it, or it is too long.
        """
        encoded(value)  # refuses what is too long
        client, others = await self._client()
        self._went_to[value.fingerprint] = client
        self._last = value.fingerprint
        if not await self._load(value, client):
            raise ClipboardError(
                "tmux did not take it.", hint="It needs tmux 3.2 or newer: tmux -V tells."
            )
        warning = " ".join((_RECORDED, *_around(client)))
        return Delivery(WAY, caveat=_several(others), warning=warning)

    async def clear(self, value: Secret) -> Clearing:
        """Overwrite the clipboard of the terminal it went to with one space, unless another value followed it."""
        went_to = self._went_to.pop(value.fingerprint, None)
        if self._last not in (None, value.fingerprint):
            return Clearing.CHANGED
        attached = {(client.name, client.pid): client for client in await self._attached()}
        there = attached.get((went_to.name, went_to.pid)) if went_to else None
        if there is None or not await self._load(BLANK, there):
            return Clearing.FAILED
        self._last = None
        return Clearing.SENT

    async def _load(self, value: Secret, client: Client) -> bool:
        call = ["load-buffer", "-w", "-t", client.name, "-b", BUFFER, "-", ";"]
        return (await self._run([*call, "delete-buffer", "-b", BUFFER], value)).code == 0

    async def _attached(self) -> list[Client]:
        where = ["-t", self._pane] if self._pane else []
        ended = await self._run(
            ["list-clients", *where, "-F", FORMAT, ";", "show-messages", "-T"], None
        )
        if ended.code != 0:
            return []
        return clients(ended.out)

    async def _client(self) -> tuple[Client, int]:
        """The terminal to send to, and how many others are attached.

        Raises:
            ElsewhereError, ClipboardError: as `copy`.
        """
        ended = await self._run(["display-message", "-p", *self._at(), "#{pane_tty}"], None)
        if ended.code != 0:
            raise ElsewhereError(
                "tmux does not answer: the console does not run inside it, or TMUX names one that is gone.",
                hint=_OTHERWISE,
            )
        if self._own_tty is not None and ended.out.strip() != self._own_tty:
            raise ElsewhereError(
                "The console does not run in the pane that TMUX_PANE names.", hint=_OTHERWISE
            )
        attached = [client for client in await self._attached() if not client.control]
        if not attached:
            raise ClipboardError(
                "No terminal is attached to this tmux session, so nothing would arrive.",
                hint="Attach to it, then copy again.",
            )
        _check(attached[0], self._is_mosh)
        return attached[0], len(attached) - 1

    def _at(self) -> list[str]:
        return ["-t", self._pane] if self._pane else []


def _check(client: Client, is_mosh: Callable[[int], bool]) -> None:
    if not client.sequence:
        term = printable(client.term)
        raise ClipboardError(
            f"tmux sends no clipboard to a terminal of the kind {term}, so nothing would arrive.",
            hint=f"If it takes OSC 52: set -as terminal-features ',{term}:clipboard' in tmux.conf.",
        )
    if is_mosh(client.pid) and not client.for_mosh:
        raise ClipboardError(
            "Around this tmux is mosh, which drops what this tmux sends to the clipboard.",
            hint=f"In tmux.conf: {_MOSH_LINE}",
        )


def _caveats(client: Client, others: int) -> tuple[str, ...]:
    several = _several(others)
    return (_UNCONFIRMED, *_around(client), *([several] if several else []))


def _around(client: Client) -> tuple[str, ...]:
    return (_NESTED,) if client.nested else ()


def _several(others: int) -> str:
    if not others:
        return ""
    return f"{others + 1} terminals are attached; it goes to the one that was used last."
