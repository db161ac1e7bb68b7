"""What is said of a copy: short enough to be read, the warning once."""

from tests.fakes import FakeClock
from tui.domain.clipboard import Clearing, Delivery, Outlook
from tui.domain.secret import Secret
from tui.presentation.actions import KEYS
from tui.presentation.clipboard_words import countdown, delivered
from tui.services.clipboard_watch import ClipboardWatch

WAY = "terminal clipboard by OSC 52"


class FakeFarClipboard:
    """A clipboard that nobody can read."""

    async def outlook(self) -> Outlook:
        return Outlook(WAY)

    async def copy(self, value: Secret) -> Delivery:
        return Delivery(WAY, warning="A recording of the session keeps it.")

    async def clear(self, value: Secret) -> Clearing:
        return Clearing.SENT


async def test_the_warning_comes_with_the_first_token_of_a_session_alone() -> None:
    watch = ClipboardWatch(FakeFarClipboard(), FakeClock(), seconds=45)
    unasked = await watch.copy(Secret("0H4 is no secret"), stays=True)
    first, second = [await watch.copy(Secret(value)) for value in ("one", "two")]
    said = [delivered("Token", each) for each in (unasked, first, second)]
    assert ["recording" in words for words in said] == [False, True, False]


def test_after_that_it_and_the_countdown_fit_on_two_lines() -> None:
    for what in ("Token", "Authorization header"):
        said = delivered(what, Delivery(WAY), test=KEYS.name("clipboard.test"))
        assert said == f"{what} sent to the {WAY}; nothing confirms it (T tests it)."
        assert len(f"✓ {said}  {countdown(44, KEYS)}") <= 2 * 78
