"""A posture: what shows it, what was read before, and the forms that note and withdraw."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.agenda import Waiting
from maillage.core.messages import say, warn
from maillage.core.numbers import read_number
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, form_page
from maillage.ground.actors import permissions
from maillage.ground.actors.addresses import officers, opened, page_url, plane_place
from maillage.ground.actors.choices import Attitude
from maillage.ground.actors.players.queries import actor_name
from maillage.ground.actors.postures.forms import COOPERATION, PostureForm, PosturePlace
from maillage.ground.actors.postures.models import Posture
from maillage.ground.actors.postures.queries import history_of_place, postures, visible_posture
from maillage.ground.actors.postures.services import TOPIC, record_posture
from maillage.ground.actors.postures.states import AGES_AFTER
from maillage.ground.actors.readings.services import RivalReadingError, Seen, withdraw_reading
from maillage.ground.actors.readings.views.history import shown_readings
from maillage.ground.actors.readings.words import reading_words
from maillage.ground.actors.sources.queries import drawn_from


@cooperation_page(can=permissions.can_open_game)
def posture(request: CooperationRequest, posture: int) -> HttpResponse:
    """One actor on one subject: the posture, its fact, and those before it."""
    record = visible_posture(request.access, posture)
    history = history_of_place(request.access, record)
    opened(request)
    subject = COOPERATION if record.subject.kind == "cooperation" else str(record.subject_id)
    add = f"{page_url(request, 'posture_add')}?acteur={record.actor_id}&sujet={subject}"
    context = {
        "posture": record,
        "scale": [(one.label, one == record.attitude) for one in Attitude],
        "name": actor_name(record.actor),
        "history": shown_readings(request, history, "posture_withdraw", str),
        "gesture": _next_reading(record, add)
        if permissions.can_keep_game(request.access)
        else None,
        "calls": _is_old(record),
        "place": _place(request),
        "audience": officers(request),
    }
    return render(request, "actors/posture.html", context)


def _is_old(record: Posture) -> bool:
    return record.withdrawn_at is None and record.on < timezone.localdate() - AGES_AFTER


def _next_reading(record: Posture, url: str) -> Waiting:
    """To read it again; that it is old is said first."""
    reason = (
        _("Cette lecture a plus de six mois.")
        if _is_old(record)
        else _("Une nouvelle lecture suit celle-ci ; rien ne s’efface.")
    )
    return Waiting(_("Sa posture a-t-elle changé ?"), reason, url, verb=_("Relire sa posture"))


@cooperation_page(can=permissions.can_keep_game)
def posture_add(request: CooperationRequest) -> HttpResponse:
    """The form of a posture, drawn from a sentence of a note when the address names one."""
    place = _requested_place(request)
    form = PostureForm(request.POST.dict() if request.method == "POST" else None, place=place)
    page = FormPage(
        _("Relire une posture") if place.last else _("Noter une posture"),
        _place(request),
        _("Un acteur, un sujet, et le fait qui montre ce qu’il y fait."),
        warning=_(
            "Écrivez des faits professionnels : ces lignes peuvent être demandées (CADA), et une "
            "personne lit ce qui la concerne (RGPD, article 15)."
        ),
        audience=officers(request),
    )
    if request.method != "POST" or not form.is_valid():
        return form_page(request, form, page)
    try:
        record = record_posture(
            author=request.user,
            posture=form.posture,
            source=form.source,
            seen=Seen(postures(request.access), form.number_read),
            subject=form.about,
        )
    except RivalReadingError as rival:
        current = visible_posture(request.access, rival.current.pk)
        form.add_rival_error(current, str(current), reading_words(request.access, current))
        return form_page(request, form, page)
    _notify_recorded(request, record)
    return redirect(page_url(request, "posture", record.pk))


def _requested_place(request: CooperationRequest) -> PosturePlace:
    """What the address asks for: an actor, a subject, a sentence of a note."""
    parameters = request.GET.dict()
    actor, subject = parameters.get("acteur", ""), parameters.get("sujet", "")
    rows = postures(request.access).filter(withdrawn_at__isnull=True)
    last: Posture | None = None
    if (actor_number := read_number(actor)) is not None:
        about = rows.filter(actor=actor_number)
        if subject == COOPERATION:
            last = about.filter(subject__kind="cooperation").order_by("-pk").first()
        elif (subject_number := read_number(subject)) is not None:
            last = about.filter(subject=subject_number).order_by("-pk").first()
    newest = rows.order_by("-pk").values_list("pk", flat=True).first() or 0
    return PosturePlace(
        request.access, actor, subject, last, newest, drawn_from(request.access, parameters)
    )


def _notify_recorded(request: CooperationRequest, record: Posture) -> None:
    values = {"name": actor_name(record.actor), "word": record, "subject": record.subject}
    say(request, _("C’est noté : %(name)s, %(word)s sur « %(subject)s ».") % values)
    person = record.actor.person
    if person is not None and person.informed_on is None:
        warn(
            request,
            _(
                "%(name)s ne sait pas encore qu’elle est dans ce fichier : son nom est dans les "
                "personnes à informer."
            )
            % {"name": person},
        )


@cooperation_page(can=permissions.can_keep_game)
def posture_withdraw(request: CooperationRequest, posture: int) -> HttpResponse:
    """Withdraws a posture that was wrong: it stays in the history, and no longer counts."""
    record = visible_posture(request.access, posture)
    if request.method == "POST" and record.withdrawn_at is None:
        withdraw_reading(author=request.user, reading=record, topic=TOPIC)
        say(request, _("Cette posture est retirée ; elle reste dans l’histoire."))
    return redirect(page_url(request, "posture", record.pk))


def _place(request: CooperationRequest) -> tuple[PageLink, ...]:
    return (*plane_place(request), PageLink(_("Postures"), page_url(request, "postures")))
