"""When does each council meet, and until when may the text leave for it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.french import listed
from maillage.core.links import address
from maillage.core.register import Action, Empty
from maillage.core.timeline import answer_timeline
from maillage.core.timeline.description import Line, Moment, Span, Timeline
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.directory.records.queries.organisations import reach
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.choices import Vote
from maillage.trade.governance.joint_decisions.queries.joint_decisions import (
    Path,
    dated_paths,
    silences_between,
    undated_names,
)
from maillage.trade.governance.joint_decisions.words.standing_words import silence_to_come
from maillage.trade.governance.joint_decisions.words.steps import VOTE_MARKS, sending

LATELY = timedelta(days=90)
MOST_READERS = 16


@dataclass(frozen=True, slots=True)
class CalendarSheet:
    """The sessions line by line, and what they say in a sentence."""

    reading: str
    timeline: Timeline


_sheets: Remembered[CalendarSheet] = Remembered(MOST_READERS)


@cooperation_page(can=permissions.can_open_decisions)
def joint_decision_calendar(request: CooperationRequest) -> HttpResponse:
    """The sessions of the councils that are asked, line by line."""
    access = request.access
    sheet = _sheets.of(reach(access), access.cooperation.workspace_id, lambda: _read(access))
    context = {
        "reading": sheet.reading,
        "matrix_url": page_url(request, "joint_decisions"),
        "empty": None if sheet.timeline.lines else _empty(request),
    }
    return answer_timeline(
        request,
        sheet.timeline,
        template="governance/joint_decision_calendar.html",
        context=context,
    )


def _read(access: Access) -> CalendarSheet:
    today = timezone.localdate()
    dated = dated_paths(access, today - LATELY)
    silences = silences_between(access, today, today + LATELY)
    reading = " ".join(
        [
            calendar_reading(dated, undated_names(access), today),
            *(silence_to_come(str(one.deliberation), one.effect, one.on) for one in silences[:3]),
        ]
    ).strip()
    return CalendarSheet(reading, councils_timeline(access, dated))


def councils_timeline(access: Access, paths: Sequence[Path]) -> Timeline:
    """One line for each structure: its sessions, and the last day to send the text."""
    by_name: dict[str, list[Path]] = {}
    for path in paths:
        by_name.setdefault(path.name, []).append(path)
    return Timeline(
        caption=_("Calendrier des conseils"),
        filename="conseils",
        line_title=_("Structure"),
        lines=[_line(access, name, rows) for name, rows in sorted(by_name.items())],
        headers=(_("Dernier jour d’envoi"), _("Réponse")),
    )


def _line(access: Access, name: str, paths: Sequence[Path]) -> Line:
    organisation = paths[0].deliberation.organisation_id
    slug = access.cooperation.slug
    return Line(
        label=name,
        url=address("directory:organisation", slug, organisation),
        spans=tuple(span for path in paths if (span := _span(path))),
        moments=tuple(moment for path in paths if (moment := _moment(path))),
    )


def _span(path: Path) -> Span | None:
    """From the last day to send the text to the session."""
    one = path.deliberation
    if one.session_on is None:
        return None
    finding = sending(one)
    latest = finding.figures.latest_sending_date if finding else None
    answer = path.answer
    return Span(
        start=latest or one.session_on,
        end=one.session_on,
        words=one.decision.title,
        details=(
            french.long_date(latest) if latest else _("selon ses statuts"),
            str(answer.get_vote_display()) if answer else _("attendue"),
        ),
    )


def _moment(path: Path) -> Moment | None:
    """The vote known, on the day of its session."""
    one = path.deliberation
    if one.session_on is None or path.answer is None:
        return None
    mark = VOTE_MARKS[Vote(path.answer.vote)]
    return Moment(one.session_on, one.decision.title, "answer", mark)


def calendar_reading(dated: Sequence[Path], undated: Sequence[str], today: date) -> str:
    """How many councils meet next, which one first, and whose date is not known."""
    waited = [path for path in dated if not path.council.is_settled]
    coming = sorted(
        (path.deliberation.session_on, path.name)
        for path in waited
        if path.deliberation.session_on and path.deliberation.session_on >= today
    )
    parts = []
    if coming:
        day, name = coming[0]
        count = ngettext("Un conseil à venir", "%(n)s conseils à venir", len(coming)) % {
            "n": french.in_words(len(coming)).capitalize()
        }
        parts.append(
            _("%(count)s, d’abord %(name)s le %(day)s.")
            % {"count": count, "name": name, "day": french.day_in_words(day)}
        )
    if undated:
        parts.append(_("Date à demander : %(names)s.") % {"names": listed(undated)})
    return " ".join(parts)


def _empty(request: CooperationRequest) -> Empty:
    return Empty(
        _("Aucune date de conseil pour l’instant"),
        _("Elles s’écrivent sur le chemin de chaque structure, ou arrivent par lien."),
        (Action(_("Ouvrir les délibérations"), page_url(request, "joint_decisions"), main=True),),
    )
