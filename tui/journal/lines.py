"""A line of the journal: JSON, with a version; read leniently, so that a line of any version says what it can.

Fields that a line lacks have their defaults, fields that this version does not know are passed over.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from datetime import UTC, datetime
from typing import Any

from tui.domain.acts import Author, Basis, Deed, Intent, Outcome, Result

VERSION = 1
_FIELDS = {form: tuple(field.name for field in fields(form)) for form in (Author, Intent, Outcome)}


def written(record: Intent | Outcome) -> str:
    """The line of a record, without its newline."""
    kind = "intent" if isinstance(record, Intent) else "outcome"
    return json.dumps({"v": VERSION, "kind": kind, **asdict(record)}, default=_text)


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    raise TypeError(f"{type(value).__name__} has no place in the journal")


def parsed(line: str) -> Intent | Outcome | None:
    """The record of a line; None for a torn one, or one of a later version that lacks what this one needs."""
    try:
        raw = json.loads(line)
        if not isinstance(raw["act_id"], str):
            return None
        if raw["kind"] == "intent":
            return _intent(raw)
        if raw["kind"] == "outcome":
            return _outcome(raw)
    except (ValueError, KeyError, TypeError):
        return None
    return None


def _intent(raw: Mapping[str, Any]) -> Intent:
    author = Author(**_known(raw["author"], Author))
    intent = Intent(**_known(raw, Intent))
    return replace(
        intent,
        at=_time(raw["at"]),
        deed=Deed(raw["deed"]),
        author=replace(author, process_started=_time(raw["author"]["process_started"])),
        last_row=_time(raw["last_row"]) if raw["last_row"] else None,
        targets=tuple(intent.targets),
    )


def _outcome(raw: Mapping[str, Any]) -> Outcome:
    outcome = Outcome(**_known(raw, Outcome))
    return replace(
        outcome,
        at=_time(raw["at"]),
        result=Result(raw["result"]),
        held=tuple(outcome.held),
        missing=tuple(outcome.missing),
        basis=Basis(outcome.basis),
    )


def _known(raw: Mapping[str, Any], form: type[Author | Intent | Outcome]) -> dict[str, Any]:
    """The fields of a line that this version knows; those of later versions are passed over."""
    return {name: raw[name] for name in _FIELDS[form] if name in raw}


def _time(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("a time without a zone")
    return at
