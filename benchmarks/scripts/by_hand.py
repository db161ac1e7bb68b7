"""What an admin's script does: press the button, then log in at the gateway, read the provider, write it.

Plain sequential httpx calls, on one connection to the gateway. With `floor` it only writes, on a connection that is
open and logged in, and prints the moment at which it began to.
"""

import json
import re
import sys
import time

import httpx

MODE, ORG, SESSION, APP, GATEWAY, CLIENT_SECRET, ROOT, PROVIDER = sys.argv[1:9]
ACCOUNTS = f"{GATEWAY}/anypoint/accounts/api"
TARGET = f"{ACCOUNTS}/organizations/{ROOT}/clientProviders/{PROVIDER}"
READ = {"includeSecrets": "false"}
FLAGS = {"recreateTokenValidationClient": "false"}


def body(token: str) -> dict[str, object]:
    """The one leaf that is changed."""
    registration = {"authorization": f"Bearer {token}"}
    return {"oidc_dynamic_client_provider": {"client": {"registration": registration}}}


def login(client: httpx.Client) -> dict[str, str]:
    """Log in; returns the header."""
    content = {
        "grant_type": "client_credentials",
        "client_id": "admin",
        "client_secret": CLIENT_SECRET,
    }
    answer = client.post(f"{ACCOUNTS}/v2/oauth2/token", json=content).raise_for_status()
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}


def regenerate() -> str:
    """Press the button of the Setup page; returns the new token."""
    cookies = {"sid": SESSION}
    with httpx.Client(base_url=ORG, cookies=cookies) as client:
        path = f"/{APP}"
        while "<form" not in (page := client.get(path).raise_for_status().text):
            found = re.search(r"window\.location[^'\"]*['\"]([^'\"]+)['\"]", page)
            path = found[1].replace("\\/", "/").replace("&amp;", "&") if found else ""
            if "/d?applicationId=" in path:
                setup_id = path.split("applicationId=")[1].split("&")[0]
                path = f"/app/mgmt/forceconnectedapps/forceAppDetail.apexp?applicationId={setup_id}"
        inputs = [
            dict(re.findall(r'(\w+)="([^"]*)"', tag)) for tag in re.findall(r"<input[^>]*>", page)
        ]
        form = {each["name"]: each["value"] for each in inputs if each.get("type") == "hidden"}
        button = next(each for each in inputs if each.get("value") == "Regenerate")
        form[button["name"]] = button["value"]
        page = client.post(path, data=form).raise_for_status().text
    found = re.search(r'<div[^>]*id="ctrDiv_[^>]*>([^<]+)<', page)
    if found is None:
        raise SystemExit("the page shows no token")
    return found[1].strip()


def by_hand() -> None:
    """Regenerate, then everything else in turn, on one connection."""
    token = regenerate()
    with httpx.Client() as client:
        headers = login(client)
        client.get(TARGET, headers=headers, params=READ).raise_for_status()
        client.patch(TARGET, headers=headers, params=FLAGS, json=body(token)).raise_for_status()


def floor() -> None:
    """One write on an open connection."""
    with httpx.Client() as client:
        headers = login(client)
        client.get(TARGET, headers=headers, params=READ).raise_for_status()
        began = time.monotonic()
        client.patch(TARGET, headers=headers, params=FLAGS, json=body("floor")).raise_for_status()
    print(json.dumps({"began": began}))


if MODE == "floor":
    floor()
else:
    by_hand()
