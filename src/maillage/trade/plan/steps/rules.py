"""What is wrong with a step or with what it waits for, and since when does it slip?"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from maillage.core import french
from maillage.trade.plan.parameters import SLIPS_FROM
from maillage.trade.plan.steps.possible import Link, Node, outlook

SEEN_WITHIN = 7
DONE_LATER = lazy(
    "Une étape faite l’est aujourd’hui ou avant. Pour une date à venir, écrivez-la dans "
    "« annoncée »."
)
WHAT_IF_PAST = lazy("Choisissez un jour à venir : ce qui est passé ne change plus.")
REMOVE_A_LINK = lazy("Retirez l’un de ces liens.")
WAITS_FOR_ITSELF = lazy("Une étape n’attend pas elle-même : choisissez-en une autre.")
WHO_LIFTS = lazy("Dites qui peut débloquer : une structure, ou un nom.")


class CircleError(Exception):
    """Steps would wait for one another in a circle; the error says by which way."""


class SameDependencyError(Exception):
    """This wait is written already."""


def step_dates_fault(start_on: date | None, due_on: date | None) -> str:
    """Why a step cannot have these dates; nothing when it can, or when one is unknown."""
    if start_on is None or due_on is None or due_on >= start_on:
        return ""
    return _("Cette étape finirait avant de commencer : mettez une fin après le %(day)s.") % {
        "day": french.long_date(start_on)
    }


def circle_fault(nodes: Iterable[Node], links: Iterable[Link], today: date) -> str:
    """Why these waits cannot stand together: the way round; nothing when they can.

    Undated nodes count too: a circle among them would appear with the first date.
    """
    dated = [
        Node(one.key, one.structure, today, today) if one.days is None else one for one in nodes
    ]
    try:
        outlook(dated, links, today)
    except ValueError as error:
        return f"{error} {REMOVE_A_LINK}"
    return ""


def open_steps_fault(number: int) -> str:
    """Why an action is not over while this many of its steps are open, one at least."""
    many = french.in_words(number, feminine=True)
    return ngettext(
        "Une étape n’est pas faite : dites-la faite en cochant la case, ou gardez l’action en "
        "cours.",
        "%(many)s étapes ne sont pas faites : dites-les faites en cochant la case, ou gardez "
        "l’action en cours.",
        number,
    ) % {"many": french.capital(many)}


def slips(slip: int, *, is_fixed: bool = False) -> bool:
    """Whether this many days of slip are worth a warning: a week, or one where the day is set."""
    return slip >= (1 if is_fixed else SLIPS_FROM)


def is_unseen(days: int, days_seen: int | None) -> bool:
    """Whether a wait grew by a week since somebody said to have seen it, or was never seen."""
    return days_seen is None or days_seen < days - SEEN_WITHIN + 1


def warns(planned: date | None, possible: date | None) -> int:
    """By how many days what waits would start after its planned day; 0 under a week."""
    if planned is None or possible is None:
        return 0
    late = (possible - planned) // timedelta(days=1)
    return late if late >= SLIPS_FROM else 0
