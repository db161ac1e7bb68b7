"""What can be copied of an app, under which letter, in which words, and why some of it cannot now.

The token's forms are secrets and are counted down; Id, name, address and consumer key are none and stay.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from tui.domain.org import Org
from tui.domain.secret import Secret
from tui.domain.text import spelt
from tui.presentation.actions import BY_ID
from tui.presentation.clipboard_words import registration_command
from tui.presentation.situation import Scope, Situation
from tui.presentation.token_words import registration_url

_NAME_MOST = 60
_TITLE_MOST = 40


class CopyChoice(StrEnum):
    """What to copy; the value is the key."""

    TOKEN = "c"
    HEADER = "C"
    CURL = "u"
    ALONE = "a"
    ID = "i"
    NAME = "n"
    URL = "l"
    KEY = "k"


VALUES = (CopyChoice.ID, CopyChoice.NAME, CopyChoice.URL, CopyChoice.KEY)
"""What tells which app it is."""
FORMS = (CopyChoice.TOKEN, CopyChoice.HEADER, CopyChoice.CURL, CopyChoice.ALONE)

_WORDS = {
    CopyChoice.TOKEN: "the token",
    CopyChoice.HEADER: "the token as the value of an Authorization header: Bearer …",
    CopyChoice.CURL: "a curl command that registers a client; it asks for the token",
    CopyChoice.ALONE: "nothing: show the token alone, for the mouse or tmux's copy mode",
    CopyChoice.ID: "its Id",
    CopyChoice.NAME: "its name",
    CopyChoice.URL: "the client registration URL",
    CopyChoice.KEY: "its consumer key",
}
_SHORT = {
    CopyChoice.TOKEN: "token",
    CopyChoice.HEADER: "header",
    CopyChoice.ALONE: "token alone",
    CopyChoice.URL: "the client registration URL",
    CopyChoice.KEY: "consumer key",
}
_NEVER_SHOWN = "this org is configured never to show a token."


def title(name: str) -> str:
    """Of which app it is."""
    return f"Copy · {spelt(name, _TITLE_MOST)}"


class Value(NamedTuple):
    """Something to copy that is no secret of the console's: what it is, in words, and itself."""

    what: str
    value: Secret
    note: str = ""
    """What has to be known of it, a sentence."""


class CopyLine(NamedTuple):
    """Letters of the menu, and what they copy or why not."""

    keys: tuple[str, ...]
    words: str


def values(
    app_id: str, name: str, org: Org | None, consumer_key: Secret | None
) -> Mapping[CopyChoice, Value]:
    """What is known of an app that tells which it is."""
    found = {
        CopyChoice.ID: Value(f"Id {app_id}", Secret(app_id)),
        CopyChoice.NAME: Value(f"Name “{spelt(name, _NAME_MOST)}”", Secret(name)),
    }
    if org is not None:
        url, condition = registration_url(org)
        found[CopyChoice.URL] = Value(f"Registration URL {url}", Secret(url), _answers(condition))
    if consumer_key is not None:
        found[CopyChoice.KEY] = Value("Consumer key", consumer_key)
    return found


def command(org: Org | None) -> Value:
    """What registers a client in the org."""
    url, condition = registration_url(org)
    return Value("curl command", Secret(registration_command(url)), _answers(condition))


def _answers(condition: str) -> str:
    return f"It answers {condition}." if condition else ""


def refusals(now: Situation, known: Mapping[CopyChoice, Value]) -> Mapping[CopyChoice, str]:
    """Why a choice cannot be made as things stand; the command needs no token, for it asks for one."""
    why = BY_ID["token.copy"].why_not(now)
    found = {
        CopyChoice.TOKEN: why,
        CopyChoice.HEADER: why,
        CopyChoice.ALONE: why if now.may_reveal else _NEVER_SHOWN,
    }
    if CopyChoice.URL not in known:
        found[CopyChoice.URL] = "the org has not said what it is."
    if CopyChoice.KEY not in known:
        found[CopyChoice.KEY] = why if now.scope is Scope.APPS else "the org's metadata has none."
    return {choice: reason for choice, reason in found.items() if reason}


def menu(refused: Mapping[CopyChoice, str]) -> tuple[tuple[CopyLine, ...], ...]:
    """The menu's lines; what stands together on one is short. What is refused stands below, once for each reason.

    Where the token can be copied, that is what one comes for.
    """
    can = [choice for choice in CopyChoice if choice not in refused]
    lines = [(_line(choice),) for choice in can if choice in FORMS]
    short = tuple(_line(choice) for choice in can if choice in VALUES)
    reasons = dict.fromkeys(refused.values())
    first = [*lines, short] if CopyChoice.TOKEN in can else [short, *lines]
    return (*first, *((_refused(reason, refused),) for reason in reasons))


def _line(choice: CopyChoice) -> CopyLine:
    return CopyLine((choice.value,), _WORDS[choice])


def _refused(reason: str, refused: Mapping[CopyChoice, str]) -> CopyLine:
    choices = [choice for choice in CopyChoice if refused.get(choice) == reason]
    named = ", ".join(_SHORT[choice] for choice in choices)
    return CopyLine(tuple(choice.value for choice in choices), f"{named}: {reason}")
