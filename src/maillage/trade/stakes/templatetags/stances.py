"""How a position is drawn and said on a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from maillage.analysis.wording import signed
from maillage.core import french
from maillage.core.matrix.html import stance_bar
from maillage.ground.actors.choices import Confidence, SourceKind
from maillage.ground.actors.models import Reading
from maillage.trade.stakes import words
from maillage.trade.stakes.choices import Stance
from maillage.trade.stakes.findings.views.cell import CellJudgement
from maillage.trade.stakes.permissions import readers_words
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
    one = cell_position
    gathered = _gathered_words(one.position, one.who, shows_source=one.shows_source)
    return _sentence([*gathered, _read_by(one.position)])


@register.filter
def judgement_source(cell_judgement: CellJudgement, shared: str = "") -> str:
    """The same of what a structure says of a finding; not who reads it where that is `shared`."""
    one = cell_judgement
    gathered = _gathered_words(one.judgement, one.who, shows_source=one.shows_source)
    return _sentence(gathered if shared else [*gathered, _read_by(one.judgement)])


def _gathered_words(reading: Reading, who: str, *, shows_source: bool) -> list[str]:
    """« entretien », « noté par H. Marchadier le 30 novembre 2026 », and a doubt if there is."""
    source = str(reading.source.get_kind_display())
    recorded = [] if reading.source.kind == SourceKind.LINK else [_recorded_words(reading)]
    if not shows_source:
        return recorded or [source]
    if who:
        source = f"{source}, {french.from_whom(who)}"
    if not recorded or reading.confidence == Confidence.SURE:
        return [source, *recorded]
    doubt = _("lecture %(sure)s") % {"sure": reading.get_confidence_display()}
    return [source, *recorded, doubt]


def _read_by(reading: Reading) -> str:
    return _("lu par %(who)s") % {"who": readers_words(reading.visibility)}


def _sentence(parts: Sequence[str]) -> str:
    return f"{french.capital(' ; '.join(parts))}."


def _recorded_words(reading: Reading) -> str:
    return _("noté par %(name)s le %(day)s") % {
        "name": reading.author.short_name,
        "day": french.long_date(reading.recorded_at.date()),
    }
