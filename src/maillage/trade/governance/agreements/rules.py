"""Where is an agreement, and from when does it bind?"""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.law.delays import latest_start
from maillage.trade.governance.agreements.choices import PartyRole, Renewal, Stage, Starts
from maillage.trade.governance.agreements.models import Agreement, AgreementParty

LEAST_SIGNATORIES = 2
SIGNED_LATER = lazy("On note une signature quand elle a eu lieu.")
FREEZE_FIRST = lazy("Figez d’abord le texte : on signe ce qui ne change plus.")
LONGEST_NOTICE = 36


def end_fault(starts: date | None, ends: date | None) -> str:
    """Why an agreement cannot end that day; nothing when it can."""
    if starts is None or ends is None or ends > starts:
        return ""
    why = _("La convention finirait avant de commencer : le %(day)s. Vérifiez l’année.")
    return why % {"day": french.long_date(ends)}


def frozen_fault(agreement: Agreement, on: date | None) -> str:
    """Why a signature of that day is not that of the frozen text; nothing when it may be."""
    frozen = agreement.frozen_on
    if on is None or frozen is None or on >= frozen:
        return ""
    why = _("Le texte a été figé le %(day)s : personne ne l’a signé avant.")
    return why % {"day": french.long_date(frozen)}


def to_come_fault(on: date | None) -> str:
    """Why a signature of that day is not noted; nothing when it may be."""
    return str(SIGNED_LATER) if on and on > timezone.localdate() else ""


def signatories(parties: Sequence[AgreementParty]) -> list[AgreementParty]:
    """Those that sign the text."""
    return [one for one in parties if one.role == PartyRole.SIGNATORY]


def in_force_on(agreement: Agreement, parties: Sequence[AgreementParty]) -> date | None:
    """The day from which it binds those that signed; None while a signature it needs lacks.

    All the required ones; where none is, two signatures make it, or the only one.
    """
    every = signatories(parties)
    required = [one for one in every if one.is_required]
    signed = [one.signed_on for one in required or every if one.signed_on and one.is_signed]
    least = len(required) or min(LEAST_SIGNATORIES, len(every))
    if agreement.frozen_on is None or not signed or len(signed) < least:
        return None
    last = max(signed) if required else sorted(signed)[least - 1]
    if agreement.starts_rule == Starts.DATE and agreement.starts_on:
        return max(agreement.starts_on, last) if agreement.frozen_text_id else agreement.starts_on
    return last


def stage_of(
    agreement: Agreement, parties: Sequence[AgreementParty], today: date, to_settle: int = 0
) -> Stage:
    """The first stage that holds, from the end to the draft."""
    if agreement.ended_on and agreement.ended_on <= today:
        return Stage.ENDED if agreement.frozen_on else Stage.DROPPED
    since = in_force_on(agreement, parties)
    is_over = agreement.ends_on is not None and agreement.ends_on < today
    if is_over and not (since and agreement.renewal == Renewal.TACIT):
        return Stage.ENDED
    if since and since <= today:
        return Stage.FORCE
    if agreement.frozen_on:
        return _frozen_stage(agreement, parties)
    return _draft_stage(agreement, today, to_settle)


def are_remarks_open(agreement: Agreement, today: date) -> bool:
    """Whether one may write remarks on this day."""
    since, until = agreement.remarks_from, agreement.remarks_until
    if agreement.frozen_on or agreement.ended_on or since is None or since > today:
        return False
    return until is None or until >= today


def _draft_stage(agreement: Agreement, today: date, to_settle: int) -> Stage:
    if are_remarks_open(agreement, today):
        return Stage.REMARKS
    is_over = agreement.remarks_until is not None and agreement.remarks_until < today
    return Stage.SETTLING if is_over and to_settle else Stage.DRAFT


def _frozen_stage(agreement: Agreement, parties: Sequence[AgreementParty]) -> Stage:
    if any(one.asked_on or one.signed_on for one in parties):
        return Stage.SIGNING
    return Stage.COUNCILS if agreement.joint_decision_id else Stage.FROZEN


def notice_day(agreement: Agreement) -> date | None:
    """The last day to say whether it goes on; None when nothing is to be said."""
    if agreement.ends_on is None or agreement.renewal == Renewal.NONE:
        return None
    return latest_start(agreement.ends_on, agreement.notice_months or 0)
