"""Saving in the background: the newest is kept, nobody waits, nobody's work is overwritten."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from lgq_tui.core.response import Response
from lgq_tui.core.steps import ANSWER, DONE, Change, Step, Turn
from lgq_tui.storage import atomic, journal, responses
from lgq_tui.storage.found import Found, journal_of
from lgq_tui.storage.journal import BASE, Entry
from lgq_tui.storage.keeper import Heard, Keeper, Saved
from tests.storage.forms import NOW, form, response

FORM = form()
LONG = 20.0
"""Seconds: more than any save takes, so that a test which waits has failed."""


def answered(text: str) -> Response:
    return response(answers={"city": text})


def typed(text: str) -> Entry:
    change = Change(ANSWER, ("city",), None, text)
    return Entry(journal.stamp(NOW), "city", Turn(DONE, Step(("city",), (change,))))


class Told:
    """Who is told of the outcomes."""

    def __init__(self) -> None:
        self.outcomes: list[Heard] = []
        self.threads: set[str] = set()

    def __call__(self, outcome: Heard) -> None:
        self.outcomes.append(outcome)
        self.threads.add(threading.current_thread().name)

    @property
    def keys(self) -> list[str]:
        return [
            outcome.message.key
            if isinstance(outcome, atomic.SaveError)
            else type(outcome).__name__.lower()
            for outcome in self.outcomes
        ]


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kl.response.yaml"


def settled() -> None:
    """Wait for the thread itself, which tells of an outcome after the save is done."""
    for thread in threading.enumerate():
        if thread.name == "lgq-keeper":
            thread.join(LONG)


def keeper(
    file: Path,
    told: Callable[[Any], None],
    known: bytes | None = None,
    base: Response | None = None,
) -> Keeper:
    return Keeper(file, FORM, told, base or response(), Found(known), clock=lambda: NOW)


def city_in(file: Path) -> Any:
    return responses.read(file, FORM).answers["city"]


class Gate:
    """Holds up every write until it is opened, and counts them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.writes = 0
        self.open = threading.Event()
        self.reached = threading.Event()
        write = atomic.write_over

        def held(path: Path, content: bytes, known: bytes | None) -> None:
            self.reached.set()
            assert self.open.wait(LONG)
            self.writes += 1
            write(path, content, known)

        monkeypatch.setattr(atomic, "write_over", held)


def test_a_response_is_saved_in_a_thread_of_its_own(file: Path, told: Told) -> None:
    kept = keeper(file, told)
    kept.save(answered("Kuala Lumpur"))
    assert kept.close(LONG)
    settled()
    assert city_in(file) == "Kuala Lumpur"
    assert told.outcomes == [Saved(file, NOW)]
    assert told.threads == {"lgq-keeper"}
    assert kept.saved


def test_nobody_waits_and_only_the_newest_is_written(
    file: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch)
    kept = keeper(file, told)
    kept.save(answered("first"))
    assert gate.reached.wait(LONG)
    for number in range(50):
        kept.save(answered(str(number)))
    assert not kept.saved
    assert not kept.flush(0.01)
    gate.open.set()
    assert kept.flush(LONG)
    settled()
    assert city_in(file) == "49"
    assert gate.writes == 2
    assert told.keys == ["saved", "saved"]


def test_the_same_again_is_not_written(
    file: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch)
    gate.open.set()
    kept = keeper(file, told)
    for city in ("a", "a", "b"):
        kept.save(answered(city))
        assert kept.flush(LONG)
        settled()
    assert gate.writes == 2
    assert told.keys == ["saved"] * 3


def test_what_cannot_be_saved_is_kept_and_tried_again(tmp_path: Path, told: Told) -> None:
    file = tmp_path / "folder" / "kl.response.yaml"
    kept = keeper(file, told)
    kept.save(answered("a"))
    assert not kept.flush(LONG)
    settled()
    tries = len(told.keys)
    assert set(told.keys) == {"save.no_folder"}
    assert not kept.saved
    (tmp_path / "folder").mkdir()
    settled()
    assert len(told.keys) == tries, "it tries again only when asked"
    assert kept.flush(LONG)
    settled()
    assert city_in(file) == "a"
    assert told.keys[-1] == "saved"


def test_a_failure_does_not_stop_what_comes_after(tmp_path: Path, told: Told) -> None:
    file = tmp_path / "folder" / "kl.response.yaml"
    kept = keeper(file, told)
    kept.save(answered("a"))
    settled()
    (tmp_path / "folder").mkdir()
    kept.save(answered("b"))
    assert kept.close(LONG)
    settled()
    assert city_in(file) == "b"
    assert told.keys == ["save.no_folder", "saved"]


def test_whatever_goes_wrong_is_told(
    file: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> bytes:
        raise KeyError("a flaw")

    monkeypatch.setattr(responses, "text_of", fail)
    kept = keeper(file, told)
    kept.save(answered("a"))
    settled()
    [outcome] = told.outcomes
    assert isinstance(outcome, atomic.SaveError)
    assert outcome.message.key == "save.failed"
    assert outcome.message.values["reason"] == "KeyError: 'a flaw'"
    assert isinstance(outcome.__cause__, KeyError)


def test_who_is_told_may_fail(file: Path) -> None:
    def gone(_: object) -> None:
        raise RuntimeError("the screen is gone")

    kept = keeper(file, gone)
    for city in ("a", "b"):
        kept.save(answered(city))
        assert kept.flush(LONG)
        settled()
    assert city_in(file) == "b"


def test_who_is_told_may_wait_for_the_thread_that_flushes(file: Path) -> None:
    flushed = threading.Event()
    waited: list[bool] = []
    kept = keeper(file, lambda outcome: waited.append(flushed.wait(LONG)))
    kept.save(answered("a"))
    assert kept.flush(LONG)
    assert waited == []
    flushed.set()
    settled()
    assert waited == [True]


def test_a_closed_keeper_takes_no_more(file: Path, told: Told) -> None:
    kept = keeper(file, told)
    assert kept.close()
    with pytest.raises(ValueError, match="closed"):
        kept.save(answered("a"))
    assert not file.exists()


def test_no_thread_is_left(file: Path, told: Told) -> None:
    kept = keeper(file, told)
    kept.save(answered("a"))
    settled()
    assert "lgq-keeper" not in {thread.name for thread in threading.enumerate()}
    assert kept.saved


# Somebody else's changes


def opened(file: Path, told: Told) -> Keeper:
    responses.write(file, answered("theirs"), FORM)
    found, known = responses.read_with_bytes(file, FORM)
    assert found == answered("theirs")
    return keeper(file, told, known, found)


def test_a_file_that_was_read_is_replaced(file: Path, told: Told) -> None:
    kept = opened(file, told)
    kept.save(answered("mine"))
    assert kept.close(LONG)
    settled()
    assert city_in(file) == "mine"
    assert told.outcomes == [Saved(file, NOW)]


def test_a_file_that_was_changed_since_is_left_until_both_are_put_together(
    file: Path, told: Told
) -> None:
    kept = opened(file, told)
    theirs = answered("changed")
    responses.write(file, theirs, FORM)
    kept.save(answered("mine"), [typed("mine")])
    assert not kept.flush(LONG)
    settled()
    assert city_in(file) == "changed"
    met = kept.met
    assert met is not None
    assert (met.base.answers, met.theirs.answers) == ({"city": "theirs"}, theirs.answers)
    assert told.keys == ["saved", "met"]  # in the journal, and not in the file
    kept.reconcile(met)
    kept.save(answered("both"), [typed("both")])
    assert kept.close(LONG)
    assert city_in(file) == "both"
    assert kept.path == file


def test_what_was_not_put_together_stands_beside_at_the_end(file: Path, told: Told) -> None:
    kept = opened(file, told)
    responses.write(file, answered("changed"), FORM)
    kept.save(answered("mine"))
    assert kept.close(LONG)
    settled()
    mine = file.with_name("kl.mine-20261123T101200.response.yaml")
    assert city_in(file) == "changed"
    assert city_in(mine) == "mine"
    assert told.outcomes[-1] == Saved(mine, NOW, beside=file)


def test_another_position_is_nothing_to_put_together(file: Path, told: Told) -> None:
    kept = opened(file, told)
    responses.write(file, answered("theirs")._replace(position="country"), FORM)
    kept.save(answered("mine"))
    assert kept.close(LONG)
    assert city_in(file) == "mine"


def test_another_response_in_its_place_is_left(file: Path, told: Told) -> None:
    kept = opened(file, told)
    responses.write(file, answered("other")._replace(id="another"), FORM)
    kept.save(answered("mine"))
    assert kept.close(LONG)
    assert city_in(file) == "other"
    assert city_in(kept.path) == "mine"


def test_two_write_the_same_journal(file: Path, told: Told) -> None:
    """Each goes on behind the other, with a base of its own, and the chain stays whole."""
    responses.write(file, answered("Lima"), FORM)
    one, other = (keeper(file, told, file.read_bytes()) for _ in range(2))
    for number, who in enumerate((one, other, one, one, other)):
        who.save(answered(str(number)), [typed(str(number))])
        who.flush(LONG)
    reading = journal.read(journal_of(file))
    assert reading.line is None
    kinds = "".join("B" if event.kind == BASE else "e" for event in reading.events)
    assert kinds == "BeBeBeeBe"


def test_a_file_that_appeared_since_is_left_too(file: Path, told: Told) -> None:
    kept = keeper(file, told)
    file.write_text("something else\n", "utf-8")
    kept.save(answered("mine"))
    assert kept.close(LONG)
    assert file.read_text("utf-8") == "something else\n"
    assert city_in(kept.path) == "mine"


def test_nothing_beside_is_overwritten_either(file: Path, told: Told) -> None:
    there = file.with_name("kl.mine-20261123T101200.response.yaml")
    there.write_bytes(b"x")
    kept = opened(file, told)
    responses.write(file, answered("changed"), FORM)
    kept.save(answered("mine"))
    assert kept.close(LONG)
    assert there.read_bytes() == b"x"
    assert kept.path.name == "kl.mine-20261123T101200-2.response.yaml"


def test_a_change_to_the_very_same_is_none(file: Path, told: Told) -> None:
    kept, other = opened(file, told), opened(file, told)
    for one in (other, kept):
        one.save(answered("mine"))
        assert one.close(LONG)
        assert one.path == file


def test_a_file_that_is_gone_is_written_again(file: Path, told: Told) -> None:
    kept = opened(file, told)
    file.unlink()
    kept.save(answered("theirs"))
    assert kept.close(LONG)
    assert city_in(file) == "theirs"


@pytest.mark.parametrize(
    ("name", "beside"),
    [
        ("kl.json", "kl.mine-20261123T101200.json"),
        ("st. john.response.json", "st. john.mine-20261123T101200.response.json"),
        ("kl", "kl.mine-20261123T101200"),
    ],
)
def test_names_beside(tmp_path: Path, told: Told, name: str, beside: str) -> None:
    file = tmp_path / name
    kept = keeper(file, told)
    file.write_bytes(b"x")
    kept.save(answered("mine"))
    assert kept.close(LONG)
    assert kept.path.name == beside


def test_when_it_was_saved_comes_from_the_clock(file: Path, told: Told) -> None:
    before = datetime.now(UTC)
    kept = Keeper(file, FORM, told, response())
    kept.save(answered("a")._replace(status="completed"))
    assert kept.close(LONG)
    settled()
    [outcome] = told.outcomes
    assert isinstance(outcome, Saved)
    assert before <= outcome.at <= datetime.now(UTC)
