"""What tmux says of the terminals that are attached to it, read into facts. Runs nothing.

tmux sends the clipboard by the terminal's capability `Ms`; without it nothing leaves. [documented: tmux(1);
measured: 3.3a has it for xterm and its like and for tmux-256color, not for screen, vt220 and linux]
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

FIELDS = (
    "client_name", "client_pid", "client_termname", "client_control_mode", "client_readonly",
    "client_activity", "pane_tty",
)  # fmt: skip
FORMAT = "client\t" + "\t".join(f"#{{{field}}}" for field in FIELDS)
"""What `list-clients -F` is asked for, a line each."""

_TERMINAL = re.compile(r"^Terminal \d+: .* for (.+), flags=", re.MULTILINE)
_MS = re.compile(r"^\s*\d+: Ms: \(string\) (.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Client:
    """A terminal that is attached to the session."""

    name: str
    pid: int
    term: str
    control: bool
    """It is a program that speaks tmux's control mode, and no terminal."""
    looks_only: bool
    active: int
    pane_tty: str
    sequence: str = ""
    """How tmux puts something on its clipboard; empty where it does not."""

    @property
    def nested(self) -> bool:
        """Whether the terminal is another tmux or screen."""
        return self.term.startswith(("tmux", "screen"))

    @property
    def for_mosh(self) -> bool:
        """Whether mosh would pass the sequence on: it wants the clipboard named. [documented: mosh's issue 1054]"""
        return "52;c" in self.sequence


def clients(said: str) -> list[Client]:
    """The terminals in the answer to `list-clients` and `show-messages -T`, the one that was used last first.

    One that may only look comes after those that may type.
    """
    sequences = _sequences(said)
    found = [
        _client(line.split("\t")[1:], sequences)
        for line in said.splitlines()
        if line.startswith("client\t") and line.count("\t") == len(FIELDS)
    ]
    return sorted(found, key=lambda client: (client.looks_only, -client.active))


def _client(cells: Sequence[str], sequences: dict[str, str]) -> Client:
    name, pid, term, control, looks_only, active, pane_tty = cells
    return Client(
        name, _number(pid), term, control == "1", looks_only == "1", _number(active), pane_tty,
        sequences.get(name, ""),
    )  # fmt: skip


def _sequences(said: str) -> dict[str, str]:
    """Name of a terminal to its capability `Ms`."""
    parts = _TERMINAL.split(said)[1:]
    named = zip(parts[::2], parts[1::2], strict=True)
    return {name: found[1] for name, told in named if (found := _MS.search(told))}


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def under_mosh(pid: int) -> bool:
    """Whether the process runs below a mosh-server; False where that cannot be told."""
    for _ in range(20):
        if pid <= 1:
            return False
        try:
            stat = Path(f"/proc/{pid}/stat").read_text()
        except OSError:
            return False
        name, _, rest = stat.partition("(")[2].rpartition(")")
        if name == "mosh-server":
            return True
        pid = int(rest.split()[1])
    return False
