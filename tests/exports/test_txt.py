"""The plain text of a response."""

from __future__ import annotations

import pytest

from lgq_tui.exports import txt
from lgq_tui.exports.order import Order
from lgq_tui.imports import text_form
from lgq_tui.locales.speech import say_missing
from tests.documents import examples, order
from tests.forms import form

ORDERS = dict(examples())
FILLED = [name for name, one in ORDERS.items() if not one.blank]


def written(order: Order) -> str:
    return txt.written(order).decode()


def test_a_question_with_all_that_belongs_to_it() -> None:
    questionnaire = form("""
{title: The form, subject: [name], footnotes: {n: "A [note](https://a.example)."}, introduction: "**Begin**.", closing: Done., sections: [{id: s, number: I, title: First, items: [
  {id: name, number: "1", type: text, label: "What is the name of it, which is asked so that there is a question over two lines?"},
  {id: water, number: "2", type: select_one, label: "Is **it**[^n] on?", choices: [
    {id: sky, label: Sky}, {id: tap, label: Tap, detail: {type: text, label: Which}}, {id: sea, label: Sea, since: "1"}]},
  {id: pair, number: "3", type: group, label: Both, items: [
    {id: one, type: url, label: One, repeat: true}, {id: two, type: text, label: Two, relevant: {water: sea}}, {id: three, type: text, label: Three}]}]}]}
""")
    asked = order(
        questionnaire,
        name="It",
        water="tap",
        water_details={"tap": "Ours"},
        pair={"one": ["https://a.example", "|"]},
    )
    asked.interview.note("pair.one", "Really.\n\n  Yes")
    asked.interview.mark_missing("pair.three", "masked")
    assert (
        written(asked)
        == """\
The form
It

Begin.


I. First

1. What is the name of it, which is asked so that there is a question over two
   lines?                                                               [name]
   | It

2. Is it [1] on?                                                       [water]
   [ ] Sky                                                               [sky]
   [x] Tap                                                               [tap]

       Which                                               [water_details.tap]
       | Ours
   [ ] Sea (New)                                                   [water=sea]

3. Both

   One                                                              [pair.one]
   | https://a.example
   | |
   Note:                                                       [pair.one:note]
   | Really.
   |
   |   Yes

   Two
   Not asked, because of an earlier answer.               [pair.two:not-asked]

   Three
   No answer: Known, but withheld                  [pair.three:missing:masked]


Done.

[1] A note (https://a.example).

Status: In progress
Code: 7K2M-0QXW
[lgq-form/1 demo "1"]
"""
    )


@pytest.mark.parametrize("name", FILLED)
def test_wordings_are_narrow_and_answers_are_as_they_are(name: str) -> None:
    lines = written(ORDERS[name]).split("\n")
    assert all(len(line) <= 78 or "http" in line or line.lstrip().startswith("|") for line in lines)
    assert any(len(line) > 78 for line in lines) or name == "garden"


@pytest.mark.parametrize("name", ORDERS)
def test_it_is_the_same_every_time(name: str) -> None:
    assert txt.written(ORDERS[name]) == txt.written(ORDERS[name])


@pytest.mark.parametrize("name", [name for name in ORDERS if name not in FILLED])
def test_the_form_is_the_text_that_is_edited_too(name: str) -> None:
    text = written(ORDERS[name])
    reading = text_form.read(text, ORDERS[name].interview.questionnaire, say_missing)
    assert reading.left == ()
    assert all(entry.value is None for entry in reading.entries.values())
    head = text.partition("\n\n")[0]
    assert "send the filled form to" in " ".join(head.split("\n# "))
    assert "leave the editor" not in head
    assert "@accept" not in head
