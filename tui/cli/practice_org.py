"""`practice-org serve`, `seed`, `reset` and `session`: always the local database, whatever the configuration says."""

import argparse
import time

from tui import paths
from tui.cli.output import ask, can_ask, tell
from tui.errors import UsageError
from tui.exit_codes import ExitCode


def serve(arguments: argparse.Namespace) -> int:
    """Serve until interrupted."""
    from tui.practice.faces import CLASSIC, face_named
    from tui.practice.server import serve as serve_on_port

    face = face_named(arguments.face)

    def ready(url: str) -> None:
        tell(f"Practice org on {url}, on this machine only. ctrl+c ends it.")
        tell(f"Client registration URL: {url}/services/oauth2/register")
        if face is not CLASSIC:
            tell(f"Its Setup pages wear the face {face.name}: {face.about}.")

    serve_on_port(paths.practice_database(), port=arguments.port, ready=ready, face=face)
    return ExitCode.DONE


def seed(arguments: argparse.Namespace) -> int:
    """Fill the org up to a number of apps."""
    from tui.practice.seed import seed as fill
    from tui.practice.store import Store

    started = time.monotonic()
    with Store.open(paths.practice_database()) as store:
        added = fill(store, apps=arguments.apps)
    tell(f"{added:,} connected apps added in {time.monotonic() - started:.1f} s.")
    return ExitCode.DONE


def reset(arguments: argparse.Namespace) -> int:
    """Put the org back to its first use."""
    from tui.practice.store import reset as start_afresh

    if not arguments.yes:
        _ask_to_reset()
    start_afresh(paths.practice_database())
    tell("The practice org is as on its first use.")
    return ExitCode.DONE


def _ask_to_reset() -> None:
    if not can_ask():
        raise UsageError(
            "Reset throws away the practice org's apps and tokens, and nobody can be asked here.",
            hint="Add --yes.",
        )
    if ask("Throw away the practice org's apps and tokens? [y/N] ") != "y":
        raise UsageError("Not confirmed. Nothing was changed.", hint="It takes y for an answer.")


def session(arguments: argparse.Namespace) -> int:
    """Print a session id, alone, for a script or for `access_token_from`."""
    from tui.practice.sessions import new_session
    from tui.practice.store import Store

    with Store.open(paths.practice_database()) as store:
        print(new_session(store, arguments.user))
    return ExitCode.DONE
