"""The standard streams as commands need them: all three are there, and one that fails says so in words.

Data goes to standard output, whole, or the command ends with an error. Words go to standard error as far as it takes
them: that nobody can be told is no reason to fail.
"""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from tui.domain.text import spell_for
from tui.errors import OutputError
from tui.letters import Letters, of_stream


class _Lettered(io.TextIOWrapper):
    """A stream that writes signs and letters as its reader's locale has them, and none can fail.

    Attributes:
        letters: what the locale has.
    """

    letters = Letters()

    def write(self, text: str) -> int:
        super().write(self.letters.words(text))
        return len(text)


class _Data(_Lettered):
    """Standard output. It fails once: what comes after that is dropped."""

    def write(self, text: str) -> int:
        with self._in_words():
            return super().write(text)

    def flush(self) -> None:
        with self._in_words():
            super().flush()

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            _lead_nowhere(self.fileno())
            if isinstance(error, BrokenPipeError):
                raise
            why = error.strerror or "it is closed"
            raise OutputError(f"Standard output cannot be written: {why}.", hint=_HINT) from None


class _Words(_Lettered):
    """Standard error."""

    def write(self, text: str) -> int:
        with suppress(OSError):
            super().write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(OSError):
            super().flush()


class _Closed(io.StringIO):
    """In the place of a standard output that was closed before the command began."""

    def write(self, text: str) -> int:  # noqa: ARG002
        raise OutputError("Standard output is closed.", hint=_HINT)


_HINT = "What was to be printed there is lost."


@contextmanager
def standard_streams() -> Iterator[None]:
    """For the time of a command. Streams that somebody has put in the place of the process's own stay as they are."""
    _fill_gaps()
    before = sys.stdin, sys.stdout, sys.stderr
    for stream in before[1:]:
        _fit_for_terminal(stream)
    if sys.stdin is None:
        sys.stdin = io.StringIO()
    if sys.stdout is None:
        sys.stdout = _Closed()
    elif type(sys.stdout) is io.TextIOWrapper:
        sys.stdout = _over(_Data, sys.stdout, errors="backslashreplace")
    if sys.stderr is None:
        sys.stderr = io.StringIO()
    elif type(sys.stderr) is io.TextIOWrapper:
        sys.stderr = _over(_Words, sys.stderr, errors="backslashreplace")
    set_letters()
    try:
        yield
    finally:
        for ours in (sys.stdout, sys.stderr):
            if isinstance(ours, _Data | _Words):
                _let_go(ours)
        sys.stdin, sys.stdout, sys.stderr = before
        spell_for(None)


def set_letters(*, ascii_only: bool | None = None) -> None:
    """Print in these letters from now on.

    Args:
        ascii_only: what the configuration says; None leaves it to the locale.
    """
    ours = [each for each in (sys.stdout, sys.stderr) if isinstance(each, _Lettered)]
    for stream in ours:
        stream.letters = of_stream(stream, ascii_only)
    poorest = next((each.letters for each in ours if not each.letters.all), None)
    spell_for(poorest.hold if poorest else None)


def letters_of(stream: TextIO) -> Letters:
    """What can be printed on it."""
    return stream.letters if isinstance(stream, _Lettered) else Letters(stream.encoding or "ascii")


def _fill_gaps() -> None:
    """The next file or socket would get the number of a stream that is closed, and what others print with it."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def _fit_for_terminal(stream: TextIO | None) -> None:
    """PYTHONIOENCODING may ask for what no terminal reads: UTF-16, EBCDIC."""
    if type(stream) is io.TextIOWrapper and stream.isatty():
        try:
            fit = "\x1b[H".encode(stream.encoding) == b"\x1b[H"
        except (LookupError, ValueError):
            fit = False
        if not fit:
            stream.reconfigure(encoding="utf-8")


def _over(kind: type[_Data | _Words], stream: io.TextIOWrapper, *, errors: str) -> io.TextIOWrapper:
    stream.flush()
    return kind(stream.buffer, stream.encoding, errors=errors, line_buffering=stream.line_buffering)


def _let_go(ours: io.TextIOWrapper) -> None:
    """Leave the stream to its owner; what it does not take is dropped, or Python would fail over it at its end."""
    number = ours.fileno()
    try:
        ours.buffer.flush()
    except OSError:
        _lead_nowhere(number)
    with suppress(OutputError, OSError):
        ours.detach()


def _lead_nowhere(number: int) -> None:
    """Drop what is still to be written, also by Python at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)
