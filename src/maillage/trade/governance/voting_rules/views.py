"""Who really weighs in each body, and what would another majority change?"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.french import listed
from maillage.core.register import Action, Empty
from maillage.core.shell import Audience
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.readers import by_access
from maillage.foundation.journal.services import record_opening
from maillage.ground.actors.readings.words import doubtful_positions, span_words
from maillage.law.rule import Rule
from maillage.law.rules import built_in_rules
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.voting_rules.forms import ScaleForm, TrialForm
from maillage.trade.governance.voting_rules.queries import (
    COLLEGE,
    STRUCTURE,
    subject_stances,
    voters,
    voting_bodies,
)
from maillage.trade.governance.voting_rules.rules import (
    COUNTS_VOTES,
    BodyPower,
    Weighing,
    body_power,
    deciding_voters,
    quota_of_rule,
    read_blocking,
)
from maillage.trade.governance.voting_rules.words import (
    blocking_sentence,
    decides_alone,
    group_words,
    percent,
    power_sentence,
    rule_sentence,
    why,
)

MOST_GROUPS = 8
LEADER, SELECTION = "leader", "reminder.leader_selection"


@dataclass(frozen=True, slots=True)
class ShownWeighing:
    """A voter as the page shows it: its figures in words, its bars as shares of a hundred."""

    line: Weighing
    votes: str
    power: str
    arrives: str
    population: str
    bars: Sequence[tuple[str, str, str]]
    why: Sequence[str]


@cooperation_page(can=permissions.can_open_bodies)
def voting_rules(request: CooperationRequest) -> HttpResponse:
    """The power of each structure or college; nothing that one tries is written."""
    bodies = list(voting_bodies(request.access))
    context: dict[str, object] = {
        "audience": Audience(_("tous les accès"), page_url(request, "voting_rules"))
    }
    if not bodies:
        context["empty"] = _empty(request)
        return render(request, "governance/voting_rules.html", context)
    scale = ScaleForm(request.GET, bodies=bodies)
    trial = TrialForm(request.GET, voters=voters(request.access, scale.body, scale.by))
    power = body_power(trial.tried, scale.body.decision_rule, trial.quota)
    context |= _weighed(request, scale, trial, power)
    if permissions.can_cross_positions(request.access) and _counts_votes(scale, trial, power):
        context |= _crossed(request, scale, power)
    part = "#power" if request.htmx else ""  # type: ignore[attr-defined]  # django-htmx
    return render(request, f"governance/voting_rules.html{part}", context)


def _counts_votes(scale: ScaleForm, trial: TrialForm, power: BodyPower) -> bool:
    """Whether votes alone decide, structure by structure: a college has no position."""
    by_votes = trial.quota is not None or scale.body.decision_rule in COUNTS_VOTES
    return scale.by == STRUCTURE and by_votes and not power.is_double


def _crossed(request: CooperationRequest, scale: ScaleForm, power: BodyPower) -> dict[str, object]:
    """Who may block, and who of them is against the subject chosen; each opening is recorded."""
    place = request.access.cooperation
    crossed = subject_stances(
        request.access, scale.body, request.GET.get("sujet", ""), timezone.localdate()
    )
    if crossed.chosen:
        record_opening(request.user, place, cooperation_id=place.pk)
    read = read_blocking(power, crossed.values)
    return {
        "audience": by_access(request, page_url(request, "voting_rules")),
        "can_cross": True,
        "subjects": [(str(one.pk), one.label) for one in crossed.offered],
        "subject": crossed.chosen,
        "subject_key": str(crossed.chosen.pk) if crossed.chosen else "",
        "blocking": blocking_sentence(read) if crossed.chosen else "",
        "span": span_words(crossed.days),
        "doubts": [doubtful_positions(deciding_voters(read, crossed.doubtful))],
        "groups": [group_words(read, one) for one in read.groups[:MOST_GROUPS]]
        if crossed.chosen
        else [],
        "more_groups": max(0, len(read.blocking.groups) - MOST_GROUPS),
    }


def _weighed(
    request: CooperationRequest, scale: ScaleForm, trial: TrialForm, power: BodyPower
) -> dict[str, object]:
    """What the page says of the body as it is weighed."""
    rule, by_college = scale.body.decision_rule, scale.by == COLLEGE
    return {
        "scale": scale,
        "trial": trial,
        "by_college": by_college,
        "has_colleges": bool(scale.body.colleges),
        "details": power,
        "rule": rule_sentence(rule, power, tried=trial.quota is not None),
        "sentence": power_sentence(power, by_college=by_college),
        "selection": _selection_rule(request, power) if by_college else None,
        "lines": [_shown(line, power) for line in power.lines],
        "has_euros": any(line.euros for line in power.lines),
        "lacking": listed(power.lacking) if scale.by == "structure" else "",
        "presets": _presets(power.total),
        "of_rule": quota_of_rule(rule, power.total),
    }


def _selection_rule(request: CooperationRequest, power: BodyPower) -> Rule | None:
    """The rule that a local action group breaks when one college decides alone; or None."""
    is_leader = request.access.cooperation.profile == LEADER
    return built_in_rules()[SELECTION] if is_leader and decides_alone(power) else None


def _shown(line: Weighing, power: BodyPower) -> ShownWeighing:
    return ShownWeighing(
        line=line,
        votes=percent(line.votes),
        power=percent(line.power),
        arrives=percent(line.arrives),
        population=percent(line.population),
        bars=_bars(line),
        why=why(line, power),
    )


def _bars(line: Weighing) -> list[tuple[str, str, str]]:
    """The bars that have a length: what each is of, its top, its length as an SVG writes it."""
    shares = (
        ("votes", "0", line.votes),
        ("power", "5", line.power),
        ("people", "10", line.population or Fraction(0)),
    )
    lengths = [(bar, top, round(float(share * 100), 2)) for bar, top, share in shares]
    return [(bar, top, str(length)) for bar, top, length in lengths if length]


def _presets(total: int) -> list[tuple[str, int]]:
    """The majorities that one tries most, without those that ask the same votes."""
    entry = (
        (_("plus de la moitié"), total // 2 + 1),
        (_("deux tiers"), -(-2 * total // 3)),
        (_("trois quarts"), -(-3 * total // 4)),
        (_("toutes les voix"), total),
    )
    text_by_number: dict[int, str] = {}
    for label, votes in entry:
        text_by_number.setdefault(votes, label)
    return [(label, votes) for votes, label in text_by_number.items()]


def _empty(request: CooperationRequest) -> Empty:
    """What the page says before a seat votes."""
    may_keep = permissions.can_keep_bodies(request.access)
    bodies = Action(_("Ouvrir les instances"), page_url(request, "bodies"), main=True)
    return Empty(
        _("Aucun siège à voix délibérative pour l’instant"),
        _(
            "Donnez leurs sièges aux structures d’une instance, avec le nombre de voix de "
            "chacune : cette page dira qui pèse vraiment."
        ),
        (bodies,) if may_keep else (),
    )
