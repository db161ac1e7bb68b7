"""The system clipboard: only what was read back counts."""

import pytest

from tests.clipboard.fakes import TOKEN, FakeChild
from tui.clipboard.child import Act, Verdict
from tui.clipboard.system import SystemClipboard
from tui.domain.clipboard import Clearing
from tui.errors import ClipboardError


async def test_a_value_that_is_held_is_copied() -> None:
    child = FakeChild(Verdict.HELD)
    delivery = await SystemClipboard(child).copy(TOKEN)
    assert child.asked == [(Act.COPY, TOKEN)]
    assert delivery.confirmed


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
        await SystemClipboard(FakeChild(verdict, Verdict.CHANGED)).copy(TOKEN)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("verdict", "clearing"),
    [
        (Verdict.CLEARED, Clearing.CLEARED),
        (Verdict.CHANGED, Clearing.CHANGED),
        (Verdict.BROKEN, Clearing.FAILED),
        (Verdict.SLOW, Clearing.FAILED),
        (Verdict.ABSENT, Clearing.FAILED),
    ],
)
async def test_what_could_not_be_read_is_not_told_as_changed(
    verdict: Verdict, clearing: Clearing
) -> None:
    assert await SystemClipboard(FakeChild(verdict)).clear(TOKEN) is clearing


async def test_a_copy_that_was_ended_on_its_way_is_taken_off_again() -> None:
    child = FakeChild(Verdict.SLOW, Verdict.CLEARED)
    with pytest.raises(ClipboardError):
        await SystemClipboard(child).copy(TOKEN)
    assert child.asked == [(Act.COPY, TOKEN), (Act.CLEAR, TOKEN)]
