"""What is remembered of files: by their stamps, and never instead of what they say."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.messages import Message
from lgq_tui.storage import responses
from lgq_tui.storage.desk import reading
from lgq_tui.storage.desk.files import File, walk
from lgq_tui.storage.desk.index import Index
from lgq_tui.storage.desk.reading import Reading, is_current
from lgq_tui.storage.folders import cache_folder
from tests.storage.forms import form, response

FORM = form()
TODAY = date(2026, 11, 25)
OLD = 1_700_000_000


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LGQ_CACHE_DIR", str(tmp_path / "cache"))


def written(path: Path, questionnaire: Questionnaire = FORM, /, **answers: object) -> Path:
    """A response that has been there for a while."""
    path.parent.mkdir(exist_ok=True)
    content = responses.text_of(path, response(answers=answers), questionnaire)
    path.write_bytes(content)
    os.utime(path, (OLD, OLD))
    return path


def read(path: Path, known: Reading | None = None, today: date = TODAY) -> tuple[File, Reading]:
    [file] = walk(path.parent).files
    return file, reading.read(path.parent, file, FORM, today, known)


def test_what_is_remembered_is_what_was_read(tmp_path: Path) -> None:
    path = written(tmp_path / "desk" / "a.response.yaml", city="Lima", country="PE")
    file, there = read(path)
    assert there.summary is not None
    assert there.texts == (("city", "Lima"),)
    damaged = Reading((1, 2, 3, 4), 5, problem=Message("file.too_large", {"megabytes": "10"}))
    index = Index(path.parent, FORM)
    assert not index.is_there
    index.write({"a.response.yaml": there, "\udcff.yaml": damaged})
    again = Index(path.parent, FORM)
    assert again.readings() == {
        "a.response.yaml": there._replace(texts=None),
        "\udcff.yaml": damaged,
    }
    assert again.texts() == {"a.response.yaml": (("city", "Lima"),)}
    assert is_current(again.readings()["a.response.yaml"], file, TODAY)


def test_another_form_or_folder_has_another_index(tmp_path: Path) -> None:
    Index(tmp_path, FORM).write({"a": Reading((1, 2, 3, 4))})
    other = Questionnaire(*FORM._replace(digest="sha256:d2"))
    assert Index(tmp_path, FORM).readings() != {}
    assert Index(tmp_path, other).readings() == {}
    assert Index(tmp_path / "sub", FORM).readings() == {}


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[:-3],
        lambda content: content.replace(b'"a"', b'"b"'),
        lambda content: b"00000000\n{}",
        lambda content: _summed(b"[[" * 100_000),
        lambda content: _summed(content.split(b"\n")[1].replace(b"[1,2,3,4", b'["1",2,3,4')),
        lambda content: _summed(content.split(b"\n")[1].replace(b"[1,2,3,4", b"[1")),
        lambda content: _summed(b"{}"),
    ],
)
def test_a_damaged_index_is_none_and_is_made_again(damage: object, tmp_path: Path) -> None:
    index = Index(tmp_path, FORM)
    there = {"a": Reading((1, 2, 3, 4))}
    index.write(there)
    [file] = (cache_folder() / "desks").iterdir()
    assert callable(damage)
    file.write_bytes(damage(file.read_bytes()))
    assert index.readings() == {}
    index.write(there)
    assert index.readings() == there


def _summed(text: bytes) -> bytes:
    from zlib import crc32

    return f"{crc32(text):08x}".encode() + b"\n" + text


def test_a_cache_that_cannot_be_written_stops_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("LGQ_CACHE_DIR", str(tmp_path / "file"))
    index = Index(tmp_path, FORM)
    index.write({"a": Reading((1, 2, 3, 4))})
    assert (index.readings(), index.texts()) == ({}, {})


def test_a_file_that_was_just_changed_is_looked_into_again(tmp_path: Path) -> None:
    path = written(tmp_path / "desk" / "a.response.yaml", city="Lima")
    os.utime(path)  # now: it may change once more under this very time
    file, there = read(path)
    assert there.is_fresh
    assert not is_current(there, file, TODAY)
    stamp = path.stat()
    content = path.read_bytes().replace(b"Lima", b"Loja")
    with path.open("r+b") as open_file:
        open_file.write(content)
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    _, again = read(path, there)
    assert again.summary is not None
    assert again.summary.subject[0] == "Loja"


def test_the_same_bytes_are_not_judged_again(tmp_path: Path) -> None:
    path = written(tmp_path / "desk" / "a.response.yaml", city="Lima")
    _, there = read(path)
    assert there.summary is not None
    marked = there._replace(summary=there.summary._replace(modified="seen"))
    os.utime(path, (OLD + 5, OLD + 5))
    file, again = read(path, marked)
    assert again.summary == marked.summary
    assert is_current(again, file, TODAY)


def test_what_hangs_on_the_day_is_judged_again_on_the_next(tmp_path: Path) -> None:
    path = written(tmp_path / "desk" / "a.response.yaml", remarks="2026-11-26", city="Lima")
    file, there = read(path)
    assert is_current(there, file, TODAY)
    assert not is_current(there, file, TODAY + timedelta(days=1))
    file, later = read(path, there, TODAY + timedelta(days=1))
    assert is_current(later, file, TODAY + timedelta(days=2))
