"""The child process of an embedded practice org: see `embedded`, which starts it.

The first session is answered before the web server is even imported: the socket listens already, so the console
connects while the rest of the child gets ready.
"""

import gc
import json
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypedDict

from tui.errors import PracticeOrgError
from tui.exit_codes import ExitCode
from tui.practice.sessions import new_session
from tui.practice.store import Store


class Told(TypedDict):
    """What the parent tells its child, in one argument."""

    sys_path: list[str]
    database: str
    user: str
    socket_path: str
    listener: int


def main(told: Told) -> int:
    """Serve until the parent is gone."""
    try:
        store = Store.open(Path(told["database"]))
    except PracticeOrgError as error:
        _say({"error": error.what, "hint": error.hint})
        return ExitCode.CONFIGURATION
    with store:
        lifeline = threading.Thread(target=_follow, args=(store, told), daemon=True)
        lifeline.start()

        import socket

        from tui.practice.server import serve_socket

        # What was imported stays; until here nothing was collected, a sixth of the time that it takes.
        gc.freeze()
        gc.enable()
        with socket.socket(fileno=told["listener"]) as listener:
            serve_socket(store, listener)
    return ExitCode.DONE


def _follow(store: Store, told: Told) -> None:
    """Answer every line of standard input with a session; end the process when the input ends."""
    path = Path(told["socket_path"])
    try:
        for line in _lines():
            if line == b"session":
                _say(_session(store, told["user"]))
    finally:
        # The parent may have been killed, so its folder is removed here as well.
        with suppress(OSError):
            path.unlink()
        with suppress(OSError):
            path.parent.rmdir()
        # At once: whatever is on its way would be answered to nobody, and SQLite undoes what is
        # half done.
        os._exit(ExitCode.DONE)


def _lines() -> Iterator[bytes]:
    # Not through `sys.stdin`: a thread that waits in it holds a lock which a process that ends
    # wants.
    rest = b""
    while chunk := os.read(sys.stdin.fileno(), 4096):
        *lines, rest = (rest + chunk).split(b"\n")
        yield from lines


def _session(store: Store, user: str) -> dict[str, str]:
    try:
        return {"session_id": new_session(store, user)}
    except PracticeOrgError as error:
        return {"error": error.what, "hint": error.hint}


def _say(answer: dict[str, str]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(
        "This is a part of the console; `connected-apps practice-org serve` serves the practice org."
    )
