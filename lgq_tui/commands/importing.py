"""The command that takes in a document which somebody else filled."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from lgq_tui.commands.report import (
    FINE,
    PROBLEMS,
    print_data,
    print_line,
    questionnaire_of,
)
from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.core.proposals import Doubt, Left, Place, Placement, Proposal, Reply
from lgq_tui.locales.speech import render, say
from lgq_tui.session import importing

if TYPE_CHECKING:
    from lgq_tui.core.definition import Questionnaire
    from lgq_tui.session.importing import Imported

_STANDING = {"held": "import.held", "completed": "import.completed"}
_LONGEST = 160
"""Signs of the document's words on a line of the report."""


# The name that the command has.
def import_(options: Any) -> int:
    """Answers out of a document: proposed on a screen, or those that are certain taken at once."""
    imported = importing.read(
        options.document, lambda language: questionnaire_of(options, language)
    )
    if options.accept is not None and options.output is None:
        raise NotDoneError(Message("import.no_output"))
    number = _number_of(imported, options)
    questionnaire = questionnaire_of(options)
    if options.output is None:
        report = Report(imported, number, questionnaire)
        report.open, report.only_tells = imported.forms[number].proposals, True
        return report.write(options.format)
    if options.accept is None and sys.stdin.isatty() and sys.stderr.isatty():
        return _on_screen(options, imported, number)
    if options.accept is None:
        raise NotDoneError(Message("import.no_terminal"))
    return _take_certain(options, imported, number, questionnaire)


def _number_of(imported: Imported, options: Any) -> int:
    """Which of the forms in a document is meant, counted from 0."""
    count = len(imported.forms)
    if options.form is None and count > 1:
        raise NotDoneError(Message("import.several_forms", {"path": imported.path, "count": count}))
    number = (options.form or 1) - 1
    if not 0 <= number < count:
        values = {"path": imported.path, "count": count, "number": number + 1}
        raise NotDoneError(Message("import.no_form", values))
    return number


def _on_screen(options: Any, imported: Imported, number: int) -> int:
    from lgq_tui.locales import wished
    from lgq_tui.tui import run

    questionnaire = questionnaire_of(options, wished())
    return run(questionnaire, options.output, (imported.path, imported.forms[number]))


def _take_certain(
    options: Any, imported: Imported, number: int, questionnaire: Questionnaire
) -> int:
    from lgq_tui.session.beginning import alone

    form = imported.forms[number]
    report = Report(imported, number, questionnaire)
    with alone(options.output, questionnaire, _STANDING) as session:
        proposals = importing.open_proposals(form, session.interview)
        report.taken = tuple(one for one in proposals if one.is_certain)
        report.open = tuple(one for one in proposals if not one.is_certain)
        importing.take(session, imported.path, report.taken, form.doubts)
    return report.write(options.format)


class Report:
    """How much of a document was placed, and what is open."""

    def __init__(
        self,
        imported: Imported,
        number: int,
        questionnaire: Questionnaire,
        is_reply: bool = False,
    ) -> None:
        self._imported, self._number, self._questionnaire = imported, number, questionnaire
        self._form: Placement = imported.forms[number]
        self.taken: Sequence[Proposal] = ()
        self.open: Sequence[Proposal] = ()
        self.only_tells = False
        """Whether nothing is taken."""
        self._is_reply = is_reply

    def write(self, kind: str) -> int:
        """Print it; the exit status."""
        print_data(self._data()) if kind == "json" else self._print()
        doubtful = [one for one in self.open if not (self.only_tells and one.is_certain)]
        form, flaws = self._form, self._imported.flaws
        is_open = doubtful or form.doubts or form.left or form.told or flaws
        return PROBLEMS if is_open else FINE

    # --- as lines ------------------------------------------------------------------------------

    def _print(self) -> None:
        form = self._form
        for flaw in (*self._imported.flaws, *form.told):
            print_line(render(flaw), sys.stderr)
        for one in self.open:
            answer = importing.answer_of(self._questionnaire, one)
            key = "certain" if one.is_certain else "doubtful" if one.doubt is None else "open"
            doubt = render(one.doubt) if one.doubt is not None else ""
            self._line(one, say(f"import.report.{key}", answer=answer, doubt=doubt))
        for reply in form.replies:
            self._line(reply, self._kept(reply))
        for asked in form.doubts:
            self._line(asked, say("import.report.query", doubt=render(asked.message)))
        for left in form.left:
            text = say(f"import.report.left.{left.why}", words=_short(left.quote.words))
            place = importing.spoken_place(left.quote.place)
            print_line(f"{place}: {text}" if place else text)
        print_line(self._sum())

    def _kept(self, one: Reply) -> str:
        """That a reply is in its thread now; and why there is no answer in it, if that is so."""
        words = _short(one.quote.words)
        if any(two.path == one.path for two in (*self.taken, *self.open)):
            return say("letter.report.kept", label=one.label, words=words)
        why = render(one.why_not) if one.why_not is not None else ""
        said = say("letter.report.only_kept", label=one.label, words=words)
        return f"{said} – {why}" if why else said

    def _line(self, one: Proposal | Doubt | Reply, text: str) -> None:
        where = importing.spoken_place(one.quote.place)
        name = importing.named(self._questionnaire, one)
        print_line(f"{name} ({where}): {text}" if where else f"{name}: {text}")

    def _sum(self) -> str:
        certain = sum(one.is_certain for one in self.open)
        values = {
            "path": self._imported.path,
            "share": int(self._form.share * 100),
            "taken": len(self.taken),
            "certain": certain,
            "open": len(self.open) - certain,
            "queries": len(self._form.doubts),
            "left": len(self._form.left),
            "replies": len(self._form.replies),
        }
        if self._is_reply:
            return say("letter.report.sum", **values)
        return say("import.report.sum_open" if self.only_tells else "import.report.sum", **values)

    # --- as data -------------------------------------------------------------------------------

    def _data(self) -> dict[str, Any]:
        form = self._form
        return {
            "document": str(self._imported.path),
            "form": self._number + 1,
            "forms": len(self._imported.forms),
            "share": round(form.share, 4),
            "taken": [self._proposal(one) for one in self.taken],
            "open": [self._proposal(one) for one in self.open],
            "queries": [self._doubt(one) for one in form.doubts],
            "replies": [self._reply(one) for one in form.replies],
            "left": [_left(one) for one in form.left],
            "flaws": [render(one) for one in (*self._imported.flaws, *form.told)],
        }

    def _proposal(self, one: Proposal) -> dict[str, Any]:
        said = {"missing": one.missing} if one.missing is not None else {"value": one.value}
        said = {"note": one.note} if one.note is not None else said
        doubt = {"doubt": render(one.doubt)} if one.doubt is not None else {}
        return {
            "item": ".".join(map(str, one.path)),
            **said,
            "confidence": one.confidence,
            **doubt,
            **_quoted(one.quote.words, one.quote.place),
        }

    def _reply(self, one: Reply) -> dict[str, Any]:
        return {
            "item": ".".join(map(str, one.path)),
            "number": one.label,
            **_quoted(one.quote.words, one.quote.place),
        }

    def _doubt(self, one: Doubt) -> dict[str, Any]:
        return {
            "item": ".".join(map(str, one.path)),
            "question": render(one.message),
            **_quoted(one.quote.words, one.quote.place),
        }


def _short(words: str) -> str:
    return " ".join(words.split())[:_LONGEST]


def _left(one: Left) -> dict[str, Any]:
    return {"why": one.why, **_quoted(one.quote.words, one.quote.place)}


def _quoted(words: str, place: Place) -> dict[str, Any]:
    """The words of a document, and where they stand."""
    where = {name: value for name, value in place._asdict().items() if value is not None}
    return {"words": words, **where}
