"""Who publishes this installation, who hosts it, whom does one write to about one's data?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import gettext_lazy as _

# The addresses of the CNIL and of the Défenseur des droits are those that notices and statements of
# public services publish in 2026, all alike; to be read again with the assessment.
ASSESSED_ON = date(2026, 11, 25)
ASKED = {
    "MAILLAGE_PUBLISHER": _("le nom de l’éditeur"),
    "MAILLAGE_PUBLISHER_ADDRESS": _("son adresse"),
    "MAILLAGE_PUBLISHER_CONTACT": _("son courriel ou son téléphone"),
    "MAILLAGE_DIRECTOR": _("qui dirige la publication"),
    "MAILLAGE_HOST_NAME": _("l’hébergeur, son adresse et son téléphone"),
    "MAILLAGE_DPO": _("comment joindre la délégation à la protection des données"),
}


FICTION = {
    "MAILLAGE_PUBLISHER": "Pôle d’Ormelle (éditeur inventé pour l’exemple)",
    "MAILLAGE_PUBLISHER_ADDRESS": "1 place de la Halle, Sainte-Ormelle",
    "MAILLAGE_PUBLISHER_CONTACT": "contact@demo.example.org",
    "MAILLAGE_DIRECTOR": "Odette Mérel",
    "MAILLAGE_HOST_NAME": "Hébergeur inventé pour l’exemple",
    "MAILLAGE_DPO": "donnees@demo.example.org",
}


def _values() -> Mapping[str, str]:
    """The settings given; a demonstration, where everything is invented, invents the others."""
    values: Mapping[str, str] = settings.LEGAL
    if not settings.FICTION:
        return values
    return {name: values.get(name) or words for name, words in FICTION.items()}


@dataclass(frozen=True)
class Publisher:
    """What the installation says of itself; an empty text is what nobody has said."""

    name: str
    address: str
    contact: str
    director: str
    host: str
    dpo: str

    @property
    def writes_to(self) -> str:
        """Where one writes about one's data: the delegate, or else the publisher."""
        return self.dpo or self.contact


def publisher() -> Publisher:
    """The publisher that the settings name."""
    values = _values()
    return Publisher(*(values.get(name, "") for name in ASKED))


def missing_settings() -> list[tuple[str, str]]:
    """The settings that were not given, each with what it would say."""
    values = _values()
    return [(name, str(requested)) for name, requested in ASKED.items() if not values.get(name)]
