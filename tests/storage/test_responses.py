"""Response files: read, written, refused."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import yaml12
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from lgq_tui.core.queries import Query, Remark
from lgq_tui.core.response import Acceptance, Reference, Response
from lgq_tui.core.schema import response_schema
from lgq_tui.core.sources import AnswerSource
from lgq_tui.storage import atomic, dialect, plain, responses
from tests.storage.forms import NOW, form, response

FORM = form()

WHOLE = response(
    status="completed",
    language="pt-BR",
    authors=("Ada", {"name": "Bo", "since": None}),
    position="partners[0].people[1].name",
    answers={
        "city": "São Paulo",
        "country": "BR",
        "portals": ["https://a.br"],
        "areas": ["other"],
        "areas_details": {"other": {"text": "One\n\nTwo ", "links": ["https://b.br"]}},
        "partners": [
            {"name": "A", "agreed": True, "share": 12.5, "people": [{"name": "P"}, {"name": "Q"}]},
            {"name": "B", "agreed": False, "share": 3},
        ],
    },
    missing={"remarks": "asked-unknown"},
    notes={"city": "They said: #1 @home"},
    accepted={"partners[0].share": (Acceptance("large", "Yes, really"),)},
    sources={
        "city": AnswerSource("call", "Ms Lim", other={"day": "2026-11-20", "minutes": [3, 4]}),
        "areas": AnswerSource("document", "a.pdf", "page 3, line 12", "Other: a\nlake: of us"),
        "extent": AnswerSource("web-page"),
    },
    queries={
        "country": (
            Query("open", (Remark("2026-11-23T10:12:00Z", "Ada", "Sure?\n\nno"),), {"letter": 3}),
            Query(
                "closed",
                (
                    Remark("2026-11-23T10:12:00Z", text="yes"),
                    Remark("2026-11-24T08:00:00Z", "Bo", status="sent", other={"to": "x@a.br"}),
                    Remark("2026-11-25T08:00:00Z", "Bo", "- No: #1", "closed"),
                ),
            ),
        )
    },
    aside={"extent": "fully"},
    seal={"digest": "sha256:aa", "seq": 3},
)


ASKED: dict[str, Any] = {"status": "open", "thread": [{"at": "2026", "text": "Sure?"}]}

NO_THREADS: tuple[Any, ...] = ([], "Sure?", None)
NO_ENTRIES: tuple[Any, ...] = ([], "x", None, True)


def document(**parts: Any) -> dict[str, Any]:
    """The least that a response file must hold, with these parts; None takes one out."""
    least = {
        "format": "lgq-response/1",
        "id": "x",
        "questionnaire": {"id": "demo", "version": "1"},
        "status": "in-progress",
        "answers": {},
    }
    return {key: value for key, value in (least | parts).items() if value is not ...}


def refused(tmp_path: Path, content: str, name: str = "a.yaml") -> plain.UnreadableError:
    file = tmp_path / name
    file.write_text(content, "utf-8")
    with pytest.raises(plain.UnreadableError) as caught:
        responses.read(file, FORM)
    assert caught.value.path == file
    return caught.value


# Reading what was written


@pytest.mark.parametrize("name", ["a.response.yaml", "a.yml", "a.json", "A.JSON", "a"])
@pytest.mark.parametrize("whole", [WHOLE, response()], ids=["whole", "empty"])
def test_what_is_written_is_read(tmp_path: Path, name: str, whole: Response) -> None:
    file = tmp_path / name
    responses.write(file, whole, FORM)
    assert responses.read(file, FORM) == whole
    assert responses.read(file) == whole


def test_the_bytes_are_those_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    responses.write(file, WHOLE, FORM)
    file.write_bytes(b"# a remark\n" + file.read_bytes())
    assert responses.read_with_bytes(file, FORM) == (WHOLE, file.read_bytes())


def test_what_an_editor_has_laid_out_anew_is_the_same_response(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    document = yaml12.parse_yaml(responses.text_of(file, WHOLE, FORM).decode())
    file.write_text(yaml12.format_yaml(document), "utf-8")
    assert dialect.read(file.read_bytes()) is None
    assert responses.read(file, FORM) == WHOLE


def test_writing_that_fails_says_so(tmp_path: Path) -> None:
    with pytest.raises(atomic.SaveError):
        responses.write(tmp_path / "none" / "a.yaml", WHOLE, FORM)


def test_the_definition_may_have_been_reworded(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    other = WHOLE._replace(questionnaire=Reference("demo", "1", "sha256:other"))
    responses.write(file, other, FORM)
    assert responses.read(file, FORM) == other


def test_the_least_that_a_file_may_hold(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(json.dumps(document()), "utf-8")
    assert responses.read(file, FORM) == Response("x", Reference("demo", "1"))


# Refusals


@pytest.mark.parametrize(
    ("parts", "key", "values"),
    [
        ({"format": ...}, "no_format", {}),
        ({"format": "lgq-response/2"}, "newer_format", {"format": "lgq-response/2"}),
        ({"format": "lgq-response/0"}, "unknown_format", {"format": "lgq-response/0"}),
        ({"format": "lgq-response/1.1"}, "unknown_format", {}),
        ({"format": 1}, "unknown_format", {"format": "1"}),
        ({"format": ["x"] * 999}, "unknown_format", {}),
        ({"remarks": {}}, "unknown_key", {"key": "remarks"}),
        ({"id": ...}, "lacks", {"key": "id"}),
        ({"questionnaire": ...}, "lacks", {"key": "questionnaire"}),
        ({"status": ...}, "lacks", {"key": "status"}),
        ({"answers": ...}, "lacks", {"key": "answers"}),
        ({"questionnaire": "demo"}, "not_entries", {"key": "questionnaire"}),
        ({"questionnaire": {"id": "demo"}}, "lacks", {"key": "questionnaire.version"}),
        ({"questionnaire": {"version": "1"}}, "lacks", {"key": "questionnaire.id"}),
        (
            {"questionnaire": {"id": "demo", "version": 1}},
            "not_text",
            {"key": "questionnaire.version"},
        ),
        (
            {"questionnaire": {"id": "demo", "version": "1", "digest": None}},
            "not_text",
            {"key": "questionnaire.digest"},
        ),
        (
            {"questionnaire": {"id": "demo", "version": "1", "file": "x"}},
            "unknown_key",
            {"key": "questionnaire.file"},
        ),
        (
            {"questionnaire": {"id": "other", "version": "3"}},
            "other_questionnaire",
            {"id": "other", "version": "3", "expected": "demo"},
        ),
        (
            {"questionnaire": {"id": "demo", "version": "3"}},
            "other_version",
            {"id": "demo", "version": "3", "expected": "1"},
        ),
        ({"id": 12}, "not_text", {"key": "id"}),
        ({"id": ""}, "no_id", {}),
        ({"status": True}, "not_text", {"key": "status"}),
        ({"status": "done"}, "unknown_status", {"status": "done"}),
        ({"language": None}, "not_text", {"key": "language"}),
        ({"created": 2026}, "not_text", {"key": "created"}),
        ({"modified": []}, "not_text", {"key": "modified"}),
        ({"position": ["city"]}, "not_text", {"key": "position"}),
        ({"authors": "Ada"}, "not_a_list", {"key": "authors"}),
        *(
            ({name: value}, "not_entries", {"key": name})
            for name in (
                *("answers", "missing", "notes", "accepted"),
                *("sources", "queries", "aside", "seal"),
            )
            for value in NO_ENTRIES
        ),
        ({"missing": {"city": True}}, "not_text", {"key": "missing.city"}),
        ({"notes": {"city": ["x"]}}, "not_text", {"key": "notes.city"}),
        ({"accepted": {"city": {}}}, "not_acceptances", {"path": "city"}),
        ({"accepted": {"city": ["x"]}}, "not_acceptances", {"path": "city"}),
        ({"accepted": {"city": [{"warning": "x"}]}}, "not_acceptances", {"path": "city"}),
        (
            {"accepted": {"city": [{"warning": "x", "reason": 1}]}},
            "not_acceptances",
            {"path": "city"},
        ),
        (
            {"accepted": {"city": [{"warning": "x", "reason": "y", "by": "z"}]}},
            "not_acceptances",
            {"path": "city"},
        ),
        *(
            ({"sources": {"city": value}}, "not_entries", {"key": "sources.city"})
            for value in NO_ENTRIES
        ),
        ({"sources": {"city": {}}}, "unknown_mode", {"key": "sources.city.mode", "mode": "?"}),
        ({"sources": {"city": {"mode": "fax"}}}, "unknown_mode", {"mode": "fax"}),
        ({"sources": {"city": {"mode": ["call"] * 99}}}, "unknown_mode", {}),
        *(
            (
                {"sources": {"city": {"mode": "call", name: 3}}},
                "not_text",
                {"key": f"sources.city.{name}"},
            )
            for name in ("name", "place", "words")
        ),
        ({"queries": {"city": {}}}, "not_a_list", {"key": "queries.city"}),
        ({"queries": {"city": ["Sure?"]}}, "not_entries", {"key": "queries.city[0]"}),
        *(
            ({"queries": {"city": [ASKED | {"status": status}]}}, "unknown_query_status", values)
            for status, values in (("done", {"status": "done"}), (None, {"status": "?"}))
        ),
        *(
            (
                {"queries": {"city": [ASKED, ASKED | {"thread": thread}]}},
                "no_thread",
                {"key": "queries.city[1].thread"},
            )
            for thread in NO_THREADS
        ),
        *(
            (
                {"queries": {"city": [ASKED | {"thread": thread}]}},
                "not_remark",
                {"key": f"queries.city[0].thread[{len(thread) - 1}]"},
            )
            for thread in (
                ["Sure?"],
                [{"at": "2026"}],
                [{"text": "Sure?"}],
                [{"at": "2026", "status": "sent"}],
                [{"at": "2026", "text": ""}],
                [{"at": 2026, "text": "Sure?"}],
                [*ASKED["thread"], {"at": "2026"}],
                [*ASKED["thread"], {"at": "2026", "status": "gone"}],
                [*ASKED["thread"], {"at": "2026", "text": "Yes", "by": None}],
            )
        ),
    ],
)
def test_what_is_no_response(
    tmp_path: Path, parts: dict[str, Any], key: str, values: dict[str, Any]
) -> None:
    data = document(**parts)
    error = refused(tmp_path, json.dumps(data), "a.json")
    assert error.message.key == f"response.{key}"
    assert values.items() <= error.message.values.items()
    assert all(len(str(value)) < 100 for value in error.message.values.values())
    schema = Draft202012Validator(response_schema(FORM))
    assert not schema.is_valid(data), "the schema says so too"


def test_a_beginning_is_no_response_even_where_it_could_be_one(tmp_path: Path) -> None:
    """As it lies in a folder that is not synchronised yet."""
    path = tmp_path / "kl.response.yaml"
    content = responses.text_of(path, response(notes={"city": "As on the map."}), form())
    content += b'seal: {digest: "sha256:1"}\n'
    responses.parse(path, content)
    for end in range(content.index(b"\nanswers"), len(content) - 1):
        if content[end - 1 : end] != b"\n":
            with pytest.raises(plain.UnreadableError):
                responses.parse(path, content[:end])


def test_a_refusal_says_where(tmp_path: Path) -> None:
    lines = [
        "format: lgq-response/1",
        "id: x",
        "questionnaire: {id: demo, version: '1'}",
        "status: in-progress",
        "answers: {}",
        "notes:",
        "  city: [1]",
    ]
    error = refused(tmp_path, "\n".join(lines))
    assert (error.line, error.message.values) == (7, {"key": "notes.city"})
    error = refused(tmp_path, "\n".join([*lines[:3], "status: done", *lines[4:5]]))
    assert error.line == 4
    assert refused(tmp_path, "\n".join([*lines[:5], "x: 1"])).line == 6


EASY = """\
sources:
  city:
    mode: call
    name: "Ms Lim"
    day: "2026-11-20"
    minutes:
      - 3
      - 4
  areas:
    mode: document
    name: "a.pdf"
    place: "page 3, line 12"
    words: |-
      Other: a
      lake: of us
  extent:
    mode: web-page
queries:
  country:
    - status: open
      thread:
        - at: "2026-11-23T10:12:00Z"
          by: "Ada"
          text: |-
            Sure?

            no
      letter: 3
    - status: closed
      thread:
        - at: "2026-11-23T10:12:00Z"
          text: "yes"
        - at: "2026-11-24T08:00:00Z"
          by: "Bo"
          status: sent
          to: "x@a.br"
        - at: "2026-11-25T08:00:00Z"
          by: "Bo"
          text: "- No: #1"
          status: closed
aside:
"""


def test_sources_and_queries_are_easy_to_read(tmp_path: Path) -> None:
    """A line each, what people wrote in quotes or as it is, words of the format as they are."""
    written = responses.text_of(tmp_path / "a.yaml", WHOLE, FORM)
    assert EASY in written.decode()
    assert dialect.read(written) is not None


def test_what_is_unknown_beside_a_source_or_a_query_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    source = {"mode": "paper", "sheet": {"number": 3}, "on": None}
    query = {**ASKED, "thread": [{**ASKED["thread"][0], "letter": 7}], "priority": "high"}
    data = document(sources={"city": source}, queries={"city": [query], "country": []})
    file.write_text(json.dumps(data), "utf-8")
    found = responses.read(file, FORM).as_document()
    assert (found["sources"], found["queries"]) == ({"city": source}, {"city": [query]})


@pytest.mark.parametrize("content", ["[]", "text", "1", "null"])
def test_what_is_no_mapping(tmp_path: Path, content: str) -> None:
    for name in ("a.yaml", "a.json"):
        if content != "text" or name == "a.yaml":
            assert refused(tmp_path, content, name).message.key == "response.not_a_response"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(plain.UnreadableError):
        responses.read(tmp_path / "none.yaml")


def values() -> st.SearchStrategy[Any]:
    leaves = st.none() | st.booleans() | st.integers(0, 9) | st.text(max_size=5)
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner),
        max_leaves=4,
    )


@given(st.dictionaries(st.sampled_from([*document(), *WHOLE.as_document(), "x"]), values()))
def test_any_document_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, parts: dict[str, Any]
) -> None:
    file = tmp_path_factory.getbasetemp() / "any.json"
    file.write_text(json.dumps(document(**parts)), "utf-8")
    try:
        found = responses.read(file, FORM)
    except plain.UnreadableError:
        return
    content = responses.text_of(Path("a.yaml"), found, FORM)
    assert plain.parse(Path("a.yaml"), content).data == found.as_document()


# A new one


def test_a_new_response_is_empty_and_names_its_questionnaire() -> None:
    made = responses.new(FORM, NOW)
    assert made.questionnaire == Reference("demo", "1", "sha256:d1")
    assert (made.status, made.language, made.answers) == ("in-progress", "en", {})
    assert made.created == made.modified == "2026-11-23T10:12:00Z"
    assert Draft202012Validator(response_schema(FORM)).is_valid(made.as_document())


def test_ids_are_uuids_that_sort_by_time() -> None:
    moments = [NOW + timedelta(milliseconds=step) for step in range(50)]
    ids = [responses.new(FORM, moment).id for moment in moments]
    assert ids == sorted(ids)
    assert len({responses.new(FORM, NOW).id for _ in range(50)}) == 50
    for one in ids:
        assert UUID(one).version == 7
        assert UUID(one).variant == "specified in RFC 4122"
        assert str(UUID(one)) == one
    assert UUID(ids[0]).int >> 80 == int(NOW.timestamp() * 1000)


def test_times_are_in_utc() -> None:
    later = datetime(2026, 11, 23, 19, 40, 12, tzinfo=timezone(timedelta(hours=8)))
    assert responses.stamp(later) == "2026-11-23T11:40:12Z"
