"""Responses begun for a list of cities: whatever is wrong with a line, the others are begun."""

from __future__ import annotations

from pathlib import Path

import pytest

from lgq_tui.core.messages import NotDoneError
from lgq_tui.locales.speech import render
from lgq_tui.session.desk.cities import CityList, Started, city_of, read_list
from lgq_tui.session.desk.desk import Desk
from lgq_tui.storage import responses
from lgq_tui.storage.atomic import SaveError
from lgq_tui.storage.definitions import load, shipped
from lgq_tui.storage.plain import UnreadableError
from tests.storage.forms import NOW

LGQ = load(shipped())


def listed(folder: Path, text: str | bytes) -> CityList:
    path = folder / "cities.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_list(path, LGQ)


def flaws(there: CityList) -> list[tuple[int, str]]:
    return [(flaw.line, flaw.message.key) for flaw in there.flaws]


def names(there: CityList) -> list[tuple[str, str]]:
    return [(city.answers["city"], city.answers["country"]) for city in there.cities]


def start(folder: Path, there: CityList) -> tuple[Started, ...]:
    return Desk(folder, LGQ, clock=lambda: NOW).start(there.cities)


def test_a_list_is_started_and_starting_it_twice_changes_nothing(tmp_path: Path) -> None:
    there = listed(
        tmp_path,
        "city,country,assigned,contact.organization,mobile_share.percentage\n"
        "Lima,Peru,Ben,Town Hall,12\n"
        "Quito,EC,,,\n",
    )
    first = start(tmp_path, there)
    assert [one.path and one.path.name for one in first] == [
        "lima-peru.response.yaml",
        "quito-ecuador.response.yaml",
    ]
    lima = responses.read(tmp_path / "lima-peru.response.yaml", LGQ)
    assert lima.answers == {
        "city": "Lima",
        "country": "PE",
        "mobile_share": {"percentage": 12},
        "contact": {"organization": "Town Hall"},
    }
    assert (lima.status, lima.created) == ("in-progress", "2026-11-23T10:12:00Z")
    desk = Desk(tmp_path, LGQ)
    assert [(row.name, row.assigned) for row in desk.load()] == [
        ("Lima, Peru", "Ben"),
        ("Quito, Ecuador", ""),
    ]
    before = {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    again = start(tmp_path, there)
    assert [one.message and one.message.key for one in again] == ["cities.on_desk"] * 2
    assert {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before


@pytest.mark.parametrize(
    "text",
    [
        "City/municipality;Country;assigned\nSão Paulo;Brazil;Ana\n",
        "COUNTRY\tcity\nbr\tSão Paulo\n",
        '"country","city"\r\n"Brasil","São Paulo"\r\n,\r\n\r\n',
        "sep=;\ncity;country\nSão Paulo;BRA\n",
        "\ufeffcity,country\nSão Paulo,Brazil\n",
        "city,country\nSão Paulo,Brazil\n".encode("cp1252"),
        "city\tcountry\nSão Paulo\tBrazil\n".encode("utf-16"),
        "\n\ncity , country\n São Paulo , Brazil \n",
    ],
)
def test_a_list_is_read_however_a_program_wrote_it(text: str | bytes, tmp_path: Path) -> None:
    there = listed(tmp_path, text)
    assert (names(there), flaws(there)) == ([("São Paulo", "BR")], [])


def test_what_is_wrong_is_said_with_its_line_and_the_rest_is_taken(tmp_path: Path) -> None:
    there = listed(
        tmp_path,
        "city,country,population,mobile_share.percentage,mayor\n"
        "Lima,Peru,8000000,\n"
        "LIMA,PE,,\n"
        "Atlantis,Nowhere,,\n"
        ",Peru,,\n"
        "\n"
        "Washington, D.C.,United States,,,9\n"
        '"La Paz\nEl Alto", "Bolivia",,many\n'
        "Quito,Ecuador,,40%\n",
    )
    assert names(there) == [("Lima", "PE"), ("La Paz El Alto", "BO"), ("Quito", "EC")]
    assert flaws(there) == [
        (1, "cities.no_column"),
        (1, "cities.no_column"),
        (3, "cities.twice"),
        (4, "country.unknown"),
        (5, "cities.blank"),
        (7, "cities.long_line"),
        (8, "percentage.unread"),
    ]
    assert there.cities[2].answers["mobile_share.percentage"] == 40
    assert all(render(flaw.message) != flaw.message.key for flaw in there.flaws)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "file.empty"),
        ("\n \n", "cities.lacks"),
        ("Lima,Peru\nQuito,Ecuador\n", "cities.lacks"),
        ("city\nLima\n", "cities.lacks"),
        ("city,country,City/municipality\n", "cities.column_twice"),
        (bytes(range(256)) * 20, "import.damaged"),
        (b"PK\x03\x04" + bytes(range(256)) * 20, "cities.workbook"),
        ('city,country\nLima,Peru\n"Quito,Ecuador\nCuzco,Peru\n', "cities.no_table"),
        ("city,country\n" + "x" * 200_000 + ",PE\n", "cities.no_table"),
        (b"x" * 2_000_001, "file.too_large"),
    ],
)
def test_what_is_no_list_is_told(text: str | bytes, key: str, tmp_path: Path) -> None:
    with pytest.raises((NotDoneError, UnreadableError)) as caught:
        listed(tmp_path, text)
    error = caught.value
    assert isinstance(error, NotDoneError | UnreadableError)
    assert (error.message.key, render(error.message) == key) == (key, False)


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "lima-peru.response.yaml").write_bytes(bytes(10))
    (tmp_path / "quito-ecuador.response.yaml").symlink_to(tmp_path / "gone")
    there = listed(tmp_path, "city,country\nLima,Peru\nQuito,Ecuador\nCuzco,Peru\n")
    done = [one.message and one.message.key for one in start(tmp_path, there)]
    assert done == ["cities.file_there", "cities.file_there", None]
    assert (tmp_path / "lima-peru.response.yaml").read_bytes() == bytes(10)
    assert not (tmp_path / "gone").exists()


def test_two_cities_with_names_of_the_same_letters_have_two_files(tmp_path: Path) -> None:
    there = listed(tmp_path, "city,country\nSt. John,Canada\nSt John,Canada\nst.john!,CA\n")
    done = [one.path and one.path.name for one in start(tmp_path, there)]
    assert done == [
        "st-john-canada.response.yaml",
        "st-john-canada-2.response.yaml",
        "st-john-canada-3.response.yaml",
    ]


def test_one_city_is_started_from_what_somebody_types(tmp_path: Path) -> None:
    city = city_of(LGQ, {"city": " Lima ", "country": "peru"})
    [done] = Desk(tmp_path, LGQ).start([city])
    assert done.path == tmp_path / "lima-peru.response.yaml"
    for texts in ({"city": "Lima"}, {"city": "Lima", "country": "Nowhere"}):
        with pytest.raises(NotDoneError):
            city_of(LGQ, texts)


def test_a_folder_that_takes_nothing_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lgq_tui.storage import disk

    def refuse(old: Path, new: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(disk, "replace", refuse)
    city = city_of(LGQ, {"city": "Lima", "country": "peru"})
    with pytest.raises(SaveError) as caught:
        Desk(tmp_path, LGQ).start([city])
    assert caught.value.message.key == "save.not_allowed"
    assert list(tmp_path.glob("*.yaml")) == []


def test_what_was_started_is_assigned_where_the_rest_could_not_be(tmp_path: Path) -> None:
    """Started again, the list says of these that they are on the desk already."""
    there = listed(tmp_path, "city,country,assigned\nLima,Peru,Ben\nQuito,Ecuador,Ben\n")

    def stop(share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Desk(tmp_path, LGQ, clock=lambda: NOW).start(there.cities, stop)
    assert [(row.name, row.assigned) for row in Desk(tmp_path, LGQ).load()] == [
        ("Lima, Peru", "Ben")
    ]
