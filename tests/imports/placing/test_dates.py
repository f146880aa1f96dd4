"""Days as cities write them."""

from __future__ import annotations

import pytest

from lgq_tui.imports.placing.dates import day_in


@pytest.mark.parametrize(
    "text",
    [
        "12 de junio de 2023",
        "12 juin 2023",
        "le 12 juin 2023",
        "12. Juni 2023",
        "12 de junho de 2023",
        "12 июня 2023 г.",
        "12 يونيو 2023",
        "12 Jun 2023",
        "2023年6月12日",
        "2023년 6월 12일",
    ],
)
def test_a_day_in_words_is_one_day(text: str) -> None:
    assert day_in(text) == "2023-06-12"


@pytest.mark.parametrize(
    "text",
    ["05/06/2023", "31 de junio de 2023", "12 de junio", "junio 2023", "2023年13月1日", "soon"],
)
def test_what_names_no_day_in_words_is_none(text: str) -> None:
    assert day_in(text) is None
