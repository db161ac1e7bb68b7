"""Running a query: the first page, and the ones that follow from it.

The list that a client pages through is the one that the first page saw: the keys of all its rows are kept, in
this process, until they were not asked for a while. A row deleted since is left out; what is read of a row is
how it stands now.
"""

import json
import sqlite3
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from tui.practice import ids, soql
from tui.practice.plan import Plan, make_plan
from tui.practice.rows import rows_sql
from tui.practice.sessions import Session
from tui.practice.soql_tokens import SalesforceError
from tui.practice.store import Store

PAGE_ROWS: Final = 2_000
LEAST_ROWS: Final = 200
"""Rows on a page: the default, which is the most, and the least that can be asked for. [documented]"""

_KEPT_LISTS: Final = 32
_KEPT_SECONDS: Final = 15 * 60


@dataclass(frozen=True, slots=True)
class _Listing:
    """The rows of one query as its first page saw them.

    `keys` are numbers with commas between them: a tenth of a list's size.
    """

    session: bytes
    plan: Plan
    keys: str
    total: int
    expires: int


class QueryDesk:
    """Answers queries of the `query` resource with the JSON text of a body; one for a server."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._listings: OrderedDict[str, _Listing] = OrderedDict()
        self._guard = threading.Lock()

    def first(self, session: Session, text: str, *, version: str, rows: int) -> str:
        """Answer a query.

        Raises:
            SalesforceError: the query cannot be answered.
        """
        plan = make_plan(soql.parse(text), caller=session.user.id)
        with self._store.read() as connection:
            keys = _all_keys(connection, plan)
            total = keys.count(",") + 1 if keys else 0
            if not plan.columns:
                return _body(total, [], None)
            expires = self._store.clock() + _KEPT_SECONDS
            listing = _Listing(session.digest, plan, keys, total, expires)
            records = _records(connection, listing, 0, rows, version)
        if total <= rows:
            return _body(total, records, None)
        locator = ids.LIVE.new(ids.LOCATOR)
        self._keep(locator, listing)
        return _body(total, records, f"/services/data/{version}/query/{locator}-{rows}")

    def following(self, session: Session, locator: str, *, version: str, rows: int) -> str:
        """Answer a `nextRecordsUrl`.

        Raises:
            SalesforceError: `INVALID_QUERY_LOCATOR`: unknown, expired, or another session's.
        """
        name, _, start_text = locator.partition("-")
        listing = self._find(name, session)
        if listing is None or not (start_text.isascii() and start_text.isdigit()):
            raise SalesforceError("INVALID_QUERY_LOCATOR", "invalid query locator")
        start = min(int(start_text[:18]), listing.total)
        with self._store.read() as connection:
            records = _records(connection, listing, start, rows, version)
        end = start + rows
        following = f"/services/data/{version}/query/{name}-{end}"
        return _body(listing.total, records, following if end < listing.total else None)

    def _keep(self, locator: str, listing: _Listing) -> None:
        with self._guard:
            self._listings[locator] = listing
            while len(self._listings) > _KEPT_LISTS:
                self._listings.popitem(last=False)

    def _find(self, locator: str, session: Session) -> _Listing | None:
        with self._guard:
            listing = self._listings.get(locator)
            if listing is None or listing.session != session.digest:
                return None
            if listing.expires <= self._store.clock():
                del self._listings[locator]
                return None
            self._listings.move_to_end(locator)
            return listing


def _all_keys(connection: sqlite3.Connection, plan: Plan) -> str:
    # SQLite keeps the order of a subquery for group_concat, and joins 100,000 keys in a third of the time that
    # handing them over one by one takes.
    sql = f"SELECT group_concat(key) FROM ({plan.keys_sql})"  # noqa: S608  # no word of the query is in it
    found = connection.execute(sql, plan.values).fetchone()[0]
    return "" if found is None else str(found)


def _records(
    connection: sqlite3.Connection, listing: _Listing, start: int, rows: int, version: str
) -> list[str]:
    keys = listing.keys.split(",", start + rows)[start : start + rows] if listing.keys else []
    values = {"base": f"/services/data/{version}/sobjects", "keys": f"[{','.join(keys)}]"}
    found = dict(connection.execute(rows_sql(listing.plan), values))
    return [found[key] for key in map(int, keys) if key in found]


def _body(total: int, records: list[str], following: str | None) -> str:
    parts = [f'{{"totalSize":{total},"done":{"false" if following else "true"}']
    if following:
        parts.append(f'"nextRecordsUrl":{json.dumps(following)}')
    parts.append(f'"records":[{",".join(records)}]}}')
    return ",".join(parts)
