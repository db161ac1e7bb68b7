"""`orgs`: the orgs of the configuration. Runs no command and reads no secret."""

import argparse
from typing import Any

from tui.cli.configuration import configuration
from tui.cli.output import print_json, print_table
from tui.config.choice import choose
from tui.config.model import Config, OrgConfig, OrgType
from tui.domain.text import printable
from tui.exit_codes import ExitCode


def run(arguments: argparse.Namespace) -> int:
    """Print them, in the file's order."""
    config = configuration(arguments.config)
    listed = [_facts(config, org) for org in config.orgs.values()]
    if arguments.json:
        print_json(listed)
        return ExitCode.DONE
    rows = [
        [
            f"{'*' if org['default'] else ' '} {org['name']}",
            org["kind"],
            org["username"] or org["instance_url"] or "inside this console",
            org["session"],
            org["tokens"],
            "read only" if org["read_only"] else "",
        ]
        for org in listed
    ]
    print_table(["  Name", "Kind", "Where", "Session from", "Tokens", ""], rows)
    return ExitCode.DONE


def _facts(config: Config, org: OrgConfig) -> dict[str, Any]:
    practice = org.kind is OrgType.PRACTICE
    return {
        "name": printable(org.name),
        "kind": org.kind.value,
        "username": org.username,
        "instance_url": org.instance_url,
        "session": _session(org),
        "tokens": "setup-page" if practice else org.tokens.value,
        "read_only": bool(choose(config, org.name, read_only=False).read_only),
        "default": org.name == config.default_org,
    }


def _session(org: OrgConfig) -> str:
    if org.kind is OrgType.PRACTICE:
        return "none needed"
    return org.access_token_from.words if org.access_token_from else "sf command"
