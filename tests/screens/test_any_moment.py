"""Any key, click, paste, size or answer at any moment: the console never ends of it."""

import asyncio
import gc
import random

import pytest
from textual import events
from textual.geometry import Size

from tests.consoles import bring, console, pressed
from tests.fakes import FakeClipboard, FakeClock, FakeOrg, FakeTarget, generation, make_app
from tui.app import ConsoleApp
from tui.domain.five_steps import FiveSteps
from tui.errors import ConsoleError, UnreachableError

LETTERS = "jkgggGrrcCxyyyyhhRRRTosdmJnbtpieaul1Zf"
OTHERS = (
    *("enter", "enter", "enter", "escape", "space", "backspace", "f5", "tab", "shift+tab"),
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "plus", "minus"),
    *("slash", "slash", "question_mark", "ctrl+p", "ctrl+c", "ctrl+l"),
)
SIZES = ((80, 24), (160, 50), (60, 20), (100, 30), (30, 10))
SILENT = UnreachableError("acme.my.salesforce.com refuses the connection.", hint="Check network.")
STEPS = 80
SOME, MANY = range(12), range(12, 72)


class Monkey:
    """Does one thing after the other to a console, by chance, and seldom waits for what comes of it."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.clock = FakeClock()
        names = ("Billing Sync", "Fleet Tracking", "Gate", "請求書", "Zeta" * 20)
        apps = [make_app(number, name) for number, name in enumerate(names, start=1)]
        self.org = FakeOrg(
            apps,
            tokens={apps[0].id: "tok3n-value-0123456789"},
            trail=[generation(apps[0].name, 21)],
            page_size=2,
            clock=self.clock,
        )
        targets = [FakeTarget(name) for name in ("gateway", "vault")]
        self.app: ConsoleApp = console(
            self.org,
            clock=self.clock,
            clipboard=FakeClipboard(),
            targets=targets[: self.chance.randrange(3)],
            guided=self.chance.random() < 0.3,
            steps=FiveSteps() if self.chance.random() < 0.5 else None,
        )
        self.done: list[tuple[str, object]] = []
        """For whoever wants to know what it was that went wrong."""

    async def play(self) -> None:
        """From the first frame until the console has ended."""
        async with self.app.run_test(size=self.chance.choice(SIZES)) as pilot:
            if self.chance.random() < 0.7:
                await pressed(pilot, "enter")
            for _ in range(STEPS):
                if not self.app.is_running:
                    break
                self._do_something()
                await self._wait()
            assert not self.app.return_code  # None: it runs; 0: it was left
            self.app.exit()
            while self.app.is_running:  # noqa: ASYNC110 - it is that every moment is one at which it may go wrong
                await asyncio.sleep(0)

    def _do_something(self) -> None:
        acts = {
            self._press: 600,
            self._click: 40,
            self._paste: 20,
            self._resize: 20,
            self._let_pass: 250,
            self._answer: 60,
            self._quit: 5,
        }
        (act,) = self.chance.choices([*acts], weights=[*acts.values()])
        self.done.append((act.__name__, act()))

    def _press(self) -> str:
        key = self.chance.choice((*LETTERS, *OTHERS))
        self.app.simulate_key(key)
        return str(key)

    def _quit(self) -> str:
        key = self.chance.choice(("q", "ctrl+q"))
        self.app.simulate_key(key)
        return str(key)

    def _click(self) -> tuple[int, int]:
        width, height = self.app.size
        place = self.chance.randrange(width), self.chance.randrange(height)
        for kind in (events.MouseDown, events.MouseUp):
            bring(self.app, kind, place)
        return place

    def _paste(self) -> str:
        text = self.chance.choice(("y", "tok3n-value-9876543210", "two\nlines\n"))
        self.app.post_message(events.Paste(text))
        return text

    def _resize(self) -> tuple[int, int]:
        size = self.chance.choice(SIZES)
        self.app.post_message(events.Resize(Size(*size), Size(*size)))
        return size

    def _let_pass(self) -> float:
        seconds = self.chance.choice((0.1, 0.6, 1, 10, 60))
        self.clock.advance(seconds)
        return seconds

    def _answer(self) -> str:
        """The org, or a line of it, breaks down, or is there again."""
        call = self.chance.choice(("org", "user", "app", "read", "app_pages", "generations"))
        failing: dict[str, ConsoleError] = self.org.fail
        if failing.pop(call, None) is None:
            failing[call] = SILENT
        self.app.surroundings_changed(self.app.surroundings)
        return call

    async def _wait(self) -> None:
        for _ in range(self.chance.choice((0, 0, 1, 1, 2, 3, 5, 8, 13, 30))):
            await asyncio.sleep(0)


@pytest.mark.parametrize(
    "seeds", [pytest.param(SOME, id="some"), pytest.param(MANY, marks=pytest.mark.soak, id="many")]
)
@pytest.mark.filterwarnings(  # Textual lets go of works that were cancelled before they began
    "ignore:coroutine .* was never awaited:RuntimeWarning",
    "ignore:Exception ignored in. <coroutine object:pytest.PytestUnraisableExceptionWarning",
)
@pytest.mark.timeout(600)
async def test_nothing_ends_it(seeds: range) -> None:
    for seed in seeds:
        monkey = Monkey(seed)
        try:
            await monkey.play()
        except Exception as error:
            raise AssertionError(f"seed {seed}: {monkey.done[-15:]}") from error
    gc.collect()  # what was let go is told of here, not in another test
