"""`lgq verify`: a second entry from the command line, what stands, and the report of a folder."""

from __future__ import annotations

import csv
import json
import re
import shutil
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from lgq_tui.cli import main
from lgq_tui.core.response import COMPLETED
from lgq_tui.core.sources import SELF, AnswerSource
from lgq_tui.core.steps import ANSWER, SOURCE, Change
from lgq_tui.core.verification import AGREED, FIRST, OTHER, SECOND, Verification
from lgq_tui.locales.speech import say
from lgq_tui.session.agreement import ITEM, Count
from lgq_tui.session.beginning import alone
from lgq_tui.storage import responses
from lgq_tui.storage.definitions import load, shipped
from lgq_tui.storage.lock import Lock
from tests.tui.tour import Noon

ROOT = Path(__file__).parents[1]
LGQ = load(shipped("questionnaire.yaml"))
AT = "2026-11-01T09:00:00Z"
ANSWERS: dict[str, Any] = {
    "city": "Cardiff",
    "country": "GB",
    "mobile_share": {"percentage": 40},
    "budget": {"answer": True, "percentage": 16, "explanation": "**It** is [known][^1]."},
}

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LGQ_AUTHOR", "Ben")
    monkeypatch.setenv("COLUMNS", "80")


def write(name: str, answers: dict[str, Any] | None = None, by: str = "Ana", **parts: Any) -> Path:
    """A response that somebody has typed."""
    given = ANSWERS if answers is None else answers
    sources = {item: AnswerSource(SELF, by=by, at=AT) for item in given}
    new = responses.new(LGQ, Noon.now())._replace(answers=given, sources=sources, **parts)
    responses.write(Path(name), new, LGQ)
    return Path(name)


def enter(path: str, answers: dict[tuple[str, ...], Any], by: str = "Ben") -> None:
    """What somebody types into a second entry."""
    source = AnswerSource(SELF, by=by, at=responses.stamp(datetime.now(UTC)))
    with alone(Path(path), LGQ, {}) as session:
        changes = [Change(ANSWER, place, None, value) for place, value in answers.items()]
        changes += [Change(SOURCE, (".".join(place),), None, source) for place in answers]
        session.take(changes)


def run(*arguments: str) -> int:
    return main(["verify", *arguments])


def said(capsys: Captured) -> str:
    return "".join(capsys.readouterr())


def items_of(path: str) -> tuple[str, ...]:
    part = responses.read(Path(path), LGQ).part
    assert part is not None
    return part.items


# Beginning


def test_a_second_entry_is_a_file_beside_the_first(capsys: Captured) -> None:
    write("kl.response.yaml")
    assert run("kl.response.yaml") == 0
    assert "The second entry is kl.second.response.yaml" in said(capsys)
    text = Path("kl.second.response.yaml").read_text("utf-8")
    for value in ("GB", "United Kingdom", ": 40", ": 16"):
        assert value not in text
    assert '"**It** is [known][^1]."' in text
    assert main(["check", "kl.second.response.yaml"]) == 0


def test_it_is_gone_on_with_and_not_begun_twice(capsys: Captured) -> None:
    write("kl.response.yaml")
    run("kl.response.yaml")
    assert run("kl.response.yaml") == 0
    assert run("kl.second.response.yaml") == 0
    assert len([*Path().glob("*.response.yaml")]) == 2
    assert said(capsys).count("The second entry is kl.second.response.yaml") == 3


def test_items_are_chosen(capsys: Captured) -> None:
    write("kl.response.yaml")
    assert run("kl.response.yaml", "--items", "III.3, mobile_share") == 0
    items = items_of("kl.second.response.yaml")
    assert items[:3] == ("budget.answer", "budget.percentage", "budget.explanation")
    assert "mobile_share.percentage" in items
    assert "country" not in items
    said(capsys)
    assert run("kl.response.yaml", "--items", "III.3,nothing") == 2
    assert "The questionnaire has no nothing; name items by their id" in said(capsys)
    assert run("kl.response.yaml", "--items", " , ") == 2
    assert "--items names nothing" in said(capsys)


def test_the_same_person_is_refused_and_own_answers_are_left_out(capsys: Captured) -> None:
    write("kl.response.yaml", by=" BEN")
    assert run("kl.response.yaml") == 2
    assert "Ben has given all 6 answers of kl.response.yaml" in said(capsys)
    assert not Path("kl.second.response.yaml").exists()
    path = write("two.response.yaml")
    response = responses.read(path, LGQ)
    mine = {**response.sources, "country": AnswerSource(SELF, by="Ben", at=AT)}
    responses.write(path, response._replace(sources=mine), LGQ)
    assert run("two.response.yaml") == 0
    assert "1 answer is your own and is left out." in said(capsys)
    assert "country" not in items_of("two.second.response.yaml")


def test_where_nobody_knows_who_gave_it_anybody_verifies(capsys: Captured) -> None:
    write("kl.response.yaml", by="")
    assert run("kl.response.yaml") == 0


def test_a_completed_response_is_re_opened_first(capsys: Captured) -> None:
    shutil.copy(ROOT / "examples" / "kuala-lumpur.response.yaml", "kl.response.yaml")
    assert responses.read(Path("kl.response.yaml"), LGQ).status == COMPLETED
    assert run("kl.response.yaml") == 2
    assert "re-open the response in the interview (F8)" in said(capsys)


def test_there_must_be_something_to_verify(capsys: Captured) -> None:
    write("kl.response.yaml", {})
    assert run("kl.response.yaml") == 2
    assert "has no answer that could be entered a second time" in said(capsys)


# Comparing


def test_what_agrees_is_recorded_and_what_differs_waits_for_a_screen(capsys: Captured) -> None:
    path = write("kl.response.yaml", {"country": "GB", "mobile_share": {"percentage": 40}})
    run("kl.response.yaml", "--items", "country,IV.2")
    items = items_of("kl.second.response.yaml")
    assert items[:2] == ("country", "mobile_share.percentage")
    enter("kl.second.response.yaml", {("country",): "GB", ("mobile_share", "percentage"): 41})
    enter("kl.second.response.yaml", {("mobile_share", "links"): ["https://city.example"]})
    said(capsys)
    assert run("kl.response.yaml") == 2
    assert "2 answers differ and are to be decided on a screen" in said(capsys)
    [(item, known)] = responses.read(path, LGQ).verified.items()
    assert (item, known.outcome, known.by, known.first_by) == ("country", AGREED, "Ben", "Ana")
    assert known.first is None


def test_who_gave_the_first_answers_decides_nothing(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("kl.response.yaml")
    run("kl.response.yaml")
    enter("kl.second.response.yaml", {("country",): "FR"})
    monkeypatch.setenv("LGQ_AUTHOR", "ana")
    said(capsys)
    assert run("kl.response.yaml") == 2
    assert "1 answer differs, and ana has given the first" in said(capsys)


def test_when_all_is_verified_it_says_what_stands_and_what_came_since(capsys: Captured) -> None:
    path = write("kl.response.yaml", {"country": "GB"})
    run("kl.response.yaml", "--items", "country")
    enter("kl.second.response.yaml", {("country",): "GB"})
    said(capsys)
    assert run("kl.response.yaml") == 0
    assert "1 answer is the same in both entries." in said(capsys)
    assert run("kl.response.yaml") == 0
    assert said(capsys) == "kl.response.yaml: 1 answer is the same in both entries.\n"
    source = AnswerSource(SELF, by="Ana", at=AT)
    with alone(path, LGQ, {}) as session:
        session.take(
            [
                Change(ANSWER, ("mobile_share",), None, {"percentage": 40}),
                Change(SOURCE, ("mobile_share.percentage",), None, source),
            ]
        )
    assert run("kl.response.yaml") == 0
    assert "1 answer is not verified yet; `lgq verify kl.response.yaml`" in said(capsys)
    assert run("kl.response.yaml", "--again") == 0
    assert "kl.second-2.response.yaml" in said(capsys)


def test_a_second_entry_without_its_response_is_told(capsys: Captured) -> None:
    path = write("kl.response.yaml")
    run("kl.response.yaml")
    path.unlink()
    said(capsys)
    assert run("kl.second.response.yaml") == 2
    assert "is not beside it; put both into one folder" in said(capsys)


def test_a_damaged_second_entry_is_told_and_none_is_begun_beside_it(capsys: Captured) -> None:
    write("kl.response.yaml")
    run("kl.response.yaml")
    second = Path("kl.second.response.yaml")
    second.write_text(f"{second.read_text('utf-8')}x: [", "utf-8")
    said(capsys)
    assert run("kl.response.yaml") == 2
    assert "kl.second.response.yaml:" in said(capsys)
    assert not Path("kl.second-2.response.yaml").exists()
    assert run("kl.response.yaml", "--again") == 0
    assert Path("kl.second-2.response.yaml").exists()


def test_while_somebody_enters_it_another_one_is_begun_by_again(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("kl.response.yaml")
    run("kl.response.yaml")
    monkeypatch.setenv("LGQ_AUTHOR", "Cy")
    said(capsys)
    assert run("kl.response.yaml") == 0
    told = said(capsys)
    assert "The second entry by Ben is not finished" in told
    assert "`lgq verify --again kl.response.yaml` begins one of your own" in told
    assert run("kl.response.yaml", "--again") == 0
    assert responses.read(Path("kl.second-2.response.yaml"), LGQ).part.by == "Cy"  # type: ignore[union-attr]


def test_chosen_items_are_gone_on_with(capsys: Captured) -> None:
    write("kl.response.yaml")
    for _ in range(2):
        assert run("kl.response.yaml", "--items", "III.3") == 0
        assert "The second entry is kl.second.response.yaml" in said(capsys)
    run("kl.response.yaml", "--items", "country")
    assert "The second entry is kl.second-2.response.yaml" in said(capsys)


def test_files_that_were_moved_and_renamed_are_found_by_what_is_in_them(capsys: Captured) -> None:
    path = write("kl.response.yaml")
    run("kl.response.yaml")
    enter("kl.second.response.yaml", {("country",): "GB"})
    Path("moved").mkdir()
    path.rename("moved/one.response.yaml")
    for name in ("kl.second.response.yaml", "kl.second.response.yaml.journal"):
        Path(name).rename(f"moved/{name.replace('kl.second', 'two')}")
    said(capsys)
    assert run("moved/one.response.yaml") == 0
    assert "The second entry is moved/two.response.yaml" in said(capsys)
    assert run("moved/two.response.yaml") == 0
    assert "The second entry is moved/two.response.yaml" in said(capsys)


def test_it_is_not_imported_as_a_response(capsys: Captured) -> None:
    write("kl.response.yaml")
    run("kl.response.yaml")
    assert main(["import", "kl.second.response.yaml", "-o", "other.response.yaml"]) == 2
    assert "This is a second entry of a response" in said(capsys)


# Line by line


def typing(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """What somebody types, or a script gives."""
    monkeypatch.setattr("sys.stdin", StringIO("".join(f"{line}\n" for line in lines)))


def test_all_of_it_can_be_done_line_by_line(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("kl.response.yaml")
    typing(monkeypatch, "y", "France", "yes", "61", "n", "/quit")
    status = run("kl.response.yaml", "--plain", "--items", "cover,III.3")
    told = said(capsys)
    assert status == 0, told
    assert "| **It** is [known][^1]." in told
    assert "Does the source say this?" in told
    assert not any(value in told for value in ("United Kingdom", "16"))
    typing(monkeypatch, "2", "Page 1", "7", "1", "", "3", "It is not known.", "Page 2")
    assert run("kl.response.yaml", "--plain") == 0
    assert "First entry, Ana: United Kingdom" in said(capsys)
    response = responses.read(path, LGQ)
    decided = {item: (one.outcome, one.why) for item, one in response.verified.items()}
    assert decided == {
        "city": (AGREED, ""),
        "country": (SECOND, "Page 1"),
        "budget.answer": (AGREED, ""),
        "budget.percentage": (FIRST, "Page 1"),  # an empty line takes the last reason
        "budget.explanation": (OTHER, "Page 2"),
    }
    assert response.answers["country"] == "FR"
    assert response.answers["budget"]["explanation"] == "It is not known."


def test_another_list_is_typed_entry_by_entry(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("kl.response.yaml", {"portals": ["https://one.example"]})
    run("kl.response.yaml", "--items", "portals")
    enter("kl.second.response.yaml", {("portals",): ["https://two.example"]})
    typing(monkeypatch, "3", "https://three.example", "https://four.example", "", "Page 1")
    assert run("kl.response.yaml", "--plain") == 0
    given = responses.read(path, LGQ).answers["portals"]
    assert given == ["https://three.example", "https://four.example"]


def test_what_is_decided_is_kept_where_the_lines_end(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("kl.response.yaml")
    run("kl.response.yaml")
    enter("kl.second.response.yaml", {("country",): "FR", ("mobile_share", "percentage"): 41})
    monkeypatch.setenv("LGQ_AUTHOR", "Cy")
    typing(monkeypatch, "1", "Page 1", "2")
    assert run("kl.response.yaml", "--plain") == 0
    assert {*responses.read(path, LGQ).verified} == {"country"}
    assert "1 is not decided yet." in said(capsys)


def test_the_commands_that_it_names_can_be_typed(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("own.yaml").write_text(shipped("questionnaire.yaml").read_text("utf-8"), "utf-8")
    write("kl.response.yaml")
    form = ["-q", "own.yaml"]
    assert run(*form, "kl.response.yaml") == 0
    told = said(capsys)
    assert "`lgq ask -q own.yaml kl.second.response.yaml`" in told
    assert "`lgq verify -q own.yaml kl.response.yaml`" in told
    typing(monkeypatch, "/quit")
    assert run(*form, "kl.response.yaml", "--plain") == 0
    said_again = " ".join(said(capsys).split())
    assert "lgq ask -q own.yaml --plain kl.second.response.yaml" in said_again


def test_line_by_line_no_key_is_named(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    write("kl.response.yaml")
    typing(monkeypatch, "y", "FR", "/quit")
    run("kl.response.yaml", "--plain")
    told = said(capsys)
    assert re.findall(r"\bF\d+\b|\^[A-Z]\b", told) == []
    assert "/reopen" in say("reopen.first")  # and so do all that may come


def test_what_cannot_be_recorded_is_tried_again(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write("kl.response.yaml")
    run("kl.response.yaml")
    enter("kl.second.response.yaml", {("country",): "FR"})
    bos = Lock(path)
    bos.take("Bo", Noon.now())
    monkeypatch.setenv("LGQ_AUTHOR", "Cy")
    typing(monkeypatch, "1", "Page 1")
    assert run("kl.response.yaml", "--plain") == 2
    assert "Bo has this response open" in said(capsys)

    class Typing(StringIO):
        """Bo is done by the time that it is tried again."""

        def readline(self, size: int = -1, /) -> str:  # type: ignore[override]
            line = super().readline(size)
            if line == "yes\n":
                bos.release()
            return line

    monkeypatch.setattr("sys.stdin", Typing("1\nPage 1\n\nyes\n"))
    assert run("kl.response.yaml", "--plain") == 0
    assert said(capsys).count("Bo has this response open") == 2
    assert responses.read(path, LGQ).verified["country"].why == "Page 1"


# Beside other commands


def test_it_is_no_response_of_its_own_to_other_commands(capsys: Captured) -> None:
    write("kl.response.yaml")
    run("kl.response.yaml")
    said(capsys)
    assert main(["desk", ".", "--list", "--format", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 1
    assert main(["export", ".", "-o", "all.csv"]) == 0
    assert said(capsys) == "all.csv is written, with 1 response.\n"
    named = ["kl.response.yaml", "kl.second.response.yaml"]
    main(["export", *named, "-o", "named.csv"])
    assert "kl.second.response.yaml: it is a part of another response" in said(capsys)


# A signature, as ever


def test_a_signature_beside_the_file_is_verified(capsys: Captured) -> None:
    write("kl.response.yaml")
    Path("kl.response.yaml.sig").write_text("no signature", "utf-8")
    assert run("kl.response.yaml") == 2
    assert "This is no signature of OpenSSH" in said(capsys)
    assert run("kl.response.yaml", "--items", "country") == 0
    assert "The second entry is" in said(capsys)
    assert run("kl.response.yaml", "--signature", "none.sig") == 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "`lgq verify` needs FILE as well"),
        (["kl.response.yaml", "--format", "json"], "add --report FOLDER"),
        (["kl.response.yaml", "--report", "."], "--report is about a folder, and FILE"),
        (["--report", ".", "--again"], "and --again about one response"),
        (["x", "--signers", "s", "--again"], "--signers is about a signature, and --again"),
        (["."], "This is a folder"),
        (["--report", "nowhere"], "nowhere"),
    ],
)
def test_what_does_not_fit_is_one_sentence(
    arguments: list[str], sentence: str, capsys: Captured
) -> None:
    assert run(*arguments) == 2
    told = said(capsys)
    assert sentence in told
    assert told.count("\n") == 1


# The report


def folder_of_some() -> None:
    def of(outcome: str, by: str = "Ben") -> Verification:
        return Verification(outcome, by, AT, "Ana", "Cy", AT, "page 1")

    write("a.response.yaml", verified={"country": of(AGREED), "budget.percentage": of(SECOND)})
    write(
        "b.response.yaml", verified={"country": of(AGREED), "budget.percentage": of(FIRST, "Abe")}
    )
    write("c.response.yaml", verified={"country": of(AGREED), "budget.percentage": of(OTHER)})
    write("d.response.yaml", verified={"country": of(AGREED), "budget.percentage": of(AGREED)})
    write("e.response.yaml")
    shutil.copy("a.response.yaml", "a.conflict.response.yaml")


def test_the_report_counts_by_question_and_by_person(capsys: Captured) -> None:
    folder_of_some()
    assert run("--report", ".") == 0
    assert said(capsys).splitlines() == [
        "5 responses; without a second entry: 1.",
        "The figures tell how sure the answers are, and are no ranking: a difference may come of the question, of the source, or of either entry.",
        "",
        "By question, in the order of the form",
        "Country: 4 of 4 agree (100%)",
        "III.3 Budget (Percentage compared to the total municipality budget): 1 of 4 agree (25%); 1 decided for the first; 1 decided for the second; 1 decided for another answer",
        "",
        "By who entered first, in the order of names",
        "Ana: 5 of 8 agree (62%); 1 decided for the first; 1 decided for the second; 1 decided for another answer",
        "",
        "By who entered a second time, in the order of names",
        "Abe: 0 of 1 agree (0%); 1 decided for the first",
        "Ben: 5 of 7 agree (71%); 1 decided for the second; 1 decided for another answer",
    ]


@pytest.mark.parametrize(
    ("agreed", "others", "percent"),
    [(200, 0, 100), (399, 1, 99), (1, 399, 1), (0, 3, 0), (2, 1, 67)],
)
def test_a_share_is_all_only_if_all_agree(agreed: int, others: int, percent: int) -> None:
    outcomes = {AGREED: agreed, FIRST: others, SECOND: 0, OTHER: 0}
    assert Count(ITEM, "country", outcomes).percent == percent


def test_the_report_is_for_programs_too(capsys: Captured) -> None:
    folder_of_some()
    assert run("--report", ".", "--format", "json") == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["responses"], data["without_second_entry"]) == (5, 1)
    assert data["counts"][1] == {
        "about": "item", "name": "budget.percentage",
        "called": "III.3 Budget (Percentage compared to the total municipality budget)", "compared": 4,
        "agreed": 1, "first": 1, "second": 1, "other": 1, "percent": 25,
    }  # fmt: skip
    assert run("--report", ".", "--format", "csv") == 0
    rows = [*csv.DictReader(StringIO(capsys.readouterr().out))]
    assert [row["compared"] for row in rows] == ["4", "4", "8", "1", "7"]


def test_a_file_that_cannot_be_read_is_told(capsys: Captured) -> None:
    folder_of_some()
    run("e.response.yaml")
    Path("torn.response.yaml").write_text("answers: [", "utf-8")
    Path("other.json").write_text("[", "utf-8")
    said(capsys)
    assert run("--report", ".") == 1
    out, err = capsys.readouterr()
    assert out.startswith("5 responses; without a second entry: 1.")
    assert err.startswith("lgq: torn.response.yaml:1: ")
    assert err.count("\n") == 1


def test_names_do_nothing_to_a_terminal_or_a_spreadsheet(capsys: Captured) -> None:
    bad = Verification(AGREED, "=1+1\x1b[31m", AT, "Ana")
    write("a.response.yaml", verified={"country": bad})
    run("--report", ".", "--format", "csv")
    run("--report", ".")
    run("--report", ".", "--format", "json")
    told = said(capsys)
    assert "\x1b" not in told
    assert "'=1+1" in told
