"""Documents read in a process of their own, within limits; nothing of it is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lgq_tui.core.messages import Message, NotDoneError
from lgq_tui.core.proposals import Place
from lgq_tui.exports.xlsx import written
from lgq_tui.imports import reading, source, xlsx
from lgq_tui.imports.reading import Limits, read
from lgq_tui.imports.source import Bound, Link, Passage, Source
from lgq_tui.locales.speech import render
from tests.exports.tables import order
from tests.exports.test_xlsx import FORM
from tests.forms import interview
from tests.imports.workbooks import LAUGHS, MAIN, workbook

ROOT = Path(__file__).parents[2]


@pytest.fixture
def book(tmp_path: Path) -> Callable[[bytes], Path]:
    def write(content: bytes) -> Path:
        path = tmp_path / "book.XLSX"
        path.write_bytes(content)
        return path

    return write


@pytest.fixture(autouse=True)
def no_child_is_left() -> Any:
    yield
    assert psutil.Process().children(recursive=True) == []


def refused(path: Path, limits: Limits = reading.USUAL) -> str:
    """Why a document is not read: the key of the sentence, which is one."""
    with pytest.raises(NotDoneError) as caught:
        read(path, limits)
    sentence = render(caught.value.message)
    assert sentence.endswith((".", "?"))
    assert "\n" not in sentence
    return caught.value.message.key


def test_a_document_is_read(book: Callable[[bytes], Path]) -> None:
    content = written(order(interview(FORM, share=40, pages=["https://example.org"])))
    assert read(book(content)) == xlsx.read(content)


def test_it_is_read_from_a_thread(book: Callable[[bytes], Path]) -> None:
    path, found = book(workbook()), list[Source]()
    thread = threading.Thread(target=lambda: found.append(read(path)))
    thread.start()
    thread.join()
    assert found == [Source()]


@pytest.mark.parametrize(
    "content",
    [b"PK", b"%PDF-1.7", workbook()[:-100], workbook("<row>")],
    ids=["cut off", "of another kind", "without its end", "unclosed"],
)  # fmt: skip
def test_what_is_no_workbook_is_one_sentence(content: bytes, book: Callable[[bytes], Path]) -> None:
    assert refused(book(content)) == "import.damaged"


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".txt", ".html", ".xlsx", ".md"])
def test_a_file_with_nothing_in_it_is_empty(suffix: str, tmp_path: Path) -> None:
    (tmp_path / f"a{suffix}").write_bytes(b"")
    assert refused(tmp_path / f"a{suffix}") == "import.empty"


@pytest.mark.parametrize("suffix", [".txt", ".html", ".md"])
@pytest.mark.parametrize("content", [bytes(range(256)) * 40, workbook()], ids=["any", "archive"])
def test_what_is_no_text_is_one_sentence(suffix: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / f"a{suffix}").write_bytes(content)
    assert refused(tmp_path / f"a{suffix}") == "import.damaged"


def test_more_text_than_any_form_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"hello world " * (source.MOST_SIGNS // 12 + 1))
    assert refused(tmp_path / "a.txt") == "import.too_much_text"


def test_entities_are_one_sentence(book: Callable[[bytes], Path]) -> None:
    parts = {"xl/sharedStrings.xml": f'{LAUGHS}<sst xmlns="{MAIN}"><si><t>&a9;</t></si></sst>'}
    assert refused(book(workbook("", parts))) == "import.damaged"


def test_what_takes_too_long_is_given_up(book: Callable[[bytes], Path]) -> None:
    rows = "".join(f'<row r="{n}"><c><v>1</v></c></row>' for n in range(1, 60_000))
    began = time.monotonic()
    assert refused(book(workbook(rows)), Limits(seconds=0.2)) == "import.too_long"
    assert time.monotonic() - began < 10


def test_what_takes_too_much_memory_is_given_up(book: Callable[[bytes], Path]) -> None:
    cells = "".join(f"<c><v>{n}</v></c>" for n in range(400_000))
    path = book(workbook(f'<row r="1">{cells}</row>'))
    assert refused(path, Limits(memory=80)) == "import.too_much_memory"


def test_a_file_that_is_too_large_is_not_read(book: Callable[[bytes], Path]) -> None:
    path = book(workbook())
    with path.open("ab") as file:
        file.truncate(1_000_000)
    assert refused(path, Limits(size=999_999)) == "import.large_file"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("gone.xlsx", "file.not_there"),
        ("folder.xlsx", "file.is_folder"),
        ("a\0.xlsx", "file.not_readable"),
        ("a.exe", "import.no_format"),
        ("a", "import.no_format"),
    ],
)
def test_what_cannot_be_opened_is_one_sentence(name: str, key: str, tmp_path: Path) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    assert refused(tmp_path / name) == key


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    assert refused(tmp_path / "pipe.xlsx") == "file.no_file"


def test_what_is_not_wanted_any_more_is_given_up(book: Callable[[bytes], Path]) -> None:
    answers = iter([True, False])
    with pytest.raises(NotDoneError) as caught:
        read(book(workbook()), is_wanted=lambda: next(answers, False))
    assert caught.value.message.key == "import.cancelled"


INTERRUPTED = """
import signal, sys, threading
from pathlib import Path
from lgq_tui.imports import reading
began = reading._Watch.__init__
def then_interrupt(self, number):
    began(self, number)
    print(number, flush=True)
    signal.raise_signal(signal.SIGINT)
reading._Watch.__init__ = then_interrupt
try:
    reading.read(Path(sys.argv[1]))
except KeyboardInterrupt:
    print("interrupted")
"""


def test_an_interrupted_reading_leaves_no_child(book: Callable[[bytes], Path]) -> None:
    rows = "".join(f'<row r="{n}"><c><v>1</v></c></row>' for n in range(1, 60_000))
    path = book(workbook(rows))
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, str(path)],
        capture_output=True, text=True, cwd=ROOT, timeout=60,
    )  # fmt: skip
    number, told = done.stdout.split()
    assert told == "interrupted"
    assert not psutil.pid_exists(int(number))


FROM_ELSEWHERE = """
import sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from lgq_tui.imports.reading import read
print(len(read(Path(sys.argv[1])).passages))
"""


def test_it_is_read_from_a_copy_that_is_not_installed(
    book: Callable[[bytes], Path], tmp_path: Path
) -> None:
    path = book(workbook('<row r="1"><c><v>1</v></c></row>'))
    command = [sys.executable, "-I", "-c", FROM_ELSEWHERE, str(path), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert (done.stdout, done.stderr) == ("1\n", "")


EVIL = """
import os, socket, subprocess, sys
from pathlib import Path
from lgq_tui.imports.source import Passage, Source
def tried(what):
    try:
        what()
    except PermissionError:
        return Passage("refused")
    return Passage("done")
def read(content):
    sys.stdout.write("noise")
    os.write(1, b"noise")
    return Source((
        tried(lambda: socket.socket()),
        tried(lambda: subprocess.run(["true"])),
        tried(lambda: os.system("true")),
        tried(lambda: open("written", "w")),
        tried(lambda: Path(__file__).unlink()),
        tried(lambda: Path(__file__).read_bytes()),
        Passage(" ".join(sorted(os.environ))),
        Passage(str(sys.stdin.isatty())),
    ))
"""


def test_a_reader_has_no_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A module in place of the library that is imported first."""
    (tmp_path / "evil_reader.py").write_text(EVIL)
    begin = (
        "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
        f" sys.path.insert(0, {str(tmp_path)!r});"
        " import evil_reader; sys.modules['lgq_tui.imports.xlsx'] = evil_reader;"
        " from lgq_tui.imports.child import main; main(sys.argv[2:])"
    )
    monkeypatch.setattr(reading, "_BEGIN", begin)
    monkeypatch.setenv("SECRET", "of the person")
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"x")
    *tries, environment, _ = (one.text for one in read(path).passages)
    assert tries == [*["refused"] * 5, "done"]
    assert "SECRET" not in environment
    assert "PATH" not in environment.split()
    assert not Path("written").exists()


FALLEN = {
    "os._exit(0)": "import.damaged",
    "os._exit(7)": "import.damaged",
    "os._exit(3)": "import.too_much_memory",
    "os.kill(os.getpid(), 9)": "import.too_much_memory",
    "os.write(1, b'nonsense'); os._exit(0)": "import.damaged",
    "os.write(1, b'[' * 100_000); os._exit(0)": "import.damaged",
    "os.write(1, b'{}'); os._exit(0)": "import.damaged",
    "[os.write(1, b' ' * 65_536) for _ in range(2_000)]": "import.too_much_text",
    """os.write(1, b'{"refused": ["usage.other", {}]}'); os._exit(0)""": "import.damaged",
    """os.write(1, b'{"refused": 1}'); os._exit(0)""": "import.damaged",
}


@pytest.mark.skipif(os.name == "nt", reason="ends processes with signals")
@pytest.mark.parametrize("does", FALLEN)
def test_a_child_that_falls_is_one_sentence(
    does: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_BEGIN", f"import os; {does}")
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"x")
    assert refused(path) == FALLEN[does]


def test_where_no_process_can_be_started_it_is_told(
    book: Callable[[bytes], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert refused(book(workbook())) == "import.not_started"


@pytest.mark.skipif(not hasattr(signal, "SIGXCPU"), reason="this system has no such limit")
def test_the_system_ends_a_child_that_nobody_watches(tmp_path: Path) -> None:
    code = "from lgq_tui.imports.child import _limit\n_limit(0, 200)\nwhile True: pass"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=60)
    assert done.returncode == -signal.SIGXCPU
    code = "from lgq_tui.imports.child import _limit\n_limit(9, 50)\nbytearray(400_000_000)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=60)
    assert b"MemoryError" in done.stderr
    code = f"from lgq_tui.imports.child import _limit\n_limit(9, 50)\nopen({str(tmp_path / 'x')!r}, 'w').write('x')"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=60)
    assert (tmp_path / "x").stat().st_size == 0


# What travels between the two


def test_a_source_comes_back() -> None:
    whole = Source(
        (
            Passage(
                "See here", Place(1, 2, "A!B3"), (Link(4, 8, "https://example.org"),), "footnote"
            ),
        ),
        (Bound("a[0].b", "x", "tick", False, Place(3)),),
        {"id": "demo", "version": "1"},
        flaws=(Message("import.no_text", {"page": 2}),),
    )
    assert Source.from_json(whole.as_json()) == whole


def test_what_comes_back_is_clean() -> None:
    data = Source((Passage("a\x1b[31m\u202eb", links=(Link(0, 1, "x\x07"),)),)).as_json()
    assert Source.from_json(data) == Source((Passage("a[31mb"),))


@pytest.mark.parametrize(
    "change",
    [
        {"passages": 1}, {"passages": [1]}, {"passages": [["a", [None] * 3, [], "evil"]]},
        {"passages": [["a", [None] * 3, [[0, 9, "x"]], "body"]]}, {"passages": [[1, [None] * 3, [], "body"]]},
        {"passages": [["a", [True, None, None], [], "body"]]}, {"bound": [["a", "b", "evil", True, [None] * 3]]},
        {"bound": [["a", "b", "answer", 1, [None] * 3]]}, {"edition": "x"}, {"edition": {}},
        {"flaws": [["usage.other", {}]]}, {"flaws": [["import.x", 1]]},
        {"passages": [["a" * (source.MOST_SIGNS + 1), [None] * 3, [], "body"]]},
        {"bound": [["a", "b", "answer", True, [None] * 3]] * (source.MOST_PASSAGES + 1)},
    ],
)  # fmt: skip
def test_what_is_no_source_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of whatever is wrong
        Source.from_json(Source().as_json() | change)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)


@given(st.fixed_dictionaries({"passages": JSON, "bound": JSON, "edition": JSON, "flaws": JSON}))
def test_whatever_comes_back_is_a_source_or_refused(data: Any) -> None:
    try:
        made = Source.from_json(data)
    except ValueError:
        return
    assert Source.from_json(made.as_json()) == made
