"""A secret goes in by paste or by keys, and comes out as a Secret and in no other way."""

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from tui.domain.secret import Secret
from tui.widgets.masked_paste import MOST, MaskedPaste

TOKEN = "tok3n-value-0123456789"


class Stage(App[None]):
    """One widget, and what it said."""

    BINDINGS = [("q", "quit", "Quit")]  # noqa: RUF012 - as Textual declares it

    def __init__(self) -> None:
        super().__init__()
        self.values: list[Secret] = []
        self.refusals: list[str] = []

    def compose(self) -> ComposeResult:
        yield MaskedPaste()

    def on_masked_paste_submitted(self, message: MaskedPaste.Submitted) -> None:
        self.values.append(message.value)

    def on_masked_paste_refused(self, message: MaskedPaste.Refused) -> None:
        self.refusals.append(message.words)

    @property
    def paste(self) -> MaskedPaste:
        return self.query_one(MaskedPaste)

    @property
    def drawn(self) -> str:
        return "\n".join(
            strip.text for strip in self.screen._compositor.render_strips(self.screen.size)
        )


async def pasted(pilot: Pilot[None], text: str) -> None:
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()
    await pilot.pause()


@pytest.mark.parametrize("text", [TOKEN, f"{TOKEN}\n", f"  {TOKEN}\r\n"])
async def test_a_paste_is_masked_and_handed_over_by_enter(text: str) -> None:
    app = Stage()
    async with app.run_test() as pilot:
        await pasted(pilot, text)
        assert f"{len(TOKEN)} characters" in app.drawn
        assert TOKEN[:5] not in app.drawn
        await pilot.press("enter")
        assert app.values == [Secret(TOKEN)]
        assert app.paste.length == 0


async def test_a_second_paste_takes_the_place_of_the_first() -> None:
    app = Stage()
    async with app.run_test() as pilot:
        await pasted(pilot, "the wrong one")
        await pasted(pilot, TOKEN)
        await pilot.press("enter")
        assert app.values == [Secret(TOKEN)]


@pytest.mark.parametrize("text", ["two\nlines", "an\x1bescape", "x" * (MOST + 1)])
async def test_what_is_not_one_line_is_refused_and_not_quoted(text: str) -> None:
    app = Stage()
    async with app.run_test() as pilot:
        await pasted(pilot, text)
        assert app.paste.length == 0
        assert len(app.refusals) == 1
        assert text[:3] not in app.refusals[0]


async def test_a_paste_that_lost_letters_on_the_way_is_refused() -> None:
    app = Stage()
    async with app.run_test() as pilot:
        await pasted(pilot, "tok\ufffd\ufffdn")
        assert app.paste.length == 0
        assert "cannot be read" in app.refusals[0]


async def test_letters_are_typed_and_are_no_keys_of_the_screen() -> None:
    app = Stage()
    async with app.run_test() as pilot:
        await pilot.press("q", "u", "i", "t", "backspace", "é", "enter")
        assert app.values == [Secret("quié")]


async def test_all_of_it_can_be_taken_back() -> None:
    app = Stage()
    async with app.run_test() as pilot:
        await pasted(pilot, TOKEN)
        await pilot.press("ctrl+u", "backspace", "enter")
        assert app.values == [Secret("")]


async def test_nothing_of_it_can_be_selected_or_printed() -> None:
    app = Stage()
    async with app.run_test() as pilot:
        await pasted(pilot, TOKEN)
        app.screen.text_select_all()
        await pilot.pause()
        assert TOKEN[:5] not in (app.screen.get_selected_text() or "")
        assert not hasattr(app.paste, "value")
        await pilot.press("enter")
        assert TOKEN[:5] not in repr(MaskedPaste.Submitted(app.paste, Secret(TOKEN)))
        assert app.clipboard == ""
