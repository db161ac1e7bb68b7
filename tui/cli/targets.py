"""`targets`: where a token can be handed over to, and whether that would work."""

import argparse
import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tui import wiring
from tui.cli import running, session
from tui.cli.output import print_json, print_table, tell
from tui.config.choice import Choice
from tui.config.model import OrgType
from tui.domain.handover import TargetCard, ValueForm
from tui.errors import ConsoleError
from tui.exit_codes import ExitCode
from tui.ports import ConfiguredTarget
from tui.presentation.numbers import counted

_STORED = {ValueForm.TOKEN: "the token", ValueForm.HEADER: "Bearer …"}


@dataclass(frozen=True, slots=True)
class _Checked:
    """One target, and what its preflight came to; nothing where it was not asked for."""

    card: TargetCard
    findings: tuple[str, ...] = ()
    failure: ConsoleError | None = None
    asked: bool = False


def run(arguments: argparse.Namespace) -> int:
    """List the targets of the configuration and of the org; with --check look at each, writing nothing."""
    choice = session.choice(arguments)
    listed = _look(choice) if arguments.check else [_Checked(card) for card in _cards(choice)]
    if arguments.json:
        print_json([_facts(each) for each in listed])
    else:
        _print(listed)
    failed = any(each.failure is not None for each in listed)
    return ExitCode.PREFLIGHT_FAILED if failed else ExitCode.DONE


def _cards(choice: Choice) -> list[TargetCard]:
    from tui.targets.practice_gateway import gateway_card

    cards = [target.card for target in wiring.targets_of(choice.config, wiring.SystemClock())]
    if choice.org.kind is OrgType.PRACTICE:
        cards.append(gateway_card(choice.org.name))
    return cards


def _look(choice: Choice) -> list[_Checked]:
    connection = wiring.Connection(choice, on_retry=lambda _: None)

    async def looking() -> list[_Checked]:
        return list(await asyncio.gather(*(_checked(target) for target in connection.targets())))

    try:
        return running.run(looking())
    finally:
        connection.close_embedded()


async def _checked(target: ConfiguredTarget) -> _Checked:
    try:
        return _Checked(target.card, await target.check(), asked=True)
    except ConsoleError as error:
        return _Checked(target.card, failure=error, asked=True)


def _print(listed: Sequence[_Checked]) -> None:
    rows = [
        [
            each.card.name,
            each.card.kind,
            each.card.where,
            _STORED[each.card.form],
            _takes(each.card),
        ]
        for each in listed
    ]
    print_table(["Name", "Kind", "Where", "Stores", "Takes tokens of"], rows)
    if not listed:
        tell("No targets are configured; docs/targets.md says how.")
    for each in listed:
        if each.asked:
            print()
            _print_check(each)


def _print_check(each: _Checked) -> None:
    failed = each.failure is not None
    print(f"{each.card.name}: {'cannot take a token now' if failed else 'could take a token now'}")
    told = [*each.findings]
    if each.failure is not None:
        told += [each.failure.what, each.failure.hint]
    told += [f"Not checked: {words}" for words in each.card.cannot_check]
    for words in filter(None, told):
        print(f"  {words}")


def _takes(card: TargetCard) -> str:
    orgs = ", ".join(card.binding.orgs) or "any org"
    count = len(card.binding.apps)
    return f"{orgs}, {counted(count, 'app')}" if count else orgs


def _facts(each: _Checked) -> dict[str, Any]:
    card = each.card
    facts: dict[str, Any] = {
        "name": card.name,
        "kind": card.kind,
        "where": card.where,
        "value": card.form.value,
        "orgs": list(card.binding.orgs),
        "apps": list(card.binding.apps),
        "cannot_check": list(card.cannot_check),
    }
    if each.asked:
        facts["ready"] = each.failure is None
        facts["findings"] = list(each.findings)
        facts["problem"] = each.failure.what if each.failure else None
        facts["hint"] = each.failure.hint if each.failure else None
    return facts
