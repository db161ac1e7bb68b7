"""The objects that can be queried, and how each field stands in the database. Says nothing Salesforce's rows lack.

The fields of `ConnectedApplication` are the documented list of API 67, without the reserved ones and without
anything on the initial access token: Salesforce has no such field. [documented]
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final


class FieldType(Enum):
    """How a field is compared and written."""

    ID = auto()
    TEXT = auto()
    NUMBER = auto()
    BOOLEAN = auto()
    DATETIME = auto()


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name as Salesforce writes it, and SQL of our own that yields its value."""

    name: str
    type: FieldType
    sql: str
    compare_sql: str = ""
    """What comparisons and sorting use, where that is not `sql`."""
    filterable: bool = True
    nillable: bool = False

    @property
    def compared(self) -> str:
        """SQL that comparisons and sorting use."""
        if self.compare_sql:
            return self.compare_sql
        return f"{self.sql} COLLATE NOCASE" if self.type is FieldType.TEXT else self.sql

    @property
    def folded(self) -> bool:
        """Whether values must be folded before they are compared."""
        return bool(self.compare_sql)


@dataclass(frozen=True, slots=True)
class Relation:
    """A parent record that fields are reached through, as in `CreatedBy.Name`."""

    name: str
    type: str
    join: str
    id_sql: str
    fields: Mapping[str, Field]


@dataclass(frozen=True, slots=True)
class SObject:
    """An object; `source` and `key` are SQL of our own. `callers_own`: rows are those of the calling user only."""

    name: str
    source: str
    key: str
    id_sql: str
    fields: Mapping[str, Field]
    relations: Mapping[str, Relation]
    callers_own: bool = False


def _fields(*fields: Field) -> dict[str, Field]:
    return {field.name.lower(): field for field in fields}


def _relations(*relations: Relation) -> dict[str, Relation]:
    return {relation.name.lower(): relation for relation in relations}


def _id(name: str, sql: str) -> Field:
    return Field(name, FieldType.ID, sql, nillable=True)


def _text(name: str, sql: str) -> Field:
    return Field(name, FieldType.TEXT, sql, nillable=True)


def _number(name: str, sql: str) -> Field:
    return Field(name, FieldType.NUMBER, sql, nillable=True)


def _flag(name: str, sql: str) -> Field:
    return Field(name, FieldType.BOOLEAN, sql)


def _date(name: str, sql: str) -> Field:
    return Field(name, FieldType.DATETIME, sql)


def _user(name: str, column: str) -> Relation:
    alias = name.lower()
    return Relation(
        name,
        "User",
        f"LEFT JOIN users {alias} ON {alias}.id = {column}",
        f"{alias}.id",
        _fields(
            _id("Id", f"{alias}.id"),
            _text("Name", f"{alias}.name"),
            _text("Username", f"{alias}.username"),
            _text("Email", f"{alias}.email"),
        ),
    )


_CONNECTED_APPLICATION = SObject(
    name="ConnectedApplication",
    source="apps a",
    key="a.key",
    id_sql="a.id",
    fields=_fields(
        _id("Id", "a.id"),
        Field("Name", FieldType.TEXT, "a.name", compare_sql="a.name_key"),
        _date("CreatedDate", "a.created"),
        _id("CreatedById", "a.created_by"),
        _date("LastModifiedDate", "a.modified"),
        _id("LastModifiedById", "a.modified_by"),
        _date("SystemModstamp", "a.modified"),
        _text("StartUrl", "a.start_url"),
        _text("MobileStartUrl", "a.mobile_start_url"),
        _number("RefreshTokenValidityPeriod", "a.refresh_token_validity"),
        _text("PinLength", "a.pin_length"),
        _text("MobileSessionTimeout", "a.mobile_session_timeout"),
        _text("NamedUserUvidTimeout", "NULL"),
        _text("UvidTimeout", "a.uvid_timeout"),
        _flag("OptionsAllowAdminApprovedUsersOnly", "a.admin_approved_only"),
        _flag("OptionsHasSessionLevelPolicy", "a.high_assurance"),
        _flag("OptionsRefreshTokenValidityMetric", "a.refresh_token_by_inactivity"),
        _flag("OptionsTokenExchangeManageBitEnabled", "a.token_exchange"),
        _flag("OptionsIsInternal", "0"),
        _flag("OptionsFullContentPushNotifications", "0"),
        _flag("OptionsCodeCredentialGuestEnabled", "0"),
    ),
    relations=_relations(
        _user("CreatedBy", "a.created_by"), _user("LastModifiedBy", "a.modified_by")
    ),
)

# One row for the caller, with an id that is the same for everybody. [seen]
_USER_PERMISSION_ACCESS = SObject(
    name="UserPermissionAccess",
    source="users u",
    key="u.key",
    id_sql="'000000000000000AAA'",
    fields=_fields(
        _id("Id", "'000000000000000AAA'"),
        _flag("PermissionsManageRemoteAccess", "u.manage_connected_apps"),
        _flag("PermissionsCustomizeApplication", "u.customize_application"),
        _flag("PermissionsModifyAllData", "u.modify_all_data"),
        _flag("PermissionsViewSetup", "u.view_setup"),
    ),
    relations={},
    callers_own=True,
)

# `Action` can be filtered, `Display` and `Section` cannot. [documented]
_SETUP_AUDIT_TRAIL = SObject(
    name="SetupAuditTrail",
    source="audit t",
    key="t.key",
    id_sql="t.id",
    fields=_fields(
        _id("Id", "t.id"),
        _text("Action", "t.action"),
        Field("Display", FieldType.TEXT, "t.display", filterable=False, nillable=True),
        Field("Section", FieldType.TEXT, "t.section", filterable=False, nillable=True),
        _date("CreatedDate", "t.created"),
        _id("CreatedById", "t.created_by"),
        _text("DelegateUser", "t.delegate_user"),
        _text("CreatedByContext", "t.context"),
    ),
    relations=_relations(_user("CreatedBy", "t.created_by")),
)

_ORGANIZATION = SObject(
    name="Organization",
    source="org o",
    key="o.key",
    id_sql="o.id",
    fields=_fields(
        _id("Id", "o.id"),
        _text("Name", "o.name"),
        _text("OrganizationType", "'Developer Edition'"),
        _flag("IsSandbox", "0"),
        _text("InstanceName", "o.instance_name"),
        Field("TrialExpirationDate", FieldType.DATETIME, "NULL", nillable=True),
        _text("NamespacePrefix", "NULL"),
        _date("CreatedDate", "o.created"),
    ),
    relations={},
)

OBJECTS: Final[Mapping[str, SObject]] = {
    sobject.name.lower(): sobject
    for sobject in (
        _CONNECTED_APPLICATION,
        _USER_PERMISSION_ACCESS,
        _SETUP_AUDIT_TRAIL,
        _ORGANIZATION,
    )
}
