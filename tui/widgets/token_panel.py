"""The section "Initial Access Token for Dynamic Client Registration" of the app screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui.domain.secret import MASK, Secret
from tui.presentation.actions import Action, Situation
from tui.presentation.token_words import SECTION
from tui.widgets.facts import Fact, Facts
from tui.widgets.key_bar import KeyBar

_LABEL = 14
"""Brings the values over those of the facts below, which stand three cells farther left."""


@dataclass(frozen=True, slots=True)
class TokenWords:
    """What the section says; the value comes apart from it, and what is empty is left out."""

    state: str
    present: bool
    generated: str = ""
    fingerprint: str = ""
    notes: Sequence[str] = ()


class TokenPanel(Vertical):
    """State, masked or revealed value, age and author, and the acts as Setup offers them."""

    def __init__(self) -> None:
        super().__init__()
        self.border_title = SECTION
        self._words = TokenWords("", present=False)
        self._value: Secret | None = None
        self._until = ""

    def compose(self) -> ComposeResult:
        """State and value above, the acts below."""
        yield Facts(label_width=_LABEL, classes="token-facts")
        yield KeyBar(indent=0)
        yield Static(classes="token-notes", markup=False)

    def show(self, words: TokenWords) -> None:
        """Say what is known of the token."""
        self._words = words
        self._render_facts()
        notes = self.query_one(".token-notes", Static)
        notes.update(Content("\n").join(Content(note) for note in words.notes))
        notes.display = bool(words.notes)

    def show_value(self, value: Secret | None, until: str = "") -> None:
        """Show the value, or mask it again with None.

        Args:
            until: when it hides itself, in words.
        """
        self._value, self._until = value, until
        self.set_class(value is not None, "-revealed")
        self._render_facts()

    def show_acts(self, actions: Sequence[Action], situation: Situation) -> None:
        """Offer these acts."""
        self.query_one(KeyBar).show(actions, situation)

    def _render_facts(self) -> None:
        words = self._words
        state = Content.styled(words.state, "bold $success" if words.present else "bold")
        rows: list[Fact] = [("", state)]
        if words.present:
            rows += self._value_rows()
        if words.generated:
            rows.append(("Generated", words.generated))
        if words.fingerprint:
            rows.append(("Fingerprint", words.fingerprint))
        self.query_one(Facts).show(rows)

    def _value_rows(self) -> list[Fact]:
        """The value on lines of its own, so that it is whole wherever it fits."""
        if self._value is None:
            return [("Token", Content.styled(MASK, "$quiet"))]
        return [
            ("Token", Content.styled(self._until, "$caution")),
            ("", Content.styled(self._value.expose(), "bold")),
        ]
