"""What was done and did not reach the file comes back from the journal, once a person agrees."""

from __future__ import annotations

from pathlib import Path

import pytest

from lgq_tui.storage import journal, recent, responses, swap
from lgq_tui.storage.found import journal_of
from lgq_tui.storage.plain import UnreadableError
from tests.tui.person import Person, form, person_at

FORM = """
- {id: city, type: text, label: City}
- {id: links, type: url, repeat: true, label: Links}
"""


async def interrupted(folder: Path) -> Path:
    """A response that was answered with Lima, then Quito; the file has only the first."""
    async with person_at(folder, FORM) as person:
        await person.type("Lima")
        await person.press("ctrl+s")
        lima = person.path.read_bytes()
        await person.press("ctrl+u")
        await person.type("Quito")
        await person.press("ctrl+s")
    person.path.write_bytes(lima)
    return person.path


def city(path: Path) -> str:
    return str(responses.read(path).answers["city"])


async def test_it_is_shown_before_anything_is_done(tmp_path: Path) -> None:
    path = await interrupted(tmp_path)
    async with person_at(tmp_path, FORM) as person:
        shown = person.shown()
        assert "What the file lacks" in shown
        assert "In the file: Lima" in shown
        assert "In the journal: Quito" in shown
        assert city(path) == "Lima"


async def test_it_is_taken(tmp_path: Path) -> None:
    path = await interrupted(tmp_path)
    async with person_at(tmp_path, FORM) as person:
        await person.press("a")
        assert person.value("city") == "Quito"
    assert city(path) == "Quito"
    async with person_at(tmp_path, FORM) as person:
        assert "What the file lacks" not in person.shown()


async def test_undo_takes_it_back(tmp_path: Path) -> None:
    path = await interrupted(tmp_path)
    async with person_at(tmp_path, FORM) as person:
        await person.press("a", "ctrl+z")
        assert person.value("city") == "Lima"
    assert city(path) == "Lima"


async def test_it_is_set_aside_and_kept(tmp_path: Path) -> None:
    path = await interrupted(tmp_path)
    before = journal_of(path).read_bytes()
    async with person_at(tmp_path, FORM) as person:
        await person.press("s")
        assert person.value("city") == "Lima"
        await person.type("!")
    assert city(path) == "Lima!"
    [kept] = tmp_path.glob("*.aside-*")
    assert kept.read_bytes() == before
    assert len(journal.read(journal_of(path)).events) == 2


async def test_it_is_decided_later(tmp_path: Path) -> None:
    path = await interrupted(tmp_path)
    before = path.read_bytes(), journal_of(path).read_bytes()
    async with person_at(tmp_path, FORM) as person:
        await person.press("escape")
    assert (path.read_bytes(), journal_of(path).read_bytes()) == before


async def test_a_file_that_was_never_written_comes_back(tmp_path: Path) -> None:
    path = await interrupted(tmp_path)
    path.unlink()
    async with person_at(tmp_path, FORM) as person:
        await person.press("a")
        assert person.value("city") == "Quito"
    assert city(path) == "Quito"


async def test_a_journal_of_another_response_is_put_away(tmp_path: Path) -> None:
    path = await interrupted(tmp_path)
    other = journal_of(path).read_bytes()
    response = responses.read(path)
    questionnaire = form(tmp_path, FORM)
    responses.write(path, response._replace(id="another"), questionnaire)
    async with person_at(tmp_path, FORM) as person:
        assert any("cannot be used" in one for one in told(person))
        await person.type("!")
    [kept] = tmp_path.glob("*.other-*")
    assert kept.read_bytes() == other
    assert city(path) == "Lima!"


async def test_what_stands_behind_a_break_is_offered(tmp_path: Path) -> None:
    path = await interrupted(tmp_path)
    there = journal_of(path)
    lines = there.read_bytes().splitlines(keepends=True)
    there.write_bytes(b"".join([lines[0], b"x" + lines[1], *lines[2:]]))
    async with person_at(tmp_path, FORM) as person:
        shown = person.shown()
        assert "is damaged" in shown
        assert "In the journal: Quito" in shown
        await person.press("a")
    assert city(path) == "Quito"
    assert len(list(tmp_path.glob("*.broken-*"))) == 1


async def test_what_is_no_journal_is_put_away(tmp_path: Path) -> None:
    path = await interrupted(tmp_path)
    journal_of(path).write_bytes(b"not a journal\n")
    async with person_at(tmp_path, FORM) as person:
        assert any("cannot be used" in one for one in told(person))
        await leave(person)
    [kept] = tmp_path.glob("*.broken-*")
    assert kept.read_bytes() == b"not a journal\n"
    assert city(path) == "Lima"


def told(person: Person) -> list[str]:
    return [notification.message for notification in person.app._notifications]


async def leave(person: Person) -> None:
    await person.press("ctrl+q")


async def test_undo_goes_back_behind_the_start(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.type("Lima")
        await person.press("pagedown")
        await person.type("https://a.example")
        await person.press("ctrl+q")
    async with person_at(tmp_path, FORM) as person:
        await person.press("ctrl+z")
        assert (person.value("links"), person.value("city")) == (None, "Lima")
        await person.press("ctrl+z")
        assert person.value("city") is None
    async with person_at(tmp_path, FORM) as person:
        await person.press("ctrl+y")
        assert person.value("city") == "Lima"
        await person.press("ctrl+y")
        assert person.value("links") == ["https://a.example"]


async def test_undo_does_not_go_back_behind_a_change_by_hand(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.type("Lima")
        await person.press("ctrl+q")
        text = person.path.read_text("utf-8")
        person.path.write_text(text.replace('"Lima"', '"Quito"'), "utf-8")
    async with person_at(tmp_path, FORM) as person:
        await person.press("ctrl+z")
        assert person.value("city") == "Quito"
        await person.type("!")
    kinds = [event.kind for event in journal.read(journal_of(person.path)).events]
    assert kinds == ["base", "done", "base", "done"]


async def refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A response that was answered with Lima; Quito could not be saved, and the person left."""
    monkeypatch.setenv("LGQ_STATE_DIR", str(folder / "state"))
    stick = folder / "stick"
    stick.mkdir()
    async with person_at(folder, FORM, name="stick/r.response.yaml") as person:
        await person.type("Lima")
        await person.press("ctrl+s")
        stick.rename(folder / "elsewhere")
        await person.press("ctrl+u")
        await person.type("Quito")
        await person.press("ctrl+s")
        assert f"kept in {folder / 'state'}" in " ".join(person.banner().split())
    (folder / "elsewhere").rename(stick)
    return person.path


async def test_what_could_not_be_saved_is_kept_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = await refused(tmp_path, monkeypatch)
    assert city(path) == "Lima"
    async with person_at(tmp_path, FORM, name="stick/r.response.yaml") as person:
        assert "Kept there: Quito" in person.shown()
        await person.press("a")
    assert city(path) == "Quito"
    assert list((tmp_path / "state" / "kept").iterdir()) == []


async def test_what_was_kept_elsewhere_is_set_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = await refused(tmp_path, monkeypatch)
    async with person_at(tmp_path, FORM, name="stick/r.response.yaml") as person:
        await person.press("s")
        assert person.value("city") == "Lima"
    async with person_at(tmp_path, FORM, name="stick/r.response.yaml") as person:
        assert "What the file lacks" not in person.shown()
    [kept] = (tmp_path / "state" / "kept").iterdir()
    assert (city(kept), city(path)) == ("Quito", "Lima")


async def test_a_journal_that_turns_out_to_be_damaged_is_put_away(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.type("Lima")
        await person.press("ctrl+s")
        await person.type("!")
        await person.press("ctrl+q")
    there = journal_of(person.path)
    damaged = there.read_bytes().replace(b'"Lima"', b'"Limo"')
    there.write_bytes(damaged)
    async with person_at(tmp_path, FORM) as person:
        assert any("cannot be used" in one for one in told(person))
        await person.type("?")
    [kept] = tmp_path.glob("*.broken-*")
    assert kept.read_bytes() == damaged
    reading = journal.read(there)
    assert [event.kind for event in reading.events] == ["base", "done"]
    assert city(person.path) == "Lima!?"


async def test_a_file_that_is_not_as_it_was_saved_is_told_of(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.type("Lima")
        await person.press("ctrl+q")
    person.path.write_bytes(person.path.read_bytes().replace(b'"Lima"', b'"Limo"'))
    async with person_at(tmp_path, FORM) as person:
        [news] = told(person)
        assert "is not as it was saved" in news
        assert "It differs in: City." in news
        assert person.value("city") == "Limo"


async def test_a_file_whose_times_are_not_as_they_were_saved_is_told_of(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.type("Lima")
        await person.press("ctrl+q")
    person.path.write_bytes(person.path.read_bytes().replace(b'created: "2', b'created: "1'))
    async with person_at(tmp_path, FORM) as person:
        assert any("The answers are as they were" in one for one in told(person))


async def test_a_torn_end_of_the_journal_is_told_of(tmp_path: Path) -> None:
    path = await interrupted(tmp_path)
    with journal_of(path).open("ab") as file:
        file.write(b'{"number":')
    async with person_at(tmp_path, FORM) as person:
        await person.press("a")
        assert any("end of the journal is damaged" in one for one in told(person))
        assert person.value("city") == "Quito"
    assert list(tmp_path.glob("*.broken-*")) == []


def is_of_a_newer_version(there: Path) -> None:
    first, *rest = there.read_bytes().splitlines(keepends=True)
    there.write_bytes(b"".join([first.replace(b"lgq-journal/1", b"lgq-journal/9"), *rest]))


@pytest.mark.parametrize("is_behind", [True, False], ids=["behind", "in step"])
async def test_a_journal_of_a_newer_version_is_put_by_unchanged(
    is_behind: bool, tmp_path: Path
) -> None:
    path = await interrupted(tmp_path)
    if not is_behind:
        async with person_at(tmp_path, FORM) as person:
            await person.press("a")
            await leave(person)
    there = journal_of(path)
    is_of_a_newer_version(there)
    newer = there.read_bytes()
    async with person_at(tmp_path, FORM) as person:
        [said] = told(person)
        assert "A newer version of lgq wrote the journal" in said
        assert "damaged" not in said
        if is_behind:  # what looks as ours is offered all the same
            assert "In the journal: Quito" in person.shown()
            assert "A newer version of lgq wrote to the journal" in person.shown()
            assert "damaged" not in person.shown()
            await person.press("a")
        await person.type("!")
    assert city(path) == "Quito!"
    [kept] = tmp_path.glob("r.response.yaml.journal.newer-*")
    assert kept.read_bytes() == newer


async def test_a_journal_that_only_a_newer_version_understands_is_put_by_unchanged(
    tmp_path: Path,
) -> None:
    path = await interrupted(tmp_path)
    journal_of(path).write_bytes(b'{"format":"lgq-journal/2","what":1}\n')
    async with person_at(tmp_path, FORM) as person:
        assert any("A newer version of lgq wrote the journal" in one for one in told(person))
    [kept] = tmp_path.glob("r.response.yaml.journal.newer-*")
    assert kept.read_bytes() == b'{"format":"lgq-journal/2","what":1}\n'


async def test_earlier_answers_say_where_the_journal_is_not_whole(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        for letter in "abc":
            await person.type(letter)
            await person.press("ctrl+s")
        await person.press("f9")
        assert "not whole" not in person.shown()
        await person.press("escape")
        there = journal_of(person.path)
        lines = there.read_bytes().splitlines(keepends=True)
        lines[1] = lines[1].replace(b'"a"', b'"x"')
        there.write_bytes(b"".join(lines))
        await person.press("f9")
        assert "not whole from line 2 on" in " ".join(person.shown().split())
        assert "City: ab → abc" in person.shown(), "what can be read is there"
        await person.press("escape")
        there.write_bytes(b"nothing\n")
        await person.press("f9")
        assert "This is no journal" in person.shown()


async def test_what_somebody_else_wrote_during_a_save_that_ended_is_kept(tmp_path: Path) -> None:
    path = await interrupted(tmp_path)
    there = tmp_path / f"{swap._beginning(path.resolve())}0.{swap._digests(b'', b'')}"
    there.write_bytes(b"theirs")
    async with person_at(tmp_path, FORM) as person:
        await person.press("a")
        assert any("their version is kept as r.theirs-" in one for one in told(person))
    [kept] = tmp_path.glob("r.theirs-*.response.yaml")
    assert kept.read_bytes() == b"theirs"


@pytest.mark.parametrize("left", [0, 60, 300])
async def test_a_file_that_was_cut_off_comes_back_from_its_journal(
    left: int, tmp_path: Path
) -> None:
    path = await interrupted(tmp_path)
    cut = path.read_bytes()[:left]
    path.write_bytes(cut)
    async with person_at(tmp_path, FORM) as person:
        assert "What the file lacks" in person.shown()
        assert any("could not be read" in one for one in told(person))
        await person.press("a")
        await leave(person)
    assert city(path) == "Quito"
    [kept] = tmp_path.glob("r.response.yaml.broken-*")
    assert kept.read_bytes() == cut


async def test_a_file_that_was_never_a_response_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "r.response.yaml"
    path.write_text("to: [do", "utf-8")
    journal_of(path).write_text("no journal", "utf-8")
    with pytest.raises(UnreadableError):
        async with person_at(tmp_path, FORM):
            pass
    assert path.read_text("utf-8") == "to: [do"


async def test_undo_in_a_completed_response_is_asked_about(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.type("Lima")
        await person.press("f8", "c", "escape", "ctrl+q")
    async with person_at(tmp_path, FORM) as person:
        await person.press("ctrl+z")
        assert "Do you want to undo" in person.shown()
        await person.press("n")
        assert person.interview.status == "completed"
        await person.press("ctrl+z", "y")
        assert person.interview.status == "in-progress"


async def test_a_response_is_among_the_recent_ones_before_it_is_left(tmp_path: Path) -> None:
    async with person_at(tmp_path, FORM) as person:
        await person.type("Lima")
        await person.press("ctrl+s")
        await person.settled()
        assert [one.path for one in recent.recent()] == [person.path]


async def test_who_types_is_among_the_authors_once_they_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Ada", "Ada", "Bo", ""):
        monkeypatch.setenv("LGQ_AUTHOR", name)
        async with person_at(tmp_path, FORM) as person:
            await person.type("!")
            await leave(person)
    assert responses.read(person.path).authors == ("Ada", "Bo")
