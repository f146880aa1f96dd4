from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

import lgq_tui
from lgq_tui import locales
from lgq_tui.core.messages import Message
from lgq_tui.locales import Catalogue, languages, load
from lgq_tui.locales.plurals import plural_form
from lgq_tui.locales.speech import WAYS, by_commands, say
from tests.locales.wordings import mentioned, said

CODE = Path(lgq_tui.__file__).parent
FORMS = {"zero", "one", "two", "few", "many", "other"}


def entries(language: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((CODE / "locales" / f"{language}.json").read_bytes())
    return content


def forms(text: str | Mapping[str, str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text.values())


def names(text: str | Mapping[str, str]) -> set[str]:
    return {name for form in forms(text) for name in re.findall(r"\{(.*?)\}", form)}


# How a sentence is said


GREETINGS = Catalogue(
    "en",
    {
        "hello": "Hello {name}, you have {things}.",
        "files": {"one": "{count} file in {folder}", "other": "{count} files in {folder}"},
    },
)


def test_values_stand_where_their_names_are() -> None:
    assert GREETINGS.say("hello", name="Ada", things=3) == "Hello Ada, you have 3."


def test_a_value_is_put_in_as_it_is() -> None:
    name, things = "{things} {0.__class__} %s \\1", "{name}"
    assert GREETINGS.say("hello", name=name, things=things) == f"Hello {name}, you have {things}."


def test_the_form_goes_with_the_count() -> None:
    assert GREETINGS.say("files", count=1, folder="x") == "1 file in x"
    assert GREETINGS.say("files", count=0, folder="x") == "0 files in x"
    assert GREETINGS.say("files", count="?", folder="x") == "? files in x"


def test_a_flaw_in_the_wording_stops_nobody() -> None:
    assert GREETINGS.say("good.bye", name="Ada") == "good.bye"
    assert GREETINGS.say("hello", name="Ada") == "Hello Ada, you have {things}."


def test_a_message_is_rendered_and_its_values_may_have_any_name() -> None:
    catalogue = Catalogue("en", {"twice": "{key} {self} {count}"})
    assert catalogue.render(Message("twice", {"key": "a", "self": "b", "count": 2})) == "a b 2"


def test_what_a_language_lacks_is_said_in_english_by_the_rules_of_english() -> None:
    french = Catalogue("fr", {"hello": "Bonjour {name}"}, fallback=GREETINGS)
    assert french.say("hello", name="Ada") == "Bonjour Ada"
    assert french.say("files", count=0, folder="x") == "0 files in x"
    assert french.say("good.bye") == "good.bye"


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", {0: "other", 1: "one", 2: "other", -1: "one"}),
        ("es", {0: "other", 1: "one", 21: "other"}),
        ("fr-CA", {0: "one", 1: "one", 2: "other"}),
        ("zh-Hans", {0: "other", 1: "other"}),
        ("ru", {1: "one", 3: "few", 5: "many", 11: "many", 12: "many", 21: "one", 22: "few"}),
        ("pl", {0: "many", 1: "one", 2: "few", 12: "many", 21: "many", 22: "few"}),
        ("cs", {1: "one", 4: "few", 5: "other"}),
        ("ar", {0: "zero", 1: "one", 2: "two", 3: "few", 11: "many", 100: "other", 103: "few"}),
        ("xx", {1: "one", 2: "other"}),
        ("en", {None: "other", "1": "other", 1.0: "other"}),
    ],
)
def test_forms_of_numbers(language: str, forms: dict[object, str]) -> None:
    assert {count: plural_form(language, count) for count in forms} == forms


# Which language is spoken


@pytest.fixture
def with_languages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def make(*tags: str) -> None:
        for tag in tags:
            content = {"language": {"text": tag, "remark": ""}}
            (tmp_path / f"{tag}.json").write_text(json.dumps(content), "utf-8")
        monkeypatch.setattr(locales, "_FOLDER", tmp_path)
        monkeypatch.setattr(locales, "_read", locales._read.__wrapped__)

    return make


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        ("fr", "fr"),
        ("fr-CA", "fr"),
        ("FR_ca.UTF-8", "fr"),
        ("pt_BR.UTF-8", "pt-BR"),
        ("pt-PT", "en"),
        ("zh_hant_TW@x", "zh-Hant"),
        ("en-GB", "en"),
        ("C.UTF-8", "en"),
        ("POSIX", "en"),
        ("../fr", "en"),
        ("/etc/passwd", "en"),
        ("", "en"),
        (" ", "en"),
    ],
)
def test_a_language_by_its_tag(
    asked: str, spoken: str, with_languages: Callable[..., None]
) -> None:
    with_languages("en", "fr", "pt-BR", "zh-Hant")
    assert load(asked).say("language") == spoken


def test_the_system_names_the_language(
    with_languages: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    with_languages("en", "ar", "es", "fr", "ru")
    for name, tag in {"LANG": "ar_EG", "LC_MESSAGES": "es", "LC_ALL": "fr_FR"}.items():
        monkeypatch.setenv(name, f"{tag}.UTF-8")
        assert load().language == tag[:2]
    monkeypatch.setenv("LGQ_LANGUAGE", "ru")
    assert load().language == "ru"
    assert load("es").language == "es"
    monkeypatch.setenv("LGQ_LANGUAGE", "")
    assert load().language == "fr"


def test_english_is_spoken_by_default() -> None:
    assert load().language == "en"
    assert "en" in languages()


# What the files hold


def test_a_file_is_in_its_form() -> None:
    for language in languages():
        text = (CODE / "locales" / f"{language}.json").read_text("utf-8")
        assert text == written(json.loads(text)), f"{language}.json is not sorted or not indented"


def written(content: dict[str, Any]) -> str:
    return json.dumps(dict(sorted(content.items())), ensure_ascii=False, indent=2) + "\n"


def test_every_entry_has_a_text_and_a_remark() -> None:
    for key, entry in entries("en").items():
        assert entry.keys() == {"text", "remark"}, key
        assert entry["remark"].strip(), key
        assert all(form.strip() == form and form for form in forms(entry["text"])), key


def test_forms_have_their_names_and_always_the_last_one() -> None:
    for language in languages():
        for key, entry in entries(language).items():
            if not isinstance(entry["text"], str):
                assert "other" in entry["text"], key
                assert entry["text"].keys() <= FORMS, key
                assert "count" in names(entry["text"]["other"]), key


def test_braces_hold_nothing_but_names() -> None:
    for language in languages():
        for key, entry in entries(language).items():
            for form in forms(entry["text"]):
                assert not re.search(r"[{}]", re.sub(r"\{[a-z_]+\}", "", form)), key


def test_a_translation_has_the_keys_and_values_of_english() -> None:
    english = entries("en")
    for language in languages():
        for key, entry in entries(language).items():
            assert key in english, f"{language}.json: {key} is no key of en.json"
            assert names(entry["text"]) == names(english[key]["text"]), f"{language}.json: {key}"


# What the code says


def test_what_the_code_says_is_in_the_catalogue() -> None:
    english = entries("en")
    lacking = [f"{one.place}: {one.key}" for one in said(CODE) if one.key not in english]
    assert lacking == []


def test_a_sentence_is_given_all_its_values() -> None:
    english = entries("en")
    known = {f"do_{way}" for way in WAYS}
    lacking = [
        f"{one.place}: {one.key} lacks {sorted(absent)}"
        for one in said(CODE)
        if one.key in english and one.values is not None
        if (absent := names(english[one.key]["text"]) - one.values - known)
    ]
    assert lacking == []


def test_a_sentence_names_the_key_or_the_command_that_does_it() -> None:
    assert say("reopen.first").startswith("This response is completed; re-open it (F8)")
    by_commands()
    try:
        assert say("reopen.first").startswith("This response is completed; re-open it (/reopen)")
    finally:
        by_commands(False)


def test_keys_that_stand_in_tables_are_in_the_catalogue() -> None:
    english = entries("en")
    families = {key.partition(".")[0] for key in english}
    keys = {key for key in mentioned(CODE)[0] if key.partition(".")[0] in families}
    assert sorted(keys - english.keys()) == []


def test_no_sentence_is_left_that_nobody_says() -> None:
    literals, patterns = mentioned(CODE)
    unsaid = [
        key
        for key in entries("en")
        if key not in literals and not any(pattern.fullmatch(key) for pattern in patterns)
    ]
    assert unsaid == []


def test_the_search_finds_what_is_said(tmp_path: Path) -> None:
    (tmp_path / "code.py").write_text(
        'Message("a.one")\n'
        'Message("a.two", {"x": 1, "y": z})\n'
        'Message("a.three", values)\n'
        'catalogue.say("a.four" if z else "a.five", x=1)\n'
        'fault(where, "six")\n'
        'fault_with_near(where, "seven", word, known)\n'
        'TABLE = {1: "b.eight", 2: "not a key", 3: "e.g."}\n'
        'f"status.{z}", f"{name}.unread", f"definition.{key}", f"{a}.{b}"\n',
        "utf-8",
    )
    found = {one.key: one.values for one in said(tmp_path)}
    assert found == {
        "a.one": frozenset(),
        "a.two": {"x", "y"},
        "a.three": None,
        "a.four": {"x"},
        "a.five": {"x"},
        "definition.six": None,
        "definition.seven": None,
        "definition.seven_near": None,
    }
    literals, patterns = mentioned(tmp_path)
    assert literals == {*found, "b.eight"}
    assert [
        key
        for key in ("status.completed", "url.unread", "definition.any", "any.thing")
        if any(pattern.fullmatch(key) for pattern in patterns)
    ] == ["status.completed", "url.unread"]
