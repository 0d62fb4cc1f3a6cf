"""Does a CTG hold what a scheme of childcare must? Each room answers the parts it knows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.points import Point
from maillage.foundation.cooperations.models import Access
from maillage.law.childcare_scheme import SchemePart, childcare_scheme
from maillage.trade.context import permissions
from maillage.trade.context.choices import FacilityField, FacilityState, SchemeState
from maillage.trade.context.facilities.queries import FacilityPage, facility_page
from maillage.trade.context.schemes.models import Scheme

PROFILE = "ctg"
# The parts that are typed: no room holds them otherwise.
TYPED = ("jobs", "families", "quality")
LONGEST = 140


@dataclass(frozen=True, slots=True)
class SchemeCheck:
    """What answers a part of the scheme: yes, reserve or ask, in which words, written where."""

    key: str
    state: str
    sentence: str
    url: str = ""


scheme_checks: Point[[Access, Scheme | None], SchemeCheck] = Point("scheme_checks")


@dataclass(frozen=True)
class SchemeChecks:
    """What is answered, where the rule stands, checked when; `may_begin` for who writes it."""

    article: str
    checked_on: date
    rows: Sequence[tuple[SchemePart, SchemeCheck]]
    may_begin: bool = False

    @property
    def lacking(self) -> str:
        """« Il manque : les métiers et les compétences. », or nothing."""
        labels = [part.label for part, check in self.rows if check.state == "ask"]
        parts = [label[:1].lower() + label[1:] for label in labels]
        return _("Il manque : %(parts)s.") % {"parts": french.listed(parts)} if parts else ""


def own_scheme(access: Access) -> Scheme | None:
    """The scheme in force that is this cooperation's own, with its parts; two queries."""
    rows = Scheme.objects.filter(cooperation=access.cooperation_id, is_own=True)
    return rows.filter(state=SchemeState.IN_FORCE).prefetch_related("texts").first()


def read_checks(access: Access) -> SchemeChecks | None:
    """What this room and the others answer, in the order of the law; None out of a CTG."""
    if access.cooperation.profile != PROFILE:
        return None
    page, own = facility_page(access, FacilityField.CHILDREN), own_scheme(access)
    given = [_facilities(page), _needs(page), _gap(page), *_typed(access, own)]
    answers = {one.key: one for one in (*given, *scheme_checks.ask(access, own))}
    scheme = childcare_scheme()
    rows = [(part, answers[part.key]) for part in scheme.parts if part.key in answers]
    may_begin = permissions.can_edit_schemes(access)
    return SchemeChecks(scheme.article, scheme.checked_on, rows, may_begin=may_begin)


def _typed(access: Access, own: Scheme | None) -> list[SchemeCheck]:
    """What the agreement says in its own words, part by part."""
    may_edit, slug = permissions.can_edit_schemes(access), access.cooperation.slug
    if own is None:
        url = reverse("context:schemes", args=[slug])
        why = _("Dites d’abord quel dispositif est le vôtre.")
        return [SchemeCheck(key, "ask", why, url) for key in TYPED]
    words = {one.key: one.words for one in own.texts.all()}
    url = reverse("context:childcare", args=[slug, own.pk]) if may_edit else ""
    return [
        SchemeCheck(key, "yes", _cut(words[key]), url)
        if key in words
        else SchemeCheck(key, "ask", _("Rien d’écrit."), url)
        for key in TYPED
    ]


def _cut(words: str) -> str:
    """The first words of a text, on one line."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST].rsplit(' ', 1)[0]}…"


def _facilities(page: FacilityPage) -> SchemeCheck:
    """Of how many communes the offer is known, places or childminders counted."""
    served = sum(
        any(one.state == FacilityState.OPEN for one in line.facilities) for line in page.lines
    )
    words = ngettext(
        "%(n)s sur %(all)s a un équipement ou des assistantes maternelles.",
        "%(n)s sur %(all)s ont un équipement ou des assistantes maternelles.",
        served,
    ) % {"n": french.counted(served, _("commune"), _("communes")), "all": len(page.lines)}
    if not served:
        words = _("Aucun équipement de la petite enfance n’est noté.")
    return _counted("facilities", served, page, words)


def _needs(page: FacilityPage) -> SchemeCheck:
    """Of how many communes the children under three are counted."""
    counted = sum(line.coverage.people is not None for line in page.lines)
    words = ngettext(
        "%(n)s comptée sur %(all)s, en %(years)s.",
        "%(n)s comptées sur %(all)s, en %(years)s.",
        counted,
    ) % {
        "n": french.counted(counted, _("commune"), _("communes")),
        "all": len(page.lines),
        "years": french.listed([str(year) for year in page.years]),
    }
    if not counted:
        words = _("Aucun nombre d’enfants de moins de trois ans n’est noté.")
    return _counted("needs", counted, page, words)


def _counted(key: str, count: int, page: FacilityPage, words: str) -> SchemeCheck:
    state = "ask" if not count else "yes" if count == len(page.lines) else "reserve"
    return SchemeCheck(key, state, french.capital(words))


def _gap(page: FacilityPage) -> SchemeCheck:
    """What the places are beside the children: computed, never typed."""
    if page.whole.rate is None:
        why = _("L’écart se calcule dès que places et enfants sont notés.")
        return SchemeCheck("gap", "ask", why)
    words = _("%(n)s places pour cent enfants sur l’ensemble.") % {
        "n": french.number(round(page.whole.rate))
    }
    return SchemeCheck("gap", "yes", words)
