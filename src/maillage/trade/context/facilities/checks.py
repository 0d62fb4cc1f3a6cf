"""Does a CTG hold what a scheme of childcare must? Only what this room can answer is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.cooperations.models import Access
from maillage.law.childcare_scheme import childcare_scheme
from maillage.trade.context.choices import FacilityField, FacilityState
from maillage.trade.context.facilities.queries import FacilityPage, facility_page

PROFILE = "ctg"


@dataclass(frozen=True, slots=True)
class SchemeCheck:
    """A part of the scheme: done, partial or absent, in one sentence."""

    part: str
    label: str
    state: str
    sentence: str


@dataclass(frozen=True)
class SchemeChecks:
    """What is answered, where the rule stands, and when it was checked."""

    article: str
    checked_on: date
    rows: Sequence[SchemeCheck]


def scheme_checks(access: Access, today: date) -> SchemeChecks | None:
    """What the facilities and the needs answer; None out of a CTG."""
    if access.cooperation.profile != PROFILE:
        return None
    page = facility_page(access, FacilityField.CHILDREN)
    answers = {"facilities": _facilities(page), "needs": _needs(page), "gap": _gap(page)}
    scheme = childcare_scheme()
    rows = [
        SchemeCheck(one.part, one.label, *answers[one.key])
        for one in scheme.parts
        if one.key in answers
    ]
    return SchemeChecks(scheme.article, scheme.checked_on, rows)


def _facilities(page: FacilityPage) -> tuple[str, str]:
    """Of how many communes the offer is known, places or childminders counted."""
    served = sum(
        any(one.state == FacilityState.OPEN for one in line.facilities) for line in page.lines
    )
    every = len(page.lines)
    words = _("%(n)s sur %(all)s ont un équipement ou des assistantes maternelles.") % {
        "n": french.counted(served, _("commune"), _("communes")),
        "all": every,
    }
    if not served:
        return "no", _("Aucun équipement de la petite enfance n’est noté.")
    return ("yes" if served == every else "reserve"), french.capital(words)


def _needs(page: FacilityPage) -> tuple[str, str]:
    """Of how many communes the children under three are counted."""
    counted = sum(line.coverage.people is not None for line in page.lines)
    if not counted:
        return "no", _("Aucun nombre d’enfants de moins de trois ans n’est noté.")
    words = _("%(n)s comptées sur %(all)s, en %(years)s.") % {
        "n": french.counted(counted, _("commune"), _("communes")),
        "all": len(page.lines),
        "years": french.listed([str(year) for year in page.years]),
    }
    if counted == 1:
        words = words.replace("comptées", "comptée")
    return ("yes" if counted == len(page.lines) else "reserve"), french.capital(words)


def _gap(page: FacilityPage) -> tuple[str, str]:
    """What the places are beside the children: computed, never typed."""
    if page.whole.rate is None:
        return "no", _("L’écart se calcule dès que places et enfants sont notés.")
    words = _("%(n)s places pour cent enfants sur l’ensemble.") % {
        "n": french.number(round(page.whole.rate))
    }
    return "yes", words
