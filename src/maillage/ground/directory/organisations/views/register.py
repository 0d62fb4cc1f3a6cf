"""What the register of structures shows, filters and offers."""

from dataclasses import dataclass
from functools import partial

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.drawing.thread import Span, draw_small, span_of
from maillage.core.drawing.thread_svg import small_thread_svg
from maillage.core.links import address
from maillage.core.register import Action, Chip, Column, Empty, Register, Search, Select
from maillage.core.register.cells import missing, with_note
from maillage.core.sprite import sprite
from maillage.core.strands import Thread
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.profiles.rules import profile
from maillage.foundation.cooperations.room_answers.threads import threads_of
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
from maillage.ground.directory.threads.words import thread_in_few_words

ANYWHERE, NOWHERE = "membres", "hors"


@dataclass(frozen=True, slots=True)
class ThreadedRow:
    """A structure of the register, and its thread over the stretch that the page shares."""

    row: OrganisationRow
    thread: Thread
    span: Span

    @property
    def pk(self) -> int:
        """The number of the structure."""
        return self.row.pk


def organisation_register(
    access: Access, totals: OrganisationTotals
) -> Register[Organisation, ThreadedRow]:
    """The register of structures, as this reader may use it; it begins with the members."""
    slug = access.cooperation.slug
    gestures = _gestures(access, slug)
    word = profile(access.cooperation.profile).words["member"]
    return Register(
        caption=word.plural.capitalize(),
        noun=(word.singular, word.plural),
        filename="structures",
        columns=_columns(access),
        read=partial(_threaded, access),
        order="nom",
        row_url=lambda row: address("directory:organisation", slug, row.pk),
        search=Search(_("Filtrer les structures"), _("Nom, sigle, SIREN"), matching_organisations),
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


def _people_column(access: Access) -> tuple[Column[ThreadedRow], ...]:
    """How many people are known to act there, for whoever may open people."""
    if not permissions.can_open_people(access):
        return ()
    return (
        Column(
            "personnes",
            _("Personnes"),
            lambda one: one.row.people,
            cell=lambda one: str(one.row.people) if one.row.people else missing(_("à trouver")),
            numeric=True,
            quiet=True,
            measure="number",
        ),
    )


def _columns(access: Access) -> tuple[Column[ThreadedRow], ...]:
    return (
        Column("nom", _("Nom"), lambda one: one.row.name, sort=("folded",)),
        Column(
            "nature",
            _("Nature"),
            lambda one: one.row.kind,
            cell=_nature,
            sort=("kind",),
            wide=True,
            measure="word",
            speaks=True,
        ),
        Column("commune", _("Siège"), lambda one: one.row.seat, sort=("commune",), quiet=True),
        Column(
            "place",
            _("Dans la coopération"),
            lambda one: place_words(one.row.place),
            cell=lambda one: place_words(one.row.place) or missing(_("pas membre")),
            sort=("place",),
            wide=True,
            measure="word",
            speaks=True,
        ),
        Column(
            "fil",
            _("Son fil"),
            lambda one: thread_in_few_words(one.thread),
            cell=_small_thread,
            wide=True,
            speaks=True,
        ),
        *_people_column(access),
        Column("siren", _("SIREN"), lambda one: one.row.siren, numeric=True, quiet=True),
    )


def _threaded(access: Access, page: QuerySet[Organisation]) -> list[ThreadedRow]:
    """The rows of one page with their threads, in as many queries for one as for all."""
    rows = organisation_rows(page)
    threads = threads_of(access, [row.pk for row in rows])
    span = span_of(threads.values(), timezone.localdate())
    return [ThreadedRow(row, threads[row.pk], span) for row in rows]


def _small_thread(one: ThreadedRow) -> str:
    words = thread_in_few_words(one.thread)
    if not one.thread.has_marks:
        return missing(words)
    drawing = draw_small(one.thread, timezone.localdate(), one.span)
    return with_note(small_thread_svg(drawing, sprite()), words)


def _nature(one: ThreadedRow) -> str:
    return with_note(one.row.kind, one.row.note)


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
        ((ANYWHERE, _("Tous les membres")), *kinds, (NOWHERE, _("pas membre"))),
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
