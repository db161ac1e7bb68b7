"""The copy of a token that died is taken off the clipboard; one of a token that lives never is."""

from datetime import timedelta

import pytest

from tests.benches import workbench
from tests.fakes import NOW, FakeClipboard, FakeClock, FakeOrg, FakeTarget, make_app
from tui.domain.acts import Result
from tui.domain.secret import Secret
from tui.errors import OutcomeUnknownError
from tui.services.dead_copies import DeadCopies
from tui.services.rotation import Rotation
from tui.services.token_desk import CopyAs
from tui.services.workbench import Workbench

APP, OTHER = make_app(1), make_app(2)
OLD = Secret("the-old-one")
TAKEN_OFF = "The copy of the old token was taken off the clipboard."


class Desk:
    """Services over two apps whose tokens can be copied."""

    def __init__(self) -> None:
        self.board = FakeClipboard()
        self.org = FakeOrg([APP, OTHER], tokens={APP.id: OLD.expose(), OTHER.id: "theirs"})
        self.target = FakeTarget("gateway")
        self.bench: Workbench = workbench(
            self.org, clock=FakeClock(), clipboard=self.board, targets=[self.target]
        )


@pytest.mark.parametrize("form", list(CopyAs))
async def test_a_regenerate_takes_the_copy_off(form: CopyAs) -> None:
    desk = Desk()
    await desk.bench.desk.copy(APP.id, form)
    done = await desk.bench.acts.regenerate(APP, replacing=OLD.mark)
    assert (desk.board.content, done.notice, done.warning) == ("", TAKEN_OFF, "")
    assert not desk.bench.watch.holds


async def test_a_copy_that_is_kept_goes_too_and_another_apps_stays() -> None:
    desk = Desk()
    await desk.bench.desk.copy(APP.id, CopyAs.TOKEN)
    desk.bench.watch.keep()
    await desk.bench.acts.regenerate(OTHER, replacing=Secret("theirs").mark)
    assert desk.board.content == OLD.expose()
    await desk.bench.acts.regenerate(APP, replacing=OLD.mark)
    assert desk.board.content == ""


async def test_what_somebody_copied_since_is_left_alone() -> None:
    desk = Desk()
    await desk.bench.desk.copy(APP.id, CopyAs.TOKEN)
    desk.board.content = "a letter"
    done = await desk.bench.acts.regenerate(APP, replacing=OLD.mark)
    assert (desk.board.content, done.notice) == ("a letter", "")


async def test_a_copy_that_cannot_be_taken_off_is_told() -> None:
    desk = Desk()
    await desk.bench.desk.copy(APP.id, CopyAs.TOKEN)
    desk.board.unreachable = True
    done = await desk.bench.acts.regenerate(APP, replacing=OLD.mark)
    assert "could not be taken off the clipboard: clear it by hand." in done.notice


async def test_a_rotation_takes_it_off_too() -> None:
    desk = Desk()
    await desk.bench.desk.copy(APP.id, CopyAs.TOKEN)
    rotation = Rotation(desk.bench, APP, [desk.target])
    report = await rotation.rotate(replacing=OLD.mark)
    assert (desk.board.content, report.notice) == ("", TAKEN_OFF)
    assert report.complete


async def test_a_look_up_that_proves_the_act_takes_it_off() -> None:
    desk = Desk()
    await desk.bench.desk.copy(APP.id, CopyAs.TOKEN)
    desk.org.lose_token_to, desk.org.fail["post"] = "the-new-one", OutcomeUnknownError("Lost.")
    with pytest.raises(OutcomeUnknownError):
        await desk.bench.acts.regenerate(APP, replacing=OLD.mark)
    assert desk.board.content == OLD.expose()  # nothing is known yet
    desk.org.leave_row(APP, seconds=1)
    intent = await desk.bench.acts.last_unresolved(APP.id)
    assert intent is not None
    finding = await desk.bench.look_up(intent)
    assert (finding.result, finding.notice) == (Result.DONE, TAKEN_OFF)
    assert desk.board.content == ""


async def test_the_new_token_and_a_later_one_are_never_taken_off() -> None:
    desk = Desk()
    await desk.bench.desk.copy(APP.id, CopyAs.TOKEN)
    dead = DeadCopies(desk.bench.watch)
    assert await dead.take_off(APP.id, OLD.fingerprint, "0lder000", NOW) == ""
    assert await dead.take_off(APP.id, None, "0lder000", NOW - timedelta(seconds=1)) == ""
    assert desk.board.content == OLD.expose()
