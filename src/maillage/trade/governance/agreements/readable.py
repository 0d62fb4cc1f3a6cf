"""Whose remarks and amendments on a draft does this reader read?"""

from collections import Counter
from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.trade.governance.agreements.choices import RemarkKind, RemarkState
from maillage.trade.governance.agreements.models import Agreement, AgreementText
from maillage.trade.governance.agreements.remarks import AgreementRemark, ArticleAmendment
from maillage.trade.governance.agreements.rules import are_remarks_open


def open_words(access: Access, agreement: Agreement) -> Q:
    """Whose words this reader reads: of all for the team, of all once remarks are closed or open
    to all, its own before; of nobody for an observer.
    """
    if access.role == Role.OBSERVER:
        return Q(pk__in=())
    return Q() if reads_all(access, agreement) else Q(organisation__in=spoken_for(access))


def reads_all(access: Access, agreement: Agreement) -> bool:
    """Whether this reader reads the words of all the structures, not of its own alone."""
    if access.is_in_team or access.role == Role.OBSERVER:
        return access.is_in_team
    is_over = agreement.remarks_from is not None and not are_remarks_open(
        agreement, timezone.localdate()
    )
    return agreement.remarks_are_open or is_over


def readable_remarks(access: Access, agreement: Agreement) -> QuerySet[AgreementRemark]:
    """The remarks on an agreement that this reader may read."""
    rows = AgreementRemark.objects.filter(open_words(access, agreement), agreement=agreement)
    return rows.select_related("organisation").order_by("pk")


def readable_amendments(access: Access, agreement: Agreement) -> QuerySet[ArticleAmendment]:
    """The amendments to an agreement that this reader may read, in the order of their coming."""
    rows = ArticleAmendment.objects.filter(open_words(access, agreement), agreement=agreement)
    return rows.select_related("organisation", "article", "text", "reworded_as").order_by("pk")


def readable_texts(access: Access, agreement: Agreement) -> list[AgreementText]:
    """The versions that this reader may read, the last one last.

    The team reads all of them. The others read the one that is frozen, the one that was opened to
    remarks, and the last: the result of the remarks of all only once they are closed. An observer
    reads the frozen one alone.
    """
    texts = list(agreement.texts.select_related("attachment"))
    if access.role == Role.OBSERVER:
        return [one for one in texts if one.pk == agreement.frozen_text_id]
    if access.is_in_team or not texts:
        return texts
    opened, last = opened_text(agreement, texts), texts[-1]
    hides = are_remarks_open(agreement, timezone.localdate()) and not agreement.remarks_are_open
    shown = {opened.pk} if hides else {opened.pk, agreement.frozen_text_id or last.pk}
    return [one for one in texts if one.pk in shown]


def opened_text(agreement: Agreement, texts: Sequence[AgreementText]) -> AgreementText:
    """The version that was opened to remarks; the last one until some are opened."""
    since = agreement.remarks_from
    if since is None:
        return texts[-1]
    before = [one for one in texts if one.dated_on <= since]
    wanted = [one for one in texts if one.pk == agreement.opened_text_id]
    return (wanted or before[-1:] or texts[:1])[0]


def remarks_words(access: Access, agreement: Agreement) -> str:
    """How many remarks this reader reads, of how many structures, and what became of them.

    Whoever has nothing to say makes no remark.
    """
    rows = readable_remarks(access, agreement).exclude(kind=RemarkKind.NOTHING)
    pairs = list(rows.values_list("organisation", "state"))
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
