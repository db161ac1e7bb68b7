"""The vault target against a real OpenBao."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from urllib.parse import quote

import pytest

from tests.targets.errands import TOKEN, FakeWaits, card, errand, shows, told
from tests.targets.openbao import Bao
from tui.domain.handover import Held, ValueForm
from tui.domain.secret import Secret
from tui.errors import PreflightError, TargetConflictError, TargetError
from tui.targets.vault import OpenVault, VaultTarget
from tui.targets.vault_secret import Place
from tui.transport import Headers, Request, Response, Transport

HEADER = ValueForm.HEADER.of(TOKEN).expose()
OLD = {"authorization": "Bearer old", "other": "keep", "count": 7, "list": ["a", {"b": None}]}


def target(bao: Bao, path: str, token: Secret | None = None, *, mount: str = "secret",
           namespace: str | None = None,
           connect: Callable[[], Transport] | None = None) -> VaultTarget:  # fmt: skip
    async def login() -> Secret:
        return token or bao.root

    return VaultTarget(
        card(),
        Place("", mount, path, "authorization", namespace),
        token=login,
        connect=connect or (lambda: Transport(bao.url, environ={})),
        clock=FakeWaits(),
    )


class FakeOldServer(Transport):
    """A server of before the merge patch."""

    def __init__(self, url: str) -> None:
        super().__init__(url, environ={})

    async def send(self, request: Request) -> Response:
        if request.method == "PATCH":
            return Response(405, Headers([]), b'{"errors": ["unsupported operation"]}', {})
        return await super().send(request)


@asynccontextmanager
async def opened(bao: Bao, path: str, token: Secret | None = None) -> AsyncIterator[OpenVault]:
    way = await target(bao, path, token).open(errand(app_name="Partner API"))
    try:
        yield way
    finally:
        await way.close()


PATCH_ONLY = 'path "secret/data/*" { capabilities = ["read", "patch"] }'
UPDATE_ONLY = 'path "secret/data/*" { capabilities = ["read", "update"] }'
READ_ONLY = 'path "secret/data/*" { capabilities = ["read"] }'
BY_POST = f'{UPDATE_ONLY} path "secret/metadata/*" {{ capabilities = ["read", "update"] }}'


@pytest.mark.parametrize("policy", ["", PATCH_ONLY, UPDATE_ONLY])
async def test_it_is_put_and_every_other_key_stays(bao: Bao, policy: str) -> None:
    path = await bao.new_secret(OLD)
    token = await bao.token_for(policy) if policy else None
    async with opened(bao, path, token) as way:
        assert await way.held(TOKEN) is Held.AS_BEFORE
        assert await way.put(TOKEN) == "version 2"
        assert await way.held(TOKEN) is Held.THIS
    assert await bao.read(path) == {**OLD, "authorization": HEADER}
    assert await bao.read(path, version=1) == OLD


@pytest.mark.parametrize("policy", [PATCH_ONLY, UPDATE_ONLY])
async def test_what_it_may_do_need_not_be_known(bao: Bao, policy: str) -> None:
    path = await bao.new_secret(OLD)
    async with opened(bao, path, await bao.token_for(policy, may_ask=False)) as way:
        assert way.checked[0] == "What the token may do could not be asked."
        assert await way.put(TOKEN) == "version 2"
    assert await bao.read(path) == {**OLD, "authorization": HEADER}


@pytest.mark.parametrize("meanwhile", [False, True])
async def test_a_server_that_cannot_patch_gets_the_whole_version_under_the_same_guard(
    bao: Bao, meanwhile: bool
) -> None:
    path = await bao.new_secret(OLD)
    way = await target(bao, path, connect=lambda: FakeOldServer(bao.url)).open(errand())
    if meanwhile:
        await bao.call("POST", f"secret/data/{path}", {"data": {"authorization": "theirs"}})
        with pytest.raises(TargetConflictError):
            await way.put(TOKEN)
    else:
        assert await way.put(TOKEN) == "version 2"
        assert await bao.read(path) == {**OLD, "authorization": HEADER}
    await way.close()


async def test_a_path_that_an_address_cannot_hold_as_it_is_is_asked_for_by_its_name(
    bao: Bao,
) -> None:
    path = "team@prod/sales force ü"
    await bao.call("POST", f"secret/data/{quote(path)}", {"data": OLD})
    rule = 'path "secret/data/team@prod/sales force ü" { capabilities = ["read", "patch"] }'
    async with opened(bao, path, await bao.token_for(rule)) as way:
        assert await way.put(TOKEN) == "version 2"
        assert await way.held(TOKEN) is Held.THIS


@pytest.mark.parametrize("policy", [PATCH_ONLY, UPDATE_ONLY])
async def test_somebody_elses_change_is_not_overwritten(bao: Bao, policy: str) -> None:
    path = await bao.new_secret(OLD)
    async with opened(bao, path, await bao.token_for(policy)) as way:
        await bao.call("POST", f"secret/data/{path}", {"data": {"authorization": "theirs"}})
        with pytest.raises(TargetConflictError, match="not at the version of the preflight"):
            await way.put(TOKEN)
        assert await way.held(TOKEN) is Held.ANOTHER
    assert await bao.read(path) == {"authorization": "theirs"}


async def test_a_write_that_happened_is_not_repeated(bao: Bao) -> None:
    path = await bao.new_secret(OLD)
    async with opened(bao, path) as way:
        await way.put(TOKEN)
        with pytest.raises(TargetConflictError):
            await way.put(TOKEN)
    assert (await bao.metadata(path))["current_version"] == 2


async def test_a_secret_that_requires_the_check_is_written(bao: Bao) -> None:
    path = await bao.new_secret(OLD, cas_required=True)
    async with opened(bao, path) as way:
        assert await way.put(TOKEN) == "version 2"


@pytest.mark.parametrize("policy", ["", BY_POST])
async def test_who_and_when_are_kept_after_the_proof_and_other_labels_stay(
    bao: Bao, policy: str
) -> None:
    path = await bao.new_secret(OLD)
    label = {"custom_metadata": {"owner": "team-7"}, "max_versions": 5}
    await bao.call("POST", f"secret/metadata/{path}", label)
    async with opened(bao, path, await bao.token_for(policy) if policy else None) as way:
        await way.put(TOKEN)
        assert (await bao.metadata(path))["custom_metadata"] == {"owner": "team-7"}
        await way.held(TOKEN)
        await way.held(TOKEN)
        assert way.notes == ()
    about = await bao.metadata(path)
    assert about["max_versions"] == 5
    assert about["custom_metadata"] == {
        "owner": "team-7",
        "connected-apps-version": "2",
        "connected-apps-fingerprint": TOKEN.fingerprint,
        "connected-apps-app": "Partner API (0H4Qy00000000001AA)",
        "connected-apps-org": "practice (00DQy0000000001AAA)",
        "connected-apps-by": "admin@practice.example",
    }


async def test_looking_alone_leaves_no_label(bao: Bao) -> None:
    path = await bao.new_secret({"authorization": HEADER})
    async with opened(bao, path) as way:
        assert await way.held(TOKEN) is Held.THIS
    assert (await bao.metadata(path))["custom_metadata"] is None


async def test_a_policy_without_a_write_fails_the_preflight(bao: Bao) -> None:
    path = await bao.new_secret(OLD)
    with pytest.raises(PreflightError, match="but not change it"):
        await target(bao, path, await bao.token_for(READ_ONLY)).open(errand())


async def test_a_right_that_is_lost_meanwhile_is_a_refusal(bao: Bao) -> None:
    path = await bao.new_secret(OLD)
    token = await bao.token_for(PATCH_ONLY)
    async with opened(bao, path, token) as way:
        await bao.call("POST", "auth/token/revoke", {"token": token.expose()})
        with pytest.raises(TargetError, match="does not accept the Vault token") as caught:
            await way.put(TOKEN)
    assert type(caught.value) is TargetError
    assert not shows(told(caught.value), TOKEN, token)


@pytest.mark.parametrize("token", ["no-such-token", "root but not quite"])
async def test_a_token_that_is_not_accepted_fails_the_preflight(bao: Bao, token: str) -> None:
    path = await bao.new_secret(OLD)
    with pytest.raises(PreflightError, match="does not accept the Vault token"):
        await target(bao, path, Secret(token)).open(errand())


async def test_a_secret_that_is_not_there_fails_the_preflight(bao: Bao) -> None:
    with pytest.raises(PreflightError, match="There is no secret secret/no/such"):
        await target(bao, "no/such").check()
    with pytest.raises(PreflightError, match="There is no secrets engine"):
        await target(bao, "no/such", mount="elsewhere").check()


async def test_a_secret_in_a_namespace_is_written_there(bao: Bao) -> None:
    await bao.call("POST", "sys/namespaces/team", {})
    await bao.call("POST", "team/sys/mounts/kv", {"type": "kv", "options": {"version": "2"}})
    await bao.call("POST", "team/kv/data/gateway", {"data": OLD})
    way = await target(bao, "gateway", mount="kv", namespace="team").open(errand())
    assert await way.put(TOKEN) == "version 2"
    await way.close()
    answer = await bao.call("GET", "team/kv/data/gateway")
    assert answer["data"]["data"] == {**OLD, "authorization": HEADER}


@pytest.mark.parametrize("way", ["DELETE secret/data/", "PUT secret/destroy/"])
async def test_a_version_that_is_deleted_or_destroyed_fails_the_preflight(
    bao: Bao, way: str
) -> None:
    path = await bao.new_secret(OLD)
    method, _, place = way.partition(" ")
    await bao.call(method, f"{place}{path}", {"versions": [1]} if method == "PUT" else None)
    with pytest.raises(PreflightError, match="deleted or destroyed"):
        await target(bao, path).check()


async def test_the_preflight_tells_what_it_saw(bao: Bao) -> None:
    path = await bao.new_secret(OLD)
    findings = await target(bao, path).check()
    assert findings == (
        "The token is accepted at 127.0.0.1.",
        f"secret/{path}, key authorization is at version 1.",
        f"It holds {Secret('old').fingerprint} now.",
    )
