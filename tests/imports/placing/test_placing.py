"""Where the questions of a form are found, whatever was done to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lgq_tui.core.proposals import COMMENT, DELETED, Place
from lgq_tui.imports import source
from lgq_tui.imports.placing.placer import place
from lgq_tui.imports.source import Bound, Link, Passage, Source
from tests.forms import form
from tests.imports.placing.returned import PARKS, answers, document, doubts, left, placed

TREES = "Does your city have a plan for trees? Please explain and provide links."
SHADE = "What is the percentage of streets that have shade at noon?"
WHOLE = """
I. Parks and Gardens
1. Does your city have a plan for trees? Please explain and provide links.
Yes, since 2019. https://trees.example/plan
2. What is the percentage of streets that have shade at noon?
40%
II. Gardeners and Volunteers
1. Is there a head gardener of the city?
Name: Ada Park
E-mail: ada@example.org
2. Which of these tasks are done by volunteers?
☒ watering young trees in summer
☐ planting hedges and flower beds
☒ Other: counting birds
"""
SAID = {
    "tree_plan.answer": True,
    "tree_plan.explanation": "Yes, since 2019. https://trees.example/plan",
    "tree_plan.links": ["https://trees.example/plan"],
    "shade.percentage": 40,
    "shade.explanation": "40%",
    "head.answer": True,
    "head.name": "Ada Park",
    "head.email": "ada@example.org",
    "tasks": ["watering", "other"],
    "tasks_details.other": "counting birds",
}


def test_a_whole_form_is_placed() -> None:
    form = placed(WHOLE)
    assert answers(form) == {key: said for key, said in SAID.items() if key != "shade.explanation"}
    assert doubts(form) == {}
    assert left(form) == []
    assert form.share == 1


def test_each_proposal_has_the_words_it_was_taken_from_and_their_place() -> None:
    quotes = {".".join(map(str, one.path)): one.quote for one in placed(WHOLE).proposals}
    assert quotes["head.name"].words == "Ada Park"
    assert quotes["head.name"].place == Place(line=8)
    assert quotes["tree_plan.links"].words == "https://trees.example/plan"


def test_answers_may_stand_in_the_paragraph_of_the_question() -> None:
    form = placed(
        "1. Does your city have a plan for trees? Please explain and provide links. Yes, since 2019.\n"
        "2. What is the percentage of streets that have shade at noon? 40%"
    )
    assert answers(form)["tree_plan.explanation"] == "Yes, since 2019."
    assert answers(form)["shade.percentage"] == 40


def test_line_breaks_bold_footnote_marks_and_hyphens_do_not_hide_a_question() -> None:
    form = placed(
        "1 ) Does your **city**¹ have a\nplan for tre-\nes? Please explain\nand provide links.\nYes.\n"
        "7. What is the percent age of streets² that have shade at noon?\n40%"
    )
    assert answers(form)["tree_plan.answer"] is True
    assert answers(form)["shade.percentage"] == 40


def test_small_changes_of_the_wording_do_not_hide_a_question() -> None:
    form = placed(
        "a. Does your municipality have a plan for trees?\nYes.\n"
        "b. What is the percentage of the streets which have shade at noon time?\n40%"
    )
    assert answers(form) == {"tree_plan.answer": True, "shade.percentage": 40}


@pytest.mark.parametrize("number", ["Q1.1", "1.1", "Question 1:", "1)", "(1)", "I.1.", "No. 1", ""])
def test_a_question_may_be_numbered_in_any_way(number: str) -> None:
    form = placed(f"{number} Does your city have a plan for trees? Please explain.\nYes.")
    assert answers(form) == {"tree_plan.answer": True}


@pytest.mark.parametrize("title", ["Section I – Parks and Gardens", "Part 1: Parks and Gardens"])
def test_a_title_may_be_numbered_in_any_way(title: str) -> None:
    first, second = WHOLE.replace("I. Parks and Gardens", title, 1).split("II. ")
    assert answers(placed(f"II. {second}\n{first}")) == answers(placed(WHOLE))


def test_an_answer_is_not_taken_for_the_end_that_was_left_out() -> None:
    text = (
        "1. Is any path in your parks of use to persons with disabilities, with wheels or slow?\n"
    )
    whole = form(
        """
        - id: paths
          number: "1"
          type: group
          label: >-
            Is any path in your parks of use to persons with disabilities, with wheels or slow, and in
            particular to children, older persons and those who carry something? Please explain.
          items:
            - {id: answer, type: yes_no, label: Answer}
            - {id: explanation, type: paragraph, label: Explanation}
        """
    )
    said = "Yes, in particular older persons and those with children carry something on them."
    assert answers(placed(text + said, whole)) == {
        "paths.answer": True,
        "paths.explanation": said,
    }


def test_an_answer_may_repeat_its_question() -> None:
    form = placed(f"1. {TREES}\nDoes your city have a plan for trees? Yes: for all of them.")
    assert answers(form) == {
        "tree_plan.answer": True,
        "tree_plan.explanation": "for all of them.",
    }


def test_an_answer_may_quote_another_question() -> None:
    said = f'No. Under "{SHADE}" we say more.'
    form = placed(f"1. {TREES}\n{said}\n2. {SHADE}\n40%")
    assert answers(form)["tree_plan.explanation"] == said.removeprefix("No. ")
    assert answers(form)["shade.percentage"] == 40


def test_a_label_below_another_question_is_none_of_a_question_that_is_not_there() -> None:
    form = placed(f"1. {TREES}\nYes.\nName: Oak Plan\nPercentage: 12%")
    assert set(answers(form)) == {"tree_plan.answer", "tree_plan.explanation"}
    assert answers(form)["tree_plan.explanation"] == "Name: Oak Plan\nPercentage: 12%"


def test_labels_of_a_question_may_stand_in_another_order() -> None:
    text = "1. Is there a head gardener of the city?\nE-mail: ada@example.org\nName: Ada Park"
    assert answers(placed(text)) == {
        "head.answer": True,
        "head.name": "Ada Park",
        "head.email": "ada@example.org",
    }


def test_what_stands_in_the_middle_of_a_question_is_left_over() -> None:
    form = placed(
        "2. What is the percentage of streets that\noaks and limes only\nhave shade at noon?\n40%"
    )
    assert left(form) == ["oaks and limes only"]


def test_sections_may_come_in_another_order() -> None:
    first, second = WHOLE.split("II. ")
    assert answers(placed(f"II. {second}\n{first}")) == answers(placed(WHOLE))


def test_a_question_out_of_its_order_is_no_certain_part_of_the_answer_above() -> None:
    form = placed(
        "2. What is the percentage of streets that have shade at noon?\n40% since 2020.\n"
        "1. Does your city have a plan for trees? Please explain and provide links.\nIt is written."
    )
    assert answers(form) == {"shade.percentage": 40}
    assert "It is written." in answers(form, certain=False)["shade.explanation"]


def test_a_second_form_begins_where_the_questions_come_again() -> None:
    other = WHOLE.replace("Ada Park", "Bo Lund").replace("40%", "15%")
    first, second = place(document(WHOLE + other), [PARKS])
    assert answers(first) == answers(placed(WHOLE))
    assert answers(second)["head.name"] == "Bo Lund"
    assert answers(second)["shade.percentage"] == 15


def test_a_second_form_begins_with_the_short_labels_before_its_first_question() -> None:
    city = form(
        """
        - {id: city, type: text, label: City}
        - {id: plan, number: "1", type: yes_no, label: "Is there a plan for the trees of the city?"}
        - {id: map, number: "2", type: yes_no, label: "Is there a map of the trees of the city?"}
        """
    )
    text = "City: {0}\n1. Is there a plan for the trees of the city?\nYes\n"
    text += "2. Is there a map of the trees of the city?\nNo\n"
    found = place(document(text.format("Arborville") + text.format("Boscotown")), [city])
    assert [answers(one)["city"] for one in found] == ["Arborville", "Boscotown"]


def test_a_form_is_found_in_any_of_its_languages() -> None:
    french = form(
        """
        language: fr
        sections:
          - id: parks
            title: Parcs
            items:
              - id: tree_plan
                type: group
                label: Votre ville a-t-elle un plan pour les arbres ?
                items: [{id: answer, type: yes_no, label: Réponse}]
        """
    )
    english = form(
        """
        sections:
          - id: parks
            title: Parks
            items:
              - id: tree_plan
                type: group
                label: Does your city have a plan for trees?
                items: [{id: answer, type: yes_no, label: Answer}]
        """
    )
    [found] = place(
        document("Votre ville a-t-elle un plan pour les arbres ?\nOui"), [english, french]
    )
    assert answers(found) == {"tree_plan.answer": True}


def test_what_fits_nowhere_is_left_over() -> None:
    form = placed(f"Dear colleagues,\nplease find our answers below.\n{WHOLE}")
    assert left(form) == ["Dear colleagues,\nplease find our answers below."]
    assert 0.7 < form.share < 1


def test_remarks_and_what_was_struck_out_are_no_answers() -> None:
    whole = document(WHOLE)
    passages = (
        *whole.passages,
        Passage("Is this right?", kind=source.COMMENT),
        Passage("35%", kind=source.DELETED),
    )
    found = placed(Source(passages))
    assert [(one.why, one.quote.words) for one in found.left] == [
        (COMMENT, "Is this right?"),
        (DELETED, "35%"),
    ]


def test_addresses_behind_words_are_links() -> None:
    lines = [
        Passage("1. Does your city have a plan for trees? Please explain and provide links."),
        Passage("Yes: the plan and map.", links=(Link(9, 13, "https://trees.example/plan"),)),
    ]
    assert answers(placed(Source(tuple(lines))))["tree_plan.links"] == [
        "https://trees.example/plan"
    ]


def test_a_link_that_the_end_of_a_line_has_broken_is_mended_and_looked_at() -> None:
    question = "1. Does your city have a plan for trees? Please explain and provide links."
    text = "Yes, at https://trees.example/a-\nvery-long/plan.html"
    found = placed(Source((Passage(question), Passage(text)), soft=True))
    assert answers(found, certain=False) == {
        "tree_plan.links": ["https://trees.example/a-very-long/plan.html"]
    }


def test_a_link_that_a_line_may_have_cut_is_looked_at() -> None:
    question = "1. Does your city have a plan for trees? Please explain and provide links."
    text = "Yes, at https://trees.example/very-long-pla\nn of the parks."
    found = placed(Source((Passage(question), Passage(text)), soft=True))
    assert answers(found, certain=False) == {
        "tree_plan.links": ["https://trees.example/very-long-pla"]
    }


def test_a_blank_behind_the_scheme_is_mended() -> None:
    found = placed(WHOLE.replace("https://trees", "https:// trees"))
    assert answers(found)["tree_plan.links"] == ["https://trees.example/plan"]


def test_the_line_breaks_of_a_page_are_none_of_the_writer() -> None:
    question = "1. Does your city have a plan for trees? Please explain and provide links."
    text = "Yes, we plant trees\nin every street of the\ncity-wide grid."
    found = placed(Source((Passage(question), Passage(text)), soft=True))
    assert answers(found)["tree_plan.explanation"] == (
        "Yes, we plant trees in every street of the city-wide grid."
    )


# Fields that name their items


def bound(*fields: Bound, passages: tuple[Passage, ...] = ()) -> Source:
    return Source(passages, fields)


def test_fields_that_name_their_items_are_taken_as_they_are() -> None:
    fields = (
        Bound("tree_plan.answer", "yes", source.TICK, on=True),
        Bound("tree_plan.answer", "no", source.TICK, on=False),
        Bound("tree_plan.explanation", "  Since 2019.\n\n  Twice. "),
        Bound("tree_plan.links", "https://a.example\nhttps://b.example"),
        Bound("shade.percentage", "40"),
        Bound("shade.explanation", "not-applicable", source.MISSING),
        Bound("tasks", "other", source.TICK),
        Bound("tasks", "watering", source.TICK),
    )
    assert answers(placed(bound(*fields))) == {
        "tree_plan.answer": True,
        "tree_plan.explanation": "  Since 2019.\n\n  Twice. ",
        "tree_plan.links": ["https://a.example", "https://b.example"],
        "shade.percentage": 40,
        "shade.explanation": "(not-applicable)",
        "tasks": ["watering", "other"],
    }


def test_a_field_that_says_two_things_is_asked_about() -> None:
    fields = (Bound("shade.percentage", "40"), Bound("shade.percentage", "50"))
    assert doubts(placed(bound(*fields))) == {"shade.percentage": "several"}
    ticks = (Bound("head.answer", "yes", source.TICK), Bound("head.answer", "no", source.TICK))
    assert doubts(placed(bound(*ticks))) == {"head.answer": "both_ticked"}


def test_a_field_of_an_item_that_there_is_not_is_left_over() -> None:
    found = placed(bound(Bound("lakes.count", "7"), Bound("shade.percentage", "40")))
    assert left(found) == ["7"]


def test_text_beside_the_fields_is_placed_too() -> None:
    lines = (
        Passage("1. Is there a head gardener of the city?"),
        Passage("Name: Ada Park"),
    )
    found = placed(bound(Bound("shade.percentage", "40"), passages=lines))
    assert answers(found) == {"shade.percentage": 40, "head.answer": True, "head.name": "Ada Park"}


# Laws


@given(st.lists(st.text(max_size=60), max_size=12))
def test_every_letter_is_placed_or_left_over(lines: list[str]) -> None:
    passages = tuple(Passage(line.replace("\n", " ")) for line in lines)
    for found in place(Source(passages), [PARKS]):
        assert 0 <= found.placed <= found.shown


@given(st.text(alphabet="abc de,.%☒☐\n1290", max_size=80))
def test_whatever_is_answered_no_question_loses_its_place(answer: str) -> None:
    found = placed(WHOLE.replace("Yes, since 2019. https://trees.example/plan", answer or "-"))
    for key, value in answers(found).items():
        if not key.startswith("tree_plan"):
            assert value == SAID[key]
