"""Which steps has the question passed in one council, what comes next, and by when?"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.law.clear_days import ClearDays, clear_days
from maillage.law.deliberation import Act, ActState, act_state
from maillage.law.finding import LegalFinding
from maillage.law.legal_body import LegalBody
from maillage.law.words import WITHOUT_ACTS
from maillage.trade.governance.choices import Vote
from maillage.trade.governance.joint_decisions.council_kinds import council_of
from maillage.trade.governance.joint_decisions.models import Answer, Deliberation
from maillage.trade.governance.joint_decisions.queries.joint_decisions import Path
from maillage.trade.governance.joint_decisions.rules import is_younger
from maillage.trade.governance.joint_decisions.words.standing_words import days_left

SOON = timedelta(days=7)
ACT_PAGE = "joint_decision_act"
ANSWER_PAGE = "joint_decision_answer"
VOTE_MARKS = {
    Vote.ADOPTED: "yes",
    Vote.RESERVED: "reserve",
    Vote.DEFERRED: "deferred",
    Vote.REFUSED: "no",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way: its head, its mark, its word and its date; `is_open` when to come."""

    head: str
    mark: str
    word: str
    on: date | None = None
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """What one council calls for: the gesture, why, its mark, and whether it cannot wait."""

    path: Path
    label: str
    reason: str
    mark: str
    page: str
    is_urgent: bool = False


def has_acts(deliberation: Deliberation) -> bool:
    """Whether the council takes acts that are transmitted and published."""
    return deliberation.council not in WITHOUT_ACTS


def sending(deliberation: Deliberation) -> LegalFinding[ClearDays] | None:
    """What the clear days say of the session known; None without a session."""
    if deliberation.session_on is None:
        return None
    return clear_days(
        deliberation.session_on,
        LegalBody(council_of(deliberation), population=deliberation.population),
        days_by_hand=deliberation.clear_days,
        sent=deliberation.sent_on,
    )


def act_of(deliberation: Deliberation, answer: Answer | None) -> Act:
    """The act of the council, as the law reads it."""
    is_voted = answer is not None and answer.vote in {Vote.ADOPTED, Vote.RESERVED}
    return Act(
        voted=answer.voted_on if answer and is_voted else None,
        transmitted=deliberation.transmitted_on,
        published=deliberation.published_on,
        subject_to_transmission=has_acts(deliberation),
        text=answer.text.fingerprint if answer and answer.text else None,
        body_kind=council_of(deliberation),
    )


def younger_text(answer: Answer | None) -> str:
    """What is said when the version voted is dated after the vote; nothing when it is not."""
    if (
        answer is None
        or answer.text is None
        or not is_younger(answer.text.dated_on, answer.voted_on)
    ):
        return ""
    return _("Cette version est du %(day)s, après le vote : vérifiez laquelle a été votée.") % {
        "day": french.long_date(answer.text.dated_on)
    }


def state_of_act(path: Path, today: date) -> LegalFinding[ActState]:
    """Where the act of this council stands."""
    return act_state(act_of(path.deliberation, path.answer), today=today)


def steps(path: Path, today: date, silent: str = "") -> list[Step]:
    """The five steps of a council, in their order; `silent` is what its silence is worth."""
    one = path.deliberation
    return [
        _sent(one),
        _on_agenda(one, path.answer),
        _voted(one, path.answer, silent),
        *_after_vote(path, today),
    ]


def _sent(one: Deliberation) -> Step:
    head = _("Saisie")
    if one.sent_on:
        return Step(head, "yes", _("saisie"), one.sent_on)
    return Step(head, "ask", _("à saisir"), is_open=True)


def _on_agenda(one: Deliberation, answer: Answer | None) -> Step:
    head = _("Inscrite")
    if answer and answer.vote != Vote.DEFERRED:
        return Step(head, "yes", _("inscrite"), one.agenda_on)
    if one.agenda_on:
        return Step(head, "agenda", _on_session(one), one.session_on, is_open=True)
    if one.session_on:
        return Step(head, "ask", _("à inscrire"), one.session_on, is_open=True)
    return Step(head, "ask", _("date à demander"), is_open=True)


def _on_session(one: Deliberation) -> str:
    """The word before the day of the session, never that of the agenda."""
    return _("inscrite au") if one.session_on else _("inscrite")


def _voted(one: Deliberation, answer: Answer | None, silent: str) -> Step:
    head = _("Votée")
    if silent:
        is_accord = silent == "agreement"
        word = _("accord tacite") if is_accord else _("refus tacite")
        return Step(head, "tacit" if is_accord else "no", word)
    if answer is None:
        return Step(head, "ask", _("à voter"), one.session_on, is_open=True)
    open_again = answer.vote == Vote.DEFERRED
    word = _("avec réserves") if answer.vote == Vote.RESERVED else answer.get_vote_display()
    return Step(head, VOTE_MARKS[Vote(answer.vote)], str(word), answer.voted_on, open_again)


def _after_vote(path: Path, today: date) -> list[Step]:
    one, answer = path.deliberation, path.answer
    heads = _("Transmise"), _("Publiée")
    if not has_acts(one) or (answer and answer.vote == Vote.REFUSED):
        return [Step(head, "none", _("sans objet"), is_open=True) for head in heads]
    executory = state_of_act(path, today).figures.executory_on
    sent = (
        Step(heads[0], "yes", _("transmise"), one.transmitted_on)
        if one.transmitted_on
        else Step(heads[0], "ask", _("à transmettre"), is_open=True)
    )
    if executory:
        return [sent, Step(heads[1], "yes", _("exécutoire"), executory)]
    if one.published_on:
        return [sent, Step(heads[1], "yes", _("publiée"), one.published_on)]
    return [sent, Step(heads[1], "ask", _("à publier"), is_open=True)]


def due(path: Path, today: date) -> Due | None:
    """What this council calls for today, the most pressing thing alone; None for nothing."""
    one, answer = path.deliberation, path.answer
    if one.organisation.ended_on:
        return _gone(path)
    if not path.is_member:
        return Due(
            path,
            _("%(name)s : appeler encore son conseil à décider ?") % {"name": path.name},
            _("Cette structure n’est plus membre de la coopération."),
            "none",
            "joint_decision_leave",
        )
    if answer is None:
        return _before_vote(path, today)
    if answer.vote == Vote.DEFERRED:
        return _deferred(path, answer, today)
    if answer.vote == Vote.RESERVED:
        return Due(
            path,
            _("%(name)s : répondre à la réserve") % {"name": path.name},
            answer.reserves[:160],
            "reserve",
            "joint_decision_council",
            is_urgent=True,
        )
    return _act(path, today) if answer.vote == Vote.ADOPTED else None


def is_awaiting_vote(path: Path, today: date) -> bool:
    """Whether the text is on the agenda of a council to come: nothing is left to do before it."""
    one = path.deliberation
    coming = one.session_on is not None and one.session_on >= today
    return path.answer is None and one.sent_on is not None and one.agenda_on is not None and coming


def _gone(path: Path) -> Due:
    successor = path.deliberation.organisation.successor
    reason = (
        _("%(name)s lui a succédé : dites qui reprend la question.") % {"name": successor}
        if successor
        else _("Cette structure n’existe plus.")
    )
    page = "joint_decision_succeed" if successor else "joint_decision_leave"
    label = _("%(name)s n’existe plus") % {"name": path.name}
    return Due(path, label, reason, "none", page, is_urgent=True)


def _before_vote(path: Path, today: date) -> Due:
    one = path.deliberation
    if one.sent_on is None:
        return _to_send(path, today)
    if one.session_on is None:
        return Due(
            path,
            _("%(name)s : demander la date du conseil") % {"name": path.name},
            _("Le texte est parti le %(day)s.") % {"day": french.day_in_words(one.sent_on)},
            "sent",
            "joint_decision_council_edit",
        )
    if one.session_on < today:
        return Due(
            path,
            _("%(name)s : recueillir le vote") % {"name": path.name},
            _("Son conseil s’est réuni le %(day)s.") % {"day": french.day_in_words(one.session_on)},
            "agenda",
            ANSWER_PAGE,
            is_urgent=True,
        )
    when = _("Conseil le %(day)s.") % {"day": french.day_in_words(one.session_on)}
    label = (
        _("%(name)s : attendre le vote")
        if one.agenda_on
        else _("%(name)s : vérifier l’inscription")
    ) % {"name": path.name}
    is_near = not one.agenda_on and one.session_on <= today + SOON
    return Due(path, label, when, "agenda", "joint_decision_council_edit", is_urgent=is_near)


def _to_send(path: Path, today: date) -> Due:
    finding = sending(path.deliberation)
    label = _("%(name)s : envoyer le texte") % {"name": path.name}
    page = "joint_decision_send"
    if finding is None or path.deliberation.session_on is None:
        return Due(path, label, _("Demandez aussi la date de son conseil."), "ask", page)
    when = french.day_in_words(path.deliberation.session_on)
    latest = finding.figures.latest_sending_date
    if latest is None:
        return Due(path, label, _("Conseil le %(day)s.") % {"day": when}, "ask", page)
    reason = _("Conseil le %(day)s : %(limit)s.") % {"day": when, "limit": days_left(latest, today)}
    return Due(path, label, reason, "ask", page, is_urgent=latest <= today + SOON)


def _deferred(path: Path, answer: Answer, today: date) -> Due:
    session = path.deliberation.session_on
    reason = _("Ajournée le %(day)s.") % {"day": french.day_in_words(answer.voted_on)}
    if session and session > answer.voted_on:
        reason += " " + _("Conseil le %(day)s.") % {"day": french.day_in_words(session)}
    label = _("%(name)s : comprendre l’ajournement") % {"name": path.name}
    return Due(path, label, reason, "deferred", "joint_decision_council_edit", is_urgent=True)


def _act(path: Path, today: date) -> Due | None:
    if not has_acts(path.deliberation):
        return None
    missing = state_of_act(path, today).figures.missing
    if not missing:
        return None
    return Due(
        path,
        _("%(name)s : obtenir l’acte exécutoire") % {"name": path.name},
        _("Il manque : %(what)s.") % {"what": _(" et ").join(missing)},
        "yes",
        ACT_PAGE,
    )
