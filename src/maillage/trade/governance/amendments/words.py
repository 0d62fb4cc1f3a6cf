"""What is said of the amendments to a draft, and of who has spoken."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.trade.governance.agreements.choices import AmendmentState
from maillage.trade.governance.agreements.models import Agreement
from maillage.trade.governance.agreements.remarks import ArticleAmendment
from maillage.trade.governance.agreements.rules import are_remarks_open
from maillage.trade.governance.agreements.words import until_words
from maillage.trade.governance.amendments.queries import AmendmentSheet, OnArticle


def sheet_sentence(sheet: AmendmentSheet, *, of_all: bool = True) -> str:
    """How many amendments, of how many structures, settled or not, and which clash.

    A reader who reads those of its own structure alone is not given the count of all.
    """
    if sheet.text is None:
        return _("Aucune version du texte : il n’y a encore rien à amender.")
    if not sheet.every:
        none = (
            _("Aucun amendement sur cette version.")
            if of_all
            else _("Votre structure n’a proposé aucun amendement sur cette version.")
        )
        before = _before_words(len(sheet.decided))
        return " ".join(filter(None, (none, before, _nothing_words(sheet.agreement, sheet.today))))
    count, settled = len(sheet.every), len(sheet.settled)
    first = ngettext(
        "%(n)s amendement %(of)s sur la version %(v)s.",
        "%(n)s amendements %(of)s sur la version %(v)s.",
        count,
    ) % {
        "n": french.in_words(count).capitalize(),
        "of": _of_structures(sheet),
        "v": sheet.text.number,
    }
    return " ".join(part for part in (first, _settled_words(count, settled), _clash(sheet)) if part)


def _before_words(count: int) -> str:
    """How many are settled on the versions before."""
    if not count:
        return ""
    words = ngettext(
        "%(n)s est tranché sur les versions d’avant.",
        "%(n)s sont tranchés sur les versions d’avant.",
        count,
    )
    return words % {"n": french.in_words(count).capitalize()}


def _nothing_words(agreement: Agreement, today: date) -> str:
    """What one may do of a version that nobody amended."""
    if agreement.frozen_on or agreement.ended_on:
        return ""
    if are_remarks_open(agreement, today):
        return until_words(agreement)
    if agreement.remarks_from is None:
        return _("Ouvrez les remarques : chaque structure écrit la phrase à lire.")
    if agreement.remarks_from > today:
        day = french.long_date(agreement.remarks_from)
        return _("Les remarques ouvrent le %(day)s.") % {"day": day}
    return _("Les remarques sont closes.")


def _of_structures(sheet: AmendmentSheet) -> str:
    count = len(sheet.structures)
    return ngettext("d’%(n)s structure", "de %(n)s structures", count) % {
        "n": french.in_words(count, feminine=True)
    }


def _settled_words(count: int, settled: int) -> str:
    if settled == count:
        return _("Tout est tranché.")
    if not settled:
        return _("Rien n’est tranché.")
    return ngettext("%(n)s est tranché.", "%(n)s sont tranchés.", settled) % {
        "n": french.in_words(settled).capitalize()
    }


def _clash(sheet: AmendmentSheet) -> str:
    clashing = [one for one in sheet.articles if one.clashing]
    if not clashing:
        return ""
    labels = french.listed(
        [_("l’%(one)s") % {"one": one.article.label.lower()} for one in clashing]
    )
    return _("Des propositions s’excluent à %(articles)s.") % {"articles": labels}


def clash_words(pair: tuple[ArticleAmendment, ArticleAmendment]) -> str:
    """« Trois Étangs et Ervelle touchent aux mêmes mots », and what to do of it."""
    one, other = pair
    words = _(
        "%(one)s et %(other)s touchent aux mêmes mots : on ne peut accepter que l’un des deux, "
        "et l’autre est à refuser, ou à reprendre dans une phrase commune."
    )
    if AmendmentState.ACCEPTED in {one.state, other.state}:
        words = _(
            "%(one)s et %(other)s touchent aux mêmes mots, et l’un des deux est accepté : l’autre "
            "est à refuser."
        )
    return words % {"one": one.proposer, "other": other.proposer}


def article_note(one: OnArticle) -> str:
    """« à trancher », « tranché », or nothing when nobody proposes anything there."""
    if not one.proposals:
        return ""
    if not one.waiting:
        return _("tranché")
    if one.waiting == len(one.proposals):
        return _("à trancher")
    return ngettext("%(n)s à trancher", "%(n)s à trancher", one.waiting) % {
        "n": french.in_words(one.waiting)
    }


def side_title(count: int) -> str:
    """« Trois propositions, côte à côte »."""
    if count == 1:
        return _("Une proposition")
    return _("%(n)s propositions, côte à côte") % {
        "n": french.in_words(count, feminine=True).capitalize()
    }


def silent_words(names: Sequence[str], spoken: int, every: int) -> str:
    """Who has spoken, and who has not yet; nobody is late before the window closes."""
    first = ngettext(
        "%(n)s partie sur %(all)s s’est exprimée.",
        "%(n)s parties sur %(all)s se sont exprimées.",
        spoken,
    ) % {
        "n": french.in_words(spoken, feminine=True).capitalize(),
        "all": french.in_words(every, feminine=True),
    }
    if not spoken:
        first = _("Personne ne s’est encore exprimé.")
    if not names:
        return first
    return _("%(first)s Sans réponse : %(names)s.") % {
        "first": first,
        "names": french.listed(names),
    }
