"""What the register of people shows, filters and offers."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.links import address
from maillage.core.numbers import read_number
from maillage.core.register import Action, Chip, Column, Empty, Register, Search, Select
from maillage.core.register.cells import linked, missing, with_note
from maillage.core.register.description import M
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.import_wizard.queries import records_of
from maillage.foundation.exchange.permissions import can_import
from maillage.ground.directory import permissions
from maillage.ground.directory.choices import MandateKind
from maillage.ground.directory.notices.queries import past_retention
from maillage.ground.directory.records.models.people import Person
from maillage.ground.directory.records.queries.people import (
    PeopledPlace,
    PersonRow,
    acting_as,
    acting_in,
    answering_to,
    begins_with_members,
    concerned_people,
    of_members,
    person_rows,
    with_mandate,
    without_mandate,
)
from maillage.ground.directory.records.rules import phone_link
from maillage.ground.directory.records.views import import_gesture


def person_register(
    access: Access, places: Sequence[PeopledPlace], run: str = ""
) -> Register[Person, PersonRow]:
    """The register of people, as this reader may use it; they act in these structures.

    `run` is the number of the import whose people the address asks for.
    """
    slug = access.cooperation.slug
    gestures = _gestures(access, slug)
    return Register(
        caption=_("Personnes"),
        noun=(_("personne"), _("personnes")),
        filename="personnes",
        columns=_columns(),
        read=partial(person_rows, access),
        order="nom",
        row_url=lambda row: address("directory:person", slug, row.pk),
        opens_beside=True,
        search=Search(
            _("Filtrer les personnes"),
            _("Nom ou structure"),
            partial(answering_to, access),
        ),
        selects=(*_made_by_import(access, run), *_selects(access, places)),
        chips=_chips(access),
        actions=gestures,
        empty=Empty(
            _("Personne pour l’instant"),
            _(
                "Commencez par les personnes que vous appelez chaque semaine : un nom, une "
                "structure, une fonction. Le reste viendra."
            ),
            (*import_gesture(access), *(one for one in gestures if one.main)),
        ),
    )


def _made_by_import(access: Access, run: str) -> tuple[Select[Person], ...]:
    """The list that holds the people made by an import, where the address asks for it."""
    number = read_number(run)
    if number is None or not can_import(access):
        return ()
    came = records_of(access, number)
    made = came.made.get("person", ())
    label = _("Créées par l’import de %(name)s") % {"name": came.name}
    return (
        Select(
            "import",
            _("Origine"),
            _("Toutes les origines"),
            ((run, label),) if made else (),
            lambda rows, _value: rows.filter(pk__in=made),
        ),
    )


def _selects(access: Access, places: Sequence[PeopledPlace]) -> tuple[Select[Person], ...]:
    return (
        *of_members_select(access, places, partial(of_members, access)),
        Select(
            "structure",
            _("Structure"),
            _("Toutes les structures"),
            tuple((str(one.pk), one.name) for one in places),
            acting_in,
            rare=True,
        ),
        Select(
            "qualite",
            _("Qualité"),
            _("Toutes les qualités"),
            tuple((value, str(label)) for value, label in MandateKind.choices),
            partial(acting_as, access),
            rare=True,
        ),
    )


def of_members_select(
    access: Access, places: Sequence[PeopledPlace], narrow: Callable[[QuerySet[M]], QuerySet[M]]
) -> tuple[Select[M], ...]:
    """The list that begins with the members, where lists of people begin so."""
    if not begins_with_members(access, places):
        return ()
    choices = (("membres", _("Chez les membres")),)
    return (
        Select(
            "etendue",
            _("Étendue"),
            _("Tout l’espace"),
            choices,
            lambda rows, _value: narrow(rows),
            starts_at="membres",
        ),
    )


def _chips(access: Access) -> tuple[Chip[Person], ...]:
    in_office = Chip("en-mandat", _("mandat en cours"), with_mandate, starts_on=True)
    if not access.is_in_team:
        return (in_office,)
    unattached = Chip(
        "sans-mandat",
        _("sans mandat"),
        lambda rows: without_mandate(rows).filter(pk__in=concerned_people(access).values("pk")),
    )
    if not permissions.can_keep_directory(access):
        return (in_office, unattached)
    today = timezone.localdate()
    return (
        in_office,
        unattached,
        Chip("a-informer", _("à informer"), lambda rows: rows.filter(informed_on__isnull=True)),
        Chip(
            "a-revoir",
            _("à revoir"),
            lambda rows: rows.filter(pk__in=past_retention(access, today).values("pk")),
        ),
    )


def _columns() -> tuple[Column[PersonRow], ...]:
    """The columns of the register."""
    return (
        Column("nom", _("Nom"), lambda row: row.name, sort=("folded",)),
        Column(
            "fonction",
            _("Fonction et structure"),
            lambda row: ", ".join(part for part in (row.function, row.organisation) if part),
            cell=_function,
            wide=True,
            speaks=True,
        ),
        Column(
            "qualite", _("Qualité"), lambda row: row.quality, wide=True, measure="word", speaks=True
        ),
        Column(
            "savoir-faire",
            _("Savoir-faire"),
            lambda row: row.skills,
            cell=lambda row: row.skills or missing(_("à renseigner")),
            quiet=True,
            measure="sentence",
        ),
        _phone_column(),
    )


def _phone_column() -> Column[PersonRow]:
    return Column(
        "joindre",
        _("Téléphone"),
        lambda row: row.phone,
        cell=lambda row: (
            linked(row.phone, phone_link(row.phone)) if row.phone else missing(_("à demander"))
        ),
        numeric=True,
        measure="word",
        speaks=True,
    )


def _function(row: PersonRow) -> str:
    note = row.organisation
    if row.others > 0:
        note = _("%(organisation)s, et ailleurs") % {"organisation": note}
    parts = (note if row.function else "", row.ended)
    return with_note(row.function or row.organisation, ", ".join(filter(None, parts)))


def _gestures(access: Access, slug: str) -> tuple[Action, ...]:
    action = Action(_("Qui est informé"), address("directory:notice_register", slug), "file-text")
    add = Action(_("Ajouter"), address("directory:person_add", slug), "plus", main=True)
    return (
        *([action] if permissions.can_read_notices(access) else []),
        *(replace(one, label=_("Importer"), in_view=True) for one in import_gesture(access)),
        *([add] if permissions.can_keep_cards(access) else []),
    )
