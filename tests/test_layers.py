"""The core stands alone; import-linter holds the layers, this proves it in a running Python."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]

IMPORT_ALL = """
import pkgutil, sys, importlib
package = importlib.import_module({package!r})
for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    importlib.import_module(module.name)
print(*sys.modules)
"""


def loaded_by(package: str) -> set[str]:
    """The modules that are there after every module of a package was imported."""
    code = IMPORT_ALL.format(package=package)
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def test_the_core_loads_no_screen_and_no_file_format() -> None:
    loaded = loaded_by("lgq_tui.core")
    assert "lgq_tui.core.interview" in loaded
    assert loaded.isdisjoint({"textual", "questionary", "prompt_toolkit", "rich", "ruamel.yaml"})


def test_the_core_loads_what_is_slow_only_when_it_is_used() -> None:
    assert loaded_by("lgq_tui.core").isdisjoint(
        {"jsonschema", "phonenumbers", "pycountry", "email_validator", "idna"}
    )


def test_the_sentences_load_nothing_but_themselves() -> None:
    assert {name for name in loaded_by("lgq_tui.locales") if name.startswith("lgq_tui.")} == {
        "lgq_tui.core",
        "lgq_tui.core.messages",
        "lgq_tui.core.text",
        "lgq_tui.locales",
        "lgq_tui.locales.plurals",
        "lgq_tui.locales.speech",
        "lgq_tui.locales.times",
    }


FIRST_SCREEN = """
import sys
from pathlib import Path
from lgq_tui.cli import _options
_options(["fill", "x"])
from lgq_tui.storage.definitions import load, shipped
questionnaire = load(shipped())
import lgq_tui.tui
lgq_tui.tui.do_without_tls()
lgq_tui.tui._do_without_unused_widgets()
from lgq_tui.tui.app import LgqApp
from lgq_tui.tui.screens import answering
answering._REST = 3600  # what is loaded once it stands is not to be waited for here
app = LgqApp(questionnaire)
app.begin_with(Path(sys.argv[1]))
import asyncio
async def first():
    async with app.run_test():
        print(*sys.modules)
    app.save_all()
asyncio.run(first())
"""


def test_the_first_screen_waits_for_nothing_that_it_can_do_without(tmp_path: Path) -> None:
    response = tmp_path / "r.response.yaml"
    shutil.copy(ROOT / "examples" / "valid" / "half-filled.response.yaml", response)
    for _ in ("fills the cache", "uses it"):
        run = subprocess.run(
            [sys.executable, "-c", FIRST_SCREEN, str(response)],
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | {"LGQ_CACHE_DIR": str(tmp_path), "LGQ_STATE_DIR": str(tmp_path)},
        )
    dear = {
        "lgq_tui.core.patterns",
        "argparse",
        "getpass",
        "hashlib",
        "jsonschema",
        "pycountry",
        "ruamel.yaml",
        "ssl",
        "textual.widgets._select",
        "textual.widgets._tree",
    }
    assert dear & set(run.stdout.split()) == set()


WHAT_WAS_LEFT_OUT = """
import lgq_tui.tui
lgq_tui.tui.do_without_tls()
lgq_tui.tui._do_without_unused_widgets()
import ssl, textual.app, textual.types
from textual.command import CommandPalette
from textual.widgets import Tree
assert ssl.SSLContext and textual.types.DirEntry and Tree and CommandPalette
"""


def test_what_is_left_out_at_the_start_is_there_for_who_needs_it() -> None:
    subprocess.run([sys.executable, "-c", WHAT_WAS_LEFT_OUT], check=True)
