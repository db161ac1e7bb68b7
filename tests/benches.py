"""The services over an org in memory, for tests of services and screens."""

from collections.abc import Sequence

from tests.fakes import FakeClipboard, FakeClock, FakeOrg
from tui.domain.due import MaxAge
from tui.ports import Guide, SetupPage, Target
from tui.services.acts import Acts
from tui.services.browse import Browse
from tui.services.clipboard_watch import ClipboardWatch
from tui.services.dead_copies import DeadCopies
from tui.services.guided import GuidedPage
from tui.services.hand_overs import HandOvers
from tui.services.token_desk import TokenDesk
from tui.services.workbench import Tools, Workbench


def workbench(
    org: FakeOrg,
    *,
    clock: FakeClock | None = None,
    clipboard: FakeClipboard | None = None,
    read_only: str = "",
    may_reveal: bool = True,
    targets: Sequence[Target] = (),
    guide: Guide | None = None,
    max_age: MaxAge | None = None,
) -> Workbench:
    """The services of `org`, which the configuration calls practice; with a guide it is in guided mode."""
    clock = clock or FakeClock()
    page: SetupPage = GuidedPage(org, guide, org.journal, clock) if guide else org
    watch = ClipboardWatch(clipboard or FakeClipboard(), clock, seconds=45)
    tools = Tools(
        desk=TokenDesk(page, watch, may_reveal=may_reveal),
        acts=Acts(
            page,
            org,
            org.journal,
            clock,
            read_only=read_only,
            guided=guide is not None,
            take_off=DeadCopies(watch).take_off,
        ),
        watch=watch,
        hand_overs=HandOvers(page, org, org.journal, targets=targets, org_name="practice"),
    )
    return Workbench(
        Browse(org, clock),
        lambda: tools,
        clock=clock,
        reveal_seconds=30,
        guided=guide is not None,
        max_age=max_age,
        reaches_out=any(target.card.binding.leads_away("practice") for target in targets),
    )
