"""An earlier round fills a new one: what finds its place, and that nothing else is lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lgq_tui.core.carried import TO_CONFIRM, Carried
from lgq_tui.core.carrying import carry_over
from lgq_tui.core.credit import Credit, Deeds
from lgq_tui.core.paths import has_content
from lgq_tui.core.queries import Query, Remark
from lgq_tui.core.response import Acceptance, Reference, Response
from lgq_tui.core.rounds import AGAIN, CHANGED, CHOICE, GONE, SPLIT, TAKEN, WHYS, Kept, Round
from lgq_tui.core.sources import CALL, SELF, AnswerSource
from tests.forms import form, response

NOW = form("""
version: "2"
sections:
- id: about
  items:
    - {id: city, type: text, was: town}
    - {id: story, type: paragraph}
    - {id: people, type: decimal}
    - {id: share, type: percentage, missing_reasons: [asked-unknown]}
    - {id: sites, type: url, repeat: true, was: site}
    - {id: local, type: integer, was: budget}
    - {id: national, type: integer, was: budget}
    - {id: planned, type: yes_no}
    - {id: plan, type: text, relevant: {planned: true}}
    - {id: mail, type: email, was: [officer.email, contact]}
    - id: head
      type: group
      was: officer
      items:
        - {id: name, type: text}
        - {id: tel, type: phone, was: officer.phone}
    - id: partners
      type: group
      repeat: true
      was: partner
      items:
        - {id: title, type: text, was: partner.name}
        - {id: kind, type: select_one, choices: [{id: ngo, label: NGO}, {id: firm, label: Firm}]}
    - id: kinds
      type: select_multiple
      was: kind
      detail: {type: text}
      choices:
        - {id: discs, label: Discs, was: tapes}
        - {id: books, label: Books}
        - {id: games, label: Games, was: games}
        - {id: puzzles, label: Puzzles, was: games}
""")


def carried(deeds: Deeds | None = None, **said: Any) -> Response:
    old = Response("r-old", Reference("demo", "1"), modified="2025-01-02T03:04:05Z", **said)
    return carry_over(NOW, response(NOW), old, deeds)


def answers(**given: Any) -> tuple[Mapping[str, Any], dict[str, Kept]]:
    """Given these answers in the round before: the answers of now, and what is kept."""
    new = carried(answers=given)
    assert new.previous is not None
    return new.answers, dict(new.previous.kept)


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ({"story": "Two\nlines."}, {"story": "Two\nlines."}),
        ({"town": "Altamira"}, {"city": "Altamira"}),
        ({"people": 5}, {"people": 5}),
        ({"site": "https://a.example"}, {"sites": ["https://a.example"]}),
        ({"share": [40]}, {"share": 40}),
        ({"officer": {"name": "Ana"}}, {"head": {"name": "Ana"}}),
        ({"officer": {"phone": "+51 1 6321300"}}, {"head": {"tel": "+51 1 6321300"}}),
        ({"officer": {"email": "ana@city.example"}}, {"mail": "ana@city.example"}),
        ({"contact": "ana@city.example"}, {"mail": "ana@city.example"}),
        ({"partner": {"name": "A"}}, {"partners": [{"title": "A"}]}),
        (
            {"partner": [{"name": "A", "kind": "ngo"}, {}, {"name": "B"}]},
            {"partners": [{"title": "A", "kind": "ngo"}, {"title": "B"}]},
        ),
        ({"kind": "tapes"}, {"kinds": ["discs"]}),
        (
            {"kind": ["tapes", "books"], "kind_details": {"tapes": "Of the fifties."}},
            {"kinds": ["discs", "books"], "kinds_details": {"discs": "Of the fifties."}},
        ),
    ],
)
def test_what_is_still_asked_finds_its_place(then: Any, now: Any) -> None:
    assert answers(**then) == (now, {})


@pytest.mark.parametrize(
    ("then", "kept"),
    [
        ({"gone": {"a": 1, "b": None}}, {"gone.a": Kept(GONE, 1)}),
        ({"budget": 7}, {"budget": Kept(SPLIT, 7, to=("local", "national"))}),
        ({"share": "much"}, {"share": Kept(CHANGED, "much", to=("share",))}),
        ({"people": {"men": 1}}, {"people": Kept(CHANGED, {"men": 1}, to=("people",))}),
        ({"officer": "Ana"}, {"officer": Kept(CHANGED, "Ana", to=("head",))}),
        ({"kind": "films"}, {"kind": Kept(CHOICE, "films", to=("kinds",))}),
        ({"kind": ["games"]}, {"kind": Kept(CHOICE, ["games"], to=("kinds",))}),
        ({"partner": ["A"]}, {"partner": Kept(CHANGED, ["A"], to=("partners",))}),
        ({"partner": [{"town": "Orlec"}]}, {"partner[0].town": Kept(GONE, "Orlec")}),
        ({"title": "x", "site": [{}]}, {"title": Kept(GONE, "x")}),
    ],
)
def test_what_has_no_place_is_kept(then: Any, kept: Any) -> None:
    assert answers(**then) == ({}, kept)


def test_of_several_choices_those_stay_that_there_are() -> None:
    assert answers(kind=["books", "films"]) == (
        {"kinds": ["books"]},
        {"kind": Kept(CHOICE, ["films"], to=("kinds",))},
    )


def test_what_came_to_a_place_first_stays_there() -> None:
    assert answers(city="New", town="Old") == (
        {"city": "New"},
        {"town": Kept(TAKEN, "Old", to=("city",))},
    )


def test_hidden_answers_are_not_lost() -> None:
    new = carried(aside={"plan": "Of 2025", "lost[3].a": 1, "town": "Orlec"}, answers={"town": "A"})
    assert new.previous is not None
    assert dict(new.aside) == {"plan": "Of 2025"}
    assert new.previous.kept == {"lost[3].a": Kept(GONE, 1), "town": Kept(TAKEN, "Orlec")}


def test_reasons_find_their_places_too() -> None:
    new = carried(
        missing={
            "town": "masked",
            "share": "not-applicable",
            "budget": "asked-unknown",
            "gone": "asked-declined",
        }
    )
    assert new.previous is not None
    assert new.missing == new.previous.missing == {"city": "masked"}
    assert new.previous.kept == {
        "share": Kept(CHANGED, missing="not-applicable", to=("share",)),
        "budget": Kept(SPLIT, missing="asked-unknown", to=("local", "national")),
        "gone": Kept(GONE, missing="asked-declined"),
    }


def test_notes_go_with_what_they_are_about() -> None:
    new = carried(
        answers={"town": "A", "budget": 7}, notes={"town": "Sic.", "budget": "Of both.", "x": "?"}
    )
    assert new.previous is not None
    assert new.notes == {"city": "Sic."}
    assert new.previous.kept == {
        "budget": Kept(SPLIT, 7, note="Of both.", to=("local", "national")),
        "x": Kept(GONE, note="?"),
    }


def test_all_that_was_carried_is_to_be_confirmed() -> None:
    new = carried(
        answers={"town": "A", "partner": [{"name": "B"}], "officer": {"name": "C"}},
        missing={"share": "asked-unknown"},
    )
    assert dict(new.carried) == dict.fromkeys(
        ("city", "share", "head.name", "partners"), Carried(TO_CONFIRM)
    )


def test_what_is_true_of_the_earlier_round_alone_stays_there() -> None:
    query = Query("open", (Remark("2025-01-01T00:00:00Z", "Ana", "Really?"),))
    new = carried(
        answers={"town": "A"},
        queries={"town": (query,)},
        accepted={"town": (Acceptance("w", "So it is."),)},
        authors=("Ana",),
    )
    assert (new.queries, new.accepted, new.authors) == ({}, {}, ())


def test_every_answer_says_who_gave_it_and_when() -> None:
    call = AnswerSource(CALL, name="Ms Lim", by="Ben", at="2025-01-01T00:00:00Z")
    deeds = Deeds()
    deeds.touch("town", Credit("Ana", "2024-12-31T00:00:00Z"))
    new = carried(
        deeds,
        answers={"town": "A", "officer": {"name": "B", "email": "b@city.example"}, "people": 3},
        sources={"officer": call},
        authors=["Eve"],
    )
    assert new.sources == {
        "city": AnswerSource(SELF, by="Ana", at="2024-12-31T00:00:00Z"),
        "head.name": call,
        "mail": call,
        "people": AnswerSource(SELF, by="Eve"),
    }


def test_the_response_says_from_which_it_came() -> None:
    new = carried(answers={"town": "A"})
    assert new.as_document()["previous"] == {
        "id": "r-old",
        "questionnaire": {"id": "demo", "version": "1"},
        "modified": "2025-01-02T03:04:05Z",
        "answers": {"city": "A"},
    }
    assert Response.from_document(new.as_document()).previous == new.previous


# What had no place in the old round either


def third(kept: dict[str, Kept], **said: Any) -> dict[str, Kept]:
    """What a third round keeps of what the second one has kept, and of what that says."""
    new = carried(previous=Round("r-older", "demo", "0", kept=kept), **said)
    assert new.previous is not None
    assert not new.carried
    return dict(new.previous.kept)


def test_what_had_no_place_before_is_kept_on() -> None:
    fax = Kept(GONE, "None", note="Since 2019.")
    assert third({"fax": fax}) == {"fax": fax}
    budget = Kept(SPLIT, 5, to=("local", "past"))
    assert third({"budget": budget}) == {"budget": budget._replace(to=("local", "national"))}
    assert third({"kinds": Kept(CHOICE, ["films"], to=("kinds",))}) == {
        "kinds": Kept(CHOICE, ["films"], to=("kinds",))
    }


def test_what_is_asked_again_has_its_place_named_and_is_not_put_there() -> None:
    older = {"story": Kept(GONE, "Long."), "town": Kept(CHANGED, "A", to=("town",))}
    assert third(older) == {
        "story": Kept(AGAIN, "Long.", to=("story",)),
        "town": Kept(AGAIN, "A", to=("city",)),
    }
    assert third({"share": Kept(GONE, missing="asked-unknown")}) == {
        "share": Kept(AGAIN, missing="asked-unknown", to=("share",))
    }


def test_what_two_rounds_have_kept_of_one_question_stands_twice() -> None:
    kept = third({"planned": Kept(GONE, missing="asked-unknown")}, answers={"planned": "soon"})
    assert kept == {
        "planned": Kept(CHANGED, "soon", to=("planned",)),
        "planned (2)": Kept(AGAIN, missing="asked-unknown", to=("planned",)),
    }


# The law ------------------------------------------------------------------------------------------

IDS = st.sampled_from(
    """town city story people share site budget local planned plan mail officer head name tel phone
    email partner partners title kind kinds kind_details kinds_details tapes games gone
    """.split()  # noqa: SIM905
)
LEAVES = st.one_of(
    st.sampled_from(["ngo", "tapes", "books", "games", "films", "a@city.example", "", 5, 0.5]),
    st.booleans(),
    st.none(),
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(IDS, inner, max_size=4)),
    max_leaves=12,
)
TREES = st.dictionaries(IDS, VALUES, max_size=6)
ASIDE = st.dictionaries(
    st.sampled_from(
        ["plan", "town", "officer.name", "partner[0].name", "site[2]", "x", "people.a"]
    ),
    VALUES,
    max_size=3,
)


@settings(max_examples=400, deadline=None)
@example({"partner": [[None], {"town": "ngo"}]}, {})
@given(TREES, ASIDE)
def test_every_value_is_carried_or_kept(given_then: Any, aside: Any) -> None:
    new = carried(answers=given_then, aside=aside)
    assert new.previous is not None
    kept = {path: one.value for path, one in new.previous.kept.items()}
    there = {"answers": new.answers, "aside": dict(new.aside), "kept": kept}
    then = sorted(map(renamed, [*leaves(given_then), *leaves(aside)]))
    assert then == sorted(map(renamed, leaves(there)))


KEPT = st.dictionaries(
    st.one_of(IDS, st.sampled_from(["partner[0].name", "site (2)", "officer.email", "x y", "[3]"])),
    st.builds(
        Kept,
        st.sampled_from(WHYS),
        VALUES.filter(has_content),
        st.sampled_from(["", "masked"]),
        st.sampled_from(["", "Seen."]),
        st.lists(IDS, max_size=2, unique=True).map(tuple),
    ),
    max_size=4,
)


@settings(max_examples=200, deadline=None)
@given(TREES, KEPT)
def test_nothing_that_was_kept_is_dropped_in_any_later_round(given_then: Any, kept: Any) -> None:
    def said(kept: Mapping[str, Kept]) -> list[str]:
        return sorted(repr((one.value, one.missing, one.note)) for one in kept.values())

    alone = carried(answers=given_then).previous
    both = carried(answers=given_then, previous=Round("r", "demo", "0", kept=kept)).previous
    assert alone is not None
    assert both is not None
    assert said(both.kept) == sorted([*said(alone.kept), *said(kept)])
    assert {home for one in both.kept.values() for home in one.to} <= {*NOW.by_path}


@settings(max_examples=100, deadline=None)
@given(TREES, ASIDE)
def test_what_was_carried_and_kept_is_written_and_read(given_then: Any, aside: Any) -> None:
    new = carried(answers=given_then, aside=aside)
    assert Response.from_document(new.as_document()) == new


def leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        for part in value.values():
            yield from leaves(part)
    elif isinstance(value, list):
        # What was chosen twice was chosen.
        single = (one for one in value if one is not None and not has_parts(one))
        yield from {renamed(one): one for one in single}.values()
        for one in value:
            if has_parts(one):
                yield from leaves(one)
    elif has_content(value):
        yield value


def has_parts(value: Any) -> bool:
    return isinstance(value, (Mapping, list))


def renamed(value: Any) -> str:
    return "'discs'" if value == "tapes" else repr(value)
