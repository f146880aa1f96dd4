"""No text from outside does anything to the terminal, or is taken for markup.

The proof puts payloads in every text that the program reads (questionnaire, response, journal,
names of files and folders, the author, the list of recent responses, the command line), runs every
command and goes through every screen, and looks at what is written. Beyond the few sequences with
which the program draws, there may be no control sign in it, nothing that turns the direction of the
text, and no link or action that came from a text. A terminal emulator draws it all, and must neither
ring, nor get a title, nor lose its lines. Some are shown in a real pseudo-terminal too.
"""

from __future__ import annotations

import gc
import io
import re
import signal
import sys
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pyte
import pytest
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver

from lgq_tui import cli
from lgq_tui.core.text import clean
from lgq_tui.core.wording import plain
from lgq_tui.locales import speech
from lgq_tui.storage.definitions import load
from lgq_tui.tui.app import LgqApp
from lgq_tui.tui.screens.asking import Choosing
from lgq_tui.tui.screens.merging import Merging
from tests.proofs.conftest import Proof
from tests.proofs.payloads import payloads
from tests.proofs.poisoned import Poisoned
from tests.tui.person import Person

ALIVE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""What a terminal might obey, but a line break."""

POINTER = re.compile(r"\x1b\]22;[a-z-]+\x07")
"""The form of the mouse; the emulator would take it for a title."""

_CODE = "(?:0|[1-9][0-9]*)"
DRAWING = re.compile(rf"\x1b\[(?:{_CODE};{_CODE}H|{_CODE}(?:;{_CODE})*m)|{POINTER.pattern}")
"""Where to draw, in which colours, and the form of the mouse: what the program itself says."""


def assert_dead(written: str, where: str) -> None:
    found = ALIVE.search(DRAWING.sub("", written))
    if found:
        rest = DRAWING.sub("", written)
        around = rest[max(0, found.start() - 60) : found.end() + 60]
        pytest.fail(f"{where}: {found[0]!r} in {around!r}")


# Commands --------------------------------------------------------------------------------------


LINES = "".join(
    f"{line}\n"
    for line in (
        "/help", "/review", "/problems", "/sections", "/footnotes", "/history all", "/again",
        "/queries",
        *[""] * 60, "/review", "/complete",
    )
)  # fmt: skip
"""What is typed to `lgq ask`: all that shows what is in a file."""


def run(*arguments: str) -> tuple[str, str]:
    """What a command writes, as bytes that a terminal would get."""
    channels = [
        io.TextIOWrapper(io.BytesIO(), "utf-8", errors=how)
        for how in ("strict", "backslashreplace")
    ]
    old = sys.stdin, sys.stdout, sys.stderr
    sys.stdin = io.TextIOWrapper(io.BytesIO(LINES.encode()), "utf-8")
    sys.stdout, sys.stderr = channels
    try:
        cli.main(arguments)
    except SystemExit:
        pass
    finally:
        sys.stdin, sys.stdout, sys.stderr = old
        speech.by_commands(False)
        gc.enable()  # a command does without, as it ends soon; here, thousands follow
    for channel in channels:
        channel.flush()
    out, err = (channel.buffer.getvalue().decode() for channel in channels)
    return out, err


def of_many_hands(poisoned: Poisoned, alone: Path) -> Iterator[tuple[str, ...]]:
    """The commands that know of several files with one response; `alone` has no journal."""
    packet, second, desk = str(poisoned.packet), str(poisoned.second), str(poisoned.folder)
    name, first = poisoned.name, str(alone)
    for part in (packet, second):
        yield from (("show", part), ("check", part), ("ask", part), ("diff", first, part))
    yield from (("history", first, "--answers"), ("diff", str(poisoned.response), first))
    for sections in ("s,t", name("")):
        yield (
            "split",
            first,
            "--sections",
            sections,
            "--to",
            name(""),
            "-o",
            f"{desk}/{name('.json')}",
        )
    yield from (("merge", first, one) for one in (packet, second, first, name("gone")))
    yield "merge", first, packet, "--format", "json"
    yield "merge-driver", first, packet, second, name("x")
    yield "verify", first, "--items", name("")
    yield from (("verify", one, "--plain") for one in (first, second))
    for form in ("text", "json", "csv"):
        yield "verify", "--report", desk, "--format", form
    for number, earlier in enumerate((first, packet, name("gone"))):
        yield "ask", f"{desk}/{name(f'new{number}.json')}", "--previous", earlier


def commands(poisoned: Poisoned) -> Iterator[tuple[str, ...]]:
    """Every command on every kind of file, and wrong ones."""
    form, response = f"-q{poisoned.form}", str(poisoned.response)
    alone = poisoned.response.with_name(poisoned.name("alone.json"))
    alone.write_bytes(poisoned.response.read_bytes())  # without a journal that it could lack
    desk, cities = str(poisoned.folder), str(poisoned.cities)
    for words in (
        ("desk", desk, "--list"), ("desk", desk, "--list", "--format", "json"),
        ("desk", desk, "--start", cities, "--list", "--format", "csv"),
        ("desk", desk, "--start", response), ("desk", poisoned.name("gone"), "--list"),
        ("show", response), ("letter", response, "--draft"), ("check", response),
        ("check", "--complete", response),
        ("check", "--format", "json", response), ("history", response),
        ("history", "--format", "json", response), ("schema",), ("fill", response), (),
        ("sign", response), ("verify", response), ("encrypt", "--to", poisoned.name(""), response),
        ("decrypt", "--identity", str(poisoned.form), response),
        ("decrypt", "--identity", poisoned.name(""), "-o", str(poisoned.form), response),
        ("schema", "-o", f"{poisoned.folder}/no/{poisoned.name('x')}"), ("ask", str(alone)),
        ("show", "--edit", str(alone)), ("history", "--forget", response),
        ("export", response, "-o", f"{poisoned.folder}/{poisoned.name('.xlsx')}"),
        ("export", str(poisoned.folder), "-o", f"{poisoned.folder}/{poisoned.name('.csv')}"),
        ("export", response, str(alone), "-o", f"{poisoned.folder}/{poisoned.name('.pdf')}"),
        ("export", response, "-o", poisoned.name(".x")), ("form", "-o", poisoned.name(".json")),
    ):  # fmt: skip
        yield (form, *words)
    yield from ((form, *words) for words in of_many_hands(poisoned, alone))
    for bad in (
        *poisoned.bad,
        poisoned.not_json,
        poisoned.folder,
        poisoned.folder / poisoned.name("gone"),
    ):
        yield form, "check", str(bad)
    yield form, "show", str(poisoned.bad[0])
    yield "lint", *map(str, (poisoned.form, *poisoned.unsound, poisoned.not_json, poisoned.bad[0]))
    yield f"-q{poisoned.unsound[0]}", "check", response
    name = poisoned.name("")
    yield from (
        (name,),
        (f"--{name}",),
        ("check", "--format", name, name),
        ("show",),
        ("show", "a", name),
        (f"-q{name}",),
    )


def test_no_command_writes_what_a_terminal_would_obey(
    proof: Proof, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each payload stands in all places at once."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("VISUAL", "true")
    every = payloads(proof.amount(20, 2_000))
    outputs = 0
    for number, payload in enumerate(every):
        folder = tmp_path / str(number)
        folder.mkdir()
        poisoned = Poisoned(folder, cycle([payload]))
        monkeypatch.setenv("LGQ_AUTHOR", payload.replace("\0", ""))
        for words in commands(poisoned):
            out, err = run(*words)
            assert_dead(out, f"{payload!r}: stdout of {words}")
            assert_dead(err, f"{payload!r}: stderr of {words}")
            outputs += 1
            if (
                len(words) > 1
                and words[1] in ("show", "ask")
                and not {"--edit", "--previous"} & {*words}
                and poisoned.bad[0].name not in words[-1]
            ):
                assert_shown(out, payload)
    proof.tell(
        f"{len(every):,} payloads in all places, {outputs:,} outputs of commands: none alive"
    )


def assert_shown(page: str, payload: str) -> None:
    """What is left of a payload is there to be read, not taken for markup."""
    words = "".join(clean(payload).split())
    assert words in "".join(DRAWING.sub("", page).split()), f"{payload!r} is not on the page"


# Screens ---------------------------------------------------------------------------------------


class Watched(pyte.Screen):
    """A terminal that remembers what nobody should have asked it for."""

    def __init__(self, columns: int, lines: int) -> None:
        self.asked: list[str] = []
        super().__init__(columns, lines)

    def bell(self, *args: Any) -> None:
        self.asked.append("bell")

    def set_title(self, param: str) -> None:
        self.asked.append(f"title {param}")

    def set_icon_name(self, param: str) -> None:
        self.asked.append(f"icon {param}")

    def report_device_status(self, mode: int) -> None:
        self.asked.append("status")

    def report_device_attributes(self, mode: int = 0, **kwargs: Any) -> None:
        self.asked.append("attributes")


class Emulator:
    """Takes what an app without a terminal would write to one."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.screen = Watched(80, 24)
        self._stream = pyte.Stream(self.screen)
        self._new: list[str] = []
        self.length = 0
        display = App._display

        def displayed(app: Any, screen: Any, renderable: Any) -> None:
            if isinstance(renderable, CompositorUpdate) and not app._batch_count:
                self._new.append(renderable.render_segments(app.console))
            display(app, screen, renderable)

        monkeypatch.setattr(App, "_display", displayed)
        monkeypatch.setattr(HeadlessDriver, "write", lambda _, data: self._new.append(data))

    def look(self, person: Person, where: str) -> None:
        """Take what was written since the last look."""
        written, self._new = "".join(self._new), []
        self.length += len(written)
        assert_dead(written, where)
        self._stream.feed(POINTER.sub("", written))
        assert self.screen.asked == [], where
        drawn = person.app.picture.text.split("\n")
        for line, shown in zip(drawn, self.screen.display, strict=False):
            assert not line.isascii() or line.rstrip() == shown.rstrip(), where
        assert_no_links(person, where)


def assert_no_links(person: Person, where: str) -> None:
    """No text became a link, or something that acts when it is clicked."""
    for strip in person.app.screen._compositor.render_strips():
        for segment in strip:
            if segment.style is not None:
                assert segment.style.link is None, where
                assert "evil" not in str(segment.style.meta), where


TOUR = (
    *(
        "f1",
        "escape",
        "f2",
        "escape",
        "f6",
        "escape",
        "f8",
        "escape",
        "f9",
        "a",
        "escape",
        "ctrl+r",
        "escape",
    ),
    *("ctrl+g", "T", "escape", "ctrl+p", "escape"),
)
"""The screens over a page."""


async def tour(
    poisoned: Poisoned, emulator: Emulator, monkeypatch: pytest.MonkeyPatch, windows: int
) -> int:
    """Through all screens, with all windows over so many of the pages; how many looks were taken."""
    looks = 0
    monkeypatch.chdir(poisoned.folder)
    app = LgqApp(load(poisoned.form))
    app.begin_with(poisoned.response)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        person = Person(pilot, poisoned.response)

        async def press(*keys: str) -> None:
            nonlocal looks
            for key in keys:
                await person.burst(key)
                emulator.look(person, f"after {key} on {app.screen}")
                looks += 1

        await person.settled()
        emulator.look(person, "what the file lacks")
        await press("a", *TOUR)
        await press("pageup", "pageup")
        for _ in range(25):
            page = person.interview.page
            if page.items:
                await sees_label(person)
            if page.items and windows:
                windows -= 1
                await press("f3", "escape", "f4", "escape", "f5", "escape")
            await press("pagedown")
            if person.interview.page == page:
                break
        await press("escape")
        await person.screen.goto("a_text")
        await person.paste(poisoned.text())
        await press("tab", "f4")
        await person.paste(poisoned.text())
        await press("escape")
        await person.screen.run_action("ask")
        await person.paste(poisoned.text())
        await press("enter")
        await person.screen.run_action("close_query")
        await press("1", "escape", "ctrl+s")
        poisoned.folder.rename(moved := poisoned.folder.with_name("moved"))
        await person.paste("1" + poisoned.text())
        await press("pageup", "pageup", "ctrl+s", "ctrl+q", "1", "escape", "escape")
        moved.rename(poisoned.folder)
        await press("ctrl+s", "ctrl+q")
    return looks


async def sees_label(person: Person) -> None:
    """What is asked is there to be read; a busy machine may draw it a moment later."""
    words = person.interview.page.items[0].label.partition("[^")[0]
    label = plain(words).split()[0][:8]  # before any mark of a footnote, and surely on one line
    for _ in range(100):
        if label in "".join(person.shown().split()):
            return
        await person.pilot.pause(0.05)
    pytest.fail(f"{label!r} is not on the screen:\n{person.shown()}")


async def company(poisoned: Poisoned, emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> int:
    """Somebody else is at work on the response, and has left a copy of it; how many looks."""
    looks = 0
    poisoned.others()
    app = LgqApp(load(poisoned.form))
    app.begin_with(poisoned.response)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        person = Person(pilot, poisoned.response)

        async def press(*keys: str) -> None:
            nonlocal looks
            for key in keys:
                await person.burst(key)
                emulator.look(person, f"after {key} on {app.screen}")
                looks += 1

        await person.settled()
        emulator.look(person, "somebody else")
        assert isinstance(app.screen, Choosing)
        await press("g")
        await person.screen.run_action("copy")
        await person.settled()
        emulator.look(person, "a copy")
        assert isinstance(app.screen, Merging)
        await press("down", "right", "end", "ctrl+d", "f9", "escape", "ctrl+q")
    return looks


async def welcome(poisoned: Poisoned, emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> int:
    """The screens before an interview; how many looks were taken."""
    looks = 0
    monkeypatch.chdir(poisoned.folder)
    app = LgqApp(load(poisoned.form))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        person = Person(pilot, poisoned.response)

        async def press(*keys: str) -> None:
            nonlocal looks
            for key in keys:
                await person.burst(key)
                emulator.look(person, f"after {key} on {app.screen}")
                looks += 1

        await person.settled()
        emulator.look(person, "welcome")
        await press("n", "enter", "x", "/", "y", "enter", "escape", "o")
        for _ in range(len(poisoned.bad) + 3):
            await press("down", "enter")
        await person.paste(poisoned.text())
        await press("enter", "escape")
        poisoned.response.write_text("{}", "utf-8")
        await press("end", "enter")
        poisoned.response.unlink()
        await press("f1", "escape", "ctrl+p", "escape", "delete")
    return looks


async def test_no_screen_writes_what_a_terminal_would_obey(
    proof: Proof, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many payloads at a time as there are places, in other places each time."""
    every = payloads(proof.amount(190, 2_000))
    left, tours, looks, written = [*every], 0, 0, 0
    while left:
        folder = tmp_path / str(tours)
        folder.mkdir()
        poisoned = Poisoned(folder, cycle(left + every))
        with monkeypatch.context() as patch:
            emulator = Emulator(patch)
            patch.setenv("LGQ_AUTHOR", poisoned.text().replace("\0", ""))
            looks += await tour(poisoned, emulator, patch, proof.amount(2, 100))
            looks += await company(poisoned, emulator, patch)
            looks += await welcome(poisoned, emulator, patch)
        tours, written = tours + 1, written + emulator.length
        left = left[poisoned.placed :]
    proof.tell(
        f"{len(every):,} payloads on all screens, {looks:,} looks at {written:,} characters: none alive"
    )


# A real terminal -------------------------------------------------------------------------------

MODES = re.compile(
    rb"\x1b(?:\[[0-9;<>=?$:]*[a-zA-Z]|\][0-9]+;[^\x07\x1b]*\x07|P[^\x1b]*\x1b\\\\|[=>78])"
)
"""All that may be more than a sign."""


def modes(written: bytes) -> set[bytes]:
    """The kinds of orders that a terminal got, but those to draw."""
    return {one for one in MODES.findall(written) if not DRAWING.fullmatch(one.decode())}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")
def test_no_terminal_gets_what_is_in_a_text(proof: Proof, tmp_path: Path) -> None:
    """A terminal gets the same orders, whether the texts are harmless or not; and no others."""
    from tests.tui.terminal import Terminal

    def written(number: int, texts: Iterator[str], pasted: str) -> bytes:
        folder = tmp_path / str(number)
        folder.mkdir()
        poisoned = Poisoned(folder, texts)
        form, path = f"-q{poisoned.form}", str(poisoned.response)
        with Terminal("fill", form, path, LGQ_AUTHOR=pasted) as terminal:
            terminal.wait_for("What the file lacks")
            terminal.press("a")
            terminal.wait_until_gone("What the file lacks")
            for key in ("pagedown", "pagedown", "f8", "escape", "ctrl+r", "escape", "pageup"):
                terminal.press(key)
                terminal.read(0.3)  # a key behind Escape would be another one
            terminal.type(f"\x1b[200~{pasted}\x1b[201~")
            terminal.press("ctrl+s")
            terminal.process.send_signal(signal.SIGTERM)
            terminal.end()
        with Terminal("show", form, path) as page:
            page.end()
        with Terminal("check", form, path, *map(str, poisoned.bad)) as told:
            told.end()
        return terminal.written + page.written + told.written

    every = payloads(proof.amount(190, 2_000))
    usual = modes(written(0, cycle(["harmless"]), "harmless"))
    runs = 0
    for start in range(0, len(every), 190):
        runs += 1
        some = cycle(every[start:] + every[:start])
        sent = written(runs, some, every[start].replace("\0", "").replace("\x1b[201~", ""))
        assert modes(sent) <= usual
        rest = MODES.sub(b"", sent).decode().replace("\r\n", "\n")
        assert_dead(rest, "in a pseudo-terminal")
    proof.tell(
        f"{len(every):,} payloads in {runs} real terminals: no order that was not there without"
    )
