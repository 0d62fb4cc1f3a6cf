"""The fiche of an action on paper: the version in force, else the fiche of today."""

from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.kinds import Field, Paper, Value, Values
from maillage.trade.plan.fiches.queries import fiche
from maillage.trade.plan.fiches.words import read_words

PAPER = "fiche_action"


def fiche_paper() -> Paper:
    """The fiche of an action, for PDF, DOCX and ODT."""
    return Paper(
        word=PAPER,
        label=_("Fiche action"),
        purpose=_("la version validée, sinon la fiche du jour"),
        about="action",
        make_fields=_fields,
        model=Path(__file__).with_name("paper_models") / "fiche_action.xml",
        gather=_gather,
    )


def _fields() -> tuple[Field, ...]:
    return (
        Field("numero", _("Le numéro de la fiche"), "7"),
        Field("intitule", _("Titre de la fiche"), _("Un tarif commun pour les accueils")),
        state_field(),
        rubrics_field(),
    )


def state_field() -> Field:
    """Where the action of a fiche stands, and which version is read."""
    sample = _("En cours. Version 2, validée le 12 juin 2026")
    return Field("etat", _("Où en est l’action, et quelle version est lue"), sample)


def rubrics_field() -> Field:
    """The rubrics of a fiche, as a template repeats them."""
    return Field(
        "rubriques",
        _("Les rubriques de la fiche"),
        [{"titre": _("Constat"), "texte": _("Trois tarifs pour un même service.")}],
        (
            Field("titre", _("Le titre de la rubrique"), _("Constat")),
            Field("texte", _("Ce qu’elle dit"), _("Trois tarifs pour un même service.")),
        ),
    )


def _gather(access: Access, number: int) -> dict[str, Value] | None:
    one = fiche(access, number)
    if one is None:
        return None
    version = one.validated
    rows = (
        [(row["label"], row["words"]) for row in version.content]
        if version
        else [(row.label, row.words) for row in one.rubrics if row.words]
    )
    return {
        "titre": one.action.title,
        "numero": one.action.number,
        "intitule": version.title if version else one.action.title,
        "etat": read_words(one.action, version),
        "rubriques": rubric_rows(rows),
    }


def rubric_rows(rows: Sequence[tuple[str, str]]) -> list[Values]:
    """The rubrics as a template names them."""
    return [{"titre": label, "texte": words} for label, words in rows]
