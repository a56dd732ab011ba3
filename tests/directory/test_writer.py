"""One writer, many readers, and what happens when something breaks."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest

from bruggen.directory.analysis import Analysis
from bruggen.directory.engine import DirectoryIndex
from bruggen.directory.errors import IndexBusy, IndexDamaged
from bruggen.directory.query import DirectoryQuery
from bruggen.directory.store import MEMORY, current_generation
from bruggen.directory.writer import IndexWriter
from tests.directory.make import analysis, day, found, ids, index_of, offer

ROOT = Path(__file__).parents[2]
READER = """
import json, sys
from pathlib import Path
from bruggen.directory.engine import DirectoryIndex
from bruggen.directory.query import DirectoryQuery
from tests.directory.make import analysis, ids
index = DirectoryIndex(Path(sys.argv[1]), analysis())
for line in sys.stdin:
    index.reload()
    page = index.search(DirectoryQuery(words=line.strip(), page_size=100))
    print(json.dumps([index.version, page.total, ids(page)]), flush=True)
"""
WRITER = """
import sys
from pathlib import Path
from bruggen.directory.writer import IndexWriter
from tests.directory.make import analysis, offer
writer = IndexWriter(Path(sys.argv[1]), analysis())
position = writer.position
while True:
    position += 1
    writer.apply([offer(f"offer{position}", "Theater"), offer(f"twin{position}", "Theater")], [], position)
    print(position, flush=True)
"""


@contextmanager
def process(script: str, path: Path) -> Iterator[subprocess.Popen[str]]:
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'backend'}{os.pathsep}{ROOT}"}
    running = subprocess.Popen(
        [sys.executable, "-c", script, str(path)],
        cwd=ROOT,
        env=environment,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with running:
        try:
            yield running
        finally:
            running.kill()


def ask(reader: subprocess.Popen[str], words: str) -> tuple[str, int, list[str]]:
    assert reader.stdin
    assert reader.stdout
    reader.stdin.write(f"{words}\n")
    reader.stdin.flush()
    version, total, cards = json.loads(reader.stdout.readline())
    return version, total, cards


def test_a_change_shows_in_another_process_within_a_second(tmp_path: Path) -> None:
    with IndexWriter(tmp_path, analysis()) as writer:
        writer.rebuild([offer("old", "Theater")], 0)
        with process(READER, tmp_path) as reader:
            before, total, _ = ask(reader, "theater")
            assert total == 1
            started = time.monotonic()
            writer.apply([offer("new", "Theater"), offer("old", "Muziek")], [], 1)
            after, total, cards = ask(reader, "theater")
            assert time.monotonic() - started < 1
            assert (total, cards) == (1, ["new"])
            assert after != before
            writer.rebuild([offer("whole", "Theater")], 2)
            assert ask(reader, "theater")[1:] == (1, ["whole"])


def test_a_reader_keeps_its_moment_until_it_looks_again(tmp_path: Path) -> None:
    index = index_of(tmp_path, offer("1", "Theater"))
    version = index.version
    with IndexWriter(tmp_path, analysis()) as writer:
        writer.apply([offer("2", "Theater")], ["1"], 7)
        assert (found(index, "theater"), index.version) == (["1"], version)
        assert index.reload()
        assert (found(index, "theater"), index.position) == (["2"], 7)
        assert index.version != version
        assert not index.reload()
        writer.rebuild([offer("3", "Theater")], 8)
        assert found(index, "theater") == ["2"]
        assert index.reload()
        assert found(index, "theater") == ["3"]
    assert len(list(tmp_path.glob("generation-*"))) == 1


def test_searches_see_whole_moments_while_another_thread_reloads(tmp_path: Path) -> None:
    index = index_of(tmp_path, *(offer(f"0.{number}", "Theater", levels=["primary"]) for number in range(20)))
    done = Event()

    def change() -> None:
        with IndexWriter(tmp_path, analysis()) as writer:
            for turn in range(1, 40):
                gone = [f"{turn - 1}.{number}" for number in range(20)]
                writer.apply((offer(f"{turn}.{number}", "Theater", levels=["primary"]) for number in range(20)), gone, turn)
                index.reload()
        done.set()

    changing = Thread(target=change)
    changing.start()
    searches = 0
    while not done.is_set() or not searches:
        page = index.search(DirectoryQuery(words="theater", facets=("level",), page_size=100))
        assert (page.total, len(page.cards), page.facets) == (20, 20, {"level": [("primary", 20)]})
        assert len({card.partition(b".")[0] for card in page.cards}) == 1
        searches += 1
    changing.join()
    assert index.position == 39


def test_a_reader_that_slept_through_many_changes_sees_the_last(tmp_path: Path) -> None:
    index = index_of(tmp_path, offer("1", "Theater", levels=["primary"]))
    assert found(index, "theater", facets=("level",)) == ["1"]
    with IndexWriter(tmp_path, analysis()) as writer:
        for turn in range(1, MEMORY + 10):
            writer.apply([offer("1", f"Titel {turn}", levels=[f"level{turn}"])], [], turn)
    index.reload()
    page = index.search(DirectoryQuery(words=f"titel {MEMORY + 9}", facets=("level",)))
    assert (ids(page), page.facets) == (["1"], {"level": [(f"level{MEMORY + 9}", 1)]})
    assert found(index, "theater") == []


def test_applying_twice_is_applying_once(tmp_path: Path) -> None:
    index = index_of(tmp_path, offer("1", "Theater", levels=["primary"], verified_on=day(3)), offer("2", "Muziek"))
    change = ([offer("1", "Sport", levels=["secondary"], locations=[("l", 51.0, 3.0)]), offer("3", "Sport")], ["2"])
    with IndexWriter(tmp_path, analysis()) as writer:
        for _ in range(2):
            writer.apply(*change, 5)
            index.reload()
            page = index.search(DirectoryQuery(sort="title", facets=("level",)))
            assert (page.total, ids(page)) == (2, ["1", "3"])
            assert page.facets == {"level": [("secondary", 1)]}
            assert (found(index, "sport"), found(index, "theater"), found(index, "muziek")) == (["1", "3"], [], [])
            assert writer.position == 5


def test_nothing_of_a_change_is_kept_when_it_fails_midway(tmp_path: Path) -> None:
    index = index_of(tmp_path, offer("1", "Theater"))

    def offers() -> Iterator[object]:
        yield offer("2", "Theater")
        raise RuntimeError("the database went away")

    with IndexWriter(tmp_path, analysis()) as writer:
        with pytest.raises(RuntimeError):
            writer.apply(offers(), [], 9)  # type: ignore[arg-type]
        with pytest.raises(AttributeError):
            writer.apply([offer("2", "Theater"), offer("3", None)], [], 9)  # type: ignore[arg-type]
        assert writer.position == 0
        writer.apply([offer("4", "Theater")], [], 1)
    index.reload()
    assert sorted(found(index, "theater")) == ["1", "4"]


def test_a_rebuild_that_fails_leaves_the_old_index(tmp_path: Path) -> None:
    index = index_of(tmp_path, offer("1", "Theater"))

    def offers() -> Iterator[object]:
        yield offer("2", "Theater")
        raise RuntimeError("the database went away")

    with IndexWriter(tmp_path, analysis()) as writer, pytest.raises(RuntimeError):
        writer.rebuild(offers(), 9)  # type: ignore[arg-type]
    assert not index.reload()
    assert found(index, "theater") == ["1"]
    assert len(list(tmp_path.glob("generation-*"))) == 1


def test_a_rebuild_tells_how_far_it_is(tmp_path: Path) -> None:
    told: list[int] = []
    with IndexWriter(tmp_path, analysis()) as writer:
        assert writer.rebuild((offer(str(number)) for number in range(250)), 3, told.append) == 250
        assert writer.position == 3
    assert told == [100, 200, 250]


def test_a_second_writer_is_refused_and_the_lock_is_free_after_the_first(tmp_path: Path) -> None:
    with IndexWriter(tmp_path, analysis()), pytest.raises(IndexBusy, match="another process writes"):
        IndexWriter(tmp_path, analysis())
    IndexWriter(tmp_path, analysis()).close()


def test_a_killed_writer_loses_no_acknowledged_change_and_frees_the_lock(tmp_path: Path) -> None:
    index = index_of(tmp_path)
    with process(WRITER, tmp_path) as writer:
        assert writer.stdout
        acknowledged = 0
        while acknowledged < 20:
            acknowledged = int(writer.stdout.readline())
        with pytest.raises(IndexBusy):
            IndexWriter(tmp_path, analysis())
        writer.send_signal(signal.SIGKILL)
        acknowledged = max([acknowledged, *map(int, writer.stdout.read().split())])
        writer.wait()
    with IndexWriter(tmp_path, analysis()) as again:
        position = again.position
        assert position >= acknowledged
        again.apply([offer("last", "Theater")], [], position + 1)
    index.reload()
    assert index.search(DirectoryQuery(words="theater")).total == 2 * position + 1
    assert index.total == 2 * position + 1


@pytest.mark.parametrize("damage", ["empty folder", "no generation", "no data", "cut off", "garbage", "pointer to elsewhere"])
def test_a_missing_or_damaged_index_says_so_and_can_be_rebuilt(tmp_path: Path, damage: str) -> None:
    index = index_of(tmp_path, *(offer(str(number), "Theater") for number in range(300)))
    del index
    data = tmp_path / current_generation(tmp_path) / "data.mdb"
    match damage:
        case "empty folder":
            (tmp_path / "current").unlink()
        case "no generation":
            data.unlink()
            (data.parent / "lock.mdb").unlink()
            data.parent.rmdir()
        case "no data":
            data.unlink()
        case "cut off":
            os.truncate(data, data.stat().st_size // 2)
        case "garbage":
            data.write_bytes(os.urandom(data.stat().st_size))
        case "pointer to elsewhere":
            (tmp_path / "current").write_text("../elsewhere")
    with pytest.raises(IndexDamaged):
        DirectoryIndex(tmp_path, analysis())
    with IndexWriter(tmp_path, analysis()) as writer:
        with pytest.raises(IndexDamaged):
            _ = writer.position
        with pytest.raises(IndexDamaged):
            writer.apply([offer("new")], [], 1)
        writer.rebuild([offer("new", "Theater")], 1)
    assert found(DirectoryIndex(tmp_path, analysis()), "theater") == ["new"]


def test_an_index_made_with_other_word_lists_must_be_rebuilt(tmp_path: Path) -> None:
    index_of(tmp_path, offer("1"))
    with pytest.raises(IndexDamaged):
        DirectoryIndex(tmp_path, Analysis({"kinderen": "kind"}))


def test_an_empty_index_answers(tmp_path: Path) -> None:
    index = index_of(tmp_path)
    page = index.search(DirectoryQuery(words="theater", facets=("level",), near=(51.0, 3.7), sort="distance"))
    assert (page.total, page.cards, page.facets) == (0, [], {"level": []})
    assert index.search(DirectoryQuery()).total == 0
