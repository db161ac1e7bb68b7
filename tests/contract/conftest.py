"""One practice org for the tests of a module; each test makes the apps it needs."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.contract.orgs import RealClient, RealOrg


@pytest.fixture(scope="module")
def org(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealOrg]:
    real = RealOrg(tmp_path_factory.mktemp("org") / "practice.db")
    yield real
    real.close()


@pytest.fixture
async def client(org: RealOrg) -> AsyncIterator[RealClient]:
    async with org.client() as made:
        yield made


@pytest.fixture
async def other(org: RealOrg) -> AsyncIterator[RealClient]:
    async with org.client() as made:
        yield made


@pytest.fixture
async def support(org: RealOrg) -> AsyncIterator[RealClient]:
    async with org.client("support") as made:
        yield made
