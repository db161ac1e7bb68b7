"""`journal`: what was done, and unfinished acts looked up."""

import argparse
from dataclasses import asdict
from typing import Any

from tui.cli import session
from tui.cli.output import iso, print_json, tell
from tui.domain.acts import Finding, JournalEntry, Result
from tui.exit_codes import ExitCode
from tui.presentation.journal_words import change, line
from tui.services.workbench import Workbench


def run(arguments: argparse.Namespace) -> int:
    """Print the journal, or look up what it does not know."""
    if arguments.resume:
        return _resume(arguments)
    from tui import wiring

    entries = wiring.journal(wiring.SystemClock()).entries()
    _print(entries, as_json=arguments.json)
    return ExitCode.DONE


def _resume(arguments: argparse.Namespace) -> int:
    async def act(workbench: Workbench) -> list[tuple[JournalEntry, Finding]]:
        unresolved = await workbench.acts.unresolved()
        if unresolved:
            await session.load_list(workbench.browse)  # says which names several apps bear
        # The newest first: what is known of it says more of the older ones than the other way round.
        newest_first = reversed(unresolved)
        found = [(entry, await workbench.look_up(entry.intent)) for entry in newest_first]
        return found[::-1]

    found = session.run(arguments, act)
    if arguments.json:
        print_json([_facts(entry) | {"found": asdict(finding)} for entry, finding in found])
    else:
        for entry, finding in found:
            print(f"{line(entry)}\n    {finding.words}")
    if not found:
        tell("No act in this org is unfinished.")
    unknown = any(finding.result is Result.UNKNOWN for _, finding in found)
    return ExitCode.OUTCOME_UNKNOWN if unknown else ExitCode.DONE


def _print(entries: list[JournalEntry], *, as_json: bool) -> None:
    if as_json:
        print_json([_facts(entry) for entry in entries])
        return
    for entry in entries:
        print(f"{line(entry)}  {change(entry)}")
    unresolved = sum(entry.unresolved for entry in entries)
    if unresolved:
        tell(f"{unresolved} unfinished: connected-apps journal --resume looks them up.")
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
    }
    facts["author"]["process_started"] = iso(intent.author.process_started)
    return facts
