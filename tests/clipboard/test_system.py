"""The system clipboard: only what was read back counts."""

import pytest

from tests.clipboard.fakes import TOKEN, FakeChild
from tui.clipboard.child import Act, Verdict
from tui.clipboard.system import SystemClipboard
from tui.errors import ClipboardError


async def test_a_value_that_is_held_is_copied() -> None:
    child = FakeChild(Verdict.HELD)
    await SystemClipboard(child).copy(TOKEN)
    assert child.asked == [(Act.COPY, TOKEN)]


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (Verdict.LOST, "does not hold it"),
        (Verdict.ABSENT, "no system clipboard"),
        (Verdict.UNSAFE, "process list"),
        (Verdict.SLOW, "in time"),
        (Verdict.BROKEN, "could not be used"),
    ],
)
async def test_any_other_verdict_is_an_error_in_words(verdict: Verdict, words: str) -> None:
    with pytest.raises(ClipboardError, match=words) as caught:
        await SystemClipboard(FakeChild(verdict)).copy(TOKEN)
    assert caught.value.hint


@pytest.mark.parametrize("verdict", [Verdict.CHANGED, Verdict.BROKEN, Verdict.SLOW, Verdict.ABSENT])
async def test_clear_is_true_only_when_the_value_was_taken_off(verdict: Verdict) -> None:
    clipboard = SystemClipboard(FakeChild(Verdict.CLEARED, verdict))
    assert await clipboard.clear(TOKEN) is True
    assert await clipboard.clear(TOKEN) is False
