"""django-allauth on loopback, as a registration server that is not ours.

Says {"url"} on standard output, then answers each line of standard input: {"do": "mint"} with {"token"},
{"do": "revoke", "token"} with {}. Ends with its input. Its one argument is a folder for its database.
"""

import json
import secrets
import sys
import threading
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.urls import include, path, reverse

urlpatterns: list[object] = []
"""Filled once the settings stand."""


class SilentHandler(WSGIRequestHandler):
    """Logs nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing of a request."""


def _key() -> str:
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    return made.private_bytes(*form, serialization.NoEncryption()).decode()


def _set_up(folder: str) -> None:
    settings.configure(
        SECRET_KEY=secrets.token_hex(16),
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=__name__,
        USE_TZ=True,
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{folder}/db"}},
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "allauth",
            "allauth.account",
            "allauth.idp.oidc",
        ],
        MIDDLEWARE=["allauth.account.middleware.AccountMiddleware"],
        IDP_OIDC_PRIVATE_KEY=_key(),
        IDP_OIDC_DCR_ENABLED=True,
        IDP_OIDC_RATE_LIMITS=False,
    )
    django.setup()
    urlpatterns.append(path("", include("allauth.idp.urls")))
    call_command("migrate", verbosity=0)


def _answer(asked: dict[str, str]) -> dict[str, str]:
    from allauth.idp.oidc.models import Token

    if asked["do"] == "revoke":
        Token.objects.by_value(asked["token"]).delete()
        return {}
    # As Salesforce's tokens may look: characters that some encoders change.
    value = f"00D!{secrets.token_urlsafe(24)}.~"
    token = Token(type=Token.Type.INITIAL_ACCESS_TOKEN)
    token.set_value(value)
    token.save()
    return {"token": value}


def main() -> None:
    """Serve until standard input ends."""
    _set_up(sys.argv[1])
    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=SilentHandler)
    url = f"http://127.0.0.1:{server.server_port}{reverse('idp:oidc:client_registration')}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(json.dumps({"url": url}), flush=True)
    for line in sys.stdin:
        print(json.dumps(_answer(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
