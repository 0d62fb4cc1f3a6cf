"""What do positions know of a person, and what is erased of them?"""

from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from maillage.core.personal import Chapter, Room, Somebody, personal
from maillage.core.points import Reader
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.journal.erasable import Erasable, drop_rows, each_line, mask_texts
from maillage.ground.actors.choices import SubjectKind
from maillage.ground.actors.models import Position, ReadingQuerySet, Source
from maillage.ground.directory.rights.queries import day
from maillage.trade.stakes.findings.models import Finding, FindingReading
from maillage.trade.stakes.stakes.models import LabelChoice, Stake
from maillage.trade.stakes.themes.models import Theme, ThemeChoice
from maillage.trade.stakes.words import numbered_stance

ERASABLES = (
    Erasable(Finding, "", ("statement", "source", "why_retired"), way=each_line),
    Erasable(FindingReading, "", ("said", "proposes"), way=each_line),
    Erasable(Theme, "", ("label", "description"), way=each_line),
    Erasable(ThemeChoice, "theme", ("reason",), way=each_line),
    Erasable(Stake, "", ("label", "description", "why_closed"), way=each_line),
    Erasable(LabelChoice, "stake", ("reason",), way=each_line),
)


def _positions(access: Access) -> ReadingQuerySet[Position]:
    """The positions on stakes and themes that the reader sees."""
    kinds = (SubjectKind.STAKE, SubjectKind.THEME)
    return Position.objects.visible_to(access).filter(subject__kind__in=kinds)


def export_positions(reader: Reader, somebody: Somebody) -> Sequence[Chapter]:
    """Their positions, and those that they told or whose words name them."""
    access = as_access(reader)
    positions, read = _positions(access), Source.objects.visible_to(access)
    told_by = somebody.numbers_naming(read, "who")
    words = somebody.numbers_naming(positions, "said")
    theirs = positions.filter(
        Q(actor__person=somebody.number) | Q(pk__in=words) | Q(source__in=told_by)
    )
    seen = set(read.filter(pk__in=theirs.values("source")).values_list("pk", flat=True))
    rows = [
        (
            str(one.actor),
            one.subject.label,
            numbered_stance(one.value),
            day(one.on),
            one.source.who if one.source_id in seen else "",
            one.said,
            day(one.expires_on),
        )
        for one in theirs.select_related(
            "actor__organisation", "actor__person", "subject", "source"
        ).order_by("on", "pk")
    ]
    headers = (
        _("Acteur"),
        _("Enjeu"),
        _("Position"),
        _("Le"),
        _("Auprès de"),
        _("Ce qui est écrit"),
        _("À effacer le"),
    )
    return (Chapter(_("Positions"), headers, rows),)


def forget_positions(somebody: Somebody) -> None:
    """Their own positions go; their name goes from the words and the sources of the others."""
    rows = Position.objects.filter(cooperation__workspace=somebody.workspace_id)
    drop_rows(rows.filter(actor__person=somebody.number))
    mask_texts(rows, ("said",), somebody)
    sources = Source.objects.filter(cooperation__workspace=somebody.workspace_id)
    mask_texts(sources, ("who",), somebody)
    for erasable in ERASABLES:
        erasable.erase(somebody)


@personal.answer
def positions_of_people() -> Sequence[Room]:
    """What this room tells and erases of a person."""
    return (Room(export_positions, forget_positions),)
