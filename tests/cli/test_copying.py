"""`token copy` at its end: what is on the clipboard comes off it again."""

import pytest

from tests.fakes import FakeClipboard, FakeClock
from tui.cli.copying import _off_again
from tui.domain.clipboard import Clearing
from tui.domain.secret import Secret
from tui.exit_codes import ExitCode
from tui.services.clipboard_watch import ClipboardWatch


class FakeSlowClipboard(FakeClipboard):
    """Cannot be reached the first times it is to be cleared."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.times = times

    async def clear(self, value: Secret) -> Clearing:
        self.times -= 1
        self.unreachable = self.times >= 0
        return await super().clear(value)


@pytest.mark.parametrize(
    ("times", "code", "left"), [(1, ExitCode.DONE, ""), (2, ExitCode.NO_CLIPBOARD, "a-token")]
)
async def test_a_clearing_that_failed_is_tried_once_more(
    times: int, code: ExitCode, left: str
) -> None:
    clipboard = FakeSlowClipboard(times)
    watch = ClipboardWatch(clipboard, FakeClock(), seconds=45)
    await watch.copy(Secret("a-token"))
    assert await _off_again(watch, stays=False) == code
    assert clipboard.content == left
