"""The served org: where it listens, how it ends."""

import signal
import socket
import time
from pathlib import Path

import httpx
import pytest

from tests.practice.served import admin_session, client_of, served
from tui.errors import PracticeOrgError
from tui.practice.server import serve
from tui.practice.store import reset


def get(url: str, **headers: str) -> httpx.Response:
    with httpx.Client(trust_env=False) as client:
        return client.get(url, headers=headers)


def test_it_listens_on_loopback_and_says_nothing_of_its_make(database: Path) -> None:
    with served(database) as server:
        response = get(f"{server.url}/services/data/")
    assert server.url.startswith("http://127.0.0.1:")
    assert response.status_code == 200
    assert "server" not in response.headers


def test_an_answer_does_not_wait_for_its_own_acknowledgement(database: Path) -> None:
    took: list[float] = []
    with served(database) as server, httpx.Client(trust_env=False) as client:
        for _ in range(12):
            began = time.perf_counter()
            client.get(f"{server.url}/services/data/")
            took.append(time.perf_counter() - began)
    assert (
        min(took) < 0.035
    )  # Nagle's algorithm and delayed acknowledgements make it 40 ms at least


def test_another_host_is_refused_over_the_wire(database: Path) -> None:
    with served(database) as server:
        assert get(f"{server.url}/services/data/", Host="evil.example").status_code == 421


async def test_a_session_of_another_process_is_good(database: Path) -> None:
    with served(database) as server:
        async with client_of(server, admin_session(database)) as client:
            info = (await client.get("/services/oauth2/userinfo")).json()
    assert info["preferred_username"] == "admin@practice.example"
    assert info["urls"]["custom_domain"] == server.url


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_at_once_and_quietly(database: Path, number: int) -> None:
    with served(database) as server, httpx.Client(trust_env=False) as client:
        client.get(f"{server.url}/services/data/")  # a connection that stays open
        assert server.stop(number) == (0, "")


def test_a_taken_port_is_refused_in_words(database: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PracticeOrgError, match=f"port {port}") as caught:
            serve(database, port=port, ready=lambda _: None)
    assert caught.value.hint


def test_a_port_that_is_none_is_refused_in_words(database: Path) -> None:
    with pytest.raises(PracticeOrgError, match="port 65536"):
        serve(database, port=65_536, ready=lambda _: None)


def test_a_served_org_is_not_reset(database: Path) -> None:
    with served(database), pytest.raises(PracticeOrgError, match="in use"):
        reset(database)
    reset(database)
    assert database.exists()


def test_a_huge_head_is_refused_and_the_next_request_answered(database: Path) -> None:
    with served(database) as server:
        assert get(f"{server.url}/?{'x' * 60_000}").status_code in {400, 414, 431}
        assert get(f"{server.url}/services/data/").status_code == 200
