"""Who gave each answer: its source says so, else what was done to it last."""

from lgq_tui.core.credit import NOBODY, Credit, Deeds, credits_of
from lgq_tui.core.response import Reference, Response
from lgq_tui.core.sources import SELF, AnswerSource
from lgq_tui.core.steps import ANSWER, MISSING, Change
from lgq_tui.core.verification import AGREED, Verification
from tests.forms import form

FORM = form("""
- {id: city, type: text}
- {id: links, type: url, repeat: true}
- id: officer
  type: group
  items:
    - {id: name, type: text}
    - {id: email, type: email}
""")
ANA, BEN = Credit("Ana", "2026-11-01T09:00:00Z"), Credit("Ben", "2026-11-02T09:00:00Z")


def response(**parts: object) -> Response:
    return Response("r", Reference("demo", "1"))._replace(**parts)  # type: ignore[arg-type]


def test_the_source_says_who_gave_it() -> None:
    said = response(
        answers={"city": "Cardiff", "officer": {"name": "Lee"}},
        sources={"officer": AnswerSource(SELF, by=BEN.by, at=BEN.at)},
        authors=("Ana", "Ben"),
    )
    assert credits_of(FORM, said) == {"city": NOBODY, "officer.name": BEN}


def test_else_what_was_done_last() -> None:
    deeds = Deeds()
    deeds.follow([Change(ANSWER, ("officer",), None, {"name": "Lee"})], ANA)
    deeds.follow([Change(ANSWER, ("officer", "name"), "Lee", "Leo")], BEN)
    deeds.follow([Change(ANSWER, ("links", 0), None, "https://a.example")], ANA)
    deeds.follow([Change(MISSING, ("city",), None, "asked-unknown")], BEN)
    said = response(
        answers={"officer": {"name": "Leo", "email": "a@b.example"}, "links": ["x"]},
        missing={"city": "asked-unknown"},
    )
    assert credits_of(FORM, said, deeds) == {
        "city": BEN,
        "links": ANA,
        "officer.name": BEN,
        "officer.email": ANA,
    }


def test_a_later_deed_on_a_group_counts_for_all_in_it() -> None:
    deeds = Deeds()
    deeds.follow([Change(ANSWER, ("officer", "name"), None, "Lee")], BEN)
    deeds.follow([Change(ANSWER, ("officer",), {"name": "Lee"}, {"name": "Leo"})], ANA)
    assert deeds.on("officer.name") == ANA


def test_the_only_author_gave_all() -> None:
    said = response(answers={"city": "Cardiff"}, authors=("Ana",))
    assert credits_of(FORM, said) == {"city": Credit("Ana")}


def test_who_only_verified_has_not_given_the_rest() -> None:
    known = {"city": Verification(AGREED, by="Ben")}
    said = response(answers={"city": "Cardiff", "links": ["x"]}, authors=("Ben",), verified=known)
    assert credits_of(FORM, said) == {"city": NOBODY, "links": NOBODY}
    both = said._replace(authors=("Ana", "Ben"))
    assert credits_of(FORM, both) == {"city": Credit("Ana"), "links": Credit("Ana")}
