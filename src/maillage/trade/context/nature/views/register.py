"""A wished marriage or a forced one: how does each structure live the cooperation?"""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.register import answer_register
from maillage.core.said import say
from maillage.core.sheet import Readers, Sheet
from maillage.core.shell import Audience, PageLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, form_page
from maillage.foundation.journal.services import record_opening
from maillage.ground.actors.readings.services import (
    RivalReadingError,
    Seen,
    record_reading,
    withdraw_reading,
)
from maillage.ground.actors.sources.queries import drawn_from
from maillage.ground.actors.sources.words import source_words
from maillage.ground.directory.models import Actor
from maillage.trade.context import permissions
from maillage.trade.context.addresses import Place, page_url
from maillage.trade.context.nature import queries
from maillage.trade.context.nature.forms import NatureForm
from maillage.trade.context.nature.models import NatureReading
from maillage.trade.context.nature.views.pages import nature_register, shown_slope
from maillage.trade.context.nature.words import became_note, nature_reading, standing_words

TOPIC = "nature"


@dataclass(frozen=True, slots=True)
class ToldNature:
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
    return answer_register(
        request,
        nature_register(access),
        queries.read_structures(access),
        template="context/nature.html",
        context={
            "sentence": lambda: nature_reading(queries.words_now(access)),
            "audience": _audience(request),
        },
    )


@cooperation_page(can=permissions.can_open_nature)
def nature_of(request: CooperationRequest, actor: int) -> HttpResponse:
    """How one structure lives the cooperation, reading after reading."""
    found = _found(request, actor)
    told = queries.told_of(request.access, found.pk)
    standing = [one for one in reversed(told) if one.withdrawn_at is None]
    row = queries.NatureRow(found.pk, str(found), became_note(found), standing)
    drawing, words = shown_slope(row)
    may_keep = permissions.can_keep_nature(request.access)
    said = standing_words(row)
    context = {
        "sheet": Sheet(
            title=str(found),
            sentence=" ".join(
                part for part in (f"{said[:1].upper()}{said[1:]}.", _ended(row.note)) if part
            ),
            place=nature_place(request),
            readers=(Readers("eye", _("Chacun selon son accès"), _("chaque lecture")),),
        ),
        "drawing": drawing if len(standing) > 1 else "",
        "words": words,
        "readings": [_told(request, one, may_keep=may_keep) for one in told],
        "add_url": f"{page_url(request, 'nature_add')}?acteur={found.pk}" if may_keep else "",
        "audience": _audience(request, "#qui-voit"),
    }
    return render(request, "context/nature_of.html", context)


def _ended(note: str) -> str:
    """What became of the structure, as a sentence."""
    if note.startswith(_("devenue")):
        return _("Elle est %(note)s : relisez pour celle-ci ce qui était noté.") % {"note": note}
    return _("Cette structure %(note)s.") % {"note": note} if note.startswith("n’") else ""


def _told(request: CooperationRequest, one: NatureReading, *, may_keep: bool) -> ToldNature:
    day = french.long_date(one.on)
    return ToldNature(
        word=_("%(word)s, le %(day)s") % {"word": str(one).capitalize(), "day": day},
        moved_by=one.moved_by,
        said=one.said,
        source=_("%(source)s, confiance %(word)s")
        % {
            "source": source_words(request.access, one.source),
            "word": one.get_confidence_display(),
        },
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
    asked = request.GET.get("acteur", "")
    form = NatureForm(
        request.POST.dict() if request.method == "POST" else None,
        actors=queries.structures(access),
        last=queries.last_number(access),
        drawn=drawn_from(access, request.GET.dict()),
        initial={"actor": asked},
    )
    if request.method == "POST" and form.is_valid() and (kept := _kept(request, form)):
        say(
            request,
            _("C’est noté : pour %(name)s, %(word)s.")
            % {
                "name": kept.actor,
                "word": kept,
            },
        )
        return redirect(page_url(request, "nature_of", kept.actor_id))
    page = FormPage(
        _("Noter une lecture"),
        nature_place(request),
        _("Ce que vous savez aujourd’hui ; la lecture d’avant reste dans l’histoire."),
    )
    return form_page(request, form, page)


def _kept(request: CooperationRequest, form: NatureForm) -> NatureReading | None:
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
        told = queries.natures(request.access).select_related("author", "source")
        rival = told.get(pk=error.current.pk)
        form.tell_rival(rival, source_words(request.access, rival.source))
        return None


@cooperation_page(can=permissions.can_keep_nature)
def nature_withdraw(request: CooperationRequest, nature_reading: int) -> HttpResponse:
    """Withdraws a reading that was wrong: it stays in the history, the former one stands again."""
    rows = queries.natures(request.access).filter(withdrawn_at__isnull=True)
    found = get_object_or_404(rows.select_related("cooperation"), pk=nature_reading)
    if request.method == "POST":
        withdraw_reading(author=request.user, reading=found, topic=TOPIC)
        say(request, _("Cette lecture est retirée ; elle reste dans l’histoire."))
    return redirect(page_url(request, "nature_of", found.actor_id))


def _audience(request: CooperationRequest, url: str = "") -> Audience:
    return Audience(_("chacun selon son accès"), url or page_url(request, "nature"))


def _found(request: CooperationRequest, number: int) -> Actor:
    return get_object_or_404(queries.structures(request.access), pk=number)


def nature_place(request: CooperationRequest) -> Place:
    """Under the register of natures."""
    return (PageLink(_("Souhaitée ou imposée ?"), page_url(request, "nature")),)
