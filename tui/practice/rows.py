"""How a row is written: SQL that yields each record as JSON text, so that a page of 2,000 takes milliseconds.

Made of constants of `objects` alone; the address of the `sobjects` resource is the named value `:base`.
"""

# ruff: noqa: S608  # the SQL is put together, but of constants alone

from typing import Final

from tui.practice.objects import Field, FieldType
from tui.practice.plan import Column, Plan

_DATE: Final = "strftime('%Y-%m-%dT%H:%M:%S.000+0000', {}, 'unixepoch')"


def rows_sql(plan: Plan) -> str:
    """Return SQL that yields key and JSON text of the rows whose keys are in the JSON list `:keys`."""
    sobject = plan.sobject
    parts = [_attributes(sobject.name, sobject.id_sql)]
    joins: dict[str, str] = {}
    for column in plan.columns:
        relation = column.relation
        if relation is None:
            parts.append(_member(column.field))
        elif relation.name not in joins:
            joins[relation.name] = relation.join
            parts.append(_related([each for each in plan.columns if each.relation is relation]))
    selected = ", ".join(parts)
    return " ".join(
        [
            f"SELECT {sobject.key}, json_object({selected}) FROM {sobject.source}",
            *joins.values(),
            f"WHERE {sobject.key} IN (SELECT value FROM json_each(:keys))",
        ]
    )


def _related(columns: list[Column]) -> str:
    """The member for a parent record: its attributes and fields, or null where there is none."""
    relation = columns[0].relation
    assert relation is not None  # noqa: S101  # the caller picked them by it
    parts = [_attributes(relation.type, relation.id_sql)]
    parts += [_member(column.field) for column in columns]
    found = f"json_object({', '.join(parts)})"
    return (
        f"'{relation.name}', json(CASE WHEN {relation.id_sql} IS NULL THEN 'null' ELSE {found} END)"
    )


def _attributes(name: str, id_sql: str) -> str:
    return f"'attributes', json_object('type', '{name}', 'url', :base || '/{name}/' || {id_sql})"


def _member(field: Field) -> str:
    return f"'{field.name}', {_value(field)}"


def _value(field: Field) -> str:
    if field.type is FieldType.DATETIME:
        return _DATE.format(field.sql)
    if field.type is FieldType.BOOLEAN:
        return f"json(CASE WHEN {field.sql} THEN 'true' ELSE 'false' END)"
    return field.sql
