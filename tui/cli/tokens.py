"""`token generate`, `regenerate`, `reveal` and `copy`."""

import argparse
import asyncio
import signal
import sys
from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import datetime

from tui.cli import session
from tui.cli.output import ask, can_ask, iso, print_json, tell
from tui.domain.acts import Deed, Result
from tui.domain.connected_app import ConnectedApp
from tui.domain.listing import Known
from tui.domain.org import Org
from tui.domain.secret import Secret
from tui.domain.token import Generation
from tui.errors import OutcomeUnknownError, UnreachableError, UsageError
from tui.exit_codes import ExitCode
from tui.presentation.error_text import sentence
from tui.presentation.journal_words import LEFT_BEHIND
from tui.presentation.questions import By, regenerate_question
from tui.presentation.times import exact
from tui.presentation.token_words import generated_line
from tui.services.acts import Done
from tui.services.token_desk import CopyAs
from tui.services.workbench import Workbench


def generate(arguments: argparse.Namespace) -> int:
    """Make the first token."""

    async def act(workbench: Workbench) -> tuple[ConnectedApp, Made]:
        workbench.acts.check_writable(Deed.GENERATE)
        app = await session.find_app(workbench, arguments.app)
        return app, await _once(
            workbench, app, workbench.acts.generate(app, latest=_latest(workbench, app))
        )

    app, made = session.run(arguments, act)
    return _done("Generated", app, made, as_json=arguments.json)


def regenerate(arguments: argparse.Namespace) -> int:
    """Replace the token, after asking or with `--yes`."""
    _check_confirmable(arguments)

    async def act(workbench: Workbench) -> tuple[ConnectedApp, Made]:
        acts = workbench.acts
        acts.check_writable(Deed.REGENERATE)
        app = await session.find_app(workbench, arguments.app)
        seen = await workbench.desk.look(app.id)
        if seen.fingerprint is not None:
            await _confirm(arguments, workbench, app)
        act = acts.regenerate(app, replacing=seen.fingerprint, latest=_latest(workbench, app))
        return app, await _once(workbench, app, act)

    app, made = session.run(arguments, act)
    return _done("Regenerated; the old token is dead", app, made, as_json=arguments.json)


def _latest(workbench: Workbench, app: ConnectedApp) -> Generation | None:
    """The newest generation known of the app; None where the list was not loaded."""
    known = workbench.browse.catalogue.find(app.id)
    return known.latest if known else None


@dataclass(frozen=True, slots=True)
class Made:
    """A token was made; how the person hears of it."""

    fingerprint: str | None
    at: datetime
    warning: str


async def _once(workbench: Workbench, app: ConnectedApp, act: Awaitable[Done]) -> Made:
    """Do the act; where its answer is lost, look it up before anything is said.

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
            return Made(finding.fingerprint, workbench.clock.now(), finding.words)
        if finding.result is Result.NOT_DONE:
            raise UnreachableError(finding.words) from None
        raise OutcomeUnknownError(
            finding.words, hint="connected-apps journal --resume looks it up again."
        ) from None
    return Made(done.facts.fingerprint, done.facts.read_at, done.warning)


def _check_confirmable(arguments: argparse.Namespace) -> None:
    if not arguments.yes and not can_ask():
        raise UsageError(
            "Regenerate kills the token in use at once, and nobody can be asked here.",
            hint="Add --yes.",
        )


async def _confirm(arguments: argparse.Namespace, workbench: Workbench, app: ConnectedApp) -> None:
    org = await workbench.browse.org()
    if arguments.yes:
        _check_name(arguments.name, app, org)
        return
    if workbench.browse.loaded_at is None:
        await session.load_list(workbench.browse)
    known = workbench.browse.catalogue.find(app.id)
    question = regenerate_question(app.name, app.id, org, _generated(known, workbench))
    for label, value in question.facts:
        tell(f"{label:<12}{value}")
    for warning in question.warnings:
        tell(warning)
    typed_name = question.by is By.TYPED_NAME
    wanted = question.typed if typed_name else "y"
    prompt = f"Type “{question.typed}” to regenerate: " if typed_name else "Regenerate? [y/N] "
    if ask(prompt) != wanted:
        raise UsageError("Not confirmed. Nothing was changed.")


def _check_name(name: str | None, app: ConnectedApp, org: Org) -> None:
    """In production `--yes` alone is too easily repeated from a shell's history."""
    if name is not None and name != app.name:
        raise UsageError(
            "--name is not the name of that app. Nothing was changed.",
            hint=f"Its name is “{app.name}”.",
        )
    if org.is_production and name is None:
        raise UsageError(
            f"{org.name} is a production org. Nothing was changed.",
            hint="There --yes needs --name with the exact name of the app beside it.",
        )


def _generated(known: Known | None, workbench: Workbench) -> str:
    latest, ambiguous = (known.latest, known.ambiguous) if known else (None, False)
    return generated_line(latest, ambiguous=ambiguous, now=workbench.clock.now())


def _done(words: str, app: ConnectedApp, made: Made, *, as_json: bool) -> int:
    if as_json:
        document = {"id": app.id, "name": app.name, "fingerprint": made.fingerprint}
        print_json(document | {"at": iso(made.at)})
    else:
        print(f"{made.fingerprint or 'unknown '}  {exact(made.at)}")
        tell(f"{words}: {app.name}. Give the new token to your API gateway now.")
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


def copy(arguments: argparse.Namespace) -> int:
    """Copy the token, and stay until it is off the clipboard again."""

    async def act(workbench: Workbench) -> None:
        app = await session.find_app(workbench, arguments.app)
        copied, _ = await workbench.desk.copy(app.id, CopyAs(arguments.copy_as))
        tell(f"Sent to the {copied.way}.")
        if arguments.no_clear or not workbench.watch.seconds:
            return
        workbench.watch.hold(copied)
        await _clear_after_countdown(workbench)

    session.run(arguments, act)
    return ExitCode.DONE


async def _clear_after_countdown(workbench: Workbench) -> None:
    """Count down where there is a terminal. ctrl+c is no failure here: it clears now."""
    watch = workbench.watch
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    tell(f"Cleared in {watch.seconds} s; ctrl+c clears it now.")
    counting = asyncio.ensure_future(_count_down(workbench))
    stopping = asyncio.ensure_future(stop.wait())
    await asyncio.wait((counting, stopping), return_when=asyncio.FIRST_COMPLETED)
    for task in (counting, stopping):
        task.cancel()
    tell("Cleared." if await watch.clear() else "The clipboard holds something else by now.")


async def _count_down(workbench: Workbench) -> None:
    watch = workbench.watch
    while watch.remaining > 0:
        if sys.stderr.isatty():
            print(f"\r{watch.remaining:3.0f} s ", end="", file=sys.stderr, flush=True)
        await workbench.clock.sleep(min(1.0, watch.remaining))
    if sys.stderr.isatty():
        print("\r", end="", file=sys.stderr)
