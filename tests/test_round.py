"""One round of a survey, played by its keys: 193 cities are invited, three send documents, one is
called, questions go out, replies come back, and the files at the end say so to other programs too.

docs/staff-guide.md walks through the same round; its pictures are taken here.
"""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from benchmarks.strokes import Assisted
from lgq_tui.cli import main
from lgq_tui.core.response import Response
from lgq_tui.session.desk.desk import Desk
from lgq_tui.storage import responses, settings
from lgq_tui.storage.definitions import load, shipped
from lgq_tui.tui.app import LgqApp
from tests.cities import City, cities, filled
from tests.guides import Look
from tests.returned.counting import digests, expected
from tests.tui.person import Person
from tests.tui.tour import standing_still

ROOT = Path(__file__).parents[1]
RETURNED = Path(__file__).parent / "returned"
GUIDE = ROOT / "docs" / "staff-guide.md"
PICTURES = ROOT / "docs" / "staff-guide"

DOCUMENTS = {
    "rivermouth-new-zealand": "rivermouth.docx",
    "brookvale-australia": "brookvale.pdf",
    "lindholm-norway": "lindholm.txt",
}
"""What came in, by the names of the files that it goes to."""

WRITERS = (City("Rivermouth", "NZ"), City("Brookvale", "AU"), City("Lindholm", "NO"))
CALLER = City("Belpura", "BJ")
CALLED = "belpura-benin"

DECIDED = {
    "E-participation": ["enter"],
    "Public space initiatives": ["enter"],
    "Submission date": ["e", "ctrl+u", *"2023-06-05", "enter"],
    "Open government data": ["enter"],
    "Housing initiatives": ["enter"],
    "Mobile share": ["enter"],
    "City  BROOKVALE": ["x"],
    "Legislation": ["enter"],
    "Strategy": ["enter"],
    "Usage statistics": ["enter"],
    "Satisfaction measured": ["enter"],
    "Big data": ["enter"],
}
"""What is done about proposals that are not certain, by what stands in their rows."""

REPLIES = {
    "brookvale-australia": {
        "III.3": "2.5 %",
        "III.8": "Yes",
        "IV.1": "12 %",
        "IV.3": "Yes",
        "V.2": "No",
        "V.3": "90 %",
        "VII.1": "Yes",
        "IX.9": "There was no such question.",
    },
    CALLED: {"III.3": "It is the share of the ICT budget. Of the whole: 4 %."},
}
"""What comes back to the letters, by the numbers in them; one of those was never given."""

REPLIED = {
    "budget.percentage": 2.5,
    "public_space_initiatives.answer": True,
    "online_share.percentage": 12,
    "usage_statistics.answer": True,
    "satisfaction_publication.answer": False,
    "satisfied_share.percentage": 90,
    "crisis_portal.answer": True,
}
"""What Brookvale's replies say, as answers."""

# --- the office ------------------------------------------------------------------------------------


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder in which staff work, with what they were sent."""
    folder = tmp_path / "office"
    (folder / "round").mkdir(parents=True)
    for name in DOCUMENTS.values():
        shutil.copy(RETURNED / name, folder)
    with (folder / "cities.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("city", "country"), *WRITERS, *cities(190), CALLER])
    numbers = count(1)
    # They are shown, in a few signs, where a reply is taken in.
    monkeypatch.setattr(responses, "_new_id", lambda now: f"0193b7c2-0000-{next(numbers):04}")
    with standing_still(folder):
        os.environ.pop("LGQ_AUTHOR")  # it goes back with the surroundings
        settings._known.clear()
        yield folder
    settings._known.clear()


@asynccontextmanager
async def staff(office: Path) -> AsyncIterator[Person]:
    """Somebody before the desk, who has never been there."""
    app = LgqApp(load(shipped()))
    app.begin_at(Desk(Path("round"), app.questionnaire))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        person = Person(pilot, office)
        await person.settled()
        yield person
        app.save_all()


# --- what staff do ---------------------------------------------------------------------------------


async def invite(person: Person) -> None:
    """A response for each city of the list; the caller's stands in it twice."""
    await person.press("f2", "2", "ctrl+u")
    await person.burst(*"cities.csv", "enter")
    await person.until("193 responses are started")
    assert "Line 195: Belpura, Benin stands in line" in person.shown()
    await person.press("escape", "home")


async def decide(person: Person) -> None:
    """What is certain at once, the rest one by one."""
    await person.press("a")
    for _ in DECIDED:
        if " 0 proposals" in person.shown():
            return
        row = next(line for line in person.shown().split("\n") if line.startswith("▸"))
        [keys] = [keys for words, keys in DECIDED.items() if words in row]
        await person.press(keys[0])
        await person.burst(*keys[1:])


async def take_in(person: Person, name: str, look: Look) -> None:
    """A document goes to the response that it names."""
    await person.burst("f7", "ctrl+u", *name, "enter")
    await person.until(f"{name} names")
    await person.press("1")
    if "Who are you?" in person.shown():
        await person.burst(*"Ana Baker", "enter")
    await person.press("enter")
    if name.endswith(".docx"):
        await look(person, "proposals")
    await decide(person)
    await person.press("ctrl+d")
    await person.press("ctrl+q")


def told(person: Person) -> Response:
    """What the caller says: all but who they are, which is known."""
    response = filled(person.app.questionnaire, CALLER, 7, complete=True)
    kept = {name: one for name, one in response.answers.items() if name not in ("city", "country")}
    return response._replace(answers=kept)


async def call(person: Person, look: Look) -> None:
    """Somebody tells all of their answers on the telephone; they are typed blind, and one of them is
    asked back."""
    await person.type("belpura")
    await person.press("enter")
    await person.burst("1", *"Ms Adeyemi, IT office")
    await look(person, "call")
    await person.press("enter")
    strokes = Assisted(person.app.questionnaire, told(person)).strokes
    await person.burst(*(stroke.key for stroke in strokes))
    await person.press("escape", "ctrl+g")
    await person.burst(*"budget", "enter")
    await person.press("tab", "f7")
    await person.burst(*"Is this the share of the whole budget?", "enter")
    await look(person, "question")
    await person.press("ctrl+q", "escape")


async def write_letters(person: Person, look: Look) -> None:
    """Who has anything open is asked about it."""
    await person.type("in progress")
    await person.press("ctrl+a", "f9")
    await person.press("1", "enter")
    await person.until("4 letters are written")
    await look(person, "letters")
    await person.press("escape", "escape", "escape")


def reply_to(letter: str, replies: Mapping[str, str]) -> str:
    """What a mail program makes of a letter in which somebody has written."""
    lines = ["Good morning Ana,", "please see below.", "", "On 24 Nov 2026, Ana Baker wrote:"]
    waiting, label = dict(replies), ""
    for line in letter.splitlines():
        label = line[1:].partition("]")[0] if line.startswith("[") else label
        lines.append(f"> {line}".rstrip())
        if line.strip() == "Your reply:":
            lines += ["", waiting.pop(label), ""]
    return "\n".join([*lines, *(f"[{one}] {text}" for one, text in waiting.items()), ""])


async def take_reply(person: Person, name: str, look: Look) -> None:
    """A reply goes to the response whose letter it quotes; with it, that is complete."""
    letter = Path("round", "letters", f"{name}.letter.txt").read_text("utf-8")
    city = name.partition("-")[0]
    Path(f"{city}-reply.txt").write_text(reply_to(letter, REPLIES[name]), "utf-8")
    await person.burst("f7", "ctrl+u", *f"{city}-reply.txt", "enter")
    await person.until("A reply to the letter to")
    if city == "brookvale":
        await look(person, "reply")
    await person.press("1")
    await person.press("enter", "a")
    if city == "brookvale":
        assert "No question with the number [IX.9] has gone out" in person.shown()
    else:
        await person.press("enter")  # to have it in place of the other
    assert " 0 proposals" in person.shown()
    await person.press("ctrl+d", "f8")
    await person.until("Everything is there.")
    await person.press("c")
    await person.press("escape", "ctrl+q")


async def say_of(person: Person, words: str, *keys: str) -> None:
    """Something of all rows that hold some words."""
    await person.type(words)
    await person.press("ctrl+a")
    await person.press(*keys)
    await person.press("escape", "escape")


# --- the round -------------------------------------------------------------------------------------


async def test_a_round(office: Path, look: Look, capsys: pytest.CaptureFixture[str]) -> None:
    async with staff(office) as person:
        await invite(person)
        await look(person, "desk")
        keep_in_git(office)
        for name in DOCUMENTS.values():
            await take_in(person, name, look)
        await call(person, look)
        await write_letters(person, look)
        for name in REPLIES:
            await take_reply(person, name, look)
        await say_of(person, "completed", "f3", "a")
        await say_of(person, "lindholm", "f3", "r")
        await say_of(person, "rivermouth", "f3", "i", "f4", "n", "B", "o", "enter")
        await person.press("f5", "3", "f5", "3", "home")
        await look(person, "marked")
        was_told = told(person)
    for name, document in DOCUMENTS.items():
        assert_as_its_document_says(name, document)
    assert_as_was_told(was_told)
    assert_known_to_other_programs()
    assert_changed_in_git(office)
    assert main(["check", *map(str, sorted(Path("round").glob("*.yaml")))]) == 0
    assert capsys.readouterr().out == ""
    assert main(["desk", "round", "--list", "--format", "csv"]) == 0
    rows = {row["file"]: row for row in csv.DictReader(capsys.readouterr().out.splitlines())}
    assert len(rows) == 193
    found = [rows[f"{name}.response.yaml"] for name in (*DOCUMENTS, CALLED)]
    assert [(row["mark"], row["queries"], row["assigned"]) for row in found] == [
        ("has-issues", "2", "Bo"), ("approved", "0", ""), ("received", "4", ""),
        ("approved", "0", ""),
    ]  # fmt: skip


def read(name: str) -> Response:
    return responses.read(Path("round", f"{name}.response.yaml"))


def value_at(response: Response, path: str) -> Any:
    value: Any = response.answers
    for step in path.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return value


def assert_as_its_document_says(name: str, document: str) -> None:
    """What was written down by who read the document, and what the replies said; and from where."""
    response = read(name)
    [form] = expected(RETURNED / f"{Path(document).stem}.expected.yaml")
    replied = REPLIED if name in REPLIES else {}
    for path, wanted in form.answers.items():
        if path in ("city", *replied) or path == "submission_date":
            continue
        assert digests(value_at(response, path)) == wanted, path
        if path != "country":
            source = response.sources[path]
            assert (source.mode, source.name, source.by) == ("document", document, "Ana Baker")
    for path, value in replied.items():
        assert (value_at(response, path), response.sources[path].mode) == (value, "e-mail")
        assert [query.status for query in response.queries[path]] == ["closed"]
    assert {**form.missing}.items() <= {**response.missing}.items()
    assert response.status == ("completed" if replied else "in-progress")


def assert_as_was_told(wanted: Response) -> None:
    response = read(CALLED)
    assert value_at(response, "budget.percentage") == 4
    said = {**response.answers, "budget": {**response.answers["budget"], "percentage": 16}}
    assert said == {**wanted.answers, "city": "Belpura", "country": "BJ"}
    assert response.missing == wanted.missing
    source = response.sources["contact.name"]
    assert (source.mode, source.unit, source.by) == ("call", "Ms Adeyemi, IT office", "Ana Baker")
    [query] = response.queries["budget.percentage"]
    assert [entry.status for entry in query.thread[1:]] == ["sent", "answered", "closed"]
    assert "Of the whole: 4 %." in query.reply
    assert (response.status, response.authors) == ("completed", ("Ana Baker",))


def assert_known_to_other_programs() -> None:
    """A validator that is not ours reads what was changed, and some of the others, by the schema."""
    names = [*DOCUMENTS, CALLED, "alanda-afghanistan", "novkyo-saint-martin-french-part"]
    files = [str(one) for name in names for one in Path("round").glob(f"{name}*.yaml")]
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(ROOT / "schema.json")]
    subprocess.run([*command, *files], check=True, capture_output=True)


# --- git -------------------------------------------------------------------------------------------


def git(office: Path, *words: str) -> str:
    if shutil.which("git") is None:
        return ""
    names = ("-c", "user.name=Ana", "-c", "user.email=ana@example.org")
    command = ["git", *names, "-C", str(office / "round"), *words]
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def keep_in_git(office: Path) -> None:
    git(office, "init", "--quiet")
    git(office, "add", "*.response.yaml")
    git(office, "commit", "--quiet", "--message", "As they were started")


def assert_changed_in_git(office: Path) -> None:
    """What `git diff` shows: four files, in which lines came and none went that says anything."""
    if not (office / "round" / ".git").exists():
        return
    names = git(office, "diff", "--name-only").split()
    assert names == sorted(f"{name}.response.yaml" for name in (*DOCUMENTS, CALLED))
    went = re.findall(r"^-(?!--)(.*)$", git(office, "diff", "--unified=0"), re.MULTILINE)
    kinds = {line.strip().partition(":")[0] for line in went}
    assert kinds <= {"status", "modified", "authors", "position", "digest", "seal"}
    came = git(office, "diff", "--unified=0", "--", f"{CALLED}.response.yaml")
    assert '+    name: "Farah Iskandar"\n' in came
    assert '+    unit: "Ms Adeyemi, IT office"\n' in came


# --- the guide -------------------------------------------------------------------------------------


def test_the_guide_shows_every_picture() -> None:
    shown = re.findall(r"\]\(staff-guide/(.+)\.svg\)", GUIDE.read_text("utf-8"))
    assert sorted(shown) == sorted(path.stem for path in PICTURES.glob("*.svg"))


def test_the_guide_gives_what_the_tests_play() -> None:
    guide = GUIDE.read_text("utf-8")
    for words in ("`rivermouth.docx`", "`brookvale-reply.txt`", "Ms Adeyemi", "193 cities"):
        assert words in guide
