"""Records a rotation in the practice org, from the search to the gateway's first client, and makes a picture of it.

    .venv/bin/pip install -e ".[release]" && .venv/bin/python docs/make_recording.py

It drives the installed command in a pseudo-terminal as a person would and writes what the terminal got, byte by byte,
to `docs/recording.cast` (asciicast version 2, for any player) and, by termtosvg, to `docs/recording.svg`. No token
is shown. The day begins at half past nine; how long things take is how long they took.
"""

import codecs
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.e2e.terminal import COMMAND, Terminal, environment

CAST = Path(__file__).resolve().parent / "recording.cast"
PICTURE = CAST.with_suffix(".svg")
APP = "Partner API Gateway"
SIZE = (80, 24)
_LETTER, _LOOK, _READ = 0.11, 1.2, 3.2
"""Seconds: between two letters, for a look, and to read a question."""
_TOGETHER = 0.02
"""What comes within so many seconds is one event."""
_FONTS = "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace"

_STILL = (
    "@media (prefers-reduced-motion: reduce) { * { animation-play-state: paused !important; } }"
)
"""Who wants nothing to move sees the first frame."""


class Recorder(Terminal):
    """A terminal that keeps when which bytes came."""

    def __init__(self, argv: Sequence[str], **more: Any) -> None:
        self.events: list[tuple[float, bytes]] = []
        self._began = time.monotonic()
        super().__init__(argv, **more)

    def _read(self, seconds: float) -> bool:
        before = len(self.raw)
        came = super()._read(seconds)
        if came:
            self._keep(time.monotonic() - self._began, self.raw[before:])
        return came

    def _keep(self, at: float, data: bytes) -> None:
        if self.events and at - self.events[-1][0] < _TOGETHER:
            last, earlier = self.events[-1]
            self.events[-1] = (last, earlier + data)
        else:
            self.events.append((at, data))

    def type(self, text: str) -> None:
        """At the pace of a person."""
        for letter in text:
            self.press(letter)
            self.read_for(_LETTER)


def cast(events: Sequence[tuple[float, bytes]]) -> str:
    """The recording as asciicast version 2."""
    width, height = SIZE
    title = "Connected Apps Console: a rotation in the practice org"
    header = {"version": 2, "width": width, "height": height, "title": title}
    decoder = codecs.getincrementaldecoder("utf-8")()
    lines = [[round(at, 3), "o", decoder.decode(data)] for at, data in events]
    return "\n".join(json.dumps(each, ensure_ascii=False) for each in [header, *lines]) + "\n"


def play(terminal: Recorder) -> None:
    """Search, open, rotate, and let the gateway register a client."""
    terminal.wait("connected apps, read at")
    terminal.read_for(_LOOK)
    terminal.type("/partner api")
    terminal.wait("1 of 42")
    terminal.read_for(_LOOK)
    terminal.press("enter")
    terminal.read_for(_LOOK / 2)
    terminal.press("enter")
    terminal.wait("A token exists")
    terminal.read_for(_READ)
    terminal.press("R")
    terminal.wait("practice-gateway")
    terminal.read_for(_LOOK)
    terminal.press("enter")
    terminal.wait("no undo")
    terminal.read_for(_READ)
    terminal.press("y")
    terminal.wait("Lock-out at most")
    terminal.read_for(_READ)
    terminal.press("t")
    terminal.wait("The gateway registered")
    terminal.read_for(_READ)


def half_past_nine() -> str:
    """A time zone in which it is half past nine now."""
    now = datetime.now(UTC)
    west = (now.hour * 60 + now.minute) * 60 + now.second - (9 * 60 + 30) * 60
    minutes, seconds = divmod(abs(west), 60)
    sign = "-" if west < 0 else ""
    return f"UTC{sign}{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"


def record(home: Path) -> str:
    """Play it on a machine where nothing is set up but that the rehearsal was put away.

    Raises:
        ValueError: something is in it that must not be.
    """
    environ = environment(home, TZ=half_past_nine())

    def token() -> str:
        reveal = [str(COMMAND), "token", "reveal", APP]
        done = subprocess.run(reveal, env=environ, stdout=subprocess.PIPE, check=True)
        return done.stdout.decode().strip()

    with Terminal([str(COMMAND)], environ=environ, size=SIZE, cwd=home) as terminal:
        terminal.wait("connected apps, read at")
        terminal.press("w")
        terminal.wait("Put away")
        terminal.press("q")
        terminal.wait_end()
    secrets = [token()]
    with Recorder([str(COMMAND)], environ=environ, size=SIZE, cwd=home) as recorder:
        play(recorder)
        made = cast(recorder.events)
    for hidden in [*secrets, token(), str(home), tempfile.gettempdir()]:
        if hidden in made:
            raise ValueError("The recording shows a token or a path of this machine.")
    return made


def render() -> None:
    """Make the picture of the recording, which fetches nothing."""
    subprocess.run(
        [sys.executable, "-m", "termtosvg", "render", CAST, PICTURE, "-t", "window_frame", "-D", "4000"],
        check=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    svg = PICTURE.read_text(encoding="utf-8")
    svg = re.sub(r"font-family:[^;}]*", f"font-family: {_FONTS}", svg)
    svg = svg.replace("]]></style>", f"{_STILL}]]></style>", 1)
    PICTURE.write_text(svg, encoding="utf-8")


def main() -> None:
    """Record and render."""
    with tempfile.TemporaryDirectory(prefix="recording-") as home:
        CAST.write_text(record(Path(home)), encoding="utf-8")
    render()
    for file in (CAST, PICTURE):
        print(f"{file.name}: {file.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
