"""What the register of natures and the page of one structure show."""

from collections.abc import Sequence
from functools import partial

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from maillage.core.drawing.over_time import small_line
from maillage.core.register import Action, Chip, Column, Empty, Register, Search, Select
from maillage.core.register.cells import missing, with_note
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.kept import recall_count, recall_page
from maillage.ground.actors.sources.words import source_words
from maillage.ground.directory.models import Actor
from maillage.trade.context import permissions
from maillage.trade.context.choices import Nature
from maillage.trade.context.nature.models import NatureReading
from maillage.trade.context.nature.queries import NatureRow, readings_of, structures_named
from maillage.trade.context.nature.words import (
    became_note,
    evolution_words,
    moved_words,
    standing_words,
)


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
        search=Search(_("Filtrer les structures"), _("Nom"), structures_named),
        selects=(
            Select(
                "nature",
                _("Nature"),
                _("Toutes les natures"),
                tuple((one.value, str(one.label)) for one in Nature),
                lambda rows, asked: rows.filter(Q(("standing", asked))),
            ),
        ),
        chips=(Chip("a-lire", _("pas encore lues"), _unread),),
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
    """The gesture of who notes readings."""
    if not permissions.can_keep_nature(access):
        return ()
    add = reverse("context:nature_add", args=[access.cooperation.slug])
    return (Action(_("Noter une lecture"), add, "plus", main=True),)


def _unread(rows: QuerySet[Actor]) -> QuerySet[Actor]:
    return rows.filter(Q(("standing__isnull", True)))


def nature_rows(access: Access, page: QuerySet[Actor]) -> list[NatureRow]:
    """The rows of one page, in two queries."""
    actors = list(page)
    found = readings_of(access, [one.pk for one in actors])
    return [NatureRow(one.pk, str(one), became_note(one), found.get(one.pk, ())) for one in actors]


def _columns(access: Access) -> tuple[Column[NatureRow], ...]:
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
            standing_words,
            cell=lambda row: standing_words(row) if row.last else missing(standing_words(row)),
            sort=("standing",),
            wide=True,
        ),
        Column(
            "evolution",
            _("Ce qui a bougé"),
            moved_words,
            cell=_slope_cell,
            wide=True,
        ),
        Column("source", _("D’où cela vient"), lambda row: _source(access, row), wide=True),
    )


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
