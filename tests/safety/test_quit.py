"""Leaving while the request hangs: at once, and the journal does not claim to know what it does not know."""

import asyncio
import signal
import threading
from collections.abc import Callable
from time import monotonic

import pytest

from tests.e2e.terminal import Terminal
from tests.faults.catalogue import Act, stall, stall_after_answer
from tests.faults.orgs import App
from tests.faults.proxy import Exchange
from tests.safety.hosts import Site, wait_for
from tests.safety.screens import begin_regenerate
from tests.safety.waylay import at_post, posts, waylaying
from tui.domain.acts import Result

SECONDS = 2.0


def press_q(terminal: Terminal) -> None:
    """The first press warns."""
    terminal.press("q")
    terminal.wait("The org has not answered yet.")
    terminal.press("q")


def send_sigterm(terminal: Terminal) -> None:
    terminal.kill(signal.SIGTERM)


def send_sighup(terminal: Terminal) -> None:
    terminal.kill(signal.SIGHUP)


def check_looked_up(site: Site, app: App, expected: Result) -> None:
    host = site.host()
    assert host.results(app) == [Result.UNKNOWN]
    assert host.run("journal", "--resume").returncode == 0
    assert host.results(app) == [expected]
    assert site.org.generations(app) == (expected is Result.DONE)
    site.check(app, host)


WAYS = [
    pytest.param(stall, press_q, Result.NOT_DONE, id="q, not sent on", marks=pytest.mark.soak),
    pytest.param(stall_after_answer, press_q, Result.DONE, id="q, answer lost"),
    pytest.param(stall_after_answer, send_sigterm, Result.DONE, id="SIGTERM, answer lost"),
    pytest.param(
        stall, send_sighup, Result.NOT_DONE, id="SIGHUP, not sent on", marks=pytest.mark.soak
    ),
]


@pytest.mark.parametrize(("act", "leave", "expected"), WAYS)
def test_a_console_that_is_left(
    site: Site, act: Act, leave: Callable[[Terminal], None], expected: Result
) -> None:
    host, app = site.host(), site.new_app()
    with waylaying(site.org, at_post(act)) as proxy:
        host.lead_to(proxy.origin)
        with host.console() as terminal:
            begin_regenerate(terminal, app)
            assert wait_for(lambda: posts(proxy) == 1, terminal.process)
            assert wait_for(
                lambda: site.org.generations(app) == (act is not stall), terminal.process
            )
            left = monotonic()
            leave(terminal)
            terminal.wait_end()
            assert monotonic() - left < SECONDS
    assert posts(proxy) == 1
    host.lead_to(site.origin)
    check_looked_up(site, app, expected)


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["SIGINT", "SIGTERM"]
)
def test_a_command_that_is_interrupted(site: Site, number: signal.Signals, code: int) -> None:
    host, app = site.host(), site.new_app()
    with waylaying(site.org, at_post(stall_after_answer)) as proxy:
        host.lead_to(proxy.origin)
        process = host.start("token", "regenerate", app.id, "--yes")
        assert wait_for(lambda: site.org.generations(app) == 1, process)
        left = monotonic()
        process.send_signal(number)
        _, told = process.communicate(timeout=20)
        assert monotonic() - left < SECONDS
    assert abs(process.returncode) in (code, number)
    assert "Traceback" not in told
    host.lead_to(site.origin)
    assert host.entries(app)[0].unresolved
    assert host.run("journal", "--resume").returncode == 0
    assert host.results(app) == [Result.DONE]
    site.check(app, host)


def look_up_too_early(site: Site, app: App) -> None:
    """Regenerate, be interrupted, look up; only then the request comes to the org."""
    host, looked_up = site.host(), threading.Event()

    async def late(exchange: Exchange) -> None:
        await asyncio.to_thread(looked_up.wait, 20)
        await exchange.forward()

    with waylaying(site.org, at_post(late)) as proxy:
        host.lead_to(proxy.origin)
        process = host.start("token", "regenerate", app.id, "--yes")
        assert wait_for(lambda: posts(proxy) == 1, process)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
        host.lead_to(site.origin)
        host.run("journal", "--resume")
        assert host.results(app) == [Result.NOT_DONE]
        looked_up.set()
    assert site.org.generations(app) == 1


def test_a_request_that_arrives_after_the_look_up(site: Site) -> None:
    host, app = site.host(), site.new_app()
    look_up_too_early(site, app)
    resumed = host.run("journal", "--resume")
    assert resumed.returncode == 0
    assert "its request arrived late" in resumed.stdout
    site.check(app, host)


def test_the_next_write_stops_at_a_request_that_arrived_late(site: Site) -> None:
    host, app = site.host(), site.new_app()
    look_up_too_early(site, app)
    stopped = host.regenerate(app)
    assert stopped.returncode == 7
    assert "its request arrived late. This time nothing was changed." in stopped.stderr
    assert host.regenerate(app).returncode == 0
    site.check(app, host)


def test_the_next_console_says_that_a_request_arrived_late(site: Site) -> None:
    host, app = site.host(), site.new_app()
    look_up_too_early(site, app)
    with host.console() as terminal:
        terminal.wait("its request arrived late")
    site.check(app, host)
