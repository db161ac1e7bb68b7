"""The words of guided mode: the way to the Setup page and back."""

from datetime import datetime

from tui.domain.guided import Errand, Walk
from tui.domain.org import OrgKind
from tui.domain.secret import Secret
from tui.domain.text import spelt
from tui.domain.token import Generation
from tui.presentation.app_words import NAME_MOST
from tui.presentation.numbers import counted
from tui.presentation.times import age
from tui.presentation.token_words import MAY_BE_REFUSED, SECTION

NOT_PROVEN = (
    "Salesforce publishes no interface for this page, so the console cannot see the token: it takes your word that"
    " what you paste is the one."
)
"""What guided mode can and cannot know; said wherever a paste is asked for."""

PRESSED = "Did you press the button in Setup?"
"""Asked of whoever leaves without a token: it decides whether the act is looked up."""

TOO_SOON = "Pasted too soon. Nothing was taken; paste it again."


def short_words(pasted: Secret) -> str:
    """Asked once about a paste that looks as if a part of it were missing; it is taken all the same."""
    return f"It has {counted(len(pasted.expose()), 'character')}. Enter again takes it."


def title(walk: Walk) -> str:
    """What is to be done, in a line."""
    if walk.errand is Errand.GENERATE:
        return "Generate the token in Setup"
    return "Bring the token from Setup"


def steps(walk: Walk, *, opens: bool = False) -> list[str]:
    """The way, one step each. Labels are the English ones; Setup may speak another language.

    Args:
        opens: whether a browser can be opened from here.
    """
    where = "in the browser" if opens else "in your own browser (none opens from here)"
    way = [
        f"Open App Manager {where}: {walk.url}",
        f"In the row of “{spelt(walk.app_name, NAME_MOST)}” open the menu and choose View.",
    ]
    if walk.errand is Errand.GENERATE:
        way.append(f"In “{SECTION}” press Generate or Regenerate.")
        way.append("Press “Click to reveal”, copy it, and paste it here.")
    else:
        way.append(f"In “{SECTION}” press “Click to reveal”, copy it, and paste it here.")
    return way


def warning(walk: Walk) -> str:
    """What pressing the button does; empty where nothing is pressed."""
    if walk.errand is not Errand.GENERATE:
        return ""
    refused = "" if walk.org.kind is OrgKind.PRACTICE else f" {MAY_BE_REFUSED}"
    return f"Regenerate kills the token in use at once, and there is no undo.{refused}"


def waiting_line(seconds: float) -> str:
    """How long the audit trail has been looked at without a new row."""
    minutes, rest = divmod(int(seconds), 60)
    return f"Audit trail: no new generation yet ({minutes}:{rest:02})"


def row_line(row: Generation, now: datetime) -> str:
    """The row that has come."""
    by = f" by {spelt(row.by)}" if row.by else ""
    return f"Audit trail: generated {age(row.at, now)}{by}. Now paste the token."
