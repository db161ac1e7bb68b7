"""Which clipboard a console in this place uses: the ladder.

What the configuration says; else inside tmux tmux's own way, inside screen the wrapped sequence, over SSH the bare one;
where the person sits at this machine the system's clipboard, and where there is none the terminal's.
"""

import os
import re
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial

from tui.clipboard.auto import AutoClipboard
from tui.clipboard.off import OffClipboard
from tui.clipboard.osc52 import Osc52Clipboard
from tui.clipboard.process import ask as ask_child
from tui.clipboard.program import Ended, run
from tui.clipboard.screen import ScreenClipboard
from tui.clipboard.system import Ask, SystemClipboard
from tui.clipboard.tmux import TmuxClipboard
from tui.clipboard.ways import Write
from tui.domain.secret import Secret
from tui.ports import Clipboard

_ELSEWHERE = ("SSH_CONNECTION", "SSH_TTY", "TMUX", "STY")
"""Set where the person sits at another machine, or may do so after the next attach."""

_HELPERS_NEED = (
    "PATH", "HOME", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR", "XDG_SESSION_TYPE", "TMPDIR",
    "DBUS_SESSION_BUS_ADDRESS", "WSL_DISTRO_NAME", "WSL_INTEROP", "LANG", "LC_ALL", "LC_CTYPE",
    "TMUX", "TMUX_PANE", "TMUX_TMPDIR", "STY", "SCREENDIR",
)  # fmt: skip
"""What xclip, tmux and their like need; the rest of the environment may hold secrets, and some of them stay on."""

_SECONDS = 2.0
"""How long tmux or screen may take to answer; they take some thousandths."""


def choose(
    mode: str, environ: Mapping[str, str], write_terminal: Write, *, ask: Ask | None = None
) -> Clipboard:
    """The clipboard for `mode`.

    Args:
        mode: `auto` (the ladder), `tmux`, `osc52`, `system` or `none`.
        environ: the console's environment; by it the place is known.
        write_terminal: sends a control sequence to the terminal; may raise OSError.
        ask: what touches the system clipboard, instead of a child process.

    Raises:
        ValueError: there is no such mode.
    """
    needed = {name: environ[name] for name in _HELPERS_NEED if name in environ}
    system = SystemClipboard(
        ask or partial(ask_child, environ=needed), display=ask is not None or _has_display(environ)
    )
    terminal = Osc52Clipboard(write_terminal, environ)
    match mode:
        case "auto":
            remote = any(environ.get(name) for name in _ELSEWHERE)
            around = _multiplexers(environ, needed, write_terminal)
            return AutoClipboard((*around, terminal) if remote else (system, terminal))
        case "tmux":
            return _tmux(environ, needed)
        case "system":
            return system
        case "osc52":
            return terminal
        case "none":
            return OffClipboard()
    raise ValueError(f"no clipboard mode {mode!r}")


def _has_display(environ: Mapping[str, str]) -> bool:
    """Whether there is anything that a system clipboard could belong to; on macOS and WSL there always is."""
    named = any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"))
    return named or not sys.platform.startswith("linux")


def _multiplexers(
    environ: Mapping[str, str], needed: Mapping[str, str], write_terminal: Write
) -> list[Clipboard]:
    """The ways through tmux and screen, whichever the console runs in."""
    ways: list[Clipboard] = []
    if environ.get("TMUX"):
        ways.append(_tmux(environ, needed))
    if session := environ.get("STY"):
        listing = partial(run, ["screen", "-ls", session], needed, limit=_SECONDS)
        ways.append(ScreenClipboard(write_terminal, listing))
    return ways


def _tmux(environ: Mapping[str, str], needed: Mapping[str, str]) -> TmuxClipboard:
    async def run_tmux(arguments: Sequence[str], given: Secret | None) -> Ended:
        if not environ.get("TMUX"):
            return Ended(None)  # by itself tmux would look for any session of this user
        return await run(["tmux", *arguments], needed, given=given, limit=_SECONDS)

    pane = environ.get("TMUX_PANE", "")
    return TmuxClipboard(
        run_tmux,
        pane if re.fullmatch(r"%\d+", pane) else "",
        own_tty=_own_tty() if environ.get("STY") else None,
    )


def _own_tty() -> str | None:
    """The name of the terminal that the console draws on."""
    with suppress(OSError):
        return os.ttyname(2)
    return None
