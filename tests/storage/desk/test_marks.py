"""What staff say of responses: two write at once, and whatever becomes of the files, all counts."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lgq_tui.storage.atomic import SaveError
from lgq_tui.storage.desk.marks import ASSIGNED, MARK, Act, Acts, Marks, Said
from tests.storage.forms import NOW

LIMA = "0193b7c2-lima"


def marks(folder: Path, state: Path, monkeypatch: pytest.MonkeyPatch) -> Marks:
    """The marks of a folder for a person with a state folder of their own."""
    monkeypatch.setenv("LGQ_STATE_DIR", str(state))
    return Marks(folder)


def holds(there: Marks, kind: str = MARK, response: str = LIMA) -> str | None:
    there.read()
    latest = there.acts.latest(response, kind)
    return latest.value if latest is not None else None


def say(there: Marks, value: str, by: str = "Ada", kind: str = MARK, now: datetime = NOW) -> None:
    there.add([Said(LIMA, kind, value)], by, now)


def files(folder: Path) -> list[Path]:
    return sorted((folder / ".lgq").iterdir())


def test_the_latest_holds_and_those_before_stay(tmp_path: Path) -> None:
    there = Marks(tmp_path)
    assert holds(there) is None
    say(there, "received")
    say(there, "Ben", kind=ASSIGNED)
    say(there, "approved", by="Ben")
    say(there, "")
    assert (holds(there), holds(there, ASSIGNED)) == ("", "Ben")
    said = [(act.kind, act.value, act.by) for act in Marks_of(tmp_path).acts.of(LIMA)]
    assert said == [
        ("mark", "received", "Ada"),
        ("assigned", "Ben", "Ada"),
        ("mark", "approved", "Ben"),
        ("mark", "", "Ada"),
    ]
    assert len(files(tmp_path)) == 1
    assert not there.read()


def Marks_of(folder: Path) -> Marks:  # noqa: N802
    there = Marks(folder)
    there.read()
    return there


def test_each_who_writes_has_a_file_and_reads_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    ada = marks(desk, tmp_path / "ada", monkeypatch)
    say(ada, "received")
    ben = marks(desk, tmp_path / "ben", monkeypatch)
    say(ben, "approved", by="Ben")
    assert len(files(desk)) == 2
    assert holds(ada) == holds(ben) == "approved"


def test_an_act_wins_over_what_its_person_saw_whatever_the_clocks_say(tmp_path: Path) -> None:
    there = Marks(tmp_path)
    say(there, "received", now=NOW + timedelta(days=400))
    say(there, "approved", by="Ben")
    assert holds(there) == "approved"


@pytest.mark.parametrize(
    ("response", "name"),
    [(LIMA, "B" * 300), ("x" * 300, "Ben"), (f" {LIMA}\u0301 ", "Be\n\x1bn\ud800")],
)
def test_whatever_is_said_of_whatever_response_is_read_again(
    response: str, name: str, tmp_path: Path
) -> None:
    there = Marks(tmp_path)
    there.add([Said(response, ASSIGNED, name)], name, NOW)
    again = Marks_of(tmp_path)
    [act] = again.acts.of(response)
    assert (again.notices, act.value) == ((), act.by)
    assert name.startswith(act.value[:2])


def test_a_file_that_cannot_be_read_now_is_read_once_it_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(Marks(tmp_path), "received")

    def refuse(path: Path, mode: str) -> None:
        raise PermissionError(13, "Used by another program")

    there = Marks(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refuse)
        assert holds(there) is None
        assert [one.key for one in there.notices] == ["desk.closed_marks"]
    assert holds(there) == "received"
    assert there.notices == ()


def test_a_conflicted_copy_counts_and_lines_that_are_none_are_told(tmp_path: Path) -> None:
    there = Marks(tmp_path)
    say(there, "received")
    [file] = files(tmp_path)
    older = file.read_bytes()
    say(there, "approved")
    shutil.copy(file, file.with_name(f"{file.stem} (Ben's conflicted copy).jsonl"))
    file.write_bytes(older)  # which came over the newer one
    newer = {"at": "2026-11-25T10:00:00.000000Z", "kind": "starred"}
    damaged = b'{"at": "2026-\n\0\0\0\n[1]\n<<<<<<< HEAD\n' + json.dumps(newer).encode()
    (file.parent / "other.jsonl").write_bytes(damaged)
    there.read()
    assert [act.value for act in there.acts.of(LIMA)] == ["received", "approved"]
    assert [(one.key, one.values["count"]) for one in there.notices] == [("desk.damaged_marks", 5)]


def test_a_line_that_was_cut_off_ends_before_the_next_begins(tmp_path: Path) -> None:
    there = Marks(tmp_path)
    say(there, "received")
    [file] = files(tmp_path)
    file.write_bytes(file.read_bytes() + b'{"at": "2026')
    say(there, "approved")
    assert [act.value for act in there.acts.of(LIMA)] == ["received", "approved"]
    assert file.read_bytes().startswith(b'{"at": "2026-11-23T10:12:00.123456Z"')


WRITE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from lgq_tui.storage.desk.marks import Marks, Said
there = Marks(Path(sys.argv[1]))
for number in range(40):
    there.add([Said(f"{sys.argv[2]}-{number}", "mark", "received")], sys.argv[2], datetime.now(UTC))
"""


def test_two_programs_of_one_person_lose_nothing(tmp_path: Path) -> None:
    say(Marks(tmp_path), "received")
    run = [sys.executable, "-c", WRITE, str(tmp_path)]
    programs = [subprocess.Popen([*run, name]) for name in ("a", "b")]
    assert [program.wait() for program in programs] == [0, 0]
    assert len(list(Marks_of(tmp_path).acts)) == 81
    assert Marks_of(tmp_path).notices == ()
    assert len(files(tmp_path)) == 1


@pytest.mark.parametrize("place", ["a file", "no folder"])
def test_where_nothing_can_be_written_a_sentence_says_so(place: str, tmp_path: Path) -> None:
    if place == "a file":
        (tmp_path / ".lgq").write_text("")
    folder = tmp_path if place == "a file" else tmp_path / "none"
    there = Marks(folder)
    with pytest.raises(SaveError):
        say(there, "received")
    assert holds(there) is None
    assert [one.key for one in there.notices] == ["desk.closed_marks"] * (place == "a file")


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="nothing is closed to this person")
def test_a_folder_that_takes_no_changes_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(SaveError) as caught:
        say(Marks(tmp_path), "received")
    tmp_path.chmod(0o700)
    assert caught.value.message.key == "save.not_allowed"


# Laws

ACTS = st.builds(
    Act,
    at=st.sampled_from(["2026-11-23T10:12:00.000001Z", "2026-11-23T10:12:00.000002Z"]),
    id=st.sampled_from("abc"),
    response=st.sampled_from(["lima", "quito"]),
    kind=st.sampled_from([MARK, ASSIGNED]),
    value=st.sampled_from(["", "received", "Ben"]),
    by=st.sampled_from(["Ada", "Ben"]),
)
FILES = st.lists(st.lists(ACTS, max_size=5), max_size=4)


def whole(there: Acts) -> tuple[list[Act], list[Act | None]]:
    kinds = [(response, kind) for response in ("lima", "quito") for kind in (MARK, ASSIGNED)]
    return sorted(there), [there.latest(*one) for one in kinds]


@given(FILES, st.randoms(use_true_random=False))
def test_in_whatever_order_and_however_often_files_come_all_is_there_once(
    several: list[list[Act]], random: st.DrawFn
) -> None:
    once = Acts(act for acts in several for act in acts)
    shuffled = [[*acts] for acts in (*several, *several[:2])]
    for acts in shuffled:
        random.shuffle(acts)  # type: ignore[attr-defined]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert whole(Acts(act for acts in shuffled for act in acts)) == whole(once)
    assert set(once) == {act for acts in several for act in acts}


@given(FILES, st.sampled_from([-400, 0, 400]))
def test_what_is_said_now_holds(several: list[list[Act]], days: int) -> None:
    known = Acts(act for acts in several for act in acts)
    act = known.following(Said("lima", MARK, "approved"), "Cy", NOW + timedelta(days=days))
    assert Acts([*known, act]).latest("lima", MARK) == act
    assert Act.from_json(json.loads(json.dumps(act._asdict()))) == act
