"""How the app ends when there is a bug in it."""

import pytest
from textual.worker import WorkerFailed

from tests.consoles import console, pressed
from tests.fakes import FakeOrg, make_app
from tui.app import ConsoleApp
from tui.leaving import crash_report

SECRET = "a value that must not be shown"


class BrokenOrg(FakeOrg):
    """Raises what no caller foresees."""

    async def read(self, app_id: str) -> object:  # type: ignore[override]
        raise RuntimeError(f"{SECRET} of {app_id}")


async def open_first_app(app: ConsoleApp) -> None:
    async with app.run_test() as pilot:
        await pilot.pause()
        await pressed(pilot, "enter")


async def test_a_bug_in_a_worker_ends_the_app_and_is_not_swallowed() -> None:
    app = console(BrokenOrg([make_app(1)]))
    with pytest.raises(WorkerFailed) as failed:
        await open_first_app(app)
    report = crash_report(failed.value)
    assert "test_app.py" in report
    assert "builtins.RuntimeError" in report
    assert SECRET not in report
    assert app.return_code == 1
