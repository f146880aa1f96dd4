"""Letters to many cities at once: each response is changed alone, and nothing is written over."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from lgq_tui.core.messages import NotDoneError
from lgq_tui.session.beginning import opened
from lgq_tui.session.desk.desk import Desk
from lgq_tui.session.desk.letters import Written, left_out, write_all
from lgq_tui.storage import responses
from lgq_tui.storage.definitions import load, shipped
from tests.cities import fill

LGQ = load(shipped())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Seven responses. Three have an open question: Alanda, which is completed, Alford, Alistan."""
    fill(tmp_path, LGQ, 7)
    return tmp_path


def written(folder: Path, out: Path, is_wanted: Callable[[], bool] = lambda: True) -> list[Written]:
    rows = Desk(folder, LGQ).load()
    return write_all(rows, out, ".txt", LGQ, lambda share: None, is_wanted)


def statuses(folder: Path, name: str) -> list[str]:
    read = responses.read(folder / f"{name}.response.yaml")
    return [one.status for some in read.queries.values() for one in some]


def test_who_gets_none_is_told_by_the_reason(folder: Path) -> None:
    shutil.copy(folder / "alford.response.yaml", folder / "alford.response (copy).yaml")
    session = opened(folder / "alistan.response.yaml", LGQ, lambda outcome: None)
    assert session.take_lock() is None
    try:
        made = written(folder, folder / "new" / "out")
    finally:
        session.release()
    told = [(message.key, [row.path.name for row in rows]) for message, rows in left_out(made)]
    assert told == [
        ("letters.completed", ["alanda.response.yaml"]),
        ("letters.copy", ["alford.response (copy).yaml"]),
        ("letters.held", ["alistan.response.yaml"]),
        (
            "letter.nothing_to_ask",
            [f"{name}.response.yaml" for name in ("alborough", "aleira", "algrad", "alholm")],
        ),
    ]
    [letter] = (folder / "new" / "out").iterdir()
    assert letter.name == "alford-algeria.letter.txt"
    assert [statuses(folder, name) for name in ("alford", "alistan")] == [["sent"], ["open"]]


def test_it_stops_where_nobody_waits_and_goes_on_under_other_names(folder: Path) -> None:
    out = folder / "out"
    made = written(folder, out, lambda: not out.exists() or not any(out.iterdir()))
    assert [one.row.path.stem for one in made][-1] == "alford.response"
    assert statuses(folder, "alistan") == ["open"]
    made = written(folder, out)
    names = sorted(one.path.name for one in made if one.path)
    assert names == ["alford-algeria-2.letter.txt", "alistan-angola.letter.txt"]
    assert "We have asked this before" in (out / names[0]).read_text("utf-8")


def test_what_is_no_folder_takes_no_letters_and_nothing_is_sent(folder: Path) -> None:
    with pytest.raises(NotDoneError) as caught:
        written(folder, folder / "alanda.response.yaml")
    assert caught.value.message.key == "letters.no_folder"
    assert statuses(folder, "alford") == ["open"]
