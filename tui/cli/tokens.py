"""`token generate`, `regenerate`, `reveal` and `copy`."""

import argparse
import asyncio
import sys
from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import datetime

from tui.cli import session
from tui.cli.confirming import check_confirmable, check_name, confirm
from tui.cli.output import after_act, iso, print_json, tell
from tui.domain.acts import Deed, Result
from tui.domain.connected_app import ConnectedApp
from tui.domain.listing import Known
from tui.domain.secret import Mark, Secret
from tui.domain.text import spelt
from tui.domain.token import Generation
from tui.errors import OutcomeUnknownError, UnreachableError
from tui.exit_codes import ExitCode
from tui.presentation.error_text import sentence
from tui.presentation.journal_words import LEFT_BEHIND
from tui.presentation.questions import regenerate_question
from tui.presentation.times import exact
from tui.presentation.token_words import generated_line
from tui.services.acts import Done
from tui.services.workbench import Workbench


def generate(arguments: argparse.Namespace) -> int:
    """Make the first token."""

    async def prepare(workbench: Workbench) -> ConnectedApp:
        workbench.acts.check_writable(Deed.GENERATE)
        return await session.find_app(workbench, arguments.app)

    async def act(workbench: Workbench, app: ConnectedApp) -> tuple[ConnectedApp, Made]:
        made = workbench.acts.generate(app, latest=_latest(workbench, app))
        what = _TAKEN if workbench.guided else "Generated"
        return app, await _once(workbench, app, made, what)

    return _done(*session.change(arguments, prepare, act), as_json=arguments.json)


def regenerate(arguments: argparse.Namespace) -> int:
    """Replace the token, after asking or with `--yes`."""
    if not arguments.guided_stdin:  # with it the button was pressed already
        check_confirmable(arguments, "Regenerate kills the token in use at once")

    async def prepare(workbench: Workbench) -> tuple[ConnectedApp, Mark | None]:
        workbench.acts.check_writable(Deed.REGENERATE)
        app = await session.find_app(workbench, arguments.app)
        if workbench.guided:  # whoever presses the button in the browser confirms there
            return app, None
        seen = await workbench.desk.look(app.id)
        if seen.fingerprint is not None:
            await _confirm(arguments, workbench, app)
        return app, seen.mark

    async def act(
        workbench: Workbench, found: tuple[ConnectedApp, Mark | None]
    ) -> tuple[ConnectedApp, Made]:
        (app, seen), acts = found, workbench.acts
        latest = _latest(workbench, app)
        if workbench.guided:  # there it is one button
            return app, await _once(workbench, app, acts.generate(app, latest=latest), _TAKEN)
        made = acts.regenerate(app, replacing=seen, latest=latest)
        return app, await _once(workbench, app, made, "Regenerated; the old token is dead")

    return _done(*session.change(arguments, prepare, act), as_json=arguments.json)


_TAKEN = "Taken as pasted; that it was made here nobody has seen"
"""Guided mode knows no more of a token, nor of what became of the one before."""


def _latest(workbench: Workbench, app: ConnectedApp) -> Generation | None:
    """The newest generation known of the app; None where the list was not loaded."""
    known = workbench.browse.catalogue.find(app.id)
    return known.latest if known else None


@dataclass(frozen=True, slots=True)
class Made:
    """A token was made; how the person hears of it."""

    what: str
    fingerprint: str | None
    at: datetime
    warning: str


async def _once(workbench: Workbench, app: ConnectedApp, act: Awaitable[Done], what: str) -> Made:
    """Do the act; where its answer is lost, look it up before anything is said.

    Args:
        what: what was done, once it is.

    Raises:
        UnreachableError: the look-up proved that nothing was changed.
        OutcomeUnknownError: it cannot be told.
    """
    try:
        done = await act
    except asyncio.CancelledError:
        tell(f"Interrupted during the act. {LEFT_BEHIND}")
        raise
    except OutcomeUnknownError as error:
        tell(f"{sentence(error)} Looking it up.")
        intent = await workbench.acts.last_unresolved(app.id)
        if intent is None:
            raise
        finding = await workbench.look_up(intent)
        if finding.result is Result.DONE:
            return Made(what, finding.fingerprint, workbench.clock.now(), finding.words)
        if finding.result is Result.NOT_DONE:
            raise UnreachableError(
                finding.words, hint="connected-apps journal has the act."
            ) from None
        raise OutcomeUnknownError(
            finding.words, hint="connected-apps journal --resume looks it up again."
        ) from None
    return Made(what, done.facts.fingerprint, done.facts.read_at, done.warning)


async def _confirm(arguments: argparse.Namespace, workbench: Workbench, app: ConnectedApp) -> None:
    org = await workbench.browse.org()
    if arguments.yes:
        check_name(arguments.name, app, org)
        return
    if workbench.browse.loaded_at is None:
        await session.load_list(workbench.browse)
    known = workbench.browse.catalogue.find(app.id)
    confirm(regenerate_question(app.name, app.id, org, _generated(known, workbench)))


def _generated(known: Known | None, workbench: Workbench) -> str:
    latest, ambiguous = (known.latest, known.ambiguous) if known else (None, False)
    return generated_line(latest, ambiguous=ambiguous, now=workbench.clock.now())


def _done(app: ConnectedApp, made: Made, *, as_json: bool) -> int:
    fingerprint = made.fingerprint or "unknown"
    document = {"id": app.id, "name": app.name, "fingerprint": made.fingerprint}

    def show() -> None:
        if as_json:
            print_json(document | {"at": iso(made.at)})
        else:
            print(f"{fingerprint:<8}  {exact(made.at)}")

    after_act(show, f"The act is done all the same, and in the journal: fingerprint {fingerprint}.")
    if not as_json:
        tell(f"{made.what}: {spelt(app.name)}. Give the new token to your API gateway now.")
    if made.warning:
        tell(made.warning)
    return ExitCode.DONE


def reveal(arguments: argparse.Namespace) -> int:
    """Print the token alone."""

    async def act(workbench: Workbench) -> Secret:
        app = await session.find_app(workbench, arguments.app)
        value, _ = await workbench.desk.reveal(app.id)
        return value

    value = session.run(arguments, act)
    if sys.stdout.isatty():
        tell("The token stays in this terminal's scrollback and in recordings of the session.")
    print(value.expose())
    return ExitCode.DONE
