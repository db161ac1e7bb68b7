"""The log file of `--log-file`: what a bug report needs, and no secret by construction.

A line is made of fields that are each of a fixed shape: a method, a host, a path, a number, a name of our own. There is
no way to log a text, so no text from outside, no body, no query string and no token can come into it. Off by default;
every function here does nothing until `open_file` was called.
"""

from __future__ import annotations

import os
import re
import time
from typing import TYPE_CHECKING

from tui.errors import ConfigError, ConsoleError

if TYPE_CHECKING:
    from pathlib import Path

_METHOD = re.compile(r"[A-Z]{1,10}")
_HOST = re.compile(r"[A-Za-z0-9.\-:\[\]]{1,255}")
_SEGMENT = re.compile(r"[A-Za-z0-9._~-]{1,32}")
"""A part of a path that is shown; a token, a session id or a key of a client is longer, and none of them is."""
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.: -]{0,47}")
"""Names of our own: commands, deeds, results, kinds of errors."""

_HIDDEN = "…"
_descriptor: int | None = None


def open_file(path: Path) -> None:
    """Append to this file from now on; it is made with mode 0600.

    Raises:
        ConfigError: it cannot be written to, or others may read it.
    """
    global _descriptor  # noqa: PLW0603 - one process, one log, as with every log
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        mode = os.fstat(descriptor).st_mode & 0o777
    except OSError as error:
        raise ConfigError(
            f"The log file cannot be written: {error.strerror}.", hint="Name another --log-file."
        ) from None
    if mode & 0o077:
        os.close(descriptor)
        raise ConfigError(
            "The log file may be read by others.", hint="chmod 600 it, or name another --log-file."
        )
    close_file()
    _descriptor = descriptor


def close_file() -> None:
    """End the log."""
    global _descriptor  # noqa: PLW0603 - as above
    if _descriptor is not None:
        os.close(_descriptor)
        _descriptor = None


def started(version: str, command: str) -> None:
    """A command began."""
    _write("start", _shaped(_NAME, f"v{version}"), _shaped(_NAME, command))


def ended(code: int) -> None:
    """The command ended."""
    _write("end", f"exit={int(code)}")


def call(method: str, host: str, path: str, began: float, answer: int | ConsoleError) -> None:
    """An HTTP call was made.

    Args:
        path: with or without a query, which is left out; a part that might be a value is left out too.
        began: `time.monotonic()` before it.
        answer: its status, or what went wrong.
    """
    took = round((time.monotonic() - began) * 1000)
    what = str(answer) if isinstance(answer, int) else type(answer).__name__
    _write("call", _shaped(_METHOD, method), _shaped(_HOST, host), _path(path), what, f"{took}ms")


def act(deed: str, result: str) -> None:
    """An act on a token was begun, or something is known of it."""
    _write("act", _shaped(_NAME, deed).replace(" ", "-"), _shaped(_NAME, result).replace(" ", "-"))


def failed(error: BaseException) -> None:
    """Something went wrong: which kind of error, never its words."""
    status, code = getattr(error, "status", None), getattr(error, "code", None)
    _write(
        "error",
        _shaped(_NAME, type(error).__name__),
        f"status={status}" if isinstance(status, int) else "",
        f"code={_shaped(_NAME, code)}" if isinstance(code, str) else "",
    )


def _path(path: str) -> str:
    parts = path.partition("?")[0].split("/")
    return "/".join(part if not part or _SEGMENT.fullmatch(part) else _HIDDEN for part in parts)


def _shaped(shape: re.Pattern[str], text: str) -> str:
    return text if shape.fullmatch(text) else _HIDDEN


def _write(*fields: str) -> None:
    if _descriptor is None:
        return
    from datetime import UTC, datetime  # where nothing is logged, nothing is to be dated

    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    line = " ".join([at, str(os.getpid()), *filter(None, fields)])
    try:
        os.write(_descriptor, f"{line}\n".encode())
    except OSError:  # a full disk is no reason to stop
        close_file()
