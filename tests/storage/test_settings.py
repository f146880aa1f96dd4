"""What is set once and for all: who is at the computer, beside the theme."""

from __future__ import annotations

from pathlib import Path

import pytest

from lgq_tui.core.person import Person
from lgq_tui.core.sources import AnswerSource
from lgq_tui.storage import settings, sittings

ANA, BO = Person("Ana Baker", "AB"), Person("Bo", "BX")
CALL, PAPER = AnswerSource("call", unit="Ms Lim"), AnswerSource("paper", place="page 2")


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LGQ_STATE_DIR", str(tmp_path))
    monkeypatch.delenv("LGQ_AUTHOR", raising=False)
    return tmp_path


def begun_again() -> None:
    """The program is started anew."""
    settings._known.clear()


def test_who_it_is_is_told_once_and_kept_beside_the_theme(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "abaker")
    assert settings.person() is None
    assert settings.author() == "abaker", "the account's, while nobody has said"
    settings.keep_theme("light")
    settings.keep_person(Person("Ana Baker"))
    begun_again()
    assert settings.theme(["dark", "light"]) == "light"
    assert settings.person() == ANA
    assert settings.author() == "Ana Baker"


def test_the_next_one_at_the_computer_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    settings.keep_person(ANA)
    settings.keep_person(BO)
    assert settings.author() == "Bo"
    assert settings.initials_of("Bo") == "BX", "as Bo wants it"
    assert settings.initials_of("Ana Baker") == "AB"
    monkeypatch.setenv("LGQ_AUTHOR", "Cy Dee")
    assert settings.person() == Person("Cy Dee", "CD")


def test_two_starts_of_the_program_keep_what_each_was_told(state: Path) -> None:
    settings.keep_person(ANA)
    mine = dict(settings._known)
    begun_again()
    settings.keep_theme("light")
    settings._known.update(mine)
    settings.keep_person(BO)
    begun_again()
    assert (settings.person(), settings.theme(["dark", "light"])) == (BO, "light")


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[",
        "[]",
        '{"theme": 1, "person": "Ana"}',
        '{"person": {"name": 3}}',
        "[" * 9000,
        '{"person": {"name": " \\u001b "}}',
        '{"person": {"name": "A", "initials": 1}}',
        "a" * 20000,
    ],
)
def test_what_cannot_be_read_is_as_if_nobody_had_said(content: str, state: Path) -> None:
    (state / "settings.json").write_text(content, "utf-8")
    begun_again()
    assert settings.person() is None
    assert settings.theme(["dark"]) == "dark"


def test_what_cannot_be_kept_holds_until_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("LGQ_STATE_DIR", str(tmp_path / "file" / "no-folder"))
    settings.keep_person(ANA)
    assert settings.author() == "Ana Baker"


def test_the_source_of_the_last_sitting_is_of_the_same_person_and_response() -> None:
    assert sittings.last("Ana", "r-1") is None
    sittings.keep("Ana", "r-1", CALL)
    sittings.keep("Ana", "r-2", PAPER)
    assert sittings.last("Ana", "r-1") == CALL
    assert sittings.last("Ana", "r-3") == PAPER, "the last one of any"
    assert sittings.last("Bo", "r-1") is None
    sittings.keep("Ana", "r-1", PAPER)
    assert sittings.last("Ana", "r-1") == PAPER


def test_damage_to_the_sittings_costs_nothing_but_them(state: Path) -> None:
    (state / "sittings.json").write_text('[{"by": "Ana", "response": "r", "source": {"mode": 1}}]')
    assert sittings.last("Ana", "r") is None
    sittings.keep("Ana", "r", CALL)
    assert sittings.last("Ana", "r") == CALL
