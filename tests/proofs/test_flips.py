"""A flipped bit in a file or its journal is noticed, and what it does not touch is not lost."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from lgq_tui.core.interview import Interview, Turn
from lgq_tui.core.response import Response
from lgq_tui.core.sources import AnswerSource
from lgq_tui.core.steps import PARTS
from lgq_tui.session.beginning import opened
from lgq_tui.session.session import Session
from lgq_tui.storage import journal, responses
from lgq_tui.storage.found import journal_of
from lgq_tui.storage.plain import UnreadableError
from tests.proofs.conftest import Proof
from tests.proofs.places import quick_folder
from tests.storage.forms import form

FORM = form()
NAME = "kl.response.yaml"


class Kept(NamedTuple):
    """A file and its journal, which may have more; and what there is after all of it is taken."""

    file: bytes
    journal: bytes
    was: Response
    behind: list[Turn]


def nobody(_: object) -> None:
    pass


def session_at(folder: Path, file: bytes, events: bytes) -> Session:
    """The session over a file and a journal with these bytes."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / NAME).write_bytes(file)
    journal_of(folder / NAME).write_bytes(events)
    session = opened(folder / NAME, FORM, nobody)
    session.release()
    return session


def kept(folder: Path, behind: int) -> Kept:
    """A response that was filled at random; the file lacks the last turns."""
    path = folder / NAME
    session = opened(path, FORM, nobody)
    interview, turns = session.interview, []
    heard = interview.listener
    assert heard is not None

    def listen(turn: Turn) -> None:
        heard(turn)
        turns.append(turn)

    interview.listener = listen
    file, place = b"", 0
    for number in range(random.randint(4, 10)):
        answer(interview, f"{random.random():.5f}")
        session.save()
        assert session.settle(20)
        if number == 3 or random.random() < 0.3:
            file, place = path.read_bytes(), len(turns)
    if not behind:
        file, place = path.read_bytes(), len(turns)
    return Kept(file, journal_of(path).read_bytes(), responses.read(path, FORM), turns[place:])


def answer(interview: Interview, word: str) -> None:
    acts: list[Callable[[], object]] = [
        lambda: interview.answer(("city",), f"Città {word}", typing=True),
        lambda: interview.answer(("country",), random.choice(["PE", "MY", "DE"])),
        lambda: interview.answer(("portals",), [f"https://{word}.example"]),
        lambda: interview.answer(("partners", 0, "name"), f"{word}\nb"),
        lambda: interview.answer(("remarks",), f"{word} {'многое ' * random.randint(0, 9)}"),
        lambda: interview.mark_missing("extent", random.choice(["unknown", "refused"])),
        lambda: interview.note("city", f"# {word}"),
        lambda: interview.set_source("city", AnswerSource("call", words=word)),
        lambda: interview.queries.ask("remarks", f"{word}?", "2026-11-23T10:12:00Z", "Ada"),
    ]
    random.choice(acts)()


def flipped(content: bytes) -> bytes:
    place = random.randrange(len(content))
    return (
        content[:place] + bytes([content[place] ^ 1 << random.randrange(8)]) + content[place + 1 :]
    )


def said(response: Response) -> Response:
    """All of a response but its seal."""
    return response._replace(seal={})


def is_noticed(session: Session) -> bool:
    """Whether the person is told of something, at once or in the moment after the first screen."""
    told = session.quarantined is not None or session.damaged is not None
    is_broken = any(lacking.broken for lacking in session.lacking)
    past = session.past()
    return told or is_broken or isinstance(past, Path) or bool(session.news())


def taken(session: Session) -> Response:
    """The response after all that the file lacks was taken."""
    for lacking in session.lacking:
        session.interview.recover(lacking.turns)
    return session.interview.response


@contextmanager
def places() -> Iterator[tuple[Path, Path]]:
    with quick_folder() as folder:
        (folder / "there").mkdir()
        yield folder / "there", folder / "flipped"


@pytest.mark.parametrize("behind", [0, 1], ids=["in step", "behind"])
def test_flips_in_the_journal(behind: int, proof: Proof) -> None:
    """One bit of a journal is flipped, then the file is opened and all that is offered is taken.

    Either the journal says what it said, or the person is told; and the response is as it was,
    but for what stood in the lines that were hit (two, where it was the break between them).
    """
    count, told = proof.amount(150, 2500), 0
    for _ in range(count // 25):
        with places() as (there, place):
            whole = kept(there, behind)
            assert not is_noticed(session_at(place, whole.file, whole.journal))
            events = journal.parse(Path(), whole.journal).events
            for _ in range(25):
                bits = flipped(whole.journal)
                session = session_at(place, whole.file, bits)
                got = taken(session)
                if is_noticed(session):
                    told += 1
                else:
                    assert journal.parse(Path(), bits).events == events, bits
                assert any(same(got, one) for one in less(whole, place)), (whole, bits)
    proof.tell(f"{count} flipped bits in a journal, {told} of them told, the rest without effect")


def less(whole: Kept, place: Path) -> Iterator[Response]:
    """The response as it was, and without any one or two turns in a row that the file lacks."""
    count = len(whole.behind)
    for hits in range(3):
        for start in range(count - hits + 1):
            session = session_at(place, whole.file, b"")
            session.interview.recover(whole.behind[:start] + whole.behind[start + hits :])
            yield session.interview.response


def same(one: Response, other: Response) -> bool:
    parts = ("answers", *PARTS.values(), "part", "previous", "aside", "status")
    return all(getattr(one, part) == getattr(other, part) for part in parts)


@pytest.mark.parametrize("behind", [0, 1], ids=["in step", "behind"])
def test_flips_in_the_file(behind: int, proof: Proof) -> None:
    """One bit of a response file is flipped, then it is opened.

    Either it says in every entry what it said, or it is refused as unreadable, or the person is
    told that it is not as it was saved. A journal that has all of it is never lost.
    """
    count, told, refused = proof.amount(150, 2500), 0, 0
    for _ in range(count // 25):
        with places() as (there, place):
            whole = kept(there, behind)
            assert not is_noticed(session_at(place, whole.file, whole.journal))
            was = said(responses.read(place / NAME, FORM))
            for _ in range(25):
                bits = flipped(whole.file)
                try:
                    session = session_at(place, bits, whole.journal)
                except UnreadableError:
                    refused += 1
                    continue
                is_told = is_noticed(session)
                told += is_told
                assert is_told or said(responses.read(place / NAME, FORM)) == was, bits
                copies = list(place.glob(f"{NAME}.journal*"))
                assert any(copy.read_bytes() == whole.journal for copy in copies)
    proof.tell(
        f"{count} flipped bits in a file, {refused} of them refused, {told} told, the rest without"
        " effect"
    )
