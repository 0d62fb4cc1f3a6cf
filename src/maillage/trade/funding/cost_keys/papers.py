"""The annex of a key: what each structure pays, from which criteria, values and sources."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.money import euros_words
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.kinds import (
    Field,
    IncompletePaperError,
    Paper,
    Together,
    Value,
)
from maillage.trade.funding.cost_keys import queries
from maillage.trade.funding.cost_keys.choices import Measure
from maillage.trade.funding.cost_keys.freezing import content_of
from maillage.trade.funding.cost_keys.models import FrozenKey
from maillage.trade.funding.cost_keys.queries import SharingSheet
from maillage.trade.funding.cost_keys.readings import Reading

MODEL = Path(__file__).with_name("paper_models") / "key_annex.xml"


def key_papers() -> tuple[Paper, ...]:
    """The annex of a sharing, and those of a joint decision."""
    return (
        Paper(
            word="key_annex",
            label=_("Annexe : clé de répartition"),
            purpose=_("Elle se joint à la décision : montants, critères, valeurs et sources."),
            about="costsharing",
            make_fields=_fields,
            model=MODEL,
            gather=_gather,
            together=Together("jointdecision", _("Annexes : clés de répartition"), _of_decision),
        ),
    )


def _fields() -> tuple[Field, ...]:
    body = {"nom": _("Commune d’Aubry"), "part": "25 %", "montant": "250,00 €"}
    measure = {"nom": _("Population"), "poids": "100 %", "valeurs": _("Aubry 100 (INSEE 2023)")}
    return (
        Field("objet", _("Ce qu’on partage"), _("Ingénierie")),
        Field("annee", _("L’année"), "2027"),
        Field("total", _("La somme à partager"), "1 000,00 €"),
        Field("lettre", _("La lettre de la clé"), "B"),
        Field("cle", _("Le nom de la clé"), _("Population")),
        Field("acte", _("La décision qui la retient, une fois figée"), _("la décision du 18 mai")),
        Field("empreinte", _("L’empreinte de la clé figée"), "7c1e90b4d2fa"),
        Field("figee_le", _("Le jour où elle est figée"), "18 mai 2026"),
        Field(
            "structures",
            _("Chaque structure"),
            [body],
            (
                Field("nom", _("Son nom"), body["nom"]),
                Field("part", _("Sa part"), body["part"]),
                Field("montant", _("Ce qu’elle paie"), body["montant"]),
            ),
        ),
        Field(
            "criteres",
            _("Chaque critère"),
            [measure],
            (
                Field("nom", _("Son nom"), measure["nom"]),
                Field("poids", _("Son poids"), measure["poids"]),
                Field("valeurs", _("Ses valeurs et leur source"), measure["valeurs"]),
            ),
        ),
    )


def _of_decision(access: Access, number: int) -> Sequence[int]:
    """The sharings whose frozen key this joint decision holds."""
    rows = queries.sharings(access).filter(joint_decision=number)
    return [one.pk for one in rows if one.frozen is not None]


def _gather(access: Access, number: int) -> dict[str, Value] | None:
    one = queries.sharings(access).filter(pk=number).first()
    if one is None:
        return None
    sheet = queries.sharing_sheet(access, one)
    reading, frozen = sheet.chosen or sheet.first, sheet.frozen
    if frozen is None and (reading is None or not reading.rows or not sheet.has_total):
        raise IncompletePaperError(_("Aucune clé n’est calculée : complétez d’abord le partage."))
    content = _content(sheet, frozen, reading)
    return {
        "titre": _("Annexe, clé de répartition, %(label)s") % {"label": one},
        "objet": content["label"],
        "annee": str(content["year"]),
        "total": euros_words(content["total_cents"]),
        "lettre": content["letter"],
        "cle": content["key"],
        "acte": frozen.act if frozen else "",
        "empreinte": frozen.fingerprint if frozen else "",
        "figee_le": french.long_date(frozen.on) if frozen else "",
        "structures": [_body(row, content["total_cents"]) for row in content["members"]],
        "criteres": [_measure(row) for row in content["criteria"]],
    }


def _content(
    sheet: SharingSheet, frozen: FrozenKey | None, reading: Reading | None
) -> dict[str, Any]:
    """What was frozen, else what would be."""
    if frozen is not None:
        return dict(frozen.values)
    return {} if reading is None else dict(content_of(sheet, reading))


def _body(row: dict[str, Any], total: int) -> dict[str, Value]:
    share = Decimal(row["cents"]) * 100 / total if total else Decimal(0)
    return {
        "nom": row["name"],
        "part": f"{french.number(round(share, 2), 2)} %",
        "montant": euros_words(row["cents"]),
    }


def _measure(row: dict[str, Any]) -> dict[str, Value]:
    if row["kind"] == Measure.EQUAL:
        values = _("la même part pour chacune")
    else:
        values = ", ".join(
            f"{name} {french.number(Decimal(value))}" for name, value in row["values"].items()
        )
    source = f" ({row['source']})" if row["source"] else ""
    unit = f" {row['unit']}" if row["unit"] else ""
    return {
        "nom": row["label"],
        "poids": f"{french.number(Decimal(row['weight_bp']) / 100)} %",
        "valeurs": f"{values}{unit}{source}",
    }
