"""One served practice org with its gateway, and one OpenBao, for all tests of a process."""

from collections.abc import Iterator

import pytest

from tests.faults.orgs import ServedOrg, served_org
from tests.targets.openbao import Bao, bao_or_skip


@pytest.fixture(scope="session")
def org(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedOrg]:
    with served_org(tmp_path_factory.mktemp("targets")) as org:
        yield org


@pytest.fixture(scope="session")
def bao(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bao]:
    yield from bao_or_skip(tmp_path_factory.mktemp("bao"))
