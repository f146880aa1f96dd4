from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lgq_tui.core.answer_types import ANSWER_TYPES, Context
from lgq_tui.core.definition import Item

DATE = ANSWER_TYPES["date"]
ITEM = Item("day", "day", "date", "Date")


@pytest.mark.parametrize(
    "text",
    [
        *("2023-05-18", "2023/05/18", "2023.5.18", "20230518"),
        *("18/05/2023", "18.5.2023", "18-05-2023", "18. 5. 2023", "05/18/2023"),
        *("18 May 2023", "18th of May 2023", "18-MAY-2023", "May 18, 2023", "may 18 2023"),
        "\u0661\u0668/\u0660\u0665/\u0662\u0660\u0662\u0663",
        "\uff12\uff10\uff12\uff13\uff0d\uff10\uff15\uff0d\uff11\uff18",
    ],
)
def test_days_are_typed_in_many_ways(text: str) -> None:
    assert DATE.parse(text, ITEM) == "2023-05-18"


def test_months_may_be_cut_short() -> None:
    assert DATE.parse("3 Sept. 2023", ITEM) == "2023-09-03"
    assert DATE.parse("3 Sebtember 2023", ITEM) == "3 Sebtember 2023"


@pytest.mark.parametrize("text", ["05/06/2023", "5.6.2023", "5 - 6 - 2023", "05 06 2023"])
def test_the_day_is_offered_first_where_it_could_be_the_month(text: str) -> None:
    assert DATE.parse(text, ITEM) == text
    message = DATE.explain(text, ITEM)
    assert message.key == "date.ambiguous"
    assert message.values == {"text": text, "first": "2023-06-05", "second": "2023-05-06"}
    assert DATE.suggest(text, ITEM, Context()) == "2023-06-05"


@pytest.mark.parametrize("text", ["5/5/2023", "2023/5/5", "5 May 2023"])
def test_where_both_are_the_same_or_one_is_named_there_is_no_doubt(text: str) -> None:
    assert DATE.parse(text, ITEM) == "2023-05-05"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        *((text, "2023-05-18") for text in ("18.5.23", "18/05/23", "05/18/23", "18 May 23")),
        ("May 18, '23", "2023-05-18"),
        ("5.6.23", "2023-06-05"),
        ("31.12.99", "1999-12-31"),
    ],
)
def test_a_year_of_two_digits_is_offered_with_all_four(text: str, day: str) -> None:
    assert DATE.parse(text, ITEM) == text
    assert DATE.explain(text, ITEM).key == "date.short_year"
    assert DATE.suggest(text, ITEM, Context()) == day


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("31/02/2023", "date.impossible"),
        ("2023-02-30", "date.impossible"),
        ("29 February 2023", "date.impossible"),
        ("0000-01-01", "date.impossible"),
        ("31/02/23", "date.unread"),
        ("23", "date.unread"),
        ("May 2023", "date.unread"),
        ("yesterday", "date.unread"),
    ],
)
def test_what_is_no_day_is_kept_and_explained(text: str, key: str) -> None:
    assert DATE.parse(text, ITEM) == text
    assert DATE.explain(text, ITEM).key == key
    assert DATE.suggest(text, ITEM, Context()) is None


def test_a_day_in_another_form_in_a_file_is_offered_in_the_right_one() -> None:
    assert DATE.explain("18 May 2023", ITEM).key == "date.form"
    assert DATE.suggest("18 May 2023", ITEM, Context()) == "2023-05-18"


@given(st.dates())
def test_every_day_of_the_calendar_is_read(day: date) -> None:
    assert DATE.parse(day.isoformat(), ITEM) == day.isoformat()
    assert DATE.suggest(f"{day.day}.{day.month}.{day.year:04}", ITEM, Context()) == day.isoformat()
