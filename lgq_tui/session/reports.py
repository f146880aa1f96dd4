"""What is told of others who are at work on the same response, and of what came of that."""

from __future__ import annotations

from collections.abc import Sequence

from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.merge import Clash, questions
from lgq_tui.core.messages import NotDoneError
from lgq_tui.core.response import AMENDED, COMPLETED, Response
from lgq_tui.core.steps import STATUS, Change
from lgq_tui.locales.speech import render, say
from lgq_tui.locales.times import local
from lgq_tui.storage.atomic import SaveError
from lgq_tui.storage.lock import Holder
from lgq_tui.storage.plain import UnreadableError


def of_holder(key: str, holder: Holder) -> str:
    """A sentence that says who is at work on a file."""
    return say(key, **about(holder))


def about(holder: Holder) -> dict[str, str]:
    """The values of a sentence that says who is at work on a file."""
    since = local(holder.since) if holder.since else "?"
    return {"who": holder.by or say("lock.somebody"), "host": holder.host or "?", "since": since}


def of_merge(
    key: str, name: str, questionnaire: Questionnaire, done: Sequence[Change], theirs: Response
) -> str:
    """What came in of theirs, and what the status is by that; `key` is `merge`, `copies` or
    `text_merge`."""
    count = questions(questionnaire, done)
    status = [_of_status(one, theirs) for one in done if one.operation == STATUS]
    if count:
        said = say(f"{key}.done", name=name, count=count)
    else:
        said = say(f"{key}.changed" if status else f"{key}.stands", name=name)
    return " ".join((said, *status))


def of_packet(
    name: str, questionnaire: Questionnaire, done: Sequence[Change], undecided: Sequence[Clash]
) -> str:
    """What came in of a part that came back, and what is open still."""
    count, is_open = questions(questionnaire, done), len(undecided)
    said = [say("packet.done", name=name, count=count)] if count else []
    if is_open:
        said.append(say("packet.later", name=name, count=is_open))
    return " ".join(said) or say("packet.stands", name=name)


def of_failure(error: NotDoneError | SaveError | UnreadableError) -> str:
    """Why something could not be done; of a file that cannot be read, where in which one."""
    if not isinstance(error, UnreadableError):
        return render(error.message)
    line = f":{error.line}" if error.line else ""
    return f"{error.path}{line}: {render(error.message)}"


def _of_status(change: Change, theirs: Response) -> str:
    if change.new == COMPLETED:
        return say("merge.completed")
    both = change.new == AMENDED and theirs.status != AMENDED
    return say("merge.open_again" if both else "merge.reopened")
