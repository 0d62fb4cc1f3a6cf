"""Which missions does the heading judge?"""

from maillage.core.probes import probe
from maillage.foundation.cooperations.records.models import visible_records
from maillage.trade.context.heading import states
from maillage.trade.context.heading.models import HeadingStep

TOPICS = {"heading", "signals"}


visible_records.answer(lambda: (HeadingStep,))


for leaf, judge in (
    ("pre.complexity.moving-context", states.heading_state),
    ("implementation.timing", states.timing_state),
):
    probe(leaf, load=states.load, reads="officers", topics=TOPICS)(judge)
