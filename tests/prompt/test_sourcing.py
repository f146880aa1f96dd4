"""Assisted entry line by line: who types, and where it comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from lgq_tui.core.sources import AnswerSource
from lgq_tui.locales.speech import say
from lgq_tui.prompt.commands.sourcing import NoSourceError, parsed
from lgq_tui.storage import settings
from tests.prompt.talk import Talk, talk

FORM = """
- {id: city, type: text, label: City}
- {id: mayor, type: text, label: Mayor}
"""


@pytest.fixture(autouse=True)
def ana(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LGQ_AUTHOR", "Ana Baker")


def told(one: Talk) -> dict[str, tuple[str, ...]]:
    """By item: how its answer came, who answered, which document, and who typed it."""
    fields = ("mode", "unit", "name", "place", "by")
    sources = one.interview.response.sources
    return {item: tuple(getattr(found, name) for name in fields) for item, found in sources.items()}


def test_a_person_is_asked_first_and_each_answer_keeps_it(tmp_path: Path) -> None:
    typed = "1\nMs Lim\n\n\n\nLima\n/back\n/quit\n"
    done = talk(tmp_path, FORM, typed, person=True, assisted=True)
    assert told(done) == {"city": ("call", "Ms Lim", "", "", "Ana Baker")}
    assert done.said.index("1. Telephone call") < done.said.index("City")
    assert "From now on, answers come from a call, Ms Lim." in done.flat
    assert "From a call, Ms Lim, AB " in done.flat, "it is told with the answer"
    again = talk(tmp_path, FORM, "0\n/next\nAda\n/quit\n", person=True, assisted=True)
    assert told(again)["mayor"] == ("call", "Ms Lim", "", "", "Ana Baker")


def test_who_types_is_asked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LGQ_AUTHOR")
    typed = "Cy Dee; cx\n3\n\n\n\n\nLima\n/person Di\nAda\n/quit\n"
    done = talk(tmp_path, FORM, typed, person=True, assisted=True)
    assert "You are Cy Dee (CX)." in done.flat
    assert {item: said[-1] for item, said in told(done).items()} == {
        "city": "Cy Dee",
        "mayor": "Di",
    }
    assert settings.author() == "Di"


def test_nobody_need_say(tmp_path: Path) -> None:
    done = talk(tmp_path, FORM, "\nLima\n/quit\n", person=True, assisted=True)
    assert (done.value("city"), told(done)) == ("Lima", {})


def test_a_script_says_it_in_a_line(tmp_path: Path) -> None:
    done = talk(
        tmp_path,
        FORM,
        "/sitting document; name: kl.pdf; place: page 3\nLima\nAda\n"
        "/back\n/source 1; unit: Ms Lim; words: Ada; so it is\n/goto city\n/source -\n",
        assisted=True,
    )
    assert told(done) == {"mayor": ("call", "Ms Lim", "", "", "Ana Baker")}
    source = done.interview.source_of("mayor")
    assert source is not None
    assert source.words == "Ada; so it is"
    again = talk(tmp_path, FORM, "/sitting last\n/clear\nCallao\n")
    assert told(again)["city"] == ("document", "", "kl.pdf", "page 3", "Ana Baker")


@pytest.mark.parametrize("line", ["/sitting fax", "/sitting call; who: Ms Lim", "/sitting last"])
def test_a_script_ends_where_it_is_not_understood(line: str, tmp_path: Path) -> None:
    done = talk(tmp_path, FORM, f"{line}\nLima\n", assisted=True)
    assert (done.status, done.value("city")) == (1, None)


def test_nothing_comes_from_anywhere_where_nothing_was_answered(tmp_path: Path) -> None:
    done = talk(tmp_path, FORM, "/source call\n", person=True)
    assert say("origin.nothing_here") in done.flat
    assert told(done) == {}


def test_what_a_line_says() -> None:
    assert parsed("a call") == parsed("1") == parsed("CALL ;") == AnswerSource("call")
    assert parsed("web-page; name:a.org ; unit: ; words: x: y; z") == AnswerSource(
        "web-page", "a.org", words="x: y; z"
    )
    with pytest.raises(NoSourceError, match="there are call, e-mail"):
        parsed("")
