"""The calls for projects; one of them with its projects, its marks, its opinions."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.agenda import SOON, Waiting
from maillage.core.money import euros_words, in_euros
from maillage.core.register import Action as Gesture
from maillage.core.register import Column, Empty, Register, answer_register
from maillage.core.register.cells import euros_cell, missing, with_note
from maillage.core.table_files import format_wanted, table_response
from maillage.core.tables_out import Value
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.readers import by_access
from maillage.foundation.cooperations.pages.records import one_of, places_of
from maillage.trade.context.duties.words import days_words
from maillage.trade.governance.meetings.queries.attendance import seat_name
from maillage.trade.governance.models import Seat
from maillage.trade.plan import permissions
from maillage.trade.plan.addresses import page_url
from maillage.trade.plan.linked_projects.queries import projects
from maillage.trade.plan.selection import queries, words
from maillage.trade.plan.selection.call_rows import call_rows, mark_table, opinion_cells
from maillage.trade.plan.selection.models import Candidacy, ProjectCall
from maillage.trade.plan.selection.queries import CallSheet, CallState
from maillage.trade.plan.selection.rules import points, voice_score

selection_place = places_of(page_url, lazy("Sélection de projets"), "selection", "project_call")
# The call of this number that the reader may read; 404 otherwise.
call_of = one_of(queries.calls)


@cooperation_page(can=permissions.can_open_plan)
def selection(request: CooperationRequest) -> HttpResponse:
    """The calls that this reader may read, the last first."""
    today = timezone.localdate()
    coming = queries.calls_to_come(request.access, today)
    return answer_register(
        request,
        _register(request, today),
        queries.calls(request.access),
        template="plan/selection.html",
        context={
            "sentence": words.calls_sentence(coming, today, reads_all=request.access.is_in_team),
            "gesture": _committee(request, words.next_committee(coming, today), today),
            "audience": by_access(request, page_url(request, "selection")),
            "may_review": permissions.can_open_review(request.access),
            "has_projects": lambda: projects(request.access).exists(),
        },
    )


def _committee(request: CooperationRequest, first: CallState | None, today: date) -> Waiting | None:
    """The committee that sits soon, to prepare for who keeps the calls."""
    if first is None or not permissions.can_edit_calls(request.access):
        return None
    day = first.call.decides_on
    if day is None or day > today + SOON:
        return None
    when = french.capital(days_words(day, today))
    return Waiting(
        _("Préparer le comité du %(day)s") % {"day": french.long_date(day)},
        _("%(when)s, « %(title)s ».")
        % {"when": when, "title": french.inner_quotes(str(first.call))},
        page_url(request, "project_call", first.call.pk),
        verb=_("Voir l’appel"),
    )


@cooperation_page(can=permissions.can_open_plan)
def project_call(request: CooperationRequest, project_call: int) -> HttpResponse:
    """The projects of a call, from the best mark to the least, or their list as a file."""
    call = call_of(request, project_call)
    today = timezone.localdate()
    sheet = queries.call_sheet(request.access, call, today)
    if kind := format_wanted(request):
        return table_response(kind, "selection", call.title, *_file(request, sheet, today))
    return _page(request, sheet, today, None)


@cooperation_page(can=permissions.can_open_plan)
def candidacy(request: CooperationRequest, candidacy: int) -> HttpResponse:
    """The same, with one project beside: its marks, its opinions, what was decided."""
    one = get_object_or_404(queries.candidacies(request.access), pk=candidacy)
    today = timezone.localdate()
    return _page(request, queries.call_sheet(request.access, one.call, today), today, one)


def _page(
    request: CooperationRequest, sheet: CallSheet, today: date, one: Candidacy | None
) -> HttpResponse:
    access, call = request.access, sheet.call
    is_open = call.takes_marks(today)
    context: dict[str, object] = {
        "call": call,
        "place": selection_place(request),
        "sentence": words.call_sentence(sheet),
        "rows": call_rows(access, sheet),
        "has_results": any(row.result for row in sheet.candidacies),
        "gesture": _gesture(request, sheet, today, one) if sheet.whole else None,
        "funders": sheet.funders,
        "legend": words.VIEW_SHAPES,
        "reads_means": sheet.standings is not None,
        "reads_voices": sheet.reads_voices,
        "notes": _notes(sheet, is_open=is_open) if sheet.whole else (),
        "envelope": _envelope_words(sheet),
        "may_edit": permissions.can_edit_calls(access),
        "may_mark": _may_mark(request, sheet, is_open=is_open),
        "is_part": sheet.whole,
        "candidacy": one,
        "audience": by_access(request, page_url(request, "project_call", call.pk)),
    }
    if one is not None:
        context |= _panel(request, sheet, one, today)
    return render(request, "plan/project_call.html", context)


def _gesture(
    request: CooperationRequest, sheet: CallSheet, today: date, one: Candidacy | None
) -> Waiting | None:
    """What a voice has still to mark, but beside a project that has its own button; else what a
    call lacks, for whoever may ask for it.
    """
    if one is None and (own := _own_marking(request, sheet, today)):
        return own
    open_ones = [one.pk for one in sheet.candidacies if not one.result]
    if not open_ones or not permissions.can_edit_calls(request.access):
        return None
    pairs = [(one, funder.pk) for one in open_ones for funder in sheet.funders]
    missing = sum(pair not in sheet.opinions for pair in pairs)
    given = {voice for _project, voice in sheet.given}
    silent = [one for one in sheet.voices if one.pk not in given]
    lack = words.lack_words(missing, len(silent) if sheet.call.takes_marks(today) else 0)
    if not lack:
        return None
    url = page_url(request, "call_ask", sheet.call.pk)
    return Waiting(words.committee_day(sheet.call), lack, url, verb=_("Demander par lien"))


def _own_marking(request: CooperationRequest, sheet: CallSheet, today: date) -> Waiting | None:
    """The first project that a structure of the reader has to mark."""
    is_open = sheet.call.takes_marks(today)
    if request.access.is_officer or not _may_mark(request, sheet, is_open=is_open):
        return None
    left = sheet.next_to_mark()
    if left is None:
        return None
    one, voice = left
    url = f"{page_url(request, 'candidacy_mark', one.pk)}?voix={voice.pk}"
    return Waiting(*words.marking_words(sheet.call, voice.seat), url, verb=_("Noter"))


def voice_name(access: Access, seat: Seat) -> str:
    """The short name of the structure, or the person who sits in their own name."""
    if seat.organisation is not None:
        return seat.organisation.short_name or seat.organisation.name
    name = seat_name(access, seat)
    return name if name != str(seat) else _("%(name)s, en son nom") % {"name": name}


def _may_mark(request: CooperationRequest, sheet: CallSheet, *, is_open: bool) -> bool:
    """Whether this reader still says what a voice gives."""
    access = request.access
    has_voices = access.is_officer and bool(sheet.voices)
    has_grid = bool(sheet.grid)
    return is_open and has_grid and permissions.can_mark(access) and (has_voices or bool(sheet.own))


def _notes(sheet: CallSheet, *, is_open: bool) -> list[str]:
    sentences = (words.closing_words(sheet, is_open=is_open), words.steady_words(sheet))
    return [one for one in sentences if one]


def _envelope_words(sheet: CallSheet) -> str:
    if sheet.fits is None or sheet.call.envelope_cents is None:
        return ""
    sentence = _("Enveloppe : %(sum)s. Sous ce trait, les projets attendraient.") % {
        "sum": euros_words(sheet.call.envelope_cents)
    }
    least = _("Sous %(least)s, aucun n’est retenu.") % {"least": sheet.call.least}
    return sentence if sheet.call.least is None else f"{sentence} {least}"


def _panel(
    request: CooperationRequest, sheet: CallSheet, one: Candidacy, today: date
) -> dict[str, object]:
    access, call = request.access, sheet.call
    ballots = list(queries.readable_ballots(access, call, today).filter(candidacy=one))
    may_mark = permissions.can_mark(access)
    funders = queries.answerable_funders(access, call) if may_mark else ()
    return {
        "overline": _("Projet, %(holder)s") % {"holder": one.project.holder_words},
        "marks": mark_table(sheet, ballots, one, partial(voice_name, access)),
        "opinions": [cell for cell in opinion_cells(access, sheet, one) if cell],
        "result": words.result_words(one),
        "may_give_opinion": bool(funders),
        "project_is_read": access.is_in_team
        and projects(access).filter(pk=one.project_id).exists(),
        "may_drop": not any(number == one.pk for number, _one in (*sheet.given, *sheet.opinions)),
        "close_url": page_url(request, "project_call", call.pk),
    }


def _register(request: CooperationRequest, today: date) -> Register[ProjectCall, ProjectCall]:
    gestures = _gestures(request)
    return Register(
        caption=_("Sélection de projets"),
        noun=(_("appel"), _("appels")),
        filename="appels-a-projets",
        columns=_columns(today),
        read=list,
        order="notes",
        row_url=lambda row: page_url(request, "project_call", row.pk),
        actions=gestures,
        empty=Empty(
            _("Aucun appel pour l’instant")
            if request.access.is_officer
            else _("Aucun appel ne vous est ouvert"),
            _("Un appel, un fonds, une tranche : donnez-lui sa date, son enveloppe, qui vote."),
            gestures,
            otherwise=_("Un appel où vous votez, ou dont le résultat est connu, paraîtra ici."),
        ),
    )


def _columns(today: date) -> tuple[Column[ProjectCall], ...]:
    return (
        Column(
            "appel",
            _("Appel"),
            lambda row: row.title,
            cell=lambda row: with_note(row.title, str(row.scheme or "")),
            sort=("folded", "pk"),
            wide=True,
            measure="name",
        ),
        Column("qui-note", _("Qui note"), lambda row: str(row.body), wide=True),
        Column(
            "notes",
            _("Notes jusqu’au"),
            lambda row: row.scores_until,
            cell=partial(_last_day, today),
            sort=("-scores_until", "-pk"),
            measure="date",
        ),
        Column(
            "comite",
            _("Comité"),
            lambda row: row.decides_on,
            cell=lambda row: (
                french.short_date(row.decides_on, today)
                if row.decides_on
                else missing(_("date à fixer"))
            ),
            measure="date",
        ),
        Column(
            "enveloppe",
            _("Enveloppe"),
            lambda row: in_euros(row.envelope_cents),
            cell=lambda row: euros_cell(row.envelope_cents, _("à dire")),
            numeric=True,
        ),
    )


def _last_day(today: date, row: ProjectCall) -> str:
    state = _("on note") if row.takes_marks(today) else _("notes closes")
    return with_note(french.short_date(row.scores_until, today), state)


def _gestures(request: CooperationRequest) -> tuple[Gesture, ...]:
    if not permissions.can_edit_calls(request.access):
        return ()
    return (
        Gesture(_("Ouvrir un appel"), page_url(request, "project_call_add"), "plus", main=True),
    )


def _file(
    request: CooperationRequest, sheet: CallSheet, today: date
) -> tuple[Sequence[str], Iterable[Sequence[Value]]]:
    """The projects, with the marks and the opinions that this reader may read."""
    access = request.access
    by_project: dict[tuple[int, int], Value] = {}
    for ballot in queries.readable_ballots(access, sheet.call, today):
        score = voice_score(sheet.grid, queries.as_voice(ballot))
        given = _("se déporte") if ballot.stands_down else _("incomplète")
        key = (ballot.candidacy_id, ballot.voice_id)
        by_project[key] = given if score is None else points(score)
    read = {voice for _project, voice in by_project}
    voices = [one for one in sheet.voices if one.pk in read]
    headers = [_("Projet"), _("Porteur"), _("Demandé"), _("Déposé le"), _("Moyenne sur 100")]
    # One structure may vote and pay: its two columns each say which.
    headers += [_("Note : %(who)s") % {"who": voice_name(access, one.seat)} for one in voices]
    headers += [_("Avis : %(who)s") % {"who": one} for one in sheet.funders]
    headers += [_("Résultat"), _("Montant retenu"), _("Pourquoi")]

    def row(one: Candidacy) -> list[Value]:
        standing = sheet.standings[one.pk] if sheet.standings else None
        mean = points(standing.mean) if standing and standing.mean is not None else None
        opinions = [sheet.opinions.get((one.pk, funder.pk)) for funder in sheet.funders]
        return [
            str(one.project),
            one.project.holder_words,
            in_euros(one.aid_cents),
            one.filed_on,
            mean,
            *(by_project.get((one.pk, voice.pk)) for voice in voices),
            *(words.opinion_words(answer) if answer else "" for answer in opinions),
            str(one.get_result_display()) if one.result else "",
            in_euros(one.granted_cents),
            one.result_why,
        ]

    return headers, map(row, sheet.candidacies)
