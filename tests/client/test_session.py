"""The session: asked for when needed, renewed once."""

import asyncio

import pytest

from tests.client.fakes import FakeSessions
from tui.client.session import OrgSession, SessionExpiredError
from tui.domain.secret import Secret
from tui.errors import SessionError
from tui.presentation.error_text import sentence


class FakeCall:
    """A read that finds these sessions expired."""

    def __init__(self, *expired: str) -> None:
        self.expired = expired
        self.seen: list[str] = []

    async def __call__(self, session: Secret) -> str:
        self.seen.append(session.expose())
        await asyncio.sleep(0)
        if session.expose() in self.expired:
            raise SessionExpiredError("expired")
        return "answer"


async def test_the_source_is_asked_at_the_first_read_and_not_again() -> None:
    source, call = FakeSessions("one"), FakeCall()
    session = OrgSession(source)
    assert source.asked == 0
    assert [await session.reading(call), await session.reading(call)] == ["answer", "answer"]
    assert source.asked == 1


async def test_an_expired_session_is_renewed_and_the_read_repeated() -> None:
    source, call = FakeSessions("one", "two"), FakeCall("one")
    assert await OrgSession(source).reading(call) == "answer"
    assert call.seen == ["one", "two"]


async def test_it_is_renewed_only_once() -> None:
    source, call = FakeSessions("one", "two", "three"), FakeCall("one", "two")
    with pytest.raises(SessionError) as raised:
        await OrgSession(source).reading(call)
    assert (call.seen, raised.value.__context__) == (["one", "two"], None)


async def test_reads_that_expire_together_ask_the_source_once() -> None:
    source, call = FakeSessions("one", "two", "three"), FakeCall("one")
    session = OrgSession(source)
    await asyncio.gather(*(session.reading(call) for _ in range(5)))
    assert source.asked == 2


async def test_an_empty_session_is_none() -> None:
    with pytest.raises(SessionError, match="no session"):
        await OrgSession(FakeSessions("")).reading(FakeCall())


async def test_a_session_that_a_new_one_does_not_help_says_what_gives_one() -> None:
    source, call = FakeSessions("one", "two"), FakeCall("one", "two")
    with pytest.raises(SessionError) as raised:
        await OrgSession(source, lambda: ("In a shell: sf org login web", "")).reading(call)
    assert sentence(raised.value) == "expired In a shell: sf org login web."
    assert sentence(raised.value, again="F5") == "expired In a shell: sf org login web, then F5."
