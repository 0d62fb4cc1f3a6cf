"""How is it said whom to meet, and why?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.trade.stakes.who_to_meet.rules import MeetingCell, Visit

MOST_LINKS = 4


def visits_sentence(visits: Sequence[Visit], members: int) -> str:
    """How many of the members to meet, the first of them; those who tie are said together."""
    if not members:
        return _("Aucun membre dans cette coopération : personne à rencontrer.")
    if not visits:
        return _(
            "Personne à relancer : chaque membre s’est prononcé sur chaque enjeu, rien n’est à "
            "confirmer, rien n’a plus de six mois."
        )
    head = (visits[0].size, len(visits[0].silent))
    first = [one.name for one in visits if (one.size, len(one.silent)) == head]
    values = {"n": french.in_words(len(visits), feminine=True), "names": french.listed(first)}
    if len(visits) == 1:
        return _("Une structure à rencontrer : %(names)s.") % values
    if len(first) == len(visits):
        return _("%(n)s structures à rencontrer, à égalité : %(names)s.") % {
            **values,
            "n": str(values["n"]).capitalize(),
        }
    return _("%(n)s structures à rencontrer, d’abord %(names)s.") % {
        "names": french.listed([french.with_article(name) for name in first]),
        "n": str(values["n"]).capitalize(),
    }


def reason_words(one: Visit) -> list[tuple[str, Sequence[MeetingCell], int]]:
    """Why a structure is to be met: the words, the first cells, how many others."""
    silent, doubtful, stale = len(one.silent), len(one.doubtful), len(one.stale)
    reasons = (
        (
            ngettext("n’a rien dit sur un enjeu", "n’a rien dit sur %(n)s enjeux", silent)
            % {"n": french.in_words(silent)},
            one.silent,
        ),
        (
            ngettext("une lecture à confirmer", "%(n)s lectures à confirmer", doubtful)
            % {"n": french.in_words(doubtful, feminine=True)},
            one.doubtful,
        ),
        (
            ngettext("une lecture de plus de six mois", "%(n)s lectures de plus de six mois", stale)
            % {"n": french.in_words(stale, feminine=True)},
            one.stale,
        ),
    )
    return [
        (words, cells[:MOST_LINKS], max(0, len(cells) - MOST_LINKS))
        for words, cells in reasons
        if cells
    ]
