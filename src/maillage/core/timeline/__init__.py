"""The Timeline: what lasted, what lasts, what comes, drawn over time and told in a table."""

from maillage.core.timeline.answer import answer_timeline
from maillage.core.timeline.description import Landmark, Line, Moment, Span, Timeline

__all__ = ["Landmark", "Line", "Moment", "Span", "Timeline", "answer_timeline"]
