"""Which missions does the heading judge, and what does it tell on the portrait?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.core.links import address
from maillage.core.panels import Panel, panels
from maillage.core.points import Reader
from maillage.core.probes import probe
from maillage.foundation.cooperations.records.models import visible_records
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.trade.context.heading import states
from maillage.trade.context.heading.models import HeadingStep
from maillage.trade.context.heading.queries import steps

TOPICS = {"heading", "signals"}


visible_records.answer(lambda: (HeadingStep,))


for leaf, judge in (
    ("pre.complexity.moving-context", states.heading_state),
    ("implementation.timing", states.timing_state),
):
    probe(leaf, load=states.load, reads="officers", topics=TOPICS)(judge)


@panels.answer
def heading_of_portrait(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """The last version of the heading that this reader sees, in one query."""
    access = as_access(reader)
    if kind != "cooperation" or number != access.cooperation_id:
        return ()
    step = steps(access).first()
    if step is None:
        return ()
    url = address("context:heading", access.cooperation.slug)
    context: dict[str, object] = {"step": step, "heading_url": url}
    return (Panel(_("Le cap"), "context/parts/portrait_heading.html", context),)
