"""Answers typed line by line: what is asked, what is taken, and what is said of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from lgq_tui.core.answer_types import ANSWER_TYPES
from lgq_tui.prompt.prompts import PROMPTS
from lgq_tui.storage.definitions import load, shipped
from lgq_tui.tui.controls import CONTROLS
from tests.prompt.talk import talk

TWO = """
- {id: city, type: text, label: City, required: true}
- {id: share, type: percentage, label: Share}
"""
CHOICES = """
- id: areas
  type: select_multiple
  label: Which areas?
  choices:
    - {id: water, label: Water}
    - {id: roads, label: Roads, detail: {type: text, label: Which roads}}
    - {id: none, label: None of them, exclusive: true}
"""
LISTS = """
- {id: links, type: url, repeat: true, label: Links}
- id: beds
  type: group
  repeat: true
  label: Beds
  items:
    - {id: name, type: text, label: Name}
    - {id: crops, type: text, repeat: true, label: Crops}
"""


def test_the_core_the_screen_and_the_lines_know_the_same_types() -> None:
    assert set(ANSWER_TYPES) == set(CONTROLS) == set(PROMPTS)


def test_an_answer_a_line(tmp_path: Path) -> None:
    done = talk(tmp_path, TWO, "Ålesund\n16,5\n")
    assert (done.value("city"), done.value("share"), done.status) == ("Ålesund", 16.5, 0)


def test_an_empty_line_keeps_what_is_there(tmp_path: Path) -> None:
    talk(tmp_path, TWO, "Ålesund\n16\n")
    done = talk(tmp_path, TWO, "/goto city\n\n17\n")
    assert (done.value("city"), done.value("share")) == ("Ålesund", 17)
    assert "Present answer: Ålesund" in done.said


def test_what_is_wrong_is_said_before_it_is_asked_again(tmp_path: Path) -> None:
    done = talk(tmp_path, TWO, "Oslo\n160\n\n", person=True)
    said = done.said.partition("Share: ")[2]
    assert said.index("Error: 160 is above 100") < said.index("Present answer: 160")
    assert said.count("Share: ") == 1
    assert done.value("share") == 160


def test_a_script_goes_on_after_what_is_wrong_and_ends_with_a_status(tmp_path: Path) -> None:
    done = talk(
        tmp_path, TWO.replace("City, required", "City, hint: Its name., required"), "Oslo\n160\n"
    )
    assert "Error: 160 is above 100" in done.said
    assert (done.value("share"), done.status) == (160, 1)


def test_a_paragraph_in_several_lines(tmp_path: Path) -> None:
    done = talk(tmp_path, "- {id: why, type: paragraph, label: Why}", "First.\\\n\\\nSecond \\\\\n")
    assert done.value("why") == "First.\n\nSecond \\"


def test_choices_by_number_with_what_is_asked_about_each(tmp_path: Path) -> None:
    done = talk(tmp_path, CHOICES, "1, 2\nAll but one\n")
    assert done.value("areas") == ["water", "roads"]
    assert done.value("areas_details.roads") == "All but one"
    assert "3. None of them" in done.said


def test_choices_by_words(tmp_path: Path) -> None:
    assert talk(tmp_path, CHOICES, "none of them\n").value("areas") == ["none"]


def test_which_are_chosen_is_said_in_words(tmp_path: Path) -> None:
    talk(tmp_path, CHOICES, "1\n")
    done = talk(tmp_path, CHOICES, "/goto areas\n\n")
    assert "1. Water (chosen)\n2. Roads\n" in done.said
    assert "Present answer: Water\n" in done.said


def test_lists_end_with_an_empty_line(tmp_path: Path) -> None:
    script = "https://a.example\nhttps://b.example\n\nyes\nNorth\nPeas\nBeans\n\nyes\nSouth\n\n\n"
    done = talk(tmp_path, LISTS, script)
    assert done.value("links") == ["https://a.example", "https://b.example"]
    assert done.value("beds") == [{"name": "North", "crops": ["Peas", "Beans"]}, {"name": "South"}]
    assert done.status == 0


def test_several_lines_put_into_a_list_are_several_entries(tmp_path: Path) -> None:
    done = talk(tmp_path, LISTS, "https://a.example\\\nhttps://b.example\nhttps://c.example\n\n\n")
    assert done.value("links") == [f"https://{one}.example" for one in "abc"]


def test_an_entry_of_a_list_is_cleared_removed_and_moved(tmp_path: Path) -> None:
    links = "".join(f"https://{one}.example\n" for one in "abcd")
    done = talk(tmp_path, LISTS, f"{links}/back\n/clear\n/move 3 1\n/remove 2\n")
    assert done.value("links") == ["https://c.example", "https://b.example"]
    assert done.status == 0


def test_an_element_begun_and_left_empty_is_none(tmp_path: Path) -> None:
    done = talk(tmp_path, LISTS, "\nyes\n\n\n\n")
    assert done.value("beds") is None


def test_what_is_asked_hangs_on_the_answers(tmp_path: Path) -> None:
    form = """
- {id: has, type: yes_no, label: "Has it?"}
- {id: name, type: text, label: Name, relevant: {has: true}}
"""
    assert "Name" not in talk(tmp_path, form, "no\n").said
    assert talk(tmp_path, form, "/goto has\nyes\nAna\n").value("name") == "Ana"


def test_an_answer_may_begin_with_a_slash(tmp_path: Path) -> None:
    assert talk(tmp_path, TWO, "//srv/www\n").value("city") == "/srv/www"


def test_words_of_a_definition_have_no_markup_and_footnotes_a_number(tmp_path: Path) -> None:
    form = """
sections:
  - id: only
    title: Only
    items: [{id: a, type: text, label: "**All** of [us](https://a.example)[^n]"}]
footnotes: {n: "A **note**."}
"""
    said = talk(tmp_path, form, "/footnotes\n").said
    assert "All of us (https://a.example) [1]" in said
    assert "[1] A note." in said


def test_text_of_people_acts_on_no_terminal(tmp_path: Path) -> None:
    said = talk(tmp_path, TWO, "\x1b[31mRed\x07 [b]x[/b]\n/back\n").said
    assert "\x1b" not in said
    assert "\x07" not in said
    assert "Present answer: [31mRed [b]x[/b]" in said


def test_a_line_that_nobody_could_mean_is_not_taken(tmp_path: Path) -> None:
    done = talk(tmp_path, TWO, "x" * 300_000 + "\n16\n")
    assert done.value("city") is None
    assert "That were 300,001 signs" in done.said or "That were 300,000 signs" in done.said
    assert done.status == 1


@pytest.mark.parametrize("refused", ["/nonsense", "/goto nowhere", "/missing 9", "/re", "/redo"])
def test_a_script_ends_where_it_cannot_be_followed(refused: str, tmp_path: Path) -> None:
    done = talk(tmp_path, TWO, f"Oslo\n{refused}\n16\n")
    assert (done.value("city"), done.value("share"), done.status) == ("Oslo", None, 1)
    assert "This was line 2; nothing behind it was taken." in done.said


def test_a_person_goes_on_where_a_command_is_not_known(tmp_path: Path) -> None:
    done = talk(tmp_path, TWO, "/nonsense\nOslo\n", person=True)
    assert "There is no command /nonsense" in done.said
    assert done.value("city") == "Oslo"


def test_the_file_says_where_one_stood(tmp_path: Path) -> None:
    talk(tmp_path, TWO, "Oslo\n")
    assert "Share: " in talk(tmp_path, TWO, "").said


def test_the_wording_of_the_lgq(tmp_path: Path) -> None:
    said = talk(tmp_path, load(shipped()), "").said
    assert "United Nations" in said
    assert "**" not in said


# What once went wrong --------------------------------------------------------------------------

RELEVANT = """
- id: budget
  type: group
  label: Budget
  items:
    - {id: answer, type: yes_no, label: Answer}
    - {id: share, type: percentage, label: Share, relevant: {answer: true}}
    - {id: why, type: paragraph, label: Why}
- {id: last, type: text, label: Last}
"""


def test_a_script_does_not_answer_beside_what_is_not_asked(tmp_path: Path) -> None:
    done = talk(tmp_path, RELEVANT, "/goto budget.answer\nno\n/goto budget.share\n16\n")
    assert (done.value("budget"), done.status) == ({"answer": False}, 1)
    assert "This was line 3" in done.said


def test_what_is_wrong_with_a_new_entry_is_said_and_it_is_asked_again(tmp_path: Path) -> None:
    done = talk(tmp_path, LISTS, "nonsense here\nhttps://a.example\n\n", person=True)
    assert "Error: A link has no blanks" in done.flat
    assert done.value("links") == ["https://a.example"]
    several = talk(
        tmp_path, LISTS, "/goto links\nhttps://a.example\\\nbad link here\n", person=True
    )
    assert "Error: A link has no blanks" in several.flat


def test_after_an_entry_is_removed_the_next_one_is_new_again(tmp_path: Path) -> None:
    script = "https://a.example\nhttps://b.example\n/remove 1\nhttps://c.example\n"
    done = talk(tmp_path, LISTS, script)
    assert "Links. Number 1 is removed." in done.said
    assert done.value("links") == ["https://b.example", "https://c.example"]


def test_a_list_in_an_element_that_has_no_answer_yet(tmp_path: Path) -> None:
    form = """
- id: beds
  type: group
  repeat: true
  label: Beds
  items:
    - {id: name, type: text, label: Name}
    - id: crops
      type: group
      repeat: true
      label: Crops
      items: [{id: plant, type: text, label: Plant}]
"""
    done = talk(tmp_path, form, "yes\n\nyes\nPeas\nno\nno\n")
    assert done.value("beds") == [{"crops": [{"plant": "Peas"}]}]


def test_remove_and_move_in_an_inner_list_without_entries_are_of_the_outer_one(
    tmp_path: Path,
) -> None:
    script = "\nyes\nNorth\n\nyes\nSouth\n/move 2 1\n"
    done = talk(tmp_path, LISTS, script)
    assert "Beds. It is number 1 now." in done.said
    assert [one["name"] for one in done.value("beds")] == ["South", "North"]


def test_an_entry_is_gone_to_by_its_path(tmp_path: Path) -> None:
    talk(tmp_path, LISTS, "\nyes\nNorth\n\nyes\nSouth\n\n\n")
    done = talk(tmp_path, LISTS, "/goto beds[1].name\nEast\n")
    assert [one["name"] for one in done.value("beds")] == ["North", "East"]


def test_an_invalid_choice_asks_for_no_details(tmp_path: Path) -> None:
    done = talk(tmp_path, CHOICES, "South\nx\n")
    assert (done.value("areas"), done.value("areas_details")) == ("South", None)


def test_a_mistyped_command_does_not_stay_for_the_next_question(tmp_path: Path) -> None:
    done = talk(tmp_path, load(shipped()), "/xyz\n\nOslo\n", person=True)
    assert done.value("city") == "Oslo"


def test_what_stands_in_a_line_is_kept_beside_an_answer_that_is_there(tmp_path: Path) -> None:
    talk(tmp_path, TWO, "Oslo\n")
    done = talk(tmp_path, TWO, "/goto city\nBe\\")
    assert done.value("city") == "Oslo"
    assert done.interview.note_on("city") == "Typed and not entered: Be"


def test_lines_put_into_a_list_are_its_entries_however_it_ends(tmp_path: Path) -> None:
    done = talk(tmp_path, LISTS, "https://a.example\\\nhttps://b.example\\")
    assert done.value("links") == ["https://a.example", "https://b.example"]


def test_what_is_known_is_not_said_again_after_a_command(tmp_path: Path) -> None:
    done = talk(tmp_path, TWO, "Oslo\n/back\n/note Sic.\n/sections\n", person=True)
    assert done.said.count("Present answer: Oslo") == 1


def test_the_details_of_a_choice_say_which_one_they_are_of(tmp_path: Path) -> None:
    done = talk(
        tmp_path, load(shipped()), "/goto strategy_coverage.areas\n1, 6\nFirst.\n\nSixth.\n"
    )
    assert "About 1. has an implementation plan." in done.flat
    assert "About 6. makes specific reference to SDG 11" in done.flat
    assert "1, Explanation: First." in done.said
    assert "6, Explanation: Sixth." in done.said
