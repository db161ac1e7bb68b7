"""What the console remembers between runs, in a file of its own in the state folder.

Nothing here is worth an error: a file that is missing, broken, or of a later version gives what can be understood
of it, and defaults for the rest. What a person wrote by hand is elsewhere and never rewritten.
"""

from pathlib import Path
from typing import Any, NamedTuple

from tui.paths import write_private

VERSION = 1


class Remembered(NamedTuple):
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
    for name, default in Remembered._field_defaults.items():
        wanted = bool if isinstance(default, bool) else str
        if isinstance(raw.get(name), wanted):
            kept[name] = raw[name]
    return Remembered(**kept)


def save(path: Path, remembered: Remembered) -> None:
    """Replace what `path` holds, at once; the file is the user's alone.

    Raises:
        OSError: it cannot be written; the old file stands.
    """
    import tomli_w

    defaults = Remembered._field_defaults
    written = {
        name: value for name, value in remembered._asdict().items() if value != defaults[name]
    }
    write_private(path, tomli_w.dumps({"v": VERSION, **written}).encode())
