"""Where does the mission of sharing a diagnosis stand?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.days import later
from maillage.core.probes import Evidence, Level, Moment, State
from maillage.trade.stakes.findings.models import Finding
from maillage.trade.stakes.findings.queries import FindingTable, shared_table
from maillage.trade.stakes.findings.words import counts_sentence

QUIET_YEARS = 1


@dataclass(frozen=True)
class FindingFacts:
    """The findings that all read, the day of the last one, today, and their page."""

    table: FindingTable
    latest: date | None
    today: date
    url: str


def load(moment: Moment) -> FindingFacts:
    """The facts of one cooperation, in one query beside the shared table."""
    rows = Finding.objects.filter(cooperation=moment.cooperation_id)
    latest = rows.aggregate(latest=Max("posed_at"))["latest"]
    day = timezone.localtime(latest).date() if latest else None
    url = reverse("stakes:findings", args=[moment.slug])
    return FindingFacts(moment.once(shared_table), day, moment.today, url)


def shared_diagnosis(facts: FindingFacts) -> State:
    """In place when most findings are judged by most of those concerned, no source being old."""
    lines = facts.table.lines
    if not lines:
        return State(
            Level.TODO,
            _("Aucun constat n’est encore partagé."),
            next_step=_("Poser un premier constat, avec son chiffre et sa source."),
            next_url=facts.url,
        )
    evidence = (Evidence(french.counted(len(lines), _("constat"), _("constats")), facts.url),)
    old = sum(line.grounds.is_old for line in lines)
    if old:
        reason = ngettext(
            "Un constat repose sur une source trop ancienne.",
            "%(n)s constats reposent sur une source trop ancienne.",
            old,
        ) % {"n": french.capital(french.in_words(old))}
        step = _("Chercher une source récente, ou retirer ce qui ne tient plus.")
        return State(Level.AGED, reason, evidence, next_step=step, next_url=facts.url)
    if facts.latest and later(facts.latest, QUIET_YEARS) < facts.today:
        reason = _("Le dernier constat a été posé le %(day)s : il y a plus d’un an.") % {
            "day": french.long_date(facts.latest)
        }
        step = _("Poser ce que l’on constate aujourd’hui.")
        return State(Level.AGED, reason, evidence, next_step=step, next_url=facts.url)
    judged = sum(_is_judged_by_most(line.grounds.verdicts) for line in lines)
    if 2 * judged > len(lines):
        return State(Level.DONE, counts_sentence(facts.table), evidence)
    reason = _still(judged, len(lines))
    step = _("Demander les avis : une lettre par structure.")
    return State(Level.DOING, reason, evidence, next_step=step, next_url=facts.url)


def _still(judged: int, every: int) -> str:
    if not judged:
        sentence = _("Aucun constat sur %(all)s n’a l’avis de la plupart de ceux qu’il concerne.")
    else:
        sentence = ngettext(
            "%(n)s constat sur %(all)s a l’avis de la plupart de ceux qu’il concerne.",
            "%(n)s constats sur %(all)s ont l’avis de la plupart de ceux qu’ils concernent.",
            judged,
        )
    return sentence % {"n": french.capital(french.in_words(judged)), "all": every}


def _is_judged_by_most(verdicts: Sequence[str | None]) -> bool:
    return 2 * sum(one is not None for one in verdicts) > len(verdicts)
