"""What are the columns of a list of projects, and the fields that they give?"""

import re
from datetime import date

from django.utils.translation import gettext_lazy as lazy

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.tables.parsed_rows import Field, TableRow, words
from maillage.trade.context.list_comparing import Columns
from maillage.trade.context.listed_people import someone_in
from maillage.trade.context.small_lists import (
    body_over,
    end_in,
    first_in,
)
from maillage.trade.plan.linked_projects.phase_cells import phase_of
from maillage.trade.plan.linked_projects.project_columns import ProjectSpec
from maillage.trade.plan.linked_projects.signs import SIGNS
from maillage.trade.plan.linked_projects.stage_cells import STAGE, STAGE_ON

DEADLINE = re.compile(r"\b(?:avant|echeance|limite|fin|terme|tard|jusqu|delai|butoir)")


def next_day(row: TableRow, name: str) -> date | None:
    """The day of what comes next: the first of a period, the last where it is a deadline."""
    is_last = any(
        DEADLINE.search(folded(text)) for text in (row.headers.get(name, ""), row.text(name))
    )
    return end_in(row, name) if is_last else first_in(row, name)


TITLE = Field(
    "action_title",
    "Projet",
    words(200),
    lazy("Dites de quel projet il s’agit."),
    titles=("Nom du projet", "Intitulé", "Titre", "Objet", "Nom de l’opération", "Libellé"),
)
HOLDER = Field(
    "pilot_organisation",
    "Porteur de projet",
    words(160),
    lazy("Dites qui porte ce projet."),
    others=("organisation_name",),
    titles=("Porté par", "Porteur", "Porteurs", "Maître d’ouvrage", "Structure porteuse", "Qui"),
)
CONTACT = Field(
    "person_name",
    "Personne à joindre",
    someone_in,
    others=("technician_name", "pilot_person"),
    titles=("Contact", "Interlocuteur", "Interlocutrice", "Référent", "Référente"),
)
PHASE = Field(
    "project_phase",
    "Maturité",
    phase_of,
    others=("status", "progress"),
    titles=("Où ça en est", "Où il en est", "Où en est-on", "État d’avancement", "Étape", "Phase"),
)
SUMMARY = Field("action_description", "Description", words(300))
THEME = Field("theme", "Thème", words())
GROUND = Field("commune", "Communes", words(), others=("territory",))
SCHEME = Field("schemes", "Dispositif", words())
START = Field("start_on", "Début", first_in)
FILED = Field("filed_on", "Récépissé", first_in)
COST = Field(
    "cost_total",
    "Coût total",
    words(),
    others=("cost_ht", "cost_ttc", "amount"),
    titles=("Montant du projet", "Coût du projet", "Budget du projet", "Montant global"),
)
AID = Field(
    "amount_requested",
    "Subvention sollicitée",
    words(),
    titles=("Montant de l’aide", "Aide LEADER"),
)
LAST = Field("last_contact_on", "Dernier échange", first_in, titles=("Dernière rencontre",))
NEXT = Field(
    "next_step",
    "Prochaine étape",
    words(200),
    titles=("Prochaine action", "Prochain pas", "Suite", "Suites à donner"),
)
NEXT_ON = Field("due_on", "Échéance", next_day, titles=("Avant le", "Pour le", "Quand"))
SPEC = ProjectSpec(
    (
        *(TITLE, HOLDER, PHASE, SUMMARY, THEME, GROUND, SCHEME, START, FILED, COST, AID),
        *(CONTACT, LAST, NEXT, NEXT_ON, STAGE, STAGE_ON),
    ),
    frozenset({TITLE.name, HOLDER.name}),
    sections={HOLDER.name: body_over},
    signs=SIGNS,
    record=TITLE.name,
)

VALUES: Columns = {
    "contact": (CONTACT,),
    "summary": (SUMMARY,),
    "theme": (THEME,),
    "scheme": (SCHEME,),
    "starts_on": (START,),
    "filed_on": (FILED,),
    "cost_cents": (COST,),
    "aid_cents": (AID,),
    "next_step": (NEXT,),
    "next_on": (NEXT_ON,),
}
LINKS: Columns = {"territories": (GROUND,)}
JOINING: Columns = {**VALUES, "phase": (PHASE,)}
