"""What is near to a search that found nothing, and what is not."""

import pytest

from tui.domain.text import fold
from tui.services.near_names import MOST, near_names

NAMES = [
    "Invoice Sync",
    "Billing Export",
    "Payment Gateway",
    "Store Locator",
    "Résumé Inbox",
    "Fleet Tracking",
]


async def near(text: str, names: list[str] = NAMES) -> tuple[str, ...]:
    haystacks = [f"{fold(name)}\0voice invoce\0ana souza" for name in names]
    return await near_names(haystacks, names, fold(text).split())


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("invoce", "Invoice Sync"),
        ("invooice", "Invoice Sync"),
        ("fleet", "Fleet Tracking"),
        ("flete", "Fleet Tracking"),
        ("sotre", "Store Locator"),
        ("paymnet gatway", "Payment Gateway"),
        ("locatr store", "Store Locator"),
        ("RESUMÉE", "Résumé Inbox"),
        ("trackign", "Fleet Tracking"),
    ],
)
async def test_a_typo_finds_what_was_meant(typed: str, name: str) -> None:
    assert await near(typed) == (name,)


@pytest.mark.parametrize("typed", ["xyzzy", "souzza", "invoce warehouse", "q", "", "0H4000000001"])
async def test_what_is_like_no_name_finds_none(typed: str) -> None:
    assert await near(typed) == ()


async def test_the_nearest_come_first_each_once_and_few() -> None:
    names = ["Billing", "Biling", "Billing", *(f"Billing {n}" for n in range(9))]
    found = await near("bilingg", names)
    assert found[:2] == ("Biling", "Billing")
    assert len(found) == len(set(found)) == MOST


async def test_among_many_names_the_one_that_was_meant_is_found() -> None:
    names = [f"Customer Portal {n}" for n in range(9_000)]
    names[8_765] = "Warehouse Sync"
    assert await near("warehuose", names) == ("Warehouse Sync",)
