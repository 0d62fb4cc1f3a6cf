"""What do designation campaigns know of a person?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.core.personal import Chapter, Somebody
from maillage.core.points import Reader
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.journal.erasable import drop_rows, mask_texts
from maillage.ground.directory.rights.queries import day
from maillage.trade.governance.nominations.models import Nominee, SeatCall
from maillage.trade.governance.permissions import can_read_sources


def export_nominations(reader: Reader, somebody: Somebody) -> Sequence[Chapter]:
    """The seats for which they were named, and the answers that they gave."""
    access = as_access(reader)
    calls = SeatCall.objects.filter(nomination__body__cooperation=access.cooperation_id)
    nominees = Nominee.objects.filter(seat_call__in=calls).select_related(
        "seat_call__nomination__body", "seat_call__seat__organisation", "person"
    )
    rows = [
        (
            str(one.seat_call.nomination.body),
            str(one.seat_call),
            str(one.get_kind_display()),
            day(one.seat_call.told_on),
        )
        for one in nominees
        if _is(one, somebody)
    ]
    if can_read_sources(access):
        seat_calls = calls.exclude(told_by="").select_related(
            "nomination__body", "seat__organisation"
        )
        rows += [
            (str(one.nomination.body), str(one), _("a donné les noms"), day(one.told_on))
            for one in seat_calls
            if somebody.is_mentioned_in(one.told_by)
        ]
    headers = _("Instance"), _("Structure"), _("À quel titre"), _("Le")
    return (Chapter(_("Désignations"), headers, rows),)


def _is(nominee: Nominee, somebody: Somebody) -> bool:
    if nominee.person_id is not None:
        return nominee.person_id == somebody.number
    return somebody.is_mentioned_in(str(nominee))


def forget_nominations(somebody: Somebody) -> None:
    """They are named no more, and their name goes where they gave an answer."""
    calls = SeatCall.objects.filter(nomination__body__cooperation__workspace=somebody.workspace_id)
    nominees = Nominee.objects.filter(seat_call__in=calls).select_related("person")
    drop_rows([one for one in nominees if _is(one, somebody)])
    mask_texts(calls, ("told_by",), somebody)
