"""After a crash at any moment, all that was called saved is there, and it opens."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from lgq_tui.core.interview import Interview, Turn
from lgq_tui.core.response import Response
from lgq_tui.core.sources import AnswerSource
from lgq_tui.session.beginning import opened
from lgq_tui.session.session import Session
from lgq_tui.storage import journal
from lgq_tui.storage.keeper import Keeper, Saved
from tests.proofs.conftest import Proof
from tests.proofs.disks import Recorder, State, states
from tests.proofs.places import quick_folder
from tests.storage.forms import form, response

FORM = form()
NAME = "kl.response.yaml"
Said = Mapping[str, Any]


def said(response: Response) -> Said:
    """What is compared: all but the times, the position and the seal."""
    document = response.as_document()
    kept = ("answers", "missing", "notes", "accepted", "sources", "queries", "aside", "status")
    return {key: document.get(key) for key in kept}


def nobody(_: object) -> None:
    pass


def reopened(path: Path) -> tuple[Said, bool]:
    """What is there after the file was opened and all that it lacked was taken, and whether it was
    said that something between may be missing."""
    session = opened(path, FORM, nobody)
    assert session.holder is None
    for lacking in session.lacking:
        session.interview.recover(lacking.turns)
    session.release()
    return said(session.interview.response), any(lacking.broken for lacking in session.lacking)


class Person:
    """Fills a response at random, in one opening after another; knows what it was at each turn."""

    def __init__(self, path: Path, recorder: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
        self._path, self._recorder = path, recorder
        self.was = [response()]
        self.turns: list[Turn] = []
        self.saved = 0
        self._given: dict[int, tuple[int, Response]] = {}
        real_save, real_try = Keeper.save, Keeper._try

        def save(keeper: Keeper, given: Response, entries: Any = ()) -> None:
            self._given[id(given)] = (len(self.turns), given)
            real_save(keeper, given, entries)

        def tried(keeper: Keeper, given: Response, entries: Any) -> Any:
            result = real_try(keeper, given, entries)
            if isinstance(result.outcome, Saved):
                self.saved = max(self.saved, self._given[id(given)][0])
                self._tell()
            return result

        monkeypatch.setattr(Keeper, "save", save)
        monkeypatch.setattr(Keeper, "_try", tried)

    def _tell(self) -> None:
        self._recorder.tell(len(self.turns), self.saved)

    def fill(self, acts: int) -> None:
        """Open the file, do some things, and leave."""
        session = opened(self._path, FORM, nobody)
        assert session.holder is None
        heard = session.interview.listener
        assert heard is not None

        def listen(turn: Turn) -> None:
            heard(turn)
            self.was.append(session.interview.response)
            self.turns.append(turn)
            self._tell()

        session.interview.listener = listen
        while session.lacking:
            session.recover()
        for _ in range(acts):
            self._act(session)
            if random.random() < 0.6:
                session.save()
            if random.random() < 0.3:
                session.settle(20)
        session.save()
        session.settle(20)
        session.release()

    def _act(self, session: Session) -> None:
        interview, word = session.interview, f"{random.random():.6f}"
        acts: list[Callable[[], object]] = [
            lambda: interview.answer(("city",), f"Città {word}", typing=True),
            lambda: interview.answer(("city",), random.choice(["Lima", None])),
            lambda: interview.answer(("country",), random.choice(["PE", "MY", None])),
            lambda: interview.answer(
                ("portals",), [f"https://{word}.example"] * random.randint(0, 3)
            ),
            lambda: interview.answer(("areas",), random.sample(["water", "other"], 1)),
            lambda: interview.answer(("partners", 0, "name"), f"{word}\n- x: y"),
            lambda: interview.answer(("remarks",), "многое " * random.randint(0, 60), typing=True),
            lambda: interview.mark_missing("extent", random.choice(["unknown", None])),
            lambda: interview.note("city", f"# {word}"),
            lambda: interview.set_source("city", AnswerSource("call", words=word)),
            lambda: interview.queries.ask("remarks", f"{word}?", "2026-11-23T10:12:00Z", "Ada"),
            interview.undo,
            interview.redo,
            lambda: interview.goto(random.choice(["city", "remarks", "partners"])),
        ]
        random.choice(acts)()

    def may_be(self, got: Said, state: State, broken: bool) -> bool:
        """Whether a response may be so: as it was at a turn that is not before the last saved.

        Where it was said that something between may be missing, turns that were not called saved
        may be, each by itself.
        """
        if any(got == said(was) for was in self.was[state.saved : state.given + 1]):
            return True
        unsaved = self.turns[state.saved : state.given]
        return broken and any(
            got == said(self._with(state.saved, some))
            for count in range(len(unsaved))
            for some in combinations(unsaved, count)
        )

    def _with(self, number: int, turns: Iterable[Turn]) -> Response:
        interview = Interview(FORM, self.was[number])
        interview.recover(turns)
        return interview.response


def written(folder: Path, state: State) -> Path:
    folder.mkdir()
    for name, content in state.files.items():
        (folder / name).write_bytes(content)
    return folder / NAME


@pytest.mark.parametrize("failing", [0, 0.08], ids=["sound", "failing"])
def test_every_state_of_the_disk(
    failing: float, proof: Proof, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person fills responses at random; the disk is stopped after each call to it.

    What it may hold then is written out and opened, and all that is offered is taken. The response
    must be as it was at some turn that is not before the last that was called saved; only where a
    damage is told of, turns that were not called saved may be missing between others. In the second
    form, some of the calls fail as well.
    """
    count, tried = proof.amount(1_000, 50_000), 0
    chance = random.Random(random.random())
    while tried < count:
        with quick_folder() as place, monkeypatch.context() as patched:
            (place / "there").mkdir()
            patched.setenv("LGQ_STATE_DIR", str(place / "kept"))
            # In half of them the journal is turned over every few answers.
            patched.setattr(journal, "FULL_EVENTS", chance.choice([3, journal.FULL_EVENTS]))
            recorder = Recorder(place / "there", patched, failing)
            person = Person(place / "there" / NAME, recorder, patched)
            for _ in range(chance.randint(1, 3)):
                person.fill(chance.randint(1, 8))
            patched.undo()  # and of what was kept in another place nothing is there
            for number, state in enumerate(states(recorder.calls, chance, 12)):
                got, broken = reopened(written(place / str(number), state))
                assert person.may_be(got, state, broken), (state, got)
                tried += 1
                if tried >= count:
                    break
    proof.tell(f"{tried} states after a crash recovered ({'failing' if failing else 'sound'} disk)")
