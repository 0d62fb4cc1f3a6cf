"""Where does the mission of naming a lead partner stand?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.french import listed
from maillage.core.probes import Evidence, Level, Moment, State
from maillage.trade.governance.lead_partner.queries import LeadFact, lead_facts


@dataclass(frozen=True)
class LeadFacts:
    """The lead partners of a cooperation, those in force first."""

    present: Sequence[LeadFact]
    past: Sequence[LeadFact]
    url: str


def load(moment: Moment) -> LeadFacts:
    """The facts of one cooperation, in one query."""
    facts = lead_facts(moment.cooperation_id)
    return LeadFacts(
        present=[one for one in facts if _lasts(one, moment.today)],
        past=[one for one in facts if not _lasts(one, moment.today)],
        url=reverse("governance:lead_partner", args=[moment.slug]),
    )


def _lasts(fact: LeadFact, today: date) -> bool:
    return fact.until is None or fact.until > today


def lead_partner(facts: LeadFacts) -> State:
    """In place when an act names each one; to be reviewed when one ended or left."""
    evidence = (Evidence(_("Chefs de file"), facts.url),)
    if not facts.present:
        return _nobody(facts, evidence)
    gone = [one.organisation for one in facts.present if not one.is_member]
    if gone:
        return State(
            Level.AGED,
            _("%(names)s : chef de file, et plus membre de la coopération.")
            % {"names": listed(gone)},
            evidence,
            next_step=_("Dire jusqu’à quand, et qui prend la suite."),
            next_url=facts.url,
        )
    unnamed = [one.about for one in facts.present if not one.has_act]
    if unnamed:
        return State(
            Level.DOING,
            _("Aucun acte ne désigne encore le chef de file de « %(about)s ».")
            % {"about": unnamed[0]},
            evidence,
            next_step=_("Noter le numéro de l’acte, ou le joindre."),
            next_url=facts.url,
        )
    ends = [one.until for one in facts.present if one.until]
    return State(Level.DONE, _reason(facts.present), evidence, until=min(ends, default=None))


def _reason(present: Sequence[LeadFact]) -> str:
    whole = next((one for one in present if one.is_whole), None)
    if whole is not None:
        return _("%(name)s est chef de file de la coopération, par un acte.") % {
            "name": whole.organisation
        }
    return _("%(name)s est chef de file de « %(about)s », par un acte.") % {
        "name": present[0].organisation,
        "about": present[0].about,
    }


def _nobody(facts: LeadFacts, evidence: tuple[Evidence, ...]) -> State:
    if not facts.past:
        return State(
            Level.TODO,
            _("Aucune structure n’est encore chef de file."),
            next_step=_("Nommer qui porte la coopération, et l’acte qui le dit."),
            next_url=facts.url,
        )
    return State(
        Level.AGED,
        _("%(name)s n’est plus chef de file, et personne n’a pris la suite.")
        % {"name": facts.past[-1].organisation},
        evidence,
        next_step=_("Nommer qui prend la suite."),
        next_url=facts.url,
    )
