"""A wished marriage or a forced one: how does each structure live the cooperation?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.agenda import Waiting
from maillage.core.drawing.over_time import small_line
from maillage.core.links import address
from maillage.core.messages import say
from maillage.core.register import (
    Action,
    Chip,
    Column,
    Empty,
    Register,
    Search,
    Select,
    answer_register,
)
from maillage.core.register.cells import missing, with_note
from maillage.core.sheet import Readers, Sheet
from maillage.core.shell import Audience, PageLink
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.cached import recall_count, recall_page
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, form_page
from maillage.foundation.cooperations.pages.readers import by_access
from maillage.foundation.cooperations.pages.records import one_of
from maillage.foundation.journal.services import record_opening
from maillage.ground.actors.readings.services import (
    RivalReadingError,
    Seen,
    record_reading,
    withdraw_reading,
)
from maillage.ground.actors.readings.words import span_words, sure_words
from maillage.ground.actors.sources.queries import drawn_from
from maillage.ground.actors.sources.words import source_words
from maillage.ground.directory.models import Actor
from maillage.trade.context import permissions
from maillage.trade.context.addresses import Place, page_url
from maillage.trade.context.choices import Nature
from maillage.trade.context.nature import queries
from maillage.trade.context.nature.forms import NatureForm
from maillage.trade.context.nature.models import NatureReading
from maillage.trade.context.nature.queries import NatureRow, readings_of
from maillage.trade.context.nature.states import FRESH, is_old
from maillage.trade.context.nature.words import (
    became_note,
    evolution_words,
    moved_words,
    nature_reading,
    open_nature_reading,
    standing_words,
)

TOPIC = "nature"
_get_structure = one_of(queries.structures)


@dataclass(frozen=True, slots=True)
class ShownNature:
    """A reading of the history: its word and day, what moved it, its fact, where it comes from."""

    word: str
    moved_by: str
    said: str
    source: str
    is_withdrawn: bool
    withdraw_url: str


@cooperation_page(can=permissions.can_open_nature)
def nature(request: CooperationRequest) -> HttpResponse:
    """The structures and the word that stands for each; an officer's opening is recorded."""
    access = request.access
    if request.method == "GET" and access.is_officer:
        record_opening(request.user, access.cooperation, cooperation_id=access.cooperation_id)
    reading = nature_reading if access.is_officer else open_nature_reading
    standing = cache(lambda: queries.words_now(access))
    return answer_register(
        request,
        nature_register(access),
        queries.read_structures(access),
        template="context/nature.html",
        context={
            "sentence": lambda: reading([word for word, _on in standing()]),
            "gesture": _to_read_again(access, [on for _word, on in standing() if on]),
            "span": lambda: span_words(on for _word, on in standing()),
            "audience": _audience(request),
        },
    )


def _to_read_again(access: Access, days: Sequence[date]) -> Waiting | None:
    """The structure whose reading is the oldest, when a year has passed since, as the map says."""
    since = timezone.localdate() - FRESH
    if not any(on < since for on in days) or not permissions.can_keep_nature(access):
        return None
    one = queries.oldest_read(access, since)
    if one is None:
        return None
    reason = _("La lecture de %(name)s a plus de douze mois.") % {"name": one}
    url = address("context:nature_of", access.cooperation.slug, one.pk)
    return Waiting(_("Relire comment chaque structure la vit"), reason, url, verb=_("Relire"))


@cooperation_page(can=permissions.can_open_nature)
def nature_of(request: CooperationRequest, actor: int) -> HttpResponse:
    """How one structure lives the cooperation, reading after reading."""
    record = _get_structure(request, actor)
    readings = queries.history_of(request.access, record.pk)
    standing = [one for one in reversed(readings) if one.withdrawn_at is None]
    row = queries.NatureRow(record.pk, str(record), became_note(record), standing)
    drawing, words = shown_slope(row)
    may_keep = permissions.can_keep_nature(request.access)
    text = standing_words(row, is_whole=request.access.is_officer)
    context = {
        "sheet": Sheet(
            title=_("Pour %(name)s, souhaitée ou imposée ?")
            % {"name": french.with_article(str(record))},
            sentence=" ".join(
                part for part in (f"{text[:1].upper()}{text[1:]}.", _ended(row.note)) if part
            ),
            place=nature_place(request),
            readers=(Readers("eye", _("Chacun selon son accès"), _("chaque lecture")),),
        ),
        "scale": [(one.label, one == row.last.nature) for one in Nature] if row.last else [],
        "drawing": drawing if len(standing) > 1 else "",
        "words": words,
        "readings": [_shown(request, one, may_keep=may_keep) for one in readings],
        "gesture": _next_reading(request, record, row) if may_keep else None,
        "calls": bool(row.last and row.last.on < timezone.localdate() - FRESH),
        "audience": _audience(request, "#qui-voit"),
    }
    return render(request, "context/nature_of.html", context)


def _next_reading(request: CooperationRequest, record: Actor, row: NatureRow) -> Waiting:
    """To read it again, and since when its last reading is old."""
    url = f"{page_url(request, 'nature_add')}?acteur={record.pk}"
    follows = _("Une nouvelle lecture suit la dernière ; rien ne s’efface.")
    if row.last and row.last.on < timezone.localdate() - FRESH:
        values = {"day": french.long_date(row.last.on)}
        old = _("La dernière lecture, du %(day)s, a plus de douze mois.") % values
        return Waiting(_("Relire comment elle la vit"), old, url, verb=_("Noter une lecture"))
    return Waiting(_("A-t-elle bougé ?"), follows, url, verb=_("Noter une lecture"))


def _ended(note: str) -> str:
    """What became of the structure, as a sentence."""
    if note.startswith(_("devenue")):
        return _("Elle est %(note)s : relisez pour celle-ci ce qui était noté.") % {"note": note}
    return _("Cette structure %(note)s.") % {"note": note} if note.startswith("n’") else ""


def _shown(request: CooperationRequest, one: NatureReading, *, may_keep: bool) -> ShownNature:
    day, source = french.long_date(one.on), source_words(request.access, one.source)
    word = str(one).capitalize()
    return ShownNature(
        word=word if day in source else _("%(word)s, le %(day)s") % {"word": word, "day": day},
        moved_by=one.moved_by,
        said=one.said,
        source=f"{source}, {sure_words(one)}",
        is_withdrawn=one.withdrawn_at is not None,
        withdraw_url=(
            page_url(request, "nature_withdraw", one.pk)
            if may_keep and one.withdrawn_at is None
            else ""
        ),
    )


@cooperation_page(can=permissions.can_keep_nature)
def nature_add(request: CooperationRequest) -> HttpResponse:
    """The form of one reading; `?acteur=` says of which structure, `?note=` draws its words."""
    access = request.access
    requested_actor = request.GET.get("acteur", "")
    form = NatureForm(
        request.POST.dict() if request.method == "POST" else None,
        actors=queries.structures(access),
        last=queries.last_number(access),
        drawn=drawn_from(access, request.GET.dict()),
        initial={"actor": requested_actor},
    )
    if request.method == "POST" and form.is_valid() and (reading := _record(request, form)):
        say(
            request,
            _("C’est noté : pour %(name)s, %(word)s.")
            % {
                "name": reading.actor,
                "word": reading,
            },
        )
        return redirect(page_url(request, "nature_of", reading.actor_id))
    page = FormPage(
        _("Noter une lecture"),
        nature_place(request),
        _("Ce que vous savez aujourd’hui ; la lecture d’avant reste dans l’histoire."),
    )
    return form_page(request, form, page)


def _record(request: CooperationRequest, form: NatureForm) -> NatureReading | None:
    """The reading, or None with what somebody else noted meanwhile said on the form."""
    try:
        return record_reading(
            author=request.user,
            reading=form.reading(request.access.cooperation),
            source=form.source,
            seen=Seen(queries.natures(request.access), form.number_read),
            topic=TOPIC,
        )
    except RivalReadingError as error:
        readings = queries.natures(request.access).select_related("author", "source")
        rival = readings.get(pk=error.current.pk)
        form.add_rival_error(rival, source_words(request.access, rival.source))
        return None


@cooperation_page(can=permissions.can_keep_nature)
def nature_withdraw(request: CooperationRequest, nature_reading: int) -> HttpResponse:
    """Withdraws a reading that was wrong: it stays in the history, the former one stands again."""
    rows = queries.natures(request.access).filter(withdrawn_at__isnull=True)
    reading = get_object_or_404(rows.select_related("cooperation"), pk=nature_reading)
    if request.method == "POST":
        withdraw_reading(author=request.user, reading=reading, topic=TOPIC)
        say(request, _("Cette lecture est retirée ; elle reste dans l’histoire."))
    return redirect(page_url(request, "nature_of", reading.actor_id))


def _audience(request: CooperationRequest, url: str = "") -> Audience:
    return by_access(request, url or page_url(request, "nature"))


def nature_place(request: CooperationRequest) -> Place:
    """Under the register of natures."""
    return (PageLink(_("Souhaitée ou imposée ?"), page_url(request, "nature")),)


def nature_register(access: Access) -> Register[Actor, NatureRow]:
    """The structures, the word that stands for each, and how it moved."""
    slug = access.cooperation.slug
    gestures = nature_gestures(access)
    return Register(
        caption=_("Souhaitée ou imposée ?"),
        noun=(_("structure"), _("structures")),
        filename="nature",
        columns=_columns(access),
        read=lambda page: nature_rows(access, page),
        order="structure",
        row_url=lambda row: reverse("context:nature_of", args=[slug, row.pk]),
        search=Search.through(_("Filtrer les structures"), _("Nom"), "organisation__folded"),
        selects=(
            Select(
                "nature",
                _("Nature"),
                _("Toutes les natures"),
                tuple((one.value, str(one.label)) for one in Nature),
                lambda rows, requested: rows.filter(Q(("standing", requested))),
            ),
        ),
        chips=(Chip("a-lire", _("pas encore lues"), _unread),) if access.is_officer else (),
        actions=gestures,
        count=partial(recall_count, access, "natures"),
        recall=partial(recall_page, access, "natures"),
        empty=Empty(
            _("Aucune structure membre pour l’instant"),
            _(
                "Placez d’abord les structures dans la coopération ; vous direz ensuite, pour "
                "chacune, si elle la souhaite ou la subit."
            ),
            (Action(_("Ouvrir les membres"), reverse("directory:members", args=[slug])),)
            if gestures
            else (),
        ),
    )


def nature_gestures(access: Access) -> tuple[Action, ...]:
    """The gesture of whoever notes readings."""
    if not permissions.can_keep_nature(access):
        return ()
    add = reverse("context:nature_add", args=[access.cooperation.slug])
    return (Action(_("Noter une lecture"), add, "plus", main=True),)


def _unread(rows: QuerySet[Actor]) -> QuerySet[Actor]:
    return rows.filter(Q(("standing__isnull", True)))


def nature_rows(access: Access, page: QuerySet[Actor]) -> list[NatureRow]:
    """The rows of one page, in two queries."""
    actors = list(page)
    readings_by_number = readings_of(access, [one.pk for one in actors])
    return [
        NatureRow(one.pk, str(one), became_note(one), readings_by_number.get(one.pk, ()))
        for one in actors
    ]


def _columns(access: Access) -> tuple[Column[NatureRow], ...]:
    words = partial(standing_words, is_whole=access.is_officer)
    return (
        Column(
            "structure",
            _("Structure"),
            lambda row: row.name,
            cell=lambda row: with_note(row.name, row.note),
            sort=("organisation__folded", "pk"),
            wide=True,
        ),
        Column(
            "nature",
            _("Pour elle, la coopération est"),
            words,
            cell=lambda row: _standing_cell(access, row) or missing(words(row)),
            sort=("standing",),
            wide=True,
            measure="name",
        ),
        Column(
            "evolution",
            _("Ce qui a bougé"),
            moved_words,
            cell=_slope_cell,
            wide=True,
            speaks=True,
        ),
        Column(
            "source",
            _("D’où cela vient"),
            lambda row: _source(access, row),
            wide=True,
            measure="name",
        ),
    )


def _standing_cell(access: Access, row: NatureRow) -> str:
    """The word that stands, its day where its source does not say it, whether it is old."""
    if row.last is None:
        return ""
    day = french.long_date(row.last.on)
    notes = [] if day in _source(access, row) else [day]
    if is_old(row.last.on, timezone.localdate()):
        notes.append(_("à relire : plus de douze mois"))
    return with_note(str(row.last), ", ".join(notes))


def _slope_cell(row: NatureRow) -> SafeString:
    """The slope and its words; a single reading has no slope."""
    if row.former is None:
        return missing(_("une seule lecture")) if row.last else SafeString("")
    return format_html("{}<small>{}</small>", _slope(row.readings), moved_words(row))


def _slope(readings: Sequence[NatureReading]) -> SafeString:
    places = [(one.on, Nature(one.nature).place) for one in readings]
    return small_line(places, len(Nature), timezone.localdate())


def _source(access: Access, row: NatureRow) -> str:
    return source_words(access, row.last.source) if row.last else ""


def shown_slope(row: NatureRow) -> tuple[SafeString, str]:
    """The drawing of a structure's words, and the same in words."""
    return _slope(row.readings), evolution_words(row.readings)
