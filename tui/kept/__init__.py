"""The list kept between sessions: its format, its file, and what a file must be to be believed."""

from tui.kept.file import keep, read, remove

__all__ = ["keep", "read", "remove"]
