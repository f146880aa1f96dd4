"""A questionnaire of ten thousand questions, of all the simple types in turn."""

from __future__ import annotations

from pathlib import Path

QUESTIONS = 10_000

_TYPES = ("text", "integer", "yes_no", "url", "paragraph", "select_one", "percentage", "date")


def write(path: Path, per_section: int, questions: int = QUESTIONS) -> Path:
    """Write the definition, with so many questions in each section, and return its path."""
    lines = ["id: large", 'version: "1"', "title: Large", "language: en", "sections:"]
    for number in range(questions):
        if number % per_section == 0:
            section = number // per_section + 1
            lines += [f"  - id: section_{section}", f"    title: Section {section}", "    items:"]
        lines += _question(number)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def question_id(number: int) -> str:
    """The id of a question, counted from 0."""
    return f"question_{number + 1}"


def _question(number: int) -> list[str]:
    kind = _TYPES[number % len(_TYPES)]
    lines = [
        f"      - id: {question_id(number)}",
        f'        number: "{number + 1}"',
        f"        type: {kind}",
        f"        label: What is there to say about matter {number + 1} in your city?",
    ]
    if kind == "select_one":
        lines.append("        choices: [{id: low, label: Low}, {id: high, label: High}]")
    return lines
