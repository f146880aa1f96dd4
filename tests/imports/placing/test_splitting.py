"""What stands under a question, split into the parts of its answer."""

from __future__ import annotations

import pytest

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
    assert answers(placed(SHADE + "About 40% of them, since 2020.")) == {
        "shade.percentage": 40,
        "shade.explanation": "About 40% of them, since 2020.",
    }
    assert answers(placed(SHADE + "12,5 per cent"))["shade.percentage"] == 12.5
    assert answers(placed(SHADE + "55")) == {"shade.percentage": 55}
    for text in ("79% + 21%", "between 10 and 15%", "10–15 %", "40% in summer, 60% in winter"):
        form = placed(SHADE + text)
        assert doubts(form) == {"shade.percentage": "several_numbers"}, text
        assert answers(form) == {"shade.explanation": text}


def test_a_bound_is_no_number() -> None:
    form = placed(SHADE + "Over 50% of the streets.")
    assert answers(form, certain=False) == {"shade.percentage": 50}


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
