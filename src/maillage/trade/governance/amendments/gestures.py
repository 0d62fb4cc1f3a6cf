"""What comes next for the amendments to a draft, who is silent, and what one decides on."""

from django.utils.translation import gettext as _

from maillage.core.agenda import Waiting
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.agreements.choices import AmendmentState
from maillage.trade.governance.agreements.models import Agreement
from maillage.trade.governance.agreements.readable import readable_amendments
from maillage.trade.governance.agreements.remarks import ArticleAmendment
from maillage.trade.governance.agreements.views.sheet import opening_gesture
from maillage.trade.governance.amendments import words
from maillage.trade.governance.amendments.queries import AmendmentSheet, is_on, on_article


def next_gesture(request: CooperationRequest, sheet: AmendmentSheet) -> Waiting | None:
    """The next gesture of whoever settles; None when nothing is to be done."""
    clashing = next((one for one in sheet.articles if one.clashing), None)
    number = sheet.agreement.pk
    if clashing is not None:
        first, second = clashing.clashing[0]
        states = {first.state: first, second.state: second}
        if AmendmentState.ACCEPTED in states:
            left = states[AmendmentState.WAITING]
            return Waiting(
                _("Trancher ce qui reste"),
                words.clash_words(clashing.clashing[0]),
                f"{page_url(request, 'amendment_settle', left.pk)}?suite=refused",
                verb=_("Trancher"),
            )
        return Waiting(
            _("Rapprocher deux propositions"),
            words.clash_words(clashing.clashing[0]),
            page_url(request, "amendment_reword", first.pk),
            verb=_("Composer une phrase commune"),
        )
    if any(one.amendment.state == AmendmentState.ACCEPTED for one in sheet.every):
        return Waiting(
            _("Écrire la version suivante"),
            _("Ce qui est accepté y entre ; le reste garde sa place."),
            page_url(request, "amendments_consolidate", number),
            verb=_("Consolider"),
        )
    if sheet.every or sheet.text is None or sheet.agreement.remarks_from:
        return None
    return opening_gesture(request, number)


def silence(agreement: Agreement, sheet: AmendmentSheet) -> str:
    """Who has spoken and who has not, once remarks were opened."""
    if agreement.remarks_from is None:
        return ""
    spoken = sheet.voices | set(agreement.remarks.values_list("organisation", flat=True))
    parties = [one.organisation for one in agreement.parties.all()]
    silent = [one.short_name or one.name for one in parties if one.pk not in spoken]
    return words.silent_words(silent, len(parties) - len(silent), len(parties))


def decided(access: Access, amendment: ArticleAmendment) -> dict[str, object]:
    """What one decides on: the article, its proposals with their marks, and the clashes of one."""
    article = amendment.article
    rows = readable_amendments(access, amendment.agreement)
    on = on_article(article, [one for one in rows if is_on(one, article)])
    pairs = [pair for pair in on.clashing if amendment in pair]
    return {
        "article": article,
        "proposals": on.proposals,
        "clashes": [words.clash_words(pair) for pair in pairs],
        "reads_reasons": True,
    }
