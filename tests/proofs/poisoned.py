"""A questionnaire, a response, a journal and all else that is read, each text of them a payload."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lgq_tui.core.queries import Query, Remark
from lgq_tui.core.sources import MODES, AnswerSource
from lgq_tui.core.steps import (
    ANSWER,
    DONE,
    MISSING,
    NOTE,
    QUERY,
    SOURCE,
    Change,
    Step,
    Turn,
)
from lgq_tui.core.text import clean
from lgq_tui.core.verification import OUTCOMES, TEXTS
from lgq_tui.storage import plain
from lgq_tui.storage.found import lock_of
from lgq_tui.storage.journal import Entry, Journal

TYPES = ("text", "paragraph", "url", "email", "phone", "date", "integer", "decimal", "percentage",
         "yes_no", "country")  # fmt: skip
SIMPLE = [f"a_{name}" for name in TYPES]


class Poisoned:
    """Writes files into a folder; each text is the next of the payloads, with `mark` before it.

    The mark is there so that no text is blank once it has been cleaned.
    """

    def __init__(self, folder: Path, payloads: Iterator[str], mark: str = "T") -> None:
        self._payloads = payloads
        self._mark = mark
        self.placed = 0
        self.folder = folder / self.name("d")
        self.folder.mkdir()
        self.form = self._file("form.json", self._definition())
        self.response = self._file(".response.json", self._response())
        self.bad = [
            self._file(f"{number}.json", data) for number, data in enumerate(self._refused())
        ]
        self.unsound = [
            self._file(f"{number}.q.json", data) for number, data in enumerate(self._unsound())
        ]
        self.not_json = self._file(".broken.yaml", None)
        self.not_json.write_text(f"a: [\n{self.text()}\n", "utf-8", "replace")
        self._journal()
        self.packet, self.second = self.part("packet"), self.part("second-entry")
        self.cities = self.folder / self.name("cities.csv")
        self._desk()

    def text(self) -> str:
        self.placed += 1
        return f"{self._mark}{next(self._payloads)}"

    def name(self, ending: str) -> str:
        """A name of a file, always with something that is alive."""
        name = f"{self.text()[:50]}\x1b[031m\u202e\x9b".replace("/", "|").replace("\0", "|")
        return os.fsdecode(name.encode("utf-8", "replace")) + ending

    def _file(self, ending: str, data: Any) -> Path:
        path = self.folder / self.name(ending)
        path.write_text(json.dumps(data), "utf-8")
        return path

    def _definition(self) -> dict[str, Any]:
        text = self.text
        simple: list[dict[str, Any]] = [
            {"id": f"a_{name}", "type": name, "label": text(), "hint": text()} for name in TYPES
        ]
        simple[0] |= {"number": text(), "required": True}
        simple[6] |= {"constraint": {"minimum": 1}, "constraint_message": text()}
        simple[7] |= {
            "warn": [{"id": "w", "when": {"a_text": {"minLength": 1}}, "message": text()}]
        }
        choices = [
            {"id": "a", "label": text(), "hint": text()},
            {"id": "b", "label": text(), "detail": True},
        ]
        return {
            "id": "demo",
            "version": text(),
            "title": text(),
            "language": "en",
            "subject": ["a_text"],
            "contact": text(),
            "introduction": text(),
            "closing": text(),
            "footnotes": {"f": text()},
            "sections": [
                {"id": "s", "number": text(), "title": text(), "introduction": text(), "items": simple},
                {
                    "id": "t",
                    "title": f"{text()}[^f]",
                    "items": [
                        {"id": "one", "type": "select_one", "label": text(), "choices": choices},
                        {"id": "some", "type": "select_multiple", "label": text(), "choices": choices},
                        {"id": "links", "type": "url", "repeat": True, "label": text()},
                        {
                            "id": "people",
                            "type": "group",
                            "repeat": True,
                            "label": text(),
                            "items": [{"id": "name", "type": "text", "label": text()}],
                        },
                    ],
                },
            ],
        }  # fmt: skip

    def _head(self) -> dict[str, Any]:
        version = json.loads(self.form.read_text("utf-8"))["version"]
        return {
            "format": "lgq-response/1",
            "id": f"r{self.text()}",
            "questionnaire": {"id": "demo", "version": version},
            "status": "in-progress",
        }

    def _response(self) -> dict[str, Any]:
        text = self.text
        return {
            **self._head(),
            "language": text(),
            "created": text(),
            "modified": text(),
            "authors": [text(), {"name": text()}],
            "position": text(),
            "answers": {
                **{item: text() for item in SIMPLE},
                "one": text(),
                "some": [text(), "b", text()],
                "some_details": {"b": text()},
                "links": [text(), text()],
                "people": [{"name": text()}, {"name": text(), text(): text()}],
                text(): {text(): text()},
            },
            "missing": {"a_url": text(), text(): text()},
            "notes": {"a_text": text(), text(): text(), "people": text()},
            "accepted": {
                "a_decimal": [{"warning": "w", "reason": text()}],
                text(): [{"warning": text(), "reason": text()}],
            },
            "sources": {
                item: {
                    "mode": mode,
                    "name": text(),
                    "place": text(),
                    "words": text(),
                    text(): text(),
                }
                for item, mode in zip((*SIMPLE[:4], text()), MODES, strict=True)
            },
            "queries": {
                item: [
                    {"status": status, "thread": self._thread(), text(): text()}
                    for status in ("open", "sent", "answered", "closed")
                ]
                for item in ("a_paragraph", "people.name", text())
            },
            "carried": {"a_text": self._carried("to-confirm"), text(): self._carried("confirmed")},
            "verified": {
                item: self._verified(outcome)
                for item, outcome in zip((*SIMPLE[:3], text()), OUTCOMES, strict=True)
            },
            "packets": {
                text(): {
                    **{key: text() for key in ("digest", "unit", "by", "at")},
                    "said": {text(): text()},
                }
            },
            "previous": self._previous(),
            "aside": {text(): text()},
        }

    def _carried(self, status: str) -> dict[str, str]:
        return {"status": status, "by": self.text(), "at": self.text()}

    def _verified(self, outcome: str) -> dict[str, Any]:
        text = self.text
        sides = {"first": {"answer": text()}, "second": {"missing": text(), text(): text()}}
        return {"outcome": outcome, **{key: text() for key in TEXTS}, **sides}

    def _previous(self) -> dict[str, Any]:
        text = self.text
        return {
            "id": text(),
            "questionnaire": {"id": text(), "version": text()},
            "modified": text(),
            "answers": {"a_text": text(), "one": text(), text(): text()},
            "missing": {"a_url": text(), text(): text()},
            "kept": {
                path: {"why": why, "value": {text(): text()}, "note": text(), "to": ["one", text()]}
                for path, why in (("a_text.x", "gone"), (text(), "split"), (text(), "choice"))
            },
        }

    def part(self, kind: str) -> Path:
        """A file that holds a part of the response, with all that it says of that."""
        text, whole = self.text, json.loads(self.response.read_text("utf-8"))
        kept = ("answers", "missing", "notes", "sources", "queries")
        part = {
            "kind": kind,
            "of": whole["id"],
            "items": ["a_text", "a_paragraph", "one", "people", text()],
            **{key: text() for key in ("subject", "unit", "by", "at", "country", "digest")},
            "context": {"a_text": text(), "a_paragraph": text(), text(): text()},
            "base": {key: whole[key] for key in kept},
        }
        path = self.folder / self.name(f"{kind}.json")
        other = {**whole, "id": f"{whole['id']}{kind}", "part": part}
        answers = {**whole["answers"], "a_text": f"other {text()}", "one": text()}
        path.write_text(json.dumps(other | {"answers": answers}), "utf-8")
        return path

    def _thread(self) -> list[dict[str, str]]:
        text = self.text
        return [
            {"at": text(), "by": text(), "text": text()},
            {"at": text(), "by": text(), "text": text(), "status": "answered", text(): text()},
        ]

    def _refused(self) -> Iterator[Any]:
        """Files that are no responses, each for a reason that is told with a text of theirs."""
        text, head = self.text, self._head() | {"answers": {}}
        yield head | {text(): 1}
        yield head | {"format": text()}
        yield head | {"status": text()}
        yield head | {"questionnaire": {"id": text(), "version": text()}}
        yield head | {"questionnaire": {**head["questionnaire"], text(): text()}}
        yield head | {"questionnaire": {**head["questionnaire"], "version": text()}}
        yield head | {"notes": {text(): 1}}
        yield head | {"accepted": {text(): 1}}
        yield head | {"sources": {text(): {"mode": text()}}}
        yield head | {"sources": {text(): {"mode": "call", "words": [text()]}}}
        yield head | {"queries": {text(): [{"status": text(), "thread": self._thread()}]}}
        yield head | {"queries": {text(): [{"status": "open", "thread": text()}]}}
        yield head | {"queries": {text(): [{"status": "open", "thread": [text()]}]}}
        yield head | {"carried": {text(): {"status": text()}}}
        yield head | {"verified": {text(): {"outcome": "agreed", text(): 1}}}
        yield head | {"packets": {text(): {"unit": [text()]}}}
        yield head | {"previous": {text(): text()}}
        yield head | {"part": {"kind": text(), "of": text(), "items": text()}}
        yield text()

    def _unsound(self) -> Iterator[Any]:
        """Files that are no definitions."""
        text, whole = self.text, json.loads(self.form.read_text("utf-8"))
        item = {"id": "x", "type": "text", "label": text()}
        for more in (
            {text(): text()}, {"type": text()}, {"id": text()}, {"relevant": {text(): text()}},
            {"label": f"[^{text()}] [^gone]"}, {"choices": text()}, {"constraint": {text(): text()}},
            {"constraint": {"pattern": f"({text()}"}}, {"relevant": {"one": text()}}, {"since": 1, "number": text()},
        ):  # fmt: skip
            yield whole | {
                "subject": [],
                "sections": [{"id": "z", "title": text(), "items": [item | more]}],
            }
        yield whole | {"language": text()}
        yield whole | {"subject": [text()]}
        yield whole | {text(): whole}

    def _journal(self) -> None:
        path = self.response.with_name(f"{self.response.name}.journal")
        # Names of answers come from a definition, or from a file that was read: they are clean.
        document = plain.parse(self.response, self.response.read_bytes()).data

        def text() -> str:
            return self.text().encode("utf-8", "replace").decode()

        changes = [
            *(Change(ANSWER, (item,), text(), text()) for item in SIMPLE[:4]),
            Change(ANSWER, ("one",), None, text()),
            Change(ANSWER, ("people",), None, [{"name": text()}, {clean(text()): text()}]),
            Change(ANSWER, (self._mark + "x",), text(), text()),
            Change(NOTE, ("a_text",), text(), text()),
            Change(MISSING, ("a_url",), None, text()),
            Change(SOURCE, ("a_url",), None, AnswerSource("call", text(), text(), text())),
            Change(QUERY, ("a_url",), None, (Query("open", (Remark(text(), text(), text()),)),)),
        ]
        turn = Turn(DONE, Step(("a_text",), tuple(changes)))
        Journal(path, text).append(
            [Entry(text(), text(), document=document), Entry(text(), text(), turn)]
        )

    def _desk(self) -> None:
        """A list of cities, and what somebody said of the response."""
        text = self.text
        head = f"a_text,a_url,assigned,{text()}"
        rows = [f"City,{text()},{text()}", f"{text()},,,{text()}", f'"{text()}",,"{text()}"']
        self.cities.write_text("\n".join((head, *rows)), "utf-8", "replace")
        act = {"at": "2026-11-25T10:00:00.000000Z", "response": text(), "value": text()}
        act |= {"id": text(), "kind": "assigned", "by": text(), "digest": text()}
        (self.folder / ".lgq").mkdir()
        lines = f"{json.dumps(act)}\n{text()}"
        (self.folder / ".lgq" / "x.jsonl").write_text(lines, "utf-8", "replace")

    def others(self) -> None:
        """Somebody else: who holds the lock, on another computer, and whose copy lies beside."""
        holder = {name: self.text() for name in ("by", "host", "since")}
        lock_of(self.response).write_text(f" {json.dumps(holder)}", "utf-8")
        document = json.loads(self.response.read_text("utf-8"))
        answers = document["answers"] | {item: self.text() for item in SIMPLE[:5]}
        answers["some"] = [self.text()]
        begin = self.response.name.split(".", 1)[0]
        copy = self.response.with_name(f"{begin}.theirs-{self.name('.response.json')}")
        copy.write_text(json.dumps(document | {"answers": answers}), "utf-8")
