"""What does the nature of the cooperation tell on the pages of the other rooms?"""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.excerpts import Excerpt, excerpts
from maillage.core.panels import Panel, lines_panel, panels
from maillage.core.points import Reader
from maillage.core.probes import probe
from maillage.core.sheet import Line
from maillage.foundation.cooperations.records.models import visible_records
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.trade.context import permissions
from maillage.trade.context.nature import states
from maillage.trade.context.nature.models import NatureReading
from maillage.trade.context.nature.queries import natures

LATEST = 3


@panels.answer
def nature_of_sheet(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """How a structure lives the cooperation, its last three words, in one query."""
    access = as_access(reader)
    if kind != "organisation" or not permissions.can_open_nature(access):
        return ()
    rows = natures(access).filter(actor__organisation=number, withdrawn_at__isnull=True)
    lines = [
        Line(
            label=str(one).capitalize(),
            note=", ".join(part for part in (french.long_date(one.on), one.moved_by) if part),
            url=reverse("context:nature_of", args=[access.cooperation.slug, one.actor_id]),
        )
        for one in rows.order_by("-on", "-pk")[:LATEST]
    ]
    note = lines[0].label.lower() if lines else ""
    return lines_panel(_("Pour elle, la coopération est"), lines, note, on_paper=False)


@excerpts.answer
def nature_of_excerpt(reader: Reader) -> Sequence[Excerpt]:
    """A reading of the nature, for whoever may note it."""
    access = as_access(reader)
    if not permissions.can_keep_signals(access):
        return ()
    url = reverse("context:nature_add", args=[access.cooperation.slug])
    return (Excerpt(_("En faire une lecture : souhaitée ou imposée"), url),)


visible_records.answer(lambda: (NatureReading,))


probe(
    "pre.context.nature",
    load=states.load,
    reads="officers",
    topics={"nature", "members", "organisations"},
)(states.nature_read)
