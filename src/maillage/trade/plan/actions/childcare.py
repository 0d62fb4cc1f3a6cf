"""What does the plan answer of a scheme of childcare?"""

from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.links import address
from maillage.foundation.cooperations.models import Access
from maillage.trade.context.childcare.checks import SchemeCheck
from maillage.trade.context.models import Scheme
from maillage.trade.context.schemes.words import short_list
from maillage.trade.plan import permissions
from maillage.trade.plan.actions.models import Action
from maillage.trade.plan.actions.queries.actions import actions
from maillage.trade.plan.choices import ActionState
from maillage.trade.plan.parameters import CHILDCARE

ABOVE = ("objective", "objective__parent", "objective__parent__parent")


def childcare_actions(access: Access) -> Sequence[Action]:
    """The actions for young children that this reader may see, none dropped; two queries."""
    wanted = Q(themes__label__icontains=CHILDCARE)
    for path in ABOVE:
        wanted |= Q(**{f"{path}__title__icontains": CHILDCARE})
        wanted |= Q(**{f"{path}__theme__label__icontains": CHILDCARE})
    rows = actions(access).filter(wanted).exclude(state=ActionState.DROPPED).distinct()
    return list(rows.prefetch_related("facilities"))


def plan_answers(access: Access, _scheme: Scheme | None) -> Sequence[SchemeCheck]:
    """Its objectives, the facilities that it changes, its dates."""
    if not permissions.can_open_plan(access):
        return ()
    rows, url = childcare_actions(access), address("plan:actions", access.cooperation.slug)
    answers = (_objectives(rows), _investments(rows), _calendar(rows))
    return [SchemeCheck(*one, url) for one in answers]


def _objectives(rows: Sequence[Action]) -> tuple[str, str, str]:
    if not rows:
        return "objectives", "ask", _("Aucune action de petite enfance dans le plan.")
    aims = len({one.objective_id for one in rows if one.objective_id})
    words = {
        "actions": french.counted(len(rows), _("fiche"), _("fiches")),
        "aims": ngettext("un objectif", "%(n)s objectifs", aims) % {"n": french.in_words(aims)},
    }
    if not aims:
        sentence = _("%(actions)s, sans objectif.") % words
        return "objectives", "reserve", french.capital(sentence)
    return "objectives", "yes", french.capital(_("%(actions)s pour %(aims)s.") % words)


def _investments(rows: Sequence[Action]) -> tuple[str, str, str]:
    names = sorted({place.name for one in rows for place in one.facilities.all()})
    if not names:
        return "investments", "ask", _("Aucune fiche ne dit quel équipement elle touche.")
    count = ngettext("Un équipement", "%(n)s équipements", len(names)) % {
        "n": french.capital(french.in_words(len(names)))
    }
    return "investments", "yes", f"{count} : {short_list(names)}."


def _calendar(rows: Sequence[Action]) -> tuple[str, str, str]:
    dated = sum(one.start_on is not None and one.due_on is not None for one in rows)
    if not dated:
        return "calendar", "ask", _("Aucune fiche n’a de début et de fin.")
    count = french.counted(dated, _("fiche"), _("fiches"))
    words = ngettext("%(n)s a un début et une fin", "%(n)s ont un début et une fin", dated)
    sentence = french.capital(words % {"n": count})
    if dated == len(rows):
        return "calendar", "yes", f"{sentence}."
    every = french.in_words(len(rows), feminine=True)
    return "calendar", "reserve", _("%(words)s, sur %(all)s.") % {"words": sentence, "all": every}
