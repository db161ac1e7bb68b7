"""The preflight of several targets: all at once, each told as soon as it is known, before anything irreversible.

What could be opened stays open for the write that follows; what cannot take a token says what to repair.
"""

import asyncio
from collections.abc import Callable, Sequence

from tui.domain.handover import Errand
from tui.domain.rotation import Check
from tui.errors import ConsoleError, PreflightError
from tui.ports import OpenTarget, Target


class Preflight:
    """Opens targets for one errand each.

    Args:
        errands: the targets, each with the errand it is judged by.
        changed: told after every finding.

    Attributes:
        checks: one for each target, in the order of `errands`.
    """

    def __init__(
        self, errands: Sequence[tuple[Target, Errand]], changed: Callable[[], None]
    ) -> None:
        self._errands = tuple(errands)
        self._changed = changed
        self._open: dict[str, OpenTarget] = {}
        self.checks = [Check(target.card) for target, _ in self._errands]

    async def run(self) -> dict[str, OpenTarget]:
        """Open every target; returns them by name. They belong to the caller then.

        Raises:
            PreflightError: at least one cannot take the token. None stays open.
        """
        try:
            await asyncio.gather(*(self._check(at) for at in range(len(self._errands))))
        except BaseException:
            await self.close()
            raise
        failed = [check for check in self.checks if check.problem]
        if failed:
            await self.close()
            raise _refused(failed, of=len(self.checks))
        opened, self._open = self._open, {}
        return opened

    async def close(self) -> None:
        """Let go of what is open."""
        opened, self._open = self._open, {}
        await asyncio.gather(*(each.close() for each in opened.values()))

    async def _check(self, at: int) -> None:
        target, errand = self._errands[at]
        card = target.card
        refusal = card.binding.refusal(errand)
        if refusal:
            self._found(at, Check(card, False, problem=refusal, repair="Choose another target."))
            return
        try:
            opened = await target.open(errand)
        except ConsoleError as error:  # a secret that cannot be had, too
            self._found(at, Check(card, False, problem=error.what, repair=error.hint))
            return
        self._open[card.name] = opened
        self._found(at, Check(card, False, findings=tuple(opened.checked)))

    def _found(self, at: int, check: Check) -> None:
        self.checks[at] = check
        self._changed()


def _refused(failed: Sequence[Check], *, of: int) -> PreflightError:
    told = " ".join(f"{each.card.name}: {each.problem} {each.repair}".rstrip() for each in failed)
    count = "The target" if of == 1 else f"{len(failed)} of {of} targets"
    return PreflightError(
        f"{count} cannot take the token as things stand. Nothing was changed. {told}",
        hint="connected-apps targets --check looks again, and writes nothing.",
    )
