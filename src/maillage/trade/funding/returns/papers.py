"""The returns of a plan on paper, as the page fills them; the paper that goes with the DETR."""

import re
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.folded import fold
from maillage.core.links import address
from maillage.core.money import euros_words
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.kinds import (
    Field,
    Heading,
    IncompletePaperError,
    Paper,
    Value,
    Values,
)
from maillage.trade.funding import permissions
from maillage.trade.funding.funding_plan.models import FundingPlan
from maillage.trade.funding.returns.filled import FilledPart
from maillage.trade.funding.returns.kinds import Column, Part, Return, returns
from maillage.trade.funding.returns.reading import Wanted, filled_return, plans_of
from maillage.trade.funding.returns.words import return_sentence, shown

MODELS = Path(__file__).with_name("paper_models")
NOT_BEGUN = "detr_not_begun"
# A paper is asked of a plan alone: the returns of one year, and those of all plans, are files.
WRITTEN = ("detr", "leader", "fonds")
OWNER = Heading("maitre_ouvrage", "sous_maitre_ouvrage", "siege", "pied_ouvrage", has_logo=False)


def return_papers() -> tuple[Paper, ...]:
    """Each return of a plan as a paper, and the attestation that its works are not begun."""
    return (
        *(
            Paper(
                word=paper_word(one),
                label=one.name,
                purpose=_("rempli depuis le plan de financement"),
                about="account",
                make_fields=partial(_fields, one),
                model=MODELS / f"{one.key}.xml",
                gather=partial(_gather, one),
            )
            for one in returns()
            if one.key in WRITTEN
        ),
        Paper(
            word=NOT_BEGUN,
            label=_("DETR, DSIL : attestation de non-commencement"),
            purpose=_("le maître d’ouvrage la signe et la joint à sa demande"),
            about="account",
            make_fields=_fields_of_attestation,
            model=MODELS / "detr_not_begun.xml",
            gather=_gather_attestation,
            heading=OWNER,
        ),
    )


def paper_word(form: Return) -> str:
    """The word of the paper of a return."""
    return f"return_{form.key}"


def papers_of(form: Return) -> list[tuple[str, str]]:
    """The papers of a return, by their word, with what each is."""
    if form.key not in WRITTEN:
        return []
    rest = [(NOT_BEGUN, _("Attestation de non-commencement"))] if form.key == "detr" else []
    return [(paper_word(form), _("Ce tableau, sur papier")), *rest]


def _name(head: str) -> str:
    """How a template names a column: « d_ou_vient_le_montant »."""
    return re.sub(r"\W+", "_", fold(head)).strip("_")


def _fields(form: Return) -> tuple[Field, ...]:
    return (
        Field("intitule", _("Ce que le plan finance"), _("Crèche du Moulin")),
        *(field for one in form.parts for field in _part_fields(one)),
    )


def _part_fields(part: Part) -> list[Field]:
    row = {_name(one.head): _sample(one) for one in part.columns}
    cells = tuple(Field(_name(one.head), one.head, _sample(one)) for one in part.columns)
    total = _("Total : %(head)s")
    return [
        Field(_name(part.title), part.title, [row], cells),
        *(
            Field(f"total_{_name(one.head)}", total % {"head": one.head}, "560 000 €")
            for one in part.columns
            if one.sum
        ),
    ]


def _sample(column: Column) -> str:
    return "560 000 €" if column.unit == "euros" else column.head


def _plan(access: Access, number: int) -> FundingPlan | None:
    """A plan that this reader makes a return of; None for any other."""
    if not permissions.can_open_returns(access):
        return None
    return next((one for one in plans_of(access) if one.pk == number), None)


def _gather(form: Return, access: Access, number: int) -> dict[str, Value] | None:
    plan = _plan(access, number)
    if plan is None:
        return None
    answer = filled_return(access, Wanted(form, plan, timezone.localdate().year))
    if answer is None:
        return None
    if not answer[0].count:
        raise IncompletePaperError(return_sentence(answer[0]))
    values: dict[str, Value] = {
        "titre": _("%(form)s, %(plan)s") % {"form": form.name, "plan": plan},
        "intitule": str(plan),
    }
    for part in answer[0].parts:
        values[_name(part.title)] = _rows(part)
        heads = {one.key: _name(one.head) for one in part.columns}
        values |= {f"total_{heads[key]}": euros_words(sum_) for key, sum_ in part.sums.items()}
    return values


def _rows(part: FilledPart) -> Sequence[Values]:
    return [
        {_name(one.head): shown(one, row.values.get(one.key)) for one in part.columns}
        for row in part.rows
    ]


def _fields_of_attestation() -> tuple[Field, ...]:
    return (
        Field("intitule", _("Ce que le plan finance"), _("Crèche du Moulin")),
        Field("maitre_ouvrage", _("Le maître d’ouvrage"), _("CC de Valmorin")),
        Field("sous_maitre_ouvrage", _("Son SIRET"), "SIRET 20000000000017"),
        Field("siege", _("L’adresse de son siège"), "1 place du Marché\n99000 Exemple"),
        Field("pied_ouvrage", _("Le pied de page"), _("Crèche du Moulin")),
        Field("commencement", _("Quand les travaux commenceraient"), "1er mars 2027"),
    )


def _gather_attestation(access: Access, number: int) -> Mapping[str, Value] | None:
    """The attestation of a plan whose works are not begun; an owner signs nothing else."""
    plan = _plan(access, number)
    if plan is None:
        return None
    begun, owner = plan.begun_on, plan.owner
    if begun is not None and begun <= timezone.localdate():
        words = _("L’opération est commencée depuis le %(day)s : cette attestation serait fausse.")
        url = address("funding:plan_edit", access.cooperation.slug, plan.pk)
        raise IncompletePaperError(
            words % {"day": french.long_date(begun)}, PageLink(_("Corriger le plan"), url)
        )
    return {
        "titre": _("Attestation de non-commencement, %(plan)s") % {"plan": plan},
        "intitule": str(plan),
        "maitre_ouvrage": str(owner),
        "sous_maitre_ouvrage": f"SIRET {owner.siret}" if owner.siret else "",
        "siege": owner.address.replace("\r\n", "\n"),
        "pied_ouvrage": str(plan),
        "commencement": french.long_date(begun) if begun else "",
    }
