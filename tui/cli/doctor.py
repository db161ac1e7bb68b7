"""`doctor`: what works in this org, this terminal, this clipboard, and why not."""

import argparse
import asyncio
import json
import platform
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from tui import __version__, paths, wiring
from tui.cli import doctor_probes, running, session
from tui.cli.guide import TerminalGuide
from tui.cli.output import print_json, tell
from tui.config.choice import Choice, choose
from tui.config.model import OrgType
from tui.domain.text import printable
from tui.errors import ConfigError, ConsoleError, UsageError
from tui.exit_codes import ExitCode
from tui.presentation.error_text import retrying
from tui.services.doctor import Finding, Level, OrgDoctor, failed

_REPORT_VERSION = 1


def run(arguments: argparse.Namespace) -> int:
    """Check everything, each line as soon as it is known."""
    config, first = doctor_probes.configuration(arguments.config)
    choice = choose(config, arguments.org, read_only=True)
    found = running.run(_told(_all(choice, first, arguments), quiet=arguments.json))
    if arguments.json:
        print_json([_shown(finding) for finding in found])
    if arguments.report:
        path = _write_report(found)
        (tell if arguments.json else print)(f"Report: {printable(str(path))}")
        tell("It names no org, no person and no app. Look at it before you give it away.")
    return next((finding.code for finding in found if finding.level is Level.FAIL), ExitCode.DONE)


async def _told(findings: AsyncIterator[Finding], *, quiet: bool) -> list[Finding]:
    found = []
    async for finding in findings:
        found.append(finding)
        if not quiet:
            print(f"{finding.level:<8}{finding.check:<17}{finding.words}", flush=True)
            if finding.todo:
                print(f"{'':<25}{finding.todo}", flush=True)
    return found


async def _all(
    choice: Choice, first: Finding, arguments: argparse.Namespace
) -> AsyncIterator[Finding]:
    yield first
    for finding in doctor_probes.this_terminal():
        yield finding
    for finding in doctor_probes.keys(choice.config):
        yield finding
    yield await doctor_probes.clipboard(choice)
    yield doctor_probes.journal_folder()
    yield await doctor_probes.sf_command(needed=choice.org.username is not None)
    yield Finding("checked org", Level.OK, f"{printable(choice.org.name)}, as configured.")
    if first.level is Level.FAIL:
        yield Finding("org", Level.SKIPPED, "The configuration comes first.")
        return
    async for finding in _org(choice, arguments.app):
        yield finding


async def _org(choice: Choice, app: str | None) -> AsyncIterator[Finding]:
    connection = None
    try:
        connection = wiring.Connection(choice, lambda notice: tell(retrying(notice)), on_slow=tell)
        await asyncio.to_thread(connection.way_in.prepare)
        async for finding in _connected(connection, app):
            yield finding
    except ConsoleError as error:
        yield replace(failed("org", error), check="session" if _is_session(error) else "org")
    finally:
        if connection is not None:
            await connection.close()


async def _connected(connection: wiring.Connection, app: str | None) -> AsyncIterator[Finding]:
    org = connection.choice.org
    if org.kind is OrgType.PRACTICE:
        yield Finding("connection", Level.OK, "The practice org is inside this console.")
    else:
        await connection.way_in.locate()
        async for finding in doctor_probes.way_to(connection.way_in.address, org.ca_file):
            yield finding
            if finding.level is Level.FAIL:
                return
    client = await connection.connect()
    app_id = None
    if app is not None:
        workbench = connection.workbench(client, lambda _: None, TerminalGuide())
        app_id = (await session.find_app(workbench, app)).id
    doctor = OrgDoctor(client, guided=org.guided, app_id=app_id)
    async for finding in doctor.findings():
        yield finding
    for target in connection.targets():
        orgs = target.card.binding.orgs
        if not orgs or org.name in orgs:
            yield await doctor_probes.target(target)


def _is_session(error: ConsoleError) -> bool:
    return error.exit_code is ExitCode.NO_SESSION or isinstance(error, ConfigError)


def _shown(finding: Finding) -> dict[str, str]:
    return {
        "check": finding.check,
        "level": finding.level.value,
        "words": finding.words,
        "todo": finding.todo,
    }


def _write_report(found: list[Finding]) -> Path:
    """Put the facts alone into a file of the user's own.

    Raises:
        UsageError: it cannot be written.
    """
    now = datetime.now(UTC)
    document = {
        "v": _REPORT_VERSION,
        "console": __version__,
        "python": platform.python_version(),
        "system": platform.system(),
        "at": now.strftime("%Y-%m-%d"),
        "checks": [
            {"check": finding.check, "level": finding.level.value, **finding.facts}
            for finding in found
        ],
    }
    path = paths.reports_folder() / f"report-{now:%Y%m%dT%H%M%SZ}.json"
    try:
        paths.write_private(path, f"{json.dumps(document, indent=2)}\n".encode())
    except OSError as error:
        raise UsageError(
            f"The report cannot be written: {error.strerror or 'unknown reason'}.",
            hint="Make room in the state folder, or make it writable.",
        ) from None
    return path
