"""HashiCorp Vault and OpenBao: one key of a secret in a KV version 2 engine, as a target.

Every write names the version it replaces (check-and-set), so that nobody's change is overwritten. Other keys stay: by a
merge patch where token and server can do that, else by writing all keys of just that version. Who and when go into the
custom metadata after the write, outside the lock-out.
"""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, aclosing

from tui.domain.handover import Errand, Held, TargetCard
from tui.domain.secret import Secret
from tui.domain.text import printable
from tui.errors import PreflightError, TargetConflictError, TargetError, WriteUnknownError
from tui.ports import Clock
from tui.targets.http import Api, Line, Words, members
from tui.targets.opening import BaseOpenTarget, BaseTarget
from tui.targets.vault_secret import (
    Found,
    Place,
    Rights,
    labels_body,
    read_found,
    read_rights,
    says,
    written_version,
)
from tui.transport import Response, json_body

CANNOT_CHECK = (
    "Whether and when the gateway reads the new version.",
    "Whether the gateway can register clients with the token.",
)
_MERGE = {"Content-Type": "application/merge-patch+json"}
_LABEL = "connected-apps-"


class VaultTarget(BaseTarget["OpenVault"]):
    """See `tui.ports.Target`."""

    def __init__(
        self,
        card: TargetCard,
        place: Place,
        *,
        token: Callable[[], Awaitable[Secret]],
        connect: Callable[[], Line],
        clock: Clock,
    ) -> None:
        super().__init__(card)
        self._place = place
        self._token = token
        self._connect = connect
        self._clock = clock

    async def _begin(self, errand: Errand | None, stack: AsyncExitStack) -> "OpenVault":
        headers: dict[str, str | Secret] = {"X-Vault-Token": await self._token()}
        if self._place.namespace:
            headers["X-Vault-Namespace"] = self._place.namespace
        line = await stack.enter_async_context(aclosing(self._connect()))
        api = Api(line, self._clock)
        return OpenVault(self._card, self._place, api, headers, self._labels(errand))

    def _labels(self, errand: Errand | None) -> Mapping[str, str]:
        """What the custom metadata says beside fingerprint and version."""
        if errand is None:
            return {}
        told = {
            "app": f"{errand.app_name} ({errand.app_id})",
            "org": f"{errand.org_name} ({errand.org.org_id})",
            "by": errand.by,
        }
        return {name: value for name, value in told.items() if value}


class OpenVault(BaseOpenTarget):
    """A secret that was read; see `tui.ports.OpenTarget`."""

    def __init__(
        self,
        card: TargetCard,
        place: Place,
        api: Api,
        headers: Mapping[str, str | Secret],
        labels: Mapping[str, str],
    ) -> None:
        super().__init__(card)
        self._place = place
        self._api = api
        self._headers = headers
        self._labels = labels
        self._before: Found | None = None
        self._data_rights = self._label_rights = Rights(frozenset(), asked=False)
        self._to_label = False

    async def look(self) -> None:
        """Ask what the token may do, and read the secret."""
        await self._ask_rights()
        self._before = found = await self._read()
        self._checked.append(f"{self._place.words} is at version {found.version}.")
        if not (self._data_rights.may("patch") or self._data_rights.may("update")):
            raise PreflightError(
                f"The Vault token may read {self._place.words}, but not change it.",
                hint=f"Give its policy patch or update on {printable(self._place.data)}.",
            )
        held = found.value
        if held is None:
            self._checked.append("The key holds no text yet.")
        else:
            bare = Secret(held.expose().removeprefix("Bearer "))
            self._checked.append(f"It holds {bare.fingerprint} now.")
        if not self._may_label:
            self._checked.append("Who wrote it and when is not kept: the metadata is out of reach.")

    async def put(self, token: Secret) -> str:
        """Write the next version, if the last one is still that of the preflight."""
        before = self._before
        if before is None:
            raise TargetError(
                f"{self._place.words} was not read before the write.", hint="Hand it over again."
            )
        self._to_label = True
        answer = await self._written(before, self._card.form.of(token))
        self._judge(answer)
        version = written_version(members(answer))
        if version is None:
            raise WriteUnknownError(
                f"{self._api.host} answered the write with something that is not understood.",
                hint="Ask the target what it holds before writing again.",
            )
        return f"version {version}"

    async def _written(self, before: Found, value: Secret) -> Response:
        """Patch the key; where the token or the server can only replace the version, do that under the same guard."""
        guard, key, rights = {"cas": before.version}, self._place.key, self._data_rights
        path = self._place.api(self._place.data)
        if rights.may("patch"):
            body = json_body({"options": guard, "data": {key: value}})
            answer = await self._api.write("PATCH", path, {**self._headers, **_MERGE}, body)
            if answer.status not in (403, 405) or not rights.may("update"):
                return answer
        body = json_body({"options": guard, "data": before.with_value(key, value)})
        return await self._api.write("POST", path, self._headers, body)

    def held_before(self, token: Secret) -> bool:
        """Whether the version that was read at the preflight holds it."""
        before = self._before
        return before is not None and before.value == self._card.form.of(token)

    async def held(self, token: Secret) -> Held:
        """Read it back; after a write, note who and when beside it."""
        now, before = await self._read(), self._before
        if now.value == self._card.form.of(token):
            if self._to_label:
                self._to_label = False
                await self._label(now, token)
            return Held.THIS
        same = before is not None and now.version == before.version
        return Held.AS_BEFORE if same else Held.ANOTHER

    @property
    def _may_label(self) -> bool:
        rights = self._label_rights
        return rights.asked and (rights.may("patch") or rights.may("update"))

    async def _ask_rights(self) -> None:
        place = self._place
        body = json_body({"paths": [place.data, place.metadata]})
        path = place.api("sys/capabilities-self")
        answer = await self._api.read("POST", path, self._headers, body)
        if answer.status == 200:
            content = members(answer)
            self._data_rights = read_rights(content, place.data)
            self._label_rights = read_rights(content, place.metadata)
            self._checked.append(f"The token is accepted at {self._api.host}.")
        elif answer.status not in (403, 404):  # a policy may keep a good token from asking
            raise self._api.refused(answer, {})
        else:
            self._checked.append("What the token may do could not be asked.")

    async def _read(self) -> Found:
        path = self._place.api(self._place.data)
        answer = await self._api.read("GET", path, self._headers)
        content = members(answer)
        if answer.status == 404:
            what, hint = _missing(content, self._place)
            raise TargetError(what, hint=hint)
        found = read_found(content, self._place.key) if content and answer.status == 200 else None
        if found is None:
            raise self._api.refused(answer, _words(self._api.host, self._place))
        return found

    def _judge(self, answer: Response) -> None:
        """Raise for an answer that says no."""
        if answer.status < 400:
            return
        content = members(answer)
        moved = answer.status in (400, 409, 412) and says(content, "check-and-set")
        if moved or answer.status == 404:
            raise TargetConflictError(
                f"{self._place.words} is not at the version of the preflight any more.",
                hint="See who changed it, then hand the token over again.",
            )
        raise self._api.refused(answer, _words(self._api.host, self._place))

    async def _label(self, now: Found, token: Secret) -> None:
        """Note who and when; that it could not be noted is said and no failure."""
        if not self._may_label:
            return
        told = {"version": str(now.version), "fingerprint": token.fingerprint, **self._labels}
        labels = {f"{_LABEL}{name}": value for name, value in told.items()}
        path = self._place.api(self._place.metadata)
        try:
            if self._label_rights.may("patch"):
                answer = await self._api.write(
                    "PATCH", path, {**self._headers, **_MERGE}, labels_body(labels)
                )
            else:
                kept = {**now.labels, **labels}
                answer = await self._api.write("POST", path, self._headers, labels_body(kept))
            if answer.status < 400:
                return
        except TargetError:
            pass
        self._notes.append("Who wrote it and when could not be kept in its metadata.")


def _missing(content: Mapping[str, object] | None, place: Place) -> tuple[str, str]:
    """Why a read finds nothing: deleted, never there, or no such engine."""
    if content and isinstance(content.get("data"), dict):
        return (
            f"The newest version of {place.words} is deleted or destroyed.",
            "Undelete it, or write a new version by hand, so that its other keys are there.",
        )
    if says(content, "no handler"):
        return (
            f"There is no secrets engine for {place.words}.",
            "Check mount; the engine must be KV version 2.",
        )
    return (
        f"There is no secret {place.words}.",
        "Check mount and path; the console changes a secret, and makes none.",
    )


def _words(host: str, place: Place) -> Words:
    return {
        400: (f"{host} refuses the write.", "Check the engine's settings."),
        401: (f"{host} does not accept the Vault token.", "Check token_from."),
        403: (
            f"{host} does not accept the Vault token, or it may not reach {place.words}.",
            f"Check token_from, and that its policy has read, and patch or update, on {printable(place.data)}.",
        ),
        405: (f"The engine of {place.words} is not KV version 2.", "Check mount."),
    }
