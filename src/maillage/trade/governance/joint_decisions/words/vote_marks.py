"""How does a question put to a council stand on the thread of its structure?"""

from dataclasses import replace
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.agenda import Turn, Waiting
from maillage.core.links import address
from maillage.core.strands import StrandMark
from maillage.trade.governance.choices import Vote
from maillage.trade.governance.joint_decisions.models import Answer
from maillage.trade.governance.joint_decisions.queries.councils import terms_of
from maillage.trade.governance.joint_decisions.queries.joint_decisions import Path
from maillage.trade.governance.joint_decisions.rules import effect_of, is_deemed, last_day
from maillage.trade.governance.joint_decisions.words.steps import ACT_PAGE, VOTE_MARKS, due, sending

ONE_DAY = timedelta(days=1)
SEND_PAGE = "joint_decision_send"
VERBS = {
    SEND_PAGE: lazy("Envoyer le texte"),
    "joint_decision_answer": lazy("Noter le vote"),
    "joint_decision_council": lazy("Lire la réserve"),
    "joint_decision_council_edit": lazy("Tenir son calendrier"),
    ACT_PAGE: lazy("Noter l’acte"),
}


def path_mark(path: Path) -> str:
    """The mark of the vote, or of how far the text is on its way to the council."""
    if path.answer:
        return VOTE_MARKS[Vote(path.answer.vote)]
    if path.deliberation.agenda_on:
        return "agenda"
    return "sent" if path.deliberation.sent_on else "ask"


def vote_mark(slug: str, path: Path, today: date, *, may_keep: bool) -> StrandMark:
    """The mark of one council on one question, with what it calls for when one `may_keep` it."""
    one = path.deliberation
    blank = StrandMark(
        fact="left",
        on=one.until,
        title=one.decision.title,
        note=_("n’est plus appelée à décider"),
        url=address("governance:joint_decision_council", slug, one.pk),
        family="answer",
        value="none",
    )
    is_current = one.until is None
    mark = _silent(path, blank, today) if is_current else None
    if mark is None and path.answer is not None:
        mark = _voted(path, path.answer, blank, today)
    if mark is None:
        mark = _expected(path, blank, today) if is_current else blank
    return replace(mark, gesture=_gesture(slug, path, today) if may_keep and is_current else None)


def _silent(path: Path, blank: StrandMark, today: date) -> StrandMark | None:
    """The silence that has spoken; None when it has not."""
    terms = terms_of(path.deliberation.decision)
    last = last_day(terms, path.deliberation.sent_on)
    if last is None or not is_deemed(terms, path.council, today):
        return None
    agrees = effect_of(terms) == "agreement"
    day = last + ONE_DAY
    words = _("accord tacite depuis le %(day)s") if agrees else _("refus tacite depuis le %(day)s")
    return replace(
        blank,
        fact="tacit" if agrees else "tacit_refusal",
        on=day,
        note=words % {"day": french.long_date(day)},
        value="tacit" if agrees else "no",
    )


def _voted(path: Path, answer: Answer, blank: StrandMark, today: date) -> StrandMark:
    is_open = answer.vote == Vote.DEFERRED and path.deliberation.until is None
    session = path.deliberation.session_on
    coming = session if is_open and session and session > max(answer.voted_on, today) else None
    note = _("%(vote)s le %(day)s") % {
        "vote": answer.get_vote_display(),
        "day": french.long_date(answer.voted_on),
    }
    if coming:
        note = _("%(note)s ; conseil le %(day)s") % {"note": note, "day": french.long_date(coming)}
    return replace(
        blank,
        fact=answer.vote,
        on=answer.voted_on,
        note=note,
        value=path_mark(path),
        is_open=is_open,
        next_on=coming,
        limit=_last_sending(path, today) if coming else None,
    )


def _expected(path: Path, blank: StrandMark, today: date) -> StrandMark:
    """What comes next: its council, the day of it, or the text itself."""
    one = path.deliberation
    value = path_mark(path)
    if one.session_on is not None and one.session_on < today:
        note = _("conseil réuni le %(day)s, vote à recueillir")
        note = note % {"day": french.long_date(one.session_on)}
        return replace(
            blank, fact="unknown", on=one.session_on, note=note, value=value, is_open=True
        )
    limit = _last_sending(path, today)
    return replace(
        blank,
        fact="expected" if one.session_on else "sent" if one.sent_on else "unsent",
        on=one.session_on or one.sent_on,
        note=_coming_words(path, limit),
        value=value,
        is_open=True,
        limit=limit,
    )


def _coming_words(path: Path, limit: date | None) -> str:
    one = path.deliberation
    if one.session_on is not None:
        note = _("conseil le %(day)s") % {"day": french.long_date(one.session_on)}
        last = _("%(note)s ; dernier jour d’envoi le %(day)s")
        return last % {"note": note, "day": french.long_date(limit)} if limit else note
    if one.sent_on is not None:
        return _("envoyée le %(day)s, date du conseil à demander") % {
            "day": french.long_date(one.sent_on)
        }
    return _("à lui envoyer, date du conseil à demander")


def _last_sending(path: Path, today: date) -> date | None:
    """The last day to send the text, while it has not left and that day has not passed."""
    if path.deliberation.sent_on is not None:
        return None
    finding = sending(path.deliberation)
    latest = finding.figures.latest_sending_date if finding else None
    return latest if latest and latest >= today else None


def _gesture(slug: str, path: Path, today: date) -> Waiting | None:
    """What the officer does first about this council, on this question."""
    one = due(path, today)
    if one is None:
        return None
    deliberation = path.deliberation
    number = deliberation.decision_id if one.page == SEND_PAGE else deliberation.pk
    return Waiting(
        deliberation.decision.title,
        one.reason,
        address(f"governance:{one.page}", slug, number),
        verb=str(VERBS.get(one.page, _("Dire ce qu’il en est"))),
        turn=Turn.AWAITED if one.is_urgent else Turn.COMPLETES,
    )
