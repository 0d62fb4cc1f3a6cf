"""Who was told that they are in the file, when and how; who still has to be?"""

from datetime import date
from functools import partial

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.letters import letter_text
from maillage.core.links import address
from maillage.core.messages import say, warn
from maillage.core.numbers import read_number
from maillage.core.register import (
    Action,
    Between,
    Column,
    Empty,
    Register,
    Search,
    Select,
    answer_register,
)
from maillage.core.register.cells import missing, with_note
from maillage.core.table_files import format_wanted
from maillage.foundation.cooperations.installation.rules import publisher
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.mail.carrier import is_set
from maillage.ground.directory import permissions
from maillage.ground.directory.notices.forms import InformForm
from maillage.ground.directory.notices.queries import (
    NoticeRow,
    NoticeState,
    in_notice_state,
    informed_between,
    notice_counts,
    notice_rows,
    uninformed_people,
)
from maillage.ground.directory.notices.services import inform_people, send_notices
from maillage.ground.directory.records.models.people import Person
from maillage.ground.directory.records.queries.people import answering_to, people
from maillage.ground.directory.records.views import notices_link, officers, page_url, people_place


@cooperation_page(can=permissions.can_read_notices)
def notice_register(request: CooperationRequest) -> HttpResponse:
    """The register of notices: everybody known to the workspace, told or not."""
    counts = notice_counts(request.access, timezone.localdate())
    return answer_register(
        request,
        _register(request, has_waiting=bool(counts[0])),
        people(request.access),
        template="directory/notice_register.html",
        context={
            "place": people_place(request),
            "audience": officers(request),
            "sentence": _sentence(*counts),
        },
    )


def _sentence(uninformed: int, here: int, late: int) -> str:
    """How many are to be told, how many of them work here, how many are late."""
    if not uninformed:
        return _("Chaque personne de ce fichier a été informée.")
    words = ngettext(
        "%(n)s personne de l’espace reste à informer",
        "%(n)s personnes de l’espace restent à informer",
        uninformed,
    ) % {"n": french.in_words(uninformed, feminine=True)}
    if here < uninformed:
        count = french.in_words(here, feminine=True) if here else _("aucune")
        words += _(", dont %(n)s de cette coopération") % {"n": count}
    month = _("dans le mois, ou au premier contact (RGPD, article 14)")
    if late:
        month = ngettext(
            "pour %(n)s, le mois du RGPD (article 14) est passé",
            "pour %(n)s, le mois du RGPD (article 14) est passé",
            late,
        ) % {"n": french.in_words(late, feminine=True)}
    return f"{french.capital(words)} ; {month}."


def _register(request: CooperationRequest, *, has_waiting: bool) -> Register[Person, NoticeRow]:
    access = request.access
    slug, today = access.cooperation.slug, timezone.localdate()
    starts_at = NoticeState.WAITING if has_waiting else ""
    narrows = {"q", "informees-du", "informees-au"} & set(request.GET)
    state = request.GET.get("etat", "" if narrows else starts_at)
    return Register(
        caption=_("Registre des informations"),
        noun=(_("personne"), _("personnes")),
        filename="informations",
        columns=_columns("" if format_wanted(request) else state),
        read=partial(notice_rows, access, today),
        order="depuis",
        row_url=lambda row: address("directory:person", slug, row.pk),
        search=Search(
            _("Filtrer les personnes"),
            _("Nom ou structure"),
            partial(answering_to, access),
        ),
        selects=(_state_select(today, starts_at),),
        between=Between(
            "informees", _("informées depuis le"), _("informées jusqu’au"), informed_between
        ),
        actions=_gestures(access, slug),
        empty=Empty(
            _("Personne pour l’instant"),
            "",
            otherwise=_(
                "Chaque personne ajoutée à l’annuaire se lira ici, avec le jour où elle l’a su."
            ),
        ),
    )


def _state_select(today: date, starts_at: str) -> Select[Person]:
    """Who was told, who was not, who is late."""
    return Select(
        "etat",
        _("Information"),
        _("Informées ou non"),
        (
            (NoticeState.INFORMED, _("Informées")),
            (NoticeState.WAITING, _("Pas encore informées")),
            (NoticeState.LATE, _("En retard : plus d’un mois")),
        ),
        partial(in_notice_state, today),
        starts_at=starts_at,
    )


def _gestures(access: Access, slug: str) -> tuple[Action, ...]:
    letter = Action(_("Lire la lettre"), address("directory:notice_letter", slug), "file-text")
    if not permissions.can_keep_directory(access):
        return (letter,)
    inform = address("directory:person_notices", slug)
    return (letter, Action(_("Informer"), inform, "mail", main=True))


def _columns(state: str) -> tuple[Column[NoticeRow], ...]:
    """The columns that say something of the people in this state."""
    empty = {
        NoticeState.INFORMED.value: {"etat", "avant"},
        NoticeState.WAITING.value: {"etat", "informee-le", "comment"},
        NoticeState.LATE.value: {"etat", "informee-le", "comment"},
    }
    return tuple(column for column in _all_columns() if column.key not in empty.get(state, ()))


def _all_columns() -> tuple[Column[NoticeRow], ...]:
    return (
        Column("nom", _("Nom"), lambda row: row.name, sort=("folded",), measure="name"),
        Column(
            "etat",
            _("Information"),
            lambda row: str(row.state.label),
            wide=True,
            measure="word",
            speaks=True,
        ),
        Column(
            "informee-le",
            _("Informée le"),
            lambda row: row.informed_on,
            sort=("informed_on",),
            numeric=True,
        ),
        Column(
            "comment",
            _("Comment"),
            lambda row: row.informed_how,
            cell=lambda row: row.informed_how or missing(_("à écrire") if row.informed_on else ""),
            sort=("informed_how",),
            wide=True,
            speaks=True,
        ),
        *_origin_columns(),
    )


def _origin_columns() -> tuple[Column[NoticeRow], ...]:
    """Since when, until when, and from where it is recorded."""
    return (
        Column(
            "depuis",
            _("Saisie le"),
            lambda row: row.recorded_on,
            sort=("recorded_at",),
            numeric=True,
            quiet=True,
        ),
        Column(
            "avant",
            _("À informer avant le"),
            lambda row: row.due_on,
            cell=_due_words,
            wide=True,
            measure="word",
        ),
        Column(
            "structure",
            _("Structure"),
            lambda row: row.organisation,
            wide=True,
            speaks=True,
        ),
        Column("source", _("Source"), lambda row: row.source, wide=True, quiet=True),
    )


def _due_words(row: NoticeRow) -> str:
    """Before which day; that it is past."""
    if row.due_on is None:
        return ""
    is_late = row.state == NoticeState.LATE
    day = french.long_date(row.due_on)
    return with_note(day, _("en retard")) if is_late else day


AT_ONCE = 100


@cooperation_page(can=permissions.can_keep_directory)
def person_notices(request: CooperationRequest) -> HttpResponse:
    """The people to tell, a letter ready to send, and the form that writes that it was done."""
    waiting = uninformed_people(request.access)
    letter = _letter(request)
    if request.method == "POST" and "send" in request.POST:
        return _send(request, waiting, letter)
    form = InformForm(request.POST or None, initial={"on": timezone.localdate()})
    if form.is_valid() and not request.POST.getlist("people"):
        form.add_error(None, _("Cochez les personnes que vous avez informées."))
    if form.is_valid():
        number = inform_people(
            author=request.user, people=_chosen(request, waiting), **form.cleaned_data
        )
        say(
            request,
            ngettext("Une personne informée.", "%(n)s personnes informées.", number)
            % {"n": french.number(number)},
        )
        return redirect(page_url(request, "person_notices"))
    total = waiting.count()
    context = {
        "waiting": waiting[:AT_ONCE],
        "total": total,
        "total_words": french.capital(french.in_words(total)),
        "form": form,
        "letter": letter,
        "may_send": is_set(),
        "chosen": set(request.POST.getlist("people")),
        "place": (*people_place(request), notices_link(request)),
    }
    status = 422 if form.is_bound else 200
    return render(request, "directory/person_notices.html", context, status=status)


@cooperation_page(can=permissions.can_read_notices)
def notice_letter(request: CooperationRequest) -> HttpResponse:
    """The letter alone: to be copied, or printed on one page."""
    context = {
        "letter": _letter(request),
        "place": (*people_place(request), notices_link(request)),
        "may_keep": permissions.can_keep_directory(request.access),
    }
    return render(request, "directory/notice_letter.html", context)


def _chosen(request: CooperationRequest, waiting: QuerySet[Person]) -> QuerySet[Person]:
    numbers = map(read_number, request.POST.getlist("people"))
    return waiting.filter(pk__in=[one for one in numbers if one is not None])


def _letter(request: CooperationRequest) -> str:
    """The letter of information (RGPD, article 14), as it is sent and copied."""
    context = {"cooperation": request.access.cooperation, "publisher": publisher()}
    return letter_text("directory/letters/notice.txt", context).strip()


def _send(
    request: CooperationRequest, waiting: QuerySet[Person], letter: str
) -> HttpResponseRedirect:
    """Sends the letter to those chosen who have an address; without mail, nothing is written."""
    sent = 0
    if is_set():
        sent = send_notices(
            author=request.user,
            people=_chosen(request, waiting),
            subject=_("Vos données dans l’annuaire de %(name)s")
            % {"name": request.access.cooperation.workspace},
            text=letter,
            on=timezone.localdate(),
        )
    if sent:
        say(
            request,
            ngettext("Une lettre part.", "%(n)s lettres partent.", sent)
            % {"n": french.number(sent)},
        )
    else:
        warn(request, _("Aucune lettre ne part : cochez des personnes dont le courriel est connu."))
    return redirect(page_url(request, "person_notices"))
