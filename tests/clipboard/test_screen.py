"""GNU screen: the sequence in pieces that it passes on, and only where somebody is attached."""

import base64
import re

import pytest

from tests.clipboard.fakes import OTHER, TOKEN, FakeTerminal
from tui.clipboard.program import Ended
from tui.clipboard.screen import ScreenClipboard
from tui.clipboard.ways import ElsewhereError
from tui.domain.clipboard import Clearing
from tui.domain.secret import Secret
from tui.errors import ClipboardError


class FakeScreen:
    """What `screen -ls` prints."""

    def __init__(self, state: str) -> None:
        self.state = state

    async def __call__(self) -> Ended:
        return Ended(0, f"There is a screen on:\n\t7.pts-0.host\t(11/23/26)\t({self.state})\n")


async def test_the_sequence_goes_in_pieces_that_older_screens_take() -> None:
    terminal, value = FakeTerminal(), Secret("x" * 200)
    await ScreenClipboard(terminal.write, FakeScreen("Attached")).copy(value)
    pieces = re.findall(r"\x1bP(.*?)\x1b\\", terminal.written[0], re.DOTALL)
    assert max(map(len, pieces)) == 76
    assert "".join(pieces) == f"\x1b]52;c;{base64.b64encode(b'x' * 200).decode()}\x07"


async def test_where_nobody_is_attached_it_says_so_and_sends_nothing() -> None:
    terminal = FakeTerminal()
    clipboard = ScreenClipboard(terminal.write, FakeScreen("Detached"))
    assert "No terminal is attached" in (await clipboard.outlook()).blocked
    with pytest.raises(ClipboardError, match="No terminal is attached"):
        await clipboard.copy(TOKEN)
    assert terminal.written == []


async def test_a_session_that_is_gone_is_none() -> None:
    clipboard = ScreenClipboard(FakeTerminal().write, FakeScreen("Dead ???"))
    with pytest.raises(ElsewhereError):
        await clipboard.copy(TOKEN)
    assert (await clipboard.outlook()).elsewhere


async def test_clear_overwrites_with_one_space_unless_something_followed() -> None:
    terminal = FakeTerminal()
    clipboard = ScreenClipboard(terminal.write, FakeScreen("Multi, attached"))
    await clipboard.copy(TOKEN)
    await clipboard.copy(OTHER)
    assert await clipboard.clear(TOKEN) is Clearing.CHANGED
    assert await clipboard.clear(OTHER) is Clearing.SENT
    assert terminal.written[2:] == ["\x1bP\x1b]52;c;IA==\x07\x1b\\"]


async def test_once_detached_it_cannot_be_cleared() -> None:
    screen = FakeScreen("Attached")
    clipboard = ScreenClipboard(FakeTerminal().write, screen)
    await clipboard.copy(TOKEN)
    screen.state = "Detached"
    assert await clipboard.clear(TOKEN) is Clearing.FAILED
