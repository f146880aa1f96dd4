"""The command line: what it prints, and its exit status."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from lgq_tui.cli import _COMMANDS, _options, _parser, main
from lgq_tui.core.interview import Interview
from lgq_tui.core.messages import NotDoneError
from lgq_tui.core.response import Response
from lgq_tui.storage import fallback, responses, seal
from lgq_tui.storage.definitions import load, shipped
from lgq_tui.storage.found import Found
from lgq_tui.storage.journal import Entry
from lgq_tui.storage.keeper import Keeper

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
KUALA_LUMPUR = EXAMPLES / "kuala-lumpur.response.yaml"
GARDEN = EXAMPLES / "valid" / "community-garden.questionnaire.yaml"


UNSEALED = (
    "This finished response has no seal, so nobody can tell whether it was changed or cut off; "
    "complete it again, or ask for the file that was sent."
)


@pytest.mark.parametrize(
    "words", [[], ["fill", "a.yaml"], ["fill", "a b.json"], ["fill", "fill"], ["fill", "ünö.yaml"]]
)
def test_what_is_typed_every_day_means_what_the_library_says(words: list[str]) -> None:
    assert vars(_options(words)) == vars(_parser().parse_args(words))


def test_a_finished_response_is_fine(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(KUALA_LUMPUR)]) == 0
    assert capsys.readouterr() == ("", "")


def test_every_problem_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.response.yaml"
    text = KUALA_LUMPUR.read_text("utf-8").partition("seal:")[0]
    text = text.replace("percentage: 50", "percentage: 500").replace("@example.org", "")
    path.write_text(text, "utf-8")
    assert main(["check", str(path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        (
            f"{path}: chief_information_officer.email: "
            "The e-mail address has no @; write it as name@place.org."
        ),
        (
            f"{path}: satisfied_share.percentage: "
            "500 is above 100; write the share of the total, from 0 to 100."
        ),
        f"{path}: contact.email: The e-mail address has no @; write it as name@place.org.",
        f"{path}: seal: warning: {UNSEALED}",
    ]


def test_problems_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.response.yaml"
    text = KUALA_LUMPUR.read_text("utf-8").partition("seal:")[0]
    text = text.replace('"https://www.dbkl.gov.my"', "www.dbkl.gov.my")
    path.write_text(text, "utf-8")
    assert main(["check", "--format", "json", str(path)]) == 1
    problem, accepted, unsealed = json.loads(capsys.readouterr().out)
    assert problem["item"] == "portals[0]"
    assert (problem["severity"], problem["suggestion"]) == ("error", "https://www.dbkl.gov.my")
    assert (accepted["code"], bool(accepted["accepted"])) == ("shares_make_100", True)
    assert (unsealed["item"], unsealed["code"]) == ("seal", "lacks")


def test_a_draft_is_asked_for_completeness_only_on_request(
    capsys: pytest.CaptureFixture[str],
) -> None:
    draft = str(EXAMPLES / "valid" / "half-filled.response.yaml")
    assert main(["check", draft]) == 0
    assert main(["check", "--complete", draft]) == 1
    assert "contact.name: " in capsys.readouterr().out


def test_one_bad_file_does_not_hide_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("a: 1\na: 2\n", "utf-8")
    assert main(["check", str(bad), str(KUALA_LUMPUR)]) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"lgq: {bad}:2: ")
    assert told.count("\n") == 1


BAD = {
    "missing": None,
    "folder": ...,
    "not-utf8": b"format: \xff\xfe",
    "empty": b"",
    "not-yaml": b"answers: [",
    "truncated": KUALA_LUMPUR.read_bytes().partition(b"arkib")[0],
    "tag": b"a: !!python/object:os.system x",
    "anchor": b"a: &x 1\nb: *x",
    "merge": b"a: {<<: {b: 1}}",
    "nul": b"\x00\x01",
    "deep": b"[" * 5000,
    "json": b'{"a": 1, "a": 2}',
    "list": b"- 1\n",
    "text": b"hello",
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("command", ["check", "show", "fill", "lint", "-q"])
def test_bad_input_is_one_sentence_and_untouched(
    name: str,
    command: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / ("bad.json" if name == "json" else "bad.yaml")
    content = BAD[name]
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content is ...:
        path.mkdir()
    if command == "fill" and content is None:
        return  # A file that is not there is begun.
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    arguments = ["-q", str(path), "check", "x.yaml"] if command == "-q" else [command, str(path)]
    # What can be read but is no definition has problems that lint is there to list.
    read = command in ("lint",) and name in ("list", "text")
    assert main(arguments) == (1 if read else 2)
    out, err = capsys.readouterr()
    told = out if read else err
    assert str(path) in told
    assert told.count("\n") == 1 or command in ("lint", "-q")
    assert "Traceback" not in out + err
    if isinstance(content, bytes):
        assert path.read_bytes() == content


def test_a_response_to_another_questionnaire(capsys: pytest.CaptureFixture[str]) -> None:
    garden = str(EXAMPLES / "valid" / "community-garden.response.yaml")
    assert main(["check", garden]) == 2
    assert "community_garden" in capsys.readouterr().err
    assert main(["check", "-q", str(GARDEN), garden]) == 0
    assert main(["-q", str(GARDEN), "check", garden]) == 0


def test_a_response_is_shown_as_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(KUALA_LUMPUR)]) == 0
    page = " ".join(capsys.readouterr().out.split())
    assert "III. Strategy and Implementation" in page
    assert "Malaysia" in page
    assert "has an implementation plan." in page
    assert "Not known yet, will follow" in page
    assert "\x1b" not in page


def test_lint_names_place_and_remedy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "form.yaml"
    path.write_text("id: x\nversion: '1'\ntitel: X\nlanguage: en\nsections: []\n", "utf-8")
    assert main(["lint", str(path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith(f"{path}:3:1: ") and "title" in line for line in lines)
    assert main(["lint", str(ROOT / "questionnaire.yaml"), str(GARDEN)]) == 0


def test_the_schema_that_is_kept_is_the_one_of_the_questionnaire(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["schema"]) == 0
    kept = (ROOT / "schema.json").read_text("utf-8")
    assert capsys.readouterr().out == kept, "stale; make it anew: lgq schema -o schema.json"


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--help"], *([one, "--help"] for one in _COMMANDS), ["--version"]):
        with pytest.raises(SystemExit) as end:
            main(arguments)
        assert end.value.code == 0
    assert "schema" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("dance", "There is no command “dance”; `lgq --help` lists those that there are."),
        ("dance --help", "There is no command “dance”; `lgq --help` lists those that there are."),
        (
            "check --format xml x",
            "“xml” is none of the values of --format; write one of these: text, json.",
        ),
        ("check", "`lgq check` needs FILE as well; `lgq check --help` says what that is."),
        ("encrypt x", "`lgq encrypt` needs --to as well; `lgq encrypt --help` says what that is."),
        (
            "check x --dance",
            "--dance is nothing that can be asked for here; `lgq COMMAND --help` lists what is.",
        ),
        (
            "fill a b",
            "b is nothing that can be asked for here; `lgq COMMAND --help` lists what is.",
        ),
        (
            "check x -q",
            "-q/--questionnaire needs a value behind it; `lgq check --help` says which.",
        ),
        ("lint", "`lgq lint` needs QUESTIONNAIRE as well; `lgq lint --help` says what that is."),
        (
            "check --complete=yes x",
            "--complete takes no value; write it without “yes”.",
        ),
        (
            "verify x --sign y",
            "--sign may stand for each of these: --signers, --signature; write one in full.",
        ),
    ],
)
def test_a_command_line_that_cannot_be_understood_is_one_sentence(
    words: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words.split()) == 2
    assert capsys.readouterr() == ("", f"lgq: {sentence}\n")


def test_what_argparse_says_otherwise_stands_in_a_sentence_of_ours(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(NotDoneError) as caught:
        _parser().error("argument of a future Python")
    assert caught.value.message == (
        "usage.other",
        {"prog": "lgq", "reason": "argument of a future Python"},
    )


def test_no_word_of_the_help_is_argparses(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = {"usage: ", "positional arguments", "options", "show this help message and exit"}
    words.add("show program's version number and exit")
    monkeypatch.setattr(argparse, "_", lambda text: f"~{text}" if text in words else text)
    for command in ([], ["check"], ["encrypt"], ["history"], ["verify"]):
        with pytest.raises(SystemExit):
            main([*command, "--help"])
    shown = capsys.readouterr().out
    assert "usage: lgq encrypt [-h] [-q PATH] --to RECIPIENT" in shown
    assert "~" not in shown.replace("~/.ssh", "")


def test_a_reader_that_leaves_early_is_no_trouble() -> None:
    run = subprocess.run(
        f'"{sys.executable}" -m lgq_tui schema | "{sys.executable}" -c "input()"',
        shell=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert run.stderr == ""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_that_nobody_writes_into_is_not_waited_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    assert main(["check", str(tmp_path / "pipe.yaml")]) == 2
    assert "no ordinary file" in capsys.readouterr().err


def test_a_name_of_a_file_is_shown_without_its_control_signs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", "\x1b[31mred\n.yaml"]) == 2
    error = capsys.readouterr().err
    assert "\x1b" not in error
    assert error.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("command", [["schema"], ["show", str(KUALA_LUMPUR)]])
def test_an_output_that_takes_nothing_is_one_sentence(command: list[str]) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "lgq_tui", *command], stdout=full, stderr=subprocess.PIPE
        )
    assert done.returncode == 2
    assert b"could not be written" in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_lines_that_are_shown_end_without_blanks(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(KUALA_LUMPUR)]) == 0
    shown = capsys.readouterr().out
    assert "Kuala Lumpur" in shown
    assert not [line for line in shown.splitlines() if line != line.rstrip()]


@pytest.mark.parametrize("ending", [".yaml", ".json"])
@pytest.mark.parametrize("status", ["completed", "amended"])
def test_a_finished_response_that_was_changed_since_is_told(
    ending: str, status: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = sealed(tmp_path / f"kl.response{ending}", status)
    assert main(["check", str(path)]) == 0
    assert capsys.readouterr() == ("", "")
    text = path.read_text("utf-8")
    path.write_text(text.replace('"Kuala Lumpur"', '"Kuala Lumpar"'), "utf-8")
    assert main(["check", str(path)]) == 0
    told = capsys.readouterr().out
    sentence = "seal: warning: The content has changed since it was saved (code {} then, {} now)"
    codes = [seal.code_of(seal.digest_of(response_of(one, path))) for one in (text, None)]
    assert sentence.format(*codes) in told
    assert told.count("\n") == 1
    assert main(["check", "--format", "json", str(path)]) == 0
    *_, problem = json.loads(capsys.readouterr().out)
    assert (problem["item"], problem["code"], problem["severity"]) == ("seal", "changed", "warning")


@pytest.mark.parametrize("rest", ["", "seal: {}\n", "seal: {seq: 4}\n"])
def test_a_finished_response_without_its_seal_is_told(
    rest: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "kl.response.yaml"
    whole = KUALA_LUMPUR.read_text("utf-8")
    cut = "".join(whole.splitlines(keepends=True)[:-1])
    assert whole.removeprefix(cut).startswith("seal: ")
    path.write_text(cut + rest, "utf-8")
    assert main(["check", str(path)]) == 0, "the schema finds it valid"
    assert capsys.readouterr().out == f"{path}: seal: warning: {UNSEALED}\n"
    path.write_text(cut.replace("status: completed", "status: in-progress"), "utf-8")
    assert main(["check", str(path)]) == 0
    assert capsys.readouterr().out == "", "a draft needs none"


def sealed(path: Path, status: str) -> Path:
    """A finished response as lgq writes it."""
    questionnaire = load(shipped())
    response = responses.read(KUALA_LUMPUR, questionnaire)._replace(status=status)
    response = response._replace(seal={"digest": seal.digest_of(response)})
    responses.write(path, response, questionnaire)
    return path


def response_of(text: str | None, path: Path) -> Response:
    """The response of a text that stands in a file with such a name, or in that file itself."""
    if text is None:
        return responses.read(path)
    copy = path.with_name(f"copy{path.suffix}")
    copy.write_text(text, "utf-8")
    return responses.read(copy)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("# Local", "# A remark: Local", False),
        ("  city: ", "  'city':   ", False),
        ("modified: ", "position: city\nmodified: ", False),
        ("status: completed", "status: in-progress", False),
        ("status: completed", "status: amended", True),
        ("percentage: 50", "percentage: 51", True),
        ("notes:\n", "notes:\n  city: New.\n", True),
        ('seal: {digest: "sha256:2', 'seal: {digest: "sha256:3', True),
        ('seal: {digest: "sha256:', 'seal: {digest: "nonsense', True),
        ('seal: {digest: "sha256:', 'seal: {digest: 5, was: "', True),
    ],
)
def test_what_a_person_does_to_a_finished_response_by_hand(
    old: str, new: str, told: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "kl.response.yaml"
    text = KUALA_LUMPUR.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    main(["check", str(path)])
    assert ("seal: warning: " in capsys.readouterr().out) == told


def test_the_code_of_a_finished_response_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    codes = []
    for path in (KUALA_LUMPUR, sealed(tmp_path / "kl.response.json", "completed")):
        assert main(["show", str(path)]) == 0
        codes.append(capsys.readouterr().out.splitlines()[-1])
    assert codes == ["Code: 40B5-XGFT"] * 2
    assert main(["show", str(EXAMPLES / "valid" / "half-filled.response.yaml")]) == 0
    assert "Code:" not in capsys.readouterr().out


# history


def changed(folder: Path) -> Path:
    """A response of the LGQ whose city was typed, and typed again."""
    path = folder / "city.response.yaml"
    questionnaire = load(shipped("questionnaire.yaml"))
    began = responses.new(questionnaire, datetime.now(UTC))
    kept = Keeper(path, questionnaire, lambda outcome: None, began, by=lambda: "ana")
    interview = Interview(questionnaire, began)
    interview.listener = lambda turn: kept.save(
        interview.response, [Entry("2026-11-23T10:42:01.250Z", "city", turn)]
    )
    interview.answer(("city",), "Al Port")
    interview.answer(("city",), "Port\x1b[31m Alba")
    assert kept.close(20)
    return path


def test_history_tells_what_was_there_before(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["history", str(changed(tmp_path))]) == 0
    base, first, second = capsys.readouterr().out.splitlines()
    assert base.endswith("ana  the response as it was then")
    assert first.endswith("ana  City: – → Al Port")
    assert second.endswith("ana  City: Al Port → Port[31m Alba")


def test_history_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["history", "--format", "json", str(changed(tmp_path))]) == 0
    assert json.loads(capsys.readouterr().out)[1] == {
        "number": 1,
        "at": "2026-11-23T10:42:01.250Z",
        "by": "ana",
        "kind": "done",
        "item": "city",
        "name": "City",
        "old": "",
        "new": "Al Port",
    }


def test_history_tells_who_gave_each_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = changed(tmp_path)
    assert main(["history", str(path), "--answers"]) == 0
    shown = re.sub(r"2026-11-2\d [\d:]+", "WHEN", capsys.readouterr().out)
    assert shown == "City: Port[31m Alba  (ana, WHEN)\n"
    assert main(["history", str(path), "--answers", "--format", "json"]) == 0
    [one] = json.loads(capsys.readouterr().out)
    assert one == {
        "item": "city",
        "name": "City",
        "answer": "Port[31m Alba",
        "by": "ana",
        "at": "2026-11-23T10:42:01.250Z",
        "unit": "",
        "carried": "",
        "verified": "",
    }


def test_history_is_forgotten_and_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = changed(tmp_path)
    assert main(["history", "--forget", str(path)]) == 0
    assert "3 events" in capsys.readouterr().err
    assert "Al" not in Path(f"{path}.journal").read_text("utf-8")
    assert main(["history", str(path)]) == 0
    assert capsys.readouterr().out.count("City: forgotten") == 2


def test_nothing_is_forgotten_that_the_file_lacks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = changed(tmp_path)
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"event: .*\}", 'event: "0"}', text), "utf-8")
    assert main(["history", "--forget", str(path)]) == 2
    assert "do not end alike" in capsys.readouterr().err


# A journal that is not whole


def lines_of(path: Path) -> list[str]:
    """The lines of a response's journal."""
    return Path(f"{path}.journal").read_text("utf-8").splitlines(keepends=True)


def told_of_history(path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """The exit status of `lgq history`, and what it prints; as JSON it says the same."""
    status = main(["history", str(path)])
    out, err = capsys.readouterr()
    assert main(["history", "--format", "json", str(path)]) == status
    data, same = capsys.readouterr()
    assert (len(json.loads(data)), same) == (out.count("\n"), err)
    return status, out, err


@pytest.mark.parametrize(
    ("line", "sentence", "left"),
    [
        (
            0,
            "not whole from line 1 on, for it is damaged or was changed by another program",
            "City",
        ),
        (
            1,
            "not whole from line 2 on, for it is damaged or was changed by another program",
            "Alba",
        ),
        (2, "The end of the journal is damaged", "City: – → Al Port"),
    ],
)
def test_history_says_where_the_journal_was_altered(
    line: int, sentence: str, left: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = changed(tmp_path)
    lines = lines_of(path)
    lines[line] = lines[line].replace('"by":"ana"', '"by":"eve"')
    Path(f"{path}.journal").write_text("".join(lines), "utf-8")
    status, out, err = told_of_history(path, capsys)
    assert status == 1
    assert err.startswith(f"lgq: {path}.journal: The ")
    assert sentence in err
    assert err.count("\n") == 1
    assert (out.count("\n"), left in out, "eve" in out) == (2, True, False)


def test_history_says_that_the_end_of_the_journal_is_gone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = changed(tmp_path)
    Path(f"{path}.journal").write_text("".join(lines_of(path)[:-1]), "utf-8")
    status, out, err = told_of_history(path, capsys)
    assert (status, out.count("\n")) == (1, 2)
    assert "has lost its end or belongs to another version of the file" in err


def test_history_of_a_journal_that_begins_with_what_came_before_is_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = changed(tmp_path)
    before, read = path.read_bytes(), responses.read(path)
    Path(f"{path}.journal").unlink()
    kept = Keeper(path, load(shipped()), lambda outcome: None, read, Found(before), lambda: "bo")
    interview = Interview(load(shipped()), read)
    interview.listener = lambda turn: kept.save(
        interview.response, [Entry("2026-11-24T10:42:01.250Z", "city", turn)]
    )
    interview.answer(("city",), "Other")
    assert kept.close(20)
    path.write_bytes(before)  # as after an end before it was written
    assert told_of_history(path, capsys)[::2] == (0, "")


def test_history_says_that_a_newer_version_wrote_the_journal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = changed(tmp_path)
    there = Path(f"{path}.journal")
    there.write_text(there.read_text("utf-8").replace("lgq-journal/1", "lgq-journal/9"), "utf-8")
    status, out, err = told_of_history(path, capsys)
    assert (status, out.count("\n")) == (1, 2)
    assert "From line 1 on a newer version of lgq wrote this journal" in err
    assert "lgq-journal/9" in err
    assert "damaged" not in err
    there.write_text('{"format":"lgq-journal/9"}\n', "utf-8")
    assert main(["history", str(path)]) == 2
    assert "A newer version of lgq wrote this journal" in capsys.readouterr().err


# Journals that were put away, and what else says what was said before

STAMPED = "20261123T114012"


def with_all_that_is_kept(path: Path) -> list[Path]:
    """The files of a response that tell what was said before; lists of them are in this order."""
    journal = Path(f"{path}.journal")
    kept = fallback.path_of(responses.read(path).id)
    kept.parent.mkdir(parents=True)
    copy = path.with_name("city.mine-20261123T114012.response.yaml")
    copy.write_text(path.read_text("utf-8").replace("Alba", "Elba"), "utf-8")
    away = [
        *(journal.with_name(f"{journal.name}.{why}-{STAMPED}") for why in ("aside", "broken")),
        *(journal.with_name(f"{journal.name}.older-{STAMPED}{count}") for count in ("", "-2")),
        journal.with_name(f"{journal.name}.other-{STAMPED}"),
    ]
    for one in away:
        shutil.copy(journal, one)
    damaged = path.with_name(f"{path.name}.broken-{STAMPED}")
    kept_aside = kept.with_name(f"{kept.name}.aside-{STAMPED}")
    for one in (damaged, kept, kept_aside):
        shutil.copy(path, one)
    for name in (
        f"x{journal.name}.broken-{STAMPED}",
        f"{journal.name}.old",
        f"{journal.name}.lock",
    ):
        (path.parent / name).write_text("none of ours")
    return [*away, damaged, copy, kept, kept_aside]


def test_what_was_said_elsewhere_is_named_when_it_is_forgotten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = changed(tmp_path)
    others = with_all_that_is_kept(path)
    before = [other.read_bytes() for other in others]
    assert main(["history", "--forget", str(path)]) == 0
    first, second = capsys.readouterr().err.splitlines()
    assert "3 events" in first
    names = ", ".join(map(str, others))
    assert second == (
        f"lgq: What was said before stands also in: {names}; delete them if nobody needs them."
    )
    assert [other.read_bytes() for other in others] == before


def test_history_names_the_journals_that_were_put_away_and_reads_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = changed(tmp_path)
    journals = with_all_that_is_kept(path)[:5]
    status, out, err = told_of_history(path, capsys)
    assert status == 0
    assert err.rstrip("\n").endswith(f": {', '.join(map(str, journals))}")
    renamed = tmp_path / "what Ana sent"
    shutil.copy(journals[0], renamed)
    for one in (*journals, Path(f"{path}.journal"), renamed):
        assert told_of_history(one, capsys) == (0, out, "")
    path.unlink()
    assert told_of_history(journals[0], capsys) == (0, out, "")


def test_a_journal_that_was_put_away_because_it_is_damaged_is_read_as_far_as_it_can_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = changed(tmp_path)
    away = tmp_path / f"city.response.yaml.journal.broken-{STAMPED}"
    away.write_text("".join(["x", *lines_of(path)]), "utf-8")
    status, out, err = told_of_history(away, capsys)
    assert (status, out.count("\n")) == (1, 2)
    assert f"{away}: The journal is not whole from line 1 on" in err
    away.write_text("nothing at all")
    assert main(["history", str(away)]) == 2
    assert "This is no journal" in capsys.readouterr().err


def test_a_journal_alone_is_not_forgotten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = Path(f"{changed(tmp_path)}.journal")
    before = there.read_bytes()
    assert main(["history", "--forget", str(there)]) == 2
    assert "name the response that it lies beside" in capsys.readouterr().err
    assert there.read_bytes() == before


def test_a_response_without_history(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["history", str(EXAMPLES / "kuala-lumpur.response.yaml")]) == 2
    assert "There is no such file" in capsys.readouterr().err


def test_questions_are_in_the_language_of_the_person_where_they_are_given_in_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    response = str(GARDEN.with_name("community-garden.response.yaml"))
    for language, words in (("fr-CA", "Comment s'appelle"), ("xx", "What is the garden called?")):
        monkeypatch.setenv("LGQ_LANGUAGE", language)
        assert main(["show", "-q", str(GARDEN), response]) == 0
        assert words in capsys.readouterr().out
    monkeypatch.setenv("LGQ_LANGUAGE", "fr")
    main(["schema", "-q", str(GARDEN)])
    assert "Comment s'appelle" not in capsys.readouterr().out, "the schema is the same everywhere"


# --- hostile names and words ---------------------------------------------------------------------

ALIVE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b\ufeff\ud800-\udfff]"
)
NAME = "a\x1b]0;owned\x07\x1b[31m\u202egnp\x9b31m\x7f\n.response.yaml"


def printed(*arguments: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What a command prints, on both ways, whatever its status."""
    with contextlib.suppress(SystemExit):
        main(arguments)
    written = capsys.readouterr()
    return written.out + written.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", NAME],
        ["check", "--format", "json", NAME],
        ["show", NAME],
        ["history", NAME],
        ["history", "--forget", NAME],
        ["lint", NAME],
        ["schema", "-o", f"{NAME}/x/y"],
        ["schema", "-q", NAME],
        ["check", "--format", NAME, NAME],
        [NAME],
        ["fill", "a", NAME],
        ["schema", NAME],
        ["check", f"--{NAME}", "x"],
    ],
)
def test_no_argument_comes_to_life(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    text = printed(*arguments, capsys=capsys)
    assert text
    assert ALIVE.search(text) is None
    text.encode()


def test_no_file_name_comes_to_life(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / NAME
    text = KUALA_LUMPUR.read_text("utf-8").partition("seal:")[0]
    path.write_text(text.replace("percentage: 50", "percentage: 500"), "utf-8")
    (tmp_path / f"{NAME}.journal").write_text("x\n")
    for arguments in (["check"], ["check", "--format", "json"], ["show"], ["history"], ["lint"]):
        assert ALIVE.search(printed(*arguments, str(path), capsys=capsys)) is None
    assert main(["check", "--format", "json", str(path)]) == 1
    entries = json.loads(capsys.readouterr().out)
    assert {entry["file"] for entry in entries} == {str(path)}  # to the letter
    main(["check", str(path)])
    lines = capsys.readouterr().out.splitlines()
    assert all("␛]0;owned␇␛[31m<U+202E>gnp<U+009B>31m␡ .response.yaml: " in line for line in lines)


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are bytes there")
def test_a_name_that_is_no_text_can_be_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/\xff\x9b.yaml")
    assert "<U+DCFF><U+DC9B>.yaml" in printed("check", path, capsys=capsys)


def test_no_word_of_a_file_comes_to_life(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.response.json"
    head: dict[str, Any] = {"format": "lgq-response/1", "id": "x", "status": "in-progress"}
    head |= {"questionnaire": {"id": "un_lgq", "version": "2022"}}
    said = "\x1b]0;owned\x07\x9b31m\u202e[/][@click=app.bell]"
    answers = {"city": said, "country": said, "portals": [said, {said: said}], said: said}
    rest = {"missing": {said: said}, "notes": {"city": said}, "position": said}
    path.write_text(json.dumps({**head, "answers": answers, **rest}), "utf-8")
    for arguments in (["check"], ["check", "--format", "json"], ["show"]):
        text = printed(*arguments, str(path), capsys=capsys)
        assert ALIVE.search(text) is None
        assert "[/][@click=app.bell]" in text
    for key in (*head, "extra"):
        path.write_text(json.dumps({**head, "answers": {}, key: said}), "utf-8")
        assert ALIVE.search(printed("check", str(path), capsys=capsys)) is None


def test_no_author_comes_to_life(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from lgq_tui.storage.journal import _events, stamp

    monkeypatch.setenv("LGQ_AUTHOR", "\x1b[31mana\x9b\u202e")
    path = tmp_path / "x.response.yaml"
    now = datetime(2026, 11, 25, tzinfo=UTC)
    questionnaire = load(shipped())
    response = responses.new(questionnaire, now)
    responses.write(path, response, questionnaire)
    entry = Entry(stamp(now), "", document=response.as_document())
    [event] = _events([entry], "\x1b[31mana\x9b\u202e", None)
    (tmp_path / "x.response.yaml.journal").write_bytes(event.line)
    for arguments in (["history"], ["history", "--format", "json"]):
        text = printed(*arguments, str(path), capsys=capsys)
        assert "ana" in text
        assert ALIVE.search(text) is None


def test_the_history_of_a_link_is_that_of_its_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = changed(tmp_path)
    link = tmp_path / "link.yaml"
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("no symbolic links here")
    assert main(["history", str(link)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3
