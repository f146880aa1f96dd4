"""The tests would tell: each fault that is planted in a copy of the program fails the test it should.

A fault is a piece of source and what is put in its place: no fsync, no checksum, long lines folded,
text that is not escaped. The proof copies the program and its tests, plants one fault at a time, and
runs in a process of its own the test that is there for it. A fault that nobody notices, or one that
cannot be planted any more because the source has changed, fails the proof.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.proofs.conftest import Proof

ROOT = Path(__file__).parents[2]
COPIED = ("lgq_tui", "tests", "examples", "questionnaire.yaml", "schema.json", "pyproject.toml")

STORAGE = "tests/storage"
PROOFS = "tests/proofs"
ROUND_TRIP = f"{PROOFS}/test_round_trip.py::test_every_text_comes_back"
MERGE = f"{PROOFS}/test_merge.py::test_merging_holds_to_its_laws"
COMMANDS = f"{PROOFS}/test_injection.py::test_no_command_writes_what_a_terminal_would_obey"
SCREENS = f"{PROOFS}/test_injection.py::test_no_screen_writes_what_a_terminal_would_obey"
TERMINAL = f"{PROOFS}/test_injection.py::test_no_terminal_gets_what_is_in_a_text"
LOADER = f"{PROOFS}/test_loaders.py::test_a_spoiled_file_is_read_or_refused"
ATOMIC = f"{STORAGE}/test_atomic.py"
JOURNAL = f"{STORAGE}/test_journal.py"
CRASHES = f"{PROOFS}/test_crashes.py"
RACES = f"{PROOFS}/test_races.py"
EMITTER = f"{STORAGE}/test_emitter.py"
PAINTING = "tests/tui/test_painting.py"


class Fault(NamedTuple):
    """In `file`, `new` stands where `old` was; `test` fails. The short form plants `quick` ones; what
    is `rare` takes the long form of its test, which ends with the first failure."""

    name: str
    file: str
    old: str
    new: str
    test: str
    quick: bool = False
    rare: bool = False


FAULTS = [
    Fault(
        "a file takes its name before it is on the disk",
        "storage/atomic.py", "disk.sync(descriptor)", "pass",
        f"{ATOMIC}::test_the_content_is_on_the_disk_before_it_has_the_name", True,
    ),
    Fault(
        "the journal is called saved before it is on the disk",
        "storage/journal.py", "disk.sync_data(descriptor)", "pass",
        f"{JOURNAL}::test_what_was_appended_is_on_the_disk",
    ),
    Fault(
        "a new name may not last",
        "storage/journal.py", "disk.sync_folder(self.path.parent)", "pass",
        f"{JOURNAL}::test_what_was_appended_is_on_the_disk",
    ),
    Fault(
        "no fsync of a file",
        "storage/atomic.py", "disk.sync(descriptor)", "pass",
        CRASHES,
    ),
    Fault(
        "no fsync of the journal",
        "storage/journal.py", "disk.sync_data(descriptor)", "pass",
        CRASHES,
    ),
    Fault(
        "no fsync of the folder",
        "storage/atomic.py", "disk.sync_folder(path.parent)", "pass",
        CRASHES, rare=True,
    ),
    Fault(
        "a file is replaced, whatever it holds by then",
        "storage/atomic.py", "_write(path, content, private, place)", "_write(path, content, private, disk.replace)",
        RACES,
    ),
    Fault(
        "what was written is not read back",
        "storage/atomic.py", "if temporary.read_bytes() != content:", "if False:",
        f"{ATOMIC}::test_what_was_written_otherwise_than_it_was_given_is_not_taken", True,
    ),
    Fault(
        "a file that fails half-way stays",
        "storage/atomic.py", "temporary.unlink()", "pass",
        f"{ATOMIC}::test_a_failure_on_the_way_leaves_the_old_file_and_nothing_else",
    ),
    Fault(
        "everybody may read a new file",
        "storage/atomic.py", "PRIVATE = 0o600", "PRIVATE = 0o644",
        f"{ATOMIC}::test_a_new_file_is_whole_and_for_its_owner_only",
    ),
    Fault(
        "events without a checksum",
        "storage/journal.py", "if event.sum != event.summed():", "if False:",
        f"{JOURNAL}::test_no_flipped_bit_passes_unnoticed", True,
    ),
    Fault(
        "events that need not hang together",
        "storage/journal.py", "(event.prev, event.number) == (prev, number)", "True",
        f"{JOURNAL}::test_an_event_that_is_gone_or_stands_twice_is_a_break",
    ),
    Fault(
        "a journal is written on wherever it ends",
        "storage/journal.py", "if os.fstat(descriptor).st_size != size:", "if False:",
        f"{JOURNAL}::test_nothing_is_written_where_somebody_else_has_written",
    ),
    Fault(
        "long lines are folded at 80",
        "storage/emitter.py", 'return "\\n".join(_document(document, questionnaire)) + "\\n"',
        'import textwrap; return "\\n".join(part for line in _document(document, questionnaire)'
        ' for part in textwrap.wrap(line, 80) or [""]) + "\\n"',
        ROUND_TRIP, True,
    ),
    Fault(
        "words stand without quotes",
        "storage/emitter.py", "return _ESCAPED.sub(",
        "return text if _PLAIN_WORD.fullmatch(text) else _ESCAPED.sub(",
        ROUND_TRIP,
    ),
    Fault(
        "signs that a reader refuses are not escaped",
        "storage/dialect.py", 'SPECIAL = "[\\x7f-\\x9f', 'SPECIAL = "[\\x7f',
        f"{EMITTER}::test_a_text",
    ),
    Fault(
        "a block may begin with a blank",
        "storage/emitter.py", "or text[0].isspace() or", "or",
        ROUND_TRIP,
    ),
    Fault(
        "of two equal keys the last one counts",
        "storage/plain.py", "if key in top.container:", "if False:",
        f"{STORAGE}/test_plain.py",
    ),
    Fault(
        "text is not cleaned where it is read",
        "storage/plain.py", "return clean(data)", "return data",
        f"{PROOFS}/test_round_trip.py::test_every_text_is_cleaned_where_it_is_read",
    ),
    Fault(
        "control signs pass",
        "core/text.py", 'text = re.sub(_HARMFUL, "",', 'text = re.sub("\\0", "",',
        COMMANDS, True,
    ),
    Fault(
        "a line is printed as it is",
        "commands/report.py", "print(one_line(text), file=file)", "print(text.strip(), file=file)",
        COMMANDS,
    ),
    Fault(
        "data are printed as they are",
        "commands/report.py",
        "print(escaped(dumps(data, ensure_ascii=not takes_all, indent=2)))",
        "print(dumps(data, ensure_ascii=not takes_all, indent=2))",
        COMMANDS,
    ),
    Fault(
        "cells hold whatever they are given",
        "tui/painting.py", 'text = inert(text.replace("\\n", ""), lambda sign: " " * cell_len(sign))', "pass",
        f"{PAINTING}::test_no_text_is_obeyed_by_a_terminal",
    ),
    Fault(
        "values stand in sentences as they are",
        "locales/__init__.py", "visible(str(values.get(match[1], match[0])))", "str(values.get(match[1], match[0]))",
        TERMINAL,
    ),
    Fault(
        "a wording is read as markup",
        "tui/contents.py", "return Content(text, spans)", "return Content.from_markup(text)",
        SCREENS,
    ),
    Fault(
        "a part of what the other replaced is no clash",
        "core/merge.py", "return at + self._within.get(place, [])", "return at",
        MERGE,
    ),
    Fault(
        "theirs is taken though I changed it too",
        "core/merge.py", "if not met:", "if True:",
        MERGE,
    ),
    Fault(
        "an answer and a reason why there is none are taken from two people",
        "core/merge.py", "places = wholes(done, came)", "places = frozenset()",
        MERGE,
    ),
    Fault(
        "completed stays completed, whatever comes to it",
        "core/merge.py", "status = AMENDED", "pass",
        MERGE,
    ),
    Fault(
        "what was replied to a query is lost where both said something",
        "core/threads.py", "return [*base, *sorted(new)]", "return [*base]",
        MERGE,
    ),
    Fault(
        "true is 1",
        "core/steps.py", "return bool(left == right) and repr(left) == repr(right)", "return bool(left == right)",
        MERGE,
    ),
    Fault(
        "settings that cannot be read stop the program",
        "storage/settings.py", "(plain.UnreadableError, ValueError, TypeError)", "(ValueError)",
        f"{LOADER}[settings-settings]",
    ),
    Fault(
        "a damaged cache is believed",
        "storage/definitions.py", "if checksum != _checksum(entry) or", "if",
        f"{STORAGE}/test_definitions.py::test_a_letter_that_changed_in_the_cache_is_noticed",
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program and its tests, to be spoiled."""
    folder = tmp_path_factory.mktemp("copy")
    for name in COPIED:
        if (ROOT / name).is_dir():
            # What is compiled goes along: it is asked for by the time of its source.
            ignored = shutil.ignore_patterns("*.svg")
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, folder / name)
    return folder


def run(copy: Path, *tests: str) -> subprocess.CompletedProcess[str]:
    # The same examples each time, so that a fault is noticed each time.
    surroundings = os.environ | {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1", "CI": "1"}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests],
        cwd=copy,
        env=surroundings,
        capture_output=True,
        text=True,
    )


def is_noticed(fault: Fault, copy: Path) -> bool:
    """Whether a test fails, and not for want of being found."""
    path = copy / "lgq_tui" / fault.file
    source = path.read_text("utf-8")
    assert fault.old in source, f"{fault.name}: {fault.file} has changed, plant it anew"
    path.write_text(source.replace(fault.old, fault.new), "utf-8")
    try:
        return run(copy, *(["--prove"] if fault.rare else []), fault.test).returncode == 1
    finally:
        path.write_text(source, "utf-8")


def test_every_planted_fault_is_noticed(proof: Proof, copy: Path) -> None:
    faults = [fault for fault in FAULTS if fault.quick or proof.whole]
    unnoticed = [fault.name for fault in faults if not is_noticed(fault, copy)]
    assert unnoticed == []
    proof.tell(f"{len(faults)} faults planted, {len(faults)} noticed")


def test_without_a_fault_all_is_well(proof: Proof, copy: Path) -> None:
    if proof.whole:
        done = run(copy, *dict.fromkeys(fault.test for fault in FAULTS))
        assert done.returncode == 0, done.stdout[-3000:]
