"""What the register of commitments shows, filters, totals and offers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.register import Action, Chip, Column, Empty, Register, Search, Select
from maillage.core.register.cells import missing, with_distinction, with_note
from maillage.core.templatetags.maillage import mark_bare
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.cached import recall_count, recall_page
from maillage.foundation.cooperations.pages.records import places_of
from maillage.ground.directory.records.queries.organisations import member_organisations
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.choices import CommitmentKind, CommitmentState
from maillage.trade.governance.commitments.models import Commitment
from maillage.trade.governance.commitments.queries.commitments import (
    CommitmentRow,
    Counts,
    Total,
    commitment_rows,
)
from maillage.trade.governance.commitments.rules import MARKS, OPEN, amount_words, joined_amounts

commitments_place = places_of(page_url, lazy("Engagements pris"), "commitments", "commitment")


@dataclass(frozen=True, slots=True)
class TotalLine:
    """The totals of one structure or person, in words, state by state."""

    name: str
    requested: str
    promised: str
    confirmed: str
    delivered: str


def commitment_register(access: Access, today: date) -> Register[Commitment, CommitmentRow]:
    """The register of commitments, as this reader may use it."""
    slug = access.cooperation.slug
    members = member_organisations(access).order_by("folded", "pk").values_list("pk", "name")
    return Register(
        caption=_("Engagements pris"),
        noun=(_("engagement"), _("engagements")),
        filename="engagements",
        columns=_columns(),
        read=lambda page: commitment_rows(access, page, today),
        recall=partial(recall_page, access, "commitments"),
        count=partial(recall_count, access, "commitments"),
        order="echeance",
        row_url=lambda row: reverse("governance:commitment", args=[slug, row.pk]),
        search=Search.through(
            _("Filtrer les engagements"),
            _("Mots ou structure"),
            "folded",
            "organisation__folded",
        ),
        selects=(
            _select("etat", _("Où en est-on"), _("Tous les états"), CommitmentState, "state"),
            _select("nature", _("Nature"), _("Toutes les natures"), CommitmentKind, "kind"),
            Select(
                "structure",
                _("Structure"),
                _("Toutes les structures"),
                tuple((str(pk), name) for pk, name in members),
                lambda rows, requested: rows.filter(organisation=int(requested)),
            ),
        ),
        chips=(
            Chip(
                "retard",
                _("En retard"),
                lambda rows: rows.filter(due_on__lt=today, state__in=OPEN),
            ),
        ),
        actions=commitment_gestures(access),
        empty=_empty(access),
    )


def _empty(access: Access) -> Empty:
    return Empty(
        _("Aucun engagement pour l’instant"),
        _(
            "Commencez par ce qui a été promis de vive voix : des jours, des euros, une salle, "
            "des données. Notez qui l’a dit, et quand."
        ),
        commitment_gestures(access),
    )


def _select(
    key: str,
    label: str,
    everything: str,
    words: type[CommitmentState] | type[CommitmentKind],
    column: str,
) -> Select[Commitment]:
    def narrow(rows: QuerySet[Commitment], requested: str) -> QuerySet[Commitment]:
        return rows.filter(**{column: requested})

    choices = tuple((one.value, str(one.label)) for one in words)
    return Select(key, label, everything, choices, narrow)


def commitment_gestures(access: Access) -> tuple[Action, ...]:
    """The gestures of whoever keeps commitments."""
    if not permissions.can_keep_commitments(access):
        return ()
    add = reverse("governance:commitment_add", args=[access.cooperation.slug])
    table = reverse("exchange:import_wizard", args=[access.cooperation.slug])
    remind = reverse("governance:joint_decision_reminders", args=[access.cooperation.slug])
    return (
        Action(_("Ajouter un engagement"), add, "plus", main=True),
        Action(_("Relancer"), remind, "mail"),
        Action(_("Importer votre tableau"), f"{table}?tableau=engagements", "upload"),
    )


def _columns() -> tuple[Column[CommitmentRow], ...]:
    return (
        Column(
            "engagement",
            _("Engagement"),
            lambda row: row.label,
            cell=lambda row: with_distinction(row.label, row.organisation),
            sort=("folded",),
            wide=True,
        ),
        Column(
            "structure",
            _("Structure"),
            lambda row: row.organisation,
            cell=lambda row: with_note(row.organisation, row.person),
            sort=("organisation__folded",),
            measure="name",
            speaks=True,
        ),
        Column("nature", _("Nature"), lambda row: row.kind_label, sort=("kind",), quiet=True),
        *_followed_columns(),
    )


def _followed_columns() -> tuple[Column[CommitmentRow], ...]:
    """How much, how far, and by when."""
    return (
        Column(
            "quantite",
            _("Quantité"),
            lambda row: row.quantity,
            cell=_amount,
            sort=("quantity",),
            numeric=True,
        ),
        Column(
            "etat",
            _("Où en est-on"),
            lambda row: row.state_label,
            cell=_state,
            sort=("state",),
            speaks=True,
        ),
        Column(
            "tenu",
            _("Déjà tenu"),
            lambda row: row.delivered,
            cell=_delivered,
            numeric=True,
            quiet=True,
        ),
        Column(
            "echeance",
            _("Échéance"),
            lambda row: row.due_on,
            sort=("due_on", "pk"),
            numeric=True,
        ),
    )


def _amount(row: CommitmentRow) -> str:
    return amount_words(row.kind, row.quantity, row.unit) or missing(_("à dire"))


def _delivered(row: CommitmentRow) -> str:
    return amount_words(row.kind, row.delivered, row.unit) if row.delivered else ""


def _state(row: CommitmentRow) -> str:
    return format_html(
        "{} {}<small>{}</small>",
        mark_bare("promise", MARKS[CommitmentState(row.state)]),
        row.state_label.capitalize(),
        _("en retard") if row.is_late else "",
    )


def register_sentence(counts: Counts, sums: Sequence[Total]) -> str:
    """What is promised, delivered and late, in a sentence."""
    if not counts.all:
        return _("Ce que chaque structure met en commun, et ce qui en est tenu.")
    given = joined_amounts((one.kind, one.promised + one.confirmed) for one in sums)
    done = joined_amounts((one.kind, one.delivered) for one in sums)
    parts = [_("%(sum)s promis ou confirmés") % {"sum": given}] if given else []
    parts += [_("%(sum)s déjà tenus") % {"sum": done}] if done else []
    late = ngettext("un engagement en retard", "%(n)s engagements en retard", counts.late)
    parts += [late % {"n": french.number(counts.late)}] if counts.late else []
    text = ", ".join(parts) or ngettext(
        "un engagement ouvert", "%(n)s engagements ouverts", counts.open
    ) % {"n": french.number(counts.open)}
    return f"{text[:1].upper()}{text[1:]}."


def total_lines(sums: Sequence[Total]) -> list[TotalLine]:
    """The totals by name, days and euros of a name on one line; who gives nothing has none."""
    by_name: dict[str, list[Total]] = {}
    for one in sums:
        if one.requested or one.promised or one.confirmed or one.delivered:
            by_name.setdefault(one.name, []).append(one)
    return [_total_line(name, own) for name, own in sorted(by_name.items())]


def _total_line(name: str, own: Sequence[Total]) -> TotalLine:
    return TotalLine(
        name=name,
        requested=joined_amounts((one.kind, one.requested) for one in own),
        promised=joined_amounts((one.kind, one.promised) for one in own),
        confirmed=joined_amounts((one.kind, one.confirmed) for one in own),
        delivered=joined_amounts((one.kind, one.delivered) for one in own),
    )
