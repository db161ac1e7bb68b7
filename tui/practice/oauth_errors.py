"""Refusals of the OAuth endpoints, and how a bearer token is read: RFC 6750 and RFC 7591. Knows no tokens."""

import re
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from tui.practice.web import json_response

NO_STORE: Final = {"Cache-Control": "no-store", "Pragma": "no-cache"}
_REALM: Final = 'Bearer realm="practice org"'
_BEARER = re.compile(r"bearer(?P<token>.*)", re.IGNORECASE | re.DOTALL)
_TOKEN = re.compile(r" +(?P<token>[A-Za-z0-9._~+/-]+=*) *", re.ASCII)


class OAuthError(Exception):
    """A refusal: answered as `{"error": code, "error_description": …}`.

    Attributes:
        challenge: whether `WWW-Authenticate` goes with it, and with which error code; None for no such header,
            an empty text for a challenge without a code, which is what a request without credentials gets (RFC
            6750 section 3.1).
    """

    def __init__(
        self, status: int, code: str, description: str, *, challenge: str | None = None
    ) -> None:
        super().__init__(description)
        self.status = status
        self.code = code
        self.description = description
        self.challenge = challenge

    def response(self) -> Response:
        """The answer."""
        headers = dict(NO_STORE)
        if self.challenge is not None:
            error = f', error="{self.challenge}"' if self.challenge else ""
            headers["WWW-Authenticate"] = _REALM + error
        body = {"error": self.code, "error_description": self.description}
        return json_response(body, status=self.status, headers=headers)


def bad_token(description: str) -> OAuthError:
    """The refusal of a token that is not valid, or not valid any more."""
    return OAuthError(401, "invalid_token", description, challenge="invalid_token")


def bearer_token(request: Request) -> str:
    """Return the bearer token of a request.

    Raises:
        OAuthError: there is none (401), or the header is malformed (400).
    """
    headers = request.headers.getlist("authorization")
    scheme = _BEARER.match(headers[0]) if headers else None
    if scheme is None or (scheme["token"] and not scheme["token"].startswith(" ")):
        # Salesforce answers `invalid_client` to a call without credentials. [seen]
        raise OAuthError(401, "invalid_client", "An initial access token is required", challenge="")
    token = _TOKEN.fullmatch(scheme["token"])
    if token is None or len(headers) > 1:
        raise OAuthError(
            400, "invalid_request", "Malformed Authorization header", challenge="invalid_request"
        )
    return token["token"]
