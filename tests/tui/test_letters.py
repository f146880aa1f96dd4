"""Problems that are put to the respondent, threads, letters and replies, on the screen."""

from __future__ import annotations

from pathlib import Path

from lgq_tui.storage import responses
from lgq_tui.tui.screens.proposals import Proposals
from lgq_tui.tui.screens.review import Review
from tests.tui.person import Person, person_at
from tests.tui.test_remarks import FORM, act, command, told

ANSWERED, ASKED_AGAIN, SETTLED = "answered", "open", "closed"


def asked(person: Person) -> list[tuple[str, str, str]]:
    """Each query: where, how it stands, and what it asks."""
    return [(one.item, one.query.status, one.query.text) for one in person.interview.queries.all()]


async def too_much(person: Person) -> None:
    """Two shares that make 100 together, of which the form warns."""
    await person.press("pagedown")
    await person.type("79")
    await person.press("pagedown")
    await person.type("21")
    await person.press("tab")


async def test_a_warning_is_put_to_the_respondent_instead_of_standing(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await too_much(person)
        await person.press("f5", "f5")
        assert "Question for the respondent on: Rest" in person.shown()
        await person.press("end")
        await person.burst(*" 79?", "enter")
        about = "Together they are 100. Please look at this answer again: what is right? 79?"
        assert asked(person) == [("rest", "open", about)]
        assert "let stand" not in person.said("rest")


async def test_of_an_error_without_a_correction_f5_asks_at_once(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.press("pagedown")
        await person.type("some")
        await person.press("tab", "f5", "enter")
        [(item, _, text)] = asked(person)
        assert item == "share"
        assert text.startswith("“some” cannot be read as a percentage")


async def test_what_has_a_correction_can_be_asked_about_too(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.press("tab")
        await person.type("www.city.gov")
        await person.press("tab", "shift+tab", "shift+f5", "escape")
        assert asked(person) == []
        await command(person, "put the problem")
        await person.press("enter")
        assert [item for item, _, _ in asked(person)] == ["boss.site"]
        assert person.value("boss.site") == "www.city.gov"
        await person.press("pagedown", "shift+f5")
        assert "no problem here" in told(person)


async def test_from_the_review_too(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.press("ctrl+r", "question_mark")
        assert "no problem here" in told(person)
        await person.press("n", "question_mark", "enter")
        assert asked(person) == [
            ("boss.name", "open", "We have no answer to this yet. What is it?")
        ]
        assert isinstance(person.app.screen, Review)
        assert "Question for the respondent: We have no answer" in person.shown()


async def test_a_thread_is_seen_replied_to_closed_and_opened_again(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await command(person, "questions for the respondent on")
        assert "The respondent was asked nothing here." in person.shown()
        await person.press("r", "c", "o", "escape")
        person.screen.session.ask("boss.name", "Who signs?")
        person.screen.session.ask("boss.site", "[b]Which one?")
        await act(person, "threads")
        await person.click_on("Which one?")
        await person.press("r")
        assert "What came back to: [b]Which one?" in person.shown()
        await person.burst(*"By phone: none", "enter")
        assert "By phone: none" in person.shown()
        states = []
        for key in ("c", "c", "o"):
            await person.press(key)
            states.append(asked(person)[1][1])
        assert states == [SETTLED, SETTLED, ASKED_AGAIN]
        await person.press("n")
        await person.burst(*"Since when?", "enter")
        assert ("boss.name", "open", "Since when?") in asked(person)
        await person.press("ctrl+z", "ctrl+z")
        assert [state for _, state, _ in asked(person)] == ["open", SETTLED]


async def test_a_letter_goes_out_and_the_reply_comes_in(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await command(person, "write the letter")
        assert "no open question" in told(person)
        person.screen.session.ask("share", "Of what?")
        person.screen.session.ask("rest", "Sure?")
        await act(person, "letter")
        await person.press("1")
        await person.press("enter")
        letter = tmp_path / "r.letter.txt"
        assert "2 questions are marked as sent." in told(person)
        await act(person, "letter")
        await person.press("1", "enter")
        assert "There is a file r.letter.txt already" in person.shown()
        await person.press("escape")

        first, second, _ = letter.read_text("utf-8").split("Your reply:\n")
        reply = tmp_path / "reply.txt"
        reply.write_text(f"{first}Your reply: 16 %\n{second}Your reply:\nHow so?\n", "utf-8")
        await act(person, "reply")
        await person.type(str(reply))
        await person.press("enter")
        assert isinstance(person.app.screen, Proposals)
        assert "1 proposal to decide. 2 replies are kept in any case" in person.shown()
        assert "✓ ? Rest  How so?" in person.shown()
        await person.press("down")
        assert "No answer is taken from it; press e to type one." in " ".join(
            person.shown().replace("▏", " ").split()
        )
        await person.press("e")
        await person.burst("5", "enter")
        await person.press("up", "x", "ctrl+d")
        assert (person.value("share"), person.value("rest")) == (None, 5)
        assert [state for _, state, _ in asked(person)] == [ANSWERED, SETTLED]
        await person.press("ctrl+s")
        assert person.screen.session.settle(5)
        saved = responses.read(person.path)
        assert saved.sources["rest"].mode == "e-mail"
        assert [some[0].reply for some in saved.queries.values()] == ["16 %", "How so?"]


async def test_a_completed_response_neither_asks_nor_takes(tmp_path: Path) -> None:
    async with person_at(tmp_path, "- {id: name, type: text, label: Name}") as person:
        await person.press("f8", "c", "escape")
        for action in ("letter", "reply", "ask_about_problem"):
            await act(person, action)
            assert person.app.screen is person.screen


async def test_a_reply_that_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        for name, sentence in (("gone.txt", "No letter"), ("gone.txt", "no such file")):
            await act(person, "reply")
            await person.type(str(tmp_path / name))
            await person.press("enter")
            assert sentence in told(person)
            person.screen.session.ask("share", "Of what?")
            await act(person, "letter")
            await person.press("1")
            await person.press("enter")
