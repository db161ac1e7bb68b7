"""Made-up connected apps in any number: names from several scripts, ages, owners and policies."""

import random
from typing import Final

from tui.practice.apps import NewApp, Policy

_DAY: Final = 86_400

_AREAS = (
    "Accounts", "Billing", "Booking", "Claims", "Contracts", "Customer", "Dispatch", "Field Service",
    "Finance", "Fleet", "Freight", "Identity", "Invoice", "Lead", "Loyalty", "Marketing", "Order", "Partner",
    "Payroll", "Procurement", "Quote", "Returns", "Supplier", "Warranty", "Événement", "Qualité", "Prüfung",
    "Størrelse", "Zarządzanie", "Řízení", "顧客", "在庫", "注文", "الموردين", "المبيعات", "Τιμολόγηση",
    "Πελάτες", "Склад", "Заказы", "고객",
)  # fmt: skip
_KINDS = (
    "API", "Agent", "Bridge", "Client", "Connector", "Dashboard", "Export", "Feed", "Gateway", "Hub",
    "Import", "Kiosk", "Mobile", "Portal", "Relay", "Service", "Sync", "Worker", "ゲートウェイ", "ポータル",
)  # fmt: skip
_PLACES = (
    "",
    "",
    "",
    " EU",
    " APAC",
    " Nordics",
    " DACH",
    " UAT",
    " v2",
    " (old)",
    " Köln",
    " 東京",
)
_POLICIES = (
    Policy(),
    Policy(),
    Policy(admin_approved_only=True),
    Policy(refresh_token_validity=30, refresh_token_by_inactivity=True),
    Policy(refresh_token_validity=365, admin_approved_only=True),
    Policy(admin_approved_only=True, high_assurance=True, uvid_timeout="900"),
    Policy(mobile_session_timeout="30", pin_length="4"),
)
_OLDEST_DAYS = 3000


def varied_app(generator: random.Random, number: int, people: list[str], now: int) -> NewApp:
    """Return an app; `number` in its name keeps it the only one so called, `people` are `005…` ids it may belong to."""
    pick = generator.choice
    made = now - int(generator.random() ** 2 * _OLDEST_DAYS * _DAY) - _DAY
    owner = pick(people) if generator.random() > 0.02 else None
    return NewApp(
        name=f"{pick(_AREAS)} {pick(_KINDS)}{pick(_PLACES)} {number:04d}",
        created=made,
        created_by=owner,
        modified=made + int(generator.random() * (now - made)),
        origin="installed" if generator.random() < 0.08 else "local",
        policy=pick(_POLICIES),
    )
