"""Two consoles regenerate one app at the same moment: both know what happened, and no dead token passes as alive."""

import asyncio
import re
import select
import subprocess
import threading
from dataclasses import dataclass

import pytest

from tests.faults.catalogue import Act
from tests.faults.orgs import App
from tests.faults.proxy import Exchange
from tests.safety.hosts import Host, Site, ended_within
from tests.safety.screens import ask_to_regenerate, open_app
from tests.safety.waylay import at_post, posts, waylaying
from tui.domain.acts import Result

ROUNDS = 10
WHO = "Ada Lindqvist"


@dataclass(frozen=True)
class Told:
    """What a command told."""

    code: int
    out: str
    words: str

    @property
    def fingerprint(self) -> str:
        """Of the token that it says it made."""
        found = re.match(r"[0-9a-f]{8}", self.out)
        assert found, self
        return found[0]


def both(app: App, *hosts: Host) -> list[Told]:
    """Regenerate on every host at once; returns what each told, in the order in which they did."""
    waiting = {}
    for host in hosts:
        process = host.start("token", "regenerate", app.id, "--yes")
        assert process.stdout is not None
        waiting[process.stdout] = process
    told = []
    while waiting:
        for spoke in select.select(list(waiting), [], [], 20)[0]:
            told += [_told(waiting.pop(spoke))]
    return told


def _told(process: "subprocess.Popen[str]") -> Told:
    out, words = process.communicate(timeout=20)
    return Told(process.returncode, out, words)


def check(told: list[Told], site: Site, app: App) -> None:
    """Whoever succeeded is in the trail, with a token of their own; whoever did not knows by whom.

    Raises:
        AssertionError: it is not so.
    """
    done = [each for each in told if each.code == 0]
    for each in told:
        if each.code != 0:
            assert each.code == 7, each
            assert f"{WHO} generated it just now." in each.words
            assert "Nothing was changed." in each.words
    assert len(done) == site.org.generations(app)
    fingerprints = [each.fingerprint for each in done]
    assert len(set(fingerprints)) == len(fingerprints)
    assert site.alive(app) in fingerprints


def meeting(parties: int) -> Act:
    """Let no POST through before so many have come."""
    met = asyncio.Barrier(parties)

    async def act(exchange: Exchange) -> None:
        async with asyncio.timeout(10):
            await met.wait()
        await exchange.pass_on()

    return act


class FirstAnswerLast:
    """Two POSTs meet; the first is the first to be done by the org, and the last to be answered."""

    def __init__(self) -> None:
        self.other_told = threading.Event()
        self._came = 0
        self._met = asyncio.Event()
        self._done = asyncio.Event()

    async def act(self, exchange: Exchange) -> None:
        """Meet a POST."""
        self._came += 1
        if self._came == 1:
            await asyncio.wait_for(self._met.wait(), 10)
            head, body = await exchange.forward()
            self._done.set()
            await asyncio.to_thread(self.other_told.wait, 10)
            await exchange.send(head + b"\r\n\r\n" + body)
        else:
            self._met.set()
            await asyncio.wait_for(self._done.wait(), 10)
            await exchange.pass_on()


def hosts_of(site: Site, *, same: bool) -> tuple[Host, Host]:
    one = site.host("one")
    return one, one if same else site.host("two")


@pytest.mark.parametrize("rounds", [2, pytest.param(ROUNDS, marks=pytest.mark.soak)])
@pytest.mark.parametrize("same", [True, False], ids=["one host", "two hosts"])
def test_two_commands_race(site: Site, same: bool, rounds: int) -> None:
    hosts = hosts_of(site, same=same)
    for _ in range(rounds):
        app = site.new_app()
        check(both(app, *hosts), site, app)
        site.check(app, *set(hosts), one_by_one=False)


@pytest.mark.parametrize("same", [True, False], ids=["one host", "two hosts"])
def test_two_requests_meet_in_the_org(site: Site, same: bool) -> None:
    hosts = hosts_of(site, same=same)
    app = site.new_app()
    with waylaying(site.org, at_post(meeting(2))) as proxy:
        for host in hosts:
            host.lead_to(proxy.origin)
        told = both(app, *hosts)
    assert posts(proxy) == 2
    assert [each.code for each in told] == [0, 0]
    check(told, site, app)


def test_a_token_that_is_dead_when_its_answer_comes(site: Site) -> None:
    app, order = site.new_app(), FirstAnswerLast()
    with waylaying(site.org, at_post(order.act)) as proxy:
        running = []
        for host in hosts_of(site, same=False):
            host.lead_to(proxy.origin)
            running.append(host.start("token", "regenerate", app.id, "--yes"))
        while all(process.poll() is None for process in running):
            ended_within(running[0], 0.01)
        order.other_told.set()
        told = [_told(process) for process in running]
    check(told, site, app)
    (loser,) = [each for each in told if each.fingerprint != site.alive(app)]
    assert loser.code == 0
    assert site.alive(app) in loser.words


def is_over(text: str) -> bool:
    return "New fingerprint" in text or "Nothing was changed" in text


def test_two_consoles_on_two_hosts(site: Site) -> None:
    app = site.new_app()
    hosts = hosts_of(site, same=False)
    with hosts[0].console() as one, hosts[1].console() as two:
        for terminal in (one, two):
            open_app(terminal, app)
            ask_to_regenerate(terminal)
        for terminal in (one, two):
            terminal.press("y")
        screens = [terminal.wait(is_over) for terminal in (one, two)]
    results = [host.results(app) for host in hosts]
    done = [screen for screen in screens if "New fingerprint" in screen]
    assert len(done) == site.org.generations(app) == results.count([Result.DONE])
    for screen in screens:
        said = " ".join(screen.split())
        assert "New fingerprint" in said or f"{WHO} generated it just now." in said
    assert any(site.alive(app) in screen for screen in done)
