"""Asking before something that cannot be undone, on a terminal; or `--yes`, which in production needs the name too."""

import argparse
import sys

from tui.cli.output import ask, can_ask, tell
from tui.cli.streams import letters_of
from tui.domain.connected_app import ConnectedApp
from tui.domain.org import Org
from tui.domain.text import spelt
from tui.errors import UsageError
from tui.presentation.questions import By, Question


def check_confirmable(arguments: argparse.Namespace, why: str) -> None:
    """Refuse, before anything is connected, what could not be confirmed.

    Args:
        why: what is at stake, as the beginning of a sentence.

    Raises:
        UsageError: nobody can be asked, and `--yes` is missing.
    """
    if not arguments.yes and not can_ask():
        raise UsageError(f"{why}, and nobody can be asked here.", hint="Add --yes.")


def check_name(name: str | None, app: ConnectedApp, org: Org) -> None:
    """In production `--yes` alone is too easily repeated from a shell's history.

    Raises:
        UsageError: the name is missing there, or is not the app's.
    """
    if name is not None and name not in (app.name, spelt(app.name)):
        raise UsageError(
            "--name is not the name of that app. Nothing was changed.",
            hint=f"Its name is “{spelt(app.name)}”.",
        )
    if org.is_production and name is None:
        raise UsageError(
            f"{spelt(org.name)} is a production org. Nothing was changed.",
            hint="There --yes needs --name with the exact name of the app beside it.",
        )


def confirm(question: Question) -> None:
    """Show what is known and what will happen, and ask.

    Raises:
        UsageError: not confirmed.
    """
    question = question.in_letters(letters_of(sys.stderr).hold)
    for label, value in question.facts:
        first, *others = value.split("\n")
        tell(f"{label:<12}{first}")
        for line in others:
            tell(f"{'':<12}{line}")
    for warning in question.warnings:
        tell(warning)
    act = question.act.lower()
    typed_name = question.by is By.TYPED_NAME
    wanted = question.typed if typed_name else "y"
    prompt = f"Type “{question.typed}” to {act}: " if typed_name else f"{question.act}? [y/N] "
    if ask(prompt) != wanted:
        raise UsageError(
            "Not confirmed. Nothing was changed.", hint=f"It takes {wanted} for an answer."
        )
