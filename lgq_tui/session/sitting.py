"""A sitting of somebody who types what others told: where that comes from, until told else."""

from __future__ import annotations

from datetime import UTC, datetime

from lgq_tui.core.interview import Interview
from lgq_tui.core.response import Response
from lgq_tui.core.sources import SELF, AnswerSource
from lgq_tui.locales.times import short
from lgq_tui.storage import responses, settings


class Sitting:
    """Signs the answers of an interview with who gave them, when, and where they came from."""

    def __init__(self, interview: Interview, response: Response) -> None:
        self._interview = interview
        self._response = response.id
        self._unit = response.part.unit if response.part is not None else ""
        self.source: AnswerSource | None = None
        """Where the answers of now come from; None while nobody has said."""
        interview.giving = self._giving

    def begin(self, source: AnswerSource | None) -> None:
        """From now on, answers come from there."""
        self.source = source.cleaned().unsigned if source is not None else None

    def remember(self) -> None:
        """Offer what this one begins with to the next one; not for the interface's thread."""
        from lgq_tui.storage import sittings

        if self.source is not None:
            sittings.keep(settings.author(), self._response, self.source)

    def last(self) -> AnswerSource | None:
        """What the same person gave last, of this response if they did; not for the interface's
        thread."""
        from lgq_tui.storage import sittings

        return sittings.last(settings.author(), self._response)

    def set_source(self, item: str, source: AnswerSource | None) -> None:
        """Say where one answer came from, where it differs; None takes that back."""
        self._interview.set_source(item, source and self._signed(source))

    def _giving(self) -> AnswerSource | None:
        if self.source is not None:
            return self._signed(self.source)
        # Of what several people answer, each answer says whose it is.
        is_shared = self._interview.is_shared
        return self._signed(AnswerSource(SELF, unit=self._unit)) if is_shared else None

    def _signed(self, source: AnswerSource) -> AnswerSource:
        return source.signed(settings.author(), responses.stamp(datetime.now(UTC)))


def signature_of(source: AnswerSource) -> str:
    """Who typed an answer and when, as short as can be: `AB 14:05`; "" where nobody knows."""
    who = settings.initials_of(source.by) if source.by else ""
    return " ".join(filter(None, (who, short(source.at) if source.at else "")))
