"""One served practice org for all tests of a process."""

from collections.abc import Iterator

import pytest

from tests.faults.orgs import ServedOrg, served_org


@pytest.fixture(scope="session")
def org(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedOrg]:
    with served_org(tmp_path_factory.mktemp("faults")) as org:
        yield org
