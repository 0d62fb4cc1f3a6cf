"""Who may sign today, and what does each signature lack first?"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.law.deliberation import signature
from maillage.trade.governance.agreements.choices import Needs, Reading
from maillage.trade.governance.agreements.models import AgreementParty
from maillage.trade.governance.choices import Vote
from maillage.trade.governance.joint_decisions.queries.joint_decisions import Path
from maillage.trade.governance.joint_decisions.words.steps import (
    Step,
    act_of,
    has_acts,
    state_of_act,
)


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
    sent = Step(_("À signer"), "sent", _("envoyée"), party.asked_on, is_open=True)
    if party.asked_on is None:
        word = _("à envoyer") if not lacks else ""
        sent = Step(_("À signer"), "ask", word, is_open=True)
    last = Step(_("Signée"), "ask", _("attendue") if not lacks else "", is_open=True)
    if party.signed_on and not party.is_signed:
        word = _("à vérifier") if party.reading == Reading.SCAN else _("autre texte")
        last = Step(last.head, "no", word, party.signed_on, is_open=True)
    elif party.signed_on:
        sent = Step(sent.head, "yes", _("signée"), party.asked_on)
        last = Step(last.head, "yes", _("signée"), party.signed_on)
    if party.refused_on:
        last = Step(last.head, "no", _("refusée"), party.refused_on)
    can = not lacks and not party.is_signed and party.refused_on is None
    early = early_words(party.signed_on, path, today) if party.needs == Needs.COUNCIL else ""
    return Way(party, can, lacks, (voted, executory, sent, last), early)


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
