"""Exactly one token of an app is valid at any moment: with parallel processes, and across kill -9."""

import asyncio
import random
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.practice.orgs import Org, make_token, open_view, press, register
from tests.practice.served import Served, admin_session, client_of, served
from tui.practice.application import build
from tui.practice.apps import App, app_by_id
from tui.practice.seed import add_app
from tui.practice.store import Store


@dataclass(frozen=True)
class Regenerated:
    """An answered regenerate, with when it was sent and answered."""

    token: str
    sent: float
    answered: float


@dataclass(frozen=True)
class Tried:
    """An answered registration."""

    token: str
    sent: float
    answered: float
    status: int


def new_app(database: Path) -> App:
    with Store.open(database) as store:
        app_id = add_app(store, "Contended")
        with store.read() as connection:
            app = app_by_id(connection, app_id)
    assert app is not None
    return app


def generations(database: Path) -> int:
    with Store.open(database) as store, store.read() as connection:
        return int(
            connection.execute(
                "SELECT count(*) FROM audit WHERE display LIKE '%app Contended'"
            ).fetchone()[0]
        )


async def valid(client: httpx.AsyncClient, tokens: set[str]) -> set[str]:
    return {token for token in tokens if (await register(client, token)).status_code == 201}


async def worker(
    client: httpx.AsyncClient, app: App, made: list[Regenerated], tried: list[Tried], acts: int
) -> None:
    for _ in range(acts):
        if random.random() < 0.35:
            page = await open_view(client, app)
            form = page.form("Regenerate")
            sent = time.monotonic()
            response = await client.post(page.action, data=form)
            token = response.text.partition('style="display:none">')[2].partition("<")[0]
            made.append(Regenerated(token, sent, time.monotonic()))
        else:
            token = random.choice(made[-4:]).token
            sent = time.monotonic()
            status = (await register(client, token)).status_code
            tried.append(Tried(token, sent, time.monotonic(), status))


def assert_no_dead_token_worked(made: list[Regenerated], tried: list[Tried]) -> None:
    by_token = {each.token: each for each in made}
    for attempt in tried:
        own = by_token[attempt.token]
        others = [each for each in made if each is not own]
        surely_dead = any(
            own.answered < each.sent and each.answered < attempt.sent for each in others
        )
        maybe_dead = any(
            own.sent < each.answered and each.sent < attempt.answered for each in others
        )
        assert attempt.status == (401 if surely_dead else attempt.status)
        assert attempt.status == (attempt.status if maybe_dead else 201)
        assert attempt.status in {201, 401}


async def test_parallel_acts_on_two_processes_never_see_two_valid_tokens(database: Path) -> None:
    app, session = new_app(database), admin_session(database)
    with served(database) as one, served(database) as other:
        async with client_of(one, session) as first, client_of(other, session) as second:
            began = time.monotonic()
            made = [Regenerated(await make_token(first, app), began, time.monotonic())]
            tried: list[Tried] = []
            clients = [first, second] * 20
            await asyncio.gather(*(worker(each, app, made, tried, 5) for each in clients))
            alive = await valid(second, {each.token for each in made})
            shown = (await open_view(first, app)).token
    assert len(made) + len(tried) == 201
    assert len({each.token for each in made}) == len(made) == generations(database)
    assert_no_dead_token_worked(made, tried)
    assert alive == {shown}


async def test_only_one_of_many_generates_makes_the_first_token(database: Path) -> None:
    app, session = new_app(database), admin_session(database)
    with served(database) as server:
        async with client_of(server, session) as client:
            forms = [(await open_view(client, app)).form("Generate") for _ in range(20)]
            page = await open_view(client, app)
            answers = await asyncio.gather(*(client.post(page.action, data=form) for form in forms))
    assert sum("Click to reveal" in answer.text for answer in answers) == 1
    assert sum('class="messageText"' in answer.text for answer in answers) == 19
    assert generations(database) == 1


async def kill_during(server: Served, client: httpx.AsyncClient, app: App) -> list[str]:
    """Regenerate again and again, the server being killed meanwhile, and return the answered tokens."""
    answered: list[str] = []
    moment = random.random() * 0.04
    asyncio.get_running_loop().call_later(moment, server.process.send_signal, signal.SIGKILL)
    with suppress(httpx.TransportError):
        while True:
            answered.append(str((await press(client, app, "Regenerate")).token))
    server.stop(signal.SIGKILL)
    return answered


async def kill_rounds(database: Path, rounds: int) -> int:
    """Return how many rounds ended with a regenerate that was done and never answered."""
    app, session = new_app(database), admin_session(database)
    tokens: list[str] = []
    unanswered = 0
    for number in range(rounds + 1):
        with served(database) as server:
            async with client_of(server, session) as client:
                if number == 0:
                    tokens.append(await make_token(client, app))
                shown = str((await open_view(client, app)).token)
                if shown != tokens[-1]:
                    assert shown not in tokens
                    tokens.append(shown)
                    unanswered += 1
                assert generations(database) == len(tokens)
                assert await valid(client, set(tokens)) == {shown}
                tokens += await kill_during(server, client, app)
    return unanswered


async def test_an_answered_regenerate_survives_a_kill(database: Path) -> None:
    assert await kill_rounds(database, 3) <= 3


@pytest.mark.soak
async def test_twenty_kills_lose_nothing(
    database: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    unanswered = await kill_rounds(database, 20)
    with capsys.disabled():
        print(f"\n20 kills: {unanswered} regenerates were done and not answered")
    assert unanswered <= 20


async def test_a_token_replaced_by_another_process_registers_nothing(
    database: Path, org: Org, admin: httpx.AsyncClient
) -> None:
    app = org.new_app()
    old = await make_token(admin, app)
    with Store.open(database, now=org.now) as store:
        elsewhere = Org(store, build(store), org.now)
        async with elsewhere.client(admin.cookies["sid"]) as client:
            new = (await press(client, app, "Regenerate")).token
    assert new is not None
    assert await valid(admin, {old, new}) == {new}
