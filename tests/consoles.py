"""The app over an org in memory, for tests of screens."""

from tests.fakes import FakeClipboard, FakeClock, FakeOrg
from tui.app import ConsoleApp
from tui.services.browse import Browse
from tui.services.clipboard_watch import ClipboardWatch
from tui.services.token_desk import TokenDesk
from tui.services.workbench import Workbench


def console(
    org: FakeOrg,
    *,
    clock: FakeClock | None = None,
    clipboard: FakeClipboard | None = None,
    read_only: str = "",
    may_reveal: bool = True,
) -> ConsoleApp:
    """A console whose org is `org`."""
    clock = clock or FakeClock()
    board = clipboard or FakeClipboard()

    async def connect() -> Workbench:
        return Workbench(
            browse=Browse(org, clock),
            desk=TokenDesk(org, board, read_only=read_only, may_reveal=may_reveal),
            watch=ClipboardWatch(board, clock, seconds=45),
            clock=clock,
            reveal_seconds=30,
        )

    return ConsoleApp(connect=connect, clock=clock, org_name="practice", read_only=read_only)
