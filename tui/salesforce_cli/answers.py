"""What `sf … --json` answers, as values. Refuses what it cannot trust by naming the field, never the value.

[seen] The answer is `{status, result, warnings}`, an error `{name, message, …}`; updates and deprecations are printed
around it, and some versions put it on standard error.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tui.domain.login import Login
from tui.domain.secret import Secret
from tui.domain.text import printable, shortened

REDACTED = "[REDACTED]"
"""[documented] What stands in place of a token since 2.136.8; the field is still there and not empty."""

_GROUPS = ("other", "sandboxes", "devHubs", "scratchOrgs", "nonScratchOrgs")
_OPENING = re.compile(r"^\s*\{", re.MULTILINE)
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
_MOST = 200


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer of the command."""

    result: Any = field(repr=False, default=None)
    """None where there is none."""
    error: str = ""
    """The name of the error, of the form of a name; empty for a success."""


def reply(*streams: bytes) -> Reply | None:
    """The answer in the first stream that holds one; None where none does."""
    for stream in streams:
        for document in _documents(stream.decode(errors="replace")):
            if document.get("status", 0) == 0 and "result" in document:
                return Reply(result=document["result"])
            name = document.get("name")
            if isinstance(name, str):
                return Reply(error=name if _NAME.fullmatch(name) else "Error")
    return None


def _documents(text: str) -> Iterator[dict[str, Any]]:
    decoder = json.JSONDecoder()
    for match in _OPENING.finditer(text):
        try:
            document, _ = decoder.raw_decode(text, match.end() - 1)
        except (ValueError, RecursionError):
            continue
        if isinstance(document, dict):
            yield document


def logins(result: Any) -> list[Login]:
    """The logins of `sf org list`, each once, in its order; an entry that has no username is left out."""
    found: dict[str, Login] = {}
    for group in _GROUPS:
        entries = result.get(group) if isinstance(result, dict) else None
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, dict) and _text(entry, "username"):
                one = _login(entry, scratch=group == "scratchOrgs")
                found.setdefault(one.username, one)
    return list(found.values())


def _login(entry: dict[str, Any], *, scratch: bool) -> Login:
    return Login(
        username=_text(entry, "username"),
        alias=_text(entry, "alias"),
        org_id=_text(entry, "orgId") or _text(entry, "id"),
        instance_url=_text(entry, "instanceUrl"),
        is_sandbox=entry.get("isSandbox") is True,
        is_scratch=scratch or entry.get("isScratch") is True,
        is_dev_hub=entry.get("isDevHub") is True,
    )


def displayed(result: Any) -> Login | None:
    """The login of `sf org display`; None where it says no address."""
    if not isinstance(result, dict) or not _text(result, "instanceUrl"):
        return None
    # [seen] Only a scratch org has fields of its Dev Hub.
    return _login(result, scratch=bool(_text(result, "devHubId")))


def access_token(result: Any) -> Secret | None:
    """The session id; None where there is none, or where the command hides it."""
    value = result.get("accessToken") if isinstance(result, dict) else None
    if not isinstance(value, str) or value.startswith(REDACTED):
        return None
    value = value.strip()
    return Secret(value) if value.isascii() and value.isprintable() and " " not in value else None


def hides_token(result: Any) -> bool:
    """Whether the command put its mark in the token's place."""
    value = result.get("accessToken") if isinstance(result, dict) else None
    return isinstance(value, str) and value.startswith(REDACTED)


def _text(entry: dict[str, Any], name: str) -> str:
    value = entry.get(name)
    return shortened(printable(value), _MOST) if isinstance(value, str) else ""
