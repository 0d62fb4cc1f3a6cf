"""When does each council meet, and until when may the text leave for it?"""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.agenda import Waiting
from maillage.core.french import listed
from maillage.core.links import address
from maillage.core.marks import ANSWERS
from maillage.core.register import Action, Empty
from maillage.core.timeline import answer_timeline
from maillage.core.timeline.description import Line, Moment, Span, Timeline
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.directory.records.queries.organisations import reach
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.joint_decisions.queries.joint_decisions import (
    Path,
    dated_paths,
    silences_between,
    undated_names,
)
from maillage.trade.governance.joint_decisions.views.next_gestures import shown_due
from maillage.trade.governance.joint_decisions.words.standing_words import silence_to_come
from maillage.trade.governance.joint_decisions.words.steps import Due, due, sending
from maillage.trade.governance.joint_decisions.words.vote_marks import path_mark

LATELY = timedelta(days=90)
MOST_READERS = 16


@dataclass(frozen=True, slots=True)
class CalendarSheet:
    """The sessions line by line, what they say in a sentence, and the texts still to send."""

    reading: str
    timeline: Timeline
    to_send: tuple[Due, ...]


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
        "gesture": _gesture(access, sheet.to_send),
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
    unsent = [path for path in coming_councils(dated, today) if not path.deliberation.sent_on]
    to_send = tuple(one for path in unsent if (one := due(path, today)))
    return CalendarSheet(reading, councils_timeline(access, dated, today), to_send)


def _gesture(access: Access, to_send: Sequence[Due]) -> Waiting | None:
    """The next text to send, and until when; none for who sends none."""
    if not to_send or not permissions.can_keep_decisions(access):
        return None
    shown = shown_due(access, to_send[0])
    return Waiting(shown.label, shown.reason, shown.url, verb=shown.verb)


def councils_timeline(access: Access, paths: Sequence[Path], today: date) -> Timeline:
    """One line for each structure: its sessions, and the last day to send the text.

    The session of which the reading speaks is marked.
    """
    first = {path.deliberation.pk for path in coming_councils(paths, today)[:1]}
    by_name: dict[str, list[Path]] = {}
    for path in paths:
        by_name.setdefault(path.name, []).append(path)
    return Timeline(
        caption=_("Calendrier des conseils"),
        filename="conseils",
        line_title=_("Structure"),
        words_title=_("Question posée"),
        list_title=_("Séance par séance"),
        days_title=_("Séance"),
        lines=[_line(access, name, rows, first) for name, rows in sorted(by_name.items())],
        headers=(_("Dernier jour d’envoi"), _("Où en est la réponse")),
        is_points=True,
        is_by_day=True,
    )


def _line(access: Access, name: str, paths: Sequence[Path], first: Container[int]) -> Line:
    organisation = paths[0].deliberation.organisation_id
    slug = access.cooperation.slug
    return Line(
        label=name,
        url=address("directory:organisation", slug, organisation),
        spans=tuple(span for path in paths if (span := _span(path, first))),
        moments=tuple(moment for path in paths if (moment := _moment(path))),
    )


def _span(path: Path, first: Container[int]) -> Span | None:
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
        dates=french.short_date(one.session_on, timezone.localdate()),
        details=(
            french.long_date(latest) if latest else _("selon ses statuts"),
            str(answer.get_vote_display() if answer else ANSWERS[path_mark(path)].word),
        ),
        is_main=one.pk in first,
    )


def _moment(path: Path) -> Moment | None:
    """The vote known, or how far the text is, on the day of the session."""
    one = path.deliberation
    if one.session_on is None:
        return None
    return Moment(one.session_on, one.decision.title, "answer", path_mark(path))


def coming_councils(dated: Sequence[Path], today: date) -> list[Path]:
    """The councils that have still to vote, the next one first."""
    waited = [
        (path.deliberation.session_on, path.name, path.deliberation.pk, path)
        for path in dated
        if not path.council.is_settled
        and path.deliberation.session_on
        and path.deliberation.session_on >= today
    ]
    return [path for _on, _name, _pk, path in sorted(waited, key=lambda one: one[:3])]


def calendar_reading(dated: Sequence[Path], undated: Sequence[str], today: date) -> str:
    """How many councils meet next, which one first, and whose date is not known."""
    coming = coming_councils(dated, today)
    parts = []
    if coming and (day := coming[0].deliberation.session_on):
        count = ngettext("Un conseil à venir", "%(n)s conseils à venir", len(coming)) % {
            "n": french.in_words(len(coming)).capitalize()
        }
        parts.append(
            _("%(count)s, d’abord %(name)s le %(day)s.")
            % {"count": count, "name": coming[0].name, "day": french.day_in_words(day)}
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
