"""The memory remembers, is bounded, and is never the reason that a run fails."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from harvester import memory as room
from harvester.memory import Memory, cache_folder


def test_an_outcome_is_there_in_the_next_run(tmp_path: Path) -> None:
    first = Memory(tmp_path / "deep" / "memory.sqlite")
    first.keep("arxiv", "arxiv:2202.00282", '{"title": "é"}', "")
    first.keep("arxiv", "arxiv:0000.00000", "", "unknown to it")
    first.keep("arxiv", "arxiv:0000.00000", "", "still unknown to it")
    first.let_go()
    second = Memory(tmp_path / "deep" / "memory.sqlite")
    known, unknown = second.recall("arxiv", "arxiv:2202.00282"), second.recall("arxiv", "arxiv:0000.00000")
    assert known is not None
    assert unknown is not None
    assert (known.text, known.why) == ('{"title": "é"}', "")
    assert (unknown.text, unknown.why) == ("", "still unknown to it")
    assert abs(known.when - time.time()) < 5
    assert second.recall("crossref", "arxiv:2202.00282") is None
    assert second.warnings == []


def test_a_thousand_outcomes_come_in_one_call() -> None:
    memory = Memory(None)
    pairs = [("crossref", f"doi:10.1/{n}") for n in range(1000)]
    for service, identifier in pairs[::2]:
        memory.keep(service, identifier, identifier, "")
    found = memory.recall_many(pairs)
    assert list(found) == pairs[::2]
    assert all(pair[1] == kept.text for pair, kept in found.items())


def test_any_text_can_be_kept() -> None:
    memory = Memory(None)
    memory.keep("x", "doi:10.1/\ud800", "half a pair: \udfff; a zero: \0", "")
    kept = memory.recall("x", "doi:10.1/\ud800")
    assert kept is not None
    assert kept.text == "half a pair: ?; a zero: \0"


def test_a_closed_service_opens_again() -> None:
    memory = Memory(None)
    memory.close("xplore", 0.1, "403: forbidden")
    seconds, why = memory.closed("xplore")
    assert 0 < seconds <= 0.1
    assert why == "403: forbidden"
    time.sleep(0.11)
    assert memory.closed("xplore") == (0.0, "")
    assert memory.closed("arxiv") == (0.0, "")


def test_turns_are_an_interval_apart_and_unbooked_when_too_late() -> None:
    memory = Memory(None)
    waits = [memory.reserve("host", 10.0, 25.0) for _ in range(5)]
    assert waits == pytest.approx([0, 10, 20, 30, 30], abs=0.5)
    memory.postpone("host", 5.0)
    assert memory.reserve("host", 10.0, 0.0) == pytest.approx(30, abs=0.5)
    memory.postpone("host", 60.0)
    assert memory.reserve("host", 10.0, 0.0) == pytest.approx(60, abs=0.5)


def test_a_clock_that_was_set_back_blocks_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    memory, now = Memory(None), time.time()
    monkeypatch.setattr(room.time, "time", lambda: now + 1e6)
    memory.reserve("host", 10.0, 9.0)
    memory.close("host", 60.0, "busy")
    memory.keep("arxiv", "a", "text", "")
    monkeypatch.setattr(room.time, "time", lambda: now)
    assert memory.reserve("host", 10.0, 9.0) == 0.0
    assert memory.closed("host") == (0.0, "")
    assert memory.recall("arxiv", "a") is None


def test_the_oldest_outcomes_go_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "COUNTED", 1)
    memory = Memory(None, rows=100)
    for n in range(250):
        memory.keep("arxiv", str(n), "x", "")
    found = memory.recall_many(("arxiv", str(n)) for n in range(250))
    kept = [int(identifier) for _, identifier in found]
    assert 80 <= len(kept) <= 100
    assert kept == list(range(250 - len(kept), 250))


def test_the_file_is_bounded_in_size(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    memory = Memory(path, size=1_000_000)
    for n in range(300):
        memory.keep("arxiv", str(n), "x" * 20_000, "")
    memory.let_go()
    assert path.stat().st_size < 1_200_000
    assert Memory(path).recall("arxiv", "299") is not None
    assert Memory(path).recall("arxiv", "0") is None


def test_a_file_that_is_damaged_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    path.write_bytes(b"no database at all" * 100)
    memory = Memory(path)
    memory.keep("arxiv", "a", "text", "")
    memory.let_go()
    assert [warned.text for warned in memory.warnings] == [
        "the memory was damaged; it now stands in memory.sqlite.damaged"
    ]
    assert (tmp_path / "memory.sqlite.damaged").read_bytes().startswith(b"no database")
    assert Memory(path).recall("arxiv", "a") is not None


def test_a_file_that_is_damaged_inside_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    memory = Memory(path)
    for n in range(200):
        memory.keep("arxiv", str(n), "x" * 500, "")
    memory.let_go()
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    again = Memory(path)
    assert again.recall_many(("arxiv", str(n)) for n in range(200)) == {}
    again.keep("arxiv", "a", "text", "")
    assert again.recall("arxiv", "a") is not None
    assert len(again.warnings) == 1
    again.let_go()


@pytest.mark.parametrize("make", ["a folder", "a file for a folder"])
def test_a_place_that_can_not_be_written_costs_a_warning(tmp_path: Path, make: str) -> None:
    path = tmp_path / "memory.sqlite"
    if make == "a folder":
        path.mkdir()
    else:
        path.write_text("")
        path = path / "memory.sqlite"
    memory = Memory(path)
    memory.keep("arxiv", "a", "text", "")
    assert memory.recall("arxiv", "a") is not None
    assert [warned.place for warned in memory.warnings] == [str(path)]
    assert "the memory can't be used" in memory.warnings[0].text
    assert memory.reserve("host", 1.0, 9.0) == 0.0


def test_the_file_may_be_deleted_while_it_is_used(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    memory = Memory(path)
    memory.keep("arxiv", "a", "text", "")
    path.unlink()
    memory.keep("arxiv", "b", "text", "")
    memory.let_go()
    assert memory.warnings == []
    assert Memory(path).recall("arxiv", "b") is not None


def test_another_version_s_tables_are_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "memory.sqlite"
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE outcome (other)")
        file.execute("PRAGMA user_version = 99")
    file.close()
    memory = Memory(path)
    memory.keep("arxiv", "a", "text", "")
    assert memory.recall("arxiv", "a") is not None
    assert memory.warnings == []
    memory.let_go()


def test_a_file_that_another_process_holds_does_not_stop_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "BUSY", 0.05)
    path = tmp_path / "memory.sqlite"
    Memory(path).keep("arxiv", "a", "text", "")
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    memory = Memory(path)
    memory.keep("arxiv", "b", "text", "")
    assert "database is locked" in memory.warnings[0].text
    holder.close()


def test_threads_share_a_memory() -> None:
    memory = Memory(None)

    def work(number: int) -> None:
        for n in range(50):
            memory.keep("arxiv", f"{number}.{n}", "x", "")
            memory.reserve("host", 0.0, 1.0)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(memory.recall_many(("arxiv", f"{number}.{n}") for number in range(6) for n in range(50))) == 300


def test_processes_share_a_memory_from_its_first_moment(tmp_path: Path) -> None:
    program = """
import sys
from pathlib import Path
from harvester.memory import Memory
memory = Memory(Path(sys.argv[1]))
for n in range(100):
    memory.keep("arxiv", sys.argv[2] + str(n), "x", "")
print(*memory.warnings)
"""
    path = tmp_path / "memory.sqlite"
    root = Path(__file__).parent.parent
    processes = [
        subprocess.Popen([sys.executable, "-c", program, str(path), name], cwd=root, stdout=subprocess.PIPE, text=True)
        for name in "abc"
    ]
    assert [process.communicate(timeout=30)[0].strip() for process in processes] == ["", "", ""]
    assert len(Memory(path).recall_many(("arxiv", f"{name}{n}") for name in "abc" for n in range(100))) == 300


def test_the_folder_is_the_user_s_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "harvest"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = cache_folder()
    assert folder is not None
    assert folder.is_absolute()
    assert folder.name == "harvest"


def test_a_machine_without_a_home_has_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    assert cache_folder() is None


def test_the_memory_is_read_without_the_network_s_libraries() -> None:
    program = """
import sys, harvester.memory
harvester.memory.Memory(None).recall("a", "b")
print({"requests", "platformdirs"} & {*sys.modules})
"""
    root = Path(__file__).parent.parent
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True)
    assert done.stdout.strip() == "set()", done.stderr
