"""What goes where: data to standard output, people's words to standard error, one JSON document where asked for."""

import json
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from tui.cli.streams import letters_of
from tui.errors import OutputError


def tell(words: str) -> None:
    """Say something to the person; never data."""
    print(words, file=sys.stderr, flush=True)


def print_json(document: Any) -> None:
    """Print one JSON document, in ASCII where the output cannot hold every letter."""
    json.dump(document, sys.stdout, ensure_ascii=not letters_of(sys.stdout).all, indent=2)
    sys.stdout.write("\n")


def after_act(show: Callable[[], None], done: str) -> None:
    """Show the result of an act. Where standard output does not take it, the person hears it: the act is done.

    Args:
        show: prints it.
        done: what was done, with what matters of the result, in a sentence.
    """
    try:
        show()
        sys.stdout.flush()
    except OutputError as error:
        tell(f"{error.what} {done}")


def iso(at: datetime | None) -> str | None:
    """A time for scripts: ISO 8601 in UTC."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ") if at else None


def print_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows in columns as wide as their widest cell; wide characters count two."""
    from rich.cells import cell_len

    shown = letters_of(sys.stdout).words
    table = [[shown(cell) for cell in row] for row in (headings, *rows)]
    widths = [max(cell_len(row[column]) for row in table) for column in range(len(headings))]
    for row in table:
        cells = (
            cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)
        )
        print("  ".join(cells).rstrip())


def can_ask() -> bool:
    """Whether there is a person to ask: only where input and the question both have a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(question: str) -> str:
    """Ask on standard error, so that standard output stays data; returns the answer without its newline.

    ctrl+c ends the waiting at once: an event loop would keep it until the line is there.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        print(question, end="", file=sys.stderr, flush=True)
        return sys.stdin.readline().rstrip("\r\n")
    finally:
        signal.signal(signal.SIGINT, before)


def yes_or_no(answer: str) -> bool | None:
    """What an answer to y or n says; None where it says neither."""
    return {"y": True, "yes": True, "n": False, "no": False}.get(answer.strip().lower())
