"""Two consoles press at the same moment: nobody is told that a dead token lives."""

import asyncio

from tests.contract.orgs import RealClient, RealOrg
from tui.domain.secret import Secret
from tui.domain.token import TokenReading
from tui.errors import ConflictError, OutcomeUnknownError

ROUNDS = 8


async def pressed(act: "asyncio.Future[TokenReading]") -> Secret | None:
    """The token that the answer holds; None where the client says that it did nothing or does not know."""
    try:
        token = (await act).token
    except (ConflictError, OutcomeUnknownError):
        return None
    assert token is not None
    return token


async def both(client: RealClient, other: RealClient, app_id: str, seen: Secret) -> list[Secret]:
    """Both replace the token they saw; returns the tokens they were told of."""
    told = await asyncio.gather(
        *(
            pressed(asyncio.ensure_future(each.regenerate(app_id, replacing=seen.mark)))
            for each in (client, other)
        )
    )
    return [token for token in told if token is not None]


async def test_two_regenerates_at_once(client: RealClient, other: RealClient, org: RealOrg) -> None:
    app_id = org.new_app("Raced for")
    first = (await client.generate(app_id)).token
    assert first is not None
    ever = [first]
    for _ in range(ROUNDS):
        told = await both(client, other, app_id, ever[-1])
        assert told  # one of them got through
        alive = Secret(org.token(app_id) or "")
        assert alive in told
        ever += [token for token in told if token != alive]
        ever.append(alive)
    assert [await client.registers(token) for token in ever] == [False] * (len(ever) - 1) + [True]
    rows = [row for row in await client.generations() if row.app_name == "Raced for"]
    assert len(rows) == len(set(ever)) == len(ever)


async def test_two_generates_at_once_make_one_token(
    client: RealClient, other: RealClient, org: RealOrg
) -> None:
    for _ in range(ROUNDS):
        app_id = org.new_app()
        told = await asyncio.gather(
            *(pressed(asyncio.ensure_future(each.generate(app_id))) for each in (client, other))
        )
        assert [token for token in told if token is not None] == [Secret(org.token(app_id) or "")]


async def test_two_presses_of_one_client_wait_for_each_other(
    client: RealClient, org: RealOrg
) -> None:
    app_id = org.new_app()
    seen = (await client.generate(app_id)).token
    assert seen is not None
    told = await both(client, client, app_id, seen)
    assert told == [Secret(org.token(app_id) or "")]
