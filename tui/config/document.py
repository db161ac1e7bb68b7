"""The configuration file as it was read: its tables, its line numbers, and who owned it.

Owns reading and TOML syntax; knows nothing of the keys.
"""

import os
import re
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tui.config.lines import key_lines
from tui.config.wording import LOOK_AGAIN, KeyPath, dotted, shown
from tui.domain.text import printable
from tui.errors import ConfigError

MAX_BYTES = 1_048_576
_ANOTHER_FILE = "Name another file with --config, or with $CONNECTED_APPS_CONFIG."


@dataclass(frozen=True, slots=True)
class Document:
    """A file of valid TOML."""

    path: Path
    root: dict[str, Any]
    lines: Mapping[KeyPath, int]
    status: os.stat_result
    """Of the very file that was read."""

    def where(self, at: KeyPath) -> str:
        """File, line where it is known, and key, for the beginning of a message."""
        line = self.lines.get(at)
        place = printable(str(self.path)) + (f", line {line}" if line else "")
        return f"{place}: {dotted(at)}" if at else place

    def error(self, at: KeyPath, problem: str, *, hint: str = "") -> ConfigError:
        """An error about the key `at`; `problem` goes on from its name."""
        return ConfigError(f"{self.where(at)} {problem}.", hint=hint)


def read(path: Path) -> Document:
    """Read the file.

    Raises:
        FileNotFoundError: there is none.
        ConfigError: it cannot be read, or is not TOML.
    """
    path = path.absolute()
    content, status = _content(path)
    text = _text(path, content)
    return Document(path, _tables(path, text), key_lines(text), status)


def _content(path: Path) -> tuple[bytes, os.stat_result]:
    try:
        # Without O_NONBLOCK a named pipe in the file's place would hold the console for ever.
        with open(
            path, "rb", opener=lambda name, flags: os.open(name, flags | os.O_NONBLOCK)
        ) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise ConfigError(f"{printable(str(path))} is not a file.", hint=_ANOTHER_FILE)
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise ConfigError(
            f"{printable(str(path))} cannot be read: {error.strerror or 'unknown reason'}.",
            hint=f"Check the path and the permissions. {_ANOTHER_FILE}",
        ) from None
    if len(content) > MAX_BYTES:
        raise ConfigError(
            f"{printable(str(path))} is too long for a configuration file.", hint=_ANOTHER_FILE
        )
    return content, status


def _text(path: Path, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ConfigError(
            f"{printable(str(path))}, line {line}: the text is not UTF-8.",
            hint="Save the file as UTF-8.",
        ) from None


def _tables(path: Path, text: str) -> dict[str, Any]:
    name = printable(str(path))
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message, place = _syntax(str(error), text)
        raise ConfigError(
            f"{name}, {place}: not valid TOML: {message}.",
            hint=f"A text stands in quotation marks, a table's name in brackets. {LOOK_AGAIN}",
        ) from None
    except (ValueError, RecursionError):
        raise ConfigError(
            f"{name}: a number is too long, or lists are nested too deeply.", hint=LOOK_AGAIN
        ) from None


def _syntax(message: str, text: str) -> tuple[str, str]:
    """What is wrong, and where: `tomllib` puts the place in brackets at the end of its message."""
    match = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", message)
    if match is None:
        return shown(message), "place unknown"
    problem = printable(message[: match.start()])
    if match[1] is None:
        lines = text.split("\n")
        return problem, f"line {len(lines)}, column {len(lines[-1]) + 1}"
    return problem, f"line {match[1]}, column {match[2]}"
