"""The command line. Nothing heavy is imported before a command needs it: `--help` costs an argument parser."""

import argparse
import gc
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module

from tui import __version__, log
from tui.cli.arguments import parser
from tui.cli.streams import standard_streams
from tui.errors import ConsoleError
from tui.exit_codes import ExitCode


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
        arguments = parser().parse_args(argv)
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
        from tui.app import crash_report

        print(crash_report(error), file=sys.stderr)
        log.failed(error)
        return ExitCode.BUG
    return code


def _leave_no_core() -> None:
    """A core dump would hold every secret of the moment; what this process starts leaves none either."""
    import resource

    with suppress(OSError, ValueError):  # already lower than may be set
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _command(named: str) -> Callable[[argparse.Namespace], int]:
    module, _, function = named.partition(":")
    gc.disable()  # the collector would walk what is imported, several times, and find nothing
    try:
        imported = import_module(f"tui.cli.{module}")
    finally:
        gc.enable()
    command: Callable[[argparse.Namespace], int] = getattr(imported, function)
    return command


def _report(error: ConsoleError) -> int:
    from tui.presentation.error_text import sentence

    print(f"connected-apps: {sentence(error)}", file=sys.stderr)
    log.failed(error)
    log.ended(error.exit_code)
    return error.exit_code
