"""`list` and `show`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from tui.cli import session
from tui.cli.output import iso, print_json, print_table, tell
from tui.domain.connected_app import AppDetails, AppKind, TokenState
from tui.domain.listing import Column, Known
from tui.domain.org import Org
from tui.domain.text import shortened
from tui.errors import ConfigError
from tui.exit_codes import ExitCode

if TYPE_CHECKING:
    from tui import wiring
    from tui.services.browse import Browse
    from tui.services.token_desk import TokenFacts
    from tui.services.workbench import Workbench

_CELL_MOST = 80
_VALUE_MOST = 300
_COLUMNS = (Column.NAME, Column.TOKEN, Column.GENERATED_BY, Column.CREATED, Column.ID)


def list_apps(arguments: argparse.Namespace) -> int:
    """Every connected app that matches, in the console's default order."""

    async def act(browse: Browse, connection: wiring.Connection) -> list[Known]:
        await session.load_list(browse)
        if browse.trail_error is not None:
            tell(f"Ages and authors are unknown: {browse.trail_error.what}")
        catalogue = browse.catalogue
        found = [catalogue.known(position) for position in catalogue.search(arguments.search)]
        return _due(connection, found) if arguments.due else found

    listed = session.read(arguments, act)
    if arguments.json:
        print_json([_facts(known) for known in listed])
        return ExitCode.DONE
    from tui.presentation.app_cells import HEADINGS, cells
    from tui.wiring import SystemClock

    now = SystemClock().now()
    rows = [
        [shortened(cells(known, now)[column].text, _CELL_MOST) for column in _COLUMNS]
        for known in listed
    ]
    print_table([HEADINGS[column] for column in _COLUMNS], rows)
    if not listed and arguments.due:
        tell("No token is due.")
    elif not listed:
        tell("No connected app matches." if arguments.search else "The org has no connected apps.")
    return ExitCode.DONE


def _due(connection: wiring.Connection, listed: list[Known]) -> list[Known]:
    """Those whose token is proven to be older than it may be.

    Raises:
        ConfigError: the configuration does not say how old a token may become.
    """
    max_age = connection.max_age
    if not max_age:
        raise ConfigError(
            "The configuration does not say when a token of this org is due.",
            hint="Set max_age, in days, below [orgs.NAME].",
        )
    now = connection.clock.now()
    return [known for known in listed if max_age.is_due(known, now)]


def _facts(known: Known) -> dict[str, Any]:
    app, latest = known.app, known.latest
    return {
        "id": app.id,
        "name": app.name,
        "kind": AppKind.UNKNOWN.value,
        "token": known.token.value,
        "generated_at": iso(latest.at) if latest else None,
        "generated_by": latest.by if latest else None,
        "created_at": iso(app.created_at),
        "created_by": app.created_by,
        "changed_at": iso(app.modified_at),
        "changed_by": app.modified_by,
    }


def show(arguments: argparse.Namespace) -> int:
    """One app, and its token's state; never the token."""

    async def act(workbench: Workbench) -> tuple[Known, AppDetails, TokenFacts | None, Org]:
        app = await session.find_app(workbench, arguments.app)
        browse = workbench.browse
        if browse.loaded_at is None:
            await session.load_list(
                browse
            )  # only the whole list says whether the name is the app's alone
        details = await browse.details(app.id)
        facts = None
        if not workbench.guided:
            facts = await workbench.desk.look(app.id)
            browse.catalogue.learn_state(app.id, facts.state, facts.read_at)
        known = browse.catalogue.find(app.id)
        state = facts.state if facts else TokenState.UNKNOWN
        return known or Known(app, state, None, False), details, facts, await browse.org()

    known, details, facts, org = session.run(arguments, act)
    if arguments.json:
        print_json(_facts(known) | _details(details, facts, org))
    else:
        _print(known, details, facts, org)
    return ExitCode.DONE


def _details(details: AppDetails, facts: TokenFacts | None, org: Org) -> dict[str, Any]:
    policies = details.policies
    return {
        "fingerprint": facts.fingerprint if facts else None,
        "start_url": policies.start_url,
        "admin_approved_only": policies.admin_approved_only,
        "high_assurance": policies.high_assurance,
        "refresh_token_validity": policies.refresh_token_validity,
        "refresh_token_by_inactivity": policies.refresh_token_by_inactivity,
        "registration_url": org.registration_url,
        "org": {"id": org.org_id, "name": org.name, "kind": org.kind.value},
    }


def _print(known: Known, details: AppDetails, facts: TokenFacts | None, org: Org) -> None:
    from tui.presentation.times import exact
    from tui.presentation.token_words import UNSEEN, generated_line, policy_rows, state_line
    from tui.wiring import SystemClock

    app = known.app
    rows = [
        ("Name", shortened(app.name, _VALUE_MOST)),
        ("Id", app.id),
        ("Created", f"{exact(app.created_at)} by {app.created_by or 'nobody named'}"),
        ("Changed", f"{exact(app.modified_at)} by {app.modified_by or 'nobody named'}"),
        *policy_rows(details.policies),
        ("Token", state_line(facts.state) if facts else UNSEEN),
    ]
    if facts is None or facts.state is TokenState.PRESENT:
        now = SystemClock().now()
        rows.append(("Generated", generated_line(known.latest, ambiguous=known.ambiguous, now=now)))
    if facts is not None and facts.fingerprint is not None:
        rows.append(("Fingerprint", facts.fingerprint))
    rows.append(("Org", f"{org.name}, {org.kind}" if org.kind not in org.name else org.name))
    for label, value in rows:
        print(f"{label:<17}{value}")
