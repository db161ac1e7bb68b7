"""`hand-over`: the token that there is, to targets. How an exit 10 is finished."""

import argparse

from tui.cli import session
from tui.cli.confirming import check_confirmable, check_name, confirm
from tui.cli.guide import token_of_input
from tui.cli.output import tell
from tui.cli.rotation_report import (
    check_targets,
    finished,
    named_targets,
    targets_of,
    told,
)
from tui.domain.acts import Deed
from tui.domain.rotation import Report
from tui.errors import UsageError
from tui.presentation.rotation_questions import hand_over_question
from tui.presentation.rotation_words import check_words
from tui.services.rotation import Rotation
from tui.services.workbench import Workbench


def hand_over(arguments: argparse.Namespace) -> int:
    """Hand one app's token over; asks, or needs `--yes`."""
    check_targets(arguments)
    check_confirmable(arguments, "What the targets hold is overwritten")
    if arguments.token_stdin and not arguments.yes:
        raise UsageError(
            "--token-stdin takes standard input, so it cannot be asked there.", hint="Add --yes."
        )
    token = token_of_input() if arguments.token_stdin else None

    async def act(workbench: Workbench) -> Report:
        workbench.acts.check_writable(Deed.HAND_OVER)
        targets = targets_of(arguments, workbench)
        app = await session.find_app(workbench, arguments.app)
        if arguments.yes:
            check_name(arguments.name, app, await workbench.browse.org())
        named = await named_targets(arguments, workbench, app)
        rotation = told(Rotation(workbench, app, targets, deed=Deed.HAND_OVER, named=named))
        if not arguments.yes:
            await _confirm(workbench, rotation)
        try:
            return await rotation.hand_over(token)
        finally:
            await rotation.leave()

    return finished(session.run(arguments, act), arguments)


async def _confirm(workbench: Workbench, rotation: Rotation) -> None:
    await rotation.preflight()
    for check in rotation.checks:
        tell(f"{check.card.name}: {check_words(check)}")
    fingerprint = rotation.seen.fingerprint if rotation.seen else None
    org = await workbench.browse.org()
    confirm(hand_over_question(rotation.app, org, rotation.checks, fingerprint))
