"""What `rotate` and `hand-over` share: targets by name, progress on standard error, the report on standard output."""

import argparse
from collections.abc import Sequence
from typing import Any

from tui.cli.confirming import confirm
from tui.cli.output import after_act, can_ask, print_json, tell
from tui.domain.connected_app import ConnectedApp
from tui.domain.rotation import Report, State, TargetLine
from tui.domain.text import spelt
from tui.errors import UsageError
from tui.exit_codes import ExitCode
from tui.ports import Target
from tui.presentation.commands import command
from tui.presentation.rotation_questions import unbound_question
from tui.presentation.rotation_words import SIGNS, lockout_line, report_lines, target_words
from tui.services.rotation import Rotation
from tui.services.workbench import Workbench


def targets_of(arguments: argparse.Namespace, workbench: Workbench) -> list[Target]:
    """The targets that `--to` names, each once.

    Raises:
        UsageError: there is no such target.
    """
    return [workbench.hand_overs.target(name) for name in dict.fromkeys(arguments.to)]


async def named_targets(
    arguments: argparse.Namespace, workbench: Workbench, app: ConnectedApp
) -> Sequence[str]:
    """Targets bound to no org that a person confirmed by name: by `--unbound`, or by typing it here.

    What was typed is put down in `arguments.unbound`, for the command that may have to finish the act.

    Raises:
        UsageError: not confirmed.
    """
    offers = await workbench.hand_overs.offers(app)
    confirmed: list[str] = list(arguments.unbound)
    asked = [each for each in offers if each.if_named and each.card.name in arguments.to]
    for offer in asked:
        if offer.card.name not in confirmed and can_ask() and not arguments.yes:
            confirm(unbound_question(offer.card, offer.refusal))
            confirmed.append(offer.card.name)
    arguments.unbound = confirmed
    return confirmed


def told(rotation: Rotation) -> Rotation:
    """Say on standard error what each target does, once for every step."""
    said: dict[str, State] = {}

    def changed() -> None:
        for line in rotation.report.targets:
            if said.get(line.name) is not line.state and line.state is not State.WAITING:
                said[line.name] = line.state
                tell(f"{SIGNS[line.state]} {line.name} {target_words(line)}")

    rotation.changed = changed
    return rotation


def finished(report: Report, arguments: argparse.Namespace) -> int:
    """Print the report; returns the exit code: 10 where a target is without the token, 7 where the token is dead."""
    code = _code(report)
    as_json = arguments.json
    lines = report_lines(report)

    def show() -> None:
        if as_json:
            print_json(document(report, code))
        else:
            print("\n".join(lines))

    after_act(show, f"The act is over all the same, and in the journal: {' '.join(lines)}")
    if as_json:
        tell(lockout_line(report) or lines[0])
    if report.overtaken:
        tell(f"When it is known who regenerated it too: {finishing_command(report, arguments)}")
    elif not report.complete:
        tell(
            "The new token is in the org. When the target is repaired: "
            f"{finishing_command(report, arguments)}"
        )
    return code


def _code(report: Report) -> ExitCode:
    if report.overtaken:
        return ExitCode.CONFLICT
    return ExitCode.DONE if report.complete else ExitCode.TARGET_WITHOUT_TOKEN


def finishing_command(report: Report, arguments: argparse.Namespace) -> str:
    """The command that brings the token of today to the targets, for a shell: same org, same configuration."""
    targets = [line.name for line in report.targets] if report.overtaken else report.missing
    words = ["hand-over", report.app_id]
    for name in targets:
        words += ["--to", name]
        words += ["--unbound", name] if name in arguments.unbound else []
    words += ["--yes", "--name", spelt(report.app_name)]
    return command(words, org=arguments.org, config=arguments.config)


def document(report: Report, code: int) -> dict[str, Any]:
    """The report for scripts; never a token."""
    return {
        "act": report.deed.value,
        "id": report.app_id,
        "name": report.app_name,
        "fingerprint": report.fingerprint,
        "complete": report.complete,
        "lockout_ms": report.lockout_ms if report.complete else None,
        "lockout_so_far_ms": None if report.complete else report.lockout_ms,
        "targets": [_target(line) for line in report.targets],
        "held": list(report.held),
        "missing": list(report.missing),
        "overtaken": report.overtaken,
        "warning": report.warning or None,
        "exit_code": int(code),
    }


def _target(line: TargetLine) -> dict[str, Any]:
    return {
        "name": line.name,
        "where": line.where,
        "state": line.state.value,
        "holds": line.state.holds,
        "proven": line.state is State.PROVEN,
        "milliseconds": line.milliseconds,
        "attempts": line.attempts,
        "words": line.words or None,
        "hint": line.hint or None,
        "notes": list(line.notes),
    }


def check_targets(arguments: argparse.Namespace) -> None:
    """Refuse a command line that could not work, before anything is connected.

    Raises:
        UsageError: `--unbound` names a target that `--to` does not.
    """
    strange = [name for name in arguments.unbound if name not in arguments.to]
    if strange:
        raise UsageError(
            f"--unbound names {', '.join(strange)}, which --to does not.",
            hint="It only confirms a target that the token goes to.",
        )
