"""On disk before the request leaves, readable after every kind of death, and nobody else's act is touched."""

import errno
import json
import os
import signal
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from tests.fakes import NOW, PRACTICE
from tui.domain.acts import Basis, Deed, Result, Subject, Upshot
from tui.domain.org import User
from tui.errors import JournalError, NotRecordedError
from tui.journal import FileJournal, HeldAct
from tui.journal import file as journal_module

USER = User("005", "Ana Souza", "ana@acme.example")


def make_journal(folder: Path, **environ: str) -> FileJournal:
    return FileJournal(folder / "journal", lambda: NOW, environ, started=NOW)


def begin(journal: FileJournal, **more: object) -> HeldAct:
    subject = Subject("0H4", "App", "0ld0ld00", NOW)
    return journal.begin(Deed.REGENERATE, PRACTICE, USER, replace(subject, **more))  # type: ignore[arg-type]


def test_an_act_is_read_back_whole(tmp_path: Path) -> None:
    journal = make_journal(tmp_path, SUDO_USER="root-of-the-team")
    act = begin(journal)
    act.end(Upshot(Result.DONE, fingerprint="12345678", words="fine"))
    (entry,) = make_journal(tmp_path).entries()
    assert entry.intent == act.intent
    assert entry.intent.author.sudo_user == "root-of-the-team"
    assert entry.outcome is not None
    assert (entry.outcome.result, entry.outcome.fingerprint) == (Result.DONE, "12345678")
    assert not entry.unresolved


def test_the_intent_is_on_disk_before_begin_returns(tmp_path: Path) -> None:
    journal = make_journal(tmp_path)
    begin(journal)
    assert json.loads(journal.file.read_text())["kind"] == "intent"


def test_files_are_the_users_alone_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        journal = make_journal(tmp_path)
        begin(journal)
    finally:
        os.umask(before)
    for path in journal.folder.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_an_act_that_is_held_is_running_and_cannot_be_taken(tmp_path: Path) -> None:
    act = begin(make_journal(tmp_path))
    other = make_journal(tmp_path)
    (entry,) = other.entries()
    assert entry.running
    assert not entry.unresolved
    assert other.resume(act.intent) is None


def test_an_unknown_outcome_can_be_looked_up_by_anyone_once(tmp_path: Path) -> None:
    act = begin(make_journal(tmp_path))
    act.end(Upshot(Result.UNKNOWN))
    other = make_journal(tmp_path)
    assert other.entries()[0].unresolved
    resumed = other.resume(act.intent)
    assert resumed is not None
    assert make_journal(tmp_path).resume(act.intent) is None
    resumed.end(Upshot(Result.NOT_DONE))
    assert make_journal(tmp_path).resume(act.intent) is None
    assert not make_journal(tmp_path).entries()[0].unresolved


DYING = """
import os, sys
from pathlib import Path
from tests.journal.test_journal import begin, make_journal
act = begin(make_journal(Path(sys.argv[1])))
print(act.intent.act_id, flush=True)
sys.stdin.read()
"""


def test_an_act_whose_process_was_killed_is_unfinished(tmp_path: Path) -> None:
    root = Path(__file__).parent.parent.parent
    process = subprocess.Popen(
        [sys.executable, "-c", DYING, str(tmp_path)],
        cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdin is not None
    act_id = process.stdout.readline().strip()
    journal = make_journal(tmp_path)
    assert journal.entries()[0].running
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    process.stdin.close()
    (entry,) = journal.entries()
    assert (entry.intent.act_id, entry.unresolved) == (act_id, True)
    assert journal.resume(entry.intent) is not None


def test_many_writers_lose_no_line(tmp_path: Path) -> None:
    def act(number: int) -> None:
        begin(make_journal(tmp_path), app_name=f"App {number}").end(Upshot(Result.DONE))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(act, range(80)))
    entries = make_journal(tmp_path).entries()
    assert len({entry.intent.app_name for entry in entries}) == 80
    assert all(entry.outcome for entry in entries)


@pytest.mark.parametrize("torn", [b'{"v":1,"kind":"int', b"\xff\xfe", b"null", b"[]", b"{}"])
def test_a_torn_line_spoils_neither_its_neighbours_nor_the_next(
    tmp_path: Path, torn: bytes
) -> None:
    journal = make_journal(tmp_path)
    begin(journal, app_name="before").end(Upshot(Result.DONE))
    with journal.file.open("ab") as file:
        file.write(torn)
    begin(journal, app_name="after").end(Upshot(Result.DONE))
    names = [entry.intent.app_name for entry in journal.entries()]
    assert names == ["before", "after"]
    assert all(entry.outcome for entry in journal.entries())


def test_a_full_disk_means_that_nothing_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = make_journal(tmp_path)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(journal_module, "_write_whole", full)
    with pytest.raises(NotRecordedError, match="No space left"):
        begin(journal)
    monkeypatch.undo()
    assert journal.entries() == []
    assert list((journal.folder / "acts").iterdir()) == []


def test_a_disk_that_fills_up_during_the_act_leaves_it_unfinished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = make_journal(tmp_path)
    act = begin(journal)

    def half(descriptor: int, data: bytes) -> None:
        os.write(descriptor, data[:20])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(journal_module, "_write_whole", half)
    with pytest.raises(NotRecordedError):
        act.end(Upshot(Result.DONE))
    monkeypatch.undo()
    assert journal.entries()[0].unresolved
    again = journal.resume(act.intent)  # by the same process, or by any other
    assert again is not None
    again.end(Upshot(Result.DONE))
    assert not journal.entries()[0].unresolved


def test_a_folder_that_is_no_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "journal").write_text("")
    with pytest.raises(NotRecordedError, match="cannot be written"):
        begin(make_journal(tmp_path))


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_made_unreadable_is_said(tmp_path: Path) -> None:
    journal = make_journal(tmp_path)
    begin(journal).end(Upshot(Result.DONE))
    journal.file.chmod(0)
    with pytest.raises(JournalError, match="cannot be read"):
        journal.entries()
    with pytest.raises(NotRecordedError):
        begin(journal)


def test_a_folder_in_the_files_place_cannot_be_read(tmp_path: Path) -> None:
    journal = make_journal(tmp_path)
    journal.file.mkdir(parents=True)
    with pytest.raises(JournalError, match="cannot be read"):
        journal.entries()


def test_it_is_set_aside_by_size_and_never_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_module, "ROTATE_BYTES", 2000)
    ticks = iter(range(10_000))
    journal = FileJournal(
        tmp_path / "journal", lambda: NOW.replace(microsecond=next(ticks)), {}, started=NOW
    )
    for number in range(20):
        begin(journal, app_name=f"App {number}").end(Upshot(Result.DONE))
    assert len(list(journal.folder.glob("journal-*.jsonl"))) > 3
    assert [entry.intent.app_name for entry in journal.entries()] == [f"App {n}" for n in range(20)]


def test_a_line_of_this_version_stays_readable(tmp_path: Path) -> None:
    journal = make_journal(tmp_path)
    journal.folder.mkdir()
    released = Path(__file__).parent / "journal-v1.jsonl"
    journal.file.write_bytes(released.read_bytes())
    done, unfinished = journal.entries()
    assert done.outcome is not None
    assert (done.outcome.result, done.outcome.basis) == (Result.DONE, Basis.ANSWER)
    assert (done.intent.targets, done.intent.author.user_id, done.missing) == ((), "", ())
    assert unfinished.unresolved


def test_a_long_name_is_cut_and_no_line_is_broken(tmp_path: Path) -> None:
    journal = make_journal(tmp_path)
    begin(journal, app_name="x" * 5000 + "\n").end(Upshot(Result.DONE))
    assert len(journal.file.read_text()) < 2000
    assert len(journal.entries()) == 1


@pytest.mark.parametrize("odd", ["x\u2028y", "x\x85y", "\udcff", "\x1b]0;owned\x07"])
def test_an_odd_environment_neither_hides_an_act_nor_stops_it(tmp_path: Path, odd: str) -> None:
    journal = make_journal(tmp_path, SUDO_USER=odd)
    begin(journal, app_name=odd).end(Upshot(Result.DONE))
    (entry,) = journal.entries()
    assert entry.outcome is not None
    assert all(char.isprintable() for char in entry.intent.author.sudo_user)


def test_a_note_keeps_the_act_held_and_the_last_outcome_counts(tmp_path: Path) -> None:
    act = begin(make_journal(tmp_path), targets=("gateway", "vault"))
    act.note(Upshot(Result.DONE, fingerprint="12345678", held=("gateway",), missing=("vault",)))
    (entry,) = make_journal(tmp_path).entries()
    assert (entry.running, entry.undelivered, entry.missing) == (True, False, ("vault",))
    assert make_journal(tmp_path).resume(act.intent) is None
    act.end(Upshot(Result.DONE, fingerprint="12345678", held=("gateway", "vault")))
    (entry,) = make_journal(tmp_path).entries()
    assert entry.outcome is not None
    assert (entry.running, entry.missing) == (False, ())
    assert entry.outcome.held == ("gateway", "vault")
    assert list((tmp_path / "journal" / "acts").iterdir()) == []


def test_what_is_undelivered_can_be_taken_up_by_another(tmp_path: Path) -> None:
    act = begin(make_journal(tmp_path), targets=("vault",))
    act.end(Upshot(Result.DONE, missing=("vault",)))
    other = make_journal(tmp_path)
    assert other.entries()[0].undelivered
    resumed = other.resume(act.intent)
    assert resumed is not None
    resumed.end(Upshot(Result.DONE, held=("vault",)))
    assert other.resume(act.intent) is None


def test_what_a_look_up_did_not_find_can_be_opened_again_by_its_late_row(tmp_path: Path) -> None:
    act = begin(make_journal(tmp_path))
    act.end(Upshot(Result.NOT_DONE, basis=Basis.LOOK_UP))
    other = make_journal(tmp_path)
    (entry,) = other.entries()
    assert (entry.doubtful, entry.unresolved) == (True, False)
    resumed = other.resume(act.intent)
    assert resumed is not None
    resumed.end(Upshot(Result.DONE, basis=Basis.LOOK_UP))
    assert not other.entries()[0].doubtful


def test_the_person_is_known_by_machine_and_sudo(tmp_path: Path) -> None:
    said = make_journal(tmp_path, SUDO_USER="ana").person()
    assert " (sudo from ana) on " in said


def test_fields_of_a_later_version_are_passed_over(tmp_path: Path) -> None:
    journal = make_journal(tmp_path)
    begin(journal).end(Upshot(Result.DONE))
    lines = [json.loads(line) | {"later": 1} for line in journal.file.read_text().splitlines()]
    journal.file.write_text("\n".join(map(json.dumps, lines)) + "\n")
    assert journal.entries()[0].outcome is not None
