"""The kept list as bytes, version 1: JSON lines, so that no line takes long to read while somebody types.

The first line says whose list it is and how many apps and generations follow, the second has the people, the others a
thousand apps each, column by column, then a thousand generations each. What is read may have been tampered with: every
value is looked at, every text is made printable again, and what is not whole is nothing.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Never

from tui.domain.kept import AppColumns, KeptList
from tui.domain.text import printable
from tui.domain.token import Generation

VERSION = 1
_ROWS_A_LINE = 1000
_ID_LENGTH = 18
_FIRST_SECOND = datetime(1, 1, 2, tzinfo=UTC).timestamp()
_LAST_SECOND = datetime(9999, 1, 1, tzinfo=UTC).timestamp()


def encode(kept: KeptList) -> Iterator[bytes]:
    """The list as it stands in its file, line by line."""
    return (f"{_json(line)}\n".encode() for line in _lines(kept))


def decode(content: bytes) -> KeptList | None:
    """The list that `content` holds; None where it is not one of this version, whole and sound."""
    try:
        return _read(content.split(b"\n"))
    except (ValueError, TypeError, KeyError, IndexError, OverflowError, OSError, RecursionError):
        return None


def _lines(kept: KeptList) -> Iterator[object]:
    apps = kept.apps
    yield {
        "v": VERSION,
        "org": kept.org_id,
        "user": kept.user_id,
        "sign": kept.sign,
        "read_at": kept.read_at.timestamp(),
        "apps": len(apps.ids),
        "trail": len(kept.trail),
    }
    yield {"people": list(apps.people)}
    for start in range(0, len(apps.ids), _ROWS_A_LINE):
        part = slice(start, start + _ROWS_A_LINE)
        yield [
            apps.ids[part],
            apps.names[part],
            _whole(apps.created[part]),
            list(apps.created_by[part]),
            _whole(apps.changed[part]),
            list(apps.changed_by[part]),
        ]
    for start in range(0, len(kept.trail), _ROWS_A_LINE):
        rows = kept.trail[start : start + _ROWS_A_LINE]
        yield {"trail": [[row.at.timestamp(), row.by, row.app_name] for row in rows]}


def _whole(seconds: Sequence[float]) -> list[float]:
    """Salesforce dates to the second: `.0` need not be said a hundred thousand times."""
    return [int(each) if each.is_integer() else each for each in seconds]


def _json(line: object) -> str:
    return json.dumps(line, ensure_ascii=False, separators=(",", ":"))


def _read(lines: list[bytes]) -> KeptList:
    head = json.loads(lines[0])
    if head["v"] != VERSION:
        raise ValueError
    people = _texts(_parsed(lines[1])["people"])
    columns: list[list[Any]] = [[] for _ in range(6)]
    trail: list[Generation] = []
    for line in filter(None, lines[2:]):
        part = _parsed(line)
        if isinstance(part, dict):
            trail += map(_generation, part["trail"])
        else:
            _add(columns, part, len(people))
    ids, names, created, created_by, changed, changed_by = columns
    if (len(ids), len(trail)) != (head["apps"], head["trail"]) or len(set(ids)) != len(ids):
        raise ValueError
    org_id, user_id = _strings([head["org"], head["user"]])
    return KeptList(
        org_id,
        user_id,
        _moment(head["read_at"]),
        AppColumns(ids, names, created, created_by, changed, changed_by, people),
        trail,
        tuple(_strings(head["sign"])),
    )


def _add(columns: list[list[Any]], part: Any, people: int) -> None:
    ids, names, created, created_by, changed, changed_by = part
    checked: tuple[list[Any], ...] = (
        _ids(ids),
        _texts(names),
        _times(created),
        _indexes(created_by, people),
        _times(changed),
        _indexes(changed_by, people),
    )
    if len({len(column) for column in checked}) != 1:
        raise ValueError
    for column, more in zip(columns, checked, strict=True):
        column.extend(more)


def _parsed(line: bytes) -> Any:
    return json.loads(line, parse_constant=_refuse)


def _refuse(constant: str) -> Never:
    raise ValueError(constant)  # NaN and Infinity are no JSON


def _of(values: Any, *types: type) -> list[Any]:
    if type(values) is not list or not {*types}.issuperset(map(type, values)):
        raise ValueError
    return values


def _strings(values: Any) -> list[str]:
    return _of(values, str)


def _texts(values: Any) -> list[str]:
    return list(map(printable, _strings(values)))


def _ids(values: Any) -> list[str]:
    ids = _strings(values)
    whole = "".join(ids)
    if ids and not ({_ID_LENGTH} == {*map(len, ids)} and whole.isascii() and whole.isalnum()):
        raise ValueError
    return ids


def _times(values: Any) -> list[float]:
    times = _of(values, int, float)
    if times and not (min(times) >= _FIRST_SECOND and max(times) < _LAST_SECOND):
        raise ValueError
    return times


def _indexes(values: Any, many: int) -> list[int]:
    indexes = _of(values, int)
    if indexes and not (min(indexes) >= 0 and max(indexes) < many):
        raise ValueError
    return indexes


def _generation(row: Any) -> Generation:
    at, by, name = row
    by, name = _texts([by, name])
    return Generation(_moment(at), by, name)


def _moment(seconds: Any) -> datetime:
    return datetime.fromtimestamp(_times([seconds])[0], UTC)
