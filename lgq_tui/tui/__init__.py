"""The full-screen interview: what the core knows, shown and asked with Textual."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lgq_tui.core.definition import Questionnaire
from lgq_tui.locales.speech import say
from lgq_tui.session.starting import do_without_tls, let_nobody_wait

if TYPE_CHECKING:
    from lgq_tui.session.packets import Packet
    from lgq_tui.session.session import Proposed
    from lgq_tui.session.settling import Settlement
    from lgq_tui.tui.app import LgqApp


def run(
    questionnaire: Questionnaire,
    path: Path | None,
    proposed: Proposed | None = None,
    assisted: bool = False,
    told: str = "",
    waiting: Sequence[Packet] = (),
) -> int:
    """Run the interview over a response file, or the welcome screen; the exit status.

    With `proposed`, a document and what it says, the interview begins with going through that;
    with `assisted`, staff type what somebody else has told. `told` is said to begin with;
    `waiting` are parts of the response that came back, to be decided on first.

    `plain.UnreadableError`, before the screen is taken, where the file is no such response.
    """
    app = _app(questionnaire)
    if path is not None:
        app.begin_with(path, proposed, assisted, told)
        app.await_packets(waiting)
    app.run()
    app.save_all()
    if app.left is not None:
        sys.stdout.write(say("cli.left", path=app.left) + "\n")
        if app.left_beside is not None:
            names = {"name": app.left.name, "other": app.left_beside.name}
            sys.stdout.write(say("leave.apart", **names) + "\n")
    return _status(app)


def run_desk(questionnaire: Questionnaire, folder: Path) -> int:
    """Run the desk over a folder of responses; the exit status."""
    app = _app(questionnaire)
    from lgq_tui.session.desk.desk import Desk

    app.begin_at(Desk(folder, questionnaire))
    app.run()
    app.save_all()
    return _status(app)


def run_settling(questionnaire: Questionnaire, settlement: Settlement) -> str | None:
    """Decide what two people entered differently; a sentence that says what came of it, if there is
    anything to say."""
    app = _app(questionnaire)
    app.begin_settling(settlement)
    return app.run()


def _app(questionnaire: Questionnaire) -> LgqApp:
    """The application, before it takes the screen."""
    do_without_tls()
    _do_without_unused_widgets()
    from lgq_tui.tui.app import LgqApp
    from lgq_tui.tui.decoding import take_any_bytes

    take_any_bytes()
    # What is drawn goes to the terminal in a thread of its own, which is not to wait for whatever
    # comes after the drawing; nor are keys to wait for a thread that saves.
    let_nobody_wait()
    return LgqApp(questionnaire)


def _status(app: LgqApp) -> int:
    """The exit status, once what could not be saved last is told."""
    if app.failed is not None:
        from lgq_tui.session.session import sentence

        sys.stderr.write(f"lgq: {sentence(app.failed)}\n")
        return 2
    return app.return_code or 0


def _do_without_unused_widgets() -> None:
    """Have the command palette take the one name that it needs of `textual.types` from where that
    is made: the other names there load a tree, a select and a list of folders."""
    if "textual.types" in sys.modules or "textual.command" in sys.modules:
        return
    import textual._types

    sys.modules["textual.types"] = textual._types
    try:
        import textual.command
    except ImportError:  # another Textual, which needs more of it, gets all
        pass
    finally:
        del sys.modules["textual.types"]
