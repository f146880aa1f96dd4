"""What stands under a question, split into the parts of its answer."""

from __future__ import annotations

import pytest

from tests.forms import form
from tests.imports.placing.returned import answers, doubts, left, placed

TREES = "1. Does your city have a plan for trees? Please explain and provide links.\n"
SHADE = "2. What is the percentage of streets that have shade at noon?\n"
HEAD = "1. Is there a head gardener of the city?\n"


def test_yes_text_and_links_are_told_apart() -> None:
    form = placed(TREES + "Yes, since 2019.\nhttps://trees.example/plan\nhttps://trees.example/map")
    assert answers(form) == {
        "tree_plan.answer": True,
        "tree_plan.explanation": "Yes, since 2019.",
        "tree_plan.links": ["https://trees.example/plan", "https://trees.example/map"],
    }
    assert form.share == 1


def test_a_yes_that_stands_alone_is_no_part_of_the_text() -> None:
    assert answers(placed(TREES + "Yes. Since 2019.")) == {
        "tree_plan.answer": True,
        "tree_plan.explanation": "Since 2019.",
    }
    assert answers(placed(TREES + "No")) == {"tree_plan.answer": False}
    assert answers(placed(TREES + "Yes\nSince 2019."))["tree_plan.explanation"] == "Since 2019."


def test_a_link_between_lines_stays_where_it_is_as_well() -> None:
    text = "Yes: see\nhttps://trees.example/plan\nand the map."
    form = placed(TREES + text)
    assert answers(form)["tree_plan.explanation"] == text.removeprefix("Yes: ")
    assert answers(form)["tree_plan.links"] == ["https://trees.example/plan"]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("☒ Yes ☐ No", True),
        ("☐ Yes ☒ No", False),
        ("Yes ☒ No ☐", True),
        ("[x] Yes [ ] No", True),
        ("( ) Yes (x) No", False),
        ("Yes X   No", True),
        ("☐ Yes\n☑ No", False),
        ("✓ Yes", True),
        ("☒ Oui ☐ Non", True),
    ],
)
def test_boxes_are_read(line: str, value: bool) -> None:
    assert answers(placed(TREES + line)) == {"tree_plan.answer": value}


@pytest.mark.parametrize(
    ("line", "doubt"),
    [
        ("Yes No", "lost_tick"),
        ("Yes / No", "lost_tick"),
        ("Yes\nNo", "lost_tick"),
        ("☐ Yes ☐ No", "none_ticked"),
        ("☒ Yes ☒ No", "both_ticked"),
        ("Trees are planted in spring.", "neither"),
        ("See above.", "elsewhere"),
        ("Please see annex 2", "elsewhere"),
    ],
)
def test_what_the_document_does_not_show_is_asked(line: str, doubt: str) -> None:
    form = placed(TREES + line)
    assert doubt in doubts(form).values()
    assert "tree_plan.answer" not in answers(form)


def test_a_lost_tick_beside_a_text_that_says_it_is_not_certain() -> None:
    form = placed(TREES + "Yes No\nNo, not before 2030.")
    assert answers(form, certain=False) == {"tree_plan.answer": False}
    assert answers(form) == {"tree_plan.explanation": "No, not before 2030."}


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("No problem, here it is.", False),
        ("No longer; before 2019, yes.", False),
        ("Yes?", True),
        ('"Yes" is what they want to hear.', True),
    ],
)
def test_a_yes_or_no_that_may_be_another_is_looked_at(line: str, value: bool) -> None:
    assert answers(placed(TREES + line), certain=False)["tree_plan.answer"] is value
    for plain in ("No, not before 2030.", "Yes we have.", "لا، للاستخدام الداخلي فقط."):
        assert "tree_plan.answer" in answers(placed(TREES + plain))


ALONE = form(
    """
    - id: sharing
      title: Sharing
      items:
        - {id: withheld, type: yes_no, label: "Do you ask us not to share these answers?"}
    """
)


def test_what_follows_where_only_yes_or_no_is_asked_is_looked_at() -> None:
    asked = "Do you ask us not to share these answers?\n"
    answer = placed(asked + "No, please do not share ours.", ALONE)
    assert answers(answer, certain=False) == {"withheld": False}
    assert answers(placed(asked + "No.", ALONE)) == {"withheld": False}


@pytest.mark.parametrize(
    "more", ["Is there a map of all benches? Yes", "Benches\n☒ Yes ☐ No", "有长椅吗？是"]
)
def test_a_text_that_holds_another_question_is_looked_at(more: str) -> None:
    form = placed(TREES + "Yes. Since 2019.\n" + more)
    assert answers(form) == {"tree_plan.answer": True}
    assert set(answers(form, certain=False)) == {"tree_plan.explanation"}


def test_a_percentage_that_cannot_be_one_is_looked_at() -> None:
    assert answers(placed(SHADE + "2022"), certain=False) == {"shade.percentage": 2022}
    assert answers(placed(SHADE + "2022")) == {}


def test_a_question_that_comes_twice_is_looked_at() -> None:
    form = placed(TREES + "Yes\n" + SHADE + "40%\n" + TREES + "No")
    assert answers(form) == {"shade.percentage": 40}
    assert set(answers(form, certain=False)) == {"tree_plan.answer", "shade.explanation"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("N/A", "not-applicable"),
        ("n.a.", "not-applicable"),
        ("Not applicable.", "not-applicable"),
        ("Unknown", "asked-unknown"),
        ("Confidential", "asked-declined"),
        ("To be provided later", "temp-unknown"),
        ("Sans objet", "not-applicable"),
    ],
)
def test_words_for_no_answer_are_a_missing_reason(text: str, reason: str) -> None:
    assert answers(placed(TREES + text)) == {"tree_plan": f"({reason})"}


def test_one_percentage_is_an_answer_and_several_are_a_question() -> None:
    assert answers(placed(SHADE + "It is 40% of them, since 2020.")) == {
        "shade.percentage": 40,
        "shade.explanation": "It is 40% of them, since 2020.",
    }
    assert answers(placed(SHADE + "40%\nCounted in May.")) == {
        "shade.percentage": 40,
        "shade.explanation": "Counted in May.",
    }
    assert answers(placed(SHADE + "12,5 per cent"))["shade.percentage"] == 12.5
    assert answers(placed(SHADE + "55")) == {"shade.percentage": 55}
    for text in ("79% + 21%", "between 10 and 15%", "10–15 %", "40% in summer, 60% in winter"):
        form = placed(SHADE + text)
        assert doubts(form) == {"shade.percentage": "several_numbers"}, text
        assert answers(form) == {"shade.explanation": text}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Over 50% of the streets.", 50),
        ("about 50 %", 50),
        ("environ 50 %", 50),
        ("约占50%", 50),
        ("حوالي ٥٠٪", 50),
        ("~50%", 50),
        ("0.79", 0.79),
    ],
)
def test_a_bound_about_how_much_and_a_share_of_one_are_looked_at(text: str, value: float) -> None:
    assert answers(placed(SHADE + text), certain=False) == {"shade.percentage": value}


@pytest.mark.parametrize(
    "text", ["是50%。", "٥٠٪", "50 بالمئة", "50 pour cent", "el 50 por ciento"]
)
def test_percentages_are_known_in_other_scripts(text: str) -> None:
    assert answers(placed(SHADE + text))["shade.percentage"] == 50


def test_a_text_without_a_percentage_is_asked_about() -> None:
    assert doubts(placed(SHADE + "Most of them.")) == {"shade.percentage": "no_number"}


def test_labels_of_parts_lead_to_them_and_imply_the_yes() -> None:
    form = placed(HEAD + "Name: Ada Park\nE-mail: ada@example.org")
    assert answers(form) == {
        "head.answer": True,
        "head.name": "Ada Park",
        "head.email": "ada@example.org",
    }


def test_a_second_line_behind_a_label_has_to_be_looked_at() -> None:
    form = placed(HEAD + "Name: Ada Park\n(acting)\nE-mail: ada@example.org")
    assert answers(form, certain=False) == {"head.name": "Ada Park"}
    assert left(form) == ["(acting)"]


def test_an_address_that_is_none_is_proposed_with_what_is_wrong() -> None:
    form = placed(HEAD + "Name: Ada Park\nE-mail: ada at example.org")
    [one] = [one for one in form.proposals if one.doubt is not None]
    assert one.doubt is not None
    assert one.doubt.key == "email.no_at"
    assert one.value == "ada@example.org"


def test_lines_to_write_on_are_nothing() -> None:
    form = placed(HEAD + "Name: ____________\nE-mail: ..........")
    assert answers(form) == {}
    assert left(form) == []


@pytest.mark.parametrize("text", ["None", "Ninguno", "Aucune", "لا يوجد"])
def test_none_after_a_question_for_yes_or_no_may_mean_no(text: str) -> None:
    form = placed(TREES + text)
    assert answers(form) == {}
    assert answers(form, certain=False) == {"tree_plan.answer": False}


@pytest.mark.parametrize("text", ["No aplica", "لا ينطبق", "No data", "No procede"])
def test_words_for_no_answer_that_begin_with_a_no_are_none(text: str) -> None:
    form = placed(TREES + text)
    assert set(answers(form)) == {"tree_plan"}


@pytest.mark.parametrize("text", ["Yes and no.", "Yes / no, it depends", "Sí y no"])
def test_yes_and_no_is_neither(text: str) -> None:
    assert doubts(placed(TREES + text)) == {"tree_plan.answer": "neither"}


def test_a_yes_below_empty_boxes_is_looked_at_and_no_explanation() -> None:
    form = placed(TREES + "☐ Yes ☐ No\nNo")
    assert answers(form, certain=False) == {"tree_plan.answer": False}
    assert answers(form) == {}


def test_a_yes_with_a_link_has_no_explanation() -> None:
    assert answers(placed(TREES + "Yes: https://trees.example/plan")) == {
        "tree_plan.answer": True,
        "tree_plan.links": ["https://trees.example/plan"],
    }


def test_a_link_in_brackets_is_part_of_its_sentence() -> None:
    form = placed(TREES + "Yes. There is a plan\n(https://trees.example/plan).")
    assert answers(form)["tree_plan.explanation"] == (
        "There is a plan\n(https://trees.example/plan)."
    )


def test_a_text_without_a_label_is_none_of_several_lines() -> None:
    form = placed(HEAD + "Yes, Ada Park since May, and Bo Lund before.")
    assert answers(form) == {"head.answer": True}
    assert answers(form, certain=False) == {}
    assert "Ada Park" in form.proposals[0].quote.words


def test_a_label_spelt_otherwise_is_the_label() -> None:
    questionnaire = form(
        """
        - id: head
          number: "1"
          type: group
          label: Who is the head gardener of the city?
          items:
            - {id: name, type: text, label: Name}
            - {id: organization, type: text, label: Organization}
        """
    )
    text = "1. Who is the head gardener of the city?\nName: Ada Park\nOrganisation: Parks"
    assert answers(placed(text, questionnaire)) == {
        "head.name": "Ada Park",
        "head.organization": "Parks",
    }
    text = "1. Who is the head gardener of the city?\nName: Ada Park\nOrganization chart"
    assert "head.organization" not in answers(placed(text, questionnaire))


def test_a_percentage_is_not_asked_for_after_a_no() -> None:
    questionnaire = form(
        """
        - id: budget
          number: "1"
          type: group
          label: Does your city have a budget for trees and hedges?
          items:
            - {id: answer, type: yes_no, label: Answer}
            - {id: share, type: percentage, label: Share, relevant: {answer: true}}
            - {id: explanation, type: paragraph, label: Explanation}
        """
    )
    text = "1. Does your city have a budget for trees and hedges?\nNo. All parks have 3% together."
    found = placed(text, questionnaire)
    assert answers(found) == {
        "budget.answer": False,
        "budget.explanation": "All parks have 3% together.",
    }
    assert doubts(found) == {}


def test_two_labels_on_one_line_are_looked_at() -> None:
    found = placed(HEAD + "Name: Ada Park, E-mail: ada@example.org")
    assert set(answers(found, certain=False)) == {"head.name"}


@pytest.mark.parametrize(
    ("said", "certain"), [("+356 2155 0123", True), ("2155 0123 / 2155 0124", False)]
)
def test_two_telephones_are_looked_at(said: str, certain: bool) -> None:
    questionnaire = form(
        "- {id: phone, number: '1', type: phone, label: Telephone of the gardener}"
    )
    found = placed(f"1. Telephone of the gardener: {said}", questionnaire)
    assert answers(found, certain) == {"phone": said}


# Choices

TASKS = "2. Which of these tasks are done by volunteers?\n"
FIRST, SECOND = "watering young trees in summer", "planting hedges and flower beds"


@pytest.mark.parametrize(
    "lines",
    [
        f"✓ {FIRST}\n{SECOND}\nOther:",
        f"x {FIRST}\n{SECOND}\nOther:",
        f"{FIRST} X\n{SECOND}\nOther:",
        f"{FIRST}\n☒\n{SECOND}\n☐\nOther\n☐",
    ],
)
def test_a_mark_at_some_choices_says_that_the_others_have_none(lines: str) -> None:
    assert answers(placed(TASKS + lines)) == {"tasks": ["watering"]}


@pytest.mark.parametrize(
    ("lines", "doubt"),
    [
        (f"{FIRST}\n{SECOND}\nOther:", "lost_ticks"),
        (f"☐ {FIRST}\n☐ {SECOND}\n☐ Other:", "nothing_ticked"),
    ],
)
def test_choices_without_a_mark_are_asked_about(lines: str, doubt: str) -> None:
    assert doubts(placed(TASKS + lines))["tasks"] == doubt


def test_the_only_choice_that_was_left_is_looked_at() -> None:
    assert answers(placed(TASKS + SECOND), certain=False) == {"tasks": ["planting"]}
