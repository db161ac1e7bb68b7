"""Second presses, buttons held down and answers that come late: what opened a question never confirms it."""

import asyncio

import pytest
from rich.cells import cell_len
from textual import events
from textual.pilot import Pilot

from tests.consoles import bring, clicked, console, opened, passed, pressed, running, settled, shown
from tests.fakes import FakeClock, FakeOrg, FakeTarget, make_app
from tests.screens.test_confirm import APP, Asked
from tui.app import ConsoleApp
from tui.domain.handover import Binding, Errand
from tui.errors import TargetError
from tui.ports import OpenTarget
from tui.presentation.actions import keymap
from tui.screens.accidents import DEAD_SECONDS
from tui.screens.apps import AppsScreen
from tui.screens.confirm import ConfirmScreen
from tui.screens.explanation import ExplanationScreen
from tui.screens.guided import GuidedScreen
from tui.screens.hand_over import TargetsScreen


async def button(
    pilot: Pilot[None], kind: type[events.MouseDown | events.MouseUp], place: tuple[int, int]
) -> None:
    """As the driver brings it."""
    bring(pilot.app, kind, place)
    await settled(pilot)


def place_of(app: ConsoleApp, words: str) -> tuple[int, int]:
    lines = shown(app).splitlines()[-app.size.height :]
    y = next(y for y, line in enumerate(lines) if words in line)
    return cell_len(lines[y][: lines[y].index(words)]), y


async def test_enter_that_ran_generate_from_the_palette_does_not_confirm_it() -> None:
    clock = FakeClock()
    org = FakeOrg([APP], tokens={}, clock=clock)
    app = console(org, clock=clock)
    async with running(app) as pilot:
        await pressed(pilot, "enter", "ctrl+p", *"Generate")
        await pilot.pause(0.3)  # the palette's own, which the clock of the test does not move
        await opened(pilot, "enter")
        assert "Enter has led here, so y confirms." in shown(app)
        await opened(pilot, "enter")
        assert org.posts == []
        await opened(pilot, "y")
    assert org.posts == [f"generate {APP.id}"]


async def test_the_usual_key_confirms_where_another_one_led_to_the_question() -> None:
    asked = Asked()
    async with running(asked.app) as pilot:
        await opened(pilot, "enter", "g")
        assert "has led here" not in shown(asked.app)
        await opened(pilot, "y")
    assert asked.org.posts == [f"regenerate {APP.id}"]


async def test_an_act_that_has_the_key_that_answers_is_confirmed_by_another_one() -> None:
    asked = Asked()
    asked.app.keymap = keymap({"token.generate": ("y",), "token.copy_menu": ("f6",)})
    async with running(asked.app) as pilot:
        await opened(pilot, "enter", "y")
        assert "y has led here, so Y confirms." in shown(asked.app)
        await opened(pilot, "y")
        assert asked.open
    assert asked.org.posts == []


async def test_a_second_click_in_the_same_place_does_not_confirm() -> None:
    asked = Asked()
    async with running(asked.app) as pilot:
        await opened(pilot, "enter", "g")
        x, y = place_of(asked.app, "y Regenerate")
        await opened(pilot, "n")
        await button(pilot, events.MouseDown, (x, y))  # on whatever stands there
        asked.app.screen.act_token_generate()  # type: ignore[attr-defined]
        await opened(pilot)
        await clicked(pilot, "y Regenerate")
        assert "click more to the side" in shown(asked.app)
        moved = place_of(asked.app, "y Regenerate")[1] - y
        assert asked.org.posts == []
        for kind in (events.MouseDown, events.MouseUp):
            await button(pilot, kind, (x + 8, y + moved))
        await passed(pilot, asked.clock, 1)
    assert asked.org.posts == [f"regenerate {APP.id}"]


async def test_a_button_pressed_too_soon_makes_no_click_when_it_is_let_go() -> None:
    asked = Asked()
    async with running(asked.app) as pilot:
        await opened(pilot, "enter", "g")
        place = place_of(asked.app, "y Regenerate")
        await button(pilot, events.MouseDown, place)  # and dragged away: Textual remembers it
        await button(pilot, events.MouseUp, (0, 0))
        await opened(pilot, "f1")
        await pressed(pilot, "escape")
        await button(pilot, events.MouseDown, place)
        await passed(pilot, asked.clock, DEAD_SECONDS + 0.1)
        await button(pilot, events.MouseUp, place)
        await passed(pilot, asked.clock, 1)
        assert asked.open
    assert asked.org.posts == []


async def test_a_paste_into_a_dialog_nobody_has_read_is_not_taken() -> None:
    clock = FakeClock()
    app = console(FakeOrg([APP], tokens={APP.id: "t"}, clock=clock), clock=clock, guided=True)
    async with running(app) as pilot:
        await pressed(pilot, "enter", "g")
        app.post_message(events.Paste("something-else"))
        await settled(pilot)
        assert "•" not in shown(app)
        assert "Nothing was taken; paste it again." in shown(app)


class SlowTarget(FakeTarget):
    """Its check ends when it is told to."""

    def __init__(self) -> None:
        super().__init__("gateway")
        self.may_answer = asyncio.Event()

    async def open(self, errand: Errand) -> OpenTarget:
        await self.may_answer.wait()
        return await super().open(errand)


async def test_targets_that_are_ready_while_f1_is_read_leave_nothing_behind() -> None:
    clock, target = FakeClock(), SlowTarget()
    org = FakeOrg([APP], tokens={APP.id: "t"}, clock=clock)
    app = console(org, clock=clock, targets=[target])
    async with running(app) as pilot:
        for key in ("enter", "R", "enter", "f1"):
            await opened(pilot, key)
        target.may_answer.set()
        await opened(pilot)
        assert isinstance(app.screen, ConfirmScreen)
        assert not any(isinstance(each, TargetsScreen) for each in app.screen_stack)
        await opened(pilot, "n")
        await opened(pilot, "escape")
        assert len(app.screen_stack) == 1
    assert org.posts == []


async def test_a_way_that_is_waited_for_no_more_is_closed_under_its_explanation() -> None:
    clock = FakeClock()
    app = console(FakeOrg([APP], tokens={APP.id: "t"}, clock=clock), clock=clock, guided=True)
    async with running(app) as pilot:
        for key in ("enter", "g", "f1"):
            await opened(pilot, key)
        assert isinstance(app.screen, ExplanationScreen)
        app.screen_stack[1].workers.cancel_all()
        await settled(pilot)
        assert not any(isinstance(each, GuidedScreen) for each in app.screen_stack)
        assert app.is_running


@pytest.mark.parametrize("cover", ["f1", "question_mark"])
async def test_ctrl_q_asks_over_the_report_that_was_covered(cover: str) -> None:
    clock, other = FakeClock(), make_app(2, "Claims")
    targets = [
        FakeTarget(name, binding=Binding(apps=(each.id,), loopback=True))
        for name, each in (("north", APP), ("south", other))
    ]
    for target in targets:
        target.faults = [TargetError("Not permitted.", hint="Grant it.")] * 50
    org = FakeOrg([APP, other], tokens={APP.id: "t", other.id: "u"}, clock=clock)
    app = console(org, clock=clock, targets=targets)
    async with running(app) as pilot:
        for key in ("space", "down", "space", "R", "y"):
            await opened(pilot, key)
        for _ in range(6):
            await passed(pilot, clock, 2)
        for key in ("enter", cover, "ctrl+q"):
            await opened(pilot, key)
        assert "A target is without the token" in shown(app)
        await opened(pilot, "y")
        assert app._exit


async def test_a_key_behind_the_one_that_quits_opens_nothing() -> None:
    """What is opened while the console ends could not be put together."""
    app = console(FakeOrg([APP]))
    seen: set[type[object]] = set()
    async with running(app):
        for key in ("q", "T"):
            app.simulate_key(key)
        while app.is_running:
            seen |= {type(screen) for screen in app.screen_stack}
            await asyncio.sleep(0)
    assert app.return_code == 0
    assert seen == {AppsScreen}
