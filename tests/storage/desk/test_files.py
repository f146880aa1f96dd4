"""The walk through a folder: what may be a response, and what is told of the rest."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lgq_tui.storage.desk.files import Walk, walk

POSIX = pytest.mark.skipif(os.name == "nt", reason="this system has no such files")


def touched(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x")


def named(walked: Walk) -> list[str]:
    return [file.name for file in walked.files]


def told(walked: Walk) -> list[str]:
    return [notice.key for notice in walked.notices]


def test_what_may_be_a_response_is_found_and_what_is_ours_or_hidden_is_not(tmp_path: Path) -> None:
    touched(tmp_path, "b.response.yaml", "a/c.JSON", "a/b/d.yml", "notes.yaml")
    touched(tmp_path, "b.response.yaml.journal", "b.response.yaml.lock", "b.response.yaml.edit.txt")
    touched(
        tmp_path, ".hidden/e.yaml", ".b.response.yaml.x1.tmp", ".f.yaml", "~sync~b.yaml", "g.txt"
    )
    touched(tmp_path, ".lgq/marks.json")
    walked = walk(tmp_path)
    assert named(walked) == ["a/b/d.yml", "a/c.JSON", "b.response.yaml", "notes.yaml"]
    assert [file.name for file in walked.files if file.is_named] == ["b.response.yaml"]
    assert [file.name for file in walked.files if file.is_locked] == ["b.response.yaml"]
    assert told(walked) == []


@pytest.mark.parametrize(
    "name",
    [
        "kl.response (conflicted copy 2026-11-25).yaml",
        "kl.response.sync-conflict-20261125-101200-ABCDEFG.yaml",
        "kl.mine-20261123T114012.response.yaml",
        "KL.Response.json",
    ],
)
def test_a_name_that_says_response_is_meant_whatever_was_put_into_it(
    name: str, tmp_path: Path
) -> None:
    touched(tmp_path, name)
    assert [file.is_named for file in walk(tmp_path).files] == [True]


@POSIX
def test_links_lead_in_no_circles_and_a_file_is_there_once(tmp_path: Path) -> None:
    touched(tmp_path, "desk/kl.response.yaml", "elsewhere/far.response.yaml")
    desk = tmp_path / "desk"
    (desk / "again").symlink_to(desk)
    (desk / "off").symlink_to(tmp_path / "elsewhere")
    (desk / "a.response.yaml").symlink_to(tmp_path / "elsewhere" / "far.response.yaml")
    os.link(desk / "kl.response.yaml", desk / "longer.response.yaml")
    (desk / "lost.response.yaml").symlink_to(desk / "gone")
    (desk / "round.response.yaml").symlink_to(desk / "round.response.yaml")
    walked = walk(desk)
    expected = ["a.response.yaml", "kl.response.yaml", "lost.response.yaml", "round.response.yaml"]
    assert named(walked) == expected
    assert [(notice.key, notice.values["count"]) for notice in walked.notices] == [
        ("desk.linked_folders", 2)
    ]


@POSIX
def test_a_link_is_locked_where_its_file_is(tmp_path: Path) -> None:
    touched(tmp_path, "far/kl.yaml", "far/kl.yaml.lock")
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "kl.yaml").symlink_to(tmp_path / "far" / "kl.yaml")
    assert [file.is_locked for file in walk(tmp_path / "desk").files] == [True]


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="nothing is closed to this person")
def test_a_closed_folder_is_told(tmp_path: Path) -> None:
    touched(tmp_path, "a.yaml", "closed/b.yaml")
    (tmp_path / "closed").chmod(0)
    walked = walk(tmp_path)
    (tmp_path / "closed").chmod(0o700)
    assert (named(walked), told(walked)) == (["a.yaml"], ["desk.closed_folders"])


def test_what_is_too_much_or_too_deep_is_told_and_the_nearest_comes_first(tmp_path: Path) -> None:
    touched(tmp_path, "z.yaml", "a/b/c/d.yaml", *(f"a/{number}.yaml" for number in range(5)))
    walked = walk(tmp_path, most_entries=4)
    assert "z.yaml" in named(walked)
    assert told(walked) == ["desk.too_many"]
    assert told(walk(tmp_path, most_depth=2)) == ["desk.deep_folders"]
    assert "a/b/c/d.yaml" not in named(walk(tmp_path, most_depth=2))


def test_no_folder_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="none"):
        walk(tmp_path / "none")


def test_of_a_folder_with_too_many_names_some_are_seen(tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"{number}.response.yaml").write_text("", "utf-8")
    walked = walk(tmp_path, most_entries=4)
    assert len(walked.files) == 4
    assert [notice.key for notice in walked.notices] == ["desk.too_many"]
