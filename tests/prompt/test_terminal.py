"""`lgq ask` in a real pseudo-terminal, and at the end of a real pipe."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytest.importorskip("pty", reason="this system has no pseudo-terminals")

from lgq_tui.storage import responses
from lgq_tui.storage.definitions import load, shipped
from tests.tui.terminal import Terminal

ROOT = Path(__file__).parents[2]
CASES = {
    "questionary": ("xterm-256color", ()),
    "plain": ("xterm-256color", ("--plain",)),
    "dumb": ("dumb", ()),
}


def answers(path: Path) -> dict[str, object]:
    return dict(responses.read(path, load(shipped())).answers)


def ask(path: Path, case: str) -> Terminal:
    term, options = CASES[case]
    return Terminal("ask", *options, str(path), TERM=term)


@contextmanager
def at_the_country(path: Path, case: str, city: str) -> Iterator[Terminal]:
    """Somebody who has begun, answered with a city, and is asked for the country."""
    with ask(path, case) as terminal:
        terminal.wait_for("Enter goes on:")
        terminal.type(f"\r{city}\r")
        terminal.wait_for("Country:")
        yield terminal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "r.response.yaml"


@pytest.mark.parametrize("case", CASES)
def test_answers_are_typed_and_one_leaves(case: str, path: Path) -> None:
    with ask(path, case) as terminal:
        terminal.wait_for("Enter goes on:")
        terminal.press("enter")
        terminal.wait_for("City/municipality:")
        terminal.type("Kuala Lumpur\r")
        terminal.wait_for("Country:")
        terminal.type("Malaysia\r")
        terminal.wait_for("Portals 1:")
        terminal.type("/quit\r")
        terminal.wait_for("Go on with: lgq ask")
        assert terminal.end() == 0
        assert "2 of 27 answered" in terminal.text
        assert terminal.is_line_by_line
    assert answers(path) == {"city": "Kuala Lumpur", "country": "MY"}


@pytest.mark.parametrize("case", ["plain", "dumb"])
def test_nothing_but_text_is_written(case: str, path: Path) -> None:
    with ask(path, case) as terminal:
        terminal.wait_for("Enter goes on:")
        terminal.type("\rKuala Lumpur\rNowhere\r/problems\r/quit\r")
        assert terminal.end() == 0
        written = terminal.written.replace(b"\r\n", b"\n")
    assert not [byte for byte in written if byte < 32 and byte != 10]
    text = written.decode()
    assert not any("\u2500" <= sign <= "\u259f" for sign in text), "no box characters"
    assert text.index("Error: “Nowhere” is not a country") < text.rindex("Country: ")


def test_nothing_is_coloured_where_nobody_wants_colours(path: Path) -> None:
    with Terminal("ask", str(path), NO_COLOR="1") as terminal:
        terminal.wait_for("Enter goes on:")
        terminal.type("\rKuala Lumpur\r")
        terminal.wait_for("Country:")
        terminal.type("/quit\r")
        terminal.end()
        assert b"\x1b[38" not in terminal.written
        assert b"\x1b[0;38" not in terminal.written


@pytest.mark.parametrize("case", CASES)
def test_the_cursor_is_where_one_types(case: str, path: Path) -> None:
    with ask(path, case) as terminal:
        terminal.wait_for("Enter goes on:")
        terminal.type("\r")
        terminal.wait_for("City/municipality:")
        terminal.type("Kuala")
        terminal.wait_for("City/municipality: Kuala")
        cursor = terminal.screen.cursor
        line = terminal.screen.display[cursor.y]
        assert line[: cursor.x].strip() == "City/municipality: Kuala"
        assert not cursor.hidden


def test_forty_columns(path: Path) -> None:
    with Terminal("ask", str(path), size=(40, 30), TERM="xterm") as terminal:
        terminal.wait_for("Enter goes on:")
        terminal.type("\rKuala Lumpur\r")
        terminal.wait_for("Country:")
        lines = terminal.text.split("\n")
        assert "A country, by its name or code. Needs" in [line.rstrip() for line in lines]


def test_up_calls_the_answer_into_the_line_and_tab_completes(path: Path) -> None:
    with ask(path, "questionary") as terminal:
        terminal.wait_for("Enter goes on:")
        terminal.type("\rKuala Lumpu\r/back\r")
        terminal.wait_for("Present answer: Kuala Lumpu")
        terminal.type("\x1b[A")
        terminal.type("r\r")
        terminal.wait_for("Country:")
        terminal.type("Malays\t\r")
        terminal.wait_for("Portals 1:")
        terminal.type("/quit\r")
        assert terminal.end() == 0
    assert answers(path) == {"city": "Kuala Lumpur", "country": "MY"}


def test_a_pasted_paragraph_keeps_its_lines(path: Path) -> None:
    with ask(path, "questionary") as terminal:
        terminal.wait_for("Enter goes on:")
        terminal.type("\r/goto strategy.explanation\r")
        terminal.wait_for("Further details:")
        terminal.type("\x1b[200~First.\r\nSecond.\x1b[201~\r")
        terminal.wait_for("Links 1:")
        terminal.type("/quit\r")
        assert terminal.end() == 0
    assert answers(path) == {"strategy": {"explanation": "First.\nSecond."}}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("end", ["SIGINT", "SIGTERM", "SIGHUP", "hang up", "SIGKILL", "ctrl+d"])
def test_whatever_ends_it_the_answers_are_there(case: str, end: str, path: Path) -> None:
    with at_the_country(path, case, "Kuala Lumpur") as terminal:
        if end == "SIGKILL":
            time.sleep(0.3)  # an answer is on the disk some milliseconds after Enter
        if end.startswith("SIG"):
            terminal.process.send_signal(getattr(signal, end))
        elif end == "hang up":
            terminal.hang_up()
        else:
            terminal.type("\x04")
        status = terminal.end()
        if end != "hang up":
            assert status == (-signal.SIGKILL if end == "SIGKILL" else 0)
        if end not in ("SIGKILL", "hang up"):
            assert "Go on with: lgq ask" in terminal.text
    assert answers(path)["city"] == "Kuala Lumpur"


@pytest.mark.parametrize("end", ["ctrl+c", "SIGHUP", "hang up"])
def test_what_stood_in_the_line_is_not_lost(end: str, path: Path) -> None:
    with ask(path, "questionary") as terminal:
        terminal.wait_for("Enter goes on:")
        terminal.press("enter")
        terminal.wait_for("City/municipality:")
        terminal.type("Kuala Lumpur")
        if end == "SIGHUP":
            terminal.process.send_signal(signal.SIGHUP)
        elif end == "hang up":
            terminal.hang_up()
        else:
            terminal.type("\x03")
        terminal.end()
    assert answers(path) == {"city": "Kuala Lumpur"}


def test_what_is_wrong_with_the_first_answer_is_said_too(path: Path) -> None:
    path.write_bytes(
        (Path(__file__).parents[2] / "examples/valid/half-filled.response.yaml").read_bytes()
    )
    with ask(path, "questionary") as terminal:
        terminal.read(0.5)
        terminal.type("/goto budget.percentage\r")
        terminal.wait_for("Percentage:")
        terminal.type("160\r")
        terminal.wait_for("Error: 160 is above 100")
        terminal.type("/quit\r")
        terminal.end()
    with ask(path, "questionary") as terminal:
        terminal.wait_for("Error: 160 is above 100")
        terminal.type("16\r")
        terminal.wait_for("Explanation:")


def test_fill_goes_on_line_by_line_where_no_screen_can_be_shown(path: Path) -> None:
    with Terminal("fill", str(path), TERM="dumb") as terminal:
        terminal.wait_for("This terminal cannot show a whole screen")
        terminal.wait_for("Enter goes on:")
        terminal.type("\rKuala Lumpur\r/quit\r")
        assert terminal.end() == 0
    assert answers(path) == {"city": "Kuala Lumpur"}


def test_without_a_file_a_recent_one_or_a_new_name_is_asked_for(path: Path, tmp_path: Path) -> None:
    with Terminal("ask", "--plain", TERM="dumb") as terminal:
        terminal.wait_for("File:")
        terminal.type(f"{path}\r")
        terminal.wait_for("Enter goes on:")
        terminal.type("\rKuala Lumpur\r/quit\r")
        assert terminal.end() == 0
    with Terminal("ask", "--plain", TERM="dumb") as terminal:
        terminal.wait_for("1. Kuala Lumpur, r.response.yaml")
        terminal.type("1\r")
        terminal.wait_for("Country:")


# Pipes -------------------------------------------------------------------------------------------


def piped(
    path: Path, lines: bytes, *options: str, **more: str
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "lgq_tui", "ask", *options, str(path)]
    return subprocess.run(command, input=lines, capture_output=True, env=os.environ | more)


def test_a_pipe_with_a_clear_end(path: Path) -> None:
    done = piped(path, "Ísafjörður\nIceland\n".encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"\x1b" not in done.stdout
    last = " ".join(done.stdout.decode().rpartition("Portals 1:")[2].split())
    assert last == f"Saved in {path}. 2 of 27 answered. Go on with: lgq ask {path}"


def test_what_comes_behind_the_end_is_not_taken(path: Path) -> None:
    done = piped(path, b"Oslo\nNorway\n/quit\nBergen\n")
    assert done.returncode == 0
    assert answers(path) == {"city": "Oslo", "country": "NO"}


def test_a_terminal_without_unicode(path: Path) -> None:
    lines = "Ísafjörður 中\nIceland\n/back\n".encode()
    done = piped(path, lines, PYTHONIOENCODING="ascii")
    assert done.stdout.isascii()
    assert b"City/municipality: Isafjor<U+00F0>ur <U+4E2D>\n" in done.stdout
    assert answers(path)["city"] == "Ísafjörður 中"


def test_bytes_that_are_no_text_are_told(path: Path) -> None:
    done = piped(path, b"Oslo\xff\nNorway\n")
    assert done.returncode == 1
    assert b"bytes in it that are no text" in done.stdout
    assert answers(path) == {}


def test_a_file_that_somebody_has_open_is_left_alone_by_a_script(path: Path) -> None:
    with at_the_country(path, "plain", "Oslo") as terminal:
        terminal.read(1.0)
        done = piped(path, b"Norway\n")
        assert done.returncode == 2
        assert done.stderr.decode().count("\n") == 1
        assert "has this response open" in done.stderr.decode()
        terminal.type("/quit\r")
        terminal.end()


def test_a_person_who_finds_it_open_chooses(path: Path) -> None:
    with at_the_country(path, "plain", "Oslo") as first:
        first.read(1.0)
        with ask(path, "plain") as second:
            second.wait_for("3. Leave it for now")
            second.type("1\r")
            second.wait_for("You only read this response")
            second.type("Norway\r")
            second.wait_for("so nothing is changed")
            second.type("/quit\r")
            assert second.end() == 0
        first.type("Norway\r/quit\r")
        assert first.end() == 0
    assert answers(path) == {"city": "Oslo", "country": "NO"}


def test_what_the_file_lacks_is_shown_and_taken_over(path: Path, tmp_path: Path) -> None:
    with at_the_country(path, "plain", "Oslo") as terminal:
        terminal.read(0.5)
        before = path.read_bytes()
        terminal.type("Norway\r")
        terminal.wait_for("Portals 1:")
        terminal.read(0.5)
        terminal.process.kill()
    path.write_bytes(before)
    done = piped(path, b"https://a.example\n")
    assert (done.returncode, "lacks answers" in done.stderr.decode()) == (2, True)
    with ask(path, "plain") as terminal:
        terminal.wait_for("In the journal: Norway")
        terminal.type("1\r")
        terminal.wait_for("Country:")
        terminal.type("/quit\r")
        assert terminal.end() == 0
    assert answers(path) == {"city": "Oslo", "country": "NO"}


def test_lines_that_were_entered_are_kept_when_one_leaves_in_the_middle(path: Path) -> None:
    with ask(path, "dumb") as terminal:
        terminal.wait_for("Enter goes on:")
        terminal.type("\r/goto strategy.explanation\r")
        terminal.wait_for("Further details:")
        terminal.type("first\\\rsecond\\\r")
        terminal.process.send_signal(signal.SIGINT)
        assert terminal.end() == 0
    assert answers(path) == {"strategy": {"explanation": "first\nsecond"}}


def test_the_last_words_are_a_command_that_works(tmp_path: Path) -> None:
    garden = ROOT / "examples" / "valid" / "community-garden.questionnaire.yaml"
    path = tmp_path / "my garden.yaml"
    done = piped(path, b"Thistle\n", "-q", str(garden), "--plain")
    told = " ".join(done.stdout.decode().split()).partition("Go on with: ")[2]
    assert told == f"lgq ask -q {garden} --plain '{path}'"


def test_who_only_reads_hears_that_nothing_was_changed(path: Path) -> None:
    with at_the_country(path, "plain", "Oslo") as first:
        first.read(1.0)
        with ask(path, "plain") as second:
            second.wait_for("3. Leave it for now")
            second.type("1\r")
            second.wait_for("You only read this response")
            second.read(1.0)
            second.type("/quit\r")
            assert second.end() == 0
            assert "as it was; you only read it." in second.text
            assert "both go on" not in second.text


def test_a_command_at_the_beginning_means_leaving_or_nothing(path: Path) -> None:
    with at_the_country(path, "plain", "Oslo") as first:
        first.read(1.0)
        with ask(path, "plain") as second:
            second.wait_for("3. Leave it for now")
            second.type("/help\r")
            second.wait_for("Type a number from 1 to 3.")
            second.type("/quit\r")
            assert second.end() == 0


def test_a_script_leaves_a_damaged_file_where_it_is(path: Path) -> None:
    piped(path, b"Oslo\nNorway\n")
    whole = path.read_bytes()
    path.write_bytes(whole[:300])
    done = piped(path, b"https://a.example\n")
    assert done.returncode == 2
    assert path.read_bytes() == whole[:300]


def test_without_an_input(path: Path) -> None:
    command = f"{sys.executable} -m lgq_tui ask {path} <&-"
    done = subprocess.run(["sh", "-c", command], capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_line_that_the_terminal_may_have_cut(path: Path) -> None:
    with ask(path, "plain") as terminal:
        terminal.wait_for("Enter goes on:")
        terminal.type("\r")
        terminal.wait_for("City/municipality:")
        terminal.type("x" * 5000 + "\r")
        terminal.wait_for("may have cut")
        terminal.type("/quit\r")
        terminal.end()
    assert not path.exists() or answers(path) == {}
