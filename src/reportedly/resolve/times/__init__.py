"""Times that a text names, and the days by which forecasts fall due."""

from reportedly.resolve.times.expressions import filed_on, horizon, times

__all__ = ["filed_on", "horizon", "times"]
