"""What holds for every test: folders of its own, one language, no clock on examples."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from lgq_tui.locales import speech

pytest_plugins = ["tests.idling", "tests.pictures", "tests.guides"]

# A slow machine proves nothing about a law. Where changes are judged, the same ones are judged the
# same; elsewhere every run looks at new examples.
settings.register_profile("lgq", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("lgq")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--prove", action="store_true", help="the long form of every proof")
    parser.addoption("--contrasts", action="store_true", help="print the contrast of every screen")


def pytest_xdist_auto_num_workers() -> int:
    """More than there are processors: half of the time a test waits for a terminal or a disk."""
    cores = os.cpu_count() or 1
    return cores + cores // 2


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """What the proofs tried and found, also those that ran in other processes."""
    # What a fixture notes at its end is in the report of that, which counts for nothing else.
    reports = terminalreporter.getreports("")
    told = [text for one in reports for name, text in one.user_properties if name == "proof"]
    if told:
        terminalreporter.section("proofs")
        terminalreporter.write("".join(f"{text}\n" for text in sorted(set(told))))
    if terminalreporter.config.getoption("--contrasts"):
        terminalreporter.section("least contrast of signs, and of lines")
        for report in reports:
            for name, (theme, stop, size, *ratios) in report.user_properties:
                if name == "contrast":
                    signs, of_lines = ratios
                    where = f"{theme:14} {stop:16} {size:8}"
                    terminalreporter.write(f"{where} {signs:5.2f} {of_lines:5.2f}\n")


@pytest.fixture(scope="session")
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for all tests: what lies in it is named by its content, and costs time to make."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _own_surroundings(
    cache_folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the folders nor the language of the person who runs the tests."""
    monkeypatch.setenv("LGQ_CACHE_DIR", str(cache_folder))
    monkeypatch.setenv("LGQ_STATE_DIR", str(tmp_path_factory.mktemp("state")))
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("LGQ_PLAIN", raising=False)
    for name in ("LGQ_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANGUAGE", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    speech.by_commands(False)  # `lgq ask` leaves it so for the rest of its process
