"""Under which title does one read what a fiche says in words of its own?"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

RUBRICS: Mapping[str, Promise] = {
    "finding": _("Constat"),
    "aims": _("Ce que l’on en attend"),
    "schedule_text": _("Calendrier tel qu’écrit"),
    "next": _("Prochaine étape"),
    "pilot": _("Pilote cité"),
    "pilot_person": _("Personne citée"),
    "copilots": _("Copilotes cités"),
    "copilot_people": _("Autres personnes citées"),
    "partners": _("Partenaires cités"),
    "publics": _("Publics cités"),
    "elected": _("Portage politique"),
    "body": _("Instance de suivi"),
    "participation": _("Participation des habitants"),
    "means": _("Moyens"),
    "indicators": _("Indicateurs"),
    "difficulties": _("Freins"),
    "notes": _("Observations"),
}
