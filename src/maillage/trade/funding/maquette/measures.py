"""Which amounts may the table show to this reader, and in which words?"""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from maillage.trade.funding.maquette.readings import MEASURES, Entry

USUAL, REQUESTED = MEASURES[:2]
MEASURE_WORDS = dict(
    zip(
        MEASURES,
        (
            _("ce qui est retenu"),
            pgettext_lazy("money", "tout ce qui a été demandé"),
            pgettext_lazy("money", "tout ce qui a été accordé"),
            pgettext_lazy("money", "ce qui a été versé"),
        ),
        strict=True,
    )
)
# Under the team one reads a part of what was asked for: the words claim no more.
PARTIAL_WORDS = MEASURE_WORDS | {
    "requested": _("les demandes que vous lisez"),
    "granted": _("ce qui a été accordé"),
}


def has_requests(rows: Iterable[Entry], *, reads_all: bool) -> bool:
    """Whether something of what was asked for is read in these sums."""
    return reads_all or any(one.expected is not None or one.requested is not None for one in rows)


def measures_offered(*, reads_all: bool, reads_requests: bool) -> Mapping[str, str]:
    """The measures by key, in words that are true of what this reader reads."""
    words = MEASURE_WORDS if reads_all else PARTIAL_WORDS
    return {key: str(one) for key, one in words.items() if reads_requests or key != REQUESTED}
