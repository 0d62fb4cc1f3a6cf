"""Where is an agreement, who may sign it today, and what does each signature lack?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.law.delays import latest_start
from maillage.law.deliberation import signature
from maillage.trade.governance.agreements.choices import Needs, PartyRole, Renewal, Stage, Starts
from maillage.trade.governance.agreements.models import Agreement, AgreementParty
from maillage.trade.governance.choices import Vote
from maillage.trade.governance.joint_decisions.queries.joint_decisions import Path
from maillage.trade.governance.joint_decisions.words.steps import (
    Step,
    act_of,
    has_acts,
    state_of_act,
)

LEAST_SIGNATORIES = 2


def signatories(parties: Sequence[AgreementParty]) -> list[AgreementParty]:
    """Those that sign the text."""
    return [one for one in parties if one.role == PartyRole.SIGNATORY]


def in_force_on(agreement: Agreement, parties: Sequence[AgreementParty]) -> date | None:
    """The day from which it binds those that signed; None while a signature it needs lacks.

    All the required ones; where none is, two signatures make it, or the only one.
    """
    every = signatories(parties)
    required = [one for one in every if one.is_required]
    signed = [one.signed_on for one in required or every if one.signed_on]
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


@dataclass(frozen=True, slots=True)
class Way:
    """How far a signatory is: whether it can sign today, else the first thing that it lacks.

    `early` is what the law says of a signature that came before its act bound.
    """

    party: AgreementParty
    can_sign: bool
    lacks: str
    steps: tuple[Step, ...]
    early: str = ""

    @property
    def is_refused(self) -> bool:
        """Whether the structure will not sign."""
        return self.party.refused_on is not None


def way_of(party: AgreementParty, path: Path | None, fingerprint: str, today: date) -> Way:
    """The way of a signatory to its signature; `path` is that of its council, when one votes."""
    voted, executory, lacks = _before(party, path, fingerprint, today)
    asked = Step(_("À signer"), "sent", _("envoyée"), party.asked_on, is_open=True)
    if party.asked_on is None:
        word = _("à envoyer") if not lacks else ""
        asked = Step(_("À signer"), "ask", word, is_open=True)
    last = Step(_("Signée"), "ask", _("attendue") if not lacks else "", is_open=True)
    if party.signed_on:
        asked = Step(asked.head, "yes", _("signée"), party.asked_on)
        last = Step(last.head, "yes", _("signée"), party.signed_on)
    if party.refused_on:
        last = Step(last.head, "no", _("refusée"), party.refused_on)
    can = not lacks and party.signed_on is None and party.refused_on is None
    early = early_words(party.signed_on, path, today) if party.needs == Needs.COUNCIL else ""
    return Way(party, can, lacks, (voted, executory, asked, last), early)


def _before(
    party: AgreementParty, path: Path | None, fingerprint: str, today: date
) -> tuple[Step, Step, str]:
    """The two steps before the signature, and what lacks first."""
    heads = _("Délibérée"), _("Exécutoire")
    nothing = Step(heads[1], "none", _("sans objet"), is_open=True)
    if party.needs == Needs.DIRECT:
        return Step(heads[0], "none", _("sans objet"), is_open=True), nothing, ""
    if party.needs == Needs.BOARD:
        if party.act_reference or party.act_on:
            return Step(heads[0], "yes", _("approuvée"), party.act_on), nothing, ""
        lacks = _("décision de son organe à noter")
        return Step(heads[0], "ask", _("à noter"), is_open=True), nothing, lacks
    lacks = lacking_of(path, fingerprint, today)
    return _voted(heads[0], path), _bound(heads[1], path, lacks, today), lacks


def _bound(head: str, path: Path | None, lacks: str, today: date) -> Step:
    """Whether the act of the council binds already."""
    answer = path.answer if path else None
    if path is None or answer is None or answer.vote in {Vote.DEFERRED, Vote.REFUSED}:
        return Step(head, "ask", "", is_open=True)
    if not has_acts(path.deliberation):
        return Step(head, "none", _("sans objet"), is_open=True)
    on = state_of_act(path, today).figures.executory_on
    if on and not lacks:
        return Step(head, "yes", _("exécutoire"), on)
    return Step(head, "ask", lacks, is_open=True)


def _voted(head: str, path: Path | None) -> Step:
    if path is None:
        return Step(head, "ask", _("conseil à saisir"), is_open=True)
    one, answer = path.deliberation, path.answer
    if answer is None:
        if one.agenda_on:
            return Step(head, "agenda", _("inscrite"), one.session_on, is_open=True)
        word = _("à inscrire") if one.session_on else _("date inconnue")
        return Step(head, "ask", word, one.session_on, is_open=True)
    marks = {
        Vote.ADOPTED: ("yes", _("adoptée")),
        Vote.RESERVED: ("reserve", _("avec réserves")),
        Vote.DEFERRED: ("deferred", _("ajournée")),
        Vote.REFUSED: ("no", _("refusée")),
    }
    mark, word = marks[Vote(answer.vote)]
    return Step(head, mark, word, answer.voted_on, is_open=answer.vote == Vote.DEFERRED)


def lacking_of(path: Path | None, fingerprint: str, today: date) -> str:
    """The first thing that a council lacks before its structure may sign; nothing when it may."""
    if path is None:
        return _("conseil à saisir")
    one, answer = path.deliberation, path.answer
    if answer is None:
        if one.session_on is None:
            return _("date inconnue")
        return _("inscrite") if one.agenda_on else _("à inscrire")
    missing = state_of_act(path, today).figures.missing if has_acts(one) else ()
    reasons = (
        (answer.vote == Vote.DEFERRED, _("ajournée")),
        (answer.vote == Vote.REFUSED, _("refusée par son conseil")),
        (answer.text and answer.text.fingerprint != fingerprint, _("un autre texte a été voté")),
        ("transmission" in missing, _("à transmettre")),
        (bool(missing), _("à publier")),
    )
    return next((words for holds, words in reasons if holds), "")


def early_words(signed_on: date | None, path: Path | None, today: date) -> str:
    """Why a signature came too early, as the law reads it; nothing when it did not."""
    if signed_on is None or path is None:
        return ""
    act = act_of(path.deliberation, path.answer)
    judged = signature(act, signed_on, today=today)
    if judged.level != "alert":
        return ""
    since = state_of_act(path, today).figures.executory_on
    state = (
        _("délibération exécutoire le %(day)s") % {"day": french.long_date(since)}
        if since
        else _("délibération pas encore exécutoire")
    )
    return _(
        "Signée le %(day)s, %(state)s : signature irrégulière (%(source)s). "
        "Faites signer de nouveau, ou notez la raison."
    ) % {"day": french.long_date(signed_on), "state": state, "source": judged.source}


def notice_day(agreement: Agreement) -> date | None:
    """The last day to say whether it goes on; None when nothing is to be said."""
    if agreement.ends_on is None or agreement.renewal == Renewal.NONE:
        return None
    return latest_start(agreement.ends_on, agreement.notice_months or 0)
