"""Which signatures of a table come before what each of them needs?"""

from collections.abc import Iterable
from copy import copy
from dataclasses import replace
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.foundation.cooperations.models import Access
from maillage.trade.governance.agreements.models import AgreementParty
from maillage.trade.governance.agreements.ways import way_of
from maillage.trade.governance.joint_decisions.models import Answer
from maillage.trade.governance.joint_decisions.queries.joint_decisions import Path, paths_of
from maillage.trade.governance.joint_decisions.table.reading import CouncilRow

Places = dict[tuple[int, int], Path]


def paths_by_place(access: Access, parties: Iterable[AgreementParty]) -> Places:
    """The ways of the councils that vote for these parties, by decision and structure."""
    rows = (one.agreement.joint_decision for one in parties)
    decisions = {one.pk: one for one in rows if one is not None}
    return {
        (number, path.deliberation.organisation_id): path
        for number, decision in decisions.items()
        for path in paths_of(access, decision)
        if path.deliberation.until is None
    }


def lacks_when_signed(
    party: AgreementParty, on: date, path: Path | None, council: CouncilRow | None = None
) -> str:
    """What a signature of that day lacks; nothing when it came in its time, or without a text.

    `council` is what a row says of its council, as if it were noted already.
    """
    text = party.agreement.frozen_text
    if text is None:
        return ""
    read = copy(party)
    read.signed_on = on
    path = _foreseen(path, council) if path and council else path
    way = way_of(read, path, text.words_fingerprint, timezone.localdate())
    return way.lacks or (_("délibération pas encore exécutoire ce jour-là") if way.early else "")


def _foreseen(path: Path, council: CouncilRow) -> Path:
    """The way of a council once the row is written: what is noted stays."""
    one = copy(path.deliberation)
    for name, day in council.dates.items():
        if getattr(one, name) is None:
            setattr(one, name, day)
    answer = path.answer
    if answer is None and council.voted_on:
        text = one.text or one.decision.texts.last()
        answer = Answer(deliberation=one, vote=council.vote, voted_on=council.voted_on, text=text)
    return replace(path, deliberation=one, answer=answer)
