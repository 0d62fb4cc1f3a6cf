"""How is what a council is asked, and what it answered, told in a line?"""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.sheet import Line
from maillage.trade.governance.choices import Vote
from maillage.trade.governance.joint_decisions.models import Answer
from maillage.trade.governance.joint_decisions.queries.joint_decisions import Path
from maillage.trade.governance.joint_decisions.words.steps import VOTE_MARKS


def council_lines(slug: str, paths: Sequence[Path]) -> list[Line]:
    """The questions put to a council, the last first: its vote and its day, or what comes next."""
    return [
        Line(
            label=path.deliberation.decision.title,
            note=_vote_words(path.answer) if path.answer else _next_words(path),
            url=reverse("governance:joint_decision_council", args=[slug, path.deliberation.pk]),
            family="answer",
            value=path_mark(path),
        )
        for path in reversed(paths)
    ]


def _vote_words(answer: Answer) -> str:
    return _("%(vote)s le %(day)s") % {
        "vote": answer.get_vote_display(),
        "day": french.long_date(answer.voted_on),
    }


def path_mark(path: Path) -> str:
    """The mark of the vote, or of how far the text is on its way to the council."""
    if path.answer:
        return VOTE_MARKS[Vote(path.answer.vote)]
    if path.deliberation.agenda_on:
        return "agenda"
    return "sent" if path.deliberation.sent_on else "ask"


def _next_words(path: Path) -> str:
    session = path.deliberation.session_on
    if session:
        return _("conseil le %(day)s") % {"day": french.day_in_words(session)}
    return _("envoyée") if path.deliberation.sent_on else _("à saisir")
