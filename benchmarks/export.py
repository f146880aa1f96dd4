"""How long the exports of a response take, against the bare library doing the same amount.

One filled LGQ in every format, in a process that has started and loaded what it needs; then 193
responses in one workbook. The bare library writes the same cells, or as many paragraphs with as
many signs, without any form. Both sides in turns.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from html import escape
from importlib import import_module
from io import BytesIO, StringIO
from time import perf_counter
from typing import Any

from benchmarks.responses import FILLED, lgq
from benchmarks.terminal import milliseconds, ratio
from lgq_tui.core.interview import Interview
from lgq_tui.exports import EXPORTERS, exporter
from lgq_tui.exports.order import Order
from lgq_tui.exports.rows import rows_of
from lgq_tui.locales.speech import say
from lgq_tui.storage import responses

RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 15
CITIES = 193

Task = Callable[[], object]


def main() -> None:
    questionnaire = lgq()
    response = responses.read(FILLED, questionnaire)
    one = Order((Interview(questionnaire, response),), say, code="C946-ZHVX")
    texts = [text for row in rows_of(one) for text in (row.question, row.text) if text]
    total = 0.0
    for suffix in EXPORTERS:
        try:
            written = exporter(suffix)
        except ModuleNotFoundError as error:
            print(f"{suffix:6} is not there ({error.name})")
            continue
        ours, bare = measured(partial(written, one), bare_of(suffix, texts, written(one)))
        total += sorted(ours)[len(ours) // 2]
        tell(suffix, ours, bare)
    print(f"all formats together: {total * 1000:.0f} ms (target 2000)")
    interviews = tuple(Interview(questionnaire, response) for _ in range(CITIES))
    many = Order(interviews, say, files=tuple(f"{n}.response.yaml" for n in range(CITIES)))
    written = exporter(".xlsx")
    ours, bare = measured(partial(written, many), cells_again(written(many)), RUNS // 3 + 1)
    tell(f"{CITIES} responses, .xlsx (target 5 s)", ours, bare)


def measured(ours: Task, bare: Task | None, runs: int = RUNS) -> tuple[list[float], list[float]]:
    """Seconds of each, in turns; the first run of both loads what they need."""
    times: tuple[list[float], list[float]] = ([], [])
    for run in range(runs + 1):
        for taken, task in zip(times, (ours, bare), strict=True):
            if task is not None:
                began = perf_counter()
                task()
                if run:
                    taken.append(perf_counter() - began)
    return times


def tell(name: str, ours: list[float], bare: list[float]) -> None:
    """One line."""
    against = (
        f"{ratio(ours, bare):.2f} times the bare library" if bare else "nothing bare to compare"
    )
    print(f"{name:6} {milliseconds(ours)}, {against}")


def bare_of(suffix: str, texts: list[str], content: bytes) -> Task | None:
    """The bare library at the same amount."""
    if suffix == ".xlsx":
        return cells_again(content)
    made: dict[str, Task] = {
        ".json": lambda: _json(content),
        ".csv": lambda: _csv(content),
        ".docx": lambda: _docx(texts),
        ".html": lambda: _html(texts),
        ".pdf": lambda: _pdf(texts),
        ".md": lambda: "\n\n".join(texts).encode(),
        ".txt": lambda: "\n\n".join(texts).encode(),
    }
    task = made[suffix]
    try:
        task()
    except ImportError as error:
        print(f"{suffix:6} without a bare library ({error.name})")
        return None
    return task


def cells_again(content: bytes) -> Task:
    """The cells of a workbook, written again without any style."""
    from openpyxl import Workbook, load_workbook

    sheets = [
        (sheet.title, [list(row) for row in sheet.iter_rows(values_only=True)])
        for sheet in load_workbook(BytesIO(content)).worksheets
    ]

    def write() -> None:
        workbook = Workbook(write_only=True)
        for title, rows in sheets:
            sheet: Any = workbook.create_sheet(title)
            for row in rows:
                sheet.append(row)
        workbook.save(BytesIO())

    return write


def library(name: str) -> Any:
    """A library that may not be there."""
    return import_module(name)


def _json(content: bytes) -> None:
    import json

    data = json.loads(content)
    json.dumps(data, ensure_ascii=False, indent=2).encode()


def _csv(content: bytes) -> None:
    import csv

    rows = list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))
    csv.writer(StringIO(newline="")).writerows(rows)


def _docx(texts: list[str]) -> None:
    document = library("docx").Document()
    for text in texts:
        document.add_paragraph(text)
    document.save(BytesIO())


def _html(texts: list[str]) -> None:
    template = library("jinja2").Template(
        "<!doctype html>{% for text in texts %}<p>{{ text }}</p>{% endfor %}"
    )
    template.render(texts=list(map(escape, texts))).encode()


def _pdf(texts: list[str]) -> None:
    source = "\n\n".join(f'#text("{text}")' for text in map(_in_quotes, texts))
    library("typst").compile(source.encode())


def _in_quotes(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


if __name__ == "__main__":
    main()
