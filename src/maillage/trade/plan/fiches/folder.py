"""All the fiches of the plan, or those of a filter, as one document with its contents page."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.kinds import Field, Paper, Values
from maillage.trade.plan.actions.queries.actions import actions
from maillage.trade.plan.choices import ActionState
from maillage.trade.plan.fiches.papers import rubric_rows, rubrics_field, state_field
from maillage.trade.plan.fiches.queries import FolderFiche, folder_fiches, objective_path
from maillage.trade.plan.fiches.words import read_words

# What whoever opens the folder must not take for work that is going on.
SAID_IN_CONTENTS = (ActionState.TALK, ActionState.PAUSED, ActionState.DROPPED)


def folder_paper() -> Paper:
    """The folder of the fiches, for PDF, DOCX and ODT; its object is the cooperation."""
    return Paper(
        word="dossier_fiches",
        label=_("Dossier des fiches action"),
        purpose=_("toutes les fiches, ou celles d’un filtre, avec leur sommaire"),
        about="plan",
        make_fields=_fields,
        model=Path(__file__).with_name("paper_models") / "fiches_folder.xml",
        gather=_gather,
    )


def _fields() -> tuple[Field, ...]:
    name = _("Fiche 7. Un tarif commun pour les accueils")
    objective = _("1 Petite enfance")
    state, rubrics = state_field(), rubrics_field()
    return (
        Field("intitule", _("Ce que le dossier réunit"), _("Les fiches action")),
        Field(
            "etat",
            _("Combien de fiches, quel jour, quel filtre"),
            _("Une fiche, 12 juin 2026."),
        ),
        Field(
            "lignes",
            _("Les lignes du sommaire"),
            [{"objectif": objective, "nom": name}],
            (
                Field("objectif", _("L’objectif, sur la première de ses fiches"), objective),
                Field("nom", _("Le numéro et l’intitulé de la fiche"), name),
            ),
        ),
        Field("blanches", _("Les fiches qui ne disent encore rien"), name),
        Field(
            "fiches",
            _("Les fiches, dans l’ordre des objectifs"),
            [
                {
                    "nom": name,
                    "objectif": objective,
                    state.name: state.sample,
                    rubrics.name: rubrics.sample,
                }
            ],
            (
                Field("nom", _("Le numéro et l’intitulé de la fiche"), name),
                state,
                Field("objectif", _("Ses objectifs, du plus large au plus précis"), objective),
                rubrics,
            ),
        ),
    )


def _gather(access: Access, number: int) -> "Values | None":
    if number != access.cooperation_id:
        return None
    fiches = folder_fiches(actions(access))
    return folder_values(access, fiches) if fiches else None


def folder_values(access: Access, fiches: Sequence[FolderFiche], filters: str = "") -> Values:
    """What the folder says: its contents by objective, then each fiche."""
    count = french.counted(len(fiches), _("fiche"), _("fiches"))
    written = [one for one in fiches if not one.is_blank]
    day = french.long_date(timezone.localdate())
    return {
        "titre": _("Fiches action, %(name)s") % {"name": access.cooperation.name},
        "intitule": _("Les fiches action"),
        "etat": f"{french.capital(count)}, {day}. {filters}".strip(),
        "lignes": list(_contents(written)),
        "blanches": " ; ".join(_name(one) for one in fiches if one.is_blank),
        "fiches": [_row(one) for one in written],
    }


def _contents(fiches: Sequence[FolderFiche]) -> Iterator[Values]:
    for path, group in groupby(fiches, key=lambda one: objective_path(one.action)):
        heading = path or _("Sans objectif")
        for place, one in enumerate(group):
            state = one.action.state in SAID_IN_CONTENTS and one.action.get_state_display()
            name = f"{_name(one)}, {state}" if state else _name(one)
            yield {"objectif": "" if place else heading, "nom": name}


def _row(one: FolderFiche) -> Values:
    return {
        "nom": _name(one),
        "etat": read_words(one.action, one.version),
        "objectif": objective_path(one.action),
        "rubriques": rubric_rows(one.rubrics),
    }


def _name(one: FolderFiche) -> str:
    title = one.version.title if one.version else one.action.title
    if not one.action.number:
        return title
    return _("Fiche %(number)s. %(title)s") % {"number": one.action.number, "title": title}
