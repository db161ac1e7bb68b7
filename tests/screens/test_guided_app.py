"""An app of an org in guided mode: the acts on its token begin with a paste."""

from dataclasses import replace

from textual import events
from textual.pilot import Pilot

from tests.consoles import console, meant, opened, passed, pressed, running, shown
from tests.fakes import NOW, PRODUCTION, FakeClock, FakeOrg, FakeTarget, make_app
from tui.app import ConsoleApp
from tui.domain.acts import Result
from tui.domain.handover import Binding
from tui.domain.token import Generation
from tui.screens.accidents import DEAD_SECONDS
from tui.screens.guided import GuidedScreen

APP = make_app(1, "Partner Portal")


class Guided:
    """A console over an org in guided mode, its only app open."""

    def __init__(self, *targets: FakeTarget) -> None:
        self.clock = FakeClock()
        self.org = FakeOrg([APP], org=PRODUCTION, clock=self.clock)
        self.app: ConsoleApp = console(self.org, clock=self.clock, guided=True, targets=targets)

    async def paste(self, pilot: Pilot[None], text: str) -> None:
        assert isinstance(self.app.screen, GuidedScreen)
        await passed(pilot, self.clock, DEAD_SECONDS + 1)
        self.app.screen.post_message(events.Paste(text))
        await pressed(pilot, "enter")

    async def leave(self, pilot: Pilot[None], *, pressed_it: str) -> None:
        """Out of the way to Setup, with an answer to whether the button was pressed."""
        await pressed(pilot, "escape")
        await passed(pilot, self.clock, 1)
        await pressed(pilot, pressed_it)
        await passed(pilot, self.clock, 1)

    def outcomes(self) -> list[Result | None]:
        return [
            entry.outcome.result if entry.outcome else None for entry in self.org.journal.entries()
        ]


async def test_nothing_is_claimed_of_a_token_that_nobody_has_seen() -> None:
    guided = Guided()
    async with running(guided.app) as pilot:
        await pressed(pilot, "enter")
        assert "in guided mode the console does not read the Setup page" in shown(guided.app)


async def test_the_new_token_is_taken_recorded_and_never_called_proven() -> None:
    guided = Guided()
    async with running(guided.app) as pilot:
        await pressed(pilot, "enter", "g")
        await guided.paste(pilot, "the-new-token-of-today")
        text = shown(guided.app)
    assert "Taken. New fingerprint" in text
    assert "the console cannot see whether it is in use" in text
    assert guided.outcomes() == [Result.DONE]
    assert guided.org.posts == []


async def test_the_row_that_comes_later_is_shown_when_it_comes() -> None:
    guided = Guided()
    async with running(guided.app) as pilot:
        await pressed(pilot, "enter", "g")
        await guided.paste(pilot, "the-new-token-of-today")
        assert "the audit trail has no row of it yet" in shown(guided.app)
        guided.org.trail.append(Generation(NOW, "Wei Chen", APP.name))
        await passed(pilot, guided.clock, 10)
        assert "by Wei Chen" in shown(guided.app)


async def test_revealing_asks_for_the_token_first_and_then_no_more() -> None:
    guided = Guided()
    async with running(guided.app) as pilot:
        await pressed(pilot, "enter", "r")
        await guided.paste(pilot, "the-present-token")
        assert "the-present-token" in shown(guided.app)
        await pressed(pilot, "r", "r")
        assert "the-present-token" in shown(guided.app)


async def test_whoever_leaves_before_pressing_has_changed_nothing() -> None:
    guided = Guided()
    async with running(guided.app) as pilot:
        await pressed(pilot, "enter", "g")
        await passed(pilot, guided.clock, 2)
        await guided.leave(pilot, pressed_it="n")
        assert "Left without a token." in shown(guided.app)
    assert guided.outcomes() == [Result.NOT_DONE]


async def test_whoever_leaves_after_pressing_gets_it_looked_up_in_the_trail() -> None:
    guided = Guided()
    async with running(guided.app) as pilot:
        await pressed(pilot, "enter", "g")
        await passed(pilot, guided.clock, 2)
        guided.org.trail.append(Generation(guided.clock.now(), "Ana Souza", APP.name))
        await guided.leave(pilot, pressed_it="y")
        assert "It happened: the audit trail has it." in shown(guided.app)
    assert guided.outcomes() == [Result.DONE]


async def test_whoever_leaves_unsure_is_told_what_the_trail_lacks_and_how_to_look_again() -> None:
    guided = Guided()
    async with running(guided.app) as pilot:
        await pressed(pilot, "enter", "g")
        await passed(pilot, guided.clock, 2)
        await guided.leave(pilot, pressed_it="y")
        text = " ".join(shown(guided.app).split())
    assert "the audit trail has no generation by you. Look again in a minute." in text
    assert "The journal (J) keeps it; l there looks again." in text
    assert "The answer was lost" not in text
    assert guided.outcomes() == [Result.UNKNOWN]


async def test_several_apps_are_led_through_one_after_the_other() -> None:
    clock, other = FakeClock(), make_app(2, "Quotes")
    org = FakeOrg([APP, other], clock=clock)
    target = FakeTarget(binding=Binding(orgs=("practice",), apps=(APP.id, other.id)))
    target.card = replace(target.card, by_app=True)
    app = console(org, clock=clock, guided=True, targets=[target])
    async with running(app) as pilot:
        await pressed(pilot, "space", "down", "space")
        await opened(pilot, "R")
        await meant(pilot, "y")
        assert isinstance(app.screen, GuidedScreen)
        assert [entry.intent.app_name for entry in org.journal.entries()] == ["Partner Portal"]


async def test_the_journal_says_pasted_and_not_known_until_the_row_is_seen() -> None:
    guided = Guided()
    async with running(guided.app, (120, 34)) as pilot:
        await pressed(pilot, "enter", "g")
        await guided.paste(pilot, "the-new-token-of-today")
        await pressed(pilot, "J")
        text = shown(guided.app)
        assert "not known → " in text
        assert "? pasted" in text
        assert "its row was not seen in the audit trail" in text
        assert "✓ done" not in text
        guided.org.leave_row(APP, seconds=1)
        await passed(pilot, guided.clock, 1)
        await pressed(pilot, "escape")
        await passed(pilot, guided.clock, 10)
        await pressed(pilot, "J")
        text = shown(guided.app)
    assert "✓ done" in text
    assert "not known → " in text
    assert "? pasted" not in text


async def test_leaving_with_a_pasted_token_claims_no_token_and_no_failure() -> None:
    guided = Guided()
    async with running(guided.app) as pilot:
        await pressed(pilot, "enter", "g")
        await guided.paste(pilot, "the-new-token-of-today")
        await pressed(pilot, "backspace")
        text = shown(guided.app)
    assert "The token that was pasted for “Partner Portal” is in no target yet." in text
    assert "✗" not in text
