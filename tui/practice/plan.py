"""From a SOQL tree to SQL: which names exist, which comparisons a field allows, and what the answer's rows look like.

SQL text is put together from constants of `objects` alone; whatever a query says reaches SQLite as a bound value.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from tui.practice import apps
from tui.practice.ids import normal_id
from tui.practice.objects import OBJECTS, Field, FieldType, Relation, SObject
from tui.practice.soql import Condition, Order, Query
from tui.practice.soql_tokens import (
    Kind,
    SalesforceError,
    Token,
    datetime_value,
    like_pattern,
    malformed,
    number_value,
    string_value,
)

_MOST_OFFSET: Final = 2_000
_LITERAL_KINDS: Final[Mapping[FieldType, Kind]] = {
    FieldType.ID: Kind.STRING,
    FieldType.TEXT: Kind.STRING,
    FieldType.NUMBER: Kind.NUMBER,
    FieldType.DATETIME: Kind.DATETIME,
}

Value = str | int | float


@dataclass(frozen=True, slots=True)
class Column:
    """A selected field, and the relation it is reached through."""

    field: Field
    relation: Relation | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A query that can be run."""

    sobject: SObject
    columns: tuple[Column, ...]
    """None of them: COUNT()."""
    keys_sql: str
    """Yields the keys of all rows, in order."""
    values: tuple[Value, ...]
    """Bound to `keys_sql`."""


@dataclass(slots=True)
class _Draft:
    """What a plan is put together from."""

    sobject: SObject
    joins: dict[str, str] = field(default_factory=dict)
    where: list[str] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)


def make_plan(query: Query, *, caller: str) -> Plan:
    """Check a query against the objects and turn it into SQL.

    Args:
        query: as parsed.
        caller: `005…` id of the user who asks.

    Raises:
        SalesforceError: `INVALID_TYPE`, `INVALID_FIELD`, `MALFORMED_QUERY` and the like.
    """
    sobject = OBJECTS.get(query.object.lower())
    if sobject is None:
        raise SalesforceError("INVALID_TYPE", f"sObject type '{query.object}' is not supported.")
    draft = _Draft(sobject)
    if sobject.callers_own:
        draft.where.append("u.id = ?")
        draft.values.append(caller)
    columns = tuple(_column(sobject, name) for name in query.fields)
    for condition in query.conditions:
        _add_condition(draft, condition)
    parts = ["SELECT", sobject.key, "AS key FROM", sobject.source]
    order = _order_by(draft, query.orders)
    parts += draft.joins.values()
    if draft.where:
        parts += ["WHERE", " AND ".join(draft.where)]
    parts += ["ORDER BY", order, "LIMIT ? OFFSET ?"]
    draft.values += [-1 if query.limit is None else query.limit, _offset(query)]
    return Plan(sobject, columns, " ".join(parts), tuple(draft.values))


def _offset(query: Query) -> int:
    offset = query.offset or 0
    if offset > _MOST_OFFSET:
        raise SalesforceError(
            "NUMBER_OUTSIDE_VALID_RANGE", f"Maximum SOQL offset allowed is {_MOST_OFFSET}"
        )
    return offset


def _column(sobject: SObject, path: str) -> Column:
    *through, name = path.split(".")
    relation: Relation | None = None
    fields, entity = sobject.fields, sobject.name
    if through:
        relation = sobject.relations.get(through[0].lower()) if len(through) == 1 else None
        if relation is None:
            raise SalesforceError(
                "INVALID_FIELD",
                f"Didn't understand relationship '{through[0]}' in field path '{path}'.",
            )
        fields, entity = relation.fields, relation.type
    found = fields.get(name.lower())
    if found is None:
        raise SalesforceError("INVALID_FIELD", f"No such column '{name}' on entity '{entity}'.")
    return Column(found, relation)


def _reach(draft: _Draft, path: str) -> Field:
    column = _column(draft.sobject, path)
    if column.relation is not None:
        draft.joins[column.relation.name] = column.relation.join
    return column.field


def _add_condition(draft: _Draft, condition: Condition) -> None:
    found = _reach(draft, condition.field)
    if not found.filterable:
        raise SalesforceError(
            "INVALID_FIELD", f"field '{found.name}' can not be filtered in a query call"
        )
    if condition.operator == "IN":
        _add_list(draft, found, condition.literals)
        return
    (literal,) = condition.literals
    if condition.operator == "LIKE":
        if found.type is not FieldType.TEXT or literal.kind is not Kind.STRING:
            raise _unfit(found, condition.operator)
        pattern = like_pattern(literal.text)
        draft.where.append(f"{found.compared} LIKE ? ESCAPE '\\'")
        draft.values.append(apps.fold(pattern) if found.folded else pattern)
        return
    equality = condition.operator in {"=", "!="}
    if literal.is_word("NULL"):
        if not equality:
            raise _unfit(found, condition.operator)
        draft.where.append(f"{found.sql} IS {'NOT ' if condition.operator == '!=' else ''}NULL")
        return
    if found.type is FieldType.BOOLEAN and not equality:
        raise _unfit(found, condition.operator)
    # In SOQL a row without a value differs from every value; in SQL only IS NOT says so.
    operator = "IS NOT" if condition.operator == "!=" else condition.operator
    draft.where.append(f"{found.compared} {operator} ?")
    draft.values.append(_value(found, literal))


def _add_list(draft: _Draft, found: Field, literals: tuple[Token, ...]) -> None:
    values = [_value(found, literal) for literal in literals if not literal.is_word("NULL")]
    marks = ", ".join("?" * len(values))
    part = f"{found.compared} IN ({marks})"
    if len(values) < len(literals):
        part = f"({part} OR {found.sql} IS NULL)"
    draft.where.append(part)
    draft.values += values


def _value(found: Field, literal: Token) -> Value:
    if found.type is FieldType.BOOLEAN:
        if not (literal.is_word("TRUE") or literal.is_word("FALSE")):
            raise _unfit(found, "=")
        return int(literal.is_word("TRUE"))
    if literal.kind is not _LITERAL_KINDS[found.type]:
        raise SalesforceError(
            "INVALID_FIELD",
            f"value of filter criterion for field '{found.name}' must be of type {found.type.name.lower()}",
        )
    if found.type is FieldType.NUMBER:
        return number_value(literal.text)
    if found.type is FieldType.DATETIME:
        return datetime_value(literal.text)
    text = string_value(literal.text)
    if found.type is FieldType.ID:
        return _id_value(text)
    return apps.fold(text) if found.folded else text


def _id_value(text: str) -> str:
    normal = normal_id(text)
    if normal is None:
        raise SalesforceError("INVALID_QUERY_FILTER_OPERATOR", f"invalid ID field: {text}")
    return normal


def _unfit(found: Field, operator: str) -> SalesforceError:
    return SalesforceError(
        "INVALID_FIELD", f"invalid operator or value for field '{found.name}': {operator}"
    )


def _order_by(draft: _Draft, orders: tuple[Order, ...]) -> str:
    parts: list[str] = []
    for order in orders:
        found = _reach(draft, order.field)
        if not found.filterable:
            raise malformed(f"field '{found.name}' can not be sorted in a query call")
        direction = "DESC" if order.descending else "ASC"
        # Said only where it matters: SQLite walks no index backwards for an explicit NULLS clause.
        nulls = f" NULLS {'LAST' if order.nulls_last else 'FIRST'}" if found.nillable else ""
        parts.append(f"{found.compared} {direction}{nulls}")
    # Rows that are equal in all that was asked for keep one order through all pages.
    last = " DESC" if orders and orders[0].descending else ""
    return ", ".join([*parts, f"{draft.sobject.key}{last}"])
