"""Are the contracts and the themes of this land woven by the actions?"""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.probes import Evidence, Level, Moment, State
from maillage.trade.context.models import Scheme
from maillage.trade.context.schemes.queries import alert_day, in_force_on
from maillage.trade.plan.actions.queries.actions import team_actions
from maillage.trade.plan.choices import OPEN_STATES
from maillage.trade.plan.mesh.queries import apart, works
from maillage.trade.plan.mesh.rules import Contract, Mesh, build_mesh, ending
from maillage.trade.stakes.choices import ThemeState
from maillage.trade.stakes.themes.queries import theme_lines


@dataclass(frozen=True)
class MeshFacts:
    """How contracts, themes and open actions cross, as the team reads them, and since when."""

    mesh: Mesh
    ending: list[tuple[date, Contract]]
    retained: frozenset[int]
    url: str


def load(moment: Moment) -> MeshFacts:
    """The facts of one cooperation, in a constant number of queries."""
    rows = team_actions(moment.cooperation_id).filter(state__in=OPEN_STATES)
    actions = list(rows)
    schemes = Scheme.objects.filter(cooperation=moment.cooperation_id).prefetch_related("themes")
    lines = theme_lines(moment.cooperation_id)
    by_subject = {one.theme.subject_id: one.theme.pk for one in lines}
    contracts = [
        Contract(
            one.pk,
            one.title,
            frozenset(by_subject[row.pk] for row in one.themes.all() if row.pk in by_subject),
            one.end_on,
            alert_day(one),
        )
        for one in schemes
        if in_force_on(one, moment.today)
    ]
    return MeshFacts(
        build_mesh(works(moment.cooperation_id, actions), contracts, apart(actions)),
        ending(contracts, moment.today),
        frozenset(one.theme.pk for one in lines if one.state == ThemeState.KEPT),
        reverse("plan:mesh", args=[moment.slug]),
    )


def schemes_without_gap(facts: MeshFacts) -> State:
    """In place without a blank nor a pair to look at; to look at again when a contract ends."""
    evidence = (Evidence(_("Dispositifs et thèmes croisés"), facts.url),)
    mesh = facts.mesh
    counted = sum(bool(one.schemes) for one in mesh.works)
    if len(mesh.contracts) < 2 or not counted:
        return _not_counted(facts)
    if facts.ending:
        end_on, first = facts.ending[0]
        return State(
            Level.AGED,
            _("%(title)s s’achève le %(day)s.")
            % {"title": first.title, "day": french.long_date(end_on)},
            evidence,
            next_step=_("Préparer ce qui le suit."),
            next_url=facts.url,
        )
    if not mesh.blanks and not mesh.doubles:
        return State(
            Level.DONE,
            _("Chaque thème attendu par un dispositif a une action à ce titre."),
            evidence,
        )
    reason = ngettext(
        "%(n)s action ouverte compte pour un dispositif.",
        "%(n)s actions ouvertes comptent pour un dispositif.",
        counted,
    ) % {"n": french.capital(french.in_words(counted, feminine=True))}
    return State(
        Level.DOING,
        reason,
        evidence,
        next_step=_("Regarder les thèmes sans action et les paires d’actions proches."),
        next_url=facts.url,
    )


def _not_counted(facts: MeshFacts) -> State:
    reason = _("Moins de deux dispositifs en vigueur sont notés.")
    if len(facts.mesh.contracts) > 1:
        reason = _("Aucune action ouverte ne dit encore pour quel dispositif elle compte.")
    return State(
        Level.TODO,
        reason,
        next_step=_("Dire pour quels dispositifs compte une action."),
        next_url=facts.url,
    )


def themes_without_gap(facts: MeshFacts) -> State:
    """In place when each theme kept has an action and most actions have a theme."""
    evidence = (Evidence(_("Dispositifs et thèmes croisés"), facts.url),)
    works_with = [one for one in facts.mesh.works if one.themes]
    used = frozenset(theme for one in works_with for theme in one.themes)
    if len(used) < 2:
        return State(
            Level.TODO,
            _("Les actions ouvertes portent sur moins de deux thèmes."),
            next_step=_("Dire les thèmes des actions."),
            next_url=facts.url,
        )
    missing = len(facts.retained - used)
    if facts.retained and not missing and 2 * len(works_with) > len(facts.mesh.works):
        return State(Level.DONE, _("Chaque thème retenu a une action ouverte."), evidence)
    if missing:
        words = ngettext(
            "%(n)s thème retenu n’a aucune action ouverte.",
            "%(n)s thèmes retenus n’ont aucune action ouverte.",
            missing,
        ) % {"n": french.capital(french.in_words(missing))}
    else:
        words = ngettext(
            "Les actions ouvertes portent sur %(n)s thème.",
            "Les actions ouvertes portent sur %(n)s thèmes.",
            len(used),
        ) % {"n": french.in_words(len(used))}
    return State(
        Level.DOING,
        words,
        evidence,
        next_step=_("Regarder où les thèmes se croisent."),
        next_url=facts.url,
    )
