"""Invented cities in real countries, and folders of their responses, for tests and benchmarks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from lgq_tui.core.answer_types.countries import countries
from lgq_tui.core.definition import Questionnaire
from lgq_tui.core.queries import Query
from lgq_tui.core.response import AMENDED, COMPLETED, IN_PROGRESS, Response
from lgq_tui.core.sources import MODES, AnswerSource
from lgq_tui.storage import names, responses, seal

FILLED = Path(__file__).parents[1] / "examples" / "kuala-lumpur.response.yaml"
INVITED = 193

_BEGINNINGS = "Al Bel Cor Dun El Fal Gar Hol Ives Jor Kal Lum Mar Nov"
_ENDINGS = "anda borough eira ford grad holm istan kyo mouth pura ravia stad tonga ville"
_STATUSES = (COMPLETED, IN_PROGRESS, COMPLETED, AMENDED, IN_PROGRESS)
_BEGUN = datetime(2026, 11, 2, 9, tzinfo=UTC)


class City(NamedTuple):
    """A city that is not, in a country that is (alpha-2)."""

    name: str
    country: str


def cities(count: int = INVITED) -> Iterator[City]:
    """So many cities, all different; the first 196 have names without a number."""
    codes = [code for code, _ in countries()]
    words = ["".join(word) for word in product(_BEGINNINGS.split(), _ENDINGS.split())]
    for number in range(count):
        again = number // len(words)
        name = words[number % len(words)] + (f" {again + 1}" if again else "")
        yield City(name, codes[number % len(codes)])


def filled(
    questionnaire: Questionnaire, city: City, number: int, complete: bool = False
) -> Response:
    """The response of a city: the example with other answers, at some stage of the work."""
    example = responses.read(FILLED, questionnaire)
    site = names.safe(city.name)
    answers: dict[str, Any] = {
        **_with_site(example.answers, f"{site}.example"),
        "city": city.name,
        "country": city.country,
        "mobile_share": {"percentage": number % 100},
    }
    status = COMPLETED if complete else _STATUSES[number % len(_STATUSES)]
    response = responses.new(questionnaire, _BEGUN + timedelta(minutes=number))
    modified = _BEGUN + timedelta(days=number % 20, minutes=number)
    source = AnswerSource(MODES[number % len(MODES)], f"{site}.pdf", "page 1", "as they say")
    asked = Query.asked("From which year is this share?", responses.stamp(modified), "Ada")
    if status == IN_PROGRESS:
        kept = list(answers)[: 4 + number % (len(answers) - 4)]
        answers = {name: answers[name] for name in kept}
    made = response._replace(
        status=status,
        modified=responses.stamp(modified),
        authors=("Ada", "Ben")[: 1 + number % 2],
        position=example.position,
        answers=answers,
        missing={} if status == IN_PROGRESS else example.missing,
        notes=example.notes,
        accepted={} if status == IN_PROGRESS else example.accepted,
        sources={"city": source, "mobile_share.percentage": source},
        queries={"mobile_share.percentage": (asked,)} if number % 3 == 0 else {},
    )
    return made._replace(seal={"digest": seal.digest_of(made)})


def _with_site(value: Any, site: str) -> Any:
    """Answers with links to a site of the city's own."""
    if isinstance(value, Mapping):
        return {name: _with_site(part, site) for name, part in value.items()}
    if isinstance(value, list):
        return [_with_site(part, site) for part in value]
    return value.replace("www.dbkl.gov.my", f"www.{site}") if isinstance(value, str) else value


def fill(
    folder: Path, questionnaire: Questionnaire, count: int = INVITED, complete: bool = False
) -> list[Path]:
    """Write the responses of so many cities as the program writes them; their files.

    With `complete`, all are; else some are still being filled.
    """
    paths = []
    for number, city in enumerate(cities(count)):
        path = folder / names.safe(city.name, ".response.yaml")
        response = filled(questionnaire, city, number, complete)
        path.write_bytes(responses.text_of(path, response, questionnaire))
        paths.append(path)
    return paths
