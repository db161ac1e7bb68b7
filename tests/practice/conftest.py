"""A fresh practice org for each test, with a clock that stands still."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest

from tests.practice.orgs import FakeNow, Org
from tui.practice.application import build
from tui.practice.sessions import new_session
from tui.practice.store import Store


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "data" / "practice.db"


@pytest.fixture
def org(database: Path) -> Iterator[Org]:
    now = FakeNow()
    with Store.open(database, now=now) as store:
        yield Org(store, build(store), now)


@pytest.fixture
async def admin(org: Org) -> AsyncIterator[httpx.AsyncClient]:
    async with org.client(new_session(org.store, "admin")) as client:
        yield client


@pytest.fixture
async def support(org: Org) -> AsyncIterator[httpx.AsyncClient]:
    async with org.client(new_session(org.store, "support")) as client:
        yield client


@pytest.fixture
async def nobody(org: Org) -> AsyncIterator[httpx.AsyncClient]:
    async with org.client() as client:
        yield client
