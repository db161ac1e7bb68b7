"""Which clipboard a console in this place uses."""

from collections.abc import Callable, Mapping
from functools import partial

from tui.clipboard.auto import AutoClipboard
from tui.clipboard.off import OffClipboard
from tui.clipboard.osc52 import Osc52Clipboard
from tui.clipboard.process import ask as ask_child
from tui.clipboard.system import Ask, SystemClipboard
from tui.ports import Clipboard

_ELSEWHERE = ("SSH_CONNECTION", "SSH_TTY", "TMUX", "STY")
"""Set where the person sits at another machine, or may do so after the next attach."""


_HELPERS_NEED = (
    "PATH", "HOME", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR", "XDG_SESSION_TYPE", "TMPDIR",
    "DBUS_SESSION_BUS_ADDRESS", "WSL_DISTRO_NAME", "WSL_INTEROP", "LANG", "LC_ALL", "LC_CTYPE",
)  # fmt: skip
"""What xclip and its like need; the rest of the environment may hold secrets, and they stay in the background."""


def _for_helper(environ: Mapping[str, str]) -> dict[str, str]:
    return {name: environ[name] for name in _HELPERS_NEED if name in environ}


def choose(
    mode: str,
    environ: Mapping[str, str],
    write_terminal: Callable[[str], None],
    *,
    ask: Ask | None = None,
) -> Clipboard:
    """The clipboard for `mode`.

    Args:
        mode: `auto` (the system's where the person sits at this machine, else the terminal's), `system`, `osc52` or
            `none`.
        environ: the console's environment; the system clipboard is found by it.
        write_terminal: sends a control sequence to the terminal; may raise OSError.
        ask: what touches the system clipboard, instead of a child process.

    Raises:
        ValueError: there is no such mode.
    """
    system = SystemClipboard(ask or partial(ask_child, environ=_for_helper(environ)))
    terminal = Osc52Clipboard(write_terminal, environ)
    match mode:
        case "auto":
            remote = any(environ.get(name) for name in _ELSEWHERE)
            return terminal if remote else AutoClipboard((system, terminal))
        case "system":
            return system
        case "osc52":
            return terminal
        case "none":
            return OffClipboard()
    raise ValueError(f"no clipboard mode {mode!r}")
