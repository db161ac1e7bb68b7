"""What the console remembers between runs, in a file of its own in the state folder.

Nothing here is worth an error: a file that is missing, broken, or of a later version gives what can be understood
of it, and defaults for the rest. What a person wrote by hand is elsewhere and never rewritten.
"""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from tui.paths import write_private

VERSION = 1


@dataclass(frozen=True, slots=True)
class Remembered:
    """The console as it was left."""

    sort_column: str | None = None
    sort_descending: bool = False
    last_org: str | None = None
    theme: str | None = None
    hides_pane: bool = False
    """The pane beside the table was hidden by hand."""
    walk_is_over: bool = False
    """The rehearsal in five steps was walked or put away."""


def load(path: Path) -> Remembered:
    """What `path` holds. Never raises for what stands, or does not stand, in the file."""
    try:
        text = path.read_text(encoding="utf-8")
        import tomllib  # the first frame of a first start does without

        raw: dict[str, Any] = tomllib.loads(text)
    except (OSError, ValueError, RecursionError):  # not UTF-8 and not TOML are ValueErrors
        return Remembered()
    kept = {}
    for known in fields(Remembered):
        wanted = bool if isinstance(known.default, bool) else str
        if isinstance(raw.get(known.name), wanted):
            kept[known.name] = raw[known.name]
    return Remembered(**kept)


def save(path: Path, remembered: Remembered) -> None:
    """Replace what `path` holds, at once; the file is the user's alone.

    Raises:
        OSError: it cannot be written; the old file stands.
    """
    import tomli_w

    values = {
        known.name: (getattr(remembered, known.name), known.default) for known in fields(remembered)
    }
    written = {name: value for name, (value, default) in values.items() if value != default}
    write_private(path, tomli_w.dumps({"v": VERSION, **written}).encode())
