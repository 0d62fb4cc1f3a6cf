"""Who was told that they are in the file, when and how; who still has to be?"""

from functools import partial

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.links import address
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
from maillage.core.register.cells import missing
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.ground.directory import permissions
from maillage.ground.directory.notices.queries import (
    NoticeRow,
    NoticeState,
    in_notice_state,
    informed_between,
    notice_rows,
)
from maillage.ground.directory.records.models.people import Person
from maillage.ground.directory.records.queries.people import answering_to, people
from maillage.ground.directory.records.views import officers, people_place


@cooperation_page(can=permissions.can_read_notices)
def notice_register(request: CooperationRequest) -> HttpResponse:
    """The register of notices: everybody known to the workspace, told or not."""
    return answer_register(
        request,
        _register(request.access),
        people(request.access),
        template="directory/notice_register.html",
        context={"place": people_place(request), "audience": officers(request)},
    )


def _register(access: Access) -> Register[Person, NoticeRow]:
    slug, today = access.cooperation.slug, timezone.localdate()
    return Register(
        caption=_("Registre des informations"),
        noun=(_("personne"), _("personnes")),
        filename="informations",
        columns=_columns(),
        read=partial(notice_rows, today),
        order="depuis",
        row_url=lambda row: address("directory:person", slug, row.pk),
        search=Search(
            _("Filtrer les personnes"),
            _("Nom, structure, compétence"),
            partial(answering_to, access),
        ),
        selects=(
            Select(
                "etat",
                _("Information"),
                _("Informées ou non"),
                (
                    (NoticeState.INFORMED, _("Informées")),
                    (NoticeState.WAITING, _("Pas encore informées")),
                    (NoticeState.LATE, _("En retard : plus d’un mois")),
                ),
                partial(in_notice_state, today),
            ),
        ),
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


def _gestures(access: Access, slug: str) -> tuple[Action, ...]:
    letter = Action(_("Lire la lettre"), address("directory:notice_letter", slug), "file-text")
    if not permissions.can_keep_directory(access):
        return (letter,)
    inform = address("directory:person_notices", slug)
    return (letter, Action(_("Informer"), inform, "mail", main=True))


def _columns() -> tuple[Column[NoticeRow], ...]:
    return (
        Column("nom", _("Nom"), lambda row: row.name, sort=("folded",)),
        Column("etat", _("Information"), lambda row: str(row.state.label), wide=True),
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
        ),
        Column(
            "depuis",
            _("Connue depuis le"),
            lambda row: row.recorded_on,
            sort=("recorded_at",),
            numeric=True,
            quiet=True,
        ),
        Column("avant", _("À informer avant le"), lambda row: row.due_on, numeric=True, quiet=True),
        Column("source", _("Source"), lambda row: row.source, quiet=True),
    )
