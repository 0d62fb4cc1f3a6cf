"""How ripe do the words of a list say that a project is?"""

import re

from django.utils.translation import gettext as _

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.trade.plan.choices import ProjectPhase

# How files say how ripe a project is; « en cours » alone says that it is done.
PHASES: tuple[tuple[ProjectPhase, str], ...] = (
    (ProjectPhase.IDEA, "idee|emergence|reflexion|intention|opportunite|envisage"),
    (
        ProjectPhase.STUDY,
        "etude|faisabilite|montage|instruction|instruit|programmation|esquisse|diagnostic|aps|apd|"
        "avant projet|avp|pro|conception",
    ),
    (ProjectPhase.READY, "pret|prete|mur|mure|depose|deposee|complet|complete|dce|consultation"),
    (
        ProjectPhase.OPERATION,
        "operation|operationnel|engage|engagee|travaux|chantier|inscrit|inscrite|demarre|demarree|"
        "lance|lancee|realisation|conventionne",
    ),
)
PAST = "(?:realis|termin|achev|livr|sold|inaugur)ee?"
NEGATION = re.compile(r"(?:non|pas|sans|ni|avant(?! projet)) ")
READY_OR_NOT = {"o": ProjectPhase.READY, "oui": ProjectPhase.READY, "n": ProjectPhase.IDEA}


def is_phase(text: str) -> bool:
    """Whether some word of a text says how ripe a project is."""
    plain = re.sub(r"[^a-z0-9]+", " ", folded(text)).strip()
    return any(re.search(rf"\b(?:{some}|en cours)\b", plain) for _phase, some in PHASES)


def phase_of(row: TableRow, name: str) -> str:
    """How ripe a cell says that it is; nothing, results so, when its words mean none or several."""
    plain = re.sub(r"[^a-z0-9]+", " ", folded(row.text(name))).strip()
    if not plain or plain in {"non", *READY_OR_NOT}:
        return READY_OR_NOT.get(plain, ProjectPhase.IDEA if plain else "")
    results = {phase for phase, some in PHASES if re.search(rf"\b(?:{some})\b", plain)}
    if not results and re.search(r"\ben cours\b", plain):
        results = {ProjectPhase.OPERATION}
    if len(results) == 1 and not NEGATION.match(plain):
        return results.pop()
    if not results and re.fullmatch(PAST, plain):
        row.warn(name, _("Lu « opération » : s’il est fini, dites-le sur sa fiche."))
        return ProjectPhase.OPERATION
    sentence = _("« %(text)s » ne dit pas où il en est : noté comme une idée.")
    row.warn(name, sentence % {"text": row.text(name)})
    return ""
