"""What a PATCH of a client provider may say: the members of Anypoint's interface, and their types. [documented]"""

import json
from collections.abc import Mapping
from typing import Any, Final

_URLS: Final = {"authorize": str, "token": str, "introspect": str}
_OIDC: Final[Mapping[str, Any]] = {
    "issuer": str,
    "client": {
        "urls": {"register": str},
        "registration": {"authorization": str},
        "token_endpoint_auth_methods_supported": list,
    },
    "primary_client": {"id": str, "secret": str},
    "urls": _URLS,
    "supported_grant_types": list,
    "allow_local_client_deletion": bool,
    "allow_external_client_modification": bool,
    "client_request_timeout": (int, float),
}
_PROVIDER: Final[Mapping[str, Any]] = {
    "name": str,
    "providerId": str,
    "organizationId": str,
    "type": {"description": str},
    "allow_untrusted_certificates": bool,
    "oidc_dynamic_client_provider": _OIDC,
}
_FIXED: Final = frozenset({"providerId", "organizationId"})


class BodyRefusedError(Exception):
    """The body is not one that the interface takes; the text says why and quotes no value."""


def read_changes(body: bytes) -> dict[str, Any]:
    """Return the members to change; a provider's own ids are taken and stay as they are.

    Raises:
        BodyRefusedError: no JSON, a member that is not there, or one of another type.
    """
    try:
        given = json.loads(body)
        json.dumps(given, ensure_ascii=False).encode()  # a lone surrogate could not be sent back
    except (ValueError, RecursionError):
        raise BodyRefusedError("The body is not JSON") from None
    _check(given, _PROVIDER, "The body")
    return {name: value for name, value in given.items() if name not in _FIXED}


def _check(given: object, known: Mapping[str, Any], named: str) -> None:
    if not isinstance(given, dict):
        raise BodyRefusedError(f"{named} is not an object")
    for name, value in given.items():
        wanted = known.get(name)
        if wanted is None:
            raise BodyRefusedError(f"{named} has a member that is not known")
        if isinstance(wanted, Mapping):
            _check(value, wanted, name)
        elif not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
            raise BodyRefusedError(f"{name} is of another type")
