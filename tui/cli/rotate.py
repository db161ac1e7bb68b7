"""`rotate`: preflight, regenerate, hand over, verify, record, in one act."""

import argparse
import asyncio

from tui.cli import session
from tui.cli.confirming import check_confirmable, check_name, confirm
from tui.cli.output import tell
from tui.cli.rotation_report import (
    check_targets,
    finished,
    named_targets,
    targets_of,
    told,
)
from tui.domain.acts import Deed
from tui.domain.connected_app import ConnectedApp
from tui.domain.rotation import Report
from tui.presentation.journal_words import LEFT_BEHIND
from tui.presentation.rotation_questions import rotate_question
from tui.presentation.rotation_words import check_words
from tui.presentation.token_words import generated_line
from tui.services.rotation import Rotation
from tui.services.workbench import Workbench


def rotate(arguments: argparse.Namespace) -> int:
    """Rotate one app's token; asks, or needs `--yes`."""
    check_targets(arguments)
    if not arguments.guided_stdin:  # with it the button was pressed already
        check_confirmable(arguments, "Regenerate kills the token in use at once")

    async def prepare(workbench: Workbench) -> Rotation:
        workbench.acts.check_writable(Deed.REGENERATE)
        targets = targets_of(arguments, workbench)
        app = await session.find_app(workbench, arguments.app)
        named = await named_targets(arguments, workbench, app)
        rotation = told(Rotation(workbench, app, targets, named=named))
        await rotation.preflight()
        for check in rotation.checks:
            tell(f"{check.card.name}: {check_words(check)}")
        await _confirm(arguments, workbench, rotation)
        return rotation

    return finished(session.change(arguments, prepare, _rotate), arguments)


async def _rotate(workbench: Workbench, rotation: Rotation) -> Report:
    known = workbench.browse.catalogue.find(rotation.app.id)
    seen = rotation.seen
    try:
        return await rotation.rotate(
            replacing=seen.mark if seen else None, latest=known.latest if known else None
        )
    except asyncio.CancelledError:
        tell(f"Interrupted during the act. {LEFT_BEHIND}")
        raise
    finally:
        await rotation.leave()


async def _confirm(arguments: argparse.Namespace, workbench: Workbench, rotation: Rotation) -> None:
    app, org = rotation.app, await workbench.browse.org()
    if arguments.guided_stdin:
        return
    if arguments.yes:
        check_name(arguments.name, app, org)
        return
    generated = await _generated(workbench, app)
    confirm(rotate_question(app, org, generated, rotation.checks))


async def _generated(workbench: Workbench, app: ConnectedApp) -> str:
    """Age and author, for which the whole list is needed."""
    if workbench.browse.loaded_at is None:
        await session.load_list(workbench.browse)
    known = workbench.browse.catalogue.find(app.id)
    latest, ambiguous = (known.latest, known.ambiguous) if known else (None, False)
    return generated_line(latest, ambiguous=ambiguous, now=workbench.clock.now())
