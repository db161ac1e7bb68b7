"""The command line. Nothing heavy is imported before a command needs it: `--help` costs an argument parser."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from types import SimpleNamespace
from typing import TYPE_CHECKING

from tui import __version__, log
from tui.cli.streams import standard_streams
from tui.errors import ConsoleError
from tui.exit_codes import ExitCode

if TYPE_CHECKING:
    import argparse


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code.

    Args:
        argv: the arguments; None takes the process's own.
    """
    _leave_no_core()
    with standard_streams():
        return _run(argv)


def _run(argv: Sequence[str] | None) -> int:
    try:
        if "_ARGCOMPLETE" in os.environ:  # set by the completion script, while somebody types
            _complete()
        arguments = _arguments(sys.argv[1:] if argv is None else argv)
        if arguments.log_file is not None:
            log.open_file(arguments.log_file)
            log.started(__version__, arguments.run)
        code = _command(arguments.run)(arguments)
        log.ended(code)
        sys.stdout.flush()
    except SystemExit as ended:  # argparse has printed help, version, or what is wrong
        return int(ended.code or 0)
    except ConsoleError as error:
        return _report(error)
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except BrokenPipeError:  # the reader (head, less) has what it wanted
        return ExitCode.DONE
    except Exception as error:  # noqa: BLE001 - a bug; the text of an exception may hold a value
        from tui.leaving import crash_report

        print(crash_report(error), file=sys.stderr)
        log.failed(error)
        return ExitCode.BUG
    return code


def _arguments(given: Sequence[str]) -> argparse.Namespace | SimpleNamespace:
    """What is asked for. Where that is nothing but the console, it opens sooner by an argument parser."""
    if not given:
        return SimpleNamespace(
            run="console:run", org=None, config=None, read_only=False, log_file=None
        )
    from tui.cli.arguments import parser

    return parser().parse_args(given)


def _complete() -> None:
    from tui.cli.arguments import parser
    from tui.cli.completion import answer

    answer(parser())


def _leave_no_core() -> None:
    """A core dump would hold every secret of the moment; what this process starts leaves none either."""
    import resource

    with suppress(OSError, ValueError):  # already lower than may be set
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _command(named: str) -> Callable[[argparse.Namespace | SimpleNamespace], int]:
    module, _, function = named.partition(":")
    gc.disable()  # the collector would walk what is imported, several times, and find nothing
    try:
        imported = import_module(f"tui.cli.{module}")
    finally:
        gc.freeze()  # nor later, nor at once
        gc.enable()
    command: Callable[[argparse.Namespace | SimpleNamespace], int] = getattr(imported, function)
    return command


def _report(error: ConsoleError) -> int:
    from tui.presentation.error_text import sentence

    print(f"connected-apps: {sentence(error)}", file=sys.stderr)
    log.failed(error)
    log.ended(error.exit_code)
    return error.exit_code
