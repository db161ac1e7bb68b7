"""`token copy`: onto the clipboard, a countdown, and off again, however it ends."""

import argparse
import asyncio
import signal
import sys

from tui.cli import session
from tui.cli.output import tell
from tui.domain.clipboard import Clearing
from tui.exit_codes import ExitCode
from tui.presentation.clipboard_words import cleared, delivered
from tui.services.clipboard_watch import ClipboardWatch
from tui.services.token_desk import CopyAs
from tui.services.workbench import Workbench

_NAMES = {CopyAs.TOKEN: "Token", CopyAs.HEADER: "Authorization header"}


def copy(arguments: argparse.Namespace) -> int:
    """Copy the token, and stay until it is off the clipboard again. ctrl+c clears now, and is no failure."""
    copy_as = CopyAs(arguments.copy_as)

    async def act(workbench: Workbench) -> ExitCode:
        app = await session.find_app(workbench, arguments.app)
        watch = workbench.watch
        stays = arguments.no_clear or not watch.seconds
        copying = asyncio.ensure_future(_copy(workbench, app.id, copy_as, stays=stays))
        told_to_end = await _unless_told_to_end(copying)
        if told_to_end:
            copying.cancel()
            await asyncio.wait((copying,))
        if not copying.cancelled():
            copying.result()  # raises what went wrong
        if told_to_end and not watch.holds:
            return ExitCode.INTERRUPTED
        return await _off_again(watch, stays=stays and not told_to_end)

    return session.run(arguments, act)


async def _copy(workbench: Workbench, app_id: str, copy_as: CopyAs, *, stays: bool) -> None:
    """Copy, and wait until the time is over."""
    watch = workbench.watch
    delivery, _ = await workbench.desk.copy(app_id, copy_as)
    tell(delivered(_NAMES[copy_as], delivery))
    if stays or not watch.counting:
        return
    tell(f"Cleared in {watch.seconds:,} s; ctrl+c clears it now.")
    await _count_down(workbench)


async def _unless_told_to_end(work: "asyncio.Future[None]") -> bool:
    """Wait for the work, or for a signal; returns whether it was a signal."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    stopping = asyncio.ensure_future(stop.wait())
    await asyncio.wait((work, stopping), return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    return stop.is_set()


async def _off_again(watch: ClipboardWatch, *, stays: bool) -> ExitCode:
    """Clear what is to be cleared."""
    if stays or not watch.holds:
        return ExitCode.DONE
    clearing = await watch.clear()
    if (
        clearing is Clearing.FAILED
    ):  # a busy machine may have been too slow; nobody comes back to it later
        clearing = await watch.clear()
    tell(cleared(clearing))
    return ExitCode.NO_CLIPBOARD if clearing is Clearing.FAILED else ExitCode.DONE


async def _count_down(workbench: Workbench) -> None:
    watch = workbench.watch
    while watch.remaining > 0:
        if sys.stderr.isatty():
            print(f"\r{watch.remaining:3.0f} s ", end="", file=sys.stderr, flush=True)
        await workbench.clock.sleep(min(1.0, watch.remaining))
    if sys.stderr.isatty():
        print("\r", end="", file=sys.stderr)
