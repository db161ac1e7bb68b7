"""One served practice org for all tests of a process; each test brings its own apps and machines."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.orgs import ServedOrg, served_org
from tests.safety.hosts import Site


@pytest.fixture(scope="session")
def org(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedOrg]:
    with served_org(tmp_path_factory.mktemp("safety")) as org:
        yield org


@pytest.fixture
def site(org: ServedOrg, tmp_path: Path) -> Site:
    return Site(org, tmp_path)
