"""A response that begins with what an earlier round said."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from lgq_tui.core.carrying import carry_over
from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.core.response import Response
from lgq_tui.locales.speech import say
from lgq_tui.session.credits import deeds_in
from lgq_tui.storage import atomic, responses, seal
from lgq_tui.storage.found import journal_of
from lgq_tui.storage.plain import UnreadableError
from lgq_tui.storage.swap import ChangedError


class Begun(NamedTuple):
    """What came of an earlier round: how many answers, and reasons why there is none, were carried
    over, how much is kept without a place, how many queries were open then."""

    name: str
    carried: int
    kept: int
    queries: int

    def told(self) -> str:
        """The same in sentences."""
        said = [say("round.carried", count=self.carried, name=self.name)]
        if self.kept:
            said.append(say("round.kept", count=self.kept))
        if self.queries:
            said.append(say("round.queries", count=self.queries, name=self.name))
        return " ".join(said)


def begin_from(earlier: Path, path: Path, questionnaire: Questionnaire) -> Begun:
    """Write a new response file that begins with what an earlier one says; that is read only.

    `UnreadableError` or `NotDoneError` where it cannot be done, `atomic.SaveError` where the new
    one cannot be written.
    """
    _must_be_new(path, earlier)
    old = earlier_response(earlier, questionnaire)
    new = carried_over(earlier, old, responses.new(questionnaire, datetime.now(UTC)), questionnaire)
    new = new._replace(seal={"digest": seal.digest_of(new)})
    try:
        atomic.write_over(path, responses.text_of(path, new, questionnaire), None)
    except ChangedError as error:
        raise NotDoneError(Message("round.there", {"path": path})) from error
    return begun_of(earlier, old, new)


def earlier_response(path: Path, questionnaire: Questionnaire) -> Response:
    """The response of an earlier round, to any version of the questionnaire."""
    response = responses.read(path)
    values = {"path": path, "id": response.questionnaire.id, "expected": questionnaire.id}
    if response.questionnaire.id != questionnaire.id:
        raise NotDoneError(Message("round.other_questionnaire", values))
    if response.part is not None:
        raise NotDoneError(Message("round.part", values))
    return response


def carried_over(
    path: Path, old: Response, new: Response, questionnaire: Questionnaire
) -> Response:
    """The new response with what the old one, in a file, says; each answer says who gave it."""
    return carry_over(questionnaire, new, old, deeds_in(path))


def begun_of(path: Path, old: Response, new: Response) -> Begun:
    """What came of it, to be told."""
    kept = new.previous.kept if new.previous is not None else ()
    queries = sum(query.is_open for queries in old.queries.values() for query in queries)
    return Begun(path.name, len(new.carried), len(kept), queries)


def _must_be_new(path: Path, earlier: Path) -> None:
    if os.path.realpath(path) == os.path.realpath(earlier):
        raise NotDoneError(Message("round.same_file", {"path": path}))
    if os.path.lexists(path):
        raise NotDoneError(Message("round.there", {"path": path}))
    if os.path.lexists(journal_of(path)):
        raise NotDoneError(Message("round.journal", {"path": path, "journal": journal_of(path)}))
    if not path.absolute().parent.is_dir():
        raise UnreadableError(path, Message("file.no_folder", {"folder": str(path.parent)}))
