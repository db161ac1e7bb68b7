"""The practice org inside a console: a child process that serves it on a Unix socket and dies with the console.

The console's process imports this module, so it imports little. The child is told nothing secret: its sessions
come through its standard output, one JSON line for each line `session` on its standard input. That input is
also its lifeline: when it ends, because the console closed it or died, the child ends at once.
"""

import os
import select
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Final, Self

from tui.errors import PracticeOrgError

_MOST_PATH_BYTES: Final = 100
"""Some systems take no Unix socket with a longer path."""

_ANSWER_SECONDS: Final = 15.0
_END_SECONDS: Final = 2.0

# The child finds its modules where this process does, whatever its folder and however the console
# was started.
# What it is told stands in the program as a literal: the console needs no JSON for its first frame.
_BOOT: Final = (
    "import gc, sys; gc.disable(); told = {told}; sys.path[:] = told['sys_path'];"
    " from tui.practice.__main__ import main; sys.exit(main(told))"
)
# What a Python process needs to start. The rest of the console's environment may hold secrets and
# stays here.
_ENVIRONMENT: Final = ("PATH", "HOME", "TMPDIR", "TZ", "LD_LIBRARY_PATH", "SYSTEMROOT")
_ENVIRONMENT_PREFIXES: Final = ("LANG", "LC_", "PYTHON", "DYLD_")


class EmbeddedOrg:
    """A running practice org of this process alone; close it."""

    def __init__(self, socket_path: Path, child: subprocess.Popen[bytes]) -> None:
        """Take over a child; use `EmbeddedOrg.start` instead."""
        self.socket_path = socket_path
        self._child = child
        self._turn = threading.Lock()
        self._asked = False
        self._rest = b""

    @classmethod
    def start(cls, database: Path, user: str) -> Self:
        """Start the child and ask it for the first session; returns before it answers.

        Args:
            database: the org's database.
            user: login of the user whose sessions it makes.

        Raises:
            PracticeOrgError: it cannot be started.
        """
        try:
            path, listener = _listen()
        except OSError as error:
            raise PracticeOrgError(
                f"The practice org cannot open a socket: {error.strerror}.",
                hint="Check that the folder for temporary files can be written to.",
            ) from error
        try:
            child = _spawn(database, user, path, listener)
        except OSError as error:
            _remove(path)
            raise PracticeOrgError(
                f"The practice org cannot be started: {error.strerror}.",
                hint="This machine may be out of memory or processes; try again.",
            ) from error
        finally:
            # Only the child may hold it: once the child is gone, connecting fails at once instead
            # of waiting.
            listener.close()
        org = cls(path, child)
        with suppress(PracticeOrgError):  # told by `session`
            org._ask()
        return org

    async def session(self) -> str:
        """Return a new session id: the first time the one asked for at the start.

        Raises:
            PracticeOrgError: the child ended, refused, or does not answer.
        """
        import asyncio

        return await asyncio.to_thread(self._next_session)

    def close(self) -> None:
        """End the child and remove the socket; a second call does nothing. Takes some milliseconds."""
        if self._child.stdin is not None:
            with suppress(OSError):  # what was still to be said to a child that is gone
                self._child.stdin.close()
        try:
            self._child.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()
        with self._turn:
            if self._child.stdout is not None:
                self._child.stdout.close()
        _remove(self.socket_path)

    def _next_session(self) -> str:
        with self._turn:
            if not self._asked:
                self._ask()
            line = self._line()
            self._asked = False
        import json

        try:
            answer = json.loads(line)
            session_id = answer.get("session_id")
            error, hint = str(answer.get("error")), str(answer.get("hint", ""))
        except (ValueError, AttributeError):
            raise self._ended() from None
        if isinstance(session_id, str):
            return session_id
        raise PracticeOrgError(error, hint=hint)

    def _ask(self) -> None:
        if self._child.stdin is None or self._child.stdin.closed:
            raise self._ended()
        try:
            self._child.stdin.write(b"session\n")
            self._child.stdin.flush()
        except OSError:
            raise self._ended() from None
        self._asked = True

    def _line(self) -> bytes:
        deadline = time.monotonic() + _ANSWER_SECONDS
        stream = self._child.stdout
        while b"\n" not in self._rest:
            if stream is None or stream.closed:
                raise self._ended()
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([stream], [], [], left)[0]:
                raise PracticeOrgError(
                    f"The practice org did not answer within {_ANSWER_SECONDS:.0f} s.",
                    hint="Another process may be filling or using it; try again.",
                )
            chunk = os.read(stream.fileno(), 4096)
            if not chunk:
                raise self._ended()
            self._rest += chunk
        line, _, self._rest = self._rest.partition(b"\n")
        return line

    def _ended(self) -> PracticeOrgError:
        return PracticeOrgError(
            "The practice org's process has ended.", hint="Start the console again."
        )


def _listen() -> tuple[Path, socket.socket]:
    """Make a folder for this user alone and listen on a socket in it."""
    folder = Path(tempfile.mkdtemp(prefix="cac-"))
    if len(os.fsencode(folder / "org")) >= _MOST_PATH_BYTES:
        folder.rmdir()
        folder = Path(tempfile.mkdtemp(prefix="cac-", dir="/tmp"))  # mkdtemp makes it private
    path = folder / "org"
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        listener.bind(os.fspath(path))
        listener.listen(128)
    except OSError:
        listener.close()
        _remove(path)
        raise
    return path, listener


def _spawn(
    database: Path, user: str, path: Path, listener: socket.socket
) -> "subprocess.Popen[bytes]":
    told = {
        "sys_path": [str(Path(entry).absolute()) for entry in sys.path],
        "database": str(database.absolute()),
        "user": user,
        "socket_path": str(path),
        "listener": listener.fileno(),
    }
    environment = {
        name: value
        for name, value in os.environ.items()
        if name in _ENVIRONMENT or name.startswith(_ENVIRONMENT_PREFIXES)
    }
    return subprocess.Popen(  # noqa: S603  # this interpreter, our own module
        [sys.executable, "-P", "-c", _BOOT.replace("{told}", ascii(told))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        pass_fds=[listener.fileno()],
        env=environment,
        # ctrl+c in the terminal is for the console, which ends its child in its own time.
        start_new_session=True,
    )


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
    with suppress(OSError):
        path.parent.rmdir()
