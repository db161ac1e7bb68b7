"""What cannot be recorded is not done: a state folder that cannot be written, a disk that is full."""

import sys
from collections.abc import Callable

import pytest

from tests.faults.catalogue import reset_after_answer
from tests.faults.orgs import App
from tests.safety.hosts import Host, Site
from tests.safety.screens import begin_regenerate
from tests.safety.waylay import at_post, waylaying
from tui.domain.acts import Result


def file_in_place(host: Host) -> None:
    host.state.parent.mkdir(parents=True)
    host.state.write_text("")


def file_in_place_of_the_journal(host: Host) -> None:
    host.state.mkdir(parents=True)
    (host.state / "journal").write_text("")


def no_room_for_locks(host: Host) -> None:
    (host.state / "journal").mkdir(parents=True)
    (host.state / "journal" / "acts").write_text("")


def limited_to(size: int) -> tuple[str, ...]:
    """A wrapper under which no file grows beyond `size` bytes, as on a disk that is full."""
    code = (
        "import os, resource, sys;"
        f" resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}));"
        " os.execv(sys.argv[1], sys.argv[1:])"
    )
    return (sys.executable, "-c", code)


def check_not_done(told: str, site: Site, app: App) -> None:
    told = " ".join(told.split())
    assert "The journal cannot be written: " in told
    assert "Nothing is sent without a record." in told
    assert "Make room in the state folder, or make it writable." in told
    assert site.org.generations(app) == 0
    assert app.token is not None
    assert site.alive(app) == app.token.fingerprint


@pytest.mark.parametrize(
    "spoil",
    [file_in_place, file_in_place_of_the_journal, no_room_for_locks],
    ids=lambda f: f.__name__,
)
def test_an_unusable_state_folder(site: Site, spoil: Callable[[Host], None]) -> None:
    host, app = site.host(), site.new_app()
    spoil(host)
    done = host.regenerate(app)
    assert done.returncode == 13
    assert done.stdout == ""
    check_not_done(done.stderr, site, app)


@pytest.mark.parametrize("size", [0, 100], ids=["no room", "room for half a line"])
def test_a_full_disk(site: Site, size: int) -> None:
    host, app = site.host(), site.new_app()
    full = host.run("token", "regenerate", app.id, "--yes", under=limited_to(size))
    assert full.returncode == 13
    check_not_done(full.stderr, site, app)
    assert host.regenerate(app).returncode == 0
    site.check(app, host)


def test_a_disk_that_is_full_after_the_intent(site: Site) -> None:
    host, app, other = site.host(), site.new_app(), site.new_app()
    assert host.regenerate(other).returncode == 0
    intent, _ = host.journal.file.read_text().splitlines()
    room = host.journal_size() + len(intent) + 20
    done = host.run("token", "regenerate", app.id, "--yes", under=limited_to(room))
    assert done.returncode == 0
    assert site.alive(app) in done.stdout
    assert "The journal holds the intent but not the outcome." in done.stderr
    assert host.results(app) == [None]
    assert host.run("journal", "--resume").returncode == 0
    assert host.results(app) == [Result.DONE]
    site.check(app, host)


def test_a_disk_that_is_full_when_the_answer_was_lost(site: Site) -> None:
    host, app, other = site.host(), site.new_app(), site.new_app()
    assert host.regenerate(other).returncode == 0
    intent, _ = host.journal.file.read_text().splitlines()
    room = host.journal_size() + len(intent) + 20
    with waylaying(site.org, at_post(reset_after_answer)) as proxy:
        host.lead_to(proxy.origin)
        done = host.run("token", "regenerate", app.id, "--yes", under=limited_to(room))
    assert done.returncode == 0
    assert "It happened: the audit trail has it." in done.stderr
    assert done.stderr.count("The journal holds the intent but not the outcome.") == 2
    assert host.entries(app)[0].unresolved
    host.lead_to(site.origin)
    assert host.run("journal", "--resume").returncode == 0
    site.check(app, host)


def test_the_console_says_so_on_the_screen(site: Site) -> None:
    host, app = site.host(), site.new_app()
    file_in_place(host)
    with host.console() as terminal:
        begin_regenerate(terminal, app)
        check_not_done(terminal.wait("The journal cannot be written"), site, app)
