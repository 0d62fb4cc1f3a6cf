"""What does governance know of a person?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.core.personal import Chapter, Room, Somebody, personal
from maillage.core.points import Reader
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.journal.erasable import Erasable
from maillage.ground.directory.rights.queries import day
from maillage.trade.governance.bodies.models import Holder, Seat
from maillage.trade.governance.bodies.queries.bodies import holders, seats
from maillage.trade.governance.commitments.personal import export_commitments, forget_commitments
from maillage.trade.governance.joint_decisions.models import Answer, Deliberation
from maillage.trade.governance.joint_decisions.queries.joint_decisions import deliberations
from maillage.trade.governance.nominations.personal import export_nominations, forget_nominations
from maillage.trade.governance.permissions import can_read_sources
from maillage.trade.governance.personal_meetings import export_meetings, forget_meetings


@personal.answer
def governance_room() -> Sequence[Room]:
    """The seats they hold or held; rows that keep a seat lose what the journal told of them."""
    return (
        Room(_export, _forget),
        Room(export_meetings, forget_meetings),
        Room(_export_councils, _forget_councils),
        Room(export_commitments, forget_commitments),
        Room(export_nominations, forget_nominations),
    )


def _export(reader: Reader, somebody: Somebody) -> Sequence[Chapter]:
    access = as_access(reader)
    current_holders = holders(access).filter(person=somebody.number).order_by("since", "pk")
    own = seats(access).filter(person=somebody.number).order_by("since", "pk")
    rows = [
        (
            str(one.seat.body),
            str(one.seat),
            str(one.get_kind_display()),
            day(one.since),
            day(one.until),
            one.source,
        )
        for one in current_holders
    ]
    rows += [
        (str(one.body), _("en son nom"), "", day(one.since), day(one.until), "") for one in own
    ]
    headers = (
        _("Instance"),
        _("Pour"),
        _("Qualité"),
        _("Depuis"),
        _("Jusqu’au"),
        _("Source"),
    )
    return (Chapter(_("Sièges"), headers, rows),)


def _forget(somebody: Somebody) -> None:
    Erasable(Seat, "body", about="person").erase(somebody)
    Erasable(Holder, "seat__body", ("source",), about="person").erase(somebody)


def _export_councils(reader: Reader, somebody: Somebody) -> Sequence[Chapter]:
    """The joint decisions on which they are the contact, or said what a council answered."""
    access = as_access(reader)
    mine = deliberations(access).filter(contact=somebody.number)
    rows = [(str(one.decision), str(one), _("point de contact"), "") for one in mine]
    answers = Answer.objects.filter(deliberation__decision__cooperation=access.cooperation_id)
    if can_read_sources(access):
        listed_answers = answers.filter(pk__in=somebody.numbers_naming(answers, "told_by"))
        rows += [
            (
                str(one.deliberation.decision),
                str(one.deliberation),
                _("a dit la réponse : %(vote)s") % {"vote": one.get_vote_display()},
                day(one.told_on),
            )
            for one in listed_answers.select_related(
                "deliberation__decision", "deliberation__organisation"
            )
        ]
    headers = _("Décision"), _("Structure"), _("À quel titre"), _("Le")
    return (Chapter(_("Décisions conjointes"), headers, rows),)


def _forget_councils(somebody: Somebody) -> None:
    """Their place as contact, and their name where they said an answer or checked a text."""
    Erasable(Deliberation, "decision", ("conformity_by",), person="contact").erase(somebody)
    Erasable(Answer, "deliberation__decision", ("told_by",)).erase(somebody)
