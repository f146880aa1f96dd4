"""The desk over a folder: whatever lies there, every response has its row."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lgq_tui.core.messages import NotDoneError
from lgq_tui.session.beginning import opened
from lgq_tui.session.desk.cities import city_of
from lgq_tui.session.desk.desk import Desk
from lgq_tui.session.desk.known import known_of
from lgq_tui.session.desk.row import APPROVED, HAS_ISSUES, Row
from lgq_tui.storage import responses
from lgq_tui.storage.definitions import load, shipped
from lgq_tui.storage.desk import reading
from lgq_tui.storage.lock import Lock, holder_of
from tests.cities import INVITED, cities, fill
from tests.storage.forms import NOW, form, response

LGQ = load(shipped())


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LGQ_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.setenv("LGQ_AUTHOR", "Ada")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three responses, whose files have been there for a while."""
    for path in fill(tmp_path, LGQ, 3):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    return tmp_path


def desk(folder: Path) -> Desk:
    made = Desk(folder, LGQ, clock=lambda: NOW)
    made.load()
    return made


def row(there: Desk, name: str) -> Row:
    there.refresh()
    return next(row for row in there.rows if row.path.name.startswith(name))


def problems(there: Desk) -> dict[str, str]:
    return {row.path.name: row.problem.key for row in there.rows if row.problem is not None}


def said(there: Desk) -> list[str]:
    return [notice.key for notice in there.notices]


def test_each_response_has_a_row(folder: Path) -> None:
    there = desk(folder)
    assert [row.name for row in there.rows] == [
        "Alanda, Afghanistan",
        "Alborough, Åland Islands",
        "Aleira, Albania",
    ]
    first = row(there, "alanda").summary
    assert first is not None
    assert (first.status, first.share, first.queries, first.modes) == ("completed", 1, 1, ("call",))
    assert (first.errors, first.warnings, first.region) == (0, 0, "asia")
    assert there.notices == ()


def test_a_damaged_file_is_a_row_and_unrelated_ones_are_none(folder: Path) -> None:
    whole = (folder / "alanda.response.yaml").read_bytes()
    (folder / "cut.response.yaml").write_bytes(whole[: len(whole) // 3 + 5])
    (folder / "renamed.yaml").write_bytes(whole[: len(whole) // 3 + 5])
    (folder / "empty.response.yaml").write_bytes(b"")
    (folder / "zeros.response.json").write_bytes(bytes(5000))
    (folder / "noise.response.yaml").write_bytes(os.urandom(3000))
    (folder / "older.yaml").write_bytes(whole.replace(b'version: "2022"', b'version: "2018"'))
    (folder / "garden.yaml").write_bytes(whole.replace(b"id: un_lgq", b"id: community_garden"))
    (folder / "notes.response.yaml").write_text("- no response\n")
    shutil.copy(shipped(), folder)
    shutil.copy(shipped("schema.json"), folder)
    (folder / "package.json").write_text("{")
    for number in range(1000):
        (folder / f"{number}.json").write_text('{"a": 1}')
    there = desk(folder)
    assert problems(there) == {
        "cut.response.yaml": "file.not_yaml",
        "renamed.yaml": "file.not_yaml",
        "empty.response.yaml": "desk.empty",
        "zeros.response.json": "desk.zeros",
        "noise.response.yaml": "file.not_utf8",
        "older.yaml": "response.other_version",
        "garden.yaml": "response.other_questionnaire",
        "notes.response.yaml": "response.not_a_response",
    }
    assert len(there.rows) == 8 + 3
    assert said(there) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_nobody_waits_for_a_pipe_nor_for_a_file_that_is_gone(folder: Path) -> None:
    os.mkfifo(folder / "pipe.response.yaml")
    os.mkfifo(folder / "pipe.yaml")
    (folder / "lost.response.yaml").symlink_to(folder / "gone")
    assert problems(desk(folder)) == {
        "pipe.response.yaml": "file.no_file",
        "lost.response.yaml": "file.not_there",
    }


def test_the_second_time_nothing_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "zeros.response.yaml").write_bytes(bytes(10))
    (folder / "notes.yaml").write_text("a: 1\n")
    for name in ("zeros.response.yaml", "notes.yaml"):
        os.utime(folder / name, (1_700_000_000, 1_700_000_000))
    first = desk(folder)
    monkeypatch.setattr(reading, "read", None)
    again = Desk(folder, LGQ)
    assert again.remembered() == first.rows
    assert again.load() == first.rows
    assert again.refresh() is None


def test_what_changes_underneath_is_seen(folder: Path) -> None:
    there = desk(folder)
    assert there.refresh() is None
    (folder / "alanda.response.yaml").unlink()
    (folder / "aleira.response.yaml").rename(folder / "moved.response.yaml")
    response = responses.read(folder / "alborough.response.yaml", LGQ)
    changed = response._replace(answers={**response.answers, "city": "Elsewhere"})
    responses.write(folder / "alborough.response.yaml", changed, LGQ)
    rows = there.refresh()
    assert rows is not None
    assert [row.path.name for row in rows] == ["alborough.response.yaml", "moved.response.yaml"]
    assert rows[0].name == "Elsewhere, Åland Islands"
    assert there.refresh() is None


def test_a_new_version_of_the_form_judges_all_again(folder: Path) -> None:
    desk(folder)
    other = type(LGQ)(*LGQ._replace(digest="sha256:other"))
    assert Desk(folder, other).remembered() == ()


def test_who_has_a_file_comes_and_goes(folder: Path) -> None:
    there = desk(folder)
    lock = Lock(folder / "alanda.response.yaml")
    lock.take("Ben", NOW)
    holder = row(there, "alanda").holder
    assert holder is not None
    assert (holder.by, holder.since) == ("Ben", "2026-11-23T10:12:00+00:00")
    lock.release()
    assert row(there, "alanda").holder is None


KILLED = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from lgq_tui.storage.lock import Lock
Lock(Path(sys.argv[1])).take("Ben", datetime.now(UTC))
os._exit(9)
"""


@pytest.mark.skipif(os.name == "nt", reason="this system tells only who may write")
def test_a_program_that_was_killed_has_nothing(folder: Path) -> None:
    path = folder / "alanda.response.yaml"
    subprocess.run([sys.executable, "-c", KILLED, str(path)])
    assert (folder / "alanda.response.yaml.lock").exists()
    assert holder_of(path) is None
    assert row(desk(folder), "alanda").holder is None


def test_it_is_marked_and_assigned_and_a_change_since_is_told(folder: Path) -> None:
    there = desk(folder)
    (folder / "broken.response.yaml").write_bytes(bytes(3))
    there.refresh()
    left = there.mark(there.rows, HAS_ISSUES)
    assert there.refresh() is not None
    assert there.refresh() is None
    assert [row.path.name for row in left] == ["broken.response.yaml"]
    there.mark([row(there, "aleira")], APPROVED)
    there.mark([row(there, "alborough")], None)
    there.assign([row(there, "aleira")], " Ben\n")
    states = [(row.mark.state, row.mark.by) if row.mark else None for row in desk(folder).rows]
    assert states == [("has-issues", "Ada"), None, ("approved", "Ada"), None]
    assert (row(there, "aleira").assigned, row(there, "aleira").is_changed) == ("Ben", False)
    assert there.people() == ("Ada", "Ben")
    history = [(act.kind, act.value) for act in there.history_of(row(there, "aleira"))]
    assert history == [("mark", "has-issues"), ("mark", "approved"), ("assigned", "Ben")]

    session = opened(folder / "aleira.response.yaml", LGQ, lambda outcome: None)
    session.interview.reopen()
    session.save()
    session.close()
    assert row(there, "aleira").is_changed


def test_two_responses_about_one_city_are_told(folder: Path, tmp_path_factory: Any) -> None:
    """Two people start it before their folders are synchronised; the program keeps both files."""
    bens = tmp_path_factory.mktemp("ben")
    lima = city_of(LGQ, {"city": "Lima", "country": "PE"})
    for place in (folder, bens):
        Desk(place, LGQ, clock=lambda: NOW).start([lima])
    there = desk(folder)
    assert said(there) == []
    theirs = bens / "lima-peru.response.yaml"
    shutil.copy(theirs, folder / "lima-peru.response (conflicted copy).yaml")
    rows = there.refresh()
    assert rows is not None
    assert [row.copy_of for row in rows] == [None] * 5
    assert [(one.key, one.values["count"], one.values["other"]) for one in there.notices] == [
        ("desk.several", 1, "lima-peru.response.yaml")
    ]
    assert there.refresh() is None
    assert said(there) == ["desk.several"]


def test_a_mark_of_a_response_and_its_copy_is_about_the_response(folder: Path) -> None:
    first = folder / "alanda.response.yaml"
    copy = folder / "alanda.response (copy).yaml"
    copy.write_bytes(first.read_bytes().replace(b"Alanda", b"Alandia"))
    there = desk(folder)
    there.mark(there.rows, APPROVED)
    assert [(row.path, row.copy_of) for row in desk(folder).rows if row.is_changed] == [
        (copy, first)
    ]


@pytest.mark.skipif(os.name == "nt", reason="this system has other rights")
def test_in_a_folder_of_a_group_all_of_it_can_go_on(folder: Path) -> None:
    folder.chmod(0o2770)
    there = desk(folder)
    [begun] = there.start([city_of(LGQ, {"city": "Lima", "country": "PE"})])
    there.assign([row(there, "lima")], "Ben")
    assert begun.path is not None
    session = opened(begun.path, LGQ, lambda outcome: None)
    session.take_lock()
    made = [folder / ".lgq", *folder.glob("lima*.lock")]
    rights = [path.stat().st_mode & 0o070 for path in made]
    session.interview.answer(("city",), "Lima Callao")
    session.save()
    session.close()
    rights += [path.stat().st_mode & 0o070 for path in sorted(folder.glob("lima*"))]
    assert rights == [0o070, 0o060, 0o060, 0o060]


def test_what_is_said_goes_with_the_response_wherever_its_file_goes(folder: Path) -> None:
    there = desk(folder)
    there.mark(there.rows[:1], APPROVED)
    (folder / "asia").mkdir()
    (folder / "alanda.response.yaml").rename(folder / "asia" / "1.response.yaml")
    mark = row(there, "1").mark
    assert mark is not None
    assert mark.state == APPROVED


def test_a_copy_says_of_which_file(folder: Path) -> None:
    name = "alanda.response (Ben's conflicted copy).yaml"
    shutil.copy(folder / "alanda.response.yaml", folder / name)
    there = desk(folder)
    copies = {row.path.name: row.copy_of.name for row in there.rows if row.copy_of is not None}
    assert copies == {name: "alanda.response.yaml"}


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for name in ("none", "file"):
        with pytest.raises(NotDoneError):
            Desk(tmp_path / name, LGQ).load()


def test_a_folder_that_goes_is_told_and_what_was_seen_stays(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    fill(tmp_path / "desk", LGQ, 1)
    there = desk(tmp_path / "desk")
    shutil.rmtree(tmp_path / "desk")
    with pytest.raises(NotDoneError):
        there.refresh()
    assert [row.name for row in there.rows] == ["Alanda, Afghanistan"]


def test_what_others_answered_is_known_with_and_without_a_desk(folder: Path) -> None:
    sites = LGQ.by_path["portals"]
    without = known_of(folder, LGQ)
    there = desk(folder)
    known = there.known()
    assert known.texts(sites, "https://www.alan")[0] == "https://www.alanda.example"
    assert known.by_type["text"][0] == "Kuala Lumpur City Hall"
    assert "city" not in known.by_item
    (folder / "asia").mkdir()
    assert known_of(folder, LGQ) == known_of(folder / "asia", LGQ) == known == without
    changed = responses.read(folder / "alanda.response.yaml", LGQ)
    answers = {**changed.answers, "portals": ["https://new.example"]}
    responses.write(folder / "alanda.response.yaml", changed._replace(answers=answers), LGQ)
    there.refresh()
    there.close()
    assert there.known().texts(sites, "new") == known_of(folder, LGQ).texts(sites, "new")
    assert known_of(folder, LGQ).texts(sites, "new")[0] == "https://new.example"


def test_no_two_of_the_invented_cities_are_the_same() -> None:
    assert len(set(cities())) == INVITED


def test_what_was_read_is_remembered_even_if_nobody_waits_for_the_rest(folder: Path) -> None:
    class LeftError(Exception):
        pass

    def leave(share: float) -> None:
        if share > 0.5:
            raise LeftError

    there = Desk(folder, LGQ)
    with pytest.raises(LeftError):
        there.load(leave)
    known = Desk(folder, LGQ)
    assert len(known.remembered()) == 2
    shares: list[float] = []
    assert len(known.load(shares.append)) == 3
    assert len(shares) == 1  # the others are not read again


def test_nobody_waits_for_whoever_reads(folder: Path) -> None:
    there = Desk(folder, LGQ)
    seen: list[list[str]] = []

    def work(share: float) -> None:
        with ThreadPoolExecutor() as pool:
            rows = pool.submit(there.so_far).result(5)
            pool.submit(there.mark, rows, APPROVED).result(5)
            pool.submit(there.close).result(5)
        seen.append([row.mark.state if row.mark else "" for row in there.so_far()])

    there.load(work)
    assert seen == [[], [APPROVED], [APPROVED, APPROVED]]
    assert there.refresh() is None
    assert sum(row.mark is not None for row in there.rows) == 2


# A law

FORM = form()
NAMES = ("a.response.yaml", "b.yaml", "sub/a.response.yaml")
CONTENTS = [
    responses.text_of(Path("a.yaml"), response(id=id_, answers={"city": city}), FORM)
    for id_, city in (("1", "Lima"), ("1", "Loja"), ("2", "Lima"))
]
CONTENTS += [CONTENTS[0][:200], bytes(len(CONTENTS[0])), b"a: 1\n", b""]

STEPS = st.tuples(
    st.sampled_from(["write", "remove", "move", "copy", "age", "change", "mark"]),
    st.sampled_from(NAMES),
    st.sampled_from(NAMES),
    st.sampled_from(CONTENTS),
    st.booleans(),
)


def done(step: str, path: Path, other: Path, content: bytes) -> None:
    """What people and programs do to a file."""
    if step == "write":
        path.write_bytes(content)
    elif step == "remove":
        path.unlink()
    elif step == "move":
        path.replace(other)
    elif step == "copy" and path != other:
        shutil.copy2(path, other)
    elif step == "age":
        os.utime(path, (1_700_000_000, 1_700_000_000))
    elif step == "change":  # and nobody could tell by size or time
        there = path.stat()
        path.write_bytes(path.read_bytes().replace(b"Lima", b"Puno"))
        os.utime(path, ns=(there.st_atime_ns, there.st_mtime_ns))


@pytest.mark.skipif(os.name == "nt", reason="a change that sets the time back is not seen there")
@settings(max_examples=60)
@given(st.lists(st.sampled_from(CONTENTS), min_size=3, max_size=3), st.lists(STEPS, max_size=8))
def test_whatever_is_remembered_the_rows_are_those_that_are_there(
    begun: list[bytes], steps: list[tuple[str, str, str, bytes, bool]]
) -> None:
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        folder, state = Path(name) / "desk", Path(name)
        patch.setenv("LGQ_STATE_DIR", str(state / "state"))
        patch.setenv("LGQ_CACHE_DIR", str(state / "cache"))
        (folder / "sub").mkdir(parents=True)
        for one, content in zip(NAMES, begun, strict=True):
            (folder / one).write_bytes(content)
            os.utime(folder / one, (1_700_000_000, 1_700_000_000))
        there = Desk(folder, FORM, clock=lambda: NOW)
        there.load()
        for step, one, other, content, is_left in steps:
            if step == "mark":
                there.mark(there.rows, APPROVED)
            elif step == "write" or (folder / one).exists():
                done(step, folder / one, folder / other, content)
            there = Desk(folder, FORM, clock=lambda: NOW) if is_left else there
            there.load()
        seen, notices = there.load(), there.notices
        patch.setenv("LGQ_CACHE_DIR", str(state / "none"))
        anew = Desk(folder, FORM)
        assert (anew.load(), anew.notices) == (seen, notices)
