"""The table of contracts and themes, and what it shows."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.links import address
from maillage.core.matrix import Cell, ColumnHead, Matrix, RowHead, answer_matrix
from maillage.core.matrix.description import Place
from maillage.core.register import Action, Empty
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.readers import by_access
from maillage.trade.context.permissions import can_edit_schemes
from maillage.trade.plan import permissions
from maillage.trade.plan.addresses import page_url
from maillage.trade.plan.mesh.queries import MeshRecords, mesh_records
from maillage.trade.plan.mesh.rules import Contract
from maillage.trade.plan.mesh.words import (
    STRONGEST,
    cell_of,
    contract_reading,
    doubles,
    mesh_sentence,
    next_end,
    several_themes,
    shared_actions,
    theme_words,
)


@cooperation_page(can=permissions.can_open_plan)
def mesh(request: CooperationRequest) -> HttpResponse:
    """Contracts in rows, themes in columns, and the number of open actions in each cell."""
    today = timezone.localdate()
    read = mesh_records(request.access, today)
    context = {
        "sentence": mesh_sentence(read),
        "strongest": STRONGEST,
        "several": several_themes(read),
        "shared": shared_actions(read),
        "doubles": doubles(request.access, read),
        "gesture": next_end(request.access.cooperation.slug, read, today)
        if can_edit_schemes(request.access)
        else None,
        "unprotected": [read.actions[one.number] for one in read.mesh.unprotected],
        "empty": None if read.mesh.contracts and read.themes else _empty(request, read),
        "audience": by_access(request, page_url(request, "mesh")),
    }
    return answer_matrix(
        request, _matrix(request, read, today), template="plan/mesh.html", context=context
    )


def _empty(request: CooperationRequest, read: MeshRecords) -> Empty:
    """What to do first: a contract, then themes."""
    if read.mesh.contracts:
        plan = Action(_("Ouvrir le plan"), page_url(request, "actions"), main=True)
        words = _(
            "Dites les thèmes des actions, ou ceux que chaque dispositif attend : le tableau les "
            "croisera."
        )
        may_edit = permissions.can_edit_plan(request.access)
        return Empty(_("Aucun thème pour l’instant"), words, (plan,) if may_edit else ())
    url = address("context:scheme_add", request.access.cooperation.slug)
    add = Action(_("Ajouter un dispositif"), url, "plus", main=True)
    words = _(
        "Quels contrats courent ici ? Ajoutez-les, puis dites ce que chaque action leur apporte."
    )
    may_add = can_edit_schemes(request.access)
    return Empty(_("Aucun dispositif pour l’instant"), words, (add,) if may_add else ())


def _matrix(request: CooperationRequest, read: MeshRecords, today: date) -> Matrix:
    contracts = {str(one.number): one for one in read.mesh.contracts}
    slug = request.access.cooperation.slug

    def cells(rows: Sequence[str], columns: Sequence[str]) -> Mapping[Place, Cell]:
        return {
            (row, column): cell_of(read, contracts[row], int(column), slug)
            for row in rows
            for column in columns
        }

    return Matrix(
        caption=_("Dispositifs et thèmes croisés"),
        filename="dispositifs-et-themes",
        row_title=_("Dispositif"),
        row_note=_("porteur et terme"),
        rows=[_row(request, read, one, today) for one in contracts.values()],
        columns=_columns(request, read),
        cells=cells,
        empty=Cell("", exported=""),
        reading_title=_("Ce qu’il en est"),
        reading_note=_("termes et blancs"),
        foot_title=_("Actions du thème"),
    )


def _row(request: CooperationRequest, read: MeshRecords, one: Contract, today: date) -> RowHead:
    return RowHead(
        str(one.number),
        one.title,
        _holder_and_end(read, one),
        address("context:scheme", request.access.cooperation.slug, one.number),
        contract_reading(read, one, today),
    )


def _columns(request: CooperationRequest, read: MeshRecords) -> list[ColumnHead]:
    """The themes, each leading to its actions in the plan."""
    plan = page_url(request, "actions")
    return [
        ColumnHead(
            str(number),
            str(theme),
            url=f"{plan}?theme={number}&filtres=1",
            reading=theme_words(read, number),
        )
        for number, theme in read.themes.items()
    ]


def _holder_and_end(read: MeshRecords, one: Contract) -> str:
    holder = read.schemes[one.number].holder
    name = (holder.short_name or holder.name) if holder else ""
    until = (
        _("jusqu’en %(month)s") % {"month": french.month_and_year(one.end_on)} if one.end_on else ""
    )
    return ", ".join(filter(None, (name, until)))
