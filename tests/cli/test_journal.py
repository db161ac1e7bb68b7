"""`journal` and `journal --resume`."""

from tests.cli.conftest import CommandLine
from tests.cli.served_org import ServedOrg
from tui.domain.secret import Secret


def test_nothing_was_done_yet(cli: CommandLine) -> None:
    said = cli("journal")
    assert (said.out, said.err) == ("", "Nothing has been done yet.\n")
    assert cli("journal", "--json").document == []


def test_it_tells_what_was_done(cli: CommandLine, org: ServedOrg) -> None:
    app_id = org.new_app("Kept in mind")
    cli("token", "generate", app_id)
    first = Secret(org.token(app_id)).fingerprint
    cli("token", "regenerate", app_id, "--yes")
    second = Secret(org.token(app_id)).fingerprint
    lines = cli("journal").out.splitlines()
    assert all("✓ done" in line and "Kept in mind" in line for line in lines)
    assert {line.split("Kept in mind  ")[1] for line in lines} == {
        f"no token → {first}",
        f"{first} → {second}",
    }


def test_as_json(cli: CommandLine, org: ServedOrg) -> None:
    app_id = org.new_app("Kept as JSON")
    cli("token", "generate", app_id)
    said = cli("journal", "--json")
    (entry,) = said.document
    assert said.err == ""
    assert (entry["deed"], entry["app_id"], entry["result"]) == ("generate", app_id, "done")
    assert entry["fingerprint"] == Secret(org.token(app_id)).fingerprint
    assert not entry["unresolved"]
    assert org.token(app_id) not in said.out


def test_a_refused_act_leaves_nothing_unfinished(cli: CommandLine, org: ServedOrg) -> None:
    app_id = org.new_app("Refused", token="the-one")
    cli("token", "generate", app_id, code=7)
    assert not any(entry["unresolved"] for entry in cli("journal", "--json").document)


def test_resume_finds_out_what_was_lost(cli: CommandLine, org: ServedOrg) -> None:
    app_id = org.new_app("Lost", token="the-old-one")
    org.face.dies_at_post = True
    cli("token", "regenerate", app_id, "--yes", code=9)
    assert "1 unfinished" in cli("journal").err
    cli("journal", "--resume", code=8)  # the org is still gone
    org.face.reset()
    (found,) = cli("journal", "--resume", "--json").document
    assert found["found"]["result"] == "done"
    assert found["found"]["fingerprint"] == Secret(org.token(app_id)).fingerprint
    assert "No act in this org is unfinished." in cli("journal", "--resume").err
