"""Definitions from their files: what is wrong is placed, what is sound is kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

import lgq_tui
from lgq_tui.core.language import RESOLVED_VERSION
from lgq_tui.storage import definitions, plain
from lgq_tui.storage.definitions import UnsoundError, lint, load, shipped

SOUND = """\
id: demo
version: "1"
title: {en: Demo, pt: Demonstração}
language: en
sections:
  - id: first
    title: First
    items:
      - {id: city, type: text, label: City}
      - {id: name, type: text, label: Name, relevant: {city: {minLength: 3}}}
"""

JSON = json.dumps(
    {
        "id": "demo",
        "version": "1",
        "title": "Demo",
        "language": "en",
        "sections": [
            {
                "id": "first",
                "title": "First",
                "items": [{"id": "city", "type": "txt", "label": "City"}],
            }
        ],
    },
    indent=2,
)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("LGQ_CACHE_DIR", str(folder))
    return folder


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "demo.questionnaire.yaml"
    path.write_text(SOUND, "utf-8")
    return path


def never(*_: Any) -> Any:
    raise AssertionError("a definition that is in the cache is not judged again")


def found(path: Path) -> list[tuple[int | None, int | None, str]]:
    return [(fault.line, fault.column, fault.message.key) for fault in lint(path)]


def unsound(file: Path, old: str, new: str) -> list[tuple[int | None, int | None, str]]:
    assert old in SOUND
    file.write_text(SOUND.replace(old, new), "utf-8")
    return found(file)


# --- loading -------------------------------------------------------------------------------------


def test_a_definition_is_loaded_in_a_language(cache: Path, file: Path) -> None:
    assert load(file).title == "Demo"
    assert load(file, "pt-BR").title == "Demonstração"
    assert [item.id for item in load(file).items] == ["city", "name"]
    assert load(file).digest.startswith("sha256:")


def test_the_second_time_it_comes_from_the_cache(
    cache: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load(file)
    monkeypatch.setattr(definitions, "problems_of", never)
    monkeypatch.setattr(plain, "parse", never)
    second = load(file, "pt")
    assert (second.digest, list(second.by_path)) == (first.digest, list(first.by_path))
    assert second.title == "Demonstração"


def test_an_edit_is_seen(cache: Path, file: Path) -> None:
    first = load(file)
    file.write_text(SOUND.replace("label: City", "label: Town"), "utf-8")
    second = load(file)
    assert second.items[0].label == "Town"
    assert second.digest != first.digest


def test_layout_and_comments_change_no_digest(cache: Path, file: Path) -> None:
    first = load(file)
    file.write_text("# A remark\n" + SOUND.replace('"1"', "'1'"), "utf-8")
    assert load(file).digest == first.digest


HEAD = f".yaml {lgq_tui.__version__} {RESOLVED_VERSION}\n{SOUND}".encode()


def _checked(text: bytes, head: bytes = HEAD) -> bytes:
    entry = head + text
    return f"{crc32(entry):08x}\n".encode() + entry


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"\xff\xfe",
        b"0000\n{}",
        _checked(b'{"digest": "x", "resolved": {}}', head=b"of another file"),
        _checked(b"{}"),
        _checked(b"[]"),
        _checked(b"7"),
        _checked(b"not json"),
        _checked(b"[" * 100_000),
        _checked(b'{"digest": "x", "resolved": {"languages": []}}'),
        _checked(b'{"digest": "x", "resolved": {"languages": ["en"], "id": "x"}}'),
    ],
    ids=range(11),
)
def test_a_damaged_cache_costs_time_and_no_more(cache: Path, file: Path, damage: bytes) -> None:
    load(file)
    [entry] = cache.glob("*.json")
    sound = entry.read_bytes()
    entry.write_bytes(damage)
    assert load(file).title == "Demo"
    assert entry.read_bytes() == sound


def test_a_letter_that_changed_in_the_cache_is_noticed(cache: Path, file: Path) -> None:
    load(file)
    [entry] = cache.glob("*.json")
    sound = entry.read_bytes()
    entry.write_bytes(sound.replace(b'"en":"Demo"', b'"en":"Memo"'))
    assert entry.read_bytes() != sound
    assert load(file).title == "Demo"
    assert entry.read_bytes() == sound


def test_a_condition_that_a_cache_cannot_mean(cache: Path, file: Path) -> None:
    load(file)
    [entry] = cache.glob("*.json")
    text = entry.read_bytes().partition(HEAD)[2]
    entry.write_bytes(_checked(text.replace(b'"path":"city"', b'"road":"city"')))
    assert [item.id for item in load(file).items] == ["city", "name"]


def test_a_cache_that_cannot_be_written_is_done_without(
    tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LGQ_CACHE_DIR", str(file / "no-folder"))
    assert load(file).title == "Demo"


def test_old_entries_of_the_cache_go(
    cache: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(definitions, "_MOST_CACHED", 3)
    for number in range(5):
        file.write_text(SOUND.replace('"1"', f'"{number}"'), "utf-8")
        assert load(file).version == str(number)
    assert len(list(cache.glob("*.json"))) == 3


def test_an_unsound_definition_is_not_loaded(cache: Path, file: Path) -> None:
    file.write_text(SOUND.replace("type: text", "type: txt"), "utf-8")
    with pytest.raises(UnsoundError) as caught:
        load(file)
    assert [fault.line for fault in caught.value.faults] == [9, 10]
    assert caught.value.message.key == "definition.unsound"
    assert caught.value.message.values == {"path": str(file), "count": 2}
    assert not list(cache.glob("*.json"))


def test_what_cannot_be_read_is_not_loaded(tmp_path: Path) -> None:
    with pytest.raises(plain.UnreadableError):
        load(tmp_path / "nowhere.yaml")


# --- lint ----------------------------------------------------------------------------------------


def test_a_sound_definition_has_no_faults(file: Path) -> None:
    assert lint(file) == ()


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("title: First", "titel: First", (6, 5, "lacks_key")),
        ("title: First", "titel: First", (7, 5, "unknown_key_near")),
        ("id: city", "id: City", (9, 10, "wrong_id")),
        ("type: text, label: City", "type: txt, label: City", (9, 20, "unknown_type_near")),
        ("{city: {", "{town: {", (10, 56, "unknown_item")),
        ("minLength: 3", "minLength: x", (10, 63, "wrong_fragment")),
        ("language: en", "language: fr", (3, 1, "no_default_text")),
    ],
)
def test_a_fault_is_told_with_its_place(
    file: Path, old: str, new: str, fault: tuple[int, int, str]
) -> None:
    line, column, key = fault
    assert (line, column, f"definition.{key}") in unsound(file, old, new)


def test_faults_are_in_the_order_of_the_file(file: Path) -> None:
    file.write_text(SOUND.replace("type: text", "type: txt").replace('"1"', "1"), "utf-8")
    assert [line for line, _, _ in found(file)] == [2, 9, 10]


def test_a_file_that_cannot_be_read_is_one_fault(file: Path, tmp_path: Path) -> None:
    assert found(tmp_path / "nowhere.yaml") == [(None, None, "file.not_there")]
    assert unsound(file, "  - id: first", "\t- id: first") == [(6, 1, "file.tab")]


def test_a_definition_may_be_json(cache: Path, tmp_path: Path) -> None:
    file = tmp_path / "demo.json"
    file.write_text(JSON.replace("txt", "text"), "utf-8")
    assert load(file).title == "Demo"
    assert lint(file) == ()


def test_a_fault_in_json_has_a_place_too(tmp_path: Path) -> None:
    file = tmp_path / "demo.json"
    file.write_text(JSON, "utf-8")
    [line] = [n for n, text in enumerate(JSON.splitlines(), 1) if '"type"' in text]
    assert found(file) == [(line, 11, "definition.unknown_type_near")]


def test_json_that_is_no_yaml_is_judged_without_places(tmp_path: Path) -> None:
    file = tmp_path / "demo.json"
    file.write_text(JSON.replace('"type":', '"type"\n:'), "utf-8")
    assert found(file) == [(None, None, "definition.unknown_type_near")]


# --- what comes with the program -----------------------------------------------------------------


def test_what_is_shipped_is_there() -> None:
    assert shipped().name == "questionnaire.yaml"
    assert shipped().exists()
    assert shipped("schema.json").exists()


def test_what_is_shipped_is_sound(cache: Path) -> None:
    assert lint(shipped()) == ()
    assert load(shipped()).id == "un_lgq"
