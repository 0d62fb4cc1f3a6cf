"""What the register of structures shows, filters and offers."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from maillage.core.links import address
from maillage.core.register import Action, Chip, Column, Empty, Register, Search, Select
from maillage.core.register.cells import missing, with_note
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.profiles.rules import profile
from maillage.ground.directory import permissions
from maillage.ground.directory.choices import MemberKind, OrganisationKind
from maillage.ground.directory.organisations.words import place_words
from maillage.ground.directory.records.models.organisations import Organisation
from maillage.ground.directory.records.queries.organisations import (
    OrganisationRow,
    OrganisationTotals,
    in_any_place,
    matching_organisations,
    narrowed_by_place,
    organisation_rows,
)
from maillage.ground.directory.records.views import import_gesture

ANYWHERE, NOWHERE = "membres", "hors"


def organisation_register(
    access: Access, totals: OrganisationTotals
) -> Register[Organisation, OrganisationRow]:
    """The register of structures, as this reader may use it; it begins with the members."""
    slug = access.cooperation.slug
    gestures = _gestures(access, slug)
    word = profile(access.cooperation.profile).words["member"]
    return Register(
        caption=word.plural.capitalize(),
        noun=(word.singular, word.plural),
        filename="structures",
        columns=_columns(access),
        read=organisation_rows,
        order="nom",
        row_url=lambda row: address("directory:organisation", slug, row.pk),
        search=Search(
            _("Filtrer les structures"), _("Nom, sigle, commune, SIREN"), matching_organisations
        ),
        selects=(_by_kind(), _by_place(access, totals)),
        chips=(
            Chip(
                "en-vie",
                _("en activité"),
                lambda rows: rows.filter(ended_on__isnull=True),
                starts_on=True,
            ),
        ),
        actions=gestures,
        empty=Empty(
            _("Aucune structure pour l’instant"),
            _(
                "Commencez par votre propre employeur, puis les structures qui signeront : le "
                "registre officiel donne le nom, la nature et le SIREN en deux clics."
            ),
            (*import_gesture(access), *gestures),
        ),
    )


def _columns(access: Access) -> tuple[Column[OrganisationRow], ...]:
    people: tuple[Column[OrganisationRow], ...] = ()
    if permissions.can_open_people(access):
        people = (
            Column(
                "personnes",
                _("Personnes"),
                lambda row: row.people,
                cell=lambda row: str(row.people) if row.people else missing(_("à trouver")),
                numeric=True,
                quiet=True,
                measure="number",
            ),
        )
    return (
        Column("nom", _("Nom"), lambda row: row.name, sort=("folded",)),
        Column(
            "nature",
            _("Nature"),
            lambda row: row.kind,
            cell=_nature,
            sort=("kind",),
            wide=True,
            measure="word",
        ),
        Column("commune", _("Siège"), lambda row: row.seat, sort=("commune",), quiet=True),
        Column(
            "place",
            _("Dans la coopération"),
            lambda row: place_words(row.place),
            cell=lambda row: place_words(row.place) or missing(_("pas membre")),
            sort=("place",),
            wide=True,
            measure="word",
        ),
        *people,
        Column("siren", _("SIREN"), lambda row: row.siren, numeric=True, quiet=True),
    )


def _nature(row: OrganisationRow) -> str:
    return with_note(row.kind, row.note)


def _by_kind() -> Select[Organisation]:
    return Select(
        "nature",
        _("Nature"),
        _("Toutes les natures"),
        tuple((value, str(label)) for value, label in OrganisationKind.choices),
        lambda rows, kind: rows.filter(kind=kind),
    )


def _by_place(access: Access, totals: OrganisationTotals) -> Select[Organisation]:
    """The members first, where there are some, for those who see the others too."""
    kinds = tuple((value, str(label)) for value, label in MemberKind.choices)
    label = _("Place dans la coopération")
    if not access.is_in_team:
        return Select("place", label, _("Toutes les places"), kinds, _in_place)
    return Select(
        "place",
        label,
        _("Tout l’espace"),
        ((ANYWHERE, _("Membres de la coopération")), *kinds, (NOWHERE, _("pas membre"))),
        _in_place,
        starts_at=ANYWHERE if totals.members else "",
    )


def _in_place(rows: QuerySet[Organisation], place: str) -> QuerySet[Organisation]:
    if place == ANYWHERE:
        return in_any_place(rows)
    return narrowed_by_place(rows, "" if place == NOWHERE else place)


def _gestures(access: Access, slug: str) -> tuple[Action, ...]:
    if not permissions.can_keep_directory(access):
        return ()
    return (
        Action(_("Saisir librement"), address("directory:organisation_add", slug), "pencil"),
        Action(_("Ajouter"), address("directory:organisation_find", slug), "plus", main=True),
    )
