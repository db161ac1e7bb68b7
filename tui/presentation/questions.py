"""What is asked before a token is made or replaced."""

from dataclasses import dataclass
from enum import Enum

from tui.domain.org import Org
from tui.domain.text import shortened
from tui.presentation.app_words import NAME_MOST
from tui.presentation.token_words import NO_UNDO, STOPS_WORKING, org_line


class By(Enum):
    """How a question is confirmed: the way fits the risk."""

    ENTER = "enter"
    Y = "y"
    TYPED_NAME = "typed name"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    Attributes:
        title: the act and the app.
        facts: what is known, as label and value.
        warnings: what will happen.
        act: the word on the confirming key.
        typed: what must be typed, for `By.TYPED_NAME`.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    act: str
    by: By
    typed: str = ""

    @property
    def dangerous(self) -> bool:
        """Whether there is no way back."""
        return self.by is not By.ENTER


def generate_question(name: str, org: Org | None) -> Question:
    """Before the first token: nothing is lost by it."""
    return Question(
        title="Generate the initial access token",
        facts=(("App", shortened(name, NAME_MOST)), ("Org", _org(org))),
        warnings=("The app has no token yet. Whoever holds the new one can register clients.",),
        act="Generate",
        by=By.ENTER,
    )


def regenerate_question(name: str, app_id: str, org: Org | None, generated: str) -> Question:
    """Before the token in use is killed.

    An org that did not say what it is counts as production. A name that is too long to be read whole is not typed;
    then the Id is.
    """
    harmless = org is not None and not org.is_production
    return Question(
        title="Regenerate the initial access token",
        facts=(
            ("App", shortened(name, NAME_MOST)),
            ("Org", _org(org)),
            ("Generated", generated),
            ("Child apps", "none known here; Salesforce does not list them"),
        ),
        warnings=(NO_UNDO, STOPS_WORKING),
        act="Regenerate",
        by=By.Y if harmless else By.TYPED_NAME,
        typed=name if name.strip() and len(name) <= NAME_MOST else app_id,
    )


def _org(org: Org | None) -> str:
    return org_line(org) if org else "not known; treated as production"
