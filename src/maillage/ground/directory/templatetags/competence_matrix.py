"""What the page of competences says of each column on screen."""

from dataclasses import dataclass

from django import template

from maillage.core.matrix.window import Window
from maillage.ground.directory.competence_matrix import words as holding_words
from maillage.ground.directory.records.models.organisations import Competence

register = template.Library()


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """A competence, and who holds it in a sentence."""

    label: str
    sentence: str


@register.simple_tag
def column_readings(window: Window) -> list[ColumnReading]:
    """Each column on screen; none when only a part of the structures is there."""
    if not window.row_span.is_whole:
        return []
    return [
        ColumnReading(column.label, holding_words.column_words(window, column))
        for column in window.columns
    ]


@register.filter
def dated_words(row: Competence) -> str:
    """What a dated row says, and from when to when."""
    return holding_words.state_words(row)
