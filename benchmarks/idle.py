"""What lgq does while nobody does anything: bytes written and processor time, in ten seconds.

It stands on a question with the cursor in a text field, and has had some seconds to settle. An
empty Textual application and one with a lone Input, whose cursor blinks, run beside it.
"""

from __future__ import annotations

import sys

from benchmarks import responses, terminal
from benchmarks.terminal import Terminal, busy, floor, lgq

SECONDS = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
SETTLE = 5.0


def main() -> None:
    terminal.need_pseudo_terminal()
    with terminal.workplace() as (folder, environment):
        file = folder / "idle.response.yaml"
        responses.half_filled(file, position="portals")
        commands = {
            "empty application": floor("empty"),
            "lone Input": floor("input"),
            "lgq": lgq("fill", file),
        }
        for name, command in commands.items():
            with Terminal(command, environment) as program:
                program.settle(SETTLE)
                before = busy(program.pid)
                written = sum(len(chunk.data) for chunk in program.read(SECONDS + 1, SECONDS))
                used = busy(program.pid) - before
            target = " (target 0 and 0)" if name == "lgq" else ""
            print(f"{name:18} {written:6} bytes  {used * 1000:6.0f} ms of processor{target}")
        print(f"in {SECONDS:.0f} s each")


if __name__ == "__main__":
    main()
