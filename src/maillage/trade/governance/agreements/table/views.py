"""A register or a follow-up is pasted: the wizard of imports shows what it understands."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, closed_page
from maillage.foundation.exchange.import_wizard.pasting import paste_page
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.agreements.rules import FREEZE_FIRST
from maillage.trade.governance.agreements.table.signatures import SIGNATURES
from maillage.trade.governance.agreements.table.target import AGREEMENTS
from maillage.trade.governance.agreements.views.sheet import get_agreement, place_of


@cooperation_page(can=permissions.can_keep_agreements)
def agreements_paste(request: CooperationRequest) -> HttpResponse:
    """The form that takes a register of agreements copied in a spreadsheet."""
    words = _("Une ligne par convention ou par avenant : intitulé, parties, dates, fin, préavis.")
    return paste_page(request, AGREEMENTS, FormPage("", place_of(request), words))


@cooperation_page(can=permissions.can_keep_agreements)
def signatures_paste(request: CooperationRequest, agreement: int) -> HttpResponse:
    """The form that takes the follow-up of the signatures of one frozen text."""
    one = get_agreement(request, agreement)
    if one.frozen_on is None:
        back = page_url(request, "agreement", one.pk)
        return closed_page(request, str(FREEZE_FIRST), back)
    words = _("Une ligne par signataire : délibération, envoi, signature, qui a signé.")
    return paste_page(request, SIGNATURES, FormPage("", place_of(request, one), words), one.title)
