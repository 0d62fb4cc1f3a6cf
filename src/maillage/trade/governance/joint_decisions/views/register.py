"""What the register of joint decisions shows, filters and offers."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.register import Action, Column, Empty, Register, Search, Select
from maillage.core.shell import PageLink
from maillage.core.templatetags.maillage import mark_bare
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.foundation.cooperations.pages.records import places_of
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import Place, page_url
from maillage.trade.governance.choices import Standing
from maillage.trade.governance.joint_decisions.models import Deliberation, JointDecision
from maillage.trade.governance.joint_decisions.queries.joint_decisions import (
    DecisionRow,
    decision_rows,
)

decisions_place = places_of(page_url, lazy("Délibérations"), "joint_decisions", "joint_decision")


def council_place(request: CooperationRequest, deliberation: Deliberation) -> Place:
    """Under the way of one council."""
    here = PageLink(str(deliberation), page_url(request, "joint_decision_council", deliberation.pk))
    return (*decisions_place(request, deliberation.decision), here)


def case_of(deliberation: Deliberation) -> str:
    """The cell of this council in the matrix of decisions."""
    return f"{deliberation.decision_id}~{deliberation.organisation_id}"


def answered_place(request: CooperationRequest, deliberation: Deliberation) -> str:
    """Where one goes once a council has answered: its cell, if one came from it, or the sheet."""
    case = case_of(deliberation)
    if request.GET.get("case") == case:
        return f"{page_url(request, 'joint_decisions')}?case={case}#c-{case}"
    return page_url(request, "joint_decision", deliberation.decision_id)


def decision_register(access: Access) -> Register[JointDecision, DecisionRow]:
    """The register of joint decisions, as this reader may use it."""
    slug = access.cooperation.slug
    return Register(
        caption=_("Décisions conjointes"),
        noun=(_("décision"), _("décisions")),
        filename="decisions-conjointes",
        columns=_columns(),
        read=decision_rows,
        order="intitule",
        row_url=lambda row: reverse("governance:joint_decision", args=[slug, row.pk]),
        search=Search.through(_("Filtrer les décisions"), _("Mots de l’intitulé"), "folded"),
        selects=(
            Select(
                "statut",
                _("Où en est-on"),
                _("Tous les statuts"),
                tuple((value, str(label)) for value, label in Standing.choices),
                lambda rows, standing: rows.filter(standing=standing),
            ),
        ),
        actions=gestures(access),
        empty=first_gesture(access),
    )


def first_gesture(access: Access) -> Empty:
    """What the pages of decisions say before the first one."""
    return Empty(
        _("Aucune décision conjointe pour l’instant"),
        _(
            "Commencez par une question déjà posée à plusieurs conseils, même ancienne : "
            "son texte, les structures qui répondent, les votes que vous connaissez."
        ),
        gestures(access),
    )


def gestures(access: Access) -> tuple[Action, ...]:
    """The gestures of whoever keeps decisions."""
    if not permissions.can_keep_decisions(access):
        return ()
    add = reverse("governance:joint_decision_add", args=[access.cooperation.slug])
    table = reverse("exchange:import_wizard", args=[access.cooperation.slug])
    return (
        Action(_("Ajouter une décision"), add, "plus", main=True),
        Action(_("Importer votre tableau"), f"{table}?tableau=deliberations", "upload"),
    )


def _columns() -> tuple[Column[DecisionRow], ...]:
    return (
        Column("intitule", _("Décision"), lambda row: row.title, sort=("folded",)),
        Column(
            "statut",
            _("Où en est-on"),
            lambda row: str(Standing(row.standing).label),
            cell=_standing,
            sort=("standing",),
            wide=True,
            speaks=True,
        ),
        Column("regle", _("Règle"), lambda row: row.rule, quiet=True, measure="name"),
        Column(
            "proposee",
            _("Proposée le"),
            lambda row: row.proposed_on,
            sort=("proposed_on",),
            numeric=True,
            quiet=True,
        ),
    )


def _standing(row: DecisionRow) -> str:
    word = str(Standing(row.standing).label)
    return format_html(
        "{} {}<small>{}</small>",
        mark_bare("status", row.standing),
        word[:1].upper() + word[1:],
        row.reading,
    )
