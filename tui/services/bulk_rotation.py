"""Several apps rotated, a few at a time: each with the targets that name it, and no failure hides another."""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tui.domain.connected_app import ConnectedApp
from tui.domain.rotation import Progress, Report
from tui.domain.text import spelt
from tui.errors import ConsoleError, OutcomeUnknownError
from tui.ports import Target
from tui.services.rotation import Rotation
from tui.services.workbench import Workbench

AT_ONCE = 4
"""Rotations under way at most: what an org and a person can follow."""
NO_TARGET = "No target has it in its apps."
_APP_MOST = 40
"""Characters of another app's name in a reason."""


@dataclass(slots=True)
class Line:
    """One app."""

    app: ConnectedApp
    rotation: Rotation | None
    """None where no target takes part."""
    progress: Progress = Progress.WAITING
    words: str = ""

    @property
    def report(self) -> Report | None:
        """What came of it so far."""
        return self.rotation.report if self.rotation else None


class BulkRotation:
    """Rotates apps.

    Args:
        lines: as `plan` makes them.
        at_once: rotations under way at most; one where a person presses the buttons.

    Attributes:
        changed: told after every step; must neither block nor raise.
    """

    def __init__(self, bench: Workbench, lines: Sequence[Line], *, at_once: int = AT_ONCE) -> None:
        self._bench = bench
        self._slots = asyncio.Semaphore(at_once)
        self._stopped = False
        self.lines = list(lines)
        self.changed: Callable[[], None] = lambda: None

    @property
    def taking_part(self) -> list[Line]:
        """Apps that have a target."""
        return [line for line in self.lines if line.progress is not Progress.LEFT]

    @property
    def target_names(self) -> list[str]:
        """The targets that take part, each once."""
        rotations = (line.rotation for line in self.taking_part)
        names = (name for each in rotations if each is not None for name in each.targets)
        return list(dict.fromkeys(names))

    @property
    def over(self) -> int:
        """How many of those that take part are at their end."""
        return sum(line.progress.over for line in self.taking_part)

    @property
    def counts(self) -> Mapping[Progress, int]:
        """How many apps are how far."""
        return Counter(line.progress for line in self.lines)

    def stop(self) -> None:
        """Begin no other app; those under way come to their end."""
        self._stopped = True
        self.changed()

    async def run(self) -> None:
        """Rotate every app that takes part. What fails becomes the app's line."""
        await asyncio.gather(*(self._in_turn(line) for line in self.taking_part))
        await self._bench.browse.refresh_trail()
        self.changed()

    def settle(self, line: Line) -> None:
        """What was tried again by hand may be complete by now."""
        report = line.report
        if line.progress is Progress.INCOMPLETE and report is not None and report.complete:
            self._to(line, Progress.DONE)

    async def leave(self) -> None:
        """Let go of every token and target that is still held."""
        await asyncio.gather(*(line.rotation.leave() for line in self.lines if line.rotation))

    async def _in_turn(self, line: Line) -> None:
        async with self._slots:
            if self._stopped:
                self._to(line, Progress.STOPPED)
                return
            self._to(line, Progress.RUNNING)
            try:
                await self._rotate(line)
            except OutcomeUnknownError as error:
                self._to(line, Progress.UNKNOWN, f"{error.what} {error.hint}".strip())
            except ConsoleError as error:
                self._to(line, Progress.FAILED, f"{error.what} {error.hint}".strip())
            except Exception as error:  # noqa: BLE001 - a mistake over one app must not end the others
                words = (
                    f"A bug in the console stopped it ({type(error).__name__}). Look at the app."
                )
                self._to(line, Progress.UNKNOWN, words)

    async def _rotate(self, line: Line) -> None:
        rotation = line.rotation
        if rotation is None:
            return
        await rotation.preflight()
        known = self._bench.browse.catalogue.find(line.app.id)
        report = await rotation.rotate(
            replacing=rotation.seen.mark if rotation.seen else None,
            latest=known.latest if known else None,
        )
        if not report.missing:
            await rotation.leave()
        if report.complete:
            self._to(line, Progress.DONE, report.warning)
        else:
            without = f"Without it: {', '.join(report.missing)}." if report.missing else ""
            self._to(line, Progress.INCOMPLETE, f"{without} {report.warning}".strip())

    def _to(self, line: Line, progress: Progress, words: str = "") -> None:
        line.progress, line.words = progress, words
        self.changed()


async def plan(bench: Workbench, apps: Sequence[ConnectedApp]) -> list[Line]:
    """One line for each app, with its targets; an app without one is listed and left.

    Apps are left that share a target with room for one token: each would overwrite the other's.

    Raises:
        OrgError: the org does not say what it is.
    """
    targets = {app.id: await bench.hand_overs.targets_naming(app) for app in apps}
    takers: dict[str, list[ConnectedApp]] = {}
    for app in apps:
        for target in targets[app.id]:
            if not target.card.by_app:
                takers.setdefault(target.card.name, []).append(app)
    lines = []
    for app in apps:
        reason = _shared(app, targets[app.id], takers) if targets[app.id] else NO_TARGET
        if reason:
            lines.append(Line(app, None, Progress.LEFT, reason))
        else:
            lines.append(Line(app, Rotation(bench, app, targets[app.id])))
    return lines


def _shared(
    app: ConnectedApp,
    targets: Sequence[Target],
    takers: Mapping[str, Sequence[ConnectedApp]],
) -> str:
    """Which target the app would have to share, in a sentence; empty where it shares none."""
    for name in (target.card.name for target in targets):
        others = [each for each in takers.get(name, ()) if each != app][:1]
        if others:
            other = spelt(others[0].name, _APP_MOST)
            return (
                f"{name} holds one token, and {other} goes there too. Rotate the right one alone."
            )
    return ""
