"""A response that several departments fill: a part goes out, comes back, and is merged."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from lgq_tui.cli import main
from lgq_tui.core.carried import CONFIRMED, TO_CONFIRM, Carried
from lgq_tui.core.response import COMPLETED, Response
from lgq_tui.core.sources import SELF, AnswerSource
from lgq_tui.core.splitting import entries_of
from lgq_tui.session.beginning import opened
from lgq_tui.storage import responses, seal
from lgq_tui.storage.definitions import load
from lgq_tui.storage.found import journal_of
from lgq_tui.storage.plain import UnreadableError
from tests.storage.test_atomic import read_only

FORM = """\
id: form
version: "1"
title: A form
language: en
subject: [city, country]
sections:
- id: about
  title: About
  items:
  - {id: city, type: text, label: City, required: true}
  - {id: country, type: country, label: Country}
- id: plans
  number: I
  title: Plans
  items:
  - {id: budget, number: "1", type: group, label: Budget, items: [
      {id: there, type: yes_no, label: There, required: true},
      {id: share, type: percentage, label: Share, relevant: {there: true}}]}
  - {id: plan, number: "2", type: paragraph, label: Plan}
  - {id: hotline, number: "3", type: phone, label: Hotline}
- id: services
  number: II
  title: Services
  items:
  - {id: online, number: "1", type: integer, label: Online services}
  - {id: links, number: "2", type: url, repeat: true, label: Links}
  - {id: extra, number: "3", type: text, label: Extra, relevant: {budget.there: true}}
"""

Lgq = Callable[..., int]
NAMES = {"file": "r.response.yaml", "packet": "plans.response.yaml"}


@pytest.fixture
def lgq(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lgq:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LGQ_AUTHOR", "Ana")
    Path("form.yaml").write_text(FORM, "utf-8")

    def run(*arguments: str) -> int:
        return main([arguments[0], "-q", "form.yaml", *arguments[1:]])

    return run


def answer(file: str, by: str = "Ana", **given: Any) -> None:
    """What somebody types into a file; `budget__share=4` answers `budget.share`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LGQ_AUTHOR", by)
        session = opened(Path(file), load(Path("form.yaml")), lambda outcome: None)
        for name, value in given.items():
            session.interview.answer(tuple(name.split("__")), value)
        session.save()
        session.close()
        assert session.failed is None


def said(file: str) -> Response:
    return responses.read(Path(file), load(Path("form.yaml")))


def rewritten(file: str, response: Response, sealed: bool = True) -> None:
    """A file as some other program leaves it."""
    form = load(Path("form.yaml"))
    response = seal.sealed(response, {}) if sealed else response
    Path(file).write_bytes(responses.text_of(Path(file), response, form))


@pytest.fixture
def begun(lgq: Lgq) -> Lgq:
    answer(NAMES["file"], city="Lima", country="PE", budget__there=True, budget__share=4)
    assert lgq("split", "r.response.yaml", "--sections", "i", "-o", "plans.response.yaml",
               "--to", "Planning Department") == 0  # fmt: skip
    return lgq


def merge(lgq: Lgq, *more: str) -> int:
    return lgq("merge", "r.response.yaml", "plans.response.yaml", *more)


# Out -------------------------------------------------------------------------------------------


def test_a_packet_is_a_response_of_its_own(begun: Lgq, capsys: pytest.CaptureFixture[str]) -> None:
    packet, whole = said("plans.response.yaml"), said("r.response.yaml")
    assert packet.part is not None
    assert (packet.part.of, packet.part.items) == (whole.id, ("budget", "plan", "hotline"))
    assert (packet.part.subject, packet.part.country) == ("Lima, Peru", "PE")
    assert (packet.part.unit, packet.part.by) == ("Planning Department", "Ana")
    assert packet.answers == {"budget": {"there": True, "share": 4}}
    assert packet.part.base == entries_of(packet)
    assert packet.part.digest == seal.digest_of_data(packet.part.base)
    assert seal.holds(packet)
    assert packet.id != whole.id
    assert begun("check", "plans.response.yaml", "--complete") == 0
    answer("plans.response.yaml", hotline="01 315 1300")
    assert begun("check", "plans.response.yaml") == 0, "its country is known"


def test_what_hangs_on_other_sections_is_asked_as_they_stand(begun: Lgq) -> None:
    begun("split", "r.response.yaml", "--sections", "services", "-o", "s.response.yaml")
    packet = said("s.response.yaml")
    assert packet.part is not None
    assert packet.part.context["budget"]["there"] is True
    answer("s.response.yaml", extra="more")
    assert said("s.response.yaml").answers == {"extra": "more"}


@pytest.mark.parametrize("ending", ["txt", "md", "html", "docx", "xlsx"])
def test_a_document_says_whose_part_it_is(begun: Lgq, ending: str) -> None:
    assert begun("export", "plans.response.yaml", "-o", f"part.{ending}") == 0
    content = Path(f"part.{ending}").read_bytes()
    if ending in ("docx", "xlsx"):
        with ZipFile(f"part.{ending}") as archive:
            content = b"".join(map(archive.read, archive.namelist()))
    assert b"Part of a response: Planning" in content
    assert b"Lima" in content


def test_a_section_without_a_number_is_told_by_its_title(
    begun: Lgq, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert begun("split", "r.response.yaml", "--sections", "about,i", "-o", "a.response.yaml") == 0
    assert "is written, with About, I;" in capsys.readouterr().out


def test_the_response_stays_as_it_is(begun: Lgq) -> None:
    before = Path("r.response.yaml").read_bytes(), journal_of(Path("r.response.yaml")).read_bytes()
    assert begun("split", "r.response.yaml", "--sections", "II", "-o", "s.response.yaml") == 0
    after = Path("r.response.yaml").read_bytes(), journal_of(Path("r.response.yaml")).read_bytes()
    assert before == after


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--sections", "III", "-o", "x.yaml"), "no section III; there are about, I, II."),
        (("--sections", " ,", "-o", "x.yaml"), "at least one section; there are about, I, II."),
        (("--sections", "I", "-o", "plans.response.yaml"), "is there already"),
        (("--sections", "I", "-o", "r.response.yaml", "--force"), "r.response.yaml"),
    ],
)
def test_what_cannot_be_split_off_is_told(
    begun: Lgq, arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert begun("split", "r.response.yaml", *arguments) == 2
    assert told in capsys.readouterr().err
    assert not Path("x.yaml").exists()


def test_a_part_is_not_signed(begun: Lgq, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sign", "plans.response.yaml", "--key", "none"]) == 2
    assert "is a part of a response, and only a whole" in capsys.readouterr().err


def test_a_part_of_a_part_is_refused(begun: Lgq, capsys: pytest.CaptureFixture[str]) -> None:
    assert begun("split", "plans.response.yaml", "--sections", "I", "-o", "x.yaml") == 2
    assert "itself a part" in capsys.readouterr().err


def test_work_that_is_only_in_the_journal_is_told_of(
    begun: Lgq, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Path("r.response.yaml").read_bytes()
    answer("r.response.yaml", city="Cusco")
    Path("r.response.yaml").write_bytes(before)
    assert begun("split", "r.response.yaml", "--sections", "I", "-o", "x.response.yaml") == 0
    assert "has work that is not in the file" in capsys.readouterr().err


# Back ------------------------------------------------------------------------------------------


def test_what_does_not_clash_comes_in_with_whose_it_is(
    begun: Lgq, capsys: pytest.CaptureFixture[str]
) -> None:
    answer("plans.response.yaml", "Ben", plan="A plan", budget__share=5)
    answer("r.response.yaml", city="Lima!", online=7)
    assert merge(begun) == 0
    assert "on 2 questions is taken" in capsys.readouterr().out
    whole, packet = said("r.response.yaml"), said("plans.response.yaml")
    assert whole.answers == {
        "city": "Lima!", "country": "PE", "online": 7,
        "budget": {"there": True, "share": 5}, "plan": "A plan",
    }  # fmt: skip
    source = whole.sources["plan"]
    assert (source.mode, source.unit, source.by) == (SELF, "Planning Department", "Ben")
    assert "budget.there" not in whole.sources, "only what the packet has changed"
    record = whole.packets[packet.id]
    assert (record.digest, record.unit, record.by) == (
        seal.digest_of(packet), "Planning Department", "Ana",
    )  # fmt: skip
    assert seal.holds(whole)


def test_it_is_one_step_that_undo_takes_back(begun: Lgq) -> None:
    answer("plans.response.yaml", "Ben", plan="A plan", budget__share=5)
    before = said("r.response.yaml")
    assert merge(begun) == 0
    session = opened(Path("r.response.yaml"), load(Path("form.yaml")), lambda outcome: None)
    turns = session.past()
    assert not isinstance(turns, Path)
    session.interview.remember(turns)
    session.interview.undo()
    now = session.interview.response
    session.close()
    assert (now.answers, now.sources, now.packets) == (before.answers, {}, {})


def test_what_clashes_is_told_with_who_gave_it(
    begun: Lgq, capsys: pytest.CaptureFixture[str]
) -> None:
    answer("plans.response.yaml", "Ben", plan="theirs", hotline="01 315 1300")
    answer("r.response.yaml", plan="mine")
    capsys.readouterr()
    assert merge(begun) == 1
    [taken, clash] = capsys.readouterr().out.splitlines()
    assert taken == "plans.response.yaml: what it says on 1 question is taken."
    assert clash.startswith("r.response.yaml: plan I.2 Plan: here “mine” (Ana, 20")
    assert "), in plans.response.yaml “theirs” (Planning Department, Ben, 20" in clash
    assert said("r.response.yaml").answers["plan"] == "mine"
    assert merge(begun, "--format", "json") == 1, "it is to be decided still"
    told = json.loads(capsys.readouterr().out)
    assert told["packets"][0]["taken"] == 0
    [entry] = told["clashes"]
    assert (entry["item"], entry["here"]["by"], entry["there"]["unit"]) == (
        "plan", "Ana", "Planning Department",
    )  # fmt: skip
    answer("r.response.yaml", plan="theirs")
    assert merge(begun) == 0, "who has the same now has nothing to decide"
    assert "merged before" not in capsys.readouterr().err
    assert merge(begun) == 0
    assert "merged before" in capsys.readouterr().err


def test_what_is_open_still_is_told_again_and_nothing_is_written(begun: Lgq) -> None:
    answer("plans.response.yaml", "Ben", plan="theirs")
    answer("r.response.yaml", plan="mine")
    assert merge(begun) == 1
    before = [Path(name).read_bytes() for name in (NAMES["file"], f"{NAMES['file']}.journal")]
    assert merge(begun) == 1
    assert before == [
        Path(name).read_bytes() for name in (NAMES["file"], f"{NAMES['file']}.journal")
    ]


def test_what_clashes_stands_in_the_order_of_the_form(
    begun: Lgq, capsys: pytest.CaptureFixture[str]
) -> None:
    answer("plans.response.yaml", "Ben", hotline="01 315 1300", plan="theirs", budget__share=5)
    answer("r.response.yaml", hotline="01 315 1301", plan="mine", budget__share=6)
    capsys.readouterr()
    assert merge(begun) == 1
    items = [line.split()[1] for line in capsys.readouterr().out.splitlines()]
    assert items == ["budget.share", "plan", "hotline"]


def test_who_gave_what_is_not_asked_any_more_is_known(
    begun: Lgq, capsys: pytest.CaptureFixture[str]
) -> None:
    answer("plans.response.yaml", "Ben", budget__share=5)
    answer("plans.response.yaml", "Ben", budget__there=False)
    answer("r.response.yaml", budget__share=6)
    capsys.readouterr()
    assert merge(begun) == 1
    [clash] = [one for one in capsys.readouterr().out.splitlines() if "budget.share" in one]
    assert "in plans.response.yaml “5” (Planning Department, Ben, 20" in clash


def test_who_gave_an_answer_is_not_held_to_have_written_the_note_on_it(
    begun: Lgq, capsys: pytest.CaptureFixture[str]
) -> None:
    answer("plans.response.yaml", "Ben", budget__share=5)
    assert merge(begun) == 0
    for name, by in ((NAMES["file"], "Ana"), (NAMES["packet"], "Ben")):
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("LGQ_AUTHOR", by)
            session = opened(Path(name), load(Path("form.yaml")), lambda outcome: None)
            session.interview.note("budget.share", f"{by} says so")
            session.save()
            session.close()
    capsys.readouterr()
    assert merge(begun) == 1
    [clash] = capsys.readouterr().out.splitlines()
    assert "here “Note: Ana says so”, in" in clash
    assert clash.endswith("“Note: Ben says so” (Planning Department, Ben)")


def test_an_answer_without_a_source_gets_one(begun: Lgq) -> None:
    packet = said("plans.response.yaml")._replace(
        answers={"budget": {"there": True, "share": 9}, "plan": "P"}, authors=("Ben",),
        modified="2099-01-01T00:00:00Z",
    )  # fmt: skip
    rewritten("plans.response.yaml", packet)
    assert merge(begun) == 0
    expected = AnswerSource(
        SELF, unit="Planning Department", by="Ben", at="2099-01-01T00:00:00Z"
    )  # fmt: skip
    assert said("r.response.yaml").sources == {"budget.share": expected, "plan": expected}


def test_only_what_belongs_to_the_part_is_taken(begun: Lgq) -> None:
    packet = said("plans.response.yaml")
    answers = {**packet.answers, "city": "Elsewhere", "online": 1, "plan": "P"}
    notes = {"links": "stray", "plan": "kept"}
    rewritten("plans.response.yaml", packet._replace(answers=answers, notes=notes))
    assert merge(begun) == 0
    whole = said("r.response.yaml")
    assert (whole.answers["city"], whole.answers.get("online")) == ("Lima", None)
    assert (whole.answers["plan"], whole.notes) == ("P", {"plan": "kept"})


def test_nothing_is_taken_that_nobody_asks(begun: Lgq) -> None:
    packet = said("plans.response.yaml")
    assert packet.part is not None
    answers = {**packet.answers, "stray": "x", "plan": "P"}
    part = packet.part._replace(items=(*packet.part.items, "stray", "city[0]"))
    rewritten("plans.response.yaml", packet._replace(answers=answers, part=part))
    assert merge(begun) == 0
    assert said("r.response.yaml").answers["plan"] == "P"
    assert "stray" not in said("r.response.yaml").answers


def test_one_that_is_named_twice_counts_once(
    begun: Lgq, capsys: pytest.CaptureFixture[str]
) -> None:
    answer("plans.response.yaml", "Ben", plan="A plan")
    Path("copy.response.yaml").write_bytes(Path("plans.response.yaml").read_bytes())
    assert merge(begun, "copy.response.yaml", "plans.response.yaml") == 0
    told = capsys.readouterr()
    assert told.out.count("is taken") == 1
    assert told.err.count("named twice") == 2


# What comes again ------------------------------------------------------------------------------


def test_more_from_the_same_packet_comes_in(begun: Lgq) -> None:
    answer("plans.response.yaml", "Ben", plan="A plan")
    assert merge(begun) == 0
    answer("plans.response.yaml", "Ben", hotline="01 315 1300")
    assert merge(begun) == 0
    assert said("r.response.yaml").answers["plan"] == "A plan"
    assert said("r.response.yaml").answers["hotline"]


def test_what_was_changed_here_since_is_not_brought_back(begun: Lgq) -> None:
    answer("plans.response.yaml", "Ben", plan="A plan", budget__share=5)
    assert merge(begun) == 0
    answer("r.response.yaml", plan=None, budget__share=4)  # as it was before the packet
    answer("plans.response.yaml", "Ben", hotline="01 315 1300")
    assert merge(begun) == 0
    answers = said("r.response.yaml").answers
    assert (answers.get("plan"), answers["budget"]["share"]) == (None, 4)
    assert answers["hotline"]


def test_what_comes_again_and_is_another_is_asked_about(
    begun: Lgq, capsys: pytest.CaptureFixture[str]
) -> None:
    answer("plans.response.yaml", "Ben", plan="A plan")
    Path("other.response.yaml").write_bytes(Path("plans.response.yaml").read_bytes())
    assert merge(begun) == 0
    answer("other.response.yaml", "Cem", plan="Another")
    assert begun("merge", "r.response.yaml", "other.response.yaml") == 1
    answer("other.response.yaml", "Cem", plan=None)
    assert begun("merge", "r.response.yaml", "other.response.yaml") == 1
    assert said("r.response.yaml").answers["plan"] == "A plan"


# An older response -----------------------------------------------------------------------------


@pytest.mark.parametrize("with_journal", [True, False])
def test_a_response_from_a_backup_loses_nothing(
    begun: Lgq, with_journal: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """It lacks what the packet began with, and nobody has taken that out."""
    journal = journal_of(Path("r.response.yaml"))
    backup = Path("r.response.yaml").read_bytes(), journal.read_bytes()
    answer("r.response.yaml", plan="Written before it was split")
    Path("plans.response.yaml").unlink()
    begun("split", "r.response.yaml", "--sections", "I", "-o", "plans.response.yaml")
    answer("plans.response.yaml", "Ben", hotline="01 315 1300")
    Path("r.response.yaml").write_bytes(backup[0])
    journal.write_bytes(backup[1]) if with_journal else journal.unlink()
    capsys.readouterr()
    assert merge(begun) == 1
    told = capsys.readouterr()
    assert "in plans.response.yaml “Written before it was split”" in told.out
    assert "may be an older copy" in told.err
    assert said("r.response.yaml").answers["hotline"]


def test_who_took_an_answer_out_since_is_not_asked(begun: Lgq) -> None:
    answer("r.response.yaml", budget__share=None)
    assert merge(begun) == 0
    assert said("r.response.yaml").answers["budget"] == {"there": True}


# What nobody can rely on -----------------------------------------------------------------------


def altered(packet: Response) -> tuple[Response, bool]:
    return packet._replace(answers={**packet.answers, "plan": "slipped in"}), False


def older(packet: Response) -> tuple[Response, bool]:
    made = packet._replace(answers={**packet.answers, "plan": "slipped in"})
    return made._replace(modified="2001-01-01T00:00:00Z"), True


def without_base(packet: Response) -> tuple[Response, bool]:
    assert packet.part is not None
    made = packet._replace(answers={**packet.answers, "plan": "slipped in"})
    return made._replace(part=packet.part._replace(base=None, digest="")), True


def with_another_base(packet: Response) -> tuple[Response, bool]:
    assert packet.part is not None
    made = packet._replace(answers={**packet.answers, "plan": "slipped in"})
    return made._replace(part=packet.part._replace(base={"answers": {}})), True


def copy(packet: Response) -> tuple[Response, bool]:
    whole = said("r.response.yaml")
    return whole._replace(answers={**whole.answers, "plan": "slipped in"}), True


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (altered, "seal of this file does not hold"),
        (older, "older than the part"),
        (without_base, "does not say what it began as"),
        (with_another_base, "does not say what it began as"),
        (copy, "a copy of the response"),
    ],
)
def test_nothing_comes_by_itself_of_what_nobody_can_rely_on(
    begun: Lgq, made: Any, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    packet, sealed = made(said("plans.response.yaml"))
    if not sealed:
        packet = packet._replace(seal={"digest": "sha256:00"})
    rewritten("plans.response.yaml", packet, sealed)
    answer("r.response.yaml", hotline="01 315 1300")
    capsys.readouterr()
    assert merge(begun) == 1
    told = capsys.readouterr()
    assert why in told.err
    assert "here “–”, in plans.response.yaml “slipped in”" in told.out
    assert told.out.count("here") == 1, "what only the response has stays, unasked"
    assert "plan" not in said("r.response.yaml").answers


# What is refused -------------------------------------------------------------------------------


def other_response(packet: Response) -> Response:
    assert packet.part is not None
    return packet._replace(part=packet.part._replace(of="another"))


def other_edition(packet: Response) -> Response:
    return packet._replace(questionnaire=packet.questionnaire._replace(version="2"))


def second_entry(packet: Response) -> Response:
    assert packet.part is not None
    return packet._replace(part=packet.part._replace(kind="second-entry"))


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (other_response, "is no part of r.response.yaml"),
        (other_edition, "version"),
        (second_entry, "second entry"),
    ],
)
def test_what_is_no_packet_of_it_is_refused(
    begun: Lgq, made: Any, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rewritten("x.response.yaml", made(said("plans.response.yaml")))
    answer("plans.response.yaml", "Ben", plan="A plan")
    before = Path("r.response.yaml").read_bytes()
    assert merge(begun, "x.response.yaml") == 2, "nothing of the others is taken either"
    assert why in capsys.readouterr().err
    assert Path("r.response.yaml").read_bytes() == before


def test_the_part_before_the_response_is_the_wrong_way_round(
    begun: Lgq, capsys: pytest.CaptureFixture[str]
) -> None:
    assert begun("merge", "plans.response.yaml", "r.response.yaml") == 2
    assert "is itself a part, and r.response.yaml the response" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["r.response.yaml", "form.yaml", "nowhere.yaml", "."])
def test_files_that_are_none_are_refused(
    begun: Lgq, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Path("r.response.yaml").read_bytes()
    assert begun("merge", "r.response.yaml", name) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert Path("r.response.yaml").read_bytes() == before


def test_what_is_completed_is_opened_again_first(
    begun: Lgq, capsys: pytest.CaptureFixture[str]
) -> None:
    rewritten("r.response.yaml", said("r.response.yaml")._replace(status=COMPLETED))
    journal_of(Path("r.response.yaml")).unlink()
    before = Path("r.response.yaml").read_bytes()
    answer("plans.response.yaml", "Ben", plan="A plan")
    assert merge(begun) == 2
    assert "re-open it" in capsys.readouterr().err
    assert Path("r.response.yaml").read_bytes() == before


def test_what_cannot_be_saved_is_not_said_to_be_taken(
    begun: Lgq, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer("plans.response.yaml", "Ben", plan="A plan")
    names = (NAMES["file"], f"{NAMES['file']}.journal")
    contents = [Path(name).read_bytes() for name in names]
    (tmp_path / "disk").mkdir()
    capsys.readouterr()
    with read_only(tmp_path / "disk") as disk:
        subprocess.run(["mount", "-o", "remount,rw", str(disk.parent)], check=True)
        for name, content in zip(names, contents, strict=True):
            disk.with_name(name).write_bytes(content)
        subprocess.run(["mount", "-o", "remount,ro", str(disk.parent)], check=True)
        file = str(disk.with_name(NAMES["file"]))
        assert begun("merge", file, "plans.response.yaml") == 2
        told = capsys.readouterr()
        assert "could not be saved" in told.err
        assert told.out == ""
        assert [disk.with_name(name).read_bytes() for name in names] == contents


def test_a_response_that_is_not_there_is_not_begun(begun: Lgq) -> None:
    assert begun("merge", "nowhere.yaml", "plans.response.yaml") == 2
    with pytest.raises(UnreadableError):
        said("nowhere.yaml")


def test_a_part_is_never_completed(begun: Lgq) -> None:
    answer("plans.response.yaml", "Ben", plan="A plan")
    session = opened(Path("plans.response.yaml"), load(Path("form.yaml")), lambda outcome: None)
    assert session.interview.complete() == ()
    assert session.interview.status == "in-progress"
    session.close()


def test_who_has_confirmed_an_answer_of_before_is_told_where_it_clashes(
    begun: Lgq, capsys: pytest.CaptureFixture[str]
) -> None:
    old = AnswerSource(SELF, by="Zoe", at="2024-01-01T10:00:00Z")
    confirmed = Carried(CONFIRMED, "Cem", "2026-01-01T10:00:00Z")
    waits = said("r.response.yaml")._replace(
        sources={"budget.share": old}, carried={"budget.share": Carried(TO_CONFIRM)}
    )
    rewritten("r.response.yaml", waits)
    journal_of(Path("r.response.yaml")).unlink()
    assert begun("split", "r.response.yaml", "--sections", "i", "-o", "q.response.yaml") == 0
    answer("q.response.yaml", by="Ben", budget__share=5)
    rewritten("r.response.yaml", waits._replace(carried={"budget.share": confirmed}))
    capsys.readouterr()
    assert begun("merge", "r.response.yaml", "q.response.yaml") == 1
    told = capsys.readouterr().out
    assert "here “4” (Cem, 2026-01-01" in told
    assert "“5” (Ben, 20" in told
    assert "Zoe" not in told
