"""What is told of the desk's files is so."""

from __future__ import annotations

import json
import re
from pathlib import Path

from lgq_tui.session.desk import listing
from lgq_tui.session.desk.cities import read_list
from lgq_tui.session.desk.row import Row
from lgq_tui.storage.definitions import load, shipped
from lgq_tui.storage.desk import files
from lgq_tui.storage.desk.marks import Act

TEXT = (Path(__file__).parents[1] / "docs" / "desk.md").read_text("utf-8")


def test_every_column_is_told() -> None:
    table = TEXT.partition("| column | holds |")[2].partition("\n\n")[0]
    told = [name for row in re.findall("^\\| (`.*?) \\|", table, re.M) for name in row.split(", ")]
    shown = listing.entry(Row(Path("desk/a.yaml")), Path("desk"))
    assert sorted(told) == sorted(f"`{name}`" for name in shown)


def test_the_lines_of_marks_are_read() -> None:
    [lines] = re.findall("```json\n(.*?)```", TEXT, re.DOTALL)
    acts = [Act.from_json(json.loads(line)) for line in lines.splitlines()]
    assert [act.value for act in acts] == ["approved", "Ben"]
    told = re.findall("^\\| `(\\w+)` \\|", TEXT.partition("| entry | holds |")[2], re.M)
    assert told[: len(Act._fields)] == [*Act._fields]


def test_the_list_of_cities_is_read(tmp_path: Path) -> None:
    [text] = re.findall("```csv\n(.*?)```", TEXT, re.DOTALL)
    (tmp_path / "cities.csv").write_text(text, "utf-8")
    there = read_list(tmp_path / "cities.csv", load(shipped()))
    assert (len(there.cities), there.flaws) == (2, ())


def test_the_bounds_are_those_that_hold() -> None:
    assert (
        f"{files.MOST_ENTRIES:,} files and folders are looked at, {files.MOST_DEPTH} folders"
        in TEXT
    )
