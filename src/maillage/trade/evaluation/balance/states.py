"""Where does the mission that shows what the cooperation brings stand?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.probes import Evidence, Level, Moment, State
from maillage.ground.directory.models import Member
from maillage.ground.directory.records.models.periods import in_force
from maillage.trade.evaluation.balance.models import Benefit
from maillage.trade.evaluation.balance.queries import FULL

FRESH = timedelta(days=365)


@dataclass(frozen=True)
class BenefitFacts:
    """The full members, and the last year in which each has a benefit that something shows."""

    members: Sequence[str]
    latest: Sequence[int | None]
    today: date
    url: str


def load(moment: Moment) -> BenefitFacts:
    """The facts of one cooperation, in two queries."""
    shown = ~Q(evidence="") | Q(attachment__isnull=False) | Q(attested_on__isnull=False)
    rows = Benefit.objects.filter(shown, cooperation=moment.cooperation_id).order_by("to_year")
    latest = dict(rows.values_list("organisation", "to_year"))
    members = list(
        Member.objects.filter(in_force(), cooperation=moment.cooperation_id, kind__in=FULL)
        .order_by("organisation__folded", "pk")
        .values_list("organisation", "organisation__name")
    )
    return BenefitFacts(
        [name for _number, name in members],
        [latest.get(number) for number, _name in members],
        moment.today,
        reverse("evaluation:balance", args=[moment.slug]),
    )


def benefits(facts: BenefitFacts) -> State:
    """In place when each full member has an attested benefit of this year or the last."""
    attested = [year for year in facts.latest if year is not None]
    if not attested:
        return State(
            Level.TODO,
            _("Aucun bénéfice n’est encore montré par une preuve."),
            next_step=_("Noter ce qu’une seule structure a retiré, avec une preuve."),
            next_url=facts.url,
        )
    every = _("%(n)s membres sur %(all)s ont un bénéfice attesté") % {
        "n": french.capital(french.in_words(len(attested))),
        "all": french.in_words(len(facts.latest)),
    }
    if len(attested) == 1:
        every = _("Un membre sur %(all)s a un bénéfice attesté") % {
            "all": french.in_words(len(facts.latest))
        }
    evidence = (Evidence(every, facts.url),)
    oldest = (facts.today - FRESH).year
    old = [year for year in attested if year < oldest]
    if len(old) * 2 > len(attested):
        return State(
            Level.AGED,
            _("La plupart des bénéfices attestés ont plus d’un an."),
            evidence,
            next_step=_("Redemander ses bénéfices à chaque structure."),
            next_url=facts.url,
        )
    if len(attested) < len(facts.latest) or old:
        return State(
            Level.DOING,
            f"{every}.",
            evidence,
            next_step=_("Demander une preuve à ceux qui n’en ont pas."),
            next_url=facts.url,
        )
    return State(Level.DONE, _("Chaque membre a un bénéfice attesté depuis un an."), evidence)


def added_value(facts: BenefitFacts) -> State:
    """Begun with the first attested benefit; what each shows has then to be said in arguments."""
    state = benefits(facts)
    if state.level != Level.DONE:
        return state
    return State(
        Level.DOING,
        _("Chaque membre a un bénéfice attesté : reste à en tirer des arguments."),
        state.evidence,
        next_step=_("Dire, pour chaque thème, ce que chacun n’aurait pas seul."),
        next_url=facts.url,
    )
