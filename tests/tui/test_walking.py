"""Going through a questionnaire: pages, outline, search, review, completing."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Static

from lgq_tui.storage import responses
from lgq_tui.tui.screens.complete import Complete
from lgq_tui.tui.screens.interview import InterviewScreen
from lgq_tui.tui.screens.reader import Reader
from lgq_tui.tui.screens.review import Review
from lgq_tui.tui.widgets.bars import TopBar
from tests.tui.person import person_at, words

FORM = """
introduction: Welcome to a **form**.
closing: Send it to nobody.
footnotes: {cat: "A **cat** is an animal.", dog: A dog is one too.}
sections:
  - id: first
    number: I
    title: Pets
    items:
      - {id: cats, number: "1", type: yes_no, label: "Do you have cats[^cat]?", required: true}
      - id: many
        number: "2"
        type: integer
        label: How many whiskers have they?
        relevant: {cats: true}
      - {id: dogs, number: "3", type: yes_no, label: "Do you have dogs[^dog]?"}
  - id: second
    number: II
    title: You
    items:
      - {id: mail, type: email, label: Your address, required: true}
      - {id: word, type: select_multiple, label: You say, choices: [{id: honest, label: I am honest}]}
"""


async def test_pages_follow_each_other_and_leave_out_what_is_not_asked(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        assert "Welcome to a form." in person.shown()
        seen = []
        for _ in range(4):
            await person.press("pagedown")
            seen.append(person.interview.page.key)
        assert seen == ["cats", "dogs", "mail", "word"]
        await person.press("pageup")
        assert person.interview.page.key == "mail"


async def test_an_answer_brings_a_question(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.press("pagedown", "y", "pagedown")
        assert person.interview.page.key == "many"
        await person.type("24")
        await person.press("pageup", "n", "pagedown")
        assert person.interview.page.key == "dogs"
        assert person.interview.response.aside == {"many": 24}


async def test_it_goes_on_where_one_was(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.press("pagedown", "y", "pagedown")
        await person.type("24")
        await person.press("ctrl+q")
    async with person_at(tmp_path, FORM) as person:
        assert person.interview.page.key == "many"
        assert person.value("many") == 24
        await person.press("pageup", "n", "y", "pagedown")
        assert person.value("many") == 24


async def test_the_outline_by_keys_and_by_mouse(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.press("f6", "end", "enter")
        assert person.interview.page.key == "mail"
        await person.click("#outline", x=5, y=1)
        assert person.interview.page.key == "cats"
        await person.click("#outline", x=5, y=3)
        assert person.interview.page.key == "cats", "not asked, so nowhere to go"
        await person.click("#outline", x=5, y=4)
        assert person.interview.page.key == "dogs"


async def test_the_line_of_keys_is_for_the_mouse(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.click("#keys", x=12)
        assert person.interview.page.key == "cats"
        await person.click("#keys", x=24)
        assert person.interview.page.section is None


async def test_search_finds_words_numbers_and_choices(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.press("ctrl+g")
        await person.burst(*"ADDRESS", "enter")
        assert person.interview.page.key == "mail"
        await person.press("ctrl+f")
        await person.burst(*"i.3", "enter")
        assert person.interview.page.key == "dogs"
        await person.press("ctrl+g")
        await person.burst(*"honest", "enter")
        assert person.interview.page.key == "word"
        await person.press("ctrl+g")
        await person.type("nothing like it")
        await person.press("enter", "escape")
        assert person.interview.page.key == "word"


async def test_footnotes_of_the_question_come_first(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.press("pagedown", "pagedown", "f2")
        assert isinstance(person.app.screen, Reader)
        text = words(person.app.screen.query(Static).last())
        assert text.index("[2] A dog is one too.") < text.index("[1] A cat is an animal.")
        await person.press("escape")
        assert isinstance(person.app.screen, InterviewScreen)


async def test_a_mark_of_a_footnote_can_be_clicked(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.press("pagedown")
        y = next(y for y, line in enumerate(person.shown().split("\n")) if "[1]" in line)
        x = person.shown().split("\n")[y].index("[1]")
        await person.click(person.screen, x=x + 1, y=y)
        assert isinstance(person.app.screen, Reader)


async def test_the_review_shows_all_and_leads_to_each_problem(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.press("pagedown", "y", "ctrl+g")
        await person.burst(*"address", "enter")
        await person.type("me")
        await person.press("ctrl+r")
        assert isinstance(person.app.screen, Review)
        shown = person.shown()
        assert "0 answers lacking   1 error   0 warnings" in shown
        assert "Do you have cats?" in shown
        assert "The e-mail address has no @" in shown
        await person.press("home", "n", "enter")
        assert person.interview.page.key == "mail"
        await person.press("ctrl+r", "p")
        assert "Do you have cats?" not in person.shown()
        await person.press("escape")
        assert isinstance(person.app.screen, InterviewScreen)


async def test_the_review_shows_the_beginning_of_a_long_answer(tmp_path: Path) -> None:
    items = """
- {id: more, type: paragraph, label: More}
- {id: links, type: url, repeat: true, label: Links}
"""
    async with person_at(tmp_path, items) as person:
        await person.type("\n".join(f"line {number}" for number in range(1, 21)))
        await person.press("pagedown")
        await person.type("https://a.org\nno link")
        await person.press("ctrl+r")
        lines = [line.strip() for line in person.shown().split("\n")]
        assert lines[lines.index("line 1") :][:5] == [
            "line 1",
            "line 2",
            "line 3",
            "line 4",
            "line 5 …",
        ]
        assert "line 6" not in person.shown()
        await person.press("p")
        assert "Links (2): " in person.shown()


async def test_after_the_last_page_comes_the_review(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.press(*["pagedown"] * 5)
        assert isinstance(person.app.screen, Review)


async def test_what_stands_in_the_way_of_completing_is_listed_and_led_to(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.press("f8")
        assert isinstance(person.app.screen, Complete)
        assert "2 things stand in the way" in person.shown()
        await person.press("c")
        assert person.interview.status == "in-progress"
        await person.press("down", "enter")
        assert person.interview.page.key == "mail"


async def test_completing_and_opening_again(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.press("pagedown", "n", "pagedown", "pagedown")
        await person.type("me@example.org")
        await person.press("pagedown", "space", "f8")
        assert "I am honest" in person.shown()
        await person.press("c")
        assert "Send it to nobody." in person.shown()
        await person.press("escape")
        assert "Completed" in words(person.screen.query_one(TopBar))
        await person.press("ctrl+s")
        assert responses.read(person.path).status == "completed"
        await person.press("f8", "o")
        assert person.interview.status == "amended"


async def test_a_completed_response_asks_before_it_is_changed(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.press("pagedown", "n", "pagedown", "pagedown")
        await person.type("me@example.org")
        await person.press("f8", "c", "escape")
        await person.type("x")
        await person.press("tab")
        await person.pilot.pause(0.5)
        await person.settled()
        assert "Do you want to re-open it" in person.shown()
        await person.press("n")
        assert person.value("mail") == "me@example.org"
        assert person.leaf("mail").control.value == "me@example.org"
        await person.type("x")
        await person.pilot.pause(0.5)
        await person.settled()
        await person.press("y")
        assert (person.value("mail"), person.interview.status) == ("me@example.orgx", "amended")


async def test_undo_and_redo(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.press("pagedown", "y", "n", "pagedown", "pagedown")
        await person.type("me@x.org")
        await person.press("ctrl+z")
        assert person.value("mail") is None
        assert person.leaf("mail").control.value is None
        await person.press("ctrl+z")
        assert person.interview.page.key == "cats", "one sees what was undone"
        assert person.value("cats") is True
        await person.press("ctrl+y", "ctrl+y")
        assert (person.value("cats"), person.value("mail")) == (False, "me@x.org")


async def test_help_names_the_contact_and_closes_again(tmp_path: Path) -> None:
    async with person_at(tmp_path) as person:
        await person.press("f1", "end")
        assert "dpida@un.org" in words(person.app.screen.query(Static).last())
        await person.press("f1")
        assert isinstance(person.app.screen, InterviewScreen)


async def test_a_key_that_comes_twice_closes_a_window_once(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.press("pagedown")
        for key, window in (("f3", "4"), ("ctrl+g", "enter"), ("f1", "escape"), ("f8", "escape")):
            await person.press(key)
            await person.burst(window, window)
            assert isinstance(person.app.screen, InterviewScreen), key


async def test_what_nobody_sees_takes_no_keys(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.press("pagedown", "y")
        await person.pilot.resize_terminal(50, 18)
        await person.press("n", "f3", "f8", "pagedown")
        assert isinstance(person.app.screen, InterviewScreen)
        await person.pilot.resize_terminal(80, 24)
        await person.settled()
        assert person.value("cats") is True
        await person.press("n")
        assert person.value("cats") is False


async def test_it_goes_on_in_the_very_field(tmp_path: Path) -> None:
    items = "- {id: g, type: group, label: G, items: [{id: a, type: text, label: A}, {id: b, type: text, label: B}]}"
    async with person_at(tmp_path, items) as person:
        await person.press("tab")
        await person.type("one")
        await person.press("ctrl+q")
    async with person_at(tmp_path, items) as person:
        await person.type(" two")
        await person.press("ctrl+s")
        assert person.value("g") == {"b": "one two"}


async def test_a_notice_gives_way_to_the_next_and_goes_with_its_page(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert person.shown().count("nothing to undo") == 1
        await person.press("pagedown")
        assert "nothing to undo" not in person.shown()
