"""Where an answer sends a browser: a `Location`, or a script in a page of status 200.

[seen] Setup redirects by `window.location.replace('…')` and `window.location.href ='…'`, both with the same address.

A one-time login address can be among them, so a target is a secret until it is known to be a path of the org.
"""

import re

from tui.client.html import Document
from tui.client.labels import LOOK_IN_SETUP
from tui.domain.secret import Secret
from tui.errors import UnexpectedAnswerError
from tui.transport import Response

_SCRIPTED = re.compile(
    r"""window\.location(?:\.href)?\s*(?:=(?!=)|\.replace\s*\()\s*(?:"([^"\n]*)"|'([^'\n]*)')"""
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(.))")


def by_status(answer: Response) -> Secret | None:
    """The `Location` of a 3xx that a browser follows with a GET, or None."""
    if answer.status not in {301, 302, 303} or not answer.headers.get("location"):
        return None
    return Secret(answer.headers["location"])


def by_script(page: Document) -> Secret | None:
    """The one address that the scripts of a page without forms go to, or None.

    Raises:
        UnexpectedAnswerError: they go to several.
    """
    if page.all("form"):
        return None
    targets = {
        Secret(_unescaped(double or single))
        for script in page.scripts()
        for double, single in _SCRIPTED.findall(script)
    }
    if len(targets) > 1:
        raise UnexpectedAnswerError(
            "A page of the org leads to several addresses at once.", hint=LOOK_IN_SETUP
        )
    return next(iter(targets), None)


def _unescaped(literal: str) -> str:
    """The value of a JavaScript string literal, as far as addresses need it."""
    return _ESCAPE.sub(
        lambda match: chr(int(match[1] or match[2], 16)) if match[1] or match[2] else match[3],
        literal,
    )
