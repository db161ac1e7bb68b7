"""`config keys`: which act has which keys, with what the configuration says of them."""

import argparse

from tui.cli.configuration import configuration
from tui.cli.output import print_json, print_table, tell
from tui.exit_codes import ExitCode
from tui.presentation.actions import ACTIONS, keymap
from tui.presentation.key_names import key_name


def keys(arguments: argparse.Namespace) -> int:
    """Print the effective keymap; ids are what `[keys]` of the configuration takes."""
    effective = keymap(configuration(arguments.config).keys)
    rows = [(each, [key_name(key) for key in effective.of(each.id)]) for each in ACTIONS]
    for warning in effective.kept_by_multiplexers():
        tell(warning)
    if arguments.json:
        print_json(
            [
                {"id": action.id, "keys": keys, "label": action.label, "help": action.help}
                for action, keys in rows
            ]
        )
    else:
        told = [[action.id, " ".join(keys) or "–", action.help] for action, keys in rows]
        print_table(["Act", "Keys", "Does"], told)
    return ExitCode.DONE
