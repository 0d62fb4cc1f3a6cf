"""Whose remarks and amendments on a draft does this reader read?"""

from collections import Counter

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.trade.governance.agreements.choices import RemarkState
from maillage.trade.governance.agreements.models import Agreement
from maillage.trade.governance.agreements.remarks import AgreementRemark, ArticleAmendment
from maillage.trade.governance.agreements.rules import are_remarks_open


def open_words(access: Access, agreement: Agreement) -> Q:
    """Whose words this reader reads: of all for the team, of all once remarks are closed or open
    to all, its own before; of nobody for an observer.
    """
    if access.is_in_team:
        return Q()
    if access.role == Role.OBSERVER:
        return Q(pk__in=())
    is_over = agreement.remarks_from is not None and not are_remarks_open(
        agreement, timezone.localdate()
    )
    if agreement.remarks_are_open or is_over:
        return Q()
    return Q(organisation__in=spoken_for(access))


def readable_remarks(access: Access, agreement: Agreement) -> QuerySet[AgreementRemark]:
    """The remarks on an agreement that this reader may read."""
    rows = AgreementRemark.objects.filter(open_words(access, agreement), agreement=agreement)
    return rows.select_related("organisation").order_by("pk")


def readable_amendments(access: Access, agreement: Agreement) -> QuerySet[ArticleAmendment]:
    """The amendments to an agreement that this reader may read, in the order of their coming."""
    rows = ArticleAmendment.objects.filter(open_words(access, agreement), agreement=agreement)
    return rows.select_related("organisation", "article", "text", "reworded_as").order_by("pk")


def remarks_words(access: Access, agreement: Agreement) -> str:
    """How many remarks this reader reads, of how many structures, and what became of them."""
    rows = readable_remarks(access, agreement).values_list("organisation", "state")
    pairs = list(rows)
    if not pairs:
        return ""
    count, who = len(pairs), len({organisation for organisation, _state in pairs})
    first = ngettext("%(n)s remarque", "%(n)s remarques", count) % {
        "n": french.in_words(count, feminine=True).capitalize()
    }
    of = ngettext("d’%(n)s structure", "de %(n)s structures", who) % {
        "n": french.in_words(who, feminine=True)
    }
    states = Counter(state for _organisation, state in pairs)
    parts = [
        words % {"n": french.in_words(states[state], feminine=True)}
        for state, words in (
            (RemarkState.TAKEN, _("%(n)s dans le texte")),
            (RemarkState.REFUSED, _("%(n)s sans suite, avec la raison")),
            (RemarkState.OPEN, _("%(n)s à répondre")),
        )
        if states[state]
    ]
    return f"{first} {of} : {', '.join(parts)}." if parts else f"{first} {of}."
