"""`journal`: what was done, and unfinished acts looked up."""

import argparse
from dataclasses import asdict
from functools import partial
from typing import Any, TypeAlias

from tui.cli import session
from tui.cli.output import ask, can_ask, iso, print_json, tell, yes_or_no
from tui.domain.acts import Finding, JournalEntry, Result
from tui.exit_codes import ExitCode
from tui.presentation.commands import command
from tui.presentation.journal_words import change, line, to_hand_over
from tui.services.look_up import late_words
from tui.services.workbench import Workbench

Found: TypeAlias = "tuple[JournalEntry, Finding]"


def run(arguments: argparse.Namespace) -> int:
    """Print the journal, or look up what it does not know."""
    if arguments.resume:
        return _resume(arguments)
    from tui import wiring

    entries = wiring.journal(wiring.SystemClock()).entries()
    _print(entries, as_json=arguments.json)
    return ExitCode.DONE


def _resume(arguments: argparse.Namespace) -> int:
    async def act(workbench: Workbench) -> tuple[list[Found], list[JournalEntry]]:
        found = await _came_late(workbench) + await _looked_up(workbench)
        if not arguments.json and can_ask():
            found = [await _settled(workbench, *each) for each in found]
        unfinished = await workbench.acts.look_ups.unfinished()
        return found, [entry for entry in unfinished if entry.undelivered]

    found, undelivered = session.run(arguments, act)
    if arguments.json:
        print_json([_facts(entry) | {"found": asdict(finding)} for entry, finding in found])
    else:
        for entry, finding in found:
            print(f"{line(entry)}\n    {finding.words}")
    again = partial(command, org=arguments.org, config=arguments.config)
    for entry in undelivered:
        tell(f"{line(entry)}\n{to_hand_over(entry, again)}")
    if not found and not undelivered:
        tell("No act in this org is unfinished.")
    if any(finding.result is Result.UNKNOWN for _, finding in found):
        return ExitCode.OUTCOME_UNKNOWN
    return ExitCode.TARGET_WITHOUT_TOKEN if undelivered else ExitCode.DONE


async def _came_late(workbench: Workbench) -> list[Found]:
    look_ups = workbench.acts.look_ups
    late = {intent.act_id: intent for intent in await look_ups.arrived_late()}
    if not late:
        return []
    return [
        (entry, Finding(Result.DONE, late_words(entry.intent)))
        for entry in reversed(await look_ups.entries())
        if entry.intent.act_id in late
    ]


async def _looked_up(workbench: Workbench) -> list[Found]:
    unresolved = await workbench.acts.look_ups.unresolved()
    if unresolved:
        await session.load_list(workbench.browse)  # says which names several apps bear
    # The newest first: what is known of it says more of the older ones than the other way round.
    newest_first = reversed(unresolved)
    found = [(entry, await workbench.look_up(entry.intent)) for entry in newest_first]
    return found[::-1]


async def _settled(workbench: Workbench, entry: JournalEntry, finding: Finding) -> Found:
    """Ask the person about an act that a look-up cannot tell."""
    if finding.result is not Result.UNKNOWN:
        return entry, finding
    tell(f"{line(entry)}\n    {finding.words}")
    said = ask("Have you looked in Setup? y it happened, n it did not, Enter leaves it open: ")
    happened = yes_or_no(said)
    if happened is None:
        return entry, finding
    result = Result.DONE if happened else Result.NOT_DONE
    return entry, await workbench.acts.look_ups.settle(entry.intent, result)


def _print(entries: list[JournalEntry], *, as_json: bool) -> None:
    if as_json:
        print_json([_facts(entry) for entry in entries])
        return
    for entry in entries:
        print(f"{line(entry)}  {change(entry)}")
    unfinished = sum(entry.unresolved or entry.undelivered for entry in entries)
    if unfinished:
        tell(f"{unfinished:,} unfinished: connected-apps journal --resume looks them up.")
    if not entries:
        tell("Nothing has been done yet.")


def _facts(entry: JournalEntry) -> dict[str, Any]:
    intent, outcome = entry.intent, entry.outcome
    facts = asdict(intent) | {
        "at": iso(intent.at),
        "last_row": iso(intent.last_row),
        "running": entry.running,
        "unresolved": entry.unresolved,
        "result": outcome.result.value if outcome else None,
        "fingerprint": outcome.fingerprint if outcome else None,
        "ended_at": iso(outcome.at) if outcome else None,
        "words": outcome.words if outcome else "",
        "basis": outcome.basis.value if outcome else None,
        "said_by": outcome.said_by if outcome else "",
        "unseen": entry.unseen,
        "held": list(outcome.held) if outcome else [],
        "missing": list(entry.missing),
        "undelivered": entry.undelivered,
    }
    facts["author"]["process_started"] = iso(intent.author.process_started)
    return facts
