"""What a document proposes, beside its own words: accepted, changed or refused one by one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual.binding import Binding
from textual.content import Content

from lgq_tui.core.messages import Message as Sentence
from lgq_tui.core.proposals import Doubt, Left, Quote, Reply
from lgq_tui.core.wording import plain
from lgq_tui.locales.speech import render, say
from lgq_tui.session import importing
from lgq_tui.session.deciding import ACCEPTED, REFUSED, UNDECIDED, Decisions, Entry
from lgq_tui.tui.contents import BOLD, joined
from lgq_tui.tui.screens.asking import Answer, Choosing
from lgq_tui.tui.screens.compared import Compared, Entries
from lgq_tui.tui.signs import ACCEPTED_SIGN, ERROR_SIGN, WARNING_SIGN
from lgq_tui.tui.widgets.bars import Key
from lgq_tui.tui.widgets.rows import Row, RowList

_SIGNS = {ACCEPTED: "✓", REFUSED: ERROR_SIGN, UNDECIDED: " "}
_QUERY, _LEFT = "?", ACCEPTED_SIGN


class _Entries(Entries):
    """The proposals."""

    def __init__(self, decisions: Decisions) -> None:
        super().__init__()
        self._decisions = decisions

    def count(self) -> int:
        return len(self._decisions.entries)

    def row(self, index: int) -> Row:
        one, decided = self._decisions.entries[index], self._decisions.of(index)
        looks = ("quiet",) if decided == REFUSED or isinstance(one, Left) else ()
        if isinstance(one, Left):
            words = " ".join(one.quote.words.split())
            return Row(Content(f"{_LEFT}   {say('import.left')} {words}"), looks=looks)
        if isinstance(one, Sentence):
            return Row(Content(f"{WARNING_SIGN}   {render(one)}"), looks=("warning",))
        name = (self._decisions.name(index), BOLD)
        if isinstance(one, Doubt):
            sign = _QUERY if decided == ACCEPTED else ERROR_SIGN
            text = joined(f"{sign} {_QUERY} ", name, f"  {render(one.message)}")
            return Row(text, looks=looks)
        if isinstance(one, Reply):
            words = " ".join(one.quote.words.split())
            return Row(joined(f"{_SIGNS[ACCEPTED]} {_QUERY} ", name, f"  {words}"), looks=looks)
        doubt = " " if one.is_certain else WARNING_SIGN
        answer = " ".join(importing.answer_of(self._decisions.questionnaire, one).split())
        return Row(joined(f"{_SIGNS[decided]} {doubt} ", name, f"  {answer}"), looks=looks)


class Proposals(Compared[Decisions | None]):
    """Gives the decisions; None where nothing is to be taken."""

    BINDINGS = [
        Binding("a", "certain", show=False),
        Binding("x,delete", "refuse", show=False),
        Binding("e,f4", "change", show=False),
        Binding("n", "next", show=False),
        Binding("ctrl+d,f8", "take", show=False),
        Binding("escape,q", "close", show=False),
    ]

    def __init__(self, decisions: Decisions) -> None:
        super().__init__(_Entries(decisions), say("import.title", name=decisions.document.name))
        self._decisions = decisions

    def keys(self) -> Sequence[Key]:
        return [
            Key("Enter", say("key.accept"), "accept"),
            Key("x", say("key.refuse"), "refuse"),
            Key("e", say("key.change"), "change"),
            Key("a", say("key.all_certain"), "certain"),
            Key("n", say("key.next_open"), "next"),
            Key("^D", say("key.done"), "take"),
            Key("Esc", say("key.cancel"), "close"),
        ]

    def show(self) -> None:
        decisions = self._decisions
        values = {"share": int(decisions.share * 100), "queries": len(decisions.asked)}
        text = say("import.standing", count=decisions.open, **values)
        if decisions.form.replies:
            text = f"{text}. {say('letter.standing', count=len(decisions.form.replies))}"
        self.tell(text)
        if not decisions.entries:
            self.compare(Content(say("import.nothing_new")), Content(""))
            return
        index = self._entries.cursor
        one = decisions.entries[index]
        quoted = Content("") if isinstance(one, Sentence) else _quoted(one.quote)
        self.compare(self._proposed(index, one), quoted)

    def _proposed(self, index: int, one: Entry) -> Content:
        if isinstance(one, Left):
            return Content(say(f"import.explain.{one.why}"))
        if isinstance(one, Sentence):
            return Content(render(one))
        is_known = self._decisions.has_item(index)
        label = plain(self._decisions.item(index).label) if is_known else ""
        head = joined((self._decisions.name(index), BOLD), f"\n{label}\n\n")
        if isinstance(one, Reply):
            why = f"\n\n{render(one.why_not)}" if one.why_not is not None else ""
            return joined(head, f"{say('letter.kept')} {say('letter.no_value')}{why}")
        if isinstance(one, Doubt):
            key = "asks" if self._decisions.of(index) == ACCEPTED else "asks_not"
            return joined(head, f"{_QUERY} {render(one.message)}\n\n{say(f'import.{key}')}")
        answer = importing.answer_of(self._decisions.questionnaire, one)
        percent = int(one.confidence * 100)
        # A doubt says more than a number.
        sure = say("import.confidence", percent=percent) if one.doubt is None else ""
        doubt = f"\n\n{WARNING_SIGN} {render(one.doubt)}" if one.doubt is not None else ""
        decided = say(f"import.decided.{self._decisions.of(index)}")
        kept = f"\n\n{say('letter.kept')}" if self._decisions.is_reply(one) else ""
        return joined(head, (answer, BOLD), f"{doubt}\n\n{decided} {sure}".rstrip(), kept)

    # --- deciding ------------------------------------------------------------------------------

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self.action_accept()

    def action_accept(self) -> None:
        """Accept an entry and go to the next open one; a second time, leave it open again."""
        self._decide(ACCEPTED)

    def action_refuse(self) -> None:
        self._decide(REFUSED)

    def _decide(self, what: str) -> None:
        if not self._decisions.entries:
            return
        index = self._entries.cursor
        one = self._decisions.entries[index]
        if isinstance(one, Doubt):
            again = ACCEPTED if self._decisions.of(index) == REFUSED else what
            self._decisions.decide(index, again)
        elif self._decisions.of(index) == what:
            self._decisions.decide(index, UNDECIDED)
            self.show()
            return
        else:
            self._decisions.decide(index, what)
        following = self._decisions.next_open(index)
        self._entries.move_to(index if following is None else following)
        self.show()

    def action_certain(self) -> None:
        self._decisions.accept_certain()
        following = self._decisions.next_open(self._entries.cursor)
        if following is not None:
            self._entries.move_to(following)
        self.show()

    def action_next(self) -> None:
        following = self._decisions.next_open(self._entries.cursor)
        if following is not None:
            self._entries.move_to(following)

    # --- changing ------------------------------------------------------------------------------

    def action_change(self) -> None:
        """Type, or choose, another answer."""
        if not self._decisions.entries:
            return
        index = self._entries.cursor
        if not self._decisions.has_item(index):
            return
        text = self._decisions.typed(index)
        title = self._decisions.name(index)
        if text is None:
            self.notify(say("import.change_later"), markup=False)
            return
        item = None if self._decisions.is_note(index) else self._decisions.item(index)
        self.ask_anew(title, item, text, partial(self._take, index))

    def _take(self, index: int, text: str | None) -> None:
        value = self._decisions.parsed(index, text) if text is not None else None
        if value is not None:
            self._decisions.change(index, value)
            self.action_next()
        self.show()

    # --- ways out ------------------------------------------------------------------------------

    def action_take(self) -> None:
        self.dismiss(self._decisions)

    def action_close(self) -> None:
        """Take nothing; what was decided already is not lost without a question."""
        if not self._decisions.is_begun:
            self.dismiss(None)
            return
        answers = [
            Answer("y", say("import.leave.take"), "take"),
            Answer("n", say("import.leave.drop"), "drop"),
        ]

        def decide(answer: str | None) -> None:
            if answer is not None:
                self.dismiss(self._decisions if answer == "take" else None)

        self.app.push_screen(Choosing(say("import.leave.title"), answers), decide)


def _quoted(quote: Quote) -> Content:
    place = importing.spoken_place(quote.place)
    head = say("import.in_document", place=place) if place else say("import.in_document_somewhere")
    return joined((head, BOLD), f"\n\n{quote.words}")
