#!/usr/bin/env python3
"""A stand-in for the `sf` command: it speaks the documented JSON, with the failures that a test asks for.

It stands as `sf` in a folder of `PATH`, beside `sf.json`: `logins` as `sf org list` has them, with a `session` each,
and `face`, how it behaves today. Every call is appended to `calls`.
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
REDACTED = "[REDACTED] Use 'sf org auth show-access-token' to view the token."


def main(words: list[str]) -> int:
    state = json.loads((HERE / "sf.json").read_text())
    with (HERE / "calls").open("a") as calls:
        calls.write(
            json.dumps({"argv": words, "stdin": _stdin(), "environ": sorted(os.environ)}) + "\n"
        )
    face = state["face"]
    if face in _BROKEN:
        return _BROKEN[face](state)
    if face == "warns":
        print(" ›   Warning: @salesforce/cli update available from 2.136.8 to 2.140.1.")
        print(" ›   Warning: @salesforce/cli update available.", file=sys.stderr)
    if words == ["--version"]:
        print(f"@salesforce/cli/{state['version']} linux-x64 node-v{state['node']}.1.0")
        return 0
    return _answer(words, state)


def _stdin() -> str:
    return sys.stdin.read()


def _answer(words: list[str], state: dict[str, Any]) -> int:
    if words[:2] == ["org", "list"]:
        groups: dict[str, list[Any]] = {
            "other": [],
            "sandboxes": [],
            "devHubs": [],
            "scratchOrgs": [],
        }
        for login in state["logins"]:
            shown = {key: value for key, value in login.items() if key != "session"}
            groups[login["group"]].append(shown | {"accessToken": REDACTED})
        groups["nonScratchOrgs"] = groups["other"] + groups["sandboxes"]
        return _done(groups)
    username = words[words.index("--target-org") + 1]
    login = next((each for each in state["logins"] if each["username"] == username), None)
    if login is None:
        return _failed(
            "NamedOrgNotFoundError", f"No authorization information found for {username}."
        )
    if state["face"] == "cannot renew":
        return _failed("RefreshTokenAuthError", f"expired access/refresh token {login['session']}")
    if words[:2] == ["org", "display"]:
        token = login["session"] if state["face"] == "old" else REDACTED
        shown = {"id": login["orgId"], "username": username, "instanceUrl": login["instanceUrl"]}
        return _done(shown | {"accessToken": token})
    if words[:3] == ["org", "auth", "show-access-token"]:
        if state["face"] == "old":
            print(" ›   Warning: org auth show-access-token is not a sf command.", file=sys.stderr)
            return 127
        token = REDACTED if state["face"] == "redacts" else login["session"]
        return _done({"accessToken": token})
    if words[:2] == ["org", "open"]:
        print(f"Opening {login['instanceUrl']}/secur/frontdoor.jsp?otp={login['session']}")
        return 0
    raise SystemExit(f"not a command of this stand-in: {words}")


def _done(result: object) -> int:
    print(
        json.dumps(
            {"status": 0, "result": result, "warnings": ["This will show a secret."]}, indent=2
        )
    )
    return 0


def _failed(name: str, message: str) -> int:
    print(json.dumps({"status": 1, "name": name, "message": message, "stack": f"at {message}"}))
    return 1


def _no_node(_: dict[str, Any]) -> int:
    print("/usr/bin/env: 'node': No such file or directory", file=sys.stderr)
    return 127


def _old_node(state: dict[str, Any]) -> int:
    print(
        f"SyntaxError: Unexpected token (session {state['logins'][0]['session']})", file=sys.stderr
    )
    return 1


def _hangs(_: dict[str, Any]) -> int:
    time.sleep(600)
    return 0


def _stranger(state: dict[str, Any]) -> int:
    return _failed("Sneaky", state["logins"][0]["session"])


def _prints(_: dict[str, Any]) -> int:
    print("{" * 100 + "null")
    return 0


_BROKEN = {
    "no node": _no_node,
    "old node": _old_node,
    "hangs": _hangs,
    "unknown error": _stranger,
    "no JSON": _prints,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
