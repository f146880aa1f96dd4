"""The lock beside a response: one has it, the next one hears who, and it goes on to who waits."""

from __future__ import annotations

from pathlib import Path

from lgq_tui.storage.found import lock_of
from lgq_tui.storage.lock import Lock
from tests.storage.forms import NOW


def _asked(lock: Lock) -> str | None:
    """Who is said to have it."""
    holder = lock.take("somebody", NOW)
    return holder.by if holder is not None else None


def test_one_has_it_and_the_next_one_hears_who(tmp_path: Path) -> None:
    file = tmp_path / "r.yaml"
    ada, ben = Lock(file), Lock(file)
    assert ada.take("Ada", NOW) is None
    assert _asked(ben) == "Ada"
    ada.release()
    assert not lock_of(file).exists()
    assert ben.take("Ben", NOW) is None
    ben.release()


def test_who_goes_on_without_it_has_it_once_it_is_free(tmp_path: Path) -> None:
    file = tmp_path / "r.yaml"
    ada, ben, cy = Lock(file), Lock(file), Lock(file)
    ada.take("Ada", NOW)
    ben.insist("Ben", NOW)
    ben.try_again()
    assert _asked(cy) == "Ada"
    ada.release()
    ben.try_again()
    assert _asked(cy) == "Ben"
    ben.release()


def test_who_has_left_waits_no_longer(tmp_path: Path) -> None:
    file = tmp_path / "r.yaml"
    ada, ben = Lock(file), Lock(file)
    ada.take("Ada", NOW)
    ben.insist("Ben", NOW)
    ben.release()
    ada.release()
    ben.try_again()
    assert not lock_of(file).exists()
