"""What a read-only rehearsal of the Setup page driver found: all that a press would go by, and nothing sent."""

from dataclasses import dataclass

from tui.domain.connected_app import TokenState
from tui.errors import Obstacle


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """One app's Setup page, looked at. Texts are printable and short; no value of the page is among them."""

    app_id: str
    state: TokenState | None = None
    """What the page says of the token; None where it was not understood."""
    section: str = ""
    """The section's heading, as it stands there; empty where none was recognised."""
    button: str = ""
    """The label of the one button, as it stands there."""
    hides_value: bool = False
    """Whether exactly one hidden value was found that a link shows."""
    carries_state: bool = False
    """Whether the hidden fields are there that a press must bring back, and the form is one that can be sent."""
    language: str = ""
    """The language that the page names (`de`, `en-US`); empty where it names none."""
    layout: str = ""
    """How its headings are made: `headings` (h1 to h6, legend) or `roles`; empty without the page."""
    headings: tuple[str, ...] = ()
    """All headings of the page, where the section was not recognised: one of them may be its label."""
    buttons: tuple[str, ...] = ()
    """The labels of all its buttons, likewise."""
    missing: tuple[str, ...] = ()
    """What was not as it must be, one sentence each."""
    obstacle: Obstacle | None = None
    """The first of them, as a kind."""

    @property
    def is_ready(self) -> bool:
        """Whether the driver would press this button: the page may be worked with `tokens = "setup-page"`."""
        return not self.missing
