"""What is asked before a token is made or replaced."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from tui.domain.acts import JournalEntry, Result
from tui.domain.org import Org, OrgKind
from tui.domain.text import spelt
from tui.presentation.app_words import NAME_MOST, children_words
from tui.presentation.times import exact
from tui.presentation.token_words import (
    MAY_BE_REFUSED,
    NO_UNDO,
    PERMISSION_MISSING,
    STOPS_WORKING,
    org_line,
)
from tui.presentation.topics import Topic

_THE_ID = "the Id of the app"
NO_CHILDREN = "not known: Salesforce does not list them"


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
        typed_what: what that is, in words.
        typed_else: the Id that is typed where the terminal cannot show `typed`; empty where there is none.
        about: what is explained of it.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    act: str
    by: By
    about: Topic
    typed: str = ""
    typed_what: str = "the name of the app"
    typed_else: str = ""

    def in_letters(self, can_show: Callable[[str], bool]) -> "Question":
        """The question for a terminal: what cannot be read there is not asked to be typed; then the Id is."""
        if not self.typed_else or can_show(self.typed):
            return self
        return replace(
            self,
            facts=(*self.facts, ("Id", self.typed_else)),
            typed=self.typed_else,
            typed_what=_THE_ID,
        )

    @property
    def dangerous(self) -> bool:
        """Whether there is no way back."""
        return self.by is not By.ENTER


def generate_question(name: str, org: Org | None, *, lacks_permission: bool = False) -> Question:
    """Before the first token: nothing is lost by it."""
    first = "The app has no token yet. Whoever holds the new one can register clients."
    return Question(
        title="Generate the initial access token",
        facts=(("App", spelt(name, NAME_MOST)), ("Org", org_words(org))),
        warnings=(first, PERMISSION_MISSING) if lacks_permission else (first,),
        act="Generate",
        by=By.ENTER,
        about=Topic.GENERATE,
    )


def regenerate_question(
    name: str,
    app_id: str,
    org: Org | None,
    generated: str,
    *,
    children: Sequence[str] = (),
    lacks_permission: bool = False,
) -> Question:
    """Before the token in use is killed.

    An org that did not say what it is counts as production. A name that is too long to be read whole is not typed;
    then the Id is.
    """
    harmless = org is not None and not org.is_production
    practice = org is not None and org.kind is OrgKind.PRACTICE
    after = STOPS_WORKING if practice else f"{STOPS_WORKING} {MAY_BE_REFUSED}"
    typeable = bool(name.strip()) and len(name) <= NAME_MOST
    return Question(
        title="Regenerate the initial access token",
        facts=(
            ("App", spelt(name, NAME_MOST)),
            ("Org", org_words(org)),
            ("Generated", generated),
            ("Child apps", children_words(children) or NO_CHILDREN),
        ),
        warnings=(NO_UNDO, PERMISSION_MISSING if lacks_permission else after),
        act="Regenerate",
        by=By.Y if harmless else By.TYPED_NAME,
        about=Topic.REGENERATE,
        typed=name if typeable else app_id,
        typed_what="the name of the app" if typeable else _THE_ID,
        typed_else=app_id if typeable else "",
    )


def settle_question(entry: JournalEntry, result: Result) -> Question:
    """Before an act that cannot be looked up is closed on a person's word."""
    intent = entry.intent
    happened = "It happened" if result is Result.DONE else "It did not happen"
    return Question(
        title="Close this act by hand",
        facts=(
            ("App", spelt(intent.app_name, NAME_MOST)),
            ("Act", f"{intent.deed} of {exact(intent.at)}"),
            ("You say", f"{happened}."),
        ),
        warnings=(
            "The audit trail in Setup (View Setup Audit Trail) names whoever generated a token.",
            "Your word is recorded with your name. Nothing is sent to the org.",
        ),
        act=happened,
        by=By.Y,
        about=Topic.SETTLE,
    )


def org_words(org: Org | None) -> str:
    """Which org it happens in."""
    return org_line(org) if org else "not known; treated as production"
