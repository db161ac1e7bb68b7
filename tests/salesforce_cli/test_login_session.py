"""A session of one login, as often as it is asked for."""

import asyncio
from collections.abc import Mapping

import pytest

from tests.salesforce_cli.test_command import ANA, URL
from tui.domain.login import Login
from tui.domain.secret import Secret
from tui.errors import SessionError
from tui.programs import Answer
from tui.salesforce_cli import LoginSession, SalesforceCli

DISPLAY = b'{"status": 0, "result": {"username": "u", "instanceUrl": "%b"%b}}'


class FakeRunner:
    """Answers in turn; waits where a test says so."""

    def __init__(self, *tokens: str, shows: str = "") -> None:
        self._tokens = list(tokens)
        self._shows = shows
        self.asked: list[str] = []
        self.begun = asyncio.Event()
        self.gate = asyncio.Event()
        self.gate.set()

    async def __call__(
        self, argv: list[str], environ: Mapping[str, str], *, limit: float, most: int
    ) -> Answer:
        self.asked.append(argv[2])
        self.begun.set()
        await self.gate.wait()
        if argv[2] == "display":
            token = f', "accessToken": "{self._shows}"' if self._shows else ""
            return Answer(0, DISPLAY % (URL.encode(), token.encode()), b"")
        token = self._tokens.pop(0)
        return Answer(0, b'{"status": 0, "result": {"accessToken": "%b"}}' % token.encode(), b"")


def session(runner: FakeRunner, known: Login | None = None) -> LoginSession:
    return LoginSession(SalesforceCli({}, run=runner), ANA, known=known)


async def test_the_address_is_asked_for_once() -> None:
    runner = FakeRunner()
    one = session(runner)
    assert (await one.login()).instance_url == (await one.login()).instance_url == URL
    assert runner.asked == ["display"]


async def test_a_listed_login_needs_no_asking() -> None:
    runner = FakeRunner("first")
    one = session(runner, Login(ANA, instance_url=URL))
    assert (await one.login()).instance_url == URL
    assert await one.session() == Secret("first")
    assert runner.asked == ["auth"]


async def test_the_session_that_an_older_sf_showed_with_the_address_is_taken() -> None:
    runner = FakeRunner("second", shows="first")
    one = session(runner)
    await one.login()
    assert [await one.session(), await one.session()] == [Secret("first"), Secret("second")]
    assert runner.asked == ["display", "auth"]


async def test_the_same_session_again_means_that_the_login_has_expired() -> None:
    one = session(FakeRunner("CANARY", "CANARY"), Login(ANA, instance_url=URL))
    await one.session()
    with pytest.raises(SessionError, match="has expired") as caught:
        await one.session()
    assert caught.value.renew == f"In a shell: sf org login web --instance-url {URL} as {ANA}"
    assert "CANARY" not in str(caught.value)


async def test_sf_is_asked_one_thing_at_a_time() -> None:
    runner = FakeRunner("one", "two")
    one = session(runner, Login(ANA, instance_url=URL))
    runner.gate.clear()
    both = asyncio.gather(one.session(), one.session())
    await runner.begun.wait()
    await asyncio.sleep(0)
    assert runner.asked == ["auth"]
    runner.gate.set()
    assert list(await both) == [Secret("one"), Secret("two")]


async def test_a_slow_sf_is_told() -> None:
    said: list[str] = []
    runner = FakeRunner("one")
    runner.gate.clear()

    def heard(words: str) -> None:
        said.append(words)
        runner.gate.set()

    one = LoginSession(SalesforceCli({}, run=runner), ANA, on_slow=heard, patience=0)
    await one.login()
    assert said == ["Asking the sf command where the org is; it can take some seconds."]


async def test_whoever_stops_waiting_stops_sf() -> None:
    runner = FakeRunner("one")
    runner.gate.clear()
    asking = asyncio.ensure_future(session(runner).login())
    await runner.begun.wait()
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert len(asyncio.all_tasks()) == 1
