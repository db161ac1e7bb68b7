"""The command line. Nothing heavy is imported before a command needs it: `--help` costs an argument parser."""

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from tui.cli.arguments import parser
from tui.errors import ConsoleError
from tui.exit_codes import ExitCode


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code.

    Args:
        argv: the arguments; None takes the process's own.
    """
    _print_whatever_comes()
    try:
        arguments = parser().parse_args(argv)
    except SystemExit as ended:  # argparse has printed help, version, or what is wrong
        return int(ended.code or 0)
    try:
        code = _command(arguments.run)(arguments)
        sys.stdout.flush()
    except ConsoleError as error:
        return _report(error)
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        # The reader (head, less) has gone; what is still buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.DONE
    except Exception as error:  # noqa: BLE001 - a bug; the text of an exception may hold a value
        from tui.app import crash_report

        print(crash_report(error), file=sys.stderr)
        return ExitCode.BUG
    return code


def _print_whatever_comes() -> None:
    """A name that the terminal's encoding lacks is printed as an escape; it is no reason to fail."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _command(named: str) -> Callable[[argparse.Namespace], int]:
    module, _, function = named.partition(":")
    command: Callable[[argparse.Namespace], int] = getattr(
        import_module(f"tui.cli.{module}"), function
    )
    return command


def _report(error: ConsoleError) -> int:
    from tui.presentation.error_text import sentence

    print(f"connected-apps: {sentence(error)}", file=sys.stderr)
    return error.exit_code
