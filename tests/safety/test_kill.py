"""The console is killed at any moment of a regenerate: afterwards the journal and the org tell the same story."""

import random
import signal
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from time import monotonic

import pytest

from tests.e2e.terminal import Terminal
from tests.faults.catalogue import stall_after_answer
from tests.faults.orgs import App
from tests.safety.hosts import Host, Site, ended_within, seed, wait_for
from tests.safety.screens import begin_regenerate, look_up_unfinished
from tests.safety.waylay import at_post, waylaying
from tui.domain.acts import Result


@dataclass(frozen=True)
class Pace:
    """How long a regenerate takes here, in seconds: to its intent in the journal, on to its outcome, on to its end."""

    to_intent: float
    to_outcome: float
    to_end: float


@dataclass(frozen=True)
class Moment:
    """When a command is killed: so long after its start, or after its intent was recorded."""

    after_intent: bool
    seconds: float


def measure(host: Host, app: App) -> Pace:
    times = [monotonic()]
    process = host.start("token", "regenerate", app.id, "--yes")
    for lines in (1, 2):
        assert wait_for(lambda lines=lines: len(host.records()) == lines, process)  # type: ignore[misc]
        times.append(monotonic())
    process.communicate(timeout=60)
    times.append(monotonic())
    return Pace(*(later - sooner for sooner, later in pairwise(times)))


def moments(chance: random.Random, count: int, pace: Pace) -> Iterator[Moment]:
    """Moments in random order: some over the whole act, most over what lies between the intent and a little after the
    outcome."""
    anywhere = count // 4
    whole, between = pace.to_intent + pace.to_outcome + pace.to_end, 1.3 * pace.to_outcome
    late = count - anywhere
    drawn = [Moment(False, whole * (at + chance.random()) / anywhere) for at in range(anywhere)]
    drawn += [Moment(True, between * (at + chance.random()) / late) for at in range(late)]
    chance.shuffle(drawn)
    yield from drawn


def kill_command(moment: Moment, host: Host, named: str) -> None:
    """Regenerate by the command, and kill it."""
    before = host.journal_size()
    process = host.start("token", "regenerate", named, "--yes")
    if moment.after_intent:
        wait_for(lambda: host.journal_size() > before, process)
    ended_within(process, moment.seconds)
    process.kill()
    process.communicate(timeout=60)


def kill_console(terminal: Terminal, app: App, seconds: float) -> None:
    """Regenerate by the keys, and kill the console so long after its request began."""
    begin_regenerate(terminal, app)
    ended_within(terminal.process, seconds)
    terminal.kill(signal.SIGKILL)
    terminal.wait_end()


class Killing:
    """Rounds of regenerates that are killed, and where in the act the kills fell."""

    def __init__(self, site: Site) -> None:
        self.site, self.host = site, site.host()
        self.apps = [site.new_app() for _ in range(2)]
        self.pace = measure(self.host, self.apps[0])
        self.fell: Counter[str] = Counter()

    def commands(self, chance: random.Random, count: int) -> None:
        """Kill so many commands. Of every four one is looked up only after the next on the same app was killed too."""
        for number, moment in enumerate(moments(chance, count, self.pace)):
            app = self.apps[number // 2 % 2]
            before = len(self.host.entries(app)), self.site.org.generations(app)
            kill_command(moment, self.host, app.name if number % 4 > 1 else app.id)
            unfinished = self.unfinished(app)
            if number % 4:
                resumed = self.host.run("journal", "--resume")
                assert resumed.returncode == 0, resumed
                self.site.check(app, self.host)
            self.note(app, unfinished, *before)

    def consoles(self, chance: random.Random, count: int) -> None:
        """Kill so many consoles; the next console offers what is unfinished."""
        for number in range(count):
            app = self.apps[number % 2]
            before = len(self.host.entries(app)), self.site.org.generations(app)
            with self.host.console() as terminal:
                kill_console(terminal, app, chance.uniform(0, 1.5 * self.pace.to_outcome))
            unfinished = self.unfinished(app)
            if unfinished:
                with self.host.console() as terminal:
                    look_up_unfinished(terminal)
            self.site.check(app, self.host)
            self.note(app, unfinished, *before, by="console ")

    def unfinished(self, app: App) -> int:
        """How many acts on the app nobody knows the outcome of."""
        return sum(entry.unresolved for entry in self.host.entries(app))

    def note(self, app: App, unfinished: int, acts: int, rows: int, by: str = "") -> None:
        """Count where a kill fell."""
        if len(self.host.entries(app)) == acts:
            place = "before the intent"
        elif not unfinished:
            place = "after the outcome"
        else:
            place = "sent" if self.site.org.generations(app) > rows else "not sent"
        self.fell[by + place] += 1


def test_killed_at_some_moments(site: Site) -> None:
    chance, killing = random.Random(seed()), Killing(site)
    killing.commands(chance, 8)
    print(killing.pace, dict(killing.fell))
    assert killing.fell["sent"] + killing.fell["not sent"]


def test_a_killed_console_is_followed_by_one_that_offers_the_act(site: Site) -> None:
    host, app = site.host(), site.new_app()
    with waylaying(site.org, at_post(stall_after_answer)) as proxy:
        host.lead_to(proxy.origin)
        with host.console() as terminal:
            begin_regenerate(terminal, app)
            assert wait_for(lambda: site.org.generations(app) == 1, terminal.process)
            terminal.kill(signal.SIGKILL)
            terminal.wait_end()
    host.lead_to(site.origin)
    with host.console() as terminal:
        look_up_unfinished(terminal)
    assert host.results(app) == [Result.DONE]
    site.check(app, host)


@pytest.mark.soak
@pytest.mark.timeout(240)
def test_killed_at_fifty_moments(site: Site) -> None:
    chance, killing = random.Random(seed()), Killing(site)
    killing.commands(chance, 44)
    killing.consoles(chance, 6)
    print(killing.pace, dict(killing.fell))
    assert killing.fell["sent"]
    assert killing.fell["not sent"]
    assert killing.fell["before the intent"]
    assert killing.fell["after the outcome"]
