"""How a position is drawn and said on a page."""

from dataclasses import dataclass

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from maillage.analysis.wording import signed
from maillage.core import french
from maillage.core.matrix.html import stance_bar
from maillage.ground.actors.choices import SourceKind
from maillage.ground.actors.models import Reading
from maillage.ground.actors.readings.words import sure_words
from maillage.trade.stakes import words
from maillage.trade.stakes.choices import Stance
from maillage.trade.stakes.findings.views.cell import CellJudgement
from maillage.trade.stakes.positions.queries.table import CellPosition

register = template.Library()


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the scale: its bar, its number, its words."""

    bar: SafeString
    number: str
    words: str


@register.simple_tag
def scale() -> list[Step]:
    """The nine steps, from the most for to the most against."""
    return [Step(stance_bar(one.value), signed(one.value), str(one.label)) for one in Stance]


@register.filter
def numbered_stance(value: int) -> str:
    """A position with its number."""
    return words.numbered_stance(value)


@register.filter
def source_words(cell_position: CellPosition) -> str:
    """How a position was known, by whom it was recorded, who may read it."""
    return _source_words(cell_position.position, cell_position.who)


@register.filter
def judgement_source(cell_judgement: CellJudgement) -> str:
    """The same of what a structure says of a finding."""
    return _source_words(cell_judgement.judgement, cell_judgement.who)


def _source_words(reading: Reading, who: str) -> str:
    source = str(reading.source.get_kind_display())
    if who:
        source = f"{source}, {french.from_whom(who)}"
    readers = _("lu par %(who)s") % {"who": reading.get_visibility_display()}
    if reading.source.kind == SourceKind.LINK:
        return _("%(source)s ; donné par l’acteur lui-même ; %(readers)s.") % {
            "source": source,
            "readers": readers,
        }
    recorded = _("noté par %(name)s le %(day)s") % {
        "name": reading.author.short_name,
        "day": french.long_date(reading.recorded_at.date()),
    }
    return f"{source} ; {recorded} ; {sure_words(reading)} ; {readers}."
