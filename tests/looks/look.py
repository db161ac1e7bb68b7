"""How the console looks, as a text that can be read in a diff: rows, below each its styles, at the end what these are.

Text and styles are those that go to the terminal, dialogs over what they dim. A letter stands for a style of the cell
above it; letters are given in the order in which styles appear.
"""

import difflib
import re
import string
from importlib.metadata import version
from itertools import chain
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.style import Style

from tui.app import ConsoleApp

FOLDER = Path(__file__).resolve().parent
_CONSTRAINTS = FOLDER.parent.parent / "constraints.txt"
_LETTERS = string.ascii_letters + string.digits


def look(app: ConsoleApp) -> str:
    """What is on the screen, rows and styles."""
    styles: dict[str, str] = {}
    rows = []
    for strip in app.screen._compositor.render_strips(app.size):
        worn = (
            _letter(segment.style, styles) * cell_len(segment.text)
            for segment in strip
            if not segment.control
        )
        rows.append((strip.text.rstrip(), "".join(worn)))
    body = chain.from_iterable((f"│{text}", f"~{worn}") for text, worn in rows)
    legend = (f"{letter} {words}" for words, letter in styles.items())
    return "\n".join([*body, "", *legend]) + "\n"


def _letter(style: Style | None, styles: dict[str, str]) -> str:
    words = str(style.without_color + Style.from_color(style.color, style.bgcolor)) if style else ""
    return styles.setdefault(words, _LETTERS[len(styles)])


def other_versions() -> str:
    """Which pinned library is installed in another version, in words; empty where all are as pinned."""
    pinned = re.findall(r"^(\w+)==(\S+)$", _CONSTRAINTS.read_text(encoding="utf-8"), re.MULTILINE)
    return ", ".join(
        f"{name} is {version(name)}, not {wanted}"
        for name, wanted in pinned
        if version(name) != wanted
    )


def check_look(app: ConsoleApp, name: str, *, update: bool, out: Path) -> None:
    """Compare the screen with the look of that name.

    Args:
        update: make it the look from now on.
        out: where a look that differs is left, as text and as a picture.
    """
    made, file = look(app), FOLDER / f"{name}.txt"
    if update:
        file.write_text(made, encoding="utf-8")
        return
    kept = file.read_text(encoding="utf-8") if file.exists() else ""
    if made == kept:
        return
    (out / f"{name}.txt").write_text(made, encoding="utf-8")
    (out / f"{name}.svg").write_text(app.export_screenshot(), encoding="utf-8")
    difference = difflib.unified_diff(
        kept.splitlines(), made.splitlines(), "kept", "made", lineterm="", n=1
    )
    pytest.fail(
        "\n".join(
            [
                f"The look {name} is another one. The new one: {out}/{name}.svg",
                "If it is meant: pytest tests/looks --update-looks, and look at the difference.",
                *difference,
            ]
        ),
        pytrace=False,
    )
