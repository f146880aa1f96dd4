"""The text of the document: its head, and section by section what is asked and answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lgq_tui.core.bindings import MISSING, NOTE, TICK, Binding
from lgq_tui.core.text import clean
from lgq_tui.exports.document.records import Box, Document, Field, Section, Span, Spans
from lgq_tui.exports.order import Order
from lgq_tui.exports.word.addresses import address
from lgq_tui.exports.word.controls import Controls
from lgq_tui.exports.word.footnotes import Footnotes
from lgq_tui.exports.word.markup import Element, element, named
from lgq_tui.exports.word.package import Package
from lgq_tui.exports.word.runs import is_rtl, line_break, link, run, tab

_STEP = 454
"""How far what belongs to something stands to the right of it, in twentieths of a point."""
_INSET = 120
"""How far a frame stands around its text."""
_SHORT = 70
"""Signs of a label that has its answer beside it."""
_FEW = 8
"""Choices that stay on one page."""
_ROOM = 2
"""Lines more in the field of a long answer, for whoever prints the form."""
_APART, _CLOSE, _DASH = "\u2003", "\u00a0", "\u2013"
_ENDS = tuple("?!:.…？！：。؟")
_LONG = frozenset({"paragraph"})
_TEXT = named("w:t")


class Form:
    """Makes the paragraphs of one document."""

    def __init__(self, order: Order, document: Document, package: Package) -> None:
        self.controls = Controls()
        self.notes = Footnotes(document.footnotes)
        self._order, self._say = order, order.say
        self._document, self._package = document, package
        self._made: list[Element] = []

    def paragraphs(self) -> list[Element]:
        """All of them, in order."""
        self._head()
        count = len(self._document.sections)
        for number, section in enumerate(self._document.sections, 1):
            self._section(section)
            self._order.progress(number / (count + 1))
        if self._document.closing:
            self._keep_last()
            self._wording(self._document.closing, "FormClosing")
        return self._made

    def footnote(self, spans: Spans) -> list[Element]:
        """The runs of a footnote."""
        return list(self._spans(spans, in_notes=True))

    # --- what is not an answer -----------------------------------------------------------------

    def _head(self) -> None:
        document = self._document
        self._add("Title", *self._spans(document.title))
        if document.subject:
            self._add("Subtitle", *self.controls.own(", ".join(document.subject), ""))
        state = f"{_APART}{_APART}".join(self._state())
        self._add("FormState", *self.controls.own(state, "FormHint"))
        self._wording(document.introduction)

    def _state(self) -> Iterator[str]:
        document = self._document
        yield self._say("document.edition", version=document.version)
        if document.unit:
            yield self._say("document.part", unit=document.unit)
        if not document.blank:
            yield self._say("document.status", status=document.status)
        if document.code:
            yield self._say("document.code", code=document.code)
        if not document.blank:
            yield self._say("document.modified", time=_minute(document.modified))

    def _wording(self, spans: Spans, style: str = "") -> None:
        if spans:
            self._add(style, *self._spans(spans))

    def _section(self, section: Section) -> None:
        number = f"{section.number}. " if section.number else ""
        self._add("Heading1", *([run(number)] if number else []), *self._spans(section.title))
        self._wording(section.introduction)
        was_beside = True
        for field in section.fields:
            is_beside = not field.number and self._is_beside(field)
            if is_beside:
                self._beside(field, 0, "FormAnswer" if was_beside else "FormLine")
            else:
                self._question(field)
            was_beside = is_beside

    def _question(self, field: Field) -> None:
        number = [run(f"{field.number}.", strong=True), tab()] if field.number else []
        style = "Heading2" if field.number else "FormQuestion"
        self._add(style, *number, *self._spans(field.label))
        small = list(self._small(field))
        if small:
            self._add("FormLabel", *small[1:], depth=1)
        self._answer(field, 1)

    # --- answers -------------------------------------------------------------------------------

    def _part(self, field: Field, depth: int, close: bool = False) -> None:
        """A part with its label; with `close`, its answer stands beside it however long."""
        if not field.label:
            self._answer(field, depth)
        elif self._is_beside(field) or (close and not field.parts and not field.boxes):
            self._beside(field, depth)
        else:
            is_simple = not field.parts and not field.boxes
            style, name = ("FormLabel", "FormName") if is_simple else ("Heading3", "")
            number = [run(f"{field.number}.{_CLOSE}", name)] if field.number else []
            small = self._small(field)
            self._add(style, *number, *self._spans(field.label, name), *small, depth=depth)
            self._answer(field, depth)

    def _beside(self, field: Field, depth: int, style: str = "FormAnswer") -> None:
        number = [run(f"{field.number}.{_CLOSE}", "FormName")] if field.number else []
        ends = _words(field.label).rstrip().endswith(_ENDS)
        colon = [run(_CLOSE if ends else f":{_CLOSE}", "FormName")]
        name = [*number, *self._spans(field.label, "FormName"), *colon]
        runs = [*name, *self._inline(field), *self._reason(field), *self._small(field)]
        self._add(style, *runs, depth=depth)
        self._note(field, depth)

    def _answer(self, field: Field, depth: int) -> None:
        """An answer below its label."""
        if not field.asked:
            self._add("FormAnswer", *self._own("document.not_asked"), depth=depth)
        elif field.parts or field.type == "group":
            self._parts(field, depth)
        elif field.boxes and field.type != "yes_no":
            self._choices(field, depth)
        else:
            style = "FormField" if self._is_open(field) else "FormAnswer"
            runs = (*self._inline(field, _ROOM), *self._reason(field))
            self._add(style, *runs, depth=depth, direction=field.text)
        self._note(field, depth)

    def _parts(self, field: Field, depth: int) -> None:
        reason = list(self._reason(field))[1:]
        if field.text or reason or not field.parts:
            text = self._text(field) if field.text or not reason else []
            self._add("FormAnswer", *text, *reason, depth=depth)
        if reason and not any(map(_says, field.parts)):
            return  # that is said of all of them
        for number, part in enumerate(field.parts, 1):
            if field.repeat:
                name = self._say("document.entry", number=number)
                self._add("FormEntry", *self.controls.own(name, ""), depth=depth)
                self._answer(part, depth + 1)
            else:
                self._part(part, depth)

    def _choices(self, field: Field, depth: int) -> None:
        is_few = len(field.boxes) <= _FEW
        for box in field.boxes:
            details = [one for one in box.fields if self._document.blank or _says(one)]
            runs = (*self._box(field, box), tab(), *self._spans(box.label))
            keep = bool(details) or (is_few and box is not field.boxes[-1])
            self._add("FormChoice", *runs, depth=depth + 1, hanging=_STEP, keep=keep)
            for detail in details:
                self._detail(box, detail, depth + 1)
        beside = [*(self._text(field) if field.text else []), *self._reason(field)]
        if beside:
            self._add("FormAnswer", *beside, depth=depth)

    def _detail(self, box: Box, detail: Field, depth: int) -> None:
        """What is asked beside a choice; a label that only says the choice again is left out."""
        is_simple = not detail.parts and not detail.boxes
        if is_simple and box.label[: len(detail.label)] == detail.label:
            runs = (*self._inline(detail), *self._reason(detail), *self._small(detail))
            self._add("FormAnswer", *runs, depth=depth, direction=detail.text)
            self._note(detail, depth)
            return
        if detail.type != "group" or detail.repeat:
            self._part(detail, depth, close=self._document.blank)
            return
        for part in detail.parts:
            if self._document.blank or _says(part):
                self._part(part, depth, close=self._document.blank)

    def _inline(self, field: Field, room: int = 0) -> Iterator[Element]:
        """An answer as runs, in an open field with room for some lines."""
        if not field.asked:
            yield from self._own("document.not_asked")
            return
        for number, box in enumerate(field.boxes):
            yield from [run(_APART)] if number else []
            yield from (*self._box(field, box), run(_CLOSE), *self._spans(box.label))
        if field.text or not field.boxes:
            yield from [run(_APART)] if field.boxes else []
            yield from self._text(field, room)
        if field.type == "percentage" and (field.text or self._document.blank):
            yield from self.controls.own("%", "")

    def _box(self, field: Field, box: Box) -> list[Element]:
        bound = Binding(field.path, TICK, box.id)
        return self.controls.box(bound, _words(box.label), box.ticked)

    def _text(self, field: Field, room: int = 0) -> list[Element]:
        title, bound = _words(field.label), Binding(field.path)
        if field.text:
            relations = [self._relation(one) for one in field.links]
            return self.controls.text(bound, title, clean(field.text), relations)
        if not self._document.blank:
            words = _DASH if field.missing else self._say("document.empty")
            return self.controls.empty(bound, title, words, "FormNone")
        words = self._say("document.fill_lines" if field.repeat else "document.fill")
        room = room if self._is_open(field) else 0
        return self.controls.empty(bound, title, words + "\n" * room, "PlaceholderText")

    def _is_open(self, field: Field) -> bool:
        """Whether an answer has a frame of its own, to be filled."""
        return self._document.blank and _is_long(field) and not field.boxes and not field.parts

    def _is_beside(self, field: Field) -> bool:
        """Whether an answer stands beside its label."""
        is_simple = not field.parts and (not field.boxes or field.type == "yes_no")
        if not is_simple or len(_words(field.label)) > _SHORT:
            return False
        if self._document.blank:
            return not _is_long(field)
        is_simple = "\n" not in field.text
        return not field.asked or (
            is_simple and (len(field.text) <= _SHORT or not is_rtl(field.text))
        )

    # --- what is said about one ----------------------------------------------------------------

    def _reason(self, field: Field) -> Iterator[Element]:
        """Why there is no answer."""
        if field.missing and not self._document.blank:
            yield run(_APART)
            yield from self._reasons(field)

    def _reasons(self, field: Field) -> list[Element]:
        codes = dict.fromkeys((*field.reasons, *filter(None, [field.missing])))
        choices = {code: self._no_answer(code) for code in codes}
        bound, title = Binding(field.path, MISSING), self._say("document.why")
        return self.controls.choice(bound, title, choices, field.missing or "")

    def _no_answer(self, code: str) -> str:
        reason = self._say(f"missing.{code.replace('-', '_')}")
        return self._say("document.no_answer", reason=reason)

    def _small(self, field: Field) -> Iterator[Element]:
        """What helps to answer, in a form to be filled."""
        said = " ".join(filter(None, [_words(field.hint), field.facts]))
        if not self._document.blank:
            return
        if said:
            yield run(_APART)
            yield from self.controls.own(said, "FormHint")
        if field.missing or (field.required and field.reasons):
            yield run(_APART)
            yield from self._reasons(field)

    def _note(self, field: Field, depth: int) -> None:
        if field.note:
            note = self.controls.text(Binding(field.path, NOTE), "", clean(field.note))
            runs = (*self._own("document.note", "FormName"), run(" "), *note)
            self._add("FormNote", *runs, depth=depth, direction=field.note)
        if field.origin:
            runs = tuple(self.controls.own(field.origin, "FormHint"))
            self._add("FormNote", *runs, depth=depth, direction=field.origin)

    # --- paragraphs ----------------------------------------------------------------------------

    def _add(
        self,
        style: str,
        *runs: Element,
        depth: int = 0,
        hanging: int = 0,
        direction: str = "",
        keep: bool = False,
    ) -> None:
        """One more paragraph; `direction` is the text that tells which way it is read."""
        look = element("w:pPr", *([element("w:pStyle", val=style)] if style else []))
        look.extend([element("w:keepNext")] if keep else [])
        text = direction or "".join(one.text or "" for run in runs for one in run.iter(_TEXT))
        look.extend([element("w:bidi")] if is_rtl(text) else [])
        inset = _INSET if style == "FormField" else 0
        if depth:
            indent = {"hanging": hanging} if hanging else {}
            indent |= {"right": inset} if inset else {}
            look.append(element("w:ind", left=depth * _STEP + inset, **indent))
        self._made.append(element("w:p", look, *runs))

    def _keep_last(self) -> None:
        """Have what comes next on the page of the last paragraph."""
        look = self._made[-1][0]
        if look.find(named("w:keepNext")) is None:
            look.insert(1, element("w:keepNext"))

    def _own(self, key: str, style: str = "FormNone") -> list[Element]:
        return self.controls.own(self._say(key), style)

    def _spans(self, spans: Spans, style: str = "", in_notes: bool = False) -> Iterator[Element]:
        for span in spans:
            if span.mark:
                yield self.notes.mark(span.text)
            else:
                yield from self._span(span, style, in_notes)

    def _span(self, span: Span, style: str, in_notes: bool) -> Iterator[Element]:
        relation = self._relation(span.link, in_notes) if span.link else None
        if relation is not None:
            yield link(relation, run(span.text, "Hyperlink", span.strong))
            return
        for number, line in enumerate(span.text.split("\n")):
            yield from [line_break()] if number else []
            yield run(line, style, span.strong)

    def _relation(self, to: str | None, in_notes: bool = False) -> str | None:
        found = address(to) if to else None
        return self._package.link(found, in_notes) if found else None


def _is_long(field: Field) -> bool:
    """Whether an answer may have several lines."""
    return field.type in _LONG or field.repeat


def _says(field: Field) -> bool:
    """Whether anything is answered here, or said of an answer."""
    return bool(
        field.text
        or field.missing
        or field.note
        or any(map(_says, field.parts))
        or any(box.ticked or any(map(_says, box.fields)) for box in field.boxes)
    )


def _words(spans: Sequence[Span]) -> str:
    return "".join(span.text for span in spans if not span.mark)


def _minute(time: str) -> str:
    """A time to the minute, which says that it is in UTC."""
    return f"{time[:10]} {time[11:16]} UTC"
