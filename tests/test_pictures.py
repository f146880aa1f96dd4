from __future__ import annotations

from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Label

from tests.pictures import compare, lines, picture


class Hello(App[None]):
    def __init__(self, name: str, colour: str = "white") -> None:
        super().__init__()
        self.text, self.colour = f"Hello, <{name}> & all", colour

    def compose(self) -> ComposeResult:
        label = Label(self.text, markup=False)
        label.styles.color = self.colour
        yield label


async def drawn(app: App[None]) -> str:
    async with app.run_test(size=(40, 3)):
        return picture(app)


async def test_a_picture_is_drawn_the_same_every_time_and_needs_no_internet() -> None:
    assert await drawn(Hello("city")) == await drawn(Hello("city"))
    assert "@font-face" not in await drawn(Hello("city"))


async def test_its_text_can_be_read() -> None:
    assert "Hello, <city> & all" in lines(await drawn(Hello("city")))[0].replace("\xa0", " ")


async def test_what_is_kept_is_compared(tmp_path: Path) -> None:
    path = tmp_path / "pictures" / "hello.svg"
    compare(await drawn(Hello("city")), path, update=True)
    compare(await drawn(Hello("city")), path)
    with pytest.raises(pytest.fail.Exception, match="<town>"):
        compare(await drawn(Hello("town")), path)
    assert (path.parent / "hello.new.svg").exists()


async def test_a_change_of_colour_alone_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "hello.svg"
    compare(await drawn(Hello("city")), path, update=True)
    with pytest.raises(pytest.fail.Exception, match="Only the colours"):
        compare(await drawn(Hello("city", "red")), path)


def test_a_picture_that_is_not_kept_yet_fails(tmp_path: Path) -> None:
    with pytest.raises(pytest.fail.Exception, match="--update-pictures"):
        compare("<svg></svg>", tmp_path / "new.svg")
