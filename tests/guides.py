"""Pictures of the documentation, taken where its walks are played, and compared like all pictures."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from tests.pictures import compare, picture
from tests.tui.person import Person
from tests.tui.tour import at_rest

Look = Callable[[Person, str], Awaitable[None]]


@pytest.fixture
def look(request: pytest.FixtureRequest) -> Look:
    """Compares the screen with a picture in the folder that the test's module calls `PICTURES`."""
    folder = request.module.PICTURES
    update: bool = request.config.getoption("--update-pictures")

    async def at(person: Person, name: str) -> None:
        person.app.clear_notifications()
        await at_rest(person)
        compare(picture(person.app), folder / f"{name}.svg", update)

    return at
