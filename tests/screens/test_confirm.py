"""What confirms, and what does not: nothing happens by accident."""

import pytest
from textual import events
from textual.widget import Widget

from tests.consoles import clicked, console, passed, pressed, running, shown
from tests.fakes import PRACTICE, PRODUCTION, FakeClock, FakeOrg, make_app
from tui.errors import UnreachableError
from tui.screens.accidents import ALONE_SECONDS, DEAD_SECONDS
from tui.screens.confirm import ConfirmScreen

APP = make_app(1, "Billing Sync")


class Asked:
    """A console whose regenerate dialog is open."""

    def __init__(self, *, production: bool = False, may_manage: bool = True) -> None:
        self.clock = FakeClock()
        org = PRODUCTION if production else PRACTICE
        self.org = FakeOrg(
            [APP], tokens={APP.id: "t"}, org=org, clock=self.clock, may_manage=may_manage
        )
        self.app = console(self.org, clock=self.clock)

    @property
    def open(self) -> bool:
        return isinstance(self.app.screen, ConfirmScreen)


async def test_a_key_in_the_first_moments_is_not_taken() -> None:
    asked = Asked()
    async with running(asked.app) as pilot:
        await pressed(pilot, "enter", "g")
        await passed(pilot, asked.clock, DEAD_SECONDS - 0.01)
        await pressed(pilot, "y")
        await passed(pilot, asked.clock, 5)
        assert asked.open
    assert asked.org.posts == []


async def test_a_key_right_after_another_confirms_nothing() -> None:
    asked = Asked()
    async with running(asked.app) as pilot:
        await pressed(pilot, "enter", "g")
        await passed(pilot, asked.clock, 1)
        await pressed(pilot, "j")
        await passed(pilot, asked.clock, ALONE_SECONDS - 0.01)
        await pressed(pilot, "y")
        await passed(pilot, asked.clock, 5)
        assert asked.open
    assert asked.org.posts == []


async def test_a_key_with_more_behind_it_confirms_nothing() -> None:
    asked = Asked()
    async with running(asked.app) as pilot:
        await pressed(pilot, "enter", "g")
        await passed(pilot, asked.clock, 1)
        await pressed(pilot, "y", "e", "s")
        await passed(pilot, asked.clock, 5)
        assert asked.open
    assert asked.org.posts == []


async def test_a_held_key_confirms_nothing() -> None:
    asked = Asked()
    async with running(asked.app) as pilot:
        await pressed(pilot, "enter", "g")
        await passed(pilot, asked.clock, 1)
        for _ in range(10):
            await pressed(pilot, "y")
            await passed(pilot, asked.clock, 0.03)
        await passed(pilot, asked.clock, 5)
        assert asked.open
    assert asked.org.posts == []


async def test_a_paste_confirms_nothing() -> None:
    asked = Asked()
    async with running(asked.app) as pilot:
        await pressed(pilot, "enter", "g")
        await passed(pilot, asked.clock, 1)
        asked.app.post_message(events.Paste("y"))
        await pressed(pilot)
        await passed(pilot, asked.clock, 5)
        assert asked.open
    assert asked.org.posts == []


@pytest.mark.parametrize("key", ["n", "escape", "q", "left", "backspace"])
async def test_cancelling_changes_nothing(key: str) -> None:
    asked = Asked()
    async with running(asked.app) as pilot:
        await pressed(pilot, "enter", "g")
        await passed(pilot, asked.clock, 1)
        await pressed(pilot, key)
        assert not asked.open
        assert "Nothing was changed." in shown(asked.app)
    assert asked.org.posts == []


async def test_enter_does_not_regenerate() -> None:
    asked = Asked()
    async with running(asked.app) as pilot:
        await pressed(pilot, "enter", "g")
        await passed(pilot, asked.clock, 1)
        await pressed(pilot, "enter")
        await passed(pilot, asked.clock, 5)
        assert asked.open
    assert asked.org.posts == []


async def test_production_takes_the_name_and_nothing_less() -> None:
    asked = Asked(production=True)
    async with running(asked.app) as pilot:
        await pressed(pilot, "enter", "g")
        await passed(pilot, asked.clock, 1)
        await pressed(pilot, "y")
        await passed(pilot, asked.clock, 1)
        await pressed(pilot, "enter")
        await passed(pilot, asked.clock, 1)
        assert "That is not the name of the app." in shown(asked.app)
        await pressed(pilot, "backspace", *("space" if c == " " else c for c in APP.name))
        await passed(pilot, asked.clock, 1)
        await pressed(pilot, "enter")
        await passed(pilot, asked.clock, 1)
    assert asked.org.posts == [f"regenerate {APP.id}"]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (160, 50)], ids=str)
@pytest.mark.parametrize("production", [True, False], ids=["production", "other"])
async def test_everything_that_is_asked_fits_on_the_screen(
    size: tuple[int, int], production: bool
) -> None:
    asked = Asked(production=production)
    async with running(asked.app, size) as pilot:
        await pressed(pilot, "enter", "g")
        box = asked.app.screen.query_one(".box")
        assert asked.app.screen.region.contains_region(box.region)
        parts = list(box.query("Static, Facts, Choices").results(Widget))
        assert all(box.content_region.contains_region(part.region) for part in parts)
        text = " ".join(str(part.render()) for part in parts)
        for words in ("Billing Sync", "no undo", "Salesforce does not say", "Regenerate", "Cancel"):
            assert words in text
        assert ("Type the name" in text) is production


async def test_an_org_that_did_not_say_what_it_is_counts_as_production() -> None:
    asked = Asked()
    asked.org.fail["org"] = UnreachableError("gone")
    async with running(asked.app) as pilot:
        await pressed(pilot, "enter", "g")
        assert "Type the name of the app" in shown(asked.app)


async def test_the_mouse_confirms_and_cancels() -> None:
    asked = Asked()
    async with running(asked.app) as pilot:
        await pressed(pilot, "enter", "g")
        await passed(pilot, asked.clock, 1)
        await clicked(pilot, "Cancel")
        assert not asked.open
        await pressed(pilot, "g")
        await clicked(pilot, "y Regenerate", dead=True)
        assert asked.org.posts == []
        await clicked(pilot, "y Regenerate")
    assert asked.org.posts == [f"regenerate {APP.id}"]


async def test_a_permission_that_seems_to_lack_is_a_warning_and_the_org_decides() -> None:
    asked = Asked(may_manage=False)
    async with running(asked.app) as pilot:
        await pressed(pilot, "enter", "g")
        await passed(pilot, asked.clock, 1)
        box = asked.app.screen.query_one(".box")
        text = " ".join(str(part.render()) for part in box.query("Static, Facts").results(Widget))
        assert "lacks the permission Manage Connected Apps" in text
        await pressed(pilot, "y")
        await passed(pilot, asked.clock, 1)
    assert asked.org.posts == [f"regenerate {APP.id}"]


async def test_what_was_typed_behind_the_word_that_brings_the_console_back_confirms_nothing() -> (
    None
):
    asked = Asked()
    async with running(asked.app) as pilot:
        await pressed(pilot, "enter", "g")
        await passed(pilot, asked.clock, 5)
        asked.app._suspend_signal()
        await pressed(pilot, "y")
        await passed(pilot, asked.clock, 5)
        asked.app._resume_signal()
        await pressed(pilot, "y")
        await passed(pilot, asked.clock, 5)
        assert asked.open
        await pressed(pilot, "y")
        await passed(pilot, asked.clock, 1)
    assert asked.org.posts == [f"regenerate {APP.id}"]
