"""Finds out, for `doctor`, what this machine and the way to an org are like; what it means is judged elsewhere."""

import os
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

from tui import paths, terminal
from tui.cli import configuration as reading
from tui.config.choice import Choice
from tui.config.model import Config
from tui.domain.text import printable
from tui.errors import ClipboardError, ConfigError, ConsoleError, OrgError
from tui.exit_codes import ExitCode
from tui.ports import ConfiguredTarget
from tui.presentation.numbers import counted
from tui.services import doctor_machine
from tui.services.doctor import Finding, Level, failed
from tui.services.doctor_machine import TerminalFacts
from tui.transport import Origin
from tui.transport.hops import Hop, Way


def configuration(named: Path | None) -> tuple[Config, Finding]:
    """The configuration and whether it is right; where it is not, the practice org alone."""
    try:
        config = reading.configuration(named)
    except ConfigError as error:
        return Config(), failed("configuration", error)
    facts = {"orgs": len(config.orgs), "file": config.source is not None}
    if config.source is None:
        words = "There is no file: the practice org, and the logins that sf knows."
    else:
        words = f"{printable(str(config.source))} is right: {counted(len(config.orgs), 'org')}."
    return config, Finding("configuration", Level.OK, words, facts=facts)


def this_terminal() -> list[Finding]:
    """The terminal as it is."""
    size = shutil.get_terminal_size()
    facts = TerminalFacts(
        terminal.there(), size.columns, size.lines, sys.stderr.encoding or "", os.environ
    )
    return doctor_machine.terminal(facts)


def keys(config: Config) -> list[Finding]:
    """Keys of the configuration that a program around the console may keep for itself."""
    if not config.keys:
        return []
    from tui.presentation.actions import keymap

    kept = keymap(config.keys).kept_by_multiplexers()
    todo = "Give the act another key, or the program another prefix."
    return [Finding("keys", Level.WARN, words, todo) for words in kept]


def journal_folder() -> Finding:
    """Whether an act could be recorded."""
    path, problem = paths.journal_folder(), ""
    try:
        with tempfile.NamedTemporaryFile(dir=paths.private_folder(path), prefix=".doctor."):
            pass
    except OSError as error:
        problem = error.strerror or "unknown reason"
    return doctor_machine.folder("journal", printable(str(path)), problem)


async def clipboard(choice: Choice) -> Finding:
    """Which clipboard a copied token of the org would go to, and what it cannot promise."""
    from tui.clipboard.choose import choose

    mode = choice.config.clipboard_of(choice.org)
    try:
        outlook = await choose(mode, os.environ, terminal.write_to_tty).outlook()
    except ClipboardError as error:
        return Finding("clipboard", Level.WARN, error.what, error.hint, code=ExitCode.NO_CLIPBOARD)
    facts = {"blocked": bool(outlook.blocked)}
    if outlook.blocked:
        return Finding("clipboard", Level.WARN, outlook.blocked, facts=facts)
    words = f"A copied token goes to the {outlook.way}."
    return Finding("clipboard", Level.OK, words, " ".join(outlook.caveats), facts)


async def sf_command(*, needed: bool) -> Finding:
    """The Salesforce CLI; without it there are other ways to a session."""
    from tui.salesforce_cli import SalesforceCli

    try:
        version = await SalesforceCli(os.environ).version()
    except OrgError as error:
        if needed or shutil.which("sf"):
            return failed("sf command", error)
        words = "Not found, and not needed by the org that is checked."
        return Finding("sf command", Level.SKIPPED, words, facts={"found": False})
    return doctor_machine.sf_version(version.cli, version.node, version.words)


async def target(one: ConfiguredTarget) -> Finding:
    """Whether a token could be handed over to the target; nothing is written."""
    facts = {"kind": str(one.card.kind)}
    named = f"{one.card.name} ({one.card.kind})"
    try:
        seen = await one.check()
    except ConsoleError as error:
        found = failed("target", error)
        return replace(found, words=f"{named}: {found.words}", facts={**found.facts, **facts})
    return Finding("target", Level.OK, f"{named}: {' '.join(seen)}", facts=facts)


async def way_to(address: str, ca_file: Path | None) -> AsyncIterator[Finding]:
    """The hops to an org; the first that fails is the last one."""
    way = Way(Origin.parse(address), environ=os.environ, ca_file=ca_file)
    async for hop in way.walk():
        yield _finding(hop)


def _finding(hop: Hop) -> Finding:
    level = Level.OK if hop.ok else Level.FAIL
    code = ExitCode.DONE if hop.ok else ExitCode.UNREACHABLE
    facts = {"slow": hop.slow}
    return Finding(
        hop.name, Level.WARN if hop.slow and hop.ok else level, hop.words, hop.todo, facts, code
    )
