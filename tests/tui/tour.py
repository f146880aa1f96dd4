"""Tours through all that the program shows: every screen and window, in every state that looks
different. Whoever takes one stops where there is something to look at."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import NamedTuple, Self

import pytest

from lgq_tui import locales
from lgq_tui.core.messages import Message
from lgq_tui.core.proposals import Left, Place, Placement, Proposal, Quote, Reply
from lgq_tui.core.queries import Query
from lgq_tui.core.sources import E_MAIL, SELF, AnswerSource
from lgq_tui.core.steps import ANSWER, QUERY, SOURCE, Change
from lgq_tui.core.text import visible
from lgq_tui.locales import times
from lgq_tui.session import beginning, importing, packets, second_entry, sitting, splitting
from lgq_tui.session import session as session_module
from lgq_tui.session.desk import desk as desk_module
from lgq_tui.session.desk.desk import Desk
from lgq_tui.session.rounds import begin_from
from lgq_tui.storage import keeper, recent, responses, seal
from lgq_tui.storage.definitions import load, shipped
from lgq_tui.storage.lock import Holder, Lock
from lgq_tui.tui.app import LgqApp
from lgq_tui.tui.desk import rows as desk_rows
from lgq_tui.tui.screens import review, welcome
from lgq_tui.tui.screens.board import BoardScreen
from lgq_tui.tui.screens.interview import InterviewScreen
from lgq_tui.tui.screens.window import Window
from lgq_tui.tui.screens.working import Progress, Working
from lgq_tui.tui.widgets.bars import KeyBar
from lgq_tui.tui.widgets.outline import Outline
from tests.cities import fill
from tests.rounds import SECOND, earlier, edition
from tests.tui.person import Person

EXAMPLES = Path(__file__).parents[2] / "examples" / "valid"
HOME = "answers"
"""What is shown of the folder that a tour is in."""

STATE = "state"
"""And of the one where the program remembers what it wants to."""

Stops = AsyncIterator[str]


class Noon(datetime):
    """The time at which every tour is."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return cls(2026, 11, 24, 12, 0, tzinfo=UTC).astimezone(tz)


@contextmanager
def standing_still(folder: Path) -> Iterator[None]:
    """Nothing that is shown depends on the clock, nor on where the tests run."""
    state = folder.parent / "state"

    def stable(text: str) -> str:
        return visible(text.replace(str(folder), HOME).replace(str(state), STATE))

    with pytest.MonkeyPatch.context() as patch:
        clocked = (session_module, sitting, times, beginning, keeper, review, desk_module)
        for module in (*clocked, desk_rows, packets, splitting, second_entry):
            patch.setattr(module, "datetime", Noon)
        for module in (locales, welcome):
            patch.setattr(module, "visible", stable)
        patch.setenv("TZ", "UTC")
        patch.setenv("LGQ_STATE_DIR", str(state))
        patch.setenv("LGQ_AUTHOR", "Ana")
        patch.chdir(folder)
        _read_zone()
        yield
    _read_zone()


def _read_zone() -> None:
    """Have Python take the zone of the time from the surroundings; on Windows it cannot."""
    if sys.platform != "win32":
        time.tzset()


# --- where they begin ------------------------------------------------------------------------------


def lgq(folder: Path) -> LgqApp:
    """Over a half-filled LGQ."""
    path = folder / "kl.response.yaml"
    shutil.copy(EXAMPLES / "half-filled.response.yaml", path)
    app = LgqApp(load(shipped("questionnaire.yaml")))
    app.begin_with(path)
    return app


def entering(folder: Path) -> LgqApp:
    """The same, by staff who type what the city has told."""
    app = lgq(folder)
    app.begin_with(folder / "kl.response.yaml", assisted=True)
    return app


def returned(folder: Path) -> LgqApp:
    """Over a response that was taken from a document, with what that left open."""
    app = lgq(folder)
    assert app._session is not None
    words = "It is about 16% from the ICT budget of the municipality, which has grown since 2019"
    sources = {
        "budget.answer": AnswerSource("document", "kl.pdf", "page 3"),
        "budget.percentage": AnswerSource("document", "kl.pdf", "page 3, line 12", words),
        "city": AnswerSource("call", "Ms Lim", "23 November"),
    }
    queries = {
        "budget.percentage": "Is this the share of the whole budget, or of the ICT budget?",
        "legislation.national": "Neither yes nor no is ticked in the document. Is there such a law?",
    }
    app._session.take(
        [
            Change(ANSWER, ("budget",), None, {"answer": True, "percentage": 16}),
            *(Change(SOURCE, (item,), None, source) for item, source in sources.items()),
            *(
                Change(QUERY, (item,), None, (Query.asked(text, "2026-11-24T10:12:00Z", "Ana"),))
                for item, text in queries.items()
            ),
        ]
    )
    return app


def assisted(folder: Path) -> LgqApp:
    """Over a response in which somebody types what others told, and nobody has said who it is."""
    os.environ.pop("LGQ_AUTHOR")  # it comes back with the surroundings
    app = lgq(folder)
    assert app._session is not None
    app._session.is_assisted = True
    return app


LETTER = """\
Dear colleagues,
III. Strategy and Implementation
4. Do you publish the city/municipality budget online on the portal? Please explain further and
provide links.
Yes, every year since 2019.
IV. Usage of online services
1. What is the percentage of city/municipality services offered online (municipality website)?
Please explain and provide links
Over 16% of the services, more than in any year before.
V. User satisfaction
1. Do you measure the satisfaction of citizens with the e-Government services provided?
Yes No
VI. Social Media
1. Do you use social media at the city/municipality level to interact with and engage people in
e-government activities? Please explain further.
No, not in this year.
"""


def letter(folder: Path) -> LgqApp:
    """Over a response to which a letter of the city proposes answers."""
    path = folder / "letter.txt"
    path.write_text(LETTER, "utf-8")
    app = lgq(folder)
    assert app._session is not None
    [form] = importing.read(path, lambda language: app.questionnaire).forms
    app._session.proposed = (path, form)
    return app


def twice(folder: Path) -> LgqApp:
    """Over a second entry of a response, half of which Ana has typed."""
    path = folder / "kl.response.yaml"
    questionnaire = load(shipped("questionnaire.yaml"))
    response = responses.read(EXAMPLES / "half-filled.response.yaml", questionnaire)
    source = AnswerSource(SELF, by="Bo", at="2026-11-24T10:12:00Z")
    sources = dict.fromkeys(response.answers, source)
    responses.write(path, response._replace(sources=sources), questionnaire)
    second = second_entry.begin(path, questionnaire).path
    app = LgqApp(questionnaire)
    app.begin_with(second)
    return app


def garden(folder: Path) -> LgqApp:
    """Over a completed response to another questionnaire."""
    path = folder / "garden.response.yaml"
    shutil.copy(EXAMPLES / "community-garden.response.yaml", path)
    app = LgqApp(load(EXAMPLES / "community-garden.questionnaire.yaml"))
    app.begin_with(path)
    return app


def again(folder: Path) -> LgqApp:
    """Over a new response that begins with one of an earlier round."""
    questionnaire, path = edition(folder, SECOND), folder / "survey.response.yaml"
    begin_from(earlier(folder), path, questionnaire)
    app = LgqApp(questionnaire)
    app.begin_with(path)
    return app


def nothing(folder: Path) -> LgqApp:
    return LgqApp(load(shipped("questionnaire.yaml")))


def interrupted(folder: Path) -> LgqApp:
    """Over a response whose journal has more than the file."""
    first = lgq(folder)
    assert first._session is not None
    path, session = folder / "kl.response.yaml", first._session
    before = path.read_bytes()
    session.interview.answer(("city",), "Kuala Lumpur, Wilayah Persekutuan")
    session.interview.answer(("budget", "answer"), False)
    session.save()
    session.settle(5)
    first.save_all()
    path.write_bytes(before)
    app = nothing(folder)
    app.begin_with(path)
    return app


def held(folder: Path) -> LgqApp:
    """Over a response that somebody else is at work on."""
    app = lgq(folder)
    assert app._session is not None
    app._session.holder = Holder("Bo", "desk-2", "2026-11-24T10:12:00Z")
    return app


def desk(folder: Path) -> LgqApp:
    """On a desk of some cities, one of which somebody has open, and a file that was cut off."""
    app = nothing(folder)
    paths = fill(folder, app.questionnaire, 9)
    for path in paths[6:8]:
        path.rename(path.with_name("a-long-name-of-a-file-" + path.name))
    (folder / "torn.response.yaml").write_text("answers: [", "utf-8")
    first = Desk(folder, app.questionnaire)
    first.load()
    first.mark([first.rows[0]], "approved")
    first.assign(first.rows[1:4], "Bo")
    app.begin_at(Desk(folder, app.questionnaire))
    app.bos_lock = Lock(paths[4])  # type: ignore[attr-defined]
    app.bos_lock.take("Bo", Noon.now(UTC))  # type: ignore[attr-defined]
    return app


def part(folder: Path) -> LgqApp:
    """Over the part of a department, in which nothing is left open."""
    form = load(shipped("questionnaire.yaml"))
    whole = responses.read(EXAMPLES.parent / "kuala-lumpur.response.yaml", form)
    sections = splitting.sections_named(form, "IV")
    packet = splitting.packet_of(form, whole, sections, "Online Services Department")
    splitting.write(folder / "kl.response.yaml", packet, form)
    app = LgqApp(form)
    app.begin_with(folder / "kl.response.yaml")
    return app


def away(folder: Path) -> LgqApp:
    """Over a response in a folder that can go away."""
    (folder / "stick").mkdir()
    return lgq(folder / "stick")


# --- where they go ---------------------------------------------------------------------------------


async def at(person: Person, path: str) -> None:
    await person.screen.goto(path)
    await person.settled()


async def through_questions(person: Person) -> Stops:
    await at(person, person.interview.pages[0].key)
    yield "introduction"
    await at(person, "city")
    yield "fields"
    await person.press("tab", "ctrl+u")
    await person.type("mala")
    yield "country"
    await at(person, "portals")
    await person.press("enter")
    yield "list"
    await at(person, "chief_information_officer")
    yield "yes_no"
    await at(person, "chief_information_officer.name")
    await person.press("shift+home")
    yield "selected"
    await at(person, "chief_information_officer.email")
    await person.press("ctrl+u")
    await person.type("aisyah at example.org")
    await person.press("tab", "ctrl+u")
    yield "errors"
    await at(person, "strategy_coverage")
    await person.press("down", "down")
    yield "choices"
    await person.press("enter", "tab", "tab")
    yield "details"
    await at(person, "budget.explanation")
    yield "paragraph"
    await at(person, "budget.percentage")
    await person.press("f3", "1")
    yield "reason"
    await at(person, "partnerships")
    yield "empty"
    await at(person, "budget")


async def without_looking(person: Person) -> Stops:
    await person.press("3", "enter")
    await at(person, "service_portals")
    await person.press("alt+u", "enter", "alt+n", "enter", "ctrl+u")
    await person.type("kuala")
    person.app.clear_notifications()
    await person.settled()
    yield "offered"
    await at(person, "strategy_coverage")
    await person.press("1", "2", "0")
    yield "numbers"
    await person.press("alt+s", "f1")
    yield "fast-keys"


async def through_windows(person: Person) -> Stops:
    await at(person, "budget")
    await person.press("f6", "down")
    yield "outline"
    await person.press("escape", "f3")
    yield "missing"
    await person.press("escape", "f4")
    await person.type("Asked again on the phone:\nthey will send the page.")
    yield "note"
    await person.press("escape")
    yield "noted"
    await person.press("ctrl+g")
    yield "search-empty"
    await person.type("open data")
    await person.press("down")
    yield "search"
    await person.press("escape", "f2")
    yield "footnotes"
    await person.press("escape", "f1")
    yield "help"
    await person.press("escape", "ctrl+r")
    yield "review"
    await person.press("p", "down")
    yield "review-problems"
    await person.press("f8")
    yield "complete"
    await person.press("escape", "escape", "f9", "a")
    yield "history"
    await person.press("escape", "ctrl+p")
    yield "palette"
    await person.type("them")
    await person.press("down")
    yield "palette-typed"
    await person.press("escape", "escape", "ctrl+c")
    yield "told"
    person.app.notify("The file could not be read.", severity="error", markup=False)
    await person.settled()
    yield "told-error"
    person.app.clear_notifications()
    await person.press("ctrl+s")


async def through_what_came_back(person: Person) -> Stops:
    await at(person, "budget.percentage")
    yield "returned"
    await person.screen.run_action("ask")
    await person.settled()
    await person.type("Of which year?")
    yield "ask"
    await person.press("enter")
    await person.screen.run_action("close_query")
    await person.settled()
    yield "close-query"
    await person.press("1")
    yield "asked"
    queries = person.interview.queries
    queries.send_out({("budget.percentage", 2): "III.3"}, "2026-11-24T09:00:00Z", "Ana")
    await person.screen.run_action("threads")
    await person.settled()
    yield "threads"
    await person.press("escape")
    person.screen.documents.propose(Path("reply.txt"), _replied())
    await person.settled()
    yield "reply"
    await person.press("escape", "ctrl+r")
    yield "review-queries"


async def through_a_sitting(person: Person) -> Stops:
    await person.press("enter")
    yield "who"
    await person.type("Ana Baker")
    yield "who-typed"
    await person.press("enter")
    yield "sitting"
    await person.press("1")
    await person.type("Ms Lim, Office of the CIO")
    yield "sitting-typed"
    await person.press("enter")
    await at(person, "budget.percentage")
    await person.press("shift+home")
    await person.type("15")
    await person.press("f9")
    yield "history-sources"
    await person.press("escape", "f10")
    yield "origin"
    await person.burst("tab", "tab", "tab", *"from 14:02 on", "f10")
    await at(person, "budget.explanation")
    yield "assisted"
    await person.press("ctrl+r")
    yield "review-sources"


def _replied() -> Placement:
    """What came back to a letter, as it is gone through."""
    words = "It is of the whole budget; 17% in 2024."
    return Placement(
        (
            Proposal(
                ("budget", "percentage"),
                17,
                Quote(words, Place(line=12)),
                doubt=Message("import.doubt.more_text"),
            ),
        ),
        left=(Left(Quote("Kind regards, Lim", Place(line=40))),),
        mode=E_MAIL,
        replies=(
            Reply(("budget", "percentage"), 2, "III.3", Quote(words, Place(line=12))),
            Reply(("legislation", "national"), 1, "II.1", Quote("Two laws.", Place(line=3))),
        ),
        told=(Message("letter.told.empty", {"labels": "I.2.a"}),),
    )


async def through_a_letter(person: Person) -> Stops:
    yield "proposals"
    await person.press("down", "down", "down", "down")
    yield "proposals-query"
    await person.press("x", "up", "up", "up")
    yield "proposals-doubt"
    await person.press("e")
    yield "proposals-change"
    await person.press("escape", "enter", "end")
    yield "proposals-left"
    await person.press("escape")
    yield "proposals-leave"
    await person.press("escape", "a", "ctrl+d")
    await person.settled()
    person.app.clear_notifications()
    await person.screen.run_action("export")
    await person.settled()
    yield "export"
    await person.press("p", "5", "ctrl+u")
    (person.path / "there.txt").write_text("", "utf-8")
    await person.type("there.txt")
    yield "export-where"
    await person.press("enter")
    await person.settled()
    yield "export-there"
    await person.press("escape")
    await person.screen.run_action("import")
    await person.settled()
    yield "import-which"
    await person.press("escape")
    progress = Progress()
    progress.tell(0.4)
    await person.app.push_screen(Working("Writing kl.pdf …", progress))
    await person.settled()
    yield "working"
    await person.press("escape")


async def through_a_second_entry(person: Person) -> Stops:
    await at(person, "city")
    await person.press("y", "tab")
    await person.type("MY")
    await at(person, "budget")
    await person.press("y")
    await at(person, "budget.percentage")
    await person.type("61")
    await at(person, "portals")
    await person.type("https://www.dbkl.gov.my/")
    await at(person, "city")
    yield "twice"
    await at(person, "budget")
    await person.press("f8")
    yield "twice-blank"
    await person.press("1")
    yield "settling"
    await person.press("2")
    yield "settling-why"
    await person.type("Page 3: with the slash")
    await person.press("enter", "up")
    yield "settling-decided"
    await person.press("f1")
    yield "settling-help"
    await person.press("escape", "ctrl+d")
    person.app.clear_notifications()
    await person.settled()


async def through_a_garden(person: Person) -> Stops:
    await at(person, "plots")
    await person.press("f8")
    yield "completed"
    await person.press("escape")
    await person.type("5")
    yield "reopen"
    await person.press("y")
    await at(person, "beds[1].area")
    yield "cards"
    await at(person, "visitors")
    await person.press("down")
    yield "multiple"
    await person.press("f8")
    yield "ready"
    await person.press("escape")
    await at(person, "plots")
    await person.press("ctrl+u")
    await person.type("500")
    await person.press("tab")
    yield "warning"
    await person.press("f5")
    yield "accept"
    await person.press("enter")
    yield "accept-unsaid"
    await person.type("Counted twice.")
    await person.press("enter")
    yield "accepted"
    await person.press("ctrl+z", "f8")
    yield "warnings"
    await person.press("c")
    yield "amended"
    await person.press("escape")
    await at(person, "garden_name")
    yield "together"


async def through_another_round(person: Person) -> Stops:
    yield "to-confirm"
    await person.press("f5")
    yield "confirmed"
    await person.press("end", "backspace", "backspace")
    await person.type("7")
    await at(person, "mobile")
    yield "jump"
    await person.press("f5")
    await person.type("The app was closed.")
    await person.press("enter")
    await at(person, "print")
    await person.press("end", "backspace", "backspace", "tab")
    yield "last-time"
    await at(person, "local")
    yield "may-belong"
    await person.press("ctrl+r", "end")
    yield "review-earlier"
    await person.press("escape", "f8")
    yield "complete-earlier"
    await person.press("escape")
    await person.screen.run_action("screen.earlier")
    await person.settled()
    yield "earlier"


async def through_the_door(person: Person) -> Stops:
    yield "welcome"
    await person.press("n")
    yield "new"
    await person.press("ctrl+u", "enter")
    yield "new-unnamed"
    await person.press("escape", "o", "ctrl+u")
    (person.path / "lagos.response.yaml").write_text("answers: [", "utf-8")
    (person.path / "lima.response.yaml").write_text("", "utf-8")
    (person.path / "quito").mkdir()
    await person.type("./")
    await person.press("down")
    yield "open"
    await person.type("lag")
    await person.press("enter")
    yield "open-complaint"
    await person.press("escape", "d", "ctrl+u")
    await person.burst(*"nowhere", "enter")
    yield "folder"
    await person.press("escape")
    for entry in (
        ("kl", "Kuala Lumpur, Malaysia", "in-progress", 9),
        ("lima", "Lima, Peru", "completed", 27),
        (
            "a-very-long-name-of-a-file-that-somebody-chose",
            "San Cristóbal de La Laguna",
            "amended",
            3,
        ),
    ):
        name, title, status, answered = entry
        path = person.path / f"{name}.response.yaml"
        recent.remember(recent.Recent(path, title, "", status, answered, 27, "un_lgq"))
    await person.press("f1", "escape", "up", "down")
    yield "recent"
    await person.pilot.hover(person.app.screen.query_one(KeyBar), offset=(3, 0))
    await person.settled()
    yield "hovered"


async def through_what_is_lacking(person: Person) -> Stops:
    yield "recovering"


async def beside_somebody(person: Person) -> Stops:
    yield "held"
    await person.press("r", "n")
    yield "only-read"


async def against_somebody(person: Person) -> Stops:
    await at(person, "city")
    path = person.path / "kl.response.yaml"
    response = responses.read(path)
    theirs = {"city": "KL", "country": "SG"}
    merged = response._replace(answers={**response.answers, **theirs})
    responses.write(path, merged, person.interview.questionnaire)
    await person.type("!")
    await person.press("tab")
    assert person.screen.session.settle(5) is False
    await person.settled()
    person.app.clear_notifications()
    await person.settled()
    yield "waits"
    await person.press("ctrl+s")
    yield "merging"
    await person.press("ctrl+d")
    yield "merged"


async def through_a_packet(person: Person) -> Stops:
    screen = person.screen
    await screen.run_action("split")
    await person.settled()
    await person.press("down", "down", "down", "space")
    await person.press("tab")
    await person.type("Planning Department")
    yield "splitting"
    await person.press("enter")
    await person.settled()
    yield "split-off"
    path = person.path / "kl-planning-department.response.yaml"
    packet, form = responses.read(path), screen.session.questionnaire
    source = AnswerSource("self", unit="Planning Department", by="Bo", at="2026-11-24T11:00:00Z")
    filled = packet._replace(
        answers={**packet.answers, "budget": {"answer": True, "percentage": 22}},
        sources={"budget.percentage": source},
    )
    responses.write(path, seal.sealed(filled, {}), form)
    await at(person, "budget.percentage")
    await person.press("shift+home")
    await person.type("18")
    await screen.run_action("merge")
    await person.settled()
    await person.type(str(path))
    await person.press("enter")
    await person.settled()
    yield "packet"


async def in_a_part(person: Person) -> Stops:
    await at(person, "online_share")
    yield "part"
    await person.press("f8")
    yield "part-complete"


async def without_a_disk(person: Person) -> Stops:
    await at(person, "budget")
    folder = person.path / "stick"
    folder.rename(person.path / "gone")
    await person.press("y", "ctrl+s")
    yield "unsaved"
    await person.press("ctrl+q")
    yield "leaving"
    await person.press("1")
    await person.press("ctrl+u")
    await person.type(f"{HOME}/kl.response.yaml")
    yield "elsewhere"
    await person.press("escape")
    (person.path / "gone").rename(folder)
    await person.press("ctrl+s")


CITIES = """\
city,country,assigned
Lima,Peru,Bo
Oslo,Norwegen,
Lima,PE,
"""


async def through_a_desk(person: Person) -> Stops:
    yield "desk"
    await person.press("space", "space", "f6", "f6")
    yield "desk-regions"
    await person.press("f3")
    yield "desk-mark"
    await person.press("i")
    await person.type("has issues")
    yield "desk-looked-for"
    await person.press("escape", "escape", "f6", "end")
    yield "desk-damaged"
    await person.press("home", "ctrl+d")
    yield "desk-details"
    await person.press("escape", "f8")
    yield "desk-export"
    await person.press("escape", "f2", "1")
    await person.burst(*"Lima", "enter", *"mala")
    yield "desk-city"
    await person.press("escape", "f2", "2")
    (person.path / "cities.csv").write_text(CITIES, "utf-8")
    await person.burst(*"cities.csv", "enter")
    yield "desk-listed"
    await person.press("escape", "ctrl+a", "f9", "1", "enter")
    yield "desk-letters"
    await person.press("escape", "escape")
    first = min((person.path / "letters").iterdir())
    (person.path / "reply.txt").write_bytes(first.read_bytes())
    await person.press("f7")
    await person.burst(*"reply.txt", "enter")
    yield "desk-reply"
    await person.press("escape")


async def in_a_corner(person: Person) -> Stops:
    yield "too-small"


class Tour(NamedTuple):
    """Where it begins, where it goes, and in which screen each of its stops is."""

    begin: Callable[[Path], LgqApp]
    go: Callable[[Person], Stops]
    stops: Mapping[str, str]


def _in(screen: str, *names: str) -> dict[str, str]:
    return dict.fromkeys(names, screen)


INTERVIEW = "InterviewScreen"
TOURS: Mapping[str, Tour] = {
    "questions": Tour(
        lgq,
        through_questions,
        _in(INTERVIEW, "introduction", "fields", "country", "list", "yes_no", "selected", "errors")
        | _in(INTERVIEW, "choices", "details", "paragraph", "reason", "empty"),
    ),
    "entering": Tour(
        entering,
        without_looking,
        _in(INTERVIEW, "offered", "numbers") | _in("Reader", "fast-keys"),
    ),
    "windows": Tour(
        lgq,
        through_windows,
        _in(INTERVIEW, "outline", "noted", "told", "told-error")
        | _in("Choosing", "missing")
        | _in("Writing", "note")
        | _in("Search", "search-empty", "search")
        | _in("Reader", "footnotes", "help")
        | _in("Review", "review", "review-problems")
        | _in("Complete", "complete")
        | _in("History", "history")
        | _in("Palette", "palette", "palette-typed"),
    ),
    "returned": Tour(
        returned,
        through_what_came_back,
        _in(INTERVIEW, "returned", "asked")
        | _in("Asking", "ask")
        | _in("Choosing", "close-query")
        | _in("Threads", "threads")
        | _in("Proposals", "reply")
        | _in("Review", "review-queries"),
    ),
    "assisted": Tour(
        assisted,
        through_a_sitting,
        _in("WhoAreYou", "who", "who-typed")
        | _in("Origin", "sitting", "sitting-typed", "origin")
        | _in("History", "history-sources")
        | _in(INTERVIEW, "assisted")
        | _in("Review", "review-sources"),
    ),
    "letter": Tour(
        letter,
        through_a_letter,
        _in("Proposals", "proposals", "proposals-query", "proposals-doubt", "proposals-left")
        | _in("Choosing", "proposals-leave", "export", "export-there")
        | _in("Asking", "proposals-change", "export-where", "import-which")
        | _in("Working", "working"),
    ),
    "twice": Tour(
        twice,
        through_a_second_entry,
        _in(INTERVIEW, "twice")
        | _in("Choosing", "twice-blank")
        | _in("Settling", "settling", "settling-decided")
        | _in("Why", "settling-why")
        | _in("Reader", "settling-help"),
    ),
    "garden": Tour(
        garden,
        through_a_garden,
        _in(INTERVIEW, "cards", "multiple", "warning", "together", "accepted")
        | _in("Choosing", "reopen")
        | _in("Reason", "accept", "accept-unsaid")
        | _in("Complete", "completed", "ready", "warnings", "amended"),
    ),
    "again": Tour(
        again,
        through_another_round,
        _in(INTERVIEW, "to-confirm", "confirmed", "jump", "last-time", "may-belong")
        | _in("Review", "review-earlier")
        | _in("Complete", "complete-earlier")
        | _in("Reader", "earlier"),
    ),
    "door": Tour(
        nothing,
        through_the_door,
        _in("Welcome", "welcome", "recent", "hovered")
        | _in("NewFile", "new", "new-unnamed")
        | _in("OpenFile", "open", "open-complaint")
        | _in("OpenFolder", "folder"),
    ),
    "desk": Tour(
        desk,
        through_a_desk,
        _in("DeskScreen", "desk", "desk-regions", "desk-looked-for", "desk-damaged")
        | _in("Choosing", "desk-mark", "desk-export", "desk-reply")
        | _in("Reader", "desk-details", "desk-listed", "desk-letters")
        | _in("NamingCity", "desk-city"),
    ),
    "lacking": Tour(interrupted, through_what_is_lacking, _in("Recovering", "recovering")),
    "beside": Tour(held, beside_somebody, _in("Choosing", "held") | _in(INTERVIEW, "only-read")),
    "against": Tour(
        lgq, against_somebody, _in(INTERVIEW, "waits", "merged") | _in("Merging", "merging")
    ),
    "packet": Tour(
        lgq,
        through_a_packet,
        _in("Splitting", "splitting") | _in(INTERVIEW, "split-off") | _in("Merging", "packet"),
    ),
    "part": Tour(part, in_a_part, _in(INTERVIEW, "part") | _in("Complete", "part-complete")),
    "disk": Tour(
        away,
        without_a_disk,
        _in(INTERVIEW, "unsaved") | _in("Choosing", "leaving") | _in("Asking", "elsewhere"),
    ),
    "corner": Tour(lgq, in_a_corner, _in(INTERVIEW, "too-small")),
}


@asynccontextmanager
async def touring(tour: Tour, size: tuple[int, int], folder: Path) -> AsyncIterator[Person]:
    """A person at the beginning of a tour; their path is the folder."""
    with standing_still(folder):
        app = tour.begin(folder)
        async with app.run_test(size=size, notifications=True) as pilot:
            person = Person(pilot, folder)
            await person.settled()
            await at_rest(person)
            yield person
            app.save_all()


async def at_rest(person: Person) -> None:
    """All has been judged, taken and saved that was going to be in a moment."""
    for screen in person.app.screen_stack:
        if isinstance(screen, InterviewScreen):
            while not screen._judges or screen._inspection.work():
                await person.pilot.pause()
            screen.query_one(Outline).renew()
            screen._tell_top()  # the country has a name only now
        if isinstance(screen, (InterviewScreen, Window)):
            await screen.commit()
        if isinstance(screen, BoardScreen):
            await asyncio.to_thread(screen._look)
    if person.app._session is not None:
        await asyncio.to_thread(person.app._session.settle, 5)
    await person.settled()
    # What comes while a window stands over a screen is drawn when the window is gone; whether it
    # came before, a picture does not hang on.
    for screen in person.app.screen_stack[:-1]:
        if isinstance(screen, BoardScreen):
            screen._refresh_layout()
    person.app.screen.refresh()
    await person.settled()
