"""The register of sharings; the sheet of one: its keys side by side, and what each would pay."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.agenda import Waiting
from maillage.core.links import address
from maillage.core.money import bare_euros, euros_words
from maillage.core.paged import PER_PAGE, searched_text
from maillage.core.panels import panels
from maillage.core.register import Action, Column, Empty, Register, Search, answer_register
from maillage.core.sheet import Line, Readers, Sheet
from maillage.core.shell import Audience
from maillage.core.table_files import format_wanted, table_response
from maillage.foundation.cooperations.choices import Role, Visibility
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import closed_page
from maillage.foundation.cooperations.pages.readers import by_access
from maillage.foundation.cooperations.records.history import history
from maillage.trade.funding import permissions
from maillage.trade.funding.addresses import page_url
from maillage.trade.funding.cost_keys import queries, words
from maillage.trade.funding.cost_keys.choices import Measure
from maillage.trade.funding.cost_keys.drawing import NARROW, draw_keys
from maillage.trade.funding.cost_keys.files import keys_table
from maillage.trade.funding.cost_keys.freezing import freeze_problem
from maillage.trade.funding.cost_keys.gestures import keys_place
from maillage.trade.funding.cost_keys.ledger import (
    ledger_rows,
    ledger_totals,
    paged_places,
    value_rows,
)
from maillage.trade.funding.cost_keys.models import CostSharing
from maillage.trade.funding.cost_keys.queries import SharingSheet
from maillage.trade.funding.cost_keys.readings import rescaled, rescaled_words
from maillage.trade.funding.cost_keys.tried import (
    WEIGHT,
    is_tried,
    refused_weight,
    tried_key,
    tried_weights,
    weight_typed,
)
from maillage.trade.funding.cost_keys.votes import vote_rows
from maillage.trade.funding.funding_plan.queries.sheet import short_funder


@dataclass(frozen=True, slots=True)
class Weighed:
    """A criterion of the form of the mix: its weight as typed, and once it makes a hundred."""

    name: str
    number: int
    note: str
    typed: str
    rescaled: str


@cooperation_page(can=permissions.can_open_funding)
def cost_keys(request: CooperationRequest) -> HttpResponse:
    """The sharings that this reader opens."""
    access = request.access
    return answer_register(
        request,
        sharing_register(request),
        queries.sharings(access),
        template="core/register.html",
        context={
            "sentence": lambda: _sentence(request),
            "audience": by_access(request, page_url(request, "cost_keys")),
        },
    )


def _sentence(request: CooperationRequest) -> str:
    totals = (
        queries.sharings(request.access)
        .order_by()
        .aggregate(count=Count("pk"), open=Count("pk", filter=Q(is_frozen=False)))
    )
    return words.register_sentence(totals["count"], totals["open"])


def sharing_register(request: CooperationRequest) -> Register[CostSharing, CostSharing]:
    """The register, as this reader may use it."""
    add = Action(_("Partager une somme"), page_url(request, "sharing_add"), "plus", main=True)
    gestures = (add,) if permissions.can_edit_funding(request.access) else ()
    return Register(
        caption=_("Clés de répartition"),
        noun=(_("partage"), _("partages")),
        filename="cles-de-repartition",
        columns=(
            Column("objet", _("Ce qu’on partage"), lambda row: row.label, sort=("folded", "pk")),
            Column(
                "annee", _("Année"), lambda row: str(row.year), sort=("year", "pk"), numeric=True
            ),
            Column("montant", _("Montant"), _shared_words, numeric=True),
            Column(
                "cle",
                _("Clé proposée"),
                lambda row: f"{row.chosen.letter}, {row.chosen.label}" if row.chosen else "",
                wide=True,
                measure="sentence",
            ),
            Column("etat", _("Où en est-on"), _state),
        ),
        read=list,
        order="-annee",
        row_url=lambda row: page_url(request, "sharing", row.pk),
        search=Search.through(_("Chercher un partage"), _("Ce qu’on partage"), "folded"),
        actions=gestures,
        empty=_empty(request, gestures),
    )


def _empty(request: CooperationRequest, gestures: Sequence[Action]) -> Empty:
    """What is said before the first sharing; under the team, that none is open to the reader."""
    if not request.access.is_in_team:
        title = _("Aucune clé ne vous est ouverte pour l’instant")
        return Empty(title, "", otherwise=words.opening_words(request.access))
    return Empty(
        _("Aucune somme partagée pour l’instant"),
        _(
            "Partagez d’abord une somme : un poste, une étude, le reste d’un plan. Maillage "
            "propose trois clés."
        ),
        tuple(gestures),
    )


def _shared_words(row: CostSharing) -> str:
    """The sum that is shared, as it was frozen when it is."""
    content = getattr(row, "frozen_content", None)
    cents = json.loads(content)["total_cents"] if content else getattr(row, "shared_cents", None)
    return euros_words(cents) if cents else ""


def _state(row: CostSharing) -> str:
    if getattr(row, "is_frozen", False):
        return _("clé figée")
    if getattr(row, "is_sent", False) and row.chosen_id:
        return _("devant les conseils")
    return _("clé proposée") if row.chosen_id else _("clés comparées")


@cooperation_page(can=permissions.can_open_funding)
def sharing(request: CooperationRequest, cost_sharing: int) -> HttpResponse:
    """The keys of one sharing, side by side, or as a file."""
    access = request.access
    rows = queries.sharings(access).filter(pk=cost_sharing)
    if not permissions.can_read_each(access) and not rows:
        # The same answer for what is not frozen and for what does not exist.
        return closed_page(request, words.opening_words(access), page_url(request, "cost_keys"))
    one = get_object_or_404(rows)
    sheet = queries.sharing_sheet(access, one, _tried(request, one))
    if kind := format_wanted(request):
        return table_response(kind, "cles-de-repartition", str(one), *keys_table(sheet))
    return render(request, "funding/sharing.html", _context(request, sheet))


def _tried(request: CooperationRequest, one: CostSharing) -> tuple[int, dict[int, int]] | None:
    """The key and the weights of the form of the mix, as the address says them, for the team."""
    question = request.GET.dict()
    key, weights = tried_key(question), tried_weights(question)
    if not request.access.is_in_team or key is None or not weights or refused_weight(question):
        return None
    return (key, weights) if one.keys.filter(pk=key).exists() else None


def _context(request: CooperationRequest, sheet: SharingSheet) -> dict[str, object]:
    may_edit = permissions.can_edit_funding(request.access) and sheet.frozen is None
    mix = _mix(request, sheet) if may_edit and sheet.criteria else None
    paged = paged_places(sheet, request.GET.dict())
    level = Visibility.TEAM if not _is_opened(sheet) else Visibility.MEMBERS
    return {
        "one": sheet.sharing,
        "sheet": _sheet(request, sheet),
        "drawing": draw_keys(sheet),
        "narrow": draw_keys(sheet, NARROW),
        "keys": sheet.readings,
        "chosen": sheet.sharing.chosen_id,
        "problems": [one.problem for one in sheet.readings if one.problem and sheet.has_total],
        "paged": paged,
        "searched": searched_text(request.GET.dict()),
        "searches": paged.total > PER_PAGE,
        "tried": [(name, value) for name, value in request.GET.items() if is_tried(name)],
        "rows": ledger_rows(sheet, paged.on_page),
        "totals": ledger_totals(sheet),
        "shows_was": sheet.shows_was,
        "shows_alone": sheet.shows_alone,
        "was_label": str(sheet.sharing.year - 1),
        "columns": sheet.criteria,
        "has_fiscal": any(one.kind == Measure.FISCAL for one in sheet.criteria),
        "dear": sum(bool(one.overpaid) for one in sheet.readings) if sheet.reads_all else 0,
        "value_rows": value_rows(sheet, paged.on_page),
        "may_edit": may_edit,
        "may_freeze": may_edit and not freeze_problem(sheet),
        "act": _act(request, sheet.sharing) if sheet.frozen else None,
        "is_frozen": sheet.frozen is not None,
        "frozen": sheet.frozen,
        "mix": mix,
        "shared": _shared(sheet),
        "sheet_total": euros_words(sheet.read.total),
        "refusals": words.refusals(sheet) if sheet.reads_all else [],
        "votes": vote_rows(sheet) if sheet.reads_all else None,
        "gesture": (_trial(mix) or _gesture(request, sheet)) if may_edit else None,
        "audience": Audience(str(level.label), "#qui-voit"),
    }


def _act(request: CooperationRequest, one: CostSharing) -> Line | None:
    """The decision that holds the key, by its words."""
    slug, joint = request.access.cooperation.slug, one.joint_decision
    if joint is not None:
        return Line(joint.title, url=address("governance:joint_decision", slug, joint.pk))
    if one.decision is None:
        return None
    return Line(str(one.decision), url=address("governance:decision", slug, one.decision.pk))


def _is_opened(sheet: SharingSheet) -> bool:
    one = sheet.sharing
    is_sent = getattr(one, "is_sent", False) and one.chosen_id is not None
    return sheet.frozen is not None or is_sent


def _sheet(request: CooperationRequest, sheet: SharingSheet) -> Sheet:
    access, one = request.access, sheet.sharing
    everybody = french.capital(str(Visibility.MEMBERS.label))
    return Sheet(
        title=str(one),
        sentence=words.sheet_sentence(sheet),
        place=keys_place(request),
        panels=tuple(panels.ask(access, "costsharing", one.pk)),
        readers=(
            Readers(
                "users",
                french.capital(str(Visibility.TEAM.label)),
                _("toutes les clés, les coûts seule, ce qui est demandé"),
            ),
            Readers(
                "eye",
                everybody,
                _("la clé proposée et ses valeurs, dès l’envoi aux conseils"),
            ),
            Readers("eye", french.capital(str(Role.OBSERVER.label)), _("la clé figée")),
        ),
        gestures=history(access, one.sheet_key) if access.is_in_team else (),
    )


def _mix(request: CooperationRequest, sheet: SharingSheet) -> dict[str, object] | None:
    """The form of the mix: which key, the weight of each criterion, what a hundred makes of it."""
    reading = sheet.first
    if reading is None:
        return None
    mix = reading.mix
    if sheet.tried is None:
        wanted = tried_key(request.GET.dict())
        mix = next((one for one in sheet.mixes if one.number == wanted), mix)
    rows = [
        Weighed(
            name=one.label,
            number=one.pk,
            note=one.source,
            typed=weight_typed(mix.weights.get(one.pk, 0)),
            rescaled=french.number(rescaled(mix.weights.get(one.pk, 0), mix), 2)
            if rescaled_words(mix)
            else "",
        )
        for one in sheet.criteria
    ]
    edit = page_url(request, "key_edit", mix.number)
    tried = "&".join(f"{WEIGHT}{one.number}={one.typed}" for one in rows)
    return {
        "letter": mix.letter,
        "number": mix.number,
        "rows": rows,
        "words": rescaled_words(mix),
        "refused": words.refused_words(refused_weight(request.GET.dict())),
        "is_tried": sheet.tried == mix.number,
        "edit_url": edit,
        "keep_url": f"{edit}?{tried}",
    }


def _shared(sheet: SharingSheet) -> Sequence[tuple[str, str]]:
    """What the plan costs, less what others pay: the lines that lead to the sum."""
    one = sheet.sharing
    if one.plan_id is None or sheet.frozen is not None or not sheet.reads_all:
        return ()
    others = [line for line in (*sheet.waiting, *sheet.sure) if line.kind != "own"]
    whole = sheet.read.total + sum(line.counted_cents for line in others)
    rows = [(str(one.plan), bare_euros(whole))]
    for line in others:
        name = f"{short_funder(line)}, {line.get_state_display()}"
        rows.append((name, f"− {bare_euros(line.counted_cents)}"))
    return rows


def _trial(mix: Mapping[str, object] | None) -> Waiting | None:
    """While weights are tried, nothing is proposed nor frozen: they are saved, or left."""
    if mix is None or not mix["is_tried"]:
        return None
    return Waiting(
        _("Essai de la clé %(letter)s") % mix,
        _("La page montre des poids qui ne sont pas gardés : gardez-les, ou quittez l’essai."),
        str(mix["keep_url"]),
        verb=_("Garder ces poids"),
    )


def _gesture(request: CooperationRequest, sheet: SharingSheet) -> Waiting | None:
    """What the sharing waits for: its values, then a key to propose, then a decision."""
    number = sheet.sharing.pk
    if not sheet.has_total or not sheet.members:
        return Waiting(
            _("Dire la somme, et entre qui"),
            _("Un montant et deux structures suffisent : les clés se calculent."),
            page_url(request, "sharing_edit", number),
            verb=_("Compléter le partage"),
        )
    if any(one.problem for one in sheet.readings):
        return Waiting(
            _("Compléter les valeurs"),
            next(one.problem for one in sheet.readings if one.problem),
            page_url(request, "sharing_values", number),
            verb=_("Remplir le tableau"),
        )
    if sheet.chosen is None:
        return Waiting(
            _("Retenir une clé à proposer"),
            words.to_be_frozen_words(),
            page_url(request, "key_choose", number),
            verb=_("Proposer une clé"),
        )
    if freeze_problem(sheet):
        return Waiting(
            _("Dire quelle décision retient la clé"),
            words.to_be_frozen_words(),
            page_url(request, "key_choose", number),
            verb=_("Relier à une décision"),
        )
    return Waiting(
        _("Figer la clé proposée"),
        _("Ses chiffres et leurs sources sont copiés : rien n’y change ensuite."),
        page_url(request, "key_freeze", number),
        verb=_("Figer la clé"),
    )
