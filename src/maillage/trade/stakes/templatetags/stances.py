"""How a position is drawn and said on a page."""

from dataclasses import dataclass

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from maillage.analysis.wording import signed
from maillage.core import french
from maillage.core.matrix.html import stance_bar
from maillage.ground.actors.choices import SourceKind
from maillage.ground.actors.readings.words import sure_words
from maillage.trade.stakes import words
from maillage.trade.stakes.choices import Stance
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
    position = cell_position.position
    source = str(position.source.get_kind_display())
    if cell_position.who:
        source = f"{source}, {french.from_whom(cell_position.who)}"
    if position.source.kind == SourceKind.LINK:
        readers = _("lu par %(who)s") % {"who": position.get_visibility_display()}
        return _("%(source)s ; donné par l’acteur lui-même ; %(readers)s.") % {
            "source": source,
            "readers": readers,
        }
    recorded = _("noté par %(name)s le %(day)s") % {
        "name": position.author.short_name,
        "day": french.long_date(position.recorded_at.date()),
    }
    sure = sure_words(position)
    readers = _("lu par %(who)s") % {"who": position.get_visibility_display()}
    return f"{source} ; {recorded} ; {sure} ; {readers}."
