"""What items and choices were called in earlier editions."""

from tests.forms import form

FORM = form("""
- {id: readers, type: integer, was: visitors}
- id: head
  type: group
  was: [librarian, director]
  items:
    - {id: address, type: email, was: librarian.email}
- id: lent
  type: select_multiple
  choices:
    - {id: discs, label: Discs, was: [tapes, records]}
    - {id: games, label: Games, was: games}
    - {id: puzzles, label: Puzzles, was: games}
""")


def test_one_id_or_several() -> None:
    assert FORM.by_path["readers"].was == ("visitors",)
    assert FORM.by_path["head"].was == ("librarian", "director")
    assert FORM.by_path["head.address"].was == ("librarian.email",)


def test_choices_have_theirs() -> None:
    choices = {choice.id: choice.was for choice in FORM.by_path["lent"].choices}
    assert choices == {
        "discs": ("tapes", "records"),
        "games": ("games",),
        "puzzles": ("games",),
    }
