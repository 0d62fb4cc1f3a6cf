"""Who carries what in the first story: a theme by an act, the whole while the act is awaited."""

from datetime import date

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation
from maillage.trade.governance.lead_partner.services import About, name_lead_partner
from maillage.trade.governance.models import LeadPartner


def make_lead_partners(*, access: Access, organisations: dict[str, Organisation]) -> None:
    """The lead partners of the first story; the others have other structures."""
    if "ervelle" not in organisations:
        return
    theme = About(label="Enfance-jeunesse")
    name_lead_partner(
        access=access,
        lead=LeadPartner(
            organisation=organisations["aubree"],
            scope="A préparé le projet de service et reçu l’aide au démarrage.",
            act_number="convention d’amorçage 2024-07",
            act_on=date(2024, 6, 20),
            since=date(2024, 7, 1),
            until=date(2026, 10, 15),
        ),
        about=theme,
    )
    name_lead_partner(
        access=access,
        lead=LeadPartner(
            organisation=organisations["etangs"],
            scope="Emploie les agents du service unifié et appelle les contributions.",
            act_number="délibération 2026-112",
            act_on=date(2026, 10, 6),
            since=date(2026, 10, 15),
        ),
        about=theme,
    )
    name_lead_partner(
        access=access,
        lead=LeadPartner(
            organisation=organisations["agglo"],
            scope="Convoque, signe les demandes de subvention, héberge l’équipe.",
            since=date(2025, 1, 1),
        ),
        about=About(),
    )
