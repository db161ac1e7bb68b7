"""`list` and `show`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any, NamedTuple

from tui.cli import session
from tui.cli.output import iso, print_json, print_table, tell
from tui.domain.app_metadata import AppMetadata
from tui.domain.connected_app import AppDetails, AppKind, TokenState
from tui.domain.listing import Column, Known
from tui.domain.org import Org
from tui.domain.text import shortened, spelt
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
    from tui.presentation.times import exact
    from tui.wiring import SystemClock

    now = SystemClock().now()
    rows = []
    for known in listed:
        row = cells(known, now)
        shown = [shortened(row[column].text, _CELL_MOST) for column in _COLUMNS]
        rows.append([*shown[:2], exact(known.latest.at) if known.latest else "", *shown[2:]])
    headings = [HEADINGS[column] for column in _COLUMNS]
    print_table([*headings[:2], "Generated", *headings[2:]], rows)
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

    async def act(workbench: Workbench) -> _Shown:
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
        known = known or Known(app, state, None, False)
        metadata = await browse.metadata(app.id) if arguments.metadata else None
        return _Shown(known, details, facts, await browse.org(), metadata)

    shown = session.run(arguments, act)
    if arguments.json:
        print_json(_facts(shown.known) | _details(shown) | _metadata(shown.metadata))
    else:
        _print(shown)
    return ExitCode.DONE


class _Shown(NamedTuple):
    """What there is to show of an app; without metadata where it was not asked for."""

    known: Known
    details: AppDetails
    facts: TokenFacts | None
    org: Org
    metadata: AppMetadata | None


def _metadata(metadata: AppMetadata | None) -> dict[str, Any]:
    if metadata is None:
        return {}
    return {
        "kind": metadata.kind.value,
        "kind_why": metadata.why or None,
        "api_name": metadata.api_name or None,
        "consumer_key": metadata.consumer_key.expose() if metadata.consumer_key else None,
        "callback_urls": list(metadata.callback_urls),
        "scopes": list(metadata.scopes),
        "contact_email": metadata.contact_email or None,
        "description": metadata.description or None,
    }


def _details(shown: _Shown) -> dict[str, Any]:
    policies, facts, org = shown.details.policies, shown.facts, shown.org
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


def _print(shown: _Shown) -> None:
    from tui.presentation.actions import KEYS
    from tui.presentation.app_words import metadata_rows
    from tui.presentation.times import exact
    from tui.presentation.token_words import UNSEEN, generated_line, policy_rows, state_line
    from tui.wiring import SystemClock

    known, facts, org = shown.known, shown.facts, shown.org
    app = known.app
    rows = [
        ("Name", spelt(app.name, _VALUE_MOST)),
        ("Id", app.id),
        ("Created", f"{exact(app.created_at)} by {spelt(app.created_by) or 'nobody named'}"),
        ("Changed", f"{exact(app.modified_at)} by {spelt(app.modified_by) or 'nobody named'}"),
        *policy_rows(shown.details.policies),
        ("Token", state_line(facts.state) if facts else UNSEEN),
    ]
    if facts is None or facts.state is TokenState.PRESENT:
        now = SystemClock().now()
        rows.append(("Generated", generated_line(known.latest, ambiguous=known.ambiguous, now=now)))
    if facts is not None and facts.fingerprint is not None:
        rows.append(("Fingerprint", facts.fingerprint))
    rows += metadata_rows(shown.metadata, KEYS, shows_key=True)
    rows.append(
        ("Org", f"{spelt(org.name)}, {org.kind}" if org.kind not in org.name else spelt(org.name))
    )
    for label, value in rows:
        print(f"{label:<17}{value}")
