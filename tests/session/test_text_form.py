"""A questionnaire answered as one text in an editor: what comes of it, and what goes wrong."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lgq_tui.cli import main
from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.interview import Interview
from lgq_tui.core.sources import AnswerSource
from lgq_tui.exports import text_form
from lgq_tui.locales.speech import render, say
from lgq_tui.session import beginning
from lgq_tui.session.text_file import TextFile
from lgq_tui.storage import responses
from lgq_tui.storage.definitions import load, shipped
from lgq_tui.storage.lock import Lock
from tests.session.writer import editor_of
from tests.tui.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the editors are of a Unix")

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
LGQ = shipped("questionnaire.yaml")
GARDEN = EXAMPLES / "valid" / "community-garden.questionnaire.yaml"

Editor = Callable[[str], None]


@pytest.fixture
def editor(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Editor:
    """Sets what the editor does to the `text` that it is given."""
    path = tmp_path_factory.mktemp("bin") / "editor"
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(path))
    monkeypatch.setattr(sys, "stdin", io.StringIO())

    def does(code: str) -> None:
        path.write_text(editor_of(code, sys.executable), "utf-8")
        path.chmod(0o755)

    does("pass")
    return does


def under(path: str, *lines: str) -> str:
    """Code that writes lines under a `[path]`."""
    return "text = text.replace({!r}, {!r})".format(
        f"\n[{path}]\n", "\n".join(("", f"[{path}]", *lines, ""))
    )


def above(path: str, *lines: str) -> str:
    """Code that writes lines above a `[path]`."""
    return "text = text.replace({!r}, {!r})".format(
        f"\n[{path}]\n", "\n".join(("", *lines, f"[{path}]", ""))
    )


def run(path: Path, *more: str) -> int:
    return main([*more, "show", "--edit", str(path)])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kl.response.yaml"


def text_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.edit.txt")


def answers(path: Path) -> dict[str, object]:
    return dict(responses.read(path).answers)


def completed(path: Path, questionnaire: Questionnaire) -> None:
    """Complete a response, as the interview does."""
    session = beginning.opened(path, questionnaire, lambda outcome: None)
    assert session.interview.complete() == ()
    session.save()
    session.close()


def test_it_is_one_step_that_undo_takes_back(path: Path, editor: Editor) -> None:
    editor(f"{under('city', 'Lima')}; {under('country', 'Peru', '@note As they say.')}")
    assert run(path) == 0
    session = beginning.opened(path, load(LGQ), lambda outcome: None)
    past = session.past()
    assert not isinstance(past, Path)
    session.interview.remember(past)
    assert session.interview.undo() is not None
    undone = session.interview.response
    assert (dict(undone.answers), dict(undone.notes)) == ({}, {})
    assert session.interview.undo() is None


def test_what_is_said_beside_answers_stays_but_a_source_of_another_answer(
    path: Path, editor: Editor
) -> None:
    editor(f"{under('city', 'Lima')}; {under('country', 'Peru')}")
    assert run(path) == 0
    session = beginning.opened(path, load(LGQ), lambda outcome: None)
    for item in ("city", "country"):
        session.interview.set_source(item, AnswerSource("call", "Ms Lim", words="Lima, Peru"))
        session.interview.queries.ask(item, "Sure?", "2026-11-23T10:12:00Z", "Ada")
    session.save()
    session.close()
    queries = responses.read(path).queries
    editor("text = text.replace('\\nLima\\n', '\\nCusco\\n')")
    assert run(path) == 0
    response = responses.read(path)
    assert (response.answers["city"], [*response.sources]) == ("Cusco", ["country"])
    assert response.queries == queries
    assert len(queries) == 2


def test_the_history_knows_it(
    path: Path, editor: Editor, capsys: pytest.CaptureFixture[str]
) -> None:
    editor(under("city", "Lima"))
    assert run(path) == 0
    assert main(["history", str(path)]) == 0
    assert "City: – → Lima" in capsys.readouterr().out


def test_nothing_is_changed_where_nothing_was_edited(
    path: Path, editor: Editor, capsys: pytest.CaptureFixture[str]
) -> None:
    editor(under("city", "Lima"))
    assert run(path) == 0
    content = path.read_bytes()
    capsys.readouterr()
    for does in (
        "pass",
        "text = text.replace('\\n', '\\r\\n')",
        "text = ''",
        "text = '\\ufeff' + text",
    ):
        editor(does)
        assert run(path) == 0
        assert capsys.readouterr().out.startswith("Nothing was changed.")
        assert path.read_bytes() == content
        assert not text_of(path).exists()


def test_a_name_that_is_taken_out_leaves_its_answer(path: Path, editor: Editor) -> None:
    editor(f"{under('city', 'Lima')}; {under('country', 'Peru')}")
    assert run(path) == 0
    editor("text = text.replace('[city]\\nLima\\n', '').replace('[country]\\nPeru', '[country]')")
    assert run(path) == 0
    assert answers(path) == {"city": "Lima"}


def test_the_text_is_for_its_owner_alone(path: Path, editor: Editor, tmp_path: Path) -> None:
    mode = tmp_path / "mode"
    editor(f"import os; open({str(mode)!r}, 'w').write(oct(os.stat(path).st_mode & 0o777))")
    assert run(path) == 0
    assert mode.read_text() == "0o600"


# What is wrong is marked -----------------------------------------------------------------------


def test_a_problem_is_marked_at_its_line_and_taken_the_second_time(
    path: Path, editor: Editor, capsys: pytest.CaptureFixture[str]
) -> None:
    editor(
        f"{under('mobile_share.percentage', '160')}; "
        f"{under('portals', 'https://a.example', 'www.b.example', '@missing nonsense')}"
    )
    assert run(path) == 1
    told = capsys.readouterr().out.splitlines()
    lines = text_of(path).read_text("utf-8").split("\n")
    places = [re.fullmatch(rf"{re.escape(str(text_of(path)))}:(\d+): (.*)", one) for one in told]
    marks = [(int(one[1]), one[2]) for one in places if one]
    assert len(marks) == 3
    for number, sentence in marks:
        assert lines[number - 1].startswith("#! ")
        assert sentence.startswith(lines[number - 1][3:])
    assert lines[marks[0][0] - 2] == "[portals]"
    below = [next(one for one in lines[number:] if one[:2] != "#!") for number, _ in marks]
    assert below == ["@missing nonsense", "www.b.example", "160"]
    assert answers(path)["mobile_share"] == {"percentage": 160}
    editor(
        "text = text.replace('\\n160\\n', '\\n16\\n').replace('\\nwww.b', '\\nhttps://www.b')"
        ".replace('@missing nonsense\\n', '')"
    )
    assert run(path) == 0
    assert answers(path)["portals"] == ["https://a.example", "https://www.b.example"]
    assert answers(path)["mobile_share"] == {"percentage": 16}
    assert not text_of(path).exists()


def test_a_problem_that_is_left_is_told_by_its_question_once_the_text_is_gone(
    path: Path, editor: Editor, capsys: pytest.CaptureFixture[str]
) -> None:
    editor(under("mobile_share.percentage", "160"))
    assert run(path) == 1
    out = capsys.readouterr().out
    assert f"{path}: mobile_share.percentage: 160 is above 100" in out
    assert not text_of(path).exists()
    assert answers(path) == {"mobile_share": {"percentage": 160}}


def test_a_warning_stands_for_a_reason(
    path: Path, editor: Editor, capsys: pytest.CaptureFixture[str]
) -> None:
    editor(
        f"{under('online_share.percentage', '70')}; "
        f"{under('mobile_share.percentage', '30', '@accept Theirs.')}; {under('city', '@accept So.')}"
    )
    assert run(path) == 1
    assert "There is no open warning on this answer" in capsys.readouterr().out
    accepted = responses.read(path).accepted["mobile_share.percentage"]
    assert [tuple(one) for one in accepted] == [("shares_make_100", "Theirs.")]
    editor("text = text.replace('@accept So.\\n', '').replace('\\n70\\n', '\\n80\\n')")
    assert run(path) == 0
    assert responses.read(path).accepted == {}


LEFT = {
    "before all": ("text = 'oops\\n' + text", ["oops"], "This stands above [city]"),
    "unknown": (under("city", "Lima", "[citi]", "Cusco"), ["[citi]", "Cusco"], "write [city]"),
    "twice": (
        under("city", "Lima", "[city]", "Cusco"),
        ["[city]", "Cusco"],
        "a second time, and the first one counts",
    ),
    "a reason nobody knows": (under("city", "@missing lazy"), ["@missing lazy"], "“lazy” is not"),
    "two reasons": (
        under("city", "@missing masked", "@missing asked-unknown"),
        ["@missing masked", "@missing asked-unknown"],
        "several reasons",
    ),
    "no reason why it may stand": (under("city", "@accept"), ["@accept"], "why the warning may"),
    "no JSON": (under("city", "@value {"), ["@value {"], "not JSON"),
    "an answer above its name": (
        above("country", "Norway"),
        ["Norway"],
        "This stands above [country], where no answer is read",
    ),
    "an answer above a name in a part": (
        above("legislation.local", "[x] yes"),
        ["[x] yes"],
        "put it below [legislation.local]",
    ),
    "an answer behind all": ("text += 'Thanks.\\n'", ["Thanks."], "belong to no question"),
    "an answer that begins with #": (
        under("strategy.explanation", "# 1 priority: trams"),
        ["# 1 priority: trams"],
        "put a \\ before it",
    ),
    "a comment among the wording": (above("country", "# Norway?"), ["# Norway?"], "begins with #"),
    "an answer under parts": (under("contact", "Ana"), ["Ana"], "such as [contact.name]"),
    "a reason beside answers": (
        f"{under('contact.name', 'Ana')}; {under('contact', '@missing masked')}",
        ["@missing masked"],
        "answers under [contact]",
    ),
    "a sign in a box": (
        "text = text.replace('[ ] has an', '[?] has an')",
        ["[?] has an implementation plan."],
        "read either way",
    ),
    "another choice": (
        "text = text.replace('[ ] has an imp', '[ ] has no imp')",
        ["[ ] has no implementation plan."],
        "no choice “has no implementation plan.”",
    ),
    "a line of a list": (
        under("portals", "[portals[1]]", "https://a.example"),
        ["[portals[1]]", "https://a.example"],
        "under [portals], one a line",
    ),
    "too long": (under("city", "x" * 100_001), ["x" * 100_001], "100,001 signs"),
}


@pytest.mark.parametrize(("code", "lines", "words"), LEFT.values(), ids=LEFT)
def test_what_cannot_be_taken_stays_marked_until_it_is_put_right(
    code: str, lines: list[str], words: str, path: Path, editor: Editor,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    editor(code)
    for _ in ("typed", "left as it is"):
        assert run(path) == 1
        out = capsys.readouterr().out
        assert words in out
        assert "1 place of the text could not be taken" in out
        text = text_of(path).read_text("utf-8")
        assert text.count("\n".join(("", *lines, ""))) == 1
        assert len(re.findall(r"^#! \S", text, re.MULTILINE)) == 1
        editor("pass")
    editor(f"text = text.replace({chr(10).join(('', *lines, ''))!r}, '\\n')")
    run(path)
    assert not text_of(path).exists()


def test_an_answer_above_its_name_is_of_no_other_question(
    path: Path, editor: Editor, capsys: pytest.CaptureFixture[str]
) -> None:
    editor(f"{under('city', 'Oslo')}; {above('country', 'Norway')}")
    assert run(path) == 1
    assert answers(path) == {"city": "Oslo"}
    text = text_of(path).read_text("utf-8")
    assert re.search(r"\n# Country\n(# .*\n)+(#! .*\n)+Norway\n\[country\]\n", text)
    number = text[: text.index("#! This")].count("\n") + 1
    assert f"{text_of(path)}:{number}: This stands above" in capsys.readouterr().out
    editor("text = text.replace('Norway\\n[country]', '[country]\\nNorway')")
    assert run(path) == 0
    assert answers(path) == {"city": "Oslo", "country": "NO"}


def test_a_line_with_a_hash_is_decided_where_it_stands(path: Path, editor: Editor) -> None:
    editor(under("strategy.explanation", "Trams.", "#Oslo2030", "", "Buses."))
    assert run(path) == 1
    assert answers(path) == {"strategy": {"explanation": "Trams.\n\nBuses."}}
    text = text_of(path).read_text("utf-8")
    assert re.search(r"\]\nTrams\.\n(#! .*\n)+#Oslo2030\n\nBuses\.\n", text)
    editor("text = text.replace('\\n#Oslo', '\\n\\\\#Oslo')")
    assert run(path) == 0
    assert answers(path) == {"strategy": {"explanation": "Trams.\n#Oslo2030\n\nBuses."}}


def test_a_line_with_a_hash_clears_no_answer(path: Path, editor: Editor) -> None:
    editor(under("city", "Lima"))
    assert run(path) == 0
    editor("text = text.replace('\\nLima\\n', '\\n#Oslo2030\\n')")
    assert run(path) == 1
    assert answers(path) == {"city": "Lima"}
    editor("text = text.replace('\\n#Oslo2030\\n', '\\n')")
    assert run(path) == 0
    assert answers(path) == {}


def test_comments_may_go_and_be_copied(tmp_path: Path, editor: Editor) -> None:
    path = tmp_path / "garden.response.yaml"
    editor(
        "entry = text[text.index('# Entry 1, if'):]; entry = entry[:entry.index('\\n\\n\\n')]\n"
        "text += entry.replace('[beds[0].name]', '[beds[0].name]\\nRose') + '\\n'\n"
        "text += entry.replace('[beds[0]', '[beds[1]').replace('[beds[1].name]', '[beds[1].name]\\nLily')"
    )
    assert run(path, "-q", str(GARDEN)) == 0
    assert answers(path) == {"beds": [{"name": "Rose"}, {"name": "Lily"}]}
    editor("text = '\\n'.join(line for line in text.split('\\n') if line[:1] != '#')")
    assert run(path, "-q", str(GARDEN)) == 0


def test_entries_of_lists_come_and_go(tmp_path: Path, editor: Editor) -> None:
    path = tmp_path / "garden.response.yaml"
    options = ("-q", str(GARDEN))
    new = "".join(
        f"[beds[{n}].name]\\nBed {n}\\n[beds[{n}].crops[5].plant]\\nPeas\\n" for n in (1, 3, 7)
    )
    editor(f"text += '{new}'")
    assert run(path, *options) == 0
    beds = [{"name": f"Bed {n}", "crops": [{"plant": "Peas"}]} for n in (1, 3, 7)]
    assert answers(path) == {"beds": beds}
    # The middle one is emptied, but for a line that cannot be taken: it stays with the entry.
    editor(
        "text = text.replace('Bed 3\\n', '').replace('[beds[1].crops[0].plant]\\nPeas\\n', '')"
        ".replace('[beds[0].name]\\nBed 1\\n', '[beds[0].name]\\n')"
        ".replace('[beds[0].crops[0].plant]\\nPeas\\n', '[beds[0].crops[0].plant]\\n')"
        ".replace('[beds[2].name]\\n', '[beds[2].name]\\n@missing masked\\n')"
    )
    assert run(path, *options) == 1
    assert answers(path) == {"beds": [{"crops": [{"plant": "Peas"}]}, beds[2]]}
    text = text_of(path).read_text("utf-8")
    assert re.search(r"\[beds\[1\]\.name\]\n(#! .*\n)+@missing masked\nBed 7\n", text)


# Files -----------------------------------------------------------------------------------------


def test_a_text_in_another_encoding_is_kept(
    path: Path, editor: Editor, capsys: pytest.CaptureFixture[str]
) -> None:
    code = under("city", "Bogotá")
    editor(f"{code}; open(path, 'wb').write(text.encode('latin-1', 'replace')); sys.exit()")
    assert run(path) == 1
    assert "not in UTF-8" in capsys.readouterr().out
    assert b"Bogot\xe1" in text_of(path).read_bytes()
    assert not path.exists()
    editor("pass")  # which cannot even read it
    assert run(path) == 2
    assert b"Bogot\xe1" in text_of(path).read_bytes()
    capsys.readouterr()
    editor("")
    Path(os.environ["EDITOR"]).write_text(
        '#!/bin/sh\niconv -f latin1 -t utf8 "$1" > "$1.x" && mv "$1.x" "$1"\n'
    )
    assert run(path) == 0
    assert answers(path) == {"city": "Bogotá"}


def test_notepad_calls_it_unicode(path: Path, editor: Editor) -> None:
    code = under("city", "Bogotá")
    editor(f"{code}; open(path, 'wb').write(text.encode('utf-16')); sys.exit()")
    assert run(path) == 0
    assert answers(path) == {"city": "Bogotá"}


def test_a_text_that_was_left_is_gone_on_with(
    path: Path, editor: Editor, capsys: pytest.CaptureFixture[str]
) -> None:
    editor(f"{under('city', 'Lima')}; open(path, 'w', encoding='utf-8').write(text); sys.exit(3)")
    assert run(path) == 2
    assert "What you wrote is in" in capsys.readouterr().err
    assert not path.exists()
    editor("pass")
    assert run(path) == 0
    assert "goes on with it" in capsys.readouterr().out
    assert answers(path) == {"city": "Lima"}


def test_an_editor_that_fails_at_once_leaves_nothing_behind(path: Path, editor: Editor) -> None:
    editor("sys.exit(1)")
    assert run(path) == 2
    assert list(path.parent.iterdir()) == []


def test_a_text_of_what_has_changed_since_is_put_away(
    path: Path, editor: Editor, capsys: pytest.CaptureFixture[str]
) -> None:
    editor(under("city", "Lima"))
    assert run(path) == 0
    editor(
        f"{under('country', 'Peru')}; open(path, 'w', encoding='utf-8').write(text); sys.exit(3)"
    )
    assert run(path) == 2
    session = beginning.opened(path, load(LGQ), lambda outcome: None)
    session.interview.answer(("city",), "Cusco")
    session.save()
    session.close()
    editor("pass")
    capsys.readouterr()
    assert run(path) == 0
    [kept] = path.parent.glob("*.edit.earlier-*.txt")
    assert kept.name in capsys.readouterr().out
    assert "\nPeru\n" in kept.read_text("utf-8")
    assert answers(path) == {"city": "Cusco"}
    assert main(["history", "--forget", str(path)]) == 0
    assert kept.name in capsys.readouterr().err


def test_a_text_of_which_all_was_taken_is_not_kept(
    path: Path, editor: Editor, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(f"{under('city', 'Lima')}; {under('strategy.explanation', 'Trams.')}")
    with monkeypatch.context() as patch:  # killed before it can be done away with
        patch.setattr(TextFile, "remove", lambda self: None)
        assert run(path) == 0
    left = text_of(path).read_text("utf-8")
    editor("pass")
    capsys.readouterr()
    assert run(path) == 0
    assert capsys.readouterr().out.startswith("Nothing was changed.")
    assert [one for one in path.parent.iterdir() if ".edit" in one.name] == []
    # One in which anything else was typed is kept.
    for more in ("[country]\nPeru", "# Ask Ana.", "[nonsense]"):
        text_of(path).write_text(f"{left}\n{more}\n", "utf-8")
        assert run(path) == 0
        [kept] = path.parent.glob("*.edit.earlier-*.txt")
        assert more in kept.read_text("utf-8")
        kept.unlink()


def test_a_text_in_another_wording_is_put_away(
    path: Path, editor: Editor, capsys: pytest.CaptureFixture[str]
) -> None:
    editor(f"{under('city', 'Lima')}; open(path, 'w', encoding='utf-8').write(text); sys.exit(3)")
    assert run(path) == 2
    text = text_of(path).read_text("utf-8")
    origin = re.search(r"^# of: .*", text, re.MULTILINE)
    assert origin is not None
    text_of(path).write_text(text.replace(origin[0], f"{origin[0][:-8]}00000000"), "utf-8")
    editor("pass")
    capsys.readouterr()
    assert run(path) == 0
    assert "is kept as" in capsys.readouterr().out
    assert not path.exists()


def test_what_somebody_else_saves_meanwhile_survives(
    path: Path, editor: Editor, capsys: pytest.CaptureFixture[str]
) -> None:
    editor(under("city", "Lima"))
    assert run(path) == 0
    editor(
        f"{under('country', 'Peru')}; other = {str(path)!r}; "
        "old = open(other).read(); open(other, 'w').write(old.replace('Lima', 'Cusco'))"
    )
    assert run(path) == 0
    assert answers(path) == {"city": "Cusco", "country": "PE"}
    assert "Somebody else has changed" in capsys.readouterr().out


def test_where_both_answered_the_same_both_are_kept(
    path: Path, editor: Editor, capsys: pytest.CaptureFixture[str]
) -> None:
    editor(under("city", "Lima"))
    assert run(path) == 0
    editor(
        f"text = text.replace('Lima', 'Puno'); other = {str(path)!r}; "
        "old = open(other).read(); open(other, 'w').write(old.replace('Lima', 'Cusco'))"
    )
    run(path)
    [mine] = path.parent.glob("kl.mine-*.response.yaml")
    assert (answers(path), answers(mine)) == ({"city": "Cusco"}, {"city": "Puno"})
    assert mine.name in capsys.readouterr().out


def test_a_file_that_may_not_be_changed(
    path: Path, editor: Editor, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(under("city", "Lima"))
    assert run(path) == 0
    capsys.readouterr()
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may write anywhere
    assert "may not change it" in refused(path, capsys)


def test_saving_fails_and_the_text_stays(
    path: Path, editor: Editor, capsys: pytest.CaptureFixture[str]
) -> None:
    editor(under("city", "Lima"))
    assert run(path) == 0
    # A folder stands where the file was.
    editor(
        f"{under('country', 'Peru')}; import os; os.remove({str(path)!r}); os.mkdir({str(path)!r})"
    )
    assert run(path) == 2
    assert "What you wrote stays in" in capsys.readouterr().err
    assert "\nPeru\n" in text_of(path).read_text("utf-8")


# What is refused ---------------------------------------------------------------------------------


def refused(path: Path, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    """The one sentence that is told where nothing is done, and no editor opened."""
    assert run(path, *options) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert not text_of(path).exists()
    return err


def test_a_completed_response(
    path: Path, editor: Editor, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_bytes((EXAMPLES / "kuala-lumpur.response.yaml").read_bytes())
    told = refused(path, capsys)
    assert "open it again first" in told
    assert "F8" in told
    assert "/reopen" in told


def test_a_response_that_somebody_has_open(
    path: Path, editor: Editor, capsys: pytest.CaptureFixture[str]
) -> None:
    editor(under("city", "Lima"))
    assert run(path) == 0
    capsys.readouterr()
    lock = Lock(path)
    assert lock.take("ana", datetime.now(UTC)) is None
    assert "ana has this response open" in refused(path, capsys)
    lock.release()


def test_a_response_whose_journal_has_more(
    path: Path, editor: Editor, capsys: pytest.CaptureFixture[str]
) -> None:
    editor(under("city", "Lima"))
    assert run(path) == 0
    old = path.read_bytes()
    editor(under("country", "Peru"))
    assert run(path) == 0
    path.write_bytes(old)
    capsys.readouterr()
    assert "lacks answers" in refused(path, capsys)
    assert path.read_bytes() == old


def test_what_a_journal_has_and_changes_nothing_is_taken(
    path: Path, editor: Editor, capsys: pytest.CaptureFixture[str]
) -> None:
    editor(under("city", "Lima"))
    assert run(path) == 0
    old = path.read_bytes()
    for city in ("Cusco", "Lima"):
        session = beginning.opened(path, load(LGQ), lambda outcome: None)
        session.interview.answer(("city",), city)
        session.save()
        session.close()
    path.write_bytes(old)
    session = beginning.opened(path, load(LGQ), lambda outcome: None)
    assert session.lacking
    assert session.differences() == []
    session.release()
    editor(under("country", "Peru"))
    assert run(path) == 0
    assert answers(path) == {"city": "Lima", "country": "PE"}
    session = beginning.opened(path, load(LGQ), lambda outcome: None)
    assert not session.lacking
    session.release()


def test_another_questionnaire(
    path: Path, editor: Editor, capsys: pytest.CaptureFixture[str]
) -> None:
    path.write_bytes((EXAMPLES / "valid" / "half-filled.response.yaml").read_bytes())
    assert "not community_garden" in refused(path, capsys, "-q", str(GARDEN))


def test_no_folder(tmp_path: Path, editor: Editor, capsys: pytest.CaptureFixture[str]) -> None:
    assert "folder" in refused(tmp_path / "nowhere" / "a.response.yaml", capsys)


def test_no_editor(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    assert "No editor was found" in refused(path, capsys)
    monkeypatch.setenv("EDITOR", "/nowhere/editor")
    assert "could not be started" in refused(path, capsys)


# Ends ------------------------------------------------------------------------------------------


def waiting_editor(folder: Path, code: str) -> Path:
    """An editor that saves what it was told to, and waits for ever, or until `go` is there."""
    path = folder / "waits"
    code += (
        f"; open(path, 'w', encoding='utf-8').write(text); open({str(folder / 'saved')!r}, 'w')\n"
        f"import os, time\nwhile not os.path.exists({str(folder / 'go')!r}): time.sleep(0.02)"
    )
    path.write_text(editor_of(code, sys.executable), "utf-8")
    path.chmod(0o755)
    return path


def wait_for(path: Path) -> None:
    end = time.monotonic() + 20
    while not path.exists():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_killed_while_the_editor_is_open(
    number: int, path: Path, editor: Editor, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    waits = waiting_editor(tmp_path, under("city", "Lima"))
    command = [sys.executable, "-m", "lgq_tui", "show", "--edit", str(path)]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"EDITOR": str(waits)})
    wait_for(tmp_path / "saved")
    process.send_signal(number)
    assert process.wait(20) != 0
    (tmp_path / "go").touch()
    assert not path.exists()
    time.sleep(0.2)  # the editor writes once more
    assert run(path) == 0
    assert "goes on with it" in capsys.readouterr().out
    assert answers(path) == {"city": "Lima"}


def test_an_interrupt_is_of_the_editor(path: Path, tmp_path: Path) -> None:
    waits = waiting_editor(
        tmp_path, f"import signal; signal.signal(2, signal.SIG_IGN); {under('city', 'Lima')}"
    )
    with Terminal("show", "--edit", str(path), EDITOR=str(waits)) as terminal:
        wait_for(tmp_path / "saved")
        os.killpg(terminal.process.pid, signal.SIGINT)
        (tmp_path / "go").touch()
        terminal.wait_for("1 answer was changed")
        assert terminal.end() == 0
    assert answers(path) == {"city": "Lima"}


def test_it_is_asked_whether_to_open_the_text_again(path: Path, tmp_path: Path) -> None:
    program = tmp_path / "editor"
    code = f"""
if 'mobile_share.percentage]\\n#!' in text: text = text.replace('\\n160\\n', '\\n16\\n')
else: {under("mobile_share.percentage", "160")}
"""
    program.write_text(editor_of(code, sys.executable), "utf-8")
    program.chmod(0o755)
    with Terminal("show", "--edit", str(path), EDITOR=str(program)) as terminal:
        terminal.wait_for("Open the text again? [yes]")
        assert "1 problem is marked in the text." in terminal.text
        terminal.press("maybe\r")
        terminal.wait_for("Type yes or no: open the text again? [yes]")
        terminal.press("enter")
        terminal.wait_for("1 answer was changed")
        assert terminal.end() == 0
    assert answers(path) == {"mobile_share": {"percentage": 16}}


@pytest.mark.parametrize("said", ["no\r", "\x04", None, "q\r", "N\r"])
def test_nobody_is_kept_in_the_text(said: str | None, path: Path, tmp_path: Path) -> None:
    program = tmp_path / "editor"
    program.write_text(editor_of(under("city", "@missing lazy"), sys.executable), "utf-8")
    program.chmod(0o755)
    with Terminal("show", "--edit", str(path), EDITOR=str(program)) as terminal:
        terminal.wait_for("Open the text again? [yes]")
        if said is None:
            os.killpg(terminal.process.pid, signal.SIGINT)
        else:
            terminal.press(said)
        terminal.wait_for("could not be taken")
        assert terminal.end() == 1
    assert "\n@missing lazy\n" in text_of(path).read_text("utf-8")


def test_an_example_in_the_documentation_is_true() -> None:
    told = (ROOT / "docs" / "plain-text.md").read_text("utf-8")
    blocks = re.findall(r"^```text\n(.*?)^```$", told, re.DOTALL | re.MULTILINE)
    questionnaire = load(LGQ)
    response = responses.read(EXAMPLES / "kuala-lumpur.response.yaml", questionnaire)
    text = text_form.text_of(Interview(questionnaire, response), say, render).text
    assert len(blocks) == 2
    for block in blocks:
        assert f"\n{block}" in text


def test_a_reason_of_a_file_that_nobody_knows_is_a_problem_of_its_own(
    path: Path, editor: Editor, capsys: pytest.CaptureFixture[str]
) -> None:
    editor(under("city", "@missing masked"))
    assert run(path) == 0
    path.write_text(
        path.read_text("utf-8").replace("masked", "lazy").partition("seal:")[0], "utf-8"
    )
    Path(f"{path}.journal").unlink()
    editor("pass")
    capsys.readouterr()
    assert run(path) == 1
    assert capsys.readouterr().out.count("“lazy” is not a reason") == 1
    assert not text_of(path).exists()
