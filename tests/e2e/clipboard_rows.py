"""What a copy comes to in each place: the rows of the table in docs/clipboard.md, held by the tests beside."""

from dataclasses import dataclass

TMUX_SENT = "sent to the terminal clipboard through tmux"
OSC52_SENT = "sent to the terminal clipboard by OSC 52"
NESTED = "drops it unless its set-clipboard is on"


@dataclass(frozen=True)
class Row:
    """One place.

    Attributes:
        place: in words; the row's key.
        says: what the command says, at least.
        arrived: whether the outermost terminal, or the display, was given the token.
        left: what stays in a buffer on the way, once the copy was cleared.
    """

    place: str
    says: str
    arrived: bool
    left: str = "nothing"

    @property
    def cells(self) -> list[str]:
        """The row as the page has it."""
        return [self.place, f"“{self.says}”", "yes" if self.arrived else "no", self.left]


SSH = Row("SSH", OSC52_SENT, arrived=True)
TMUX = {
    (clipboard, passthrough): Row(
        f"SSH, tmux with set-clipboard {clipboard}, allow-passthrough {passthrough}",
        TMUX_SENT,
        arrived=True,
    )
    for clipboard in ("external", "on", "off")
    for passthrough in ("off", "on")
}
TMUX_ALONE = Row("tmux, no terminal attached", "No terminal is attached", arrived=False)
TMUX_VT220 = Row("tmux on a terminal of the kind vt220", "of the kind vt220", arrived=False)
SCREEN = Row("SSH, screen", "through screen (OSC 52)", arrived=True)
SCREEN_ALONE = Row("screen, no terminal attached", "No terminal is attached", arrived=False)
NESTED_DEFAULT = Row("SSH, tmux, SSH, tmux, both as they come", NESTED, arrived=False)
NESTED_ON = Row(
    "SSH, tmux with set-clipboard on, SSH, tmux",
    NESTED,
    arrived=True,
    left="the token in a buffer of the outer tmux",
)
MOSH = Row("mosh", OSC52_SENT, arrived=True)
MOSH_TMUX = Row("mosh, tmux", "Around this tmux is mosh", arrived=False)
MOSH_TMUX_SET = Row("mosh, tmux with the line that the message names", TMUX_SENT, arrived=True)
X11 = Row("at the machine, X11 with xclip", "copied to the system clipboard", arrived=True)
DEAD_X11 = Row("at the machine, DISPLAY of a display that is gone", OSC52_SENT, arrived=True)
NOTHING = Row(
    "at the machine, no display, a terminal of the kind linux", "has no clipboard", arrived=False
)

ROWS = (
    SSH, *TMUX.values(), TMUX_ALONE, TMUX_VT220, SCREEN, SCREEN_ALONE, NESTED_DEFAULT, NESTED_ON,
    MOSH, MOSH_TMUX, MOSH_TMUX_SET, X11, DEAD_X11, NOTHING,
)  # fmt: skip
