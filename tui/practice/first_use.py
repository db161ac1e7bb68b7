"""What the practice org holds on first use: a company, its people and its connected apps, told in days before now.

Everything but the tokens and the signing key is the same every time.
"""

import random
import secrets
import sqlite3
from typing import Final, NamedTuple

from tui.practice import apps, audit, ids, tokens
from tui.practice.apps import OPEN, NewApp, Origin, Policy
from tui.practice.users import LOGINS

_DAY: Final = 86_400

ADMIN, SUPPORT, HANA, YIORGOS, NAOKO, INTEGRATION = range(6)

_PEOPLE: Final = (
    (LOGINS[0], "admin@practice.example", "Ada Lindqvist", "ada.lindqvist@practice.example", True),
    (LOGINS[1], "support@practice.example", "Tomás Őri", "tomas.ori@practice.example", False),
    (None, "hana.okafor@practice.example", "Hana Okafor", "hana.okafor@practice.example", True),
    (None, "g.pappas@practice.example", "Γιώργος Παππάς", "g.pappas@practice.example", True),
    (None, "naoko.mori@practice.example", "森 直子", "naoko.mori@practice.example", True),
    (None, "integration@practice.example", "Integration User", "it@practice.example", True),
)

_APPROVED = Policy(admin_approved_only=True)
_STRICT = Policy(
    refresh_token_validity=24,
    admin_approved_only=True,
    high_assurance=True,
    uvid_timeout="900",
)
_IDLE = Policy(refresh_token_validity=30, refresh_token_by_inactivity=True)
_MOBILE = Policy(mobile_session_timeout="30", pin_length="6", refresh_token_validity=90)
_EXCHANGE = Policy(admin_approved_only=True, token_exchange=True, refresh_token_validity=720)


class _Sample(NamedTuple):
    """An app: `age` and `generated` in days before now, newest generation last."""

    name: str
    age: int
    owner: int | None
    policy: Policy = OPEN
    generated: tuple[int, ...] = ()
    origin: Origin = "local"
    parent: str | None = None
    start_url: str | None = None
    trail_name: str | None = None
    """The name that the audit rows bear, where the app was renamed since."""


_SAMPLES: Final = (
    _Sample("Partner API Gateway", 1460, HANA, _STRICT, (172, 93, 12)),
    _Sample("Partner Portal", 1204, HANA, _APPROVED, (41,), start_url="https://partners.example/"),
    _Sample("Partner Portal", 388, ADMIN, OPEN, start_url="https://partners-next.example/"),
    _Sample("Warehouse Gateway", 2011, YIORGOS, _APPROVED, (412,)),
    _Sample("Invoice Dispatch", 903, ADMIN, _IDLE, (88,)),
    _Sample("Billing Reconciliation", 731, INTEGRATION, _APPROVED, (160, 2)),
    _Sample("Field Service Mobile", 650, NAOKO, _MOBILE, start_url="https://field.example/start"),
    _Sample("Fleet Tracking", 590, NAOKO, _IDLE, (29,)),
    _Sample("Store Locator", 1710, None),
    _Sample("Legacy Data Loader", 3240, None, OPEN),
    _Sample("Nightly Backup", 2900, INTEGRATION, _APPROVED),
    _Sample("Ledgerline Accounting Sync", 420, ADMIN, _APPROVED, origin="installed"),
    _Sample("Customer Data Hub", 333, HANA, _STRICT, (140, 55)),
    _Sample("Order Intake (EU)", 512, ADMIN, _APPROVED, (19,)),
    _Sample("Order Intake (APAC)", 498, NAOKO, _APPROVED, (174,)),
    _Sample("Order Intake (Americas)", 505, ADMIN, _APPROVED),
    _Sample("Claims Intake", 377, YIORGOS, _IDLE, (66,)),
    _Sample("Contact Centre Desktop", 845, HANA, OPEN, start_url="https://desk.example/"),
    _Sample("E-Signature Bridge", 266, ADMIN, _EXCHANGE, (7,)),
    _Sample("Event Streaming Relay", 201, INTEGRATION, _APPROVED, (30,)),
    _Sample("Identity Broker", 1120, YIORGOS, _STRICT, (260, 101)),
    _Sample("Marketing Consent Service", 158, ADMIN, OPEN, (158,)),
    _Sample("Price Book Publisher", 94, HANA, _IDLE),
    _Sample(
        "Product Catalogue API", 610, INTEGRATION, _APPROVED, (77,), trail_name="Catalogue API"
    ),
    _Sample("Returns Kiosk", 48, NAOKO, _MOBILE),
    _Sample("Sandbox Refresh Helper", 1333, ADMIN, _APPROVED),
    _Sample("Single Sign-On Test", 6, ADMIN),
    _Sample("Timesheet Import", 980, SUPPORT, OPEN),
    _Sample("Vendor Onboarding", 22, ADMIN, _EXCHANGE, (21,)),
    _Sample("café-crème Réservations", 287, HANA, OPEN, (63,)),
    _Sample("Übergabe Logistik", 466, YIORGOS, _APPROVED, (111,)),
    _Sample("Łódź Magazyn", 402, YIORGOS, OPEN),
    _Sample("顧客ポータル", 720, NAOKO, _APPROVED, (35,)),
    _Sample("在庫管理ゲートウェイ", 240, NAOKO, _IDLE),
    _Sample("بوابة الموردين", 519, HANA, _APPROVED, (84,)),
    _Sample("מרכז שירות", 356, HANA, OPEN),
    _Sample("Τιμολόγηση", 310, YIORGOS, _APPROVED, (150,)),
    _Sample("Склад и доставка", 275, YIORGOS, OPEN),
    _Sample("고객 알림", 133, NAOKO, _IDLE, (3,)),
    _Sample("Nordwind Freight Client", 160, HANA, origin="child", parent="Partner API Gateway"),
    _Sample("Brightwater Supplies Client", 81, HANA, origin="child", parent="Partner API Gateway"),
    _Sample("k1osk-client-0007", 11, HANA, origin="child", parent="Partner API Gateway"),
)


def fill(connection: sqlite3.Connection, now: int) -> None:
    """Put the first-use content into an empty database, inside the caller's transaction, `now` being in seconds."""
    # Not for secrets: ids that are the same on every first use.
    source = ids.IdSource(random.Random("first use"))  # noqa: S311
    connection.execute(
        "INSERT INTO org (key, id, name, instance_name, created, signing_key) VALUES (1, ?, ?, ?, ?, ?)",
        (
            source.new(ids.ORG),
            "Lindqvist Instruments (practice)",
            "PRACTICE1",
            now - 3300 * _DAY,
            secrets.token_bytes(32),
        ),
    )
    people = _add_people(connection, source)
    keys: dict[str, int] = {}
    for sample in _SAMPLES:
        app = _new_app(sample, people, now, keys)
        (key,) = apps.insert_apps(connection, source, [app])
        keys.setdefault(sample.name, key)
        if sample.generated:
            made = now - sample.generated[-1] * _DAY
            tokens.put(connection, key, tokens.new_value(), at=made, by=people[HANA])
    _add_trail(connection, source, people, now)


def _add_people(connection: sqlite3.Connection, source: ids.IdSource) -> list[str]:
    record_ids = [source.new(ids.USER) for _ in _PEOPLE]
    connection.executemany(
        "INSERT INTO users (id, login, username, name, email, manage_connected_apps, customize_application,"
        " modify_all_data, view_setup) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)",
        [
            (record_id, login, username, name, email, may, may, may)
            for record_id, (login, username, name, email, may) in zip(
                record_ids, _PEOPLE, strict=True
            )
        ],
    )
    return record_ids


def _made(sample: _Sample, now: int) -> int:
    # Not everything happens at midnight: the name gives each app its own minute of the day.
    minute = sum(map(ord, sample.name)) % 1440
    return now - sample.age * _DAY - minute * 60


def _new_app(sample: _Sample, people: list[str], now: int, keys: dict[str, int]) -> NewApp:
    made = _made(sample, now)
    owner = None if sample.owner is None else people[sample.owner]
    touched = now - sample.generated[-1] * _DAY if sample.generated else made
    return NewApp(
        name=sample.name,
        created=made,
        created_by=owner,
        origin=sample.origin,
        parent=None if sample.parent is None else keys[sample.parent],
        modified=touched,
        modified_by=people[HANA] if sample.generated else owner,
        policy=sample.policy,
        start_url=sample.start_url,
        contact_email=None if sample.owner is None else _PEOPLE[sample.owner][3],
    )


def _add_trail(
    connection: sqlite3.Connection, source: ids.IdSource, people: list[str], now: int
) -> None:
    entries = [
        audit.generated(sample.trail_name or sample.name, at=now - days * _DAY, by=people[HANA])
        for sample in _SAMPLES
        for days in sample.generated
    ]
    entries += [
        audit.inserted(
            sample.name,
            at=_made(sample, now),
            by=None if sample.owner is None else people[sample.owner],
        )
        for sample in _SAMPLES
    ]
    kept = [entry for entry in entries if entry.at > now - audit.RETENTION_SECONDS]
    kept.append(
        audit.Entry("changeApplicationCallbackUrl", "Changed callback URL of connected app Invoice Dispatch",
                    now - 87 * _DAY, people[ADMIN])
    )  # fmt: skip
    audit.record(connection, source, sorted(kept, key=lambda entry: entry.at))
