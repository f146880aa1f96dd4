"""Saves an answer in a process of its own, once it is told to: under the eyes of `strace`."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import sys
import threading
from pathlib import Path
from typing import Any

from lgq_tui.core.definition import Questionnaire
from lgq_tui.session.beginning import opened
from lgq_tui.session.session import Session
from lgq_tui.storage.atomic import SaveError
from tests.storage.forms import form

NAME = "kl.response.yaml"
OLD, NEW = "Lima", "Quito"
_MAY_BE_TRACED = 0x59616D61


def prepared(path: Path, questionnaire: Questionnaire, told: Any) -> Session:
    """A session over a file whose answer was just changed, and not yet saved."""
    session = opened(path, questionnaire, told)
    session.make_ready()
    session.interview.answer(("city",), NEW if path.exists() else OLD)
    return session


def save(folder: Path, questionnaire: Questionnaire, channel: socket.socket) -> None:
    """In a new process: get ready, wait, save, and tell what was told."""
    os.environ["LGQ_STATE_DIR"] = str(folder / "state")
    ctypes.CDLL(None).prctl(_MAY_BE_TRACED, ctypes.c_ulong(-1), 0, 0, 0)
    told: list[str] = []
    session = prepared(
        folder / NAME,
        questionnaire,
        lambda outcome: told.append(
            outcome.message.key if isinstance(outcome, SaveError) else "saved"
        ),
    )
    channel.send(str(os.getpid()).encode())
    channel.recv(10)
    session.save()
    session.settle(20)
    for thread in threading.enumerate():
        if thread.name == "lgq-keeper":
            thread.join(20)  # it tells after it is done
    # What is sent is not among the calls that are made to fail.
    channel.send(" ".join(told).encode())
    os._exit(0)


def main(address: str) -> None:
    """A process for each folder that is named by a connection."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    questionnaire = form()
    first = Path(sys.argv[2])
    for _ in range(2):  # all modules are loaded by that
        session = prepared(first / NAME, questionnaire, print)
        session.save()
        session.settle(20)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(address)
        server.listen()
        while True:
            channel, _ = server.accept()
            folder = channel.recv(4096).decode()
            if not folder:
                return
            if os.fork() == 0:
                save(Path(folder), questionnaire, channel)
            channel.close()


if __name__ == "__main__":
    main(sys.argv[1])
