"""The exit codes of the command line: scripts rely on them, so a number never changes its meaning."""

from enum import IntEnum


class ExitCode(IntEnum):
    """Why the command ended. The table stands in the docs as well; a test compares the two."""

    DONE = 0
    BUG = 1
    USAGE = 2
    CONFIGURATION = 3
    NO_SESSION = 4
    PERMISSION_MISSING = 5
    NOT_FOUND = 6
    CONFLICT = 7
    UNREACHABLE = 8
    OUTCOME_UNKNOWN = 9
    TARGET_WITHOUT_TOKEN = 10
    NO_CLIPBOARD = 11
    PREFLIGHT_FAILED = 12
    NOT_RECORDED = 13
    INTERRUPTED = 130
