"""What the register of conflicts shows, filters and offers."""

from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.register import Action, Chip, Column, Empty, Register, Search, Select
from maillage.core.register.cells import missing, with_note
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.records.queries.organisations import member_organisations
from maillage.trade.dialogue import permissions
from maillage.trade.dialogue.choices import Heat
from maillage.trade.dialogue.conflicts.models import Conflict
from maillage.trade.dialogue.conflicts.queries import (
    ConflictRow,
    Counts,
    conflict_rows,
    conflicts_holding,
    conflicts_of_actor,
)


def conflict_register(access: Access, today: date) -> Register[Conflict, ConflictRow]:
    """The register of conflicts, as this reader may use it; its rows come `with_heat`."""
    slug = access.cooperation.slug
    return Register(
        caption=_("Conflits"),
        noun=(_("conflit"), _("conflits")),
        filename="conflits",
        columns=_columns(today),
        read=conflict_rows,
        order="etape",
        row_url=lambda row: reverse("dialogue:conflict", args=[slug, row.pk]),
        search=Search(_("Filtrer les conflits"), _("Mots ou structure"), conflicts_holding),
        selects=_selects(access),
        chips=_chips(today),
        actions=conflict_gestures(access),
        empty=Empty(
            _("Aucun conflit pour l’instant"),
            _(
                "Commencez par le désaccord dont on vous parle le plus : entre qui, sur quoi, et "
                "votre prochain geste, même un simple appel."
            ),
            conflict_gestures(access),
        ),
    )


def _selects(access: Access) -> tuple[Select[Conflict], ...]:
    members = member_organisations(access).order_by("folded", "pk").values_list("pk", "name")
    return (
        Select(
            "structure",
            _("Structure"),
            _("Toutes les structures"),
            tuple((str(pk), name) for pk, name in members),
            lambda rows, requested: conflicts_of_actor(rows, int(requested)),
        ),
        Select(
            "chaleur",
            _("Chaleur"),
            _("Toutes les chaleurs"),
            tuple((str(one.value), str(one.label)) for one in Heat),
            lambda rows, requested: rows.filter(Q(("heat", int(requested)))),
        ),
    )


def _chips(today: date) -> tuple[Chip[Conflict], ...]:
    return (
        Chip(
            "ouverts",
            _("ouverts"),
            lambda rows: rows.filter(until__isnull=True),
            starts_on=True,
        ),
        Chip(
            "en-attente",
            _("étape dépassée"),
            lambda rows: rows.filter(until__isnull=True, next_on__lt=today),
        ),
    )


def conflict_gestures(access: Access) -> tuple[Action, ...]:
    """The gestures of whoever follows conflicts."""
    if not permissions.can_keep_conflicts(access):
        return ()
    add = reverse("dialogue:conflict_add", args=[access.cooperation.slug])
    return (Action(_("Noter un conflit"), add, "plus", main=True),)


def _columns(today: date) -> tuple[Column[ConflictRow], ...]:
    return (
        Column(
            "conflit",
            _("Conflit"),
            lambda row: row.title,
            cell=lambda row: with_note(row.title, row.subject),
            sort=("folded", "pk"),
            wide=True,
        ),
        Column("parties", _("Entre qui"), lambda row: row.parties, wide=True),
        Column(
            "chaleur",
            _("Chaleur"),
            lambda row: row.heat,
            cell=_heat,
            sort=("-heat", "pk"),
            speaks=True,
        ),
        Column(
            "etape",
            _("Prochaine étape"),
            lambda row: row.next_step,
            cell=lambda row: _step(row, today),
            sort=("is_over", "next_on", "pk"),
            wide=True,
        ),
        Column("depuis", _("Depuis"), lambda row: row.since, sort=("-since", "pk"), numeric=True),
    )


def _heat(row: ConflictRow) -> str:
    if not row.heat:
        return missing(_("à dire"))
    return with_note(row.heat.capitalize(), french.long_date(row.heat_on) if row.heat_on else "")


def _step(row: ConflictRow, today: date) -> str:
    if not row.is_open:
        return with_note(_("Terminé"), row.outcome)
    if not row.next_step:
        return missing(_("à choisir"))
    if row.next_on is None:
        return with_note(row.next_step, _("sans date"))
    day = french.long_date(row.next_on)
    return with_note(
        row.next_step, _("passée : %(day)s") % {"day": day} if row.next_on < today else day
    )


def conflicts_sentence(counts: Counts) -> str:
    """How many conflicts are open, and how many wait for a step that is past."""
    if not counts.all:
        return _("Ce qui oppose, entre qui, et le prochain geste.")
    if not counts.open:
        return _("Aucun conflit n’est ouvert.")
    sentence = ngettext("Un conflit est ouvert", "%(n)s conflits sont ouverts", counts.open) % {
        "n": french.in_words(counts.open).capitalize()
    }
    if not counts.stalled:
        return f"{sentence}."
    late = ngettext(
        "une étape prévue est dépassée",
        "%(n)s étapes prévues sont dépassées",
        counts.stalled,
    ) % {"n": french.in_words(counts.stalled, feminine=True)}
    return f"{sentence} ; {late}."
