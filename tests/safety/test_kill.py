"""The console is killed at any moment of a regenerate: afterwards the journal and the org tell the same story."""

import random
import signal
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic

import pytest

from tests.e2e.terminal import Terminal
from tests.e2e.test_journey import open_app
from tests.faults.orgs import App
from tests.safety.hosts import Host, Site, ended_within, seed, wait_for


@dataclass(frozen=True)
class Pace:
    """How long a regenerate takes here, in seconds."""

    to_intent: float
    """From the start of the command to the intent in the journal."""
    to_end: float
    """From there to the end of the command."""


@dataclass(frozen=True)
class Moment:
    """When the command is killed: so long after its start, or after its intent was recorded."""

    after_intent: bool
    seconds: float


def measure(host: Host, app: App) -> Pace:
    before, start = host.journal_size(), monotonic()
    process = host.start("token", "regenerate", app.id, "--yes")
    assert wait_for(lambda: host.journal_size() > before, process)
    intent = monotonic()
    process.communicate(timeout=60)
    assert process.returncode == 0
    return Pace(intent - start, monotonic() - intent)


def moments(chance: random.Random, count: int, pace: Pace) -> Iterator[Moment]:
    """Moments in random order: a quarter over the whole act, the others over the part that begins with the intent."""
    early = count // 4
    whole, late = pace.to_intent + pace.to_end, count - early
    drawn = [Moment(False, whole * (at + chance.random()) / early) for at in range(early)]
    drawn += [Moment(True, pace.to_end * (at + chance.random()) / late) for at in range(late)]
    chance.shuffle(drawn)
    yield from drawn


def kill_at(moment: Moment, host: Host, named: str) -> None:
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
    open_app(terminal, app.name)
    terminal.wait("A token exists")
    terminal.press("g")
    terminal.wait("no undo")
    ended_within(terminal.process, 0.5)  # the dialog takes no key before
    terminal.press("y")
    terminal.wait(lambda text: "Sending" in text or "dead" in text)
    ended_within(terminal.process, seconds)
    terminal.kill(signal.SIGKILL)
    terminal.wait_end()


def look_up_in_a_new_console(host: Host) -> None:
    """The next console offers what is unfinished, and `l` looks it up."""
    unfinished = sum(entry.unresolved for entry in host.journal.entries())
    with host.console() as terminal:
        terminal.wait("connected apps, read at")
        for _ in range(unfinished):
            terminal.wait("Unfinished acts")
            terminal.press("l")
            terminal.wait(lambda text: "It happened" in text or "It did not happen" in text)
            terminal.press("escape")


def phase(host: Host, app: App, acts: int, rows: int, site: Site) -> str:
    """Where in the act a kill fell."""
    entries = host.entries(app)
    if len(entries) == acts:
        return "before the intent"
    happened = "sent" if site.org.generations(app) > rows else "not sent"
    return "after the outcome" if entries[-1].outcome else f"unfinished, {happened}"


def rounds(site: Site, count: int, consoles: int) -> Counter[str]:
    """Kill so many commands and so many consoles; look at everything after each."""
    chance = random.Random(seed())
    host, apps = site.host(), [site.new_app() for _ in range(2)]
    pace = measure(host, apps[0])
    fell: Counter[str] = Counter()
    for number, moment in enumerate(moments(chance, count, pace)):
        app = apps[number % len(apps)]
        acts, rows = len(host.entries(app)), site.org.generations(app)
        kill_at(moment, host, app.name if number % 2 else app.id)
        fell[phase(host, app, acts, rows, site)] += 1
        resumed = host.run("journal", "--resume")
        assert resumed.returncode == 0, resumed
        site.check(app, host)
    for number in range(consoles):
        app = apps[number % len(apps)]
        acts, rows = len(host.entries(app)), site.org.generations(app)
        with host.console() as terminal:
            kill_console(terminal, app, chance.uniform(0, pace.to_end))
        fell[f"console: {phase(host, app, acts, rows, site)}"] += 1
        look_up_in_a_new_console(host)
        site.check(app, host)
    print(f"{pace}: {dict(fell)}")
    return fell


def test_killed_at_some_moments(site: Site) -> None:
    fell = rounds(site, 8, consoles=1)
    assert fell.total() == 9


@pytest.mark.soak
@pytest.mark.timeout(240)
def test_killed_at_fifty_moments(site: Site) -> None:
    fell = rounds(site, 50, consoles=6)
    assert fell["unfinished, sent"]
    assert fell["unfinished, not sent"]
    assert fell["before the intent"]
    assert fell["after the outcome"]
