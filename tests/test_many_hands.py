"""One response through many hands, played by its keys: two departments fill parts of it, somebody
enters it a second time, the next year's edition begins with it, and git merges two branches of that.
At the end every answer says who gave it, and when.

docs/departments.md, docs/second-entry.md, docs/previous-round.md and docs/staff-guide.md walk through
the same; their pictures are taken here.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from benchmarks.strokes import Filling
from lgq_tui.cli import main
from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.paths import from_text, value_at, with_value
from lgq_tui.core.response import COMPLETED, Response
from lgq_tui.storage import responses, settings
from lgq_tui.storage.definitions import load, shipped
from lgq_tui.tui.app import LgqApp
from lgq_tui.tui.screens.merging import Merging
from lgq_tui.tui.screens.settling import Settling
from tests.cities import City, filled
from tests.guides import Look
from tests.tui.person import Person
from tests.tui.tour import standing_still

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PICTURES = DOCS / "many-hands"
SHOWN_IN = ("departments.md", "second-entry.md", "previous-round.md", "staff-guide.md")

CITY = City("Rivermouth", "NZ")
FILE = Path("rivermouth.response.yaml")
PLANNING, STATISTICS = (
    Path("rivermouth-planning.response.yaml"),
    Path("rivermouth-stat.response.yaml"),
)
SECOND = Path("rivermouth.second.response.yaml")
NEXT = Path("rivermouth-2024.response.yaml")

ANA, BEN, CLEO, DORA = "Ana Baker", "Ben Ito", "Cleo Diaz", "Dora Lund"

SECTIONS = {
    PLANNING: ("institutional_framework", "strategy_and_implementation", "online_services"),
    STATISTICS: ("online_services", "user_satisfaction", "social_media"),
}
"""What goes to whom; both fill the sections on online services."""

COUNTED_BY_STATISTICS = 31
"""The share of services online, which Planning puts at another figure."""

DIFFERENCES: Mapping[str, Any] = {
    "budget.percentage": 61,
    "online_share.percentage": 13,
    "satisfied_share.percentage": 9,
    "legislation.local": False,
    "mobile_share.percentage": 70,
    "strategy_coverage.areas": ["sdgs"],
    "service_portals.public_procurement": "https://www.rivermouth.example/buying",
    "contact.email": "office@rivermouth.example",
    "submission_date": "2022-07-02",
    "portals": ["https://www.rivermouth.example/en"],
}
"""What the second entry says otherwise."""

FIRST, SECOND_IS_RIGHT = "1", "2"

# --- the office ------------------------------------------------------------------------------------


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "office"
    folder.mkdir()
    with standing_still(folder):
        settings._known.clear()
        yield folder
    settings._known.clear()


@pytest.fixture
def who(office: Path) -> Iterator[Callable[[str], None]]:
    """Says who is at the keyboard from now on; taken back before what the office has set."""
    with pytest.MonkeyPatch.context() as patch:
        yield lambda name: patch.setenv("LGQ_AUTHOR", name)


@asynccontextmanager
async def at(path: Path, questionnaire: Questionnaire | None = None) -> AsyncIterator[Person]:
    """Somebody at the interview over a response; with no path, at the welcome screen."""
    app = LgqApp(questionnaire or load(shipped()))
    if path.name:
        app.begin_with(path)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        person = Person(pilot, path)
        await person.settled()
        yield person
        app.save_all()


async def command(person: Person, words: str) -> None:
    """Choose a command behind ^P by its name."""
    await person.press("ctrl+p")
    await person.type(words)
    await person.until(words)
    await person.press("enter")


async def enter(person: Person, said: Response) -> None:
    """Type all of a response, from its first page to its last."""
    strokes = Filling(person.interview.questionnaire, said).strokes
    if person.interview.pages[0].items:  # there is no introduction to be passed
        strokes = strokes[1:]
    await person.burst(*(stroke.key for stroke in strokes))


def read(path: Path, questionnaire: Questionnaire | None = None) -> Response:
    return responses.read(path, questionnaire)


def value_of(response: Response, path: str) -> Any:
    return value_at(response.answers, from_text(path))


# --- several departments ---------------------------------------------------------------------------


def whole() -> Response:
    """All that Rivermouth knows, put together."""
    response = filled(load(shipped()), CITY, 7, complete=True)
    answers = {**response.answers, "submission_date": "2022-07-01"}
    return response._replace(answers=answers, sources={}, queries={}, notes={}, accepted={})


def said_in(sections: tuple[str, ...], inside: bool = True) -> Response:
    """What is known in these sections, or in all others."""
    questionnaire, response = load(shipped()), whole()

    def is_there(key: str) -> bool:
        section = questionnaire.section_of[key.partition(".")[0]]
        return (section.id in sections) == inside

    answers = {key: value for key, value in response.answers.items() if is_there(key)}
    missing = {key: reason for key, reason in response.missing.items() if is_there(key)}
    return response._replace(answers=answers, missing=missing)


async def begin(look: Look) -> None:
    """Ana types what she knows herself, and splits the rest off for two departments."""
    everywhere = tuple({one for sections in SECTIONS.values() for one in sections})
    async with at(FILE) as person:
        await enter(person, said_in(everywhere, inside=False))
        await person.press("escape")
        for path, sections in SECTIONS.items():
            await command(person, "Split off a part")
            ids = [one.id for one in person.interview.questionnaire.sections]
            for number, one in enumerate(ids):
                await person.burst(*(["space"] if one in sections else []), "down")
                assert number < len(ids)
            name = "Planning Department" if path == PLANNING else "Statistics Office"
            await person.burst("tab", *name, "tab", "ctrl+u", *path.name)
            if path == PLANNING:
                await look(person, "split")
            await person.press("ctrl+d")
            await person.until(f"{path.name} is written")
        await person.press("ctrl+q")


async def fill_parts(who: Callable[[str], None], look: Look) -> None:
    """Both departments have their parts open at the same time, and take turns."""
    of_planning, of_statistics = (said_in(SECTIONS[path]) for path in SECTIONS)
    share = ("online_share", "percentage")
    answers = with_value(of_statistics.answers, share, COUNTED_BY_STATISTICS)
    async with at(PLANNING) as ben:
        async with at(STATISTICS) as cleo:
            who(CLEO)
            await enter(cleo, of_statistics._replace(answers=answers, part=read(STATISTICS).part))
            who(BEN)
            await enter(ben, of_planning._replace(part=read(PLANNING).part))
            who(CLEO)
            await finish_part(cleo, look)
        who(BEN)
        await finish_part(ben, look)


async def finish_part(person: Person, look: Look) -> None:
    await person.press("escape", "f8")
    await person.until("This part is complete")
    if person.path == PLANNING:
        await look(person, "part")
    await person.press("escape", "ctrl+q")


async def put_together(look: Look) -> None:
    """Both parts come back; the share that both gave is decided."""
    async with at(FILE) as person:
        for path in SECTIONS:
            await command(person, "Merge a packet")
            await person.burst("ctrl+u", *path.name, "enter")
            await person.settled()
        assert isinstance(person.app.screen, Merging)
        shown = " ".join(person.shown().split())
        assert "Ben Ito" in shown
        assert "Cleo Diaz" in shown
        await look(person, "clash")
        await person.press("right", "ctrl+d")
        assert person.value("online_share.percentage") == COUNTED_BY_STATISTICS
        await person.press("ctrl+q")


# --- a second entry --------------------------------------------------------------------------------


def entered_again(first: Response, asked: Questionnaire) -> Response:
    """What Dora reads in the same papers: ten answers otherwise; the texts say what they say."""
    answers: Any = {}
    for item in asked.by_path.values():
        path = tuple(item.path.split("."))
        value = DIFFERENCES.get(item.path, value_at(first.answers, path))
        if item.is_group or item.path in asked.listed or value is None:
            continue
        answers = with_value(answers, path, value if item.quoted is None else True)
    missing = {key: one for key, one in first.missing.items() if key not in DIFFERENCES}
    return first._replace(answers=answers, missing=missing)


async def enter_again(look: Look) -> None:
    """Dora enters all of it without seeing what there is, and decides with the papers in hand."""
    first = read(FILE)
    async with at(FILE) as person:
        await command(person, "Enter it a second time")
        await person.until("SECOND ENTRY")
        asked = person.interview.questionnaire
        assert person.interview.response.answers == {}
        said = entered_again(first, asked)
        await enter(person, said._replace(part=person.interview.response.part))
        await person.press("escape")
        await person.screen.goto("strategy")
        await look(person, "second")
        await person.press("f8")
        await person.settled()
        if not isinstance(person.app.screen, Settling):
            await person.press("1")
        assert isinstance(person.app.screen, Settling)
        assert {one.item.path for one in person.app.screen._settlement.pairs} == {*DIFFERENCES}
        await look(person, "differences")
        for number in range(len(DIFFERENCES)):
            await person.press(FIRST if number % 2 else SECOND_IS_RIGHT)
            await person.burst("ctrl+u", *f"Page {number + 1} of the papers", "enter")
            await person.settled()
        await look(person, "decided")
        await person.press("ctrl+d")
        await person.settled()
        await person.press("ctrl+q")


# --- the next year's edition -----------------------------------------------------------------------


def next_edition(folder: Path) -> Path:
    """One question renamed, one new, one gone."""
    text = shipped().read_text("utf-8")
    text = text.replace('version: "2022"', 'version: "2024"', 1)
    text = text.replace(
        "id: crisis_portal\n", "id: emergency_portal\n        was: crisis_portal\n", 1
    )
    gone = re.search(r"      - id: housing_initiatives\n(?:        .*\n|\n)+", text)
    assert gone is not None
    new = "      - {id: cloud_services, type: yes_no, label: Cloud services, required: true}\n"
    text = text.replace(gone[0], new, 1)
    path = folder / "lgq-2024.yaml"
    path.write_text(text, "utf-8")
    return path


async def begin_next(edition: Questionnaire, look: Look) -> None:
    """The new form begins with what there was, from the welcome screen."""
    async with at(Path(), edition) as person:
        await person.press("p")
        await person.burst("ctrl+u", *FILE.name, "enter")
        await person.settled()
        await person.burst("ctrl+u", *NEXT.name, "enter")
        await person.until("LGQ 2024")
        await person.press("pagedown")
        await look(person, "previous")
        await confirm_all(person, look)
        await person.screen.goto("cloud_services")
        await person.press("y", "ctrl+r")
        await person.press("end")
        await look(person, "kept")
        await person.press("escape", "ctrl+q")


async def confirm_all(person: Person, look: Look) -> None:
    """Answer by answer; one is another now, and so far from the old that it has to be explained."""
    for _ in range(200):
        if not person.interview.earlier.to_confirm():
            return
        part = person.screen.page.part
        if part is not None and part.path == ("satisfied_share", "percentage"):
            await person.burst(
                "end", "backspace", "backspace", "backspace", "7", "tab", "shift+tab"
            )
            await look(person, "jump")
            await person.press("f5")
            await person.burst(*"Another survey, of everybody", "enter", "tab")
        await person.press("f5")
    raise AssertionError(person.interview.earlier.to_confirm())


# --- git -------------------------------------------------------------------------------------------


def git(folder: Path, *words: str) -> str:
    names = ("-c", "user.name=Ana", "-c", "user.email=ana@example.org")
    command = ["git", *names, "-C", str(folder), *words]
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def keep_in_git(edition: Path) -> Path:
    """Ana's repository, and that of Cleo, who works on the same response elsewhere."""
    here, there = Path("ana"), Path("cleo")
    here.mkdir()
    shutil.copy(NEXT, here)
    (here / ".gitattributes").write_text("*.response.yaml merge=lgq\n", "utf-8")
    (here / ".gitignore").write_text("*.journal\n*.lock\n", "utf-8")
    git(here, "init", "--quiet", "--initial-branch=main")
    driver = f'"{sys.executable}" -m lgq_tui merge-driver -q "{edition}" %O %A %B %P'
    git(here, "config", "merge.lgq.driver", driver.replace("\\", "/"))
    git(here, "add", ".")
    git(here, "commit", "--quiet", "--message", "Confirmed")
    git(Path(), "clone", "--quiet", str(here), str(there))
    return there


async def change(path: Path, edition: Questionnaire, item: str, *keys: str) -> None:
    async with at(path, edition) as person:
        await person.screen.goto(item)
        await person.press(*keys)
        await person.press("ctrl+q")


async def merge_in_git(path: Path, edition: Questionnaire, who: Callable[[str], None]) -> Path:
    """Ana and Cleo each change the response, and git puts it together; Ana's file."""
    there, here = keep_in_git(path), Path("ana")
    who(CLEO)
    await change(there / NEXT.name, edition, "usage_statistics", "n")
    git(there, "commit", "--quiet", "--all", "--message", "Statistics")
    who(ANA)
    await change(here / NEXT.name, edition, "cloud_services", "n")
    git(here, "commit", "--quiet", "--all", "--message", "Cloud")
    git(here, "fetch", "--quiet", "../cleo", "main:cleo")
    git(here, "merge", "--quiet", "--no-edit", "cleo")
    merged = read(here / NEXT.name, edition)
    assert value_of(merged, "usage_statistics.answer") is False
    assert value_of(merged, "cloud_services") is False
    return here / NEXT.name


async def complete(path: Path, edition: Questionnaire) -> None:
    async with at(path, edition) as person:
        await person.press("f8")
        await person.until("Everything is there")
        await person.press("c")
        await person.press("escape", "ctrl+q")


# --- all of it -------------------------------------------------------------------------------------


async def test_a_response_goes_through_many_hands(
    office: Path, who: Callable[[str], None], look: Look, capsys: pytest.CaptureFixture[str]
) -> None:
    who(ANA)
    await begin(look)
    await fill_parts(who, look)
    who(ANA)
    await put_together(look)
    assert_put_together()
    who(DORA)
    before = read(FILE)
    await enter_again(look)
    assert_verified(before)
    who(ANA)
    path = next_edition(office)
    edition = load(path)
    await begin_next(edition, look)
    assert_confirmed(edition)
    last = NEXT
    if shutil.which("git") is not None:
        last = await merge_in_git(path, edition, who)
    await complete(last, edition)
    assert read(last).status == COMPLETED
    assert main(["check", "-q", str(path), str(last)]) == 0
    capsys.readouterr()
    assert main(["history", "-q", str(path), str(last), "--answers", "--format", "json"]) == 0
    assert_all_say_who(json.loads(capsys.readouterr().out))


def assert_put_together() -> None:
    response, wanted = read(FILE), whole()
    answers = with_value(wanted.answers, ("online_share", "percentage"), COUNTED_BY_STATISTICS)
    assert response.answers == answers
    assert response.missing == wanted.missing
    assert len(response.packets) == 2
    given = {key: (one.by, one.unit) for key, one in response.sources.items()}
    assert given["portals"] == (BEN, "Planning Department")
    assert given["online_share.percentage"] == (CLEO, "Statistics Office")


def assert_verified(before: Response) -> None:
    response = read(FILE)
    decided = {key: one for key, one in response.verified.items() if one.outcome != "agreed"}
    assert {*decided} == {*DIFFERENCES}
    assert {one.decided_by for one in decided.values()} == {DORA}
    assert all(one.why.startswith("Page ") for one in decided.values())
    taken = {key for key, one in decided.items() if one.outcome == "second"}
    assert len(taken) == len(DIFFERENCES) // 2
    for key, value in DIFFERENCES.items():
        assert value_of(response, key) == (value if key in taken else value_of(before, key))
    assert len(response.verified) > 40


def assert_confirmed(edition: Questionnaire) -> None:
    response = read(NEXT, edition)
    assert response.previous is not None
    assert {one.partition(".")[0] for one in response.previous.kept} == {"housing_initiatives"}
    assert value_of(response, "emergency_portal") == value_of(read(FILE), "crisis_portal")
    assert [key for key, one in response.carried.items() if one.is_open] == []
    assert {one.by for one in response.carried.values()} == {ANA}
    assert "satisfied_share.percentage" not in response.carried
    assert value_of(response, "satisfied_share.percentage") == 7


def assert_all_say_who(given: list[dict[str, str]]) -> None:
    assert len(given) > 60
    assert [one["item"] for one in given if not (one["by"] and one["at"])] == []
    assert {one["by"] for one in given} == {ANA, BEN, CLEO, DORA}


# --- the docs --------------------------------------------------------------------------------------


def test_every_picture_is_shown() -> None:
    texts = "".join((DOCS / name).read_text("utf-8") for name in SHOWN_IN)
    shown = set(re.findall(r"\]\(many-hands/(.+)\.svg\)", texts))
    assert shown == {path.stem for path in PICTURES.glob("*.svg")}
