"""Two branches of git have changed a response: lgq merges it, by item and not by line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from lgq_tui.cli import main
from lgq_tui.core.response import AMENDED, COMPLETED, Response
from lgq_tui.session.beginning import opened
from lgq_tui.storage import responses, seal
from lgq_tui.storage.definitions import load
from tests.test_packets import FORM

FILE = "lima.response.yaml"
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="this system has no git")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Ana")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "ana@city.example")
    Path("form.yaml").write_text(FORM, "utf-8")
    return tmp_path


def said(path: str) -> Response:
    return responses.read(Path(path), load(Path("form.yaml")))


def answer(**given: Any) -> None:
    """What is typed into the response, in the folder where we are."""
    form = load(Path("form.yaml"))
    session = opened(Path(FILE), form, lambda outcome: None)
    for name, value in given.items():
        session.interview.answer(tuple(name.split("__")), value)
    session.save()
    session.close()


# With git --------------------------------------------------------------------------------------


def git(*arguments: str, fails: bool = False) -> str:
    done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=False)
    assert (done.returncode != 0) == fails, done.stdout + done.stderr
    return done.stdout + done.stderr


def two_branches(ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    """A repository in which both branches have answered something."""
    git("init", "--quiet", "--initial-branch=main")
    Path(".gitattributes").write_text("*.response.yaml merge=lgq\n", "utf-8")
    Path(".gitignore").write_text("*.journal\n*.lock\n", "utf-8")
    lgq = f'"{sys.executable}" -m lgq_tui merge-driver -q form.yaml %O %A %B %P'
    git("config", "merge.lgq.driver", lgq.replace("\\", "/"))
    answer(city="Lima", online=1)
    git("add", ".")
    git("commit", "--quiet", "-m", "Begun")
    git("checkout", "--quiet", "-b", "theirs")
    answer(**theirs)
    git("commit", "--quiet", "-am", "Theirs")
    git("checkout", "--quiet", "main")
    Path(f"{FILE}.journal").unlink()
    answer(**ours)
    git("commit", "--quiet", "-am", "Ours")


@needs_git
def test_what_two_branches_answered_comes_together() -> None:
    two_branches({"plan": "P", "online": 2}, {"city": "Lima!", "budget__there": True})
    git("merge", "--no-edit", "theirs")
    merged = said(FILE)
    assert merged.answers == {
        "city": "Lima!", "plan": "P", "online": 2, "budget": {"there": True},
    }  # fmt: skip
    assert seal.holds(merged)
    assert seal.rest_holds(merged)
    assert list(Path().glob("*.theirs.*")) == []


@needs_git
def test_the_journal_goes_on_behind_a_merge() -> None:
    two_branches({"plan": "P"}, {"city": "Lima!"})
    git("merge", "--no-edit", "theirs")
    session = opened(Path(FILE), load(Path("form.yaml")), lambda outcome: None)
    assert not session.lacking
    session.interview.answer(("online",), 3)
    session.save()
    session.close()
    session = opened(Path(FILE), load(Path("form.yaml")), lambda outcome: None)
    assert not session.lacking
    assert session.interview.value(("city",)) == "Lima!"
    session.close()


@needs_git
def test_what_clashes_is_told_and_decided_by_one_command(
    capsys: pytest.CaptureFixture[str],
) -> None:
    two_branches({"plan": "ours", "city": "Lima"}, {"plan": "theirs", "online": 5})
    told = git("merge", "--no-edit", "theirs", fails=True)
    assert f"{FILE}: plan I.2 Plan: ours “ours”, theirs “theirs”" in told
    command = f"lgq merge -q form.yaml {FILE} lima.theirs.response.yaml"
    assert command in told
    assert "CONFLICT" in told
    assert said(FILE).answers == {"city": "Lima", "plan": "ours", "online": 5}
    assert seal.holds(said(FILE))
    assert main(command.split()[1:]) == 1
    [line] = capsys.readouterr().out.splitlines()
    assert "here “ours”" in line
    assert "“theirs”" in line
    git("commit", "--quiet", "-am", "Merged")


@needs_git
def test_the_command_is_for_where_one_is(monkeypatch: pytest.MonkeyPatch) -> None:
    two_branches({"plan": "ours"}, {"plan": "theirs"})
    Path("cities").mkdir()
    monkeypatch.chdir("cities")
    told = git("merge", "--no-edit", "theirs", fails=True)
    command = f"lgq merge -q ../form.yaml ../{FILE} ../lima.theirs.response.yaml"
    assert command in told.replace(os.sep, "/")
    assert main(command.split()[1:]) == 1


@needs_git
def test_what_is_no_response_any_more_is_left_to_git() -> None:
    two_branches({"plan": "ours"}, {"plan": "theirs"})
    git("checkout", "--quiet", "theirs")
    Path(FILE).write_text("answers: [", "utf-8")
    git("commit", "--quiet", "-am", "Spoilt")
    git("checkout", "--quiet", "main")
    before = Path(FILE).read_bytes()
    assert "CONFLICT" in git("merge", "--no-edit", "theirs", fails=True)
    assert Path(FILE).read_bytes() == before


# By itself -------------------------------------------------------------------------------------


def versions(base: Response | None, ours: Response, theirs: Response) -> list[str]:
    """Three files as git makes them: they have no ending."""
    form = load(Path("form.yaml"))
    sides = {".merge_base": base, ".merge_ours": ours, ".merge_theirs": theirs}
    for name, side in sides.items():
        text = responses.text_of(Path(FILE), seal.sealed(side, {}), form) if side else b""
        Path(name).write_bytes(text)
    return [*sides]


def drive(*arguments: str) -> int:
    return main(["merge-driver", "-q", "form.yaml", *arguments])


@pytest.fixture
def begun() -> Response:
    answer(city="Lima", online=1)
    return said(FILE)


def with_answers(one: Response, **given: Any) -> Response:
    return one._replace(answers={**one.answers, **given})


def result(begun: Response) -> Response:
    return responses.parse(Path(FILE), Path(".merge_ours").read_bytes(), load(Path("form.yaml")))


def test_both_added_it(begun: Response) -> None:
    files = versions(None, with_answers(begun, plan="P"), with_answers(begun, online=1))
    assert drive(*files) == 0
    assert result(begun).answers == {"city": "Lima", "online": 1, "plan": "P"}
    files = versions(None, with_answers(begun, plan="P"), with_answers(begun, plan="Q"))
    assert drive(*files) == 1
    assert result(begun).answers["plan"] == "P"
    assert said(".merge_ours.theirs.response.yaml").answers["plan"] == "Q"


def test_json_stays_json(begun: Response) -> None:
    form, name = load(Path("form.yaml")), Path("lima.json")
    sides = [begun, with_answers(begun, plan="P"), with_answers(begun, plan="Q")]
    for file, side in zip((".b", ".a", ".t"), sides, strict=True):
        Path(file).write_bytes(responses.text_of(name, seal.sealed(side, {}), form))
    assert drive(".b", ".a", ".t", "lima.json") == 1
    assert Path(".a").read_bytes().startswith(b"{")
    assert said("lima.theirs.response.json").answers["plan"] == "Q"


def test_a_name_that_is_free(begun: Response, capsys: pytest.CaptureFixture[str]) -> None:
    Path("sub folder").mkdir()
    name = str(Path("sub folder") / FILE)
    for expected in ("lima.theirs.response.yaml", "lima.theirs-2.response.yaml"):
        files = versions(begun, with_answers(begun, plan="P"), with_answers(begun, plan="Q"))
        assert drive(*files, name) == 1
        assert expected in capsys.readouterr().err
        assert (Path("sub folder") / expected).is_file()


def test_what_one_completed_is_open_again_with_theirs_in_it(begun: Response) -> None:
    done = with_answers(begun, plan="P")._replace(status=COMPLETED)
    assert drive(*versions(begun, begun, done)) == 0
    assert result(begun).status == COMPLETED
    assert drive(*versions(begun, with_answers(begun, online=2), done)) == 0
    assert result(begun).status == AMENDED


def another(one: Response) -> Response:
    return one._replace(id="another")


def edition(one: Response) -> Response:
    return one._replace(questionnaire=one.questionnaire._replace(version="2"))


@pytest.mark.parametrize("made", [another, edition])
def test_what_cannot_be_merged_leaves_ours(
    begun: Response, made: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    files = versions(begun, with_answers(begun, plan="P"), made(begun))
    before = Path(files[1]).read_bytes()
    assert drive(*files, FILE) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert Path(files[1]).read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="folders that nobody may write to are another thing")
def test_where_theirs_cannot_be_kept_ours_stays(begun: Response) -> None:
    files = versions(begun, with_answers(begun, plan="P"), with_answers(begun, plan="Q"))
    before = Path(files[1]).read_bytes()
    assert drive(*files, "not-there/lima.response.yaml") == 2
    assert Path(files[1]).read_bytes() == before
