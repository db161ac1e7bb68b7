"""Seeing and copying: what the page holds now, and nothing kept that need not be."""

import pytest

from tests.fakes import NOW, FakeClipboard, FakeOrg, make_app
from tui.domain.connected_app import TokenState
from tui.domain.secret import Secret
from tui.domain.token import TokenReading
from tui.errors import ClipboardError, NotFoundError, UsageError
from tui.services.token_desk import CopyAs, TokenDesk

APP = make_app(1)


def make_desk(token: str | None = "old", **options: object) -> tuple[TokenDesk, FakeOrg]:
    org = FakeOrg([APP], tokens={APP.id: token} if token else {})
    return TokenDesk(org, FakeClipboard(), **options), org  # type: ignore[arg-type]


async def test_looking_keeps_a_fingerprint_and_no_value() -> None:
    desk, _ = make_desk()
    facts = await desk.look(APP.id)
    assert (facts.state, facts.fingerprint) == (TokenState.PRESENT, Secret("old").fingerprint)
    assert "old" not in repr(facts)


async def test_reveal_shows_what_the_page_holds_now() -> None:
    desk, org = make_desk()
    await desk.look(APP.id)
    org.tokens[APP.id] = "replaced by someone else"
    value, facts = await desk.reveal(APP.id)
    assert value.expose() == "replaced by someone else"
    assert facts.fingerprint == value.fingerprint


async def test_reveal_without_a_token() -> None:
    desk, _ = make_desk(token=None)
    with pytest.raises(NotFoundError):
        await desk.reveal(APP.id)


async def test_a_page_without_the_section_proves_no_absence() -> None:
    class FakeBarePage(FakeOrg):
        async def read(self, app_id: str) -> TokenReading:
            return TokenReading(app_id, TokenState.UNKNOWN, None, NOW)

    desk = TokenDesk(FakeBarePage(), FakeClipboard())
    with pytest.raises(NotFoundError, match="no token section under a label"):
        await desk.reveal(APP.id)


async def test_an_org_may_forbid_showing() -> None:
    desk, _ = make_desk(may_reveal=False)
    with pytest.raises(UsageError):
        await desk.reveal(APP.id)


@pytest.mark.parametrize(("form", "value"), [(CopyAs.TOKEN, "old"), (CopyAs.HEADER, "Bearer old")])
async def test_copy_puts_the_form_on_the_clipboard(form: CopyAs, value: str) -> None:
    board = FakeClipboard()
    desk = TokenDesk(FakeOrg([APP], tokens={APP.id: "old"}), board)
    copied, _ = await desk.copy(APP.id, form)
    assert (board.content, copied.confirmed) == (value, True)


async def test_a_broken_clipboard_is_said() -> None:
    board = FakeClipboard()
    board.broken = True
    desk = TokenDesk(FakeOrg([APP], tokens={APP.id: "old"}), board)
    with pytest.raises(ClipboardError):
        await desk.copy(APP.id, CopyAs.TOKEN)
