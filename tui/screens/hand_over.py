"""Choosing targets: which take the app's token and why others do not; then their preflight, live.

It ends with a rotation whose preflight was passed, and changes nothing itself.
"""

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.domain.acts import Deed
from tui.domain.connected_app import ConnectedApp
from tui.domain.rotation import Check, Offer
from tui.domain.text import spelt
from tui.errors import ConsoleError, PreflightError
from tui.presentation.app_words import NAME_MOST
from tui.presentation.error_text import sentence
from tui.presentation.rotation_questions import titled, unbound_question
from tui.presentation.rotation_words import NO_TARGETS, check_state, offer_facts, offer_words
from tui.presentation.topics import Topic
from tui.screens.confirm import ConfirmScreen
from tui.screens.dialog import Dialog
from tui.services.rotation import Rotation
from tui.services.workbench import Workbench
from tui.widgets.choices import Choice, Choices
from tui.widgets.details import Details
from tui.widgets.facts import Facts
from tui.widgets.report_lines import Columns, Line, ReportLine, on_one_line
from tui.widgets.reversing import Rows

_LABEL = 11
_NOT_READY = "Not ready; nothing was changed. Repair it, then press Enter again."
_CLOSE = Choice(("escape",), "Close")
_CHOICES = (Choice(("space",), "Mark"), Choice(("enter",), "Check and go on"), _CLOSE)
_LEAST = 3
"""Lines of the list, and of what is said below it, that a low terminal shows; what is longer scrolls."""


class TargetsScreen(Dialog[Rotation]):
    """One line a target. Space marks, Enter checks what is marked and goes on when all of it is ready.

    Args:
        marked: names to begin with; none takes the targets that name the app, or the only one that takes it.
        without: names that are not offered.
    """

    TOPIC = Topic.TARGETS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", "Mark", show=False),
        Binding("enter", "go_on", "Go on", show=False, priority=True),
    ]
    AUTO_FOCUS = "OptionList"

    def __init__(
        self,
        bench: Workbench,
        app: ConnectedApp,
        deed: Deed,
        *,
        marked: Sequence[str] = (),
        without: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._bench = bench
        self._connected_app = app
        self._deed = deed
        self._marked = list(marked)
        self._without = without
        self._named: set[str] = set()
        self._offers: list[Offer] = []
        self._rotation: Rotation | None = None
        self._checking = False

    def compose(self) -> ComposeResult:
        """Title, app, targets, what is known of the current one, what to press."""
        with Vertical(classes="box -wide -fit"):
            name = spelt(self._connected_app.name, NAME_MOST)
            yield Static(titled(self._deed), classes="title", markup=False)
            yield Facts([("App", name)], label_width=_LABEL, classes="facts")
            yield Rows(markup=False)
            yield Details(label_width=_LABEL)
            yield Facts(label_width=0, classes="line status")
            yield self.choices(*_CHOICES)

    def on_mount(self) -> None:
        """Ask which targets there are; that may take the org's answer."""
        self.run_worker(self._offer(), group="offers")

    async def _offer(self) -> None:
        try:
            offers = await self._bench.hand_overs.offers(self._connected_app)
        except ConsoleError as error:
            self._say(sentence(error))
            return
        self._offers = [each for each in offers if each.card.name not in self._without]
        self._marked = self._marked or self._first_marks()
        self._show()
        if not self._offers:
            self._say(NO_TARGETS)

    def _first_marks(self) -> list[str]:
        takes = [each.card for each in self._offers if not each.refusal]
        naming = [card.name for card in takes if card.binding.names(self._connected_app.id)]
        return naming or ([takes[0].name] if len(takes) == 1 else [])

    # -- what is shown ---------------------------------------------------------------------------

    def _show(self) -> None:
        if not self.is_whole:
            return
        options = self.query_one(OptionList)
        at = options.highlighted
        lines = [self._line(offer) for offer in self._offers]
        columns = Columns.of(lines)
        options.set_options([Option(ReportLine(each, columns, on_one_line)) for each in lines])
        options.highlighted = (at or 0) if self._offers else None
        self._share_soon()

    def _line(self, offer: Offer) -> Line:
        name = offer.card.name
        mark = "[x]" if name in self._marked else "[ ]" if self._takes(offer) else " – "
        check = self._check_of(name)
        return Line(mark, name, check_state(check) if check else offer_words(offer))

    @on(events.Resize)
    def _resized(self) -> None:
        self._share()  # at once, by the heights that the other parts had; then by those that they have
        self._share_soon()

    def _share_soon(self) -> None:
        self.call_after_refresh(self._share)

    def _share(self) -> None:
        """List and details share what the rest of the box leaves, so that nothing of it is cut off."""
        if not self.query(Details):
            return  # left meanwhile
        options, detail = self.query_one(OptionList), self.query_one(Details)
        others = [each for each in self.query_one(".box").children if each not in (options, detail)]
        taken = sum(each.outer_size.height + each.styles.margin.height for each in others)
        box = self.query_one(".box").gutter.height + options.styles.margin.height
        room = self.size.height - taken - box - detail.styles.margin.height
        wants = max(1, min(options.option_count, max(_LEAST, room // 2)))
        options.styles.max_height = wants
        detail.styles.max_height = max(_LEAST, room - wants)
        self.call_after_refresh(self._offer_scrolling)

    def _offer_scrolling(self) -> None:
        """Tab goes to the details, where not all of them are in sight."""
        for detail, choices in zip(self.query(Details), self.query(Choices), strict=False):
            scroll = (Choice(("tab",), "Scroll"),) if detail.is_cut else ()
            choices.offer(*self.with_explain(*scroll, *(_CHOICES if self._offers else (_CLOSE,))))

    def _check_of(self, name: str) -> Check | None:
        checks = self._rotation.checks if self._rotation else []
        return next((check for check in checks if check.card.name == name), None)

    def _takes(self, offer: Offer) -> bool:
        return not offer.refusal or offer.card.name in self._named

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        offer = self._offers[event.option_index]
        self.query_one(Details).show(offer_facts(offer, self._check_of(offer.card.name)))
        self._share_soon()

    def _say(self, words: str) -> None:
        for status in self.query(".status").results(Facts):
            status.show([("", words)] if words else [])
            self._share_soon()

    # -- choosing --------------------------------------------------------------------------------

    def action_mark(self) -> None:
        """Mark the current target, or take its mark away; an unbound one asks for its name first."""
        at = self.query_one(OptionList).highlighted
        if at is None or self._checking:
            return
        offer = self._offers[at]
        if self._takes(offer):
            self._toggle(offer.card.name)
        elif offer.if_named:
            self._ask_for_name(offer)
        else:
            self._say(offer.refusal)

    def _toggle(self, name: str) -> None:
        if name in self._marked:
            self._marked.remove(name)
        else:
            self._marked.append(name)
        self._rotation = None
        self._show()

    def _ask_for_name(self, offer: Offer) -> None:
        def answered(yes: bool | None) -> None:
            if yes:
                self._named.add(offer.card.name)
                self._toggle(offer.card.name)

        self.app.push_screen(ConfirmScreen(unbound_question(offer.card, offer.refusal)), answered)

    # -- preflight -------------------------------------------------------------------------------

    @on(OptionList.OptionSelected)
    def _clicked(self) -> None:
        """Enter goes on, so this was a click."""
        self.action_mark()

    def action_go_on(self) -> None:
        """Check what is marked, and leave with it when all of it is ready."""
        if self._checking:
            return
        if not self._marked:
            self._say("Mark a target with Space first.")
            return
        self._checking = True
        self.run_worker(self._preflight(), group="preflight", exclusive=True)

    async def _preflight(self) -> None:
        targets = [self._bench.hand_overs.target(name) for name in self._marked]
        rotation = Rotation(
            self._bench, self._connected_app, targets, deed=self._deed, named=self._named
        )
        rotation.changed = self._show
        self._rotation = rotation
        self._say("Checking; nothing is changed.")
        try:
            await rotation.preflight()
        except PreflightError:
            self._show()
            self._to_what_is_not_ready()
            self._say(_NOT_READY)
        except ConsoleError as error:
            self._rotation = None
            self._show()
            self._say(sentence(error))
        else:
            self.dismiss(rotation)
        finally:
            self._checking = False

    def _to_what_is_not_ready(self) -> None:
        """Its reason stands below the list then; the next one's when one goes there."""
        names = [offer.card.name for offer in self._offers]
        checks = self._rotation.checks if self._rotation else []
        for name in (check.card.name for check in checks if check.problem):
            self.query_one(OptionList).highlighted = names.index(name)
            break
