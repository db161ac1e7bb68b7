"""Several rotations in words: how far each app is, what came of all of them, what to do next."""

from collections.abc import Mapping
from enum import Enum

from tui.domain.rotation import Progress
from tui.presentation.keymap import Keymap
from tui.presentation.numbers import counted

PROGRESS_SIGNS: Mapping[Progress, str] = {
    Progress.LEFT: "–",
    Progress.WAITING: "·",
    Progress.RUNNING: "…",
    Progress.DONE: "✓",
    Progress.INCOMPLETE: "✗",
    Progress.FAILED: "✗",
    Progress.UNKNOWN: "?",
    Progress.STOPPED: "–",
}
_PROGRESS: Mapping[Progress, str] = {
    Progress.LEFT: "left out",
    Progress.WAITING: "waits",
    Progress.RUNNING: "under way",
    Progress.DONE: "every target holds it",
    Progress.INCOMPLETE: "a target is without it",
    Progress.FAILED: "nothing was changed",
    Progress.UNKNOWN: "not known",
    Progress.STOPPED: "not begun",
}
_TOLD = (
    (Progress.RUNNING, "under way"),
    (Progress.WAITING, "waiting"),
    (Progress.DONE, "rotated"),
    (Progress.INCOMPLETE, "regenerated with a target missing"),
    (Progress.FAILED, "unchanged after a failure"),
    (Progress.UNKNOWN, "not known"),
    (Progress.STOPPED, "not begun"),
    (Progress.LEFT, "left out"),
)


class Going(Enum):
    """Whether rotations are begun, come to their end, or all have."""

    ON = "on"
    STOPPING = "stopping"
    OVER = "over"


def bulk_words(progress: Progress) -> str:
    """How far an app is."""
    return _PROGRESS[progress]


def bulk_summary(counts: Mapping[Progress, int]) -> str:
    """How many apps are how far, in a line."""
    parts = [f"{counts[each]:,} {words}" for each, words in _TOLD if counts.get(each)]
    return f"{', '.join(parts)}." if parts else "Nothing was done."


def bulk_next(counts: Mapping[Progress, int], going: Going, keys: Keymap) -> str:
    """What to do now, in a sentence or two."""
    if going is Going.STOPPING:
        return "Stopping: what is under way comes to its end, nothing else is begun."
    if going is Going.ON:
        return (
            f"{keys.name('several.stop')} begins no other app. Leaving stops at once what is under way; the journal"
            " keeps it."
        )
    back, shows = keys.name("back"), keys.name("several.open")
    missing, unknown = counts.get(Progress.INCOMPLETE, 0), counts.get(Progress.UNKNOWN, 0)
    failed = counts.get(Progress.FAILED, 0)
    told = []
    if missing:
        apps = counted(missing, "app")
        told.append(f"No client can register with {apps}: {shows} opens it, to try again.")
    if unknown:
        journal = keys.name("journal")
        told.append(f"{counted(unknown, 'act')} can be looked up in the journal ({journal}).")
    if failed:
        apps = counted(failed, "app")
        told.append(f"What stopped {apps} stands in its line; mark it again when it is repaired.")
    return " ".join(told) or f"Nothing is left to do here. {back} goes back to the table."
