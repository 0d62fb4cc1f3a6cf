"""Facilities, their agreements and the needs of communes are written and corrected."""

from django.utils.translation import gettext as _

from maillage.core.terms import Term, terms
from maillage.core.versions import claim_version
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.journal import services as journal
from maillage.trade.context.choices import FacilityState
from maillage.trade.context.facilities.models import (
    DeficitArea,
    Facility,
    FacilityAgreement,
    LocalNeed,
)

TOPIC = "facilities"


def add_facility(*, access: Access, facility: Facility) -> Facility:
    """The facility, in the list."""
    with journal.write_by(access, TOPIC):
        return keep_facility(access.cooperation, facility)


def edit_facility(*, access: Access, facility: Facility, read: int) -> Facility:
    """The facility with its changes; StaleVersionError when version `read` is not the last."""
    with journal.write_by(access, TOPIC):
        claim_version(facility, read)
        keep_facility(access.cooperation, facility)
        _sync_ends(access, facility)
    return facility


def keep_facility(cooperation: Cooperation, facility: Facility) -> Facility:
    """The facility, written; inside journal.write only."""
    facility.cooperation = cooperation
    facility.save()
    return facility


def add_agreement(*, access: Access, agreement: FacilityAgreement) -> FacilityAgreement:
    """An agreement of a facility, after the others."""
    with journal.write_by(access, TOPIC):
        return keep_agreement(access, agreement)


def keep_agreement(access: Access, agreement: FacilityAgreement) -> FacilityAgreement:
    """The agreement, written, its end said to who prepares what follows; in journal.write only."""
    agreement.save()
    _sync_ends(access, agreement.facility)
    return agreement


def _sync_ends(access: Access, facility: Facility) -> None:
    """The end of the last agreement of each kind; none of a facility that is closed."""
    is_closed = facility.state == FacilityState.CLOSED
    followed = set()
    for one in FacilityAgreement.objects.filter(facility=facility):
        on = None if is_closed or one.kind in followed else one.end_on
        followed.add(one.kind)
        label = _("%(name)s : %(kind)s") % {"name": facility, "kind": one.get_kind_display()}
        act = ", ".join(filter(None, (one.with_whom, one.act)))
        terms.ask(access, Term(f"facilityagreement:{one.pk}", one.pk, label, on, act))


def note_need(*, access: Access, need: LocalNeed) -> LocalNeed:
    """How many live in a commune; the number of the same year is corrected."""
    with journal.write_by(access, TOPIC):
        place = {
            "cooperation": access.cooperation,
            "commune": need.commune,
            "kind": need.kind,
            "year": need.year,
        }
        same = LocalNeed.objects.filter(**place).first()
        if same is not None:
            same.number, same.source = need.number, need.source
            need = same
        need.cooperation = access.cooperation
        need.save()
    return need


def note_deficit(*, access: Access, area: DeficitArea) -> DeficitArea:
    """That places lack in a commune, or not, after what was said before."""
    with journal.write_by(access, TOPIC):
        area.cooperation = access.cooperation
        area.save()
    return area
