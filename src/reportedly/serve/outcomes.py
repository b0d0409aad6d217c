"""What became of a forecast, in the words that every page has for it: on whose ruling, else how far its day is."""

from datetime import date

from msgspec import Struct

from reportedly import forecasts, wording
from reportedly.records import Judgement
from reportedly.serve import words


class Became(Struct, frozen=True):
    """What became of a forecast."""

    words: str  # "reported met", "2 days over", "in 35 days"
    is_over: bool  # whether its day has passed and nobody says that it was met or was not
    ruling: Judgement | None = None

    @property
    def outcome(self) -> str:
        """What a person says became of it; empty where nobody ruled."""
        return wording.became(self.ruling) if self.ruling else ""

    @property
    def line(self) -> str:
        """All of it in a line: "reported met, says Ada Orr, 13 Nov 2026, 16:10"."""
        if self.ruling is None:
            return self.words
        still = f", {self.outcome}" if forecasts.is_open(self.ruling) else ""
        return f"{self.words}{still}, says {words.clean(self.ruling.who, 60)}, {words.instant(self.ruling.made_at)}"


def became(horizon: date, today: date, ruling: Judgement | None) -> Became:
    """Return what became of a forecast.

    >>> became(date(2031, 5, 9), date(2031, 5, 11), None)
    Became(words='2 days over', is_over=True, ruling=None)
    """
    if ruling is not None and not forecasts.is_open(ruling):
        return Became(wording.outcome(ruling), is_over=False, ruling=ruling)
    return Became(words.due(horizon, today), horizon < today, ruling)
