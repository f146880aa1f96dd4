"""What only a real terminal shows."""

from __future__ import annotations

import os
import signal
import sys
import termios
import time
from pathlib import Path

import pyte
import pytest

from lgq_tui.cli import main
from lgq_tui.session.beginning import opened
from lgq_tui.storage import responses
from lgq_tui.storage.definitions import load, shipped

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals of this kind", allow_module_level=True)

from tests.tui.terminal import Terminal


def test_an_official_begins_answers_leaves_and_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "kl.response.yaml"
    with Terminal("fill", str(path)) as terminal:
        terminal.wait_for("Local Government Questionnaire")
        terminal.press("pagedown")
        terminal.wait_for("City/municipality")
        terminal.type("Kuala Lumpur\tmalaysia\t")
        terminal.press("pagedown")
        terminal.wait_for("official e-Government")
        terminal.type("https://www.dbkl.gov.my")
        terminal.press("ctrl+q")
        assert terminal.end() == 0
        assert str(path) in terminal.text.replace("\n", "")
    answers = {"city": "Kuala Lumpur", "country": "MY", "portals": ["https://www.dbkl.gov.my"]}
    assert responses.read(path).answers == answers
    with Terminal("fill", str(path)) as terminal:
        terminal.wait_for("official e-Government")
        terminal.wait_for("https://www.dbkl.gov.my")


def test_what_is_decided_later_is_told_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, part = tmp_path / "kl.response.yaml", tmp_path / "plans.response.yaml"
    second = tmp_path / "services.response.yaml"
    questionnaire = load(shipped())

    def answer(file: Path, share: int, group: str = "budget") -> None:
        session = opened(file, questionnaire, lambda outcome: None)
        if group == "budget":
            session.interview.answer(("budget", "answer"), True)
        session.interview.answer((group, "percentage"), share)
        session.save()
        session.close()

    answer(path, 16)
    assert main(["split", str(path), "--sections", "III", "-o", str(part)]) == 0
    assert main(["split", str(path), "--sections", "IV", "-o", str(second)]) == 0
    answer(path, 17)
    answer(part, 18)
    answer(second, 5, "mobile_share")
    with Terminal("merge", str(path), str(part)) as terminal:
        terminal.wait_for("has come back")
        terminal.press("escape")
        terminal.wait_for("open still")
        terminal.press("ctrl+q")
        assert terminal.end() == 1
        assert "budget.percentage III.3 Budget" in terminal.text.replace("\n", "")
    with Terminal("merge", str(path), str(part), str(second)) as terminal:
        terminal.wait_for("has come back")
        terminal.press("down", "enter", "ctrl+d")
        terminal.wait_for("services.response.yaml says")
        terminal.press("ctrl+z")
        terminal.read(0.5)
        terminal.press("ctrl+q")
        assert terminal.end() == 1
        assert f"{second} is not merged yet" in terminal.text.replace("\n", "")
    assert main(["merge", str(path), str(part), str(second)]) == 0


def test_a_mouse_alone_goes_everywhere_and_chooses(tmp_path: Path) -> None:
    path = tmp_path / "kl.response.yaml"
    with Terminal("fill", str(path)) as terminal:
        terminal.wait_for("Introduction")
        row = next(y for y, line in enumerate(terminal.screen.display) if "II Legal" in line)
        terminal.click(8, row)
        terminal.wait_for("National level?")
        row = next(y for y, line in enumerate(terminal.screen.display) if "( )▸Yes" in line)
        terminal.click(terminal.screen.display[row].index("( )▸Yes") + 1, row)
        terminal.wait_for("(•)▸Yes")
        bar = terminal.screen.display[-1]
        terminal.click(bar.index("Review") + 2, 23)
        terminal.wait_for("answers lacking")
        terminal.click(terminal.screen.display[-1].index("Esc") + 1, 23)
        terminal.wait_for("National level?")
        terminal.click(terminal.screen.display[-1].index("^Q") + 1, 23)
        assert terminal.end() == 0
    assert responses.read(path).answers == {"legislation": {"national": True}}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_the_terminal_whole_and_the_answers_saved(
    number: signal.Signals, tmp_path: Path
) -> None:
    path = tmp_path / "kl.response.yaml"
    with Terminal("fill", str(path)) as terminal:
        terminal.wait_for("Introduction")
        terminal.press("pagedown")
        terminal.wait_for("City/municipality")
        terminal.type("Kuala Lumpur")
        terminal.process.send_signal(number)
        terminal.end()
        assert terminal.written.rstrip().rfind(b"\x1b[?1049l") > 0, "the screen was given back"
        assert b"\x1b[?1000l" in terminal.written, "the mouse was given back"
        assert b"\x1b[?25h" in terminal.written, "the cursor was given back"
        assert termios.tcgetattr(terminal._slave)[3] == terminal.settings[3]
    assert responses.read(path).answers == {"city": "Kuala Lumpur"}


def test_a_loop_that_takes_no_signals_leaves_them_to_python(tmp_path: Path) -> None:
    path = tmp_path / "kl.response.yaml"
    (tmp_path / "sitecustomize.py").write_text(
        "import asyncio\n"
        "def refuse(*_): raise NotImplementedError\n"
        "asyncio.SelectorEventLoop.add_signal_handler = refuse\n",
        "utf-8",
    )
    with Terminal("fill", str(path), PYTHONPATH=str(tmp_path)) as terminal:
        terminal.wait_for("Introduction")
        terminal.press("pagedown")
        terminal.wait_for("City/municipality")
        terminal.type("Kuala Lumpur")
        terminal.process.send_signal(signal.SIGTERM)
        terminal.end()
        assert b"\x1b[?1049l" in terminal.written, "the screen was given back"
    assert responses.read(path).answers == {"city": "Kuala Lumpur"}


def test_what_another_program_wrote_on_the_screen_goes_with_a_key(tmp_path: Path) -> None:
    with Terminal("fill", str(tmp_path / "kl.response.yaml")) as terminal:
        terminal.wait_for("Introduction")
        terminal.wait_for("^P")
        terminal.disturb("\x1b[5;10HYou have mail")
        terminal.wait_for("You have mail")
        terminal.press("ctrl+l")
        terminal.wait_until_gone("You have mail")
        assert "Introduction" in terminal.text


def edit_an_explanation(terminal: Terminal) -> None:
    """Type "Some" as one, and have it edited."""
    terminal.wait_for("Introduction")
    terminal.press("ctrl+g")
    terminal.wait_for("Go to a question")
    terminal.type("partnership")
    terminal.press("enter")
    terminal.wait_for("Explanation")
    terminal.press("y", "tab")
    terminal.type("Some")
    terminal.press("ctrl+e")


def test_a_text_is_edited_in_the_editor_of_the_person(tmp_path: Path) -> None:
    path = tmp_path / "kl.response.yaml"
    editor = tmp_path / "editor.py"
    editor.write_text(
        "import sys\n"
        "path = sys.argv[1]\n"
        "text = open(path, encoding='utf-8').read()\n"
        "open(path, 'w', encoding='utf-8').write(text + ' and\\nmore\\x1b')\n",
        "utf-8",
    )
    with Terminal("fill", str(path), EDITOR=f"{sys.executable} {editor}") as terminal:
        edit_an_explanation(terminal)
        terminal.wait_for("Some and")
        terminal.press("ctrl+q")
        terminal.end()
    assert responses.read(path).answers["partnerships"]["explanation"] == "Some and\nmore"


def test_what_was_written_in_the_editor_and_is_too_long_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "kl.response.yaml"
    editor = tmp_path / "editor.py"
    editor.write_text(
        "import sys\nopen(sys.argv[1], 'w', encoding='utf-8').write('long ' * 100_000)\n", "utf-8"
    )
    kept = tmp_path / "kept"
    command = f"{sys.executable} {editor}"
    with Terminal("fill", str(path), EDITOR=command, LGQ_STATE_DIR=str(tmp_path)) as terminal:
        edit_an_explanation(terminal)
        terminal.wait_for("500,000 signs")
        terminal.press("ctrl+q")
        assert terminal.end() == 0
    assert responses.read(path).answers["partnerships"]["explanation"] == "Some"
    [text] = kept.iterdir()
    assert text.read_text("utf-8").startswith("long long")


def test_a_hang_up_loses_nothing_of_a_note_that_is_being_written(tmp_path: Path) -> None:
    path = tmp_path / "kl.response.yaml"
    with Terminal("fill", str(path)) as terminal:
        terminal.wait_for("Introduction")
        terminal.press("pagedown")
        terminal.wait_for("City/municipality")
        terminal.press("f4")
        terminal.wait_for("Esc")
        terminal.type("Said on the telephone")
        terminal.wait_for("telephone")
        terminal.process.send_signal(signal.SIGHUP)
        terminal.end()
    assert responses.read(path).notes == {"city": "Said on the telephone"}


def test_nothing_of_a_file_reaches_the_terminal_but_its_text(tmp_path: Path) -> None:
    path = tmp_path / "kl.response.yaml"
    path.write_text(
        "format: lgq-response/1\nid: x\nquestionnaire: {id: un_lgq, version: '2022'}\n"
        "status: in-progress\nposition: city\n"
        'answers:\n  city: "A\\e]0;owned\\a\\e[31mB"\n',
        "utf-8",
    )
    with Terminal("fill", str(path)) as terminal:
        terminal.wait_for("City/municipality")
        terminal.wait_for("]0;owned")
        assert b"\x1b]0;owned" not in terminal.written
        assert b"\x1b[31mB" not in terminal.written


def test_without_a_terminal_it_says_so(tmp_path: Path) -> None:
    import subprocess

    run = subprocess.run(
        [sys.executable, "-m", "lgq_tui", "fill", str(tmp_path / "x.yaml")],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        cwd=os.getcwd(),
    )
    assert (run.returncode, run.stdout) == (2, "")
    assert "needs a terminal" in run.stderr
    assert not (tmp_path / "x.yaml").exists()


def test_a_mouse_alone_completes_a_response(tmp_path: Path) -> None:
    form = tmp_path / "form.yaml"
    form.write_text(
        """
id: form
version: "1"
title: Form
language: en
sections:
- id: s
  title: S
  items:
  - {id: ok, type: yes_no, label: All well, required: true}
  - {id: name, type: text, label: Your name, required: true}
""",
        "utf-8",
    )
    with Terminal("-q", str(form), LGQ_STATE_DIR=str(tmp_path)) as terminal:
        terminal.wait_for("Begin a new response")
        click_on(terminal, "o Open")
        terminal.wait_for("Esc Cancel")
        click_on(terminal, "Esc Cancel")
        click_on(terminal, "q Quit")
        assert terminal.end() == 0
    path = tmp_path / "f.response.yaml"
    with Terminal("fill", "-q", str(form), str(path)) as terminal:
        terminal.wait_for("( ) No")
        click_on(terminal, "( ) No")
        terminal.wait_for("(•)▸No")
        click_on(terminal, "PgDn")
        terminal.wait_for("Your name")
        click_on(terminal, "F3 No answer")
        terminal.wait_for("Not applicable")
        click_on(terminal, "Not applicable")
        terminal.wait_for("— Not applicable")
        click_on(terminal, "^P More")
        terminal.wait_for("Complete or re-open")
        click_on(terminal, "Complete or re-open")
        terminal.wait_for("c Complete now")
        click_on(terminal, "c Complete now")
        terminal.wait_for("This response is completed")
        click_on(terminal, "Esc Back")
        click_on(terminal, "^Q Quit")
        assert terminal.end() == 0
    response = responses.read(path)
    assert (response.status, response.answers) == ("completed", {"ok": False})


def click_on(terminal: Terminal, words: str) -> None:
    terminal.read(0.3)
    rows = [(line.find(words), y) for y, line in enumerate(terminal.screen.display)]
    x, y = next((x, y) for x, y in reversed(rows) if x >= 0)
    terminal.click(x + 1, y)


def test_bytes_in_another_encoding_end_nothing(tmp_path: Path) -> None:
    path = tmp_path / "kl.response.yaml"
    with Terminal("fill", str(path)) as terminal:
        terminal.wait_for("Local Government Questionnaire")
        terminal.press("pagedown")
        terminal.wait_for("City/municipality")
        os.write(terminal._master, b"Al\xe9 Port")
        terminal.wait_for("Port")
        terminal.press("ctrl+q")
        assert terminal.end() == 0
    assert "Port" in responses.read(path).answers["city"]


def test_an_editor_that_does_not_exist_leaves_the_screen(tmp_path: Path) -> None:
    path = tmp_path / "kl.response.yaml"
    with Terminal("fill", str(path), EDITOR="no-such-editor -x", VISUAL="") as terminal:
        terminal.wait_for("Local Government Questionnaire")
        terminal.press("pagedown")
        terminal.wait_for("City/municipality")
        terminal.type("\x07III.3\r")
        terminal.wait_for("counted as digital")
        terminal.type("\x1b[Z")
        terminal.type("\x05")
        terminal.wait_for("! no-such-editor could not be")
        terminal.press("ctrl+q")
        assert terminal.end() == 0


def test_the_whole_screen_comes_back_after_the_editor(tmp_path: Path) -> None:
    editor = tmp_path / "editor.sh"
    editor.write_text("#!/bin/sh\necho more >> $1\n", "utf-8")
    editor.chmod(0o755)
    path = tmp_path / "kl.response.yaml"
    with Terminal("fill", str(path), EDITOR=str(editor), VISUAL="") as terminal:
        terminal.wait_for("Local Government Questionnaire")
        terminal.type("\x07III.3\r")
        terminal.wait_for("counted as digital")
        terminal.type("\x1b[Z")
        terminal.type("abc")
        terminal.wait_for("abc")
        terminal.type("\x05")
        terminal.wait_for("abcmore")
        terminal.read(1)
        # A terminal has nothing on its second screen when a program comes back to it.
        screen = pyte.Screen(80, 24)
        again = terminal.written[terminal.written.rindex(b"\x1b[?1049h") :]
        pyte.ByteStream(screen).feed(again.replace(b"\x1b[>", b"\x1b["))
        assert screen.display == terminal.screen.display


@pytest.mark.parametrize("later", [0.1, 0.3])
def test_keys_that_come_before_the_first_screen_wait_for_it(later: float, tmp_path: Path) -> None:
    path = tmp_path / "kl.response.yaml"
    with Terminal("fill", str(path)) as terminal:
        end = time.monotonic() + 20
        while terminal.is_line_by_line and time.monotonic() < end:
            terminal.read(0.002)
        terminal.read(later)
        terminal.type("\x1b[6~Kuala Lumpur\t")
        terminal.wait_for("City/municipality")
        terminal.wait_for("Kuala Lumpur")
        terminal.press("ctrl+q")
        assert terminal.end() == 0
    assert responses.read(path).answers == {"city": "Kuala Lumpur"}


def test_what_is_pasted_is_text_whatever_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / "kl.response.yaml"
    with Terminal("fill", str(path)) as terminal:
        terminal.wait_for("Local Government Questionnaire")
        terminal.press("pagedown")
        terminal.wait_for("City/municipality")
        terminal.type("\x1b[200~one \x1b[31mtwo\x1b[0m\n\x1bOPthree\x1b[201~")
        terminal.wait_for("three")
        terminal.press("ctrl+q")
        assert terminal.end() == 0
    assert responses.read(path).answers == {"city": "one two OPthree"}


def test_what_could_not_be_saved_is_said_at_the_end(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with Terminal("fill", str(stick / "a.yaml"), LGQ_STATE_DIR=str(tmp_path / "s")) as terminal:
        terminal.wait_for("Local Government Questionnaire")
        terminal.press("pagedown")
        terminal.wait_for("City/municipality")
        stick.rename(tmp_path / "gone")
        terminal.type("Al Port")
        terminal.wait_for("NOT SAVED")
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.end() == 2
        assert "Your answers are kept in" in terminal.text.replace(
            "\n", ""
        )  # wherever it is broken
    [kept] = (tmp_path / "s" / "kept").iterdir()
    assert responses.read(kept).answers == {"city": "Al Port"}


def test_a_terminal_that_is_gone_ends_it_though_nobody_says_so(tmp_path: Path) -> None:
    """The system tells the first program of a terminal alone, which may wait for this one."""
    path = tmp_path / "kl.response.yaml"
    with Terminal("fill", str(path)) as terminal:
        terminal.wait_for("Introduction")
        terminal.press("pagedown")
        terminal.wait_for("City/municipality")
        terminal.type("Kuala Lumpur")
        terminal.wait_for("Kuala Lumpur")
        terminal.hang_up()
        terminal.process.wait(20)
    assert responses.read(path).answers == {"city": "Kuala Lumpur"}


def test_fast_keys_as_a_terminal_sends_them(tmp_path: Path) -> None:
    path = tmp_path / "kl.response.yaml"
    with Terminal("fill", "--assisted", str(path), LGQ_AUTHOR="Ana Baker") as terminal:
        terminal.wait_for("Where do the answers")
        terminal.type("3\r\rKuala Lumpur\rmalaysia\r\x1bu\rhttps://a.example\r\x1bN\r")
        terminal.wait_for("d) Public procurement")
        terminal.click(terminal.text.split("\n")[-2].index("Alt+L") + 1, 22)
        terminal.wait_for("— Not known yet, will follow")
        terminal.type("\rx\r\rgy")
        terminal.wait_for("Organization")
        assert b"\a" in terminal.written, "who does not look hears what did nothing"
        terminal.press("ctrl+q")
        assert terminal.end() == 0
    response = responses.read(path)
    assert response.missing == {
        "portals": "asked-unknown",
        "service_portals.e_participation": "not-applicable",
        "service_portals.open_government_data": "temp-unknown",
    }
    assert response.answers["service_portals"] == {
        "e_services": "https://a.example",
        "public_procurement": "x",
    }
